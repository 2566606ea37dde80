"""Questions as blocks: the wording, how it stands, the answers side by side with their quotes, then why."""

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.cli.display import shown
from sayso.cli.render_answers import answers_beside, voices
from sayso.cli.render_claims import state_words
from sayso.cli.render_reasons import Told, reasons
from sayso.cli.words import count, origins, short
from sayso.export.records import number
from sayso.nouns import Claimed, Link, Question


def question_block(
    question: Question,
    claims: Mapping[str, Claimed],
    links: Told[Link],
    *,
    width: int,
    whole: bool = False,
) -> RenderableType:
    """A question with its answers and what is told of their links. `whole` shows every voice, not only the first few.

    Where there is but one answer, nothing stands side by side and nothing needs a reason: the voices are listed.
    """
    if len(question.answers) == 1 and not whole:
        answer = voices(question.answers[0], claims, whole=False)
        return Group(_head(question), Padding(answer, (0, 0, 0, 2)), Text(""))
    return Group(
        _head(question),
        *answers_beside(question.answers, claims, width=width, whole=whole),
        *reasons(question, links, claims),
        *(_whole(question) if whole else ()),
        Text(""),
    )


def _whole(question: Question) -> Iterator[Text]:
    """What the answers give together, and who is silent."""
    for one in question.ranges:
        low, best, high = (_bound(value) for value in (one.low, one.best, one.high))
        stretch = low if low == high else f"{low} to {high}"
        more = f", best {best}" if one.best is not None and low != high else ""
        yield Text(f"{RANGES[one.preset]}: {stretch}{more}", "dim")
    if question.silent:
        yield silent_words(question)


RANGES = {"union": "all bounds", "ucdp": "UCDP-like", "acled": "ACLED-like"}
"""What each way of counting gives, in words."""


def _bound(value: float | None) -> str:
    return "…" if value is None else f"{number(value):,}"


def silent_words(question: Question) -> Text:
    """Who speaks on the event and not on this question."""
    voices_ = ", ".join(f"{shown(one.voice)} ({count(one.questions, 'other question')})" for one in question.silent)
    return Text(f"silent on this in {count(question.event_reports, 'report')} on the event: {voices_}", style="dim")


def questions_table(listed: Iterable[Question], claims: Mapping[str, Claimed]) -> Table:
    """One line for each question: how it stands, its wording, its answers, and on what they rest."""
    table = Table(box=None, pad_edge=False)
    for name in ("state", "question"):
        table.add_column(name, overflow="fold")
    for name in ("answers", "reports", "outlets", "origins"):
        table.add_column(name, justify="right")
    table.add_column("id")
    for question in listed:
        reports = [claims[claim].report for answer in question.answers for claim in answer.claims if claim in claims]
        few, most = question.origins_min, question.origins_max
        table.add_row(
            state_words(question.state),
            Text(shown(question.wording)),
            str(len(question.answers)),
            str(len({report.id for report in reports})),
            str(len({report.outlet or report.label for report in reports})),
            str(most) if few == most else f"{few}–{most}",
            short(question.id),
        )
    return table


def _head(question: Question) -> Text:
    head = Text(shown(question.wording), style="bold")
    head.append("\n")
    head.append(state_words(question.state))
    facts = (count(len(question.answers), "answer"), origins(question), short(question.id))
    return head.append(f" · {' · '.join(facts)}", style="not bold dim")
