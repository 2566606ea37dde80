"""One claim or one report with everything that is known of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.cli.context import source_line
from sayso.cli.display import shown
from sayso.cli.render_claims import claims_table, state_words
from sayso.cli.words import ACTS, CERTAINTIES, POLARITIES, count, printed, quoted, reviewed, short, standing, who
from sayso.export.dossier import Place
from sayso.export.notes import NO_NOTES, Notes
from sayso.export.records import number
from sayso.export.stated import otherwise
from sayso.export.versions import changed_words
from sayso.nouns import UNSEEN, Claimed, Comparator, Link, Pieces, Quantity, Relation, Report, Review, Span, Voice, When

Row = tuple[str, Text]

DIRECTED = {
    Relation.REFINES: "is refined by",
    Relation.SUPERSEDES: "is superseded by",
    Relation.ELABORATES: "is elaborated by",
    Relation.SUPPORTS: "is supported by",
    Relation.RELABELS: "is relabelled by",
}
"""How a directed relation reads from its other end."""


def claim_entry(
    claimed: Claimed,
    places: Sequence[Place],
    links: Iterable[Link],
    others: Mapping[str, Claimed],
    made_of_it: tuple[Review, Notes] = (UNSEEN, NO_NOTES),
    *,
    marked: bool,
) -> RenderableType:
    """A claim in its context, its fields with the characters behind each, its questions and links with reasons.

    `made_of_it` is what people have made of it, and what is noted beside claims.
    """
    review, noted = made_of_it
    told = reviewed(review)
    return Group(
        Text(f"{who(claimed.claim)} · {printed(claimed.report)}", style="bold"),
        Text(f"{claimed.claim.id} · {_place_in(claimed)}", style="dim"),
        Text(),
        source_line(claimed, marked=marked),
        Text(),
        _fields(claim_fields(claimed)),
        *([Text(), Text(told)] if told else []),
        *_noted(claimed, noted),
        *_questions(places),
        *_links(claimed, links, others),
    )


def _noted(claimed: Claimed, noted: Notes) -> Iterator[Text]:
    """Flags, and that the latest version of the report has the claim's words no more."""
    for flag in noted.flags_of(claimed):
        why = f": {shown(flag.why)}" if flag.why else ""
        yield Text(f"flagged {flag.care.value} by {shown(flag.by)} on {flag.at[:10]}{why}")
    later = noted.laters.get(claimed.claim.id)
    if later is not None and (words := changed_words(later.kept)) is not None:
        yield Text(f"{words} (sayso diff {short(claimed.report.id)})")


def report_entry(
    report: Report, claims: Sequence[Claimed], places: Mapping[str, Sequence[Place]], readings: int
) -> RenderableType:
    """A report's facts and its claims."""
    title = report.title or next((layer.text for layer in report.layers if layer.name == "title"), None)
    facts = {
        "label": report.label,
        "title": title,
        "outlet": report.outlet,
        "author": report.author,
        "language": report.language,
        "published": report.published.iso if report.published else None,
        "modified": report.modified.iso if report.modified else None,
        "retrieved": report.retrieved.iso if report.retrieved else None,
        "forwarded from": report.forwarded_from,
        "text": "a summary, from a feed, of what stands at its address" if report.is_summary else None,
        "address": report.url,
        "capture": f"sha256 {report.capture}",
        "layers": ", ".join(f"{layer.name.value} ({len(layer.text):,} characters)" for layer in report.layers),
        "readings": str(readings),
    }
    return Group(
        Text(printed(report), style="bold"),
        Text(report.id, style="dim"),
        _fields((name, Text(shown(value))) for name, value in facts.items() if value),
        *_stated(report),
        Text(),
        Text(count(len(claims), "claim"), style="bold"),
        *([claims_table(claims, places)] if claims else []),
    )


def _stated(report: Report) -> Iterator[RenderableType]:
    """Where the facts stood in the input, and what else it says of them."""
    if not report.stated:
        return
    yield Text()
    yield Text("where its facts stood", style="bold")
    taken = [(one.fact, Text(shown(one.where), style="dim")) for one in report.stated if one.taken]
    others = [
        (one.fact, Text(f"otherwise {shown(one.value)} ").append(shown(one.where), "dim")) for one in otherwise(report)
    ]
    yield _fields([*taken, *others])


