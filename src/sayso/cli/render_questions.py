"""Questions as blocks: the wording, how it stands, the answers side by side with their quotes, then why."""

from collections.abc import Iterable, Iterator, Mapping

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.cli.display import shown
from sayso.cli.render_claims import state_words
from sayso.cli.render_reasons import reasons
from sayso.cli.words import ACTS, count, first_reported, origins, printed, quoted, short, who
from sayso.nouns import Act, Answer, Claimed, Link, Question, State

ANSWER_WIDTH = 36
"""Characters that an answer needs to be read; as many stand side by side as fit."""

VOICES_SHOWN = 4

ORDER = (State.DISPUTED, State.SUPERSEDED, State.RETRACTED, State.AGREED, State.SINGLE_SOURCE)


def in_order(questions: Iterable[Question], claims: Mapping[str, Claimed]) -> list[Question]:
    """The questions by state, then by the day they were first reported."""

    def key(question: Question) -> tuple[object, ...]:
        reports = [claims[claim].report for answer in question.answers for claim in answer.claims if claim in claims]
        return ORDER.index(question.state), *first_reported(reports), question.id

    return sorted(questions, key=key)


def question_block(
    question: Question,
    claims: Mapping[str, Claimed],
    links: Iterable[Link],
    *,
    width: int,
    whole: bool = False,
) -> RenderableType:
    """A question with its answers. `whole` shows every voice and reason, not only the first few.

    Where there is but one answer, nothing stands side by side and nothing needs a reason: the voices are listed.
    """
    if len(question.answers) == 1 and not whole:
        voices = _voices(question.answers[0], claims, VOICES_SHOWN)
        return Group(_head(question), Padding(voices, (0, 0, 0, 2)), Text(""))
    return Group(
        _head(question),
        *_answers(question, claims, width=width, limit=None if whole else VOICES_SHOWN),
        *reasons(question, links, whole=whole),
        Text(""),
    )


def _head(question: Question) -> Text:
    head = Text(shown(question.wording), style="bold")
    head.append("\n")
    head.append(state_words(question.state))
    facts = (count(len(question.answers), "answer"), origins(question), short(question.id))
    return head.append(f" · {' · '.join(facts)}", style="not bold dim")


def _answers(
    question: Question, claims: Mapping[str, Claimed], *, width: int, limit: int | None
) -> Iterator[RenderableType]:
    """Tables of one row, as many answers beside one another as the width allows."""
    beside = max(1, min(len(question.answers), width // ANSWER_WIDTH))
    for start in range(0, len(question.answers), beside):
        row = question.answers[start : start + beside]
        table = Table(box=ROUNDED, expand=True, header_style="bold")
        for answer in row:
            table.add_column(Text(shown(answer.value)), ratio=1)
        table.add_row(*(_voices(answer, claims, limit) for answer in row))
        yield table


def _voices(answer: Answer, claims: Mapping[str, Claimed], limit: int | None) -> Text:
    found = [claims[claim] for claim in answer.claims if claim in claims]
    parts = [_voice(claimed) for claimed in found[:limit]]
    if limit is not None and len(found) > limit:
        parts.append(Text(f"and {count(len(found) - limit, 'more claim')}", style="dim"))
    return Text("\n\n").join(parts)


def _voice(claimed: Claimed) -> Text:
    claim = claimed.claim
    said = f" ({ACTS[claim.act]})" if claim.act is not Act.ASSERT else ""
    text = Text(quoted(claimed))
    text.append(f"\n— {who(claim)}{said}", style="italic")
    text.append(f" · {short(claim.id)}", style="dim")
    return text.append(f"\n  {printed(claimed.report)}")
