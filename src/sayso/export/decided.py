"""What people have decided, in a few words."""

from sayso.export.words import ACTS, CERTAINTIES, POLARITIES, REVIEWS
from sayso.nouns import Correction, Parts, Ruling, RulingKind

_WORDS = {
    (RulingKind.QUESTION, "same"): "one question",
    (RulingKind.QUESTION, "different"): "not one question",
    (RulingKind.REFERENT, "same"): "one voice",
    (RulingKind.REFERENT, "different"): "two voices",
    (RulingKind.RELEASE, "claim published"): "published",
    (RulingKind.POLICY, "two people"): "two people must agree on a claim",
    (RulingKind.POLICY, "one person"): "one person decides on a claim",
    (RulingKind.RELATION, "disputes"): "they dispute one another",
    (RulingKind.RELATION, "unsure"): "left open how they stand",
}


def ruling_words(ruling: Ruling) -> str:
    """What was decided, in a few words."""
    match ruling.kind:
        case RulingKind.READING:
            return REVIEWS.get(ruling.decision, ruling.decision)
        case RulingKind.WORDING:
            return "worded"
        case RulingKind.UNDO:
            return "withdrawn"
        case RulingKind.FLAG:
            return f"flagged {ruling.decision}"
        case RulingKind.RELATION if ruling.decision in {"refines", "supersedes"}:
            return f"the first {ruling.decision} the second"
        case _:
            return _WORDS.get((ruling.kind, ruling.decision), ruling.decision)


def detail(ruling: Ruling) -> tuple[str, ...]:
    """The words that a person has given, the corrected fields, and where parts of the claim were put."""
    if ruling.kind is RulingKind.WORDING:
        return (ruling.decision,)
    return (*_corrected(ruling.correction), *_moved(ruling.parts))


def _corrected(correction: Correction | None) -> tuple[str, ...]:
    if correction is None:
        return ()
    told = (
        None if correction.voice is None else f"said by {correction.voice or 'nobody named'}",
        None if correction.act is None else ACTS[correction.act],
        None if correction.certainty is None else CERTAINTIES[correction.certainty],
        None if correction.polarity is None else POLARITIES[correction.polarity],
    )
    return tuple(words for words in told if words)


def _moved(parts: Parts | None) -> tuple[str, ...]:
    """Where a person has put the parts of a claim."""
    if parts is None:
        return ()
    named = (("source", parts.source), ("cue", parts.cue), ("claim", parts.content))
    return tuple(
        f"{name}: characters {', '.join(f'{one.start:,}–{one.end:,}' for one in pieces)}" if pieces else f"no {name}"
        for name, pieces in named
        if pieces is not None
    )
