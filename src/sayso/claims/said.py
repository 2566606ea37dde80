"""When something was said: the time that belongs to the act of saying, and not to what is said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.claims.calendar import anchor
from sayso.claims.placing import Placing
from sayso.claims.time_phrases import Phrase
from sayso.claims.times import placed, told
from sayso.data import words
from sayso.nouns import Annotated, Attribution, Moment, Pieces, Span, When

_STEPS = 10
"""How far up the tree the cue is looked for; "said in a statement that was sent to the paper on Friday" needs 7."""
_TELL_NO_DAY = frozenset({"for_n", "length", "in_n", "the_unit", "years", "decade", "shift", "unplaced"})
"""Kinds that tell how long ("said in a two-hour interview"), count from an event ("two days after the flood") or name
nothing that a calendar has ("said recently")."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def times_of_saying(
    annotated: Annotated, sayings: Sequence[tuple[Attribution, str | None]], published: Moment | None
) -> tuple[When | None, ...]:
    """When each of the attributions was said, in text order, each with the name of who speaks.

    What goes on in a voice was said when that voice spoke: the rest of the sentence, sentences without a cue, and the
    next sentence if "she added" or, in the same paragraph, "Holm said" has no time of its own.
    """
    found: list[When | None] = []
    last: _Dated | None = None
    for attribution, voice in sayings:
        others = (piece for other, _ in sayings for piece in other.content if not _overlap(attribution.cue, piece))
        when = said_when(annotated, attribution.cue, others, published)
        if when is None and last is not None and _goes_on(annotated, last, attribution, voice):
            when = last.when
        found.append(when)
        if voice is not None or attribution.source:
            at = _sentences(annotated, attribution)
            last = None if when is None else _Dated(voice, attribution.source, at[-1], when)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A saying whose time is known, with the last sentence that it reaches."""

    voice: str | None
    source: Pieces
    sentence: int
    when: When


def _goes_on(annotated: Annotated, last: _Dated, attribution: Attribution, voice: str | None) -> bool:
    if not goes_on_saying(annotated, attribution.cue):
        return False
    if attribution.source == last.source:
        return True
    here = _sentences(annotated, attribution)[0]
    if voice is None or voice != last.voice or here - last.sentence > 1:
        return False
    pronoun = all(annotated.tokens.pos[i] == "PRON" for piece in attribution.source for i in annotated.tokens_in(piece))
    return pronoun or annotated.sentences[here].paragraph == annotated.sentences[last.sentence].paragraph


def _sentences(annotated: Annotated, attribution: Attribution) -> list[int]:
    """The sentences that cue and content stand in, in order."""
    pieces = (*attribution.cue, *attribution.content)
    return sorted({annotated.tokens.sentence[i] for piece in pieces for i in annotated.tokens_in(piece)}) or [0]


def _overlap(pieces: Pieces, other: Span) -> bool:
    return any(piece.start < other.end and other.start < piece.end for piece in pieces)


def said_when(annotated: Annotated, cue: Pieces, claimed: Iterable[Span], published: Moment | None) -> When | None:
    """The time at which a saying with this cue is told to have been, or None where the sentence tells none.

    It is read from the sentence of the cue, outside of what is `claimed` there: "said on Friday", "in a statement on
    12 May", "Monday's report found". Of several the one is given that stands closest to the cue in the tree.
    """
    cues = frozenset(token for piece in cue for token in annotated.tokens_in(piece))
    if not cues or _is_to_come(annotated, cues):
        return None
    sentence = annotated.sentences[annotated.tokens.sentence[min(cues)]].span
    found = [
        (steps, phrase.start, phrase)
        for gap in _gaps(sentence, claimed)
        for phrase in told(annotated, gap)
        if not _TELL_NO_DAY & {atom.kind for atom in phrase.atoms}
        and (steps := _steps(annotated, cues, phrase)) is not None
    ]
    nearest = min(found, key=lambda one: one[:2], default=None)
    return _placed(annotated, nearest[2], published) if nearest else None


def _gaps(sentence: Span, claimed: Iterable[Span]) -> Iterator[Span]:
    """What of the sentence is not claimed."""
    start = sentence.start
    for piece in sorted(piece for piece in claimed if piece.start < sentence.end and sentence.start < piece.end):
        if start < piece.start:
            yield Span(start, piece.start)
        start = max(start, piece.end)
    if start < sentence.end:
        yield Span(start, sentence.end)


def _placed(annotated: Annotated, phrase: Phrase, published: Moment | None) -> When:
    """The time, counted from the publication: what happened "on Friday" is not the day of "announced at noon"."""
    points_back = phrase.of("other") is not None or any(atom["det"].startswith("that") for atom in phrase.atoms)
    return placed(phrase, Placing(annotated, anchor(published), over=True, alone=not points_back))


def goes_on_saying(annotated: Annotated, cue: Pieces) -> bool:
    """Whether a cue without a time of its own may go on from the saying before it: "She added that …".

    "She had said" and "she says" are of another time.
    """
    tokens = annotated.tokens
    verbs = [i for piece in cue for i in annotated.tokens_in(piece) if tokens.pos[i] in {"VERB", "AUX"}]
    return all(tokens.tag[i] in {"VBD", "VBG"} for i in verbs) if verbs else not cue


def _is_to_come(annotated: Annotated, cues: frozenset[int]) -> bool:
    """Whether it will be said: "the minister will say on Friday that …"."""
    tokens = annotated.tokens
    before = range(max(0, min(cues) - _STEPS), max(cues) + 1)
    return any(tokens.tag[i] in {"MD", "TO"} and tokens.dep[i] == "aux" and tokens.head[i] in cues for i in before)


def _steps(annotated: Annotated, cues: frozenset[int], phrase: Phrase) -> int | None:
    """How many steps up the tree lead from the phrase to the cue; None where they lead elsewhere."""
    tokens = annotated.tokens
    inside = annotated.tokens_in(Span(phrase.start, phrase.end))
    core = annotated.tokens_in(Span(phrase.atoms[0].start, phrase.atoms[-1].end))
    if not core:
        return None
    at = core[-1]
    if _follows(annotated, cues, inside):
        return 0
    while at in inside and tokens.head[at] != at and at not in cues:
        at = tokens.head[at]
    came = inside[0]
    for steps in range(_STEPS):
        if at in cues:
            return steps
        if at in inside or not _leads_on(annotated, cues, at, came):
            return None
        came, at = at, tokens.head[at]
    return None


def _follows(annotated: Annotated, cues: frozenset[int], inside: range) -> bool:
    """Whether the time stands right behind the cue, whatever the parser hangs it on: "said last week the sea rose"."""
    between = range(max(cues) + 1, inside[0])
    return inside[0] > max(cues) and all(annotated.tokens.pos[i] == "ADV" for i in between)


def _leads_on(annotated: Annotated, cues: frozenset[int], at: int, came: int) -> bool:
    """Whether what a time stands with is itself of the saying: an occasion, a document, an act of uttering."""
    tokens = annotated.tokens
    match tokens.pos[at]:
        case "ADP" | "SCONJ" | "PART":
            return tokens.lemma[at] not in _listed("elsewhere")
        case "VERB" | "AUX":
            return tokens.lemma[at] in _listed("uttering") and not _turned_away(annotated, at, came)
        case "NOUN" | "PROPN" | "PRON":
            return _is_occasion(annotated, cues, at, came)
        case "ADV" | "ADJ" | "X":
            return True
    return False


def _is_occasion(annotated: Annotated, cues: frozenset[int], at: int, came: int) -> bool:
    tokens = annotated.tokens
    if tokens.lemma[at] in _listed("occasions"):
        return True
    head = tokens.head[at]
    if head in cues and tokens.dep[at] in _SUBJECTS | {"dobj", "dative", "obj", "iobj"}:
        # "Holm on Monday said that …", "a witness who spoke on Monday said that …", "told a court on Monday that …"
        uttered = tokens.pos[came] == "VERB"
        return uttered or tokens.dep[at] not in _SUBJECTS or came == min(cues) - 1 or tokens.head[came] == at
    # "on Telegram on Wednesday", "in Varnes on Tuesday": a name under a preposition is where it was said.
    return tokens.pos[at] == "PROPN" and tokens.pos[head] == "ADP"


def _turned_away(annotated: Annotated, verb: int, came: int) -> bool:
    """Whether something else stands between the verb and the time: "speaking after the raid on Monday"."""
    between = annotated.tokens.lemma[verb + 1 : came] if came > verb else ()
    return any(lemma in _listed("elsewhere") for lemma in between)


def _listed(name: str) -> frozenset[str]:
    return words("times", "saying", name)
