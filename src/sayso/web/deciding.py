"""What a form of the desk decides: one ruling, written at once, and taken into the questions as soon as can be."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from sayso.errors import NotFound, UsageError
from sayso.ledger import Ledger, browse, browse_rulings
from sayso.nouns import DECISIONS, Act, Certainty, Correction, Polarity, Ruling, RulingKind
from sayso.review import Decision, Part, Piece, marked_pieces, rule
from sayso.review.turns import BETWEEN
from sayso.web.security import own_address
from sayso.web.work import Work

PATIENCE = 1.0
"""Seconds that an answer waits for the questions to take a ruling in; if it takes longer, the page says so."""
LONGEST = 2000
"""Characters of a note or of a question's wording."""

TURNED = {"refined": "refines", "superseded": "supersedes"}
"""Relations as a person reads them from the second claim to the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What became of a form: the ruling, where one was made. `ruling` is None where it stood already."""

    ruling: Ruling | None
    subject: Decision


async def fields_of(request: Request) -> Mapping[str, str]:
    """The texts of the form that was sent."""
    form: FormData = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


Fields = Annotated[Mapping[str, str], Depends(fields_of)]


def decision_of(fields: Mapping[str, str]) -> Decision:
    """What the form decides.

    Raises:
        UsageError: it is no decision, or lacks a part.
    """
    about = fields.get("about", "")
    if about not in _FORMS:
        raise UsageError(f"a form of this desk is about {', '.join(_FORMS)}, not {about[:40]!r}")
    return _FORMS[about](fields, _text(fields, "why") or None)


def _pair(fields: Mapping[str, str], why: str | None) -> Decision:
    """How two claims stand to one another."""
    decided, claims = fields.get("decision", ""), tuple(fields.get("at", "").split(BETWEEN))
    if decided in {"same", "different"}:
        return Decision(kind=RulingKind.QUESTION, decision=decided, claims=claims, why=why)
    claims = claims[::-1] if decided in TURNED else claims
    relation = _one_of(RulingKind.RELATION, TURNED.get(decided, decided))
    return Decision(kind=RulingKind.RELATION, decision=relation, claims=claims, why=why)


def _flag(fields: Mapping[str, str], why: str | None) -> Decision:
    """A flag on a claim, a report or a name: whichever the form names."""
    decided = _one_of(RulingKind.FLAG, fields.get("decision", ""))
    claim, report, name = (_text(fields, part) for part in ("claim", "report", "name"))
    return Decision(
        kind=RulingKind.FLAG,
        decision=decided,
        claims=(claim,) if claim else (),
        names=(name,) if name else (),
        other=report or None,
        why=why,
    )


def _belongs(fields: Mapping[str, str], why: str | None) -> Decision:
    """Whether a claim belongs to a question."""
    decided = _one_of(RulingKind.QUESTION, fields.get("decision", ""))
    claim, question = _text(fields, "claim"), _text(fields, "question")
    return Decision(kind=RulingKind.QUESTION, decision=decided, claims=(claim,), other=question, why=why)


def _names(fields: Mapping[str, str], why: str | None) -> Decision:
    """Whether two names are one voice."""
    names = (_text(fields, "a"), _text(fields, "b"))
    decided = _one_of(RulingKind.REFERENT, fields.get("decision", ""))
    return Decision(kind=RulingKind.REFERENT, decision=decided, names=names, why=why)


def _wording(fields: Mapping[str, str], why: str | None) -> Decision:
    """A question in a person's words."""
    words = " ".join(_text(fields, "words").split())
    if not words:
        raise UsageError("the question has no words; write how you would ask it")
    return Decision(kind=RulingKind.WORDING, decision=words, other=_text(fields, "question"), why=why)


def _release(fields: Mapping[str, str], why: str | None) -> Decision:
    """That a claim, or a question, is published."""
    if fields.get("question"):
        question = _text(fields, "question")
        return Decision(kind=RulingKind.RELEASE, decision="question published", other=question, why=why)
    claims = (_text(fields, "claim"),)
    return Decision(kind=RulingKind.RELEASE, decision="claim published", claims=claims, why=why)


def _reading(fields: Mapping[str, str], why: str | None) -> Decision:
    """What a person makes of a claim as it was read."""
    decided = _one_of(RulingKind.READING, fields.get("decision", ""))
    correction, parts = _corrected(fields) if decided == "correct" else (None, {})
    return Decision(
        kind=RulingKind.READING,
        decision=decided,
        claims=(fields.get("at", ""),),
        correction=correction,
        parts=parts,
        why=why,
    )


