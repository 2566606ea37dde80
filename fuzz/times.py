"""Times of any text: in order, inside it, each a day or moment that there is, none ending before it begins."""

from fuzz.checking import hold
from fuzz.texts import annotated_of, text_of, whole
from sayso.claims.time_phrases import phrases
from sayso.claims.times import times
from sayso.nouns import Moment

PUBLISHED = (Moment("2024-02-29T00:30+14:00"), Moment("2022-05"), Moment("0001-01-01"), Moment("9999-12-31"), None)


def target(raw: bytes) -> None:
    """Find the times of the bytes as text, seen from one of some days of publication."""
    text = text_of(raw)
    end = 0
    for phrase in phrases(text, 0, len(text)):
        hold(end <= phrase.start < phrase.end <= len(text), f"{phrase} overlaps or lies outside")
        end = phrase.end
    published = PUBLISHED[len(raw) % len(PUBLISHED)]
    for when in times(annotated_of(text), whole(text), published):
        hold(when.span.end <= len(text), f"{when} lies outside")
        first, last = (Moment(bound).first_day if bound else None for bound in (when.start, when.end))
        hold(first is None or last is None or first <= last, f"{when} ends before it begins, seen from {published}")
