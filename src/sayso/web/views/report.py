"""A report: its facts, and its text layers with their claims marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.nouns import Claimed, LayerName, Link, Relation, Report, Span
from sayso.web.views.claims import printed_by
from sayso.web.views.dates import Shown, moment
from sayso.web.views.text import Line, Mark, marked, marks_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerView:
    """One text of a report, line by line. `length` is in code points."""

    name: str
    lines: tuple[Line, ...]
    length: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report's facts. `link` is its address where a browser may follow it, else None."""

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
    layers: tuple[LayerView, ...]


def report_view(
    report: Report, claims: Sequence[Claimed], links: Iterable[Link], asked: Mapping[LayerName, Span]
) -> ReportView:
    """The page of a report; `asked` are the ranges that its address wants marked."""
    disputed = {end for link in links if link.relation is Relation.DISPUTES for end in (link.a, link.b)}
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
        heading=title.text if title and title.text.strip() else report.label,
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
        layers=tuple(layers),
    )