_FORMS: Mapping[str, Callable[[Mapping[str, str], str | None], Decision]] = {
    "claim": _reading,
    "pair": _pair,
    "belongs": _belongs,
    "names": _names,
    "wording": _wording,
    "flag": _flag,
    "release": _release,
}
"""What a form may be about, and what it decides."""


def _corrected(fields: Mapping[str, str]) -> tuple[Correction | None, dict[Part, tuple[Piece, ...]]]:
    """What the form says otherwise than the machine, and where: its fields that are not left as they were."""
    parts = {part: found for part in Part if (found := _pieces(part, fields)) is not None}
    voice = _text(fields, "voice")
    try:
        made = Correction(
            voice="" if fields.get("nobody") else voice or None,
            act=Act(fields["act"]) if fields.get("act") else None,
            certainty=Certainty(fields["certainty"]) if fields.get("certainty") else None,
            polarity=Polarity(fields["polarity"]) if fields.get("polarity") else None,
        )
    except ValueError as error:
        raise UsageError(f"the correction: {error}") from error
    if made == Correction() and not parts:
        raise UsageError("a correction says what is read wrongly: give who says it, or another of the fields")
    return made if made != Correction() else None, parts


def _pieces(part: Part, fields: Mapping[str, str]) -> tuple[Piece, ...] | None:
    """Where a part stands by the form: in words, one piece to a line, and (`…_at`, from the keys) in characters.

    None where it is left as it was read. Where both are given, the words are those of the characters.
    """
    words, ends = marked_pieces(_text(fields, part)), fields.get(f"{part}_at", "").strip()
    if not ends:
        return words if _text(fields, part) else None
    found = [_ENDS.fullmatch(one) for one in ends[:LONGEST].split(",")]
    if not all(found) or len(found) != len(words):
        raise UsageError(f"{part}: its ends are as in 12-30,41-50, one for each piece of words, not {ends[:80]!r}")
    return tuple(
        Piece(start=int(match[1]), end=int(match[2]), quote=piece.quote)
        for match, piece in zip(found, words, strict=True)
        if match is not None
    )


_ENDS = re.compile(r"(\d{1,9})-(\d{1,9})")


def _one_of(kind: RulingKind, decided: str) -> str:
    if decided not in DECISIONS[kind]:
        raise UsageError(f"a ruling on a {kind.value} is one of {', '.join(DECISIONS[kind])}, not {decided[:40]!r}")
    return decided


def _text(fields: Mapping[str, str], name: str) -> str:
    given = fields.get(name, "").strip()
    if len(given) > LONGEST:
        raise UsageError(f"{name} may have {LONGEST:,} characters, given {len(given):,}")
    return given


def decide(case: Ledger, work: Work, decision: Decision, by: str) -> Decided:
    """Write what a person decided, and wait a moment for the questions to take it in.

    Raises:
        UsageError: it cannot be taken, with the reason.
    """
    done = rule(case, (decision,), by=by, settle=False)
    if done.refused:
        raise UsageError(f"not taken: {done.refused[0].reason}")
    if done.rulings:
        work.settle().wait(PATIENCE)
    return Decided(ruling=done.rulings[0] if done.rulings else None, subject=decision)


def withdraw(case: Ledger, work: Work, ident: str, by: str) -> Ruling:
    """Withdraw a ruling, which is given back; to do so twice is to do so once.

    Raises:
        NotFound: there is no such ruling.
    """
    ruling = case.look(browse_rulings.ruling, ident)
    if ruling is None or ruling.kind is RulingKind.UNDO:
        raise NotFound(f"no ruling {ident[:40]!r} that could be withdrawn")
    if not case.look(browse_rulings.withdrawn, (ruling.id,)):
        try:
            decide(case, work, Decision(kind=RulingKind.UNDO, decision="undo", other=ruling.id), by)
        except UsageError:  # somebody else was quicker
            if not case.look(browse_rulings.withdrawn, (ruling.id,)):
                raise
    return ruling


def way_back(case: Ledger, wanted: str, claim: str | None) -> str:
    """Where to go after a ruling: where one came from, or to the claim if a question is no more what it was."""
    if own_address(wanted) != wanted:
        return "/review"
    parts = wanted.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].split("/")
    if len(parts) > 2 and parts[1] == "q" and claim and case.look(browse.question, parts[2]) is None:
        return f"/c/{claim}"
    return wanted
