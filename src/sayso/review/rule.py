"""What a person decides, written to the ledger as rulings."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sayso.api import refresh
from sayso.errors import UsageError
from sayso.nouns import (
    Anchor,
    Claimed,
    Correction,
    Question,
    Report,
    Review,
    ReviewState,
    Ruling,
    RulingKind,
    ruling_id,
    whole,
)
from sayso.review.decisions import Decision, Refused
from sayso.review.parts import parts_of, voice_of
from sayso.stages import Stages

if TYPE_CHECKING:  # SQLAlchemy is heavy
    from sayso.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What became of decisions: the rulings made, how many held already, what was refused, the log's entry (or 0)."""

    rulings: tuple[Ruling, ...]
    unchanged: int
    refused: tuple[Refused, ...]
    entry: int

    def counted(self) -> Mapping[str, int]:
        """How many rulings there are of each decision: "accept", "same question", "disputes"."""
        return Counter(told(ruling) for ruling in self.rulings)


def told(ruling: Ruling) -> str:
    """A ruling's decision in a word or two."""
    match ruling.kind:
        case RulingKind.QUESTION:
            return f"{ruling.decision} question"
        case RulingKind.REFERENT:
            return f"{ruling.decision} voice"
        case RulingKind.WORDING:
            return "wording"
        case RulingKind.FLAG:
            return f"flagged {ruling.decision}"
        case _:
            return ruling.decision


def holding(rulings: Iterable[Ruling]) -> frozenset[str]:
    """The ids of those of the rulings that hold: not withdrawn, and the latest on their subject.

    Those that wait for a second person to agree are among them.
    """
    from sayso.compare import standing, waiting  # noqa: PLC0415 - heavy

    listed = tuple(rulings)
    return frozenset(one.id for said in (standing(listed), *waiting(listed)) for one in said)


def come_to(rulings: Iterable[Ruling], made: Ruling) -> ReviewState:
    """What a ruling on a claim has made of it: of several people's where two must agree, else it is reviewed."""
    from sayso.compare import waiting  # noqa: PLC0415 - heavy

    said = next((said for said in waiting(rulings) if said[-1].subject() == made.subject()), ())
    return Review(ruling=None if said else made, opinions=said).state


def rule(
    ledger: "Ledger", decisions: Iterable[Decision], *, by: str, using: Stages | None = None, settle: bool = True
) -> Applied:
    """Write what a person has decided, and compute the questions anew unless `settle` is False.

    A decision that stands already, by the same person and for the same reason, is not written again, so that a file
    may be applied twice. One that cannot be taken is refused with its reason, and the others hold.

    Raises:
        UsageError: `by` is empty: a ruling is signed.
    """
    from sayso.compare import said_by  # noqa: PLC0415 - heavy

    if not by.strip():
        raise UsageError("a ruling needs a name: --by NAME")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with ledger.writing():
        known = ledger.rulings()
        held = dict(said_by(known, by.strip()))
        made: list[Ruling] = []
        refused: list[Refused] = []
        unchanged = 0
        for decision in decisions:
            try:
                ruling = _ruling(ledger, decision, (*known, *made), by.strip(), at)
            except UsageError as error:
                refused.append(Refused(line=decision.line, reason=str(error)))
                continue
            if _same(held.get(ruling.subject()), ruling):
                unchanged += 1
                continue
            made.append(ruling)
            if ruling.kind is not RulingKind.UNDO:
                held[ruling.subject()] = ruling
        entry = ledger.add_rulings(made)
    if settle:
        refresh(ledger, using=using)
    return Applied(rulings=tuple(made), unchanged=unchanged, refused=tuple(refused), entry=entry)


def _same(held: Ruling | None, new: Ruling) -> bool:
    """Whether the ruling says what one that stands has said, by the same person."""
    if held is None or new.kind is RulingKind.UNDO:
        return False
    return replace(held, id=new.id, at=new.at) == new


def _ruling(ledger: "Ledger", decision: Decision, known: Sequence[Ruling], by: str, at: str) -> Ruling:
    ident = ruling_id(decision.kind, len(known) + 1, by, decision.decision, at)
    ruling = Ruling(id=ident, kind=decision.kind, decision=decision.decision, by=by, at=at, why=decision.why)
    if decision.kind is RulingKind.UNDO:
        return replace(ruling, undoes=_undone(decision, known))
    return _FILLED[decision.kind](ledger, decision, ruling)


_PAIR = 2
LONGEST_NAME = 200
"""Characters of a name that is flagged; it is looked for wherever words are shown."""


def _flag(ledger: "Ledger", decision: Decision, ruling: Ruling) -> Ruling:
    """A flag on one thing: a claim, a whole report, or a name."""
    if sum((bool(decision.claims), bool(decision.names), decision.other is not None)) != 1:
        raise UsageError("a flag is on one thing: a claim, a report or a name")
    if decision.claims:
        return replace(ruling, claims=_anchors(ledger, decision, 1))
    if decision.other is not None:
        found = ledger.find(decision.other)
        if not isinstance(found, Report):
            raise UsageError(f"{decision.other!r} is no report")
        return replace(ruling, claims=whole(found))
    names = tuple(" ".join(name.split()) for name in decision.names)
    if len(names) != 1 or not any(char.isalnum() for char in names[0]):
        raise UsageError(f"give one name to flag, given {', '.join(names) or 'none'}")
    if len(names[0]) > LONGEST_NAME:
        raise UsageError(f"a name to flag may have {LONGEST_NAME} characters, given {len(names[0]):,}")
    return replace(ruling, names=names)


def _released(ledger: "Ledger", decision: Decision, ruling: Ruling) -> Ruling:
    """A release: of a claim, or of a question by the claim that founded it."""
    if decision.decision == "claim published":
        return replace(ruling, claims=_anchors(ledger, decision, 1))
    return _worded(ledger, decision, ruling)


