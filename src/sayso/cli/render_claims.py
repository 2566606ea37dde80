"""Claims as a table for eyes: who, what, where it stands."""

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from sayso.cli.display import shown
from sayso.cli.words import ACTS, REVIEWS, STATES, day, quoted, short, who
from sayso.export.dossier import Place
from sayso.nouns import UNSEEN, Act, Claimed, Review, ReviewState, State

STANDS_WIDTH = 25
"""A state and an id beside it on one line: "stands alone · q-1a2b3c4d"."""

STANDS = {State.DISPUTED: "bold magenta", State.SUPERSEDED: "cyan", State.RETRACTED: "cyan"}
"""No red and no green: colour says how a question stands, never who is right."""


def claims_table(
    claims: Sequence[Claimed], places: Mapping[str, Sequence[Place]], reviews: Mapping[str, Review] | None = None
) -> Table:
    """One row a claim, in the order given, with what a person has ruled on it. Readable at 80 columns."""
    ruled = reviews or {}
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False)
    table.add_column("who", ratio=2)
    table.add_column("what", ratio=4)
    table.add_column("where it stands", width=STANDS_WIDTH)
    for claimed in claims:
        ident = claimed.claim.id
        table.add_row(_who(claimed), said(claimed), _where(claimed, places.get(ident, ()), ruled.get(ident, UNSEEN)))
        table.add_row()
    return table


def _who(claimed: Claimed) -> Text:
    return Text(who(claimed.claim), style="bold" if claimed.claim.voice else "")


def said(claimed: Claimed) -> Text:
    """The quote, with what the claimant does with it where that is not plain saying: `denies: “…”`."""
    claim = claimed.claim
    act = "" if claim.act is Act.ASSERT else f"{ACTS[claim.act]}: "
    return Text.assemble((act, "italic"), quoted(claimed))


def _where(claimed: Claimed, places: Sequence[Place], review: Review) -> Text:
    report = claimed.report
    lines = [Text(shown(report.outlet or report.label))]
    dated = f"{day(report.published)} · " if report.published else ""
    lines.append(Text(dated).append(short(claimed.claim.id), style="dim"))
    lines += [state_words(p.question.state).append(f" · {short(p.question.id)}", style="dim") for p in places]
    if review.ruling is not None:
        lines.append(Text(f"{REVIEWS[review.ruling.decision]}, {shown(review.ruling.by)}", style="italic"))
    elif review.state in {ReviewState.ONE_OF_TWO, ReviewState.NOT_AGREED}:
        lines.append(Text(review.state.value, style="italic"))
    if review.release is not None:
        lines.append(Text(f"published, {shown(review.release.by)}", style="italic"))
    return Text("\n").join(lines)


def state_words(state: State) -> Text:
    """A question's state in words, with its colour."""
    return Text(STATES[state], style=STANDS.get(state, ""))
