"""A claim as a citation: who is quoted, by whom it was printed, and the bytes that it was read from."""

import re
from dataclasses import dataclass

from sayso.export.chosen import Chosen
from sayso.export.records import Json, Record
from sayso.export.words import ACTS, UNSIGNED, day
from sayso.ledger import browse_lists
from sayso.nouns import Claimed, LayerName, Moment, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a citation tells. `read` is UTC, ISO 8601; None is unknown; `says` is what the claimant does."""

    claim: str
    quote: str
    claimant: str
    says: str
    outlet: str
    title: str | None
    author: str | None
    published: Moment | None
    url: str | None
    sha256: str
    read: str | None
    where: str


def citation(one: Claimed, *, name: str | None = None, read: str | None = None) -> Citation:
    """The citation of a claim; `name` is what the case calls its voice, `read` when its report was read."""
    claim, report = one.claim, one.report
    start, end = claim.content[0].start, claim.content[-1].end
    return Citation(
        claim=claim.id,
        quote=flat(one.quote),
        claimant=flat(name or (claim.voice.name if claim.voice else UNSIGNED.get(claim.form, "nobody named"))),
        says=ACTS[claim.act],
        outlet=flat(report.outlet or report.label),
        title=title_of(report),
        author=flat(report.author) if report.author else None,
        published=report.published,
        url=report.url,
        sha256=report.capture,
        read=read,
        where=f"{claim.layer.value}, characters {start}–{end}",
    )


def title_of(report: Report) -> str | None:
    """The title that a person gave a report, else the one that it came with."""
    layer = report.layer(LayerName.TITLE)
    return flat(report.title or (layer.text if layer else "")) or None


def csl_items(chosen: Chosen) -> list[Json]:
    """The citation of each claim of a case, as CSL-JSON."""
    case = chosen.case
    read = chosen.ledger.look(browse_lists.readings, {report.id for report in case.reports})
    found: list[Json] = []
    for one in case.claims:
        known, by = case.names.get(one.claim.id), read.get(one.report.id)
        found.append(csl(citation(one, name=known.name if known else None, read=by.at if by else None)))
    return found


def plain(cited: Citation) -> str:
    """One paragraph of text."""
    published = f"published {day(cited.published)}" if cited.published else "date unknown"
    parts = [
        f"{cited.claimant} {cited.says}: “{cited.quote}”",
        ", ".join(part for part in (cited.outlet, f"“{cited.title}”" if cited.title else "", published) if part),
        *([f"<{flat(cited.url)}>"] if cited.url else []),
        f"Read {_instant(cited.read)} from the bytes with SHA-256 {cited.sha256} ({cited.where})",
        f"Sayso claim {cited.claim}",
    ]
    return ". ".join(parts) + ".\n"


def bibtex(cited: Citation) -> str:
    """An entry for biblatex."""
    note = (
        f"{cited.claimant} {cited.says}: “{cited.quote}” ({cited.where}; SHA-256 {cited.sha256}; claim {cited.claim})"
    )
    fields = {
        "author": f"{{{_tex(cited.author or cited.outlet)}}}",
        "title": _tex(cited.title or cited.quote),
        "organization": _tex(cited.outlet),
        "date": cited.published.iso[:10] if cited.published else None,
        "url": _address(cited.url) if cited.url else None,
        "urldate": cited.read[:10] if cited.read else None,
        "note": _tex(note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@online{{sayso-{cited.claim},", *lines, "}")) + "\n"


def csl(cited: Citation) -> Record:
    """An item of CSL-JSON."""
    note = f"{cited.claimant} {cited.says}: “{cited.quote}” ({cited.where}; SHA-256 {cited.sha256})"
    item: Record = {
        "id": f"sayso-{cited.claim}",
        "type": "article-newspaper",
        "title": cited.title or cited.quote,
        "author": [{"literal": cited.author or cited.outlet}],
        "container-title": cited.outlet,
        "note": note,
    }
    if cited.published:
        item["issued"] = {"date-parts": [_parts(cited.published.iso)]}
    if cited.read:
        item["accessed"] = {"date-parts": [_parts(cited.read)]}
    if cited.url:
        item["URL"] = cited.url
    return item


def _parts(iso: str) -> list[int]:
    return [int(part) for part in iso[:10].split("-")]


def flat(text: str) -> str:
    """The text on one line, without characters that are no text."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _instant(read: str | None) -> str:
    return f"{read[:16].replace('T', ' ')} UTC" if read else "at an unknown time"


_TEX = re.compile(r"[\\{}$&#^_~%]")
_ESCAPES = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}


def _tex(text: str) -> str:
    return _TEX.sub(lambda match: _ESCAPES.get(match[0], f"\\{match[0]}"), text)


def _address(url: str) -> str:
    """An address that cannot end its field."""
    return re.sub(r"[\\{}%\s](?![0-9A-Fa-f]{2})|[\\{}\s]", lambda match: f"%{ord(match[0]):02X}", flat(url))
