"""Numbers of any text: in order, inside it, with bounds that are numbers and in order."""

import math

from fuzz.checking import hold
from fuzz.texts import annotated_of, text_of, whole
from sayso.claims.figures import figures
from sayso.claims.quantities import quantities
from sayso.nouns import Moment

PUBLISHED = Moment("2022-05-19T16:00+03:00")


def target(raw: bytes) -> None:
    """Find the figures and quantities of the bytes as text."""
    text = text_of(raw)
    end = 0
    for figure in figures(text, 0, len(text)):
        hold(end <= figure.span.start < figure.span.end <= len(text), f"{figure} overlaps or lies outside")
        hold(figure.span.contains(figure.core), f"{figure} has its number elsewhere")
        _in_order(figure.low, figure.best, figure.high)
        end = figure.span.end
    for quantity in quantities(annotated_of(text), whole(text), PUBLISHED):
        hold(quantity.span.end <= len(text), f"{quantity} lies outside")
        _in_order(quantity.low, quantity.best, quantity.high)
        _in_order(quantity.subset_of)


def _in_order(*bounds: float | None) -> None:
    known = [bound for bound in bounds if bound is not None]
    hold(all(map(math.isfinite, known)), f"{bounds} are no numbers")
    hold(known == sorted(known), f"{bounds} are out of order")
