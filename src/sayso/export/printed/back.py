"""The back of a dossier: what could not be read, how it was made, the sources, the notes, and how to check it."""

from collections.abc import Iterator

from sayso.compare.pairs.relate import FIRST, LAST
from sayso.compare.rules import RULES
from sayso.export.dates import instant, moment
from sayso.export.hidden import safe
from sayso.export.phrases import AROUND, context, printed_by
from sayso.export.printed.blocks import (
    Address,
    Block,
    Code,
    Entries,
    Entry,
    Facts,
    Heading,
    InLine,
    Items,
    Line,
    Para,
    Piece,
    Table,
    Words,
)
from sayso.export.printed.method import CANNOT, CHECK, METHOD
from sayso.export.printed.told import Told
from sayso.nouns import Claimed, LayerName, Outcome, Report, Span, hull


def unread(told: Told) -> Iterator[Block]:
    """The inputs that were refused or read in part, each with the reason."""
    yield Heading(level=2, line=("What could not be read",), anchor="unread")
    otherwise = told.handed.ended_otherwise()
    if not otherwise:
        yield Para(line=("Every input was read.",))
        return
    yield Para(line=("What stands in these is not in this dossier; of those read in part, what the reason names.",))
    yield Table(
        head=("Input", "Ended", "Why", "When"),
        rows=tuple(
            (
                ((Words(text=one.source),),),
                ((one.outcome.value,),),
                ((Words(text=one.reason or "no reason was kept"),),),
                ((instant(one.at).words,),),
            )
            for one in otherwise
        ),
        kind="unread",
        caption="Inputs that were refused or read in part",
    )


def method(told: Told) -> Iterator[Block]:
    """How it was made, what that cannot know, and the rules that decided something that is told here."""
    yield Heading(level=2, line=("How this was made, and what it cannot know",), anchor="method")
    for words in METHOD:
        yield Para(line=(" ".join(words.split()),))
    yield Para(line=("What Sayso cannot know:",), kind="part")
    yield Items(lines=tuple((words,) for words in CANNOT))
    read_by = sorted(set(told.handed.engines.values()))
    if read_by:
        yield Para(line=("Read by:",), kind="part")
        yield Items(lines=tuple((Code(text=engine),) for engine in read_by))
    used = {link.rule.partition(":")[0] for link in told.handed.case.links}
    rules = [(rule.name, rule.explanation) for rule in (*FIRST, *RULES, *LAST) if rule.name in used]
    if rules:
        yield Para(line=("Rules that laid claims side by side here:",), kind="part")
        yield Facts(rows=tuple({name: (words,) for name, words in rules}.items()))


def sources(told: Told) -> Iterator[Block]:
    """Every report that is told of, with its facts and digests."""
    yield Heading(level=2, line=("Sources",), anchor="sources")
    reports = {report.id: report for report in told.handed.case.reports}
    yield Entries(
        entries=tuple(
            Entry(anchor=f"s{number}", sign=f"S{number}", lines=tuple(_source(reports[ident], told)))
            for ident, number in told.sources.items()
        ),
        kind="sources",
    )


def _source(report: Report, told: Told) -> Iterator[Line]:
    titled = report.layer(LayerName.TITLE)
    title = report.title or (titled.text if titled else None)
    head: list[Piece] = [Words(text=printed_by(report), bold=True)]
    if title and title.strip():
        head += [": ", Words(text=title, language=report.language)]
    if report.author:
        head += [", by ", Words(text=report.author)]
    if report.forwarded_from:
        head += [", forwarded from ", Words(text=report.forwarded_from)]
    yield tuple(head)
    clocks = (("published", report.published), ("modified", report.modified), ("retrieved", report.retrieved))
    times = [f"{name} {shown.words}" for name, one in clocks if (shown := moment(one))]
    if report.published is None:
        times.insert(0, "day of publication not known")
    if report.id in told.handed.ended:
        times.append(f"read {instant(told.handed.ended[report.id].at).words}")
    language: Line = (" · language ", Words(text=report.language)) if report.language else ()
    yield ("Input ", Words(text=report.label), f" · {' · '.join(times)}", *language)
    if report.url:
        yield (Address(url=report.url),)
    yield ("Bytes SHA-256 ", Code(text=report.capture))
    for layer in report.layers:
        yield (f"{layer.name.value.capitalize()} ({len(layer.text):,} characters) SHA-256 ", Code(text=layer.sha256))
    ended = told.handed.ended.get(report.id)
    if ended and ended.outcome is Outcome.IN_PART:
        yield ("Read in part: ", Words(text=ended.reason or ""))


def notes(told: Told) -> Iterator[Block]:
    """For each claim that is told of: the exact characters, in their line."""
    yield Heading(level=2, line=("Notes",), anchor="notes")
    yield Para(line=("Where each quote stands: source, layer, and characters from the first up to before the last.",))
    yield Entries(
        entries=tuple(
            Entry(anchor=f"n{number}", sign=str(number), lines=tuple(_note(told.handed.claims[claim], told)))
            for claim, number in told.notes.items()
        ),
        kind="notes",
    )


def _note(one: Claimed, told: Told) -> Iterator[Line]:
    claim = one.claim
    whole = hull(claim.content)
    pieces = " and ".join(f"{span.start:,}–{span.end:,}" for span in claim.content)
    before, after = context(one.text, whole)
    if told.handed.hides(one, Span(max(0, whole.start - AROUND), whole.end + AROUND)):
        before = after = "…"
    line = InLine(text=one.quote, before=before, after=after, language=one.report.language)
    yield (told.source(one.report), f", {claim.layer.value}, characters {pieces}: ", line)
    yield ("Claim ", Code(text=claim.id), " · found by ", Code(text=safe(claim.rule)), " · ", Code(text=claim.method))


def check(told: Told) -> Iterator[Block]:
    """What this dossier can be held against."""
    handed = told.handed
    yield Heading(level=2, line=("To check this dossier",), anchor="check")
    rows: list[tuple[str, Line]] = [("Content hash", (Code(text=handed.hash),))]
    if handed.head:
        rows.append(("Log", (f"{handed.entries:,} entries, the last with hash ", Code(text=handed.head))))
    hashed, doctor, show = CHECK
    ways: Line = (Code(text="sayso doctor --deep"), f" {doctor}; ", Code(text="sayso show CLAIM"), f" {show}.")
    yield Para(line=(" ".join(hashed.split()), " ", *ways))
    yield Facts(rows=tuple(rows))
