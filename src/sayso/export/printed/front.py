"""The opening of a dossier: what it is on, what it holds, and every question at a glance."""

from collections import Counter
from collections.abc import Iterator

from sayso.export.dates import instant
from sayso.export.ordering import ORDER
from sayso.export.phrases import allowed
from sayso.export.printed.blocks import Block, Code, Facts, Heading, Line, Para, Table, Tag, To, Words
from sayso.export.printed.told import Told
from sayso.export.words import STATES, count, in_state, is_denied, origins
from sayso.nouns import Answer, Care, Outcome, Question, State

LEAD = (
    "What these reports say, and on whose say-so. This dossier keeps testimony: who said what, through which outlet, "
    "in which words. Nothing in it says who is right, and that something is printed here is no sign that it is true."
)


def title(told: Told) -> Line:
    """What the dossier is on."""
    only = told.handed.only
    if only:
        return (Words(text=only.wording),)
    return ("Dossier of a case",) if told.handed.is_whole else ("Dossier of a question",)


def opening(told: Told) -> Iterator[Block]:
    """What the dossier holds, in figures."""
    handed, case = told.handed, told.handed.case
    yield Para(line=(LEAD,), kind="lead")
    ended = Counter(one.outcome for one in handed.inputs)
    read = [count(len(case.reports), "report")]
    read += [f"{ended[outcome]:,} {outcome.value}" for outcome in (Outcome.IN_PART, Outcome.REFUSED) if ended[outcome]]
    states = Counter(one.state for one in case.questions)
    rows: list[tuple[str, Line]] = [
        ("Reports", (f"{', '.join(read)}: see ", To(anchor="sources", text="Sources"), " and ", _unread())),
        ("Claims", (f"{len(told.notes) - len(told.unasked):,} that answer a question, {len(told.notes):,} in all",)),
        ("Questions", (", ".join(in_state(states[state], state) for state in ORDER if states[state]) or "none",)),
        ("Looked at", (_looked_at(told),)),
    ]
    if handed.as_of:
        rows.append(("As of", (f"{instant(handed.as_of).words}, when an input was last read",)))
    if case.left_out:
        rows.append(
            ("Left out", (f"{count(case.left_out, 'claim')} flagged as personal, and what would tell of them",))
        )
    rows.append(("Ledger", ("SHA-256 ", Code(text=handed.hash))))
    yield Facts(rows=tuple(rows))
    graphic = _graphic(told)
    if graphic:
        yield Para(line=graphic, kind="warn")


def _unread() -> To:
    return To(anchor="unread", text="What could not be read")


def _looked_at(told: Told) -> str:
    """How much of it a person has looked at."""
    reviews = told.handed.case.reviews
    seen = sum(1 for claim in told.notes if claim in reviews and reviews[claim].ruling is not None)
    if not seen:
        return "by no person: all of it is as the machine read it"
    return f"{seen:,} of {count(len(told.notes), 'claim')} by a person; the rest is as the machine read it"


def _graphic(told: Told) -> Line:
    """Where quotes are that somebody has flagged as graphic."""
    handed = told.handed
    numbers = [
        number
        for claim, number in told.notes.items()
        if any(
            flag.care is Care.GRAPHIC
            for flag in handed.case.notes.flags_of(handed.claims[claim], handed.name(handed.claims[claim]))
        )
    ]
    if not numbers:
        return ()
    listed = ", ".join(map(str, numbers[:12])) + (f" and {len(numbers) - 12} more" if len(numbers) > 12 else "")
    return (f"Quotes that a person has flagged as graphic: notes {listed}.",)


def glance(told: Told) -> Iterator[Block]:
    """Every question that is told at length in a row: how it stands, and its answers with their origins."""
    if not told.handed.is_whole or not told.laid_out:
        return
    yield Heading(level=2, line=("At a glance",), anchor="glance")
    yield Table(
        head=("Question", "State", "Answers side by side"),
        rows=tuple(
            (
                ((To(anchor=f"q{number}", text=f"{number}."), " ", Words(text=question.wording)),),
                ((state_tag(question.state),),),
                tuple(_answer(answer, told) for answer in question.answers),
            )
            for number, question in told.laid_out.items()
        ),
        kind="glance",
        caption="The questions that more than one voice answers, or that have changed",
    )


def _answer(answer: Answer, told: Told) -> Line:
    return (*value(answer, told), f" – {origin_words(answer)}")


def value(answer: Answer, told: Told) -> Line:
    """An answer's value; where its words are those of one who denies them, that is said."""
    denied: Line = ("denied: ",) if is_denied(answer, told.handed.claims) else ()
    bounds = allowed(answer)
    return (*denied, Words(text=answer.value, bold=True), *((f" ({bounds})",) if bounds else ()))


def origin_words(one: Answer | Question) -> str:
    """On how many origins it rests, as far as the ledger knows."""
    if isinstance(one, Question):
        return origins(one)
    if one.origins_min == one.origins_max:
        return count(one.origins_max, "origin")
    return f"{one.origins_min} to {count(one.origins_max, 'origin')}"


def state_tag(state: State) -> Tag:
    """How a question stands."""
    return Tag(kind=state.value.replace("_", "-"), text=STATES[state])