def _worded(ledger: "Ledger", decision: Decision, ruling: Ruling) -> Ruling:
    """A ruling on a whole question, by the claim that founded it."""
    founder = _question(ledger, decision).answers[0].claims[0]
    return replace(ruling, claims=(_anchor(ledger, founder),))


def _named(ledger: "Ledger", decision: Decision, ruling: Ruling) -> Ruling:
    """A ruling on two names."""
    del ledger
    names = tuple(name.strip() for name in decision.names)
    if len(names) != _PAIR or not all(names) or names[0] == names[1]:
        raise UsageError(f"names must be two different names, given {len(decision.names)}")
    return replace(ruling, names=names)


def _paired(ledger: "Ledger", decision: Decision, ruling: Ruling) -> Ruling:
    """A ruling on two claims, or on a claim and those of a question."""
    belongs = decision.kind is RulingKind.QUESTION and decision.other is not None
    claims = _with_question(ledger, decision) if belongs else _anchors(ledger, decision, _PAIR)
    return replace(ruling, claims=claims)


def _plain(ledger: "Ledger", decision: Decision, ruling: Ruling) -> Ruling:
    """A ruling on the whole ledger."""
    del ledger
    if decision.claims or decision.names or decision.other is not None:
        raise UsageError("how many people must agree is ruled for the whole ledger: give no claim, name or question")
    return ruling


def _reading(ledger: "Ledger", decision: Decision, ruling: Ruling) -> Ruling:
    """The ruling on one claim; who speaks goes with the words that a person gave for the source."""
    if (decision.decision == "correct") != (decision.correction is not None or bool(decision.parts)):
        raise UsageError("a decision to correct, and only that, comes with a correction")
    ruling = replace(ruling, claims=_anchors(ledger, decision, 1), correction=decision.correction)
    if not decision.parts:
        return ruling
    read = _read(ledger, decision.claims[0])
    parts = parts_of(read.claim, read.text, decision.parts)
    correction = decision.correction
    name = voice_of(read.claim, read.text, parts)
    if name is not None and (correction is None or correction.voice is None):
        correction = replace(correction or Correction(), voice=name)
    if parts is None and correction is None:
        raise UsageError("all of it stands where it was read: accept it, or say what is read wrongly")
    return replace(ruling, correction=correction, parts=parts)


_FILLED: Mapping[RulingKind, Callable[["Ledger", Decision, Ruling], Ruling]] = {
    RulingKind.READING: _reading,
    RulingKind.QUESTION: _paired,
    RulingKind.RELATION: _paired,
    RulingKind.REFERENT: _named,
    RulingKind.WORDING: _worded,
    RulingKind.FLAG: _flag,
    RulingKind.RELEASE: _released,
    RulingKind.POLICY: _plain,
}
"""What fills in what a ruling of each kind is about."""


def _undone(decision: Decision, known: Sequence[Ruling]) -> str:
    """The id of the ruling to withdraw."""
    withdrawn = {one.undoes for one in known}
    open_ = [one for one in known if one.kind is not RulingKind.UNDO and one.id not in withdrawn]
    found = [one for one in open_ if decision.other and one.id.startswith(decision.other)]
    if len(found) == 1 and found[0].kind is RulingKind.POLICY:
        raise UsageError("how many people must agree is not withdrawn: rule otherwise")
    if len(found) != 1:
        few = "none" if not found else "more than one"
        raise UsageError(f"{few} of the {len(open_)} rulings that hold begins so: {decision.other!r}; try --log")
    return found[0].id


def _question(ledger: "Ledger", decision: Decision) -> Question:
    found = ledger.find(decision.other or "")
    if not isinstance(found, Question):
        raise UsageError(f"{decision.other!r} is no question")
    return found


def _anchors(ledger: "Ledger", decision: Decision, wanted: int) -> tuple[Anchor, ...]:
    if len(decision.claims) != wanted:
        raise UsageError(
            f"a ruling on a {decision.kind.value} names {wanted} of the claims, given {len(decision.claims)}"
        )
    found = tuple(_anchor(ledger, ident) for ident in decision.claims)
    if len(set(found)) < wanted:
        raise UsageError("both claims are one")
    return found


def _with_question(ledger: "Ledger", decision: Decision) -> tuple[Anchor, ...]:
    """The claim and those of a question: with its first if it belongs there, with none of them if it does not."""
    if len(decision.claims) != 1:
        raise UsageError(f"give one claim with a question, given {len(decision.claims)}")
    own = _anchor(ledger, decision.claims[0])
    inside = [claim for answer in _question(ledger, decision).answers for claim in answer.claims]
    others = [anchor for anchor in (_anchor(ledger, claim) for claim in inside) if anchor != own]
    if not others:
        raise UsageError("the question has no other claim")
    return (own, *(others[:1] if decision.decision == "same" else others))


def _anchor(ledger: "Ledger", ident: str) -> Anchor:
    """Where the claim stands, with the voice that was read there."""
    claim = _read(ledger, ident).claim
    voice = claim.voice.name if claim.voice else None
    return Anchor(report=claim.report, layer=claim.layer, content=claim.content, voice=voice)


def _read(ledger: "Ledger", ident: str) -> Claimed:
    """The claim of the current reading as it was read, whatever a person has made of it."""
    found = ledger.find(ident)
    if not isinstance(found, Claimed):
        raise UsageError(f"{ident!r} is no claim")
    same = (one for one in ledger.claims(report=found.report.id, as_read=True) if one.claim.id == found.claim.id)
    read = next(same, None)
    if read is None:
        raise UsageError(f"claim {ident} is of an older reading; rule on the one that stands there now")
    return read
