"""One question with all that is known of it, and what is not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.export.became import left_open
from sayso.export.clocks import Clock
from sayso.export.phrases import PRESETS, printed_by, range_words
from sayso.export.words import STATES
from sayso.ledger.browse_claims import Beside
from sayso.nouns import Claimed, Copies, Link, Question, QuestionKind, Relation, Span, hull
from sayso.web.views.answers import AnswerBox, Ties, boxes
from sayso.web.views.chart import Chart, chart
from sayso.web.views.claims import ClaimLine, lines, text_href, who
from sayso.web.views.map import PlaceMap, place_map

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


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One claim of a link: who says what, and where."""

    id: str
    who: str
    value: str | None
    quote: str
    outlet: str
    href: str
    text_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned:
    """One reason in the words of the rule, with the characters that it looked at on either side."""

    words: str
    spans: tuple[tuple[str, str], ...]  # as written, and where


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """How two answers stand to one another by two of their claims, and why; so many more pairs stand so."""

    relation: str
    a: End
    b: End
    reasons: tuple[Reasoned, ...]
    rule: str
    by_model: bool
    more: int = 0


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
    places: PlaceMap | None
    evidence: tuple[ClaimLine, ...]
    links: tuple[Why, ...]
    links_left: int
    silent: tuple[tuple[str, int], ...]
    event_reports: int
    ranges: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    reports: int
    claims: int
    reviewed: int


def question_view(
    question: Question,
    beside: Beside,
    links: Sequence[Link],
    copies: Sequence[Copies],
    by: Clock = Clock.SAID,
) -> QuestionView:
    """The page of a question, from its claims, their links and the copies among its reports, in time by that clock."""
    inside = {claim: answer for answer in question.answers for claim in answer.claims}
    own = [link for link in links if link.a in inside and link.b in inside]
    own.sort(
        key=lambda link: (RELATIONS.index(link.relation) if link.relation in RELATIONS else len(RELATIONS), link.id)
    )
    known = [link for link in own if link.a in beside.claimed and link.b in beside.claimed]
    told = _whys(question, known, beside)
    return QuestionView(
        id=question.id,
        wording=question.wording,
        state=STATES[question.state],
        mark=question.state.value.replace("_", "-"),
        facts=tuple(_facts(question)),
        boxes=boxes(question, beside, Ties(links=own, repeats=own, copies=copies), shown=CLAIMS_SHOWN),
        chart=chart(question, beside, own, by),
        places=_places(question, beside),
        evidence=lines(
            beside, [ident for ident in inside if ident in beside.claimed and _leans(beside.claimed[ident])]
        ),
        links=told[:LINKS_SHOWN],
        links_left=max(0, len(told) - LINKS_SHOWN),
        silent=tuple((one.voice, one.questions) for one in question.silent),
        event_reports=question.event_reports,
        ranges=tuple((PRESETS.get(one.preset, one.preset), range_words(one)) for one in question.ranges),
        unknown=tuple(
            left_open(
                question, [(who(one, beside).name, one) for ident in inside if (one := beside.claimed.get(ident))]
            )
        ),
        reports=len({beside.claimed[ident].report.id for ident in inside if ident in beside.claimed}),
        claims=sum(ident in beside.claimed for ident in inside),
        reviewed=len(beside.reviewed() & inside.keys()),
    )


def _places(question: Question, beside: Beside) -> PlaceMap | None:
    """The places that the claims name, those of different answers on one map."""
    answers = {
        claim: (number, answer.value)
        for number, answer in enumerate(question.answers, start=1)
        for claim in answer.claims
        if claim in beside.claimed
    }
    return place_map((beside.claimed[claim] for claim in answers), beside, answers)


def _leans(one: Claimed) -> bool:
    return bool(one.claim.evidence)


def _facts(question: Question) -> Iterator[Fact]:
    """What the question asks about, slot by slot. A slot that is empty is unknown."""
    key = question.key
    yield Fact(name="asks for", value=key.kind.value)
    slots = {"of": key.population, "where": key.place, "when": key.window, "event": key.event}
    if key.kind is QuestionKind.COUNT:
        slots["unit"] = key.unit
    yield from (Fact(name=name, value=value) for name, value in slots.items())


def _whys(question: Question, links: Iterable[Link], beside: Beside) -> tuple[Why, ...]:
    """One for each two answers and way to stand to one another: many pairs of claims may differ for one reason."""
    place = {claim: at for at, answer in enumerate(question.answers) for claim in answer.claims}
    groups: dict[tuple[Relation, frozenset[int]], list[Link]] = {}
    for link in links:
        groups.setdefault((link.relation, frozenset((place[link.a], place[link.b]))), []).append(link)
    return tuple(_why(group, question, beside) for group in groups.values())


def _why(group: Sequence[Link], question: Question, beside: Beside) -> Why:
    values = {claim: answer.value for answer in question.answers for claim in answer.claims}
    link = group[0]
    a, b = beside.claimed[link.a], beside.claimed[link.b]
    return Why(
        relation=link.relation.value,
        a=_end(a, values.get(link.a), beside),
        b=_end(b, values.get(link.b), beside),
        reasons=tuple(
            Reasoned(words=reason.words, spans=(*_looked_at(a, reason.a), *_looked_at(b, reason.b)))
            for reason in link.reasons
        ),
        rule=link.rule.split(":")[0],
        by_model=link.rule.startswith("reader"),
        more=len(group) - 1,
    )


def _looked_at(one: Claimed, span: Span | None) -> Iterator[tuple[str, str]]:
    if span is not None and span.end <= len(one.text):
        yield span.of(one.text), text_href(one.report.id, one.claim.layer, span)


def _end(one: Claimed, value: str | None, beside: Beside) -> End:
    return End(
        id=one.claim.id,
        who=who(one, beside).name,
        value=value,
        quote=one.quote,
        outlet=printed_by(one.report),
        href=f"/c/{one.claim.id}",
        text_href=text_href(one.report.id, one.claim.layer, hull(one.claim.content)),
    )


def claims_in(questions: Iterable[Question], most: int) -> list[str]:
    """The claims behind the answers of some questions, at most so many of each answer."""
    return [claim for question in questions for answer in question.answers for claim in answer.claims[:most]]