def claim_fields(claimed: Claimed) -> Iterator[Row]:
    """The fields of a claim that are known, each with the characters it was read from."""
    claim, text = claimed.claim, claimed.text
    yield from _saying(claimed)
    yield "act", Text(f"{ACTS[claim.act]}, {claim.form.value}, {claim.basis.value}")
    yield "how surely", Text(f"{CERTAINTIES[claim.certainty]}, {POLARITIES[claim.polarity]}, {claim.modality.value}")
    if claim.hedges:
        yield "hedges", _behind(text, claim.hedges)
    for quantity in claim.quantities:
        yield "quantity", Text(f"{_bounds(quantity)}  ").append(_behind(text, (quantity.span,)))
    for when in claim.times:
        yield "when", Text(f"{_stretch(when)}  ").append(_behind(text, (when.span,)))
    for where in claim.places:
        within = "".join(f", {shown(name)}" for name in where.within)
        yield "where", Text(f"{shown(where.name)}{within}  ").append(_behind(text, (where.span,)))
    for evidence in claim.evidence:
        yield "evidence", Text(f"{evidence.kind}  ").append(_behind(text, (evidence.span,)))
    for predicate in claim.predicates:
        frame = f" ({predicate.frame}: {predicate.value})" if predicate.frame else ""
        roles = "".join(f", {role.role} {shown(role.name)}" for role in predicate.roles)
        yield "about", Text(f"{predicate.name}{frame}{roles}  ").append(_behind(text, (predicate.span,)))
    sure = f", confidence {claim.confidence:.2f}" if claim.confidence is not None else ""
    yield "read by", Text(f"{claim.rule}, {claim.method}{sure}")


def _saying(claimed: Claimed) -> Iterator[Row]:
    """Who says it through whom, by which words, and when."""
    claim, text = claimed.claim, claimed.text
    if claim.voice:
        yield "who", _voice(text, claim.voice)
    for voice in reversed(claim.via):
        yield "via", _voice(text, voice)
    if claim.cue:
        yield "cue", _behind(text, claim.cue)
    if claim.said:
        yield "said", Text(f"{_stretch(claim.said)}  ").append(_behind(text, (claim.said.span,)))


def _fields(rows: Iterable[Row]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=1)
    for name, value in rows:
        grid.add_row(name, value)
    return grid


def _questions(places: Sequence[Place]) -> Iterator[Text]:
    for place in places:
        question = place.question
        yield Text()
        yield Text(f"{shown(question.wording)} ", style="bold").append(short(question.id), style="not bold dim")
        yield Text(f"  answered here: {shown(place.answer.value)} · ").append(state_words(question.state))


def _links(claimed: Claimed, links: Iterable[Link], others: Mapping[str, Claimed]) -> Iterator[Text]:
    """The links, in the order of the relations."""
    order = list(Relation)
    for link in sorted(links, key=lambda link: (order.index(link.relation), link.id)):
        forward = link.a == claimed.claim.id
        other = others.get(link.b if forward else link.a)
        verb = link.relation.value if forward else DIRECTED.get(link.relation, link.relation.value)
        yield Text()
        text = Text(f"{verb} ", style="bold")
        if other:
            text.append(f"{quoted(other)} — {who(other.claim)}, {printed(other.report)} ", style="not bold")
        yield text.append(short(link.b if forward else link.a), style="not bold dim")
        for reason in link.reasons:
            yield Text(f"  {shown(reason.words)} ").append(f"[{reason.rule}]", style="dim")


def _place_in(claimed: Claimed) -> str:
    claim = claimed.claim
    spans = ", ".join(f"{piece.start}–{piece.end}" for piece in claim.content)
    return f"{shown(claimed.report.label)}, {claim.layer.value} {spans}"


def _voice(text: str, voice: Voice) -> Text:
    kind = standing(voice)
    line = Text(shown(voice.name) + (f" ({kind})" if kind else "") + "  ")
    line.append(_behind(text, voice.source))
    if voice.resolution:
        line.append(f" {shown(voice.resolution)}", style="dim")
    return line


def _behind(text: str, spans: Pieces | tuple[Span, ...]) -> Text:
    """The characters that a field was read from, and where they stand."""
    return Text(", ".join(f"“{shown(span.of(text))}” {span.start}–{span.end}" for span in spans), style="dim")


def _bounds(quantity: Quantity) -> str:
    low, high = number(quantity.low), number(quantity.high)
    if quantity.comparator is Comparator.VAGUE or (low is None and high is None):
        bounds = "an unknown number"
    elif low == high:
        bounds = f"{low:,}"
    else:
        bounds = f"{'…' if low is None else f'{low:,}'} to {'…' if high is None else f'{high:,}'}"
    of = f" {shown(quantity.counted)}" if quantity.counted else ""
    scope = f", {quantity.scope.value}" if quantity.scope.value != "unknown" else ""
    return f"{bounds}{of} [{quantity.comparator.value}{scope}]"


def _stretch(when: When) -> str:
    start, end = when.start or "…", when.end or "…"
    stretch = start if start == end else f"{start} to {end}"
    return f"{stretch} [{when.precision}]"
