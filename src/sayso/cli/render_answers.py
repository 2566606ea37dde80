"""The answers of a question side by side, each with its voices: quote, who, printed where and when."""

from collections.abc import Iterator, Mapping, Sequence

from rich.box import ROUNDED
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sayso.cli.display import shown
from sayso.cli.render_claims import said
from sayso.cli.words import count, heading, printed, short, who
from sayso.nouns import Act, Answer, Claimed

ANSWER_WIDTH = 36
"""Characters that an answer needs to be read; as many stand side by side as fit."""

VOICES_SHOWN = 4

Claims = Mapping[str, Claimed]


def answers_beside(answers: Sequence[Answer], claims: Claims, *, width: int, whole: bool) -> Iterator[RenderableType]:
    """Tables of one row, as many answers beside one another as the width allows."""
    beside = max(1, min(len(answers), width // ANSWER_WIDTH))
    for start in range(0, len(answers), beside):
        row = answers[start : start + beside]
        table = Table(box=ROUNDED, expand=True, header_style="bold")
        for answer in row:
            table.add_column(Text(heading(answer, claims)), ratio=1)
        table.add_row(*(voices(answer, claims, whole=whole) for answer in row))
        yield table


def voices(answer: Answer, claims: Claims, *, whole: bool) -> Text:
    """Who stands behind an answer. Unless `whole`, the same words of one voice in many reports are told once.

    Claims of the answer that are not among `claims` are counted among those that are left.
    """
    found = [claims[claim] for claim in answer.claims if claim in claims]
    groups = [[claimed] for claimed in found] if whole else _same_words(found)
    parts = [_voice(group) for group in (groups if whole else groups[:VOICES_SHOWN])]
    left = len(answer.claims) - sum(map(len, groups[:VOICES_SHOWN]))
    if left and not whole:
        parts.append(Text(f"and {count(left, 'more claim')}", style="dim"))
    return Text("\n\n").join(parts)


def _same_words(claims: Sequence[Claimed]) -> list[list[Claimed]]:
    """The claims grouped by quote, voice and act, in the order of their first ones."""
    groups: dict[tuple[str, str, Act], list[Claimed]] = {}
    for claimed in claims:
        groups.setdefault((shown(claimed.quote), who(claimed.claim), claimed.claim.act), []).append(claimed)
    return list(groups.values())


def _voice(group: Sequence[Claimed]) -> Text:
    claim = group[0].claim
    text = said(group[0])
    text.append(f"\n— {who(claim)}", style="italic")
    text.append(f" · {short(claim.id)}", style="dim")
    for claimed in group:
        text.append(f"\n  {printed(claimed.report)}")
    return text
