"""A report: its facts, its text layers with their claims marked, and its claims as the entries of the pane beside."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sayso.export.dates import Shown, moment
from sayso.export.phrases import printed_by
from sayso.export.stated import otherwise
from sayso.ledger.browse_claims import Asked, Beside, Bytes
from sayso.nouns import Claimed, Copies, LayerName, Link, Relation, Report, Span, Stated
from sayso.web.views.claim import AskedLine, Field, asked_lines, fields, relation_words
from sayso.web.views.claims import ClaimLine, line, who
from sayso.web.views.signs import DISPUTED, Sign
from sayso.web.views.text import Line, Mark, kinds_of, marked, marks_of

BESIDE = 4
"""Claims of other reports that an entry names; the claim's own page has all."""

DENSITIES = (("all", "all claims"), ("attributed", "attributed"), ("disputed", "disputed"), ("off", "nothing"))
"""What may be marked, by its name in the address, in words; the keys 1 to 4 choose in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A claim beside another one: how the first stands to it, who says it, in which report."""

    relation: str
    href: str
    text_href: str
    who: str
    quote: str
    outlet: str
    published: Shown | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A claim of the report in the pane: its number in the text, its signs, and what is known of it.

    `href` chooses it without scripts; `left` is how many more claims it stands beside.
    """

    number: int
    line: ClaimLine
    href: str
    signs: tuple[Sign, ...]
    kinds: tuple[str, ...]
    fields: tuple[Field, ...]
    asked: tuple[AskedLine, ...]
    others: tuple[Other, ...]
    left: int
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerView:
    """One text of a report, line by line. `length` is in code points."""

    name: str
    lines: tuple[Line, ...]
    length: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report's facts. `link` is its address where a browser may follow it, else None; `size` is in bytes.

    `stated` is where its facts stood in the input, then what else that says of them.
    """

    id: str
    heading: str
    outlet: str
    label: str
    author: str | None
    language: str | None
    url: str | None
    link: str | None
    published: Shown | None
    modified: Shown | None
    retrieved: Shown | None
    sha256: str
    size: int
    media_type: str
    layers: tuple[LayerView, ...]
    forwarded_from: str | None
    is_summary: bool
    stated: tuple[Stated, ...]


def report_view(
    report: Report,
    capture: Bytes,
    claims: Sequence[Claimed],
    disputed: Collection[str],
    asked: Mapping[LayerName, Span],
) -> ReportView:
    """The page of a report; `asked` are the ranges that its address wants marked."""
    title = report.layer(LayerName.TITLE)
    layers = []
    for layer in report.layers:
        marks = marks_of(claims, layer.name, disputed)
        if wanted := asked.get(layer.name):
            marks += (Mark(span=wanted, role="found"),)
        layers.append(
            LayerView(name=layer.name.value, lines=marked(layer, marks), length=len(layer.text), sha256=layer.sha256)
        )
    return ReportView(
        id=report.id,
        heading=report.title or (title.text if title and title.text.strip() else report.label),
        outlet=printed_by(report),
        label=report.label,
        author=report.author,
        language=report.language,
        url=report.url,
        link=report.url if report.url and report.url.lower().startswith(("http://", "https://")) else None,
        published=moment(report.published),
        modified=moment(report.modified),
        retrieved=moment(report.retrieved),
        sha256=report.capture,
        size=capture.size,
        media_type=capture.media_type,
        layers=tuple(layers),
        forwarded_from=report.forwarded_from,
        is_summary=report.is_summary,
        stated=(*(one for one in report.stated if one.taken), *otherwise(report)),
    )


def copy_lines(report: str, groups: Sequence[Copies]) -> tuple[tuple[str, str], ...]:
    """The other reports of the same text, each with why it is held to be a copy."""
    return tuple((other, group.reason) for group in groups for other in group.reports if other != report)


def nearest(links: Sequence[Link], own: Collection[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each of the claims: what it stands beside, the weightiest first, as (relation in words, claim).

    Claims of one report that only go on, or that cannot be compared, are left out.
    """
    found: dict[str, list[tuple[int, str, str]]] = {}
    for link in links:
        if link.relation not in _WEIGHT:
            continue
        for ident, other in ((link.a, link.b), (link.b, link.a)):
            if ident in own:
                words = relation_words(link, ident)
                found.setdefault(ident, []).append((_WEIGHT[link.relation], words, other))
    return {ident: tuple((words, other) for _, words, other in sorted(others)) for ident, others in found.items()}


_WEIGHT = {
    relation: at
    for at, relation in enumerate(
        (Relation.DISPUTES, Relation.SUPERSEDES, Relation.REFINES, Relation.AGREES, Relation.REPEATS)
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known of a report's claims besides themselves, by their ids.

    `near` as from `nearest`; `others` are the claims that it names.
    """

    signs: Mapping[str, tuple[Sign, ...]]
    asked: Mapping[str, Sequence[Asked]]
    near: Mapping[str, Sequence[tuple[str, str]]]
    others: Beside

    @property
    def disputed(self) -> frozenset[str]:
        """The claims that others dispute."""
        return frozenset(ident for ident, held in self.signs.items() if DISPUTED in held)


def entries(beside: Beside, around: Around, chosen: str | None = None) -> tuple[Entry, ...]:
    """The claims of a report (`beside`) in text order."""
    disputed, others = around.disputed, around.others.claimed
    return tuple(
        Entry(
            number=number,
            line=line(one, beside),
            href=f"/r/{one.report.id}?claim={ident}#{ident}",
            signs=around.signs[ident],
            kinds=kinds_of(one.claim, disputed),
            fields=fields(one),
            asked=asked_lines(around.asked.get(ident, ())),
            others=tuple(
                _other(words, others[other], around.others)
                for words, other in around.near.get(ident, ())[:BESIDE]
                if other in others
            ),
            left=max(0, len(around.near.get(ident, ())) - BESIDE),
            is_here=ident == chosen,
        )
        for number, (ident, one) in enumerate(beside.claimed.items(), start=1)
    )


def _other(relation: str, one: Claimed, beside: Beside) -> Other:
    told = line(one, beside)
    return Other(
        relation=relation,
        href=told.href,
        text_href=told.text_href,
        who=who(one, beside).name,
        quote=one.quote,
        outlet=told.outlet,
        published=told.published,
    )
