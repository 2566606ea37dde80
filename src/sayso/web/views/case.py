"""The case: its questions with their answers side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from sayso.export.dates import moment
from sayso.export.phrases import printed_by
from sayso.export.words import STATES
from sayso.ledger.browse import ORDERS, Overview, Page, Wanted
from sayso.ledger.browse_claims import Beside
from sayso.nouns import Claimed, Question, QuestionKind, Relation, Stands, State
from sayso.web.views.answers import AnswerBox, Ties, boxes
from sayso.web.views.claims import who
from sayso.web.views.ordering import Arrangement, arranged

CLAIMS_SHOWN = 4
CLAIMS_COUNTED = 8
ANSWERS_SHOWN = 8
"""Claims listed in the box of one answer on this page, those whose voices are named there, and answers of one question.
The question's own page has all; with 20 questions of 7 answers this one takes 0.2 s of CPU time for twice as many."""

COMPARED = (State.DISPUTED, State.SUPERSEDED, State.RETRACTED, State.AGREED)
"""States of questions that rest on more than one origin."""

TABS: Mapping[str, tuple[State, ...]] = {
    "compared": COMPARED,
    "disputed": (State.DISPUTED,),
    "superseded": (State.SUPERSEDED,),
    "retracted": (State.RETRACTED,),
    "agreed": (State.AGREED,),
    "stands-alone": (State.SINGLE_SOURCE,),
    "all": (),
}
"""What may be chosen by state. The first is what is shown where nothing is chosen."""

TELLS = {
    "compared": "questions that do not stand on one origin alone",
    "disputed": "disputed questions",
    "superseded": "questions whose answer was superseded",
    "retracted": "questions whose answer was retracted",
    "agreed": "agreed questions",
    "stands-alone": "questions that stand on one origin alone",
    "all": "questions",
}
Order = Literal["first", "last", "wording"]
ORDER_WORDS = {
    "first": "in the order of their first report, the oldest first",
    "last": "by their last report, the newest first",
    "wording": "in alphabetical order",
}
"""How each of the ledger's ORDERS reads."""

assert set(ORDER_WORDS) == set(ORDERS)  # noqa: S101 - a table that lacks one would fail on some pages only


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The last thing that happened to a question."""

    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCard:
    """One question on the page. `state` is the word for it, `mark` its name in the style sheet."""

    id: str
    href: str
    wording: str
    kind: str
    state: str
    mark: str
    boxes: tuple[AnswerBox, ...]
    left: int  # answers that are not shown here
    change: Change | None
    silent: tuple[tuple[str, int], ...]
    event_reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One choice of states, with how many questions it has."""

    name: str
    words: str
    number: int


def tabs(seen: Overview) -> tuple[Tab, ...]:
    """The choices of states; those that have no question are left out, but for the first and "all"."""
    every = sum(seen.states.values())
    made = [
        Tab(
            name=name,
            words=name.replace("-", " "),
            number=sum(seen.states.get(state, 0) for state in states) if states else every,
        )
        for name, states in TABS.items()
    ]
    return tuple(tab for tab in made if tab.number or tab.name in {"compared", "all"})


def wanted(tab: str, kind: QuestionKind | None, voice: str | None, outlet: str | None, text: str | None) -> Wanted:
    """Which questions somebody asks for."""
    return Wanted(states=TABS[tab], kind=kind, voice=voice or None, outlet=outlet or None, text=text or None)


def cards(questions: Iterable[Question], beside: Beside, ties: Ties, by: Arrangement) -> tuple[QuestionCard, ...]:
    """The cards of some questions, with their answers in the order that is asked for."""
    of_claim: dict[str, list[Stands]] = {}
    for link in ties.links:
        for end in (link.a, link.b):
            of_claim.setdefault(end, []).append(link)
    repeats = {link.id: link for link in ties.repeats}
    query = f"?{urlencode(by.fields)}" if by.fields else ""
    made = []
    for question in questions:
        inside = [claim for answer in question.answers for claim in answer.claims]
        own = list({link.id: link for claim in inside for link in of_claim.get(claim, ())}.values())
        told = [repeats[link.id] for link in own if link.id in repeats]
        made.append(_card(arranged(question, by), beside, Ties(links=own, repeats=told, copies=ties.copies), query))
    return tuple(made)


def repeated(questions: Iterable[Question], links: Iterable[Stands], by: Arrangement) -> frozenset[str]:
    """The ids of the links that lead from claim to claim of one answer that is shown and say that one repeats one."""
    places: dict[str, set[tuple[str, int]]] = {}
    for question in questions:
        for number, answer in enumerate(arranged(question, by).answers[:ANSWERS_SHOWN]):
            for claim in answer.claims[:CLAIMS_COUNTED]:
                places.setdefault(claim, set()).add((question.id, number))
    return frozenset(
        link.id
        for link in links
        if link.relation is Relation.REPEATS and not places.get(link.a, set()).isdisjoint(places.get(link.b, ()))
    )


def _card(question: Question, beside: Beside, ties: Ties, query: str) -> QuestionCard:
    return QuestionCard(
        id=question.id,
        href=f"/q/{question.id}{query}",
        wording=question.wording,
        kind=question.key.kind.value,
        state=STATES[question.state],
        mark=question.state.value.replace("_", "-"),
        boxes=boxes(question, beside, ties, shown=CLAIMS_SHOWN, most=ANSWERS_SHOWN),
        left=max(0, len(question.answers) - ANSWERS_SHOWN),
        change=last_change(question, beside, ties.links),
        silent=tuple((one.voice, one.questions) for one in question.silent),
        event_reports=question.event_reports,
    )


def last_change(question: Question, beside: Beside, links: Iterable[Stands]) -> Change | None:
    """The newest dated claim of a question: what it says, who says so, and what it replaced, if anything."""
    values = {claim: answer.value for answer in question.answers for claim in answer.claims}
    dated = [beside.claimed[claim] for claim in values if claim in beside.claimed]
    newest = max((one for one in dated if one.report.published), key=_published, default=None)
    if newest is None:
        return None
    ident = newest.claim.id
    older = next(
        (
            values[link.b]
            for link in links
            if link.relation is Relation.SUPERSEDES
            and link.a == ident
            and values.get(link.b, values[ident]) != values[ident]
        ),
        None,
    )
    when = moment(newest.report.published)
    told = values[ident] if older is None else f"{older} → {values[ident]}"
    words = f"{when.words if when else ''}: {told} ({who(newest, beside).name}, in {printed_by(newest.report)})"
    return Change(words=words, href=f"/c/{ident}")


def _published(one: Claimed) -> tuple[str, str]:
    return one.report.published.iso if one.report.published else "", one.claim.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where in a list the page stands: the numbers of its first and last, how many there are, and the ways on."""

    first: int
    last: int
    total: int
    previous: int | None
    next: int | None


def pager(page: Page, total: int) -> Pager:
    """The pager of a part of a list; `previous` and `next` are numbers of pages, from 1."""
    number = page.offset // page.limit + 1
    last = min(page.offset + page.limit, total)
    return Pager(
        first=min(page.offset + 1, last),
        last=last,
        total=total,
        previous=number - 1 if number > 1 else None,
        next=number + 1 if last < total else None,
    )
