"""All families of candidates, in one table."""

from collections.abc import Callable, Iterator

from sayso.attribute.according import according, in_views
from sayso.attribute.adjectives import adjectives
from sayso.attribute.as_put import as_put
from sayso.attribute.candidates import Candidate
from sayso.attribute.colons import colons
from sayso.attribute.commaless import commaless
from sayso.attribute.cue_nouns import cue_nouns, owned_figures
from sayso.attribute.parenthetical import behind_quotation, parenthetical, trailing
from sayso.attribute.reported import reported
from sayso.attribute.syntax import Syntax

FAMILIES: tuple[Callable[[Syntax], Iterator[Candidate]], ...] = (
    reported,  # "said that …", "promised to …", "called for …"
    parenthetical,  # "A, X said.", "A," X said, "B"
    trailing,  # "A, X said." by word order alone
    commaless,  # "A X said." in texts that lost their commas
    behind_quotation,  # `"A," X said` by word order alone
    according,  # "according to X, …"
    in_views,  # "in the firm's view, …"
    as_put,  # "as X put it, …"
    cue_nouns,  # "X's claim that …"
    owned_figures,  # "X's figure is 12"
    adjectives,  # "is sure that …"
    colons,  # "Minister: …"
)


def candidates(syntax: Syntax) -> tuple[Candidate, ...]:
    """Every candidate of every family."""
    return tuple(found for family in FAMILIES for found in family(syntax))
