"""What was found: quotes with the hit marked, who said it, in which outlet, when; questions; voices."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.export.dates import Shown, moment
from sayso.export.phrases import printed_by
from sayso.export.records import Record
from sayso.export.words import STATES
from sayso.ledger import Ledger, browse_claims
from sayso.ledger.browse_claims import Beside
from sayso.ledger.fulltext import Hit
from sayso.nouns import Claimed, Question, Span
from sayso.web.views.claims import Name, text_href, voice_href, who

GAP = len(" … ")
"""Characters between two pieces of a quote."""

Run = tuple[str, bool, str | None]
"""Characters of a text, whether they fit, and where exactly they stand (None: not in a report)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimHit:
    """A claim that was found, its quote in runs."""

    id: str
    href: str
    text_href: str
    runs: tuple[Run, ...]
    who: Name
    outlet: str
    report_href: str
    published: Shown | None
    language: str | None


def claim_hits(hits: Iterable[Hit], beside: Beside) -> tuple[ClaimHit, ...]:
    """The claims of some hits."""
    return tuple(_claim_hit(hit, beside) for hit in hits if hit.ident in beside.claimed)


def _claim_hit(hit: Hit, beside: Beside) -> ClaimHit:
    one = beside.claimed[hit.ident]
    first = placed(one, *hit.marks[0]) if hit.marks else one.claim.content[0]
    return ClaimHit(
        id=hit.ident,
        href=f"/c/{hit.ident}",
        text_href=text_href(one.report.id, one.claim.layer, first),
        runs=tuple(
            (words, fits, text_href(one.report.id, one.claim.layer, placed(one, start, start + len(words))))
            for words, fits, start in _parted(one.quote, hit.marks)
        ),
        who=who(one, beside),
        outlet=printed_by(one.report),
        report_href=f"/r/{one.report.id}",
        published=moment(one.report.published),
        language=one.report.language,
    )


def runs(words: str, marks: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
    """A text that stands in no report, in runs."""
    return tuple((part, fits, None) for part, fits, _ in _parted(words, marks))


def _parted(words: str, marks: Sequence[tuple[int, int]]) -> list[tuple[str, bool, int]]:
    found, at = [], 0
    for start, end in marks:
        found += [(words[at:start], False, at), (words[start:end], True, start)]
        at = end
    found.append((words[at:], False, at))
    return [one for one in found if one[0]]


def placed(one: Claimed, start: int, end: int) -> Span:
    """The characters of the text that a range of a claim's quote covers; pieces are joined by a sign of GAP characters.

    A range in the gap between two pieces is the end of the first.
    """
    return Span(_place(one, start, last=False), max(_place(one, end, last=True), _place(one, start, last=False) + 1))


def _place(one: Claimed, at: int, *, last: bool) -> int:
    for piece in one.claim.content:
        length = piece.end - piece.start
        if at < length or (last and at == length):
            return piece.start + max(at, 0)
        at -= length + GAP
    return one.claim.content[-1].end - (0 if last else 1)


def claim_places(case: Ledger, hits: Sequence[Hit]) -> dict[str, Record]:
    """What stands beside each claim that was found: who, where, when, and the exact characters that fit."""
    beside = case.look(browse_claims.claims, [hit.ident for hit in hits])
    found: dict[str, Record] = {}
    for hit in hits:
        if (one := beside.claimed.get(hit.ident)) is None:
            continue
        spans = [placed(one, start, end) for start, end in hit.marks]
        found[hit.ident] = {
            "claimant": who(one, beside).name if one.claim.voice else None,
            "report_id": one.report.id,
            "layer": one.claim.layer.value,
            "spans": [[span.start, span.end] for span in spans],
            "outlet": one.report.outlet,
            "published": one.report.published.iso if one.report.published else None,
            "url": one.report.url,
        }
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionHit:
    """A question that was found: its wording in runs, and the answers that fit."""

    href: str
    runs: tuple[Run, ...]
    answers: tuple[tuple[Run, ...], ...]
    state: str
    mark: str


def question_hits(hits: Iterable[Hit], questions: Mapping[str, Question]) -> tuple[QuestionHit, ...]:
    """The questions of some hits, whose words are the wording and an answer on each line after it."""
    return tuple(_question_hit(hit, questions[hit.ident]) for hit in hits if hit.ident in questions)


def _question_hit(hit: Hit, question: Question) -> QuestionHit:
    at, lines = 0, list[tuple[Run, ...]]()
    for words in hit.words.split("\n"):
        inside = [
            (max(start - at, 0), min(end - at, len(words)))
            for start, end in hit.marks
            if start < at + len(words) and end > at
        ]
        lines.append(runs(words, inside))
        at += len(words) + 1
    return QuestionHit(
        href=f"/q/{question.id}",
        runs=lines[0],
        answers=tuple(one for one in lines[1:] if any(fits for _, fits, _ in one)),
        state=STATES[question.state],
        mark=question.state.value.replace("_", "-"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceHit:
    """A voice that was found, its name in runs, with the number of its claims."""

    href: str
    runs: tuple[Run, ...]
    claims: int


def voice_hits(hits: Iterable[Hit], claims: Mapping[str, int]) -> tuple[VoiceHit, ...]:
    """The voices of some hits."""
    return tuple(
        VoiceHit(href=voice_href(hit.ident), runs=runs(hit.words, hit.marks), claims=claims.get(hit.ident, 0))
        for hit in hits
    )
