"""Disputes in sentences that can be read aloud: who said what, when, why both cannot hold, and what is not known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.cli.display import shown
from sayso.cli.render_questions import silent_words
from sayso.cli.render_reasons import VALUE_SHOWN
from sayso.cli.words import ACTS, count, day, heading, origins, quoted, short, who
from sayso.compare import surest_disputes
from sayso.nouns import Answer, Claimed, Link, Question, QuestionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One dispute between two answers: a claim of each, the link that holds them apart, what nobody tells."""

    a: Claimed
    b: Claimed
    link: Link
    unknown: tuple[str, ...]


def whys(question: Question, claims: Mapping[str, Claimed], links: Iterable[Link]) -> Iterator[Why]:
    """For each two answers that dispute one another, the surest of the links between them."""
    answers = {claim: at for at, answer in enumerate(question.answers) for claim in answer.claims}
    for link in surest_disputes(question, links):
        if link.a in claims and link.b in claims:
            first, second = sorted((claims[link.a], claims[link.b]), key=lambda one: answers[one.claim.id])
            yield Why(a=first, b=second, link=link, unknown=tuple(_unknown(question, first, second)))


def why_block(question: Question, claims: Mapping[str, Claimed], links: Iterable[Link]) -> RenderableType:
    """A disputed question with each of its disputes as a paragraph."""
    head = Text(shown(question.wording), style="bold")
    facts = (count(len(question.answers), "answer"), origins(question), short(question.id))
    head.append(f"\n{' · '.join(facts)}", style="not bold dim")
    of_answer = {claim: answer for answer in question.answers for claim in answer.claims}
    told: list[RenderableType] = [
        Padding(_paragraph(why, of_answer, claims), (0, 0, 1, 2)) for why in whys(question, claims, links)
    ]
    silent = [Padding(silent_words(question), (0, 0, 1, 2))] if question.silent else []
    return Group(head, *(told or [Text("  no two claims of it are linked as disputing\n")]), *silent)


def _paragraph(why: Why, of_answer: Mapping[str, Answer], claims: Mapping[str, Claimed]) -> RenderableType:
    values = [heading(of_answer[one.claim.id], claims) for one in (why.a, why.b)]
    lines = [
        Text(" against ".join(_cut(value) for value in values), style="bold"),
        Text(sentence(why.a)),
        Text(sentence(why.b)),
        Text(f"{' '.join(shown(reason.words) for reason in why.link.reasons)} (rule: {why.link.rule.split(':')[0]})"),
    ]
    if why.unknown:
        lines.append(Text(f"Not known: {'; '.join(why.unknown)}.", style="dim"))
    return Group(*lines)


def _cut(value: str) -> str:
    return value if len(value) <= VALUE_SHOWN else f"{value[: VALUE_SHOWN - 1]}…"


def sentence(claimed: Claimed) -> str:
    """Who said it, in which outlet and when, with the words themselves."""
    report = claimed.report
    when = f"on {day(report.published)}" if report.published else "on an unknown day"
    outlet = shown(report.outlet or report.label)
    place = f"in {outlet} {when}" if claimed.claim.voice else f"{when}"
    speaker = who(claimed.claim) if claimed.claim.voice else outlet
    return f"{speaker}, {place}, {ACTS[claimed.claim.act]}: {quoted(claimed)}"


def _unknown(question: Question, a: Claimed, b: Claimed) -> Iterator[str]:
    """What the claims leave open, in words."""
    undated = [shown(one.report.outlet or one.report.label) for one in (a, b) if one.report.published is None]
    if undated:
        yield f"when {' and '.join(dict.fromkeys(undated))} printed it"
    key = question.key
    if key.kind is QuestionKind.COUNT and key.window is None:
        yield "since when each counts"
    if key.kind is QuestionKind.COUNT and key.population is None:
        yield "over whom each counts"
    bare = [who(one.claim) for one in (a, b) if not one.claim.evidence]
    if bare:
        yield f"on what evidence {' and '.join(dict.fromkeys(bare))} {'say' if len(set(bare)) > 1 else 'says'} so"
    if question.origins_min != question.origins_max:
        yield f"whether all of it goes back to {question.origins_min} or {question.origins_max} origins"
