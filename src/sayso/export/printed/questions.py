"""One question after another: its answers side by side, the words behind each, how they stand and what nobody tells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sayso.export.became import folds, left_open, standing
from sayso.export.clocks import At, Clock, at, days
from sayso.export.dates import moment
from sayso.export.phrases import PRESETS, plainly, printed_by, range_words, review_words
from sayso.export.printed.blocks import (
    Block,
    Code,
    Entries,
    Entry,
    Heading,
    Items,
    Line,
    Para,
    Piece,
    Quoted,
    Table,
    Tag,
    Words,
)
from sayso.export.printed.front import origin_words, state_tag, value
from sayso.export.printed.people import decided_on
from sayso.export.printed.told import Told
from sayso.export.versions import changed_words
from sayso.export.words import ACTS, count, stretch
from sayso.nouns import UNSEEN, Answer, Claimed, Form, Link, Polarity, Question, QuestionKind, Relation, release_of

TOGETHER = (
    Relation.DISPUTES,
    Relation.SUPERSEDES,
    Relation.REFINES,
    Relation.AGREES,
    Relation.REPEATS,
    Relation.NOT_COMPARABLE,
)
"""The order in which it is told how answers stand to one another."""

REPEATED = 30
"""A question whose words have so many of the first characters of its answer only says that answer again."""


def at_length(told: Told) -> Iterator[Block]:
    """The questions that are told at length."""
    if not told.laid_out:
        return
    if told.handed.is_whole:
        yield Heading(level=2, line=("Questions",), anchor="questions")
    for number, question in told.laid_out.items():
        yield from _question(number, question, told)


def _question(number: int, question: Question, told: Told) -> Iterator[Block]:
    case = told.handed.case
    inside = {claim: answer for answer in question.answers for claim in answer.claims if claim in told.handed.claims}
    links = [link for link in told.between(question) if {link.a, link.b} <= inside.keys()]
    release = release_of(question, case.published)
    if told.handed.is_whole:
        yield Heading(level=3, line=(f"{number}. ", Words(text=question.wording)), anchor=f"q{number}")
    else:  # the dossier's title is the question
        yield Heading(level=2, line=("The answers",), anchor=f"q{number}")
    yield Para(line=(state_tag(question.state), *_asked(question), f" · {origin_words(question)} in all"), kind="facts")
    if release:
        yield Para(line=("Published by ", Words(text=release.by), f" on {release.at[:10]}"), kind="facts")
    yield Table(
        head=("Answer", "Who stands behind it", "Printed by", "When", "What became of it"),
        rows=tuple(_rows(question, told, links)),
        kind="answers",
        caption="Answers side by side",
    )
    for answer in question.answers:
        yield from _words_behind(answer, links, told)
    yield from _together(question, links, told)
    yield from _open(question, inside, told)
    yield from decided_on([told.handed.claims[claim] for claim in inside], told)


def _asked(question: Question) -> Iterator[Piece]:
    """What the question asks for, slot by slot; an empty slot is not known."""
    key = question.key
    yield f" asks for {key.kind.value}"
    slots = [("of", key.population), ("where", key.place), ("when", key.window), ("event", key.event)]
    if key.kind is QuestionKind.COUNT:
        slots.append(("unit", key.unit))
    for name, held in slots:
        yield f" · {name} "
        yield Words(text=held) if held else "not told"


def _rows(question: Question, told: Told, links: Sequence[Link]) -> Iterator[tuple[tuple[Line, ...], ...]]:
    became = standing(question, links)
    for answer in question.answers:
        inside = [told.handed.claims[claim] for claim in answer.claims if claim in told.handed.claims]
        outlets = dict.fromkeys(printed_by(one.report) for one in inside)
        counts = f"{count(answer.reports, 'report')} · {count(answer.outlets, 'outlet')} · {origin_words(answer)}"
        marks: list[Line] = [(Words(text=words),) for words in became.get(answer.id, ())]
        if answer.origins_max == 1:
            marks.append((Tag(kind="one-origin", text="one origin"),))
        yield (
            (value(answer, told),),
            tuple(_voices(inside, told)),
            (tuple(_listed(outlets)), (counts,)),
            tuple((words,) for words in _when(inside)),
            tuple(marks) or (("nothing replaced it",),),
        )


def _voices(inside: Sequence[Claimed], told: Told) -> Iterator[Line]:
    named = {one.claim.id: told.who(one) for one in inside}
    counted: dict[str, list[str]] = {}
    for claim, who in named.items():
        counted.setdefault(plainly(who.text), []).append(claim)
    for claims in counted.values():
        refs: list[Piece] = [piece for claim in claims for piece in (told.note(claim), " ")]
        yield (named[claims[0]], " ", *refs[:-1])


def _listed(names: Iterable[str]) -> Iterator[Piece]:
    for place, name in enumerate(names):
        if place:
            yield ", "
        yield Words(text=name)


def _when(inside: Sequence[Claimed]) -> Iterator[str]:
    """The first and last day on which it was said, by the days of publication where the reports do not tell."""
    timed = [found for one in inside if (found := at(one, Clock.SAID, {}))]
    for clock, words in ((Clock.SAID, "said"), (Clock.PUBLISHED, "printed")):
        of_clock = [one for one in timed if one.clock is clock]
        if of_clock:
            first, last = min(of_clock, key=_begins), max(of_clock, key=_begins)
            yield f"{words} {first.words}" + (f" to {last.words}" if last.words != first.words else "")
    if not timed:
        yield "not told"


def _begins(one: At) -> tuple[float, str]:
    start, end = days(one)
    return (start if start is not None else end if end is not None else 0.0), one.words


def _words_behind(answer: Answer, links: Sequence[Link], told: Told) -> Iterator[Block]:
    """The words of each claim behind an answer, and why several count as one origin."""
    inside = [told.handed.claims[claim] for claim in answer.claims if claim in told.handed.claims]
    yield Para(line=("In their words: ", *value(answer, told)), kind="answer")
    yield Entries(
        entries=tuple(Entry(anchor="", sign=told.note(one.claim.id), lines=tuple(_claim(one, told))) for one in inside),
        kind="quotes",
    )
    held = list(dict.fromkeys((fold.what, fold.why) for fold in folds(inside, links, told.handed.case.copies)))
    if held:
        yield Items(
            lines=tuple(("Counted as one origin: ", Words(text=what), ". ", Words(text=why)) for what, why in held),
            kind="folds",
        )


def _claim(one: Claimed, told: Told) -> Iterator[Line]:
    claim, report, handed = one.claim, one.report, told.handed
    who = told.who(one)
    spoken: list[Piece] = [who]
    if claim.voice and plainly(claim.voice.name) != plainly(who.text):
        spoken += [" (here “", Words(text=claim.voice.name), "”)"]
    for relay in reversed(claim.via):
        spoken += [", passed on by ", Words(text=relay.name)]
    if claim.via:
        spoken.append(",")
    how = "in direct speech" if claim.form is Form.DIRECT else None
    negated = "as a denial" if claim.polarity is Polarity.NEGATIVE else None
    manner = ", ".join(word for word in (how, negated) if word)
    spoken.append(f" {ACTS[claim.act]}{f', {manner}' if manner else ''}: ")
    yield (*spoken, Quoted(text=one.quote, language=report.language))
    yield tuple(_around(one, told))
    beside = _beside(one, told)
    if beside:
        yield beside
    review = handed.case.reviews.get(claim.id, UNSEEN)
    if review is not UNSEEN:
        yield ("Reviewed: ", Words(text=review_words(review)))


def _around(one: Claimed, told: Told) -> Iterator[Piece]:
    """Where and when it was printed, and when it was said."""
    claim, report = one.claim, one.report
    yield Words(text=printed_by(report), language=None)
    yield f", {_day(one)} ("
    yield told.source(report)
    yield ")"
    if claim.said:
        yield f"; said {stretch(claim.said)}, as written “"
        yield Words(text=claim.said.span.of(one.text), language=report.language)
        yield "”"
    if claim.hedges:
        yield "; hedged: "
        yield from _listed(dict.fromkeys(f"“{hedge.of(one.text)}”" for hedge in claim.hedges))
    later = told.handed.case.notes.laters.get(claim.id)
    changed = changed_words(later.kept) if later else None
    if changed:
        yield f"; {changed}"


def _day(one: Claimed) -> str:
    shown = moment(one.report.published)
    return shown.words if shown else "day not known"


def _beside(one: Claimed, told: Told) -> Line:
    """What it leans on, and what people have flagged."""
    pieces: list[Piece] = []
    for item in one.claim.evidence:
        pieces += ["; " if pieces else "Points to ", f"{item.kind}: “", Words(text=item.span.of(one.text)), "”"]
    for flag in told.handed.case.notes.flags_of(one, told.handed.name(one)):
        pieces += [" " if pieces else "", Tag(kind="flag", text=flag.care.value)]
    return tuple(pieces)


def _together(question: Question, links: Sequence[Link], told: Told) -> Iterator[Block]:
    """How the answers stand to one another, by which rule; one line for each two answers and way to stand."""
    place = {claim: number for number, answer in enumerate(question.answers) for claim in answer.claims}
    across = [link for link in links if place[link.a] != place[link.b]]

    def pair(link: Link) -> tuple[int, tuple[int, ...]]:
        rank = TOGETHER.index(link.relation) if link.relation in TOGETHER else len(TOGETHER)
        return rank, tuple(sorted((place[link.a], place[link.b])))

    groups = [list(group) for _, group in groupby(sorted(across, key=lambda link: (*pair(link), link.id)), key=pair)]
    if groups:
        yield Para(line=("How they stand to one another",), kind="part")
        yield Items(lines=tuple(tuple(_stands(group, question, told)) for group in groups), kind="stands")


def _stands(group: Sequence[Link], question: Question, told: Told) -> Iterator[Piece]:
    link = group[0]
    values = {claim: answer.value for answer in question.answers for claim in answer.claims}
    yield Words(text=values[link.a], bold=True)
    yield " "
    yield told.note(link.a)
    yield f" {link.relation.value} "
    yield Words(text=values[link.b], bold=True)
    yield " "
    yield told.note(link.b)
    yield ". "
    for reason in link.reasons:
        yield Words(text=reason.words)
        yield " "
    yield "(rule "
    yield Code(text=link.rule.partition(":")[0])
    yield f"; {count(len(group) - 1, 'more pair')} of claims stand so)" if len(group) > 1 else ")"


def _open(question: Question, inside: Mapping[str, Answer], told: Told) -> Iterator[Block]:
    """What nobody tells, who is silent, and what the numbers give together."""
    claims = [told.handed.claims[claim] for claim in inside]
    lines: list[Line] = [
        ("Not known: ", Words(text=words))
        for words in left_open(question, [(told.who(one).text, one) for one in claims])
    ]
    if question.silent:
        silent: list[Piece] = []
        for one in question.silent:
            silent += [", " if silent else "", Words(text=one.voice), f" ({count(one.questions, 'other question')})"]
        lines.append(("Silent on this in ", count(question.event_reports, "report"), " on the event: ", *silent))
    lines += [
        (f"All answers that nothing has replaced, {PRESETS.get(one.preset, one.preset)}: {range_words(one)}",)
        for one in question.ranges
    ]
    if lines:
        yield Para(line=("What is not told",), kind="part")
        yield Items(lines=tuple(lines), kind="open")


def alone(told: Told) -> Iterator[Block]:
    """The questions that one voice alone answers, in a row each."""
    if not told.alone:
        return
    yield Heading(level=2, line=("Answered by one voice alone",), anchor="alone")
    yield Para(
        line=("Nothing in this ledger agrees with these or disputes them. That says nothing for or against them.",)
    )
    yield Table(
        head=("What is said", "Who says so", "Printed by"),
        rows=tuple(_alone(question, told) for question in told.alone),
        kind="alone",
        caption="Questions that one voice alone answers",
    )


def _alone(question: Question, told: Told) -> tuple[tuple[Line, ...], ...]:
    inside = [
        told.handed.claims[claim]
        for answer in question.answers
        for claim in answer.claims
        if claim in told.handed.claims
    ]
    answers: tuple[Line, ...] = tuple(value(answer, told) for answer in question.answers)
    asked = question.wording.casefold()
    if not any(answer.value[:REPEATED].casefold() in asked for answer in question.answers):
        answers = ((Words(text=question.wording),), *answers)
    printed = tuple(dict.fromkeys((printed_by(one.report), _day(one)) for one in inside))
    return (
        answers,
        tuple(_voices(inside, told)),
        tuple((Words(text=outlet), f", {when}") for outlet, when in printed),
    )


def unasked(told: Told) -> Iterator[Block]:
    """What is said without answering a question, in a row each."""
    if not told.unasked:
        return
    yield Heading(level=2, line=("Said without answering a question",), anchor="unasked")
    yield Para(line=("Refusals to comment, and what Sayso has found no question for.",))
    yield Table(
        head=("What is said", "Who says so", "Printed by"),
        rows=tuple(_unasked(one, told) for one in told.unasked),
        kind="alone",
        caption="Claims that answer no question",
    )


def _unasked(one: Claimed, told: Told) -> tuple[tuple[Line, ...], ...]:
    return (
        ((Quoted(text=one.quote, language=one.report.language),),),
        ((told.who(one), " ", told.note(one.claim.id)),),
        ((Words(text=printed_by(one.report)), f", {_day(one)}"),),
    )
