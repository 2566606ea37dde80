"""When: the stretches of time that a claim names, placed against the moment of publication."""

from dataclasses import replace

from sayso.claims.calendar import anchor, iso
from sayso.claims.placing import Placing, place
from sayso.claims.time_phrases import Phrase, phrases
from sayso.claims.time_words import Atom
from sayso.data import words
from sayso.nouns import Annotated, Moment, Pieces, Span, When

_NAMES = frozenset({"PERSON", "ORG", "FAC", "WORK_OF_ART", "PRODUCT", "NORP", "GPE", "LAW"})


def times(annotated: Annotated, content: Pieces, published: Moment | None) -> tuple[When, ...]:
    """The times inside `content`, in text order; without `published` only those that name their own date are placed."""
    placing = Placing(annotated, anchor(published))
    return tuple(placed(phrase, placing) for piece in content for phrase in told(annotated, piece))


def told(annotated: Annotated, piece: Span) -> tuple[Phrase, ...]:
    """The phrases inside `piece` that name times, in text order; those that are part of a name are left out."""
    found = (_without_count(annotated, phrase) for phrase in phrases(annotated.text, piece.start, piece.end))
    return tuple(phrase for phrase in found if not _is_name(annotated, phrase))


def placed(phrase: Phrase, placing: Placing) -> When:
    """The time that a phrase names, as far as it can be placed."""
    stretch = place(phrase, placing)
    return When(
        span=Span(phrase.start, phrase.end),
        start=iso(stretch.first),
        end=iso(stretch.last),
        precision=stretch.precision,
        open=stretch.open,
    )


def _without_count(annotated: Annotated, phrase: Phrase) -> Phrase:
    """The phrase without a number that counts what follows: "in March 30 people left" names March, not a day of it."""
    last, tokens = phrase.atoms[-1], annotated.tokens
    inside = annotated.tokens_in(Span(last.start, last.end))
    dated = last.kind == "date" and not last["y"] and not phrase.until and len(inside) == 2
    if not dated or phrase.lead != "in" or not tokens.text[inside[-1]].isdigit():
        return phrase
    month = Atom("month", last.start, tokens.end[inside[0]], {"mon": last["mon"]})
    return replace(phrase, end=month.end, atoms=(*phrase.atoms[:-1], month))


def _is_name(annotated: Annotated, phrase: Phrase) -> bool:  # noqa: PLR0911 - one return a rule reads better than a nest
    """Whether the words are part of a name or no time at all: "the 9 June Battalion", "April Jansen"."""
    core = phrase.atoms[0]
    if core.kind in {"unplaced", "clock", "ago", "length", "for_n", "tonight", "unit", "in_n"}:
        return False
    tokens = annotated.tokens
    inside = annotated.tokens_in(Span(phrase.atoms[0].start, phrase.atoms[-1].end))
    if not inside:
        return True
    last, after = inside[-1], inside[-1] + 1
    follows = after < len(tokens) and tokens.sentence[after] == tokens.sentence[last]
    if follows and tokens.text[after].lower() in words("times", "lists", "name_heads"):
        return tokens.text[after][0].isupper() or core.kind in {"date", "month"}
    if core.kind == "nth":
        return follows and tokens.pos[after] in {"NOUN", "PROPN", "ADJ"}
    if core.kind == "year" and follows and tokens.dep[last] == "nummod" and tokens.head[last] > last:
        # "after the 1999 floods" names the floods; "In 2019 forty people …" may be parsed alike.
        articled = tokens.text[max(inside[0] - 1, 0)].lower() in {"the", "a", "this", "that"}
        return len(phrase.atoms) == 1 and (articled or not phrase.lead)
    if core.kind == "relday" and tokens.text[last][0].isupper():
        return last > 0 and tokens.pos[last - 1] == "PROPN" and tokens.end[last - 1] + 1 == tokens.start[last]
    if core.kind == "month" and len(phrase.atoms) == 1 and "y" not in core.parts:
        return _is_given_name(annotated, inside[0], last, phrase)
    return core.kind in {"weekday", "date", "holiday"} and _inside_name(annotated, inside[0], last)


def _is_given_name(annotated: Annotated, first: int, last: int, phrase: Phrase) -> bool:
    """Whether it is "May" the modal, "March" the walk that opens a sentence, or "April" and "June" the women."""
    tokens = annotated.tokens
    if phrase.lead or first != last:
        return False
    if tokens.pos[last] in {"AUX", "VERB"} or _inside_name(annotated, first, last):
        return True
    after = last + 1
    if after < len(tokens) and tokens.pos[after] == "PROPN" and tokens.text[after][0].isupper():
        return True
    entity = tokens.entity[last]
    label = annotated.entities[entity].label if entity >= 0 else ""
    if label == "PERSON":
        return True
    if tokens.dep[last] in {"nsubj", "nsubjpass", "dobj", "appos"} and tokens.lemma[tokens.head[last]] != "be":
        return True  # "Her daughter June plays the organ"; a month is, it does not act
    opens = last == annotated.sentences[tokens.sentence[last]].first
    compound = after < len(tokens) and tokens.pos[after] == "NOUN"
    return opens and tokens.text[last] in {"May", "March"} and (compound or label != "DATE")


def _inside_name(annotated: Annotated, first: int, last: int) -> bool:
    """Whether a named entity that is no date reaches beyond these tokens."""
    index = annotated.tokens.entity[first]
    if index < 0:
        return False
    entity = annotated.entities[index]
    outside = [i for i in range(entity.first, entity.end) if not first <= i <= last]
    return entity.label in _NAMES and any(annotated.tokens.pos[i] == "PROPN" for i in outside)
