"""One question with all that is known of it, and what is not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.export.words import STATES, count
from sayso.ledger.browse_claims import Beside
from sayso.nouns import Claimed, Copies, Link, Question, QuestionKind, Range, Relation, Span
from sayso.web.views.answers import AnswerBox, boxes
from sayso.web.views.chart import Chart, chart
from sayso.web.views.claims import ClaimLine, lines, printed_by, span_words, text_href, who

CLAIMS_SHOWN = 60
"""Claims listed behind one answer; the rest is in the API's answer."""

LINKS_SHOWN = 60

RELATIONS = (
    Relation.DISPUTES,
    Relation.SUPERSEDES,
    Relation.REFINES,
    Relation.AGREES,
    Relation.REPEATS,
    Relation.NOT_COMPARABLE,
)
"""The order in which links are told; those inside one report come last."""

PRESETS = {"union": "all bounds", "ucdp": "UCDP-like", "acled": "ACLED-like"}


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One claim of a link: who, what, and the characters that the rule looked at, if any."""

    who: str
    value: str | None
    quote: str
    outlet: str
    href: str
    text_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """How two claims stand to one another, and why, in the words of the rule."""

    relation: str
    a: End
    b: End
    words: tuple[str, ...]
    rule: str
    by_model: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One slot of the question: what it asks about, or that the reports do not tell."""

    name: str
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """What the page of a question shows."""

    id: str
    wording: str
    state: str
    mark: str
    facts: tuple[Fact, ...]
    boxes: tuple[AnswerBox, ...]
    chart: Chart
    evidence: tuple[ClaimLine, ...]
    links: tuple[Why, ...]
    links_left: int
    silent: tuple[tuple[str, int], ...]
    event_reports: int
    ranges: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    reports: int


def question_view(question: Question, beside: Beside, links: Sequence[Link], copies: Sequence[Copies]) -> QuestionView:
    """The page of a question, from its claims, their links and the copies among its reports."""
    inside = {claim: answer for answer in question.answers for claim in answer.claims}
    own = [link for link in links if link.a in inside and link.b in inside]
    own.sort(
        key=lambda link: (RELATIONS.index(link.relation) if link.relation in RELATIONS else len(RELATIONS), link.id)
    )
    told = [_why(link, question, beside) for link in own if link.a in beside.claimed and link.b in beside.claimed]
    return QuestionView(
        id=question.id,
        wording=question.wording,
        state=STATES[question.state],
        mark=question.state.value.replace("_", "-"),
        facts=tuple(_facts(question)),
        boxes=boxes(question, beside, own, copies, shown=CLAIMS_SHOWN),
        chart=chart(question, beside),
        evidence=lines(
            beside, [ident for ident in inside if ident in beside.claimed and _leans(beside.claimed[ident])]
        ),
        links=tuple(told[:LINKS_SHOWN]),
        links_left=max(0, len(told) - LINKS_SHOWN),
        silent=tuple((one.voice, one.questions) for one in question.silent),
        event_reports=question.event_reports,
        ranges=tuple((PRESETS.get(one.preset, one.preset), range_words(one)) for one in question.ranges),
        unknown=tuple(
            _unknown(question, [beside.claimed[ident] for ident in inside if ident in beside.claimed], beside)
        ),
        reports=len({beside.claimed[ident].report.id for ident in inside if ident in beside.claimed}),
    )


def _leans(one: Claimed) -> bool:
    return bool(one.claim.evidence)


def range_words(one: Range) -> str:
    """What the answers give together, by one way of counting: `14 to 31, best 16`."""
    words = span_words(one.low, one.high)
    return f"{words}, best {span_words(one.best, one.best)}" if one.best is not None and one.low != one.high else words


def _facts(question: Question) -> Iterator[Fact]:
    """What the question asks about, slot by slot. A slot that is empty is unknown."""
    key = question.key
    yield Fact(name="asks for", value=key.kind.value)
    slots = {"of": key.population, "where": key.place, "when": key.window, "event": key.event}
    if key.kind is QuestionKind.COUNT:
        slots["unit"] = key.unit
    yield from (Fact(name=name, value=value) for name, value in slots.items())


def _why(link: Link, question: Question, beside: Beside) -> Why:
    values = {claim: answer.value for answer in question.answers for claim in answer.claims}
    a = next((reason.a for reason in link.reasons if reason.a), None)
    b = next((reason.b for reason in link.reasons if reason.b), None)
    return Why(
        relation=link.relation.value,
        a=_end(beside.claimed[link.a], values.get(link.a), a, beside),
        b=_end(beside.claimed[link.b], values.get(link.b), b, beside),
        words=tuple(reason.words for reason in link.reasons),
        rule=link.rule.split(":")[0],
        by_model=link.rule.startswith("reader"),
    )


def _end(one: Claimed, value: str | None, span: Span | None, beside: Beside) -> End:
    held = span if span and span.end <= len(one.text) else None
    shown = held or one.claim.content[0]
    return End(
        who=who(one, beside).name,
        value=value,
        quote=held.of(one.text) if held else one.quote,
        outlet=printed_by(one.report),
        href=f"/c/{one.claim.id}",
        text_href=text_href(one.report.id, one.claim.layer, shown),
    )


def _unknown(question: Question, inside: Sequence[Claimed], beside: Beside) -> Iterator[str]:
    """What the claims leave open, in words."""
    key = question.key
    if key.kind is QuestionKind.COUNT and key.window is None:
        yield "since when each counts"
    if key.kind is QuestionKind.COUNT and key.population is None:
        yield "over whom each counts"
    if question.origins_min != question.origins_max:
        yield f"whether all of it goes back to {question.origins_min} or {count(question.origins_max, 'origin')}"
    bare = list(dict.fromkeys(who(one, beside).name for one in inside if not one.claim.evidence))
    if bare:
        yield f"on what evidence {_listed(bare)} {'say' if len(bare) > 1 else 'says'} so"
    undated = list(dict.fromkeys(printed_by(one.report) for one in inside if one.report.published is None))
    if undated:
        yield f"when {_listed(undated)} printed it"


def _listed(names: Sequence[str], most: int = 6) -> str:
    """Names as a list in words: `A, B and 3 more`."""
    if len(names) == 1:
        return names[0]
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def claims_in(questions: Iterable[Question], most: int) -> list[str]:
    """The claims behind the answers of some questions, at most so many of each answer."""
    return [claim for question in questions for answer in question.answers for claim in answer.claims[:most]]
