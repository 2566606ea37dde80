"""A question or a whole case to look at in a notebook: answers side by side, who stands behind each."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Protocol, cast

from sayso.errors import UsageError
from sayso.export import Chosen, choose
from sayso.export.words import ACTS, STATES, UNSIGNED
from sayso.ledger import Ledger
from sayso.notebook.markup import cell, page
from sayso.nouns import Answer, Claimed, Question, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A question with the claims behind its answers, each with the name by which the case knows its voice."""

    question: Question
    claims: tuple[tuple[Claimed, str], ...]
    left_out: int = 0

    def _repr_html_(self) -> str:
        by_id = {one.claim.id: (one, name) for one, name in self.claims}
        answers = self.question.answers
        head = "".join(f"<th>{cell(one.value)}<br>{_counted(one)}</th>" for one in answers)
        columns = [[_told(*by_id[claim]) for claim in one.claims if claim in by_id] for one in answers]
        rows = "".join(
            f"<tr>{''.join(f'<td>{told}</td>' for told in row)}</tr>" for row in zip_longest(*columns, fillvalue="")
        )
        gone = f" · {self.left_out:,} claims flagged as personal are left out" if self.left_out else ""
        told = f"{self.question.wording} · {STATES[self.question.state]}{gone}"
        return page(told, f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A ledger at a glance: how much it holds, and its open questions."""

    name: str
    reports: int
    claims: int
    links: int
    questions: tuple[Question, ...]
    left_out: int = 0
    states: Counter[State] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "states", Counter(one.state for one in self.questions))

    def _repr_html_(self) -> str:
        counts = ", ".join(f"{self.states[state]:,} {words}" for state, words in STATES.items() if self.states[state])
        gone = f" · {self.left_out:,} claims flagged as personal are left out" if self.left_out else ""
        told = (
            f"{self.name}: {self.reports:,} reports, {self.claims:,} claims, {self.links:,} links, "
            f"{len(self.questions):,} questions ({counts or 'none'}){gone}"
        )
        rows = "".join(
            f"<tr><td>{cell(one.id)}</td><td>{cell(one.wording)}</td>"
            f"<td>{' | '.join(cell(answer.value) for answer in one.answers)}</td></tr>"
            for one in self.questions
            if one.state is State.DISPUTED
        )
        head = "<thead><tr><th>id</th><th>disputed</th><th>answers</th></tr></thead>"
        return page(told, f"{head}<tbody>{rows}</tbody>")


def question(ledger: Ledger, ident: str, *, sensitive: bool = False) -> Shown:
    """A question to look at, by its id. What people have flagged as personal is left out, unless `sensitive` is True.

    Raises:
        NotFound: the ledger has no such question.
        UsageError: nothing of it is left.
    """
    return _shown(choose(ledger, question=ident, sensitive=sensitive), ident)


def case(ledger: Ledger, *, sensitive: bool = False) -> Case:
    """A ledger to look at. What people have flagged as personal is left out, unless `sensitive` is True."""
    found = choose(ledger, sensitive=sensitive).case
    return Case(
        name=ledger.name.rpartition("/")[2],
        reports=len(found.reports),
        claims=len(found.claims),
        links=len(found.links),
        questions=found.questions,
        left_out=found.left_out,
    )


def _shown(chosen: Chosen, ident: str) -> Shown:
    found = chosen.case
    left = next((one for one in found.questions if one.id == ident), None)
    if left is None:
        raise UsageError(f"all of the question {ident!r} is flagged as personal; sensitive=True shows it")
    named = tuple((one, _name(chosen, one)) for one in found.claims)
    return Shown(question=left, claims=named, left_out=found.left_out)


def _name(chosen: Chosen, one: Claimed) -> str:
    known = chosen.case.names.get(one.claim.id)
    own = one.claim.voice.name if one.claim.voice else UNSIGNED.get(one.claim.form, "nobody named")
    return known.name if known else own


def _counted(answer: Answer) -> str:
    least, most = answer.origins_min, answer.origins_max
    origins = f"{most}" if least == most else f"{least}–{most}"
    return cell(f"reports: {answer.reports}, outlets: {answer.outlets}, origins: {origins}")


def _told(one: Claimed, name: str) -> str:
    """A claim in a cell: who says it and how, the quote, where it was printed."""
    report = one.report
    printed = report.outlet or report.label
    day = f", {report.published.iso[:10]}" if report.published else ""
    return f"<b>{cell(name)}</b> {cell(ACTS[one.claim.act])}<br>“{cell(one.quote)}”<br><i>{cell(printed + day)}</i>"


class _Formatter(Protocol):
    """IPython's table of what shows which type."""

    def for_type(self, typ: type, func: Callable[[object], str]) -> object:
        """Show a type so."""
        ...


def register(shell: object) -> None:
    """Let ledgers and questions show themselves in an IPython shell."""
    formatters = shell.display_formatter.formatters  # type: ignore[attr-defined] # IPython is no dependency
    html = cast("_Formatter", formatters["text/html"])
    html.for_type(Ledger, lambda one: case(cast("Ledger", one))._repr_html_())
    html.for_type(Question, lambda one: Shown(question=cast("Question", one), claims=())._repr_html_())
