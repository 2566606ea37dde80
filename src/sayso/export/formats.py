"""The formats that a ledger can be exported to, as one table: commands, desk and docs are made from it.

A format is a function from what was chosen of a ledger to bytes, in parts so that not all need be in memory at once.
It gives the same bytes for the same ledger; it quotes nothing that people have flagged as personal unless it was asked
for that (`Chosen.case` is without it); and it says what it loses.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec

from sayso.errors import UsageError
from sayso.export import acled, annotations, cite, feed, geojson, parquet, prov, schema_org, tables, ucdp
from sayso.export.aif import LOSSES as AIF_LOSSES
from sayso.export.aif import aif
from sayso.export.bundle import bundle
from sayso.export.chosen import Chosen
from sayso.export.datapackage import datapackage
from sayso.export.dossier import Dossier
from sayso.export.exchange import exchanged
from sayso.export.lines import records_of
from sayso.export.printed import as_html, as_markdown, as_pdf, compose
from sayso.export.records import Json
from sayso.export.table import COLUMNS, Cell, rows, written
from sayso.export.text import dumps, utf8
from sayso.export.xlsx import xlsx
from sayso.plugins import EXPORTERS, load, names

Write = Callable[[Chosen], Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What a format needs besides Sayso: the extra to install and the module that it brings."""

    name: str
    module: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One row of the table.

    `endings` are those of file names that ask for it, the usual one first; `media` is its media type. `what` and
    `loses` are a sentence each, for people. `is_folder` says that the bytes are a ZIP archive of files that may be
    wanted as a folder; `is_whole` that it is made of a whole ledger alone, and only with what is flagged as personal.
    """

    name: str
    endings: tuple[str, ...]
    media: str
    what: str
    loses: str
    write: Write
    extra: Extra | None = None
    is_folder: bool = False
    is_whole: bool = False

    @property
    def usable(self) -> bool:
        """Whether what it needs is installed."""
        return self.extra is None or find_spec(self.extra.module) is not None


def _bytes(make: Callable[[Chosen], bytes]) -> Write:
    """A format of bytes that are made at once."""

    def write(chosen: Chosen) -> Iterator[bytes]:
        yield make(chosen)

    return write


def _text(make: Callable[[Chosen], str]) -> Write:
    """A format of text."""
    return _bytes(lambda chosen: utf8(make(chosen)))


def _json(make: Callable[[Chosen], Json]) -> Write:
    """A format that is one JSON value; `<` is escaped in it, so that it may stand inside a page's script element."""
    return _text(lambda chosen: dumps(make(chosen), indent=1).replace("<", "\\u003c") + "\n")


def _csv(columns: Mapping[str, str], rows_of: Callable[[Dossier], Iterable[Mapping[str, Cell]]]) -> Write:
    """A format that is one table."""
    return _text(lambda chosen: written(tuple(columns), rows_of(chosen.case), raw=chosen.raw))


def _lines(chosen: Chosen) -> Iterator[bytes]:
    for record in records_of(chosen.case):
        yield utf8(dumps(record) + "\n")


def _bundle(chosen: Chosen) -> Iterator[bytes]:
    if chosen.question is not None:
        raise UsageError("a bundle is a whole ledger: leave the question out, or choose another format")
    yield bundle(chosen.ledger, sensitive=chosen.sensitive, stamps=chosen.stamps)


DOSSIER_LOSES = (
    "Slots, links within one report and claims that answer no question are not told; characters that nobody sees are "
    "named instead of shown."
)

FORMATS: tuple[Format, ...] = (
    Format(
        name="json",
        endings=(".json",),
        media="application/json",
        what="The exchange document: reports, claims, links, questions and rulings of a case, every field.",
        loses="The texts of the reports and their bytes: only digests and the quoted characters are there.",
        write=_text(lambda chosen: dumps(exchanged(chosen.case), indent=1) + "\n"),
    ),
    Format(
        name="jsonl",
        endings=(".jsonl", ".ndjson"),
        media="application/x-ndjson",
        what="One claim a line, every field of it, with what it takes to stand alone; claims can be read back from it.",
        loses="Links between claims, the other answers to a question, rulings, and the texts of the reports.",
        write=_lines,
    ),
    Format(
        name="csv",
        endings=(".csv",),
        media="text/csv; charset=utf-8",
        what="One claim a row, for spreadsheets.",
        loses="All but the first quantity, time and place of a claim; its pieces become one start and end; links, and "
        "the spans of everything but the content.",
        write=_csv(COLUMNS, rows),
    ),
    Format(
        name="dossier-html",
        endings=(".html", ".htm"),
        media="text/html; charset=utf-8",
        what="The dossier for an editor or a lawyer, question by question, as one page that asks for nothing: answers "
        "side by side, who stands behind each, quotes with their places, what could not be read, rulings, hashes.",
        loses=DOSSIER_LOSES,
        write=_text(lambda chosen: as_html(compose(chosen))),
    ),
    Format(
        name="dossier-md",
        endings=(".md",),
        media="text/markdown; charset=utf-8",
        what="The same dossier as Markdown, the places of quotes as footnotes.",
        loses=DOSSIER_LOSES,
        write=_text(lambda chosen: as_markdown(compose(chosen))),
    ),
    Format(
        name="dossier-pdf",
        endings=(".pdf",),
        media="application/pdf",
        what="The same dossier on A4: contents, bookmarks, the ledger's hash at the head of each page, tagged for "
        "screen readers.",
        loses=DOSSIER_LOSES,
        write=_bytes(lambda chosen: as_pdf(compose(chosen))),
        extra=Extra(name="pdf", module="weasyprint"),
    ),
    Format(
        name="datapackage",
        endings=(".datapackage.zip",),
        media="application/zip",
        what="A Frictionless Data Package: claims, questions, answers, links and reports as CSV, with their schemas.",
        loses=tables.LOSES,
        write=_bytes(datapackage),
        is_folder=True,
    ),
    Format(
        name="xlsx",
        endings=(".xlsx",),
        media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        what="A workbook with the same tables as sheets; nothing in it is a formula or a link.",
        loses=f"{tables.LOSES} A text of more than 32,767 characters is cut.",
        write=_bytes(xlsx),
        extra=Extra(name="xlsx", module="xlsxwriter"),
    ),
    Format(
        name="parquet",
        endings=(".parquet",),
        media="application/vnd.apache.parquet",
        what="One claim a row for data frames and DuckDB: typed, with lists where a claim has several of a thing.",
        loses=parquet.LOSES,
        write=_bytes(parquet.parquet),
        extra=Extra(name="parquet", module="pyarrow"),
    ),
    Format(
        name="geojson",
        endings=(".geojson",),
        media="application/geo+json",
        what="The places that claims name, as points where that is one town (RFC 7946), without borders.",
        loses=geojson.LOSES,
        write=_json(geojson.geojson),
    ),
    Format(
        name="claim-jsonld",
        endings=(".claim.jsonld",),
        media="application/ld+json",
        what="Claims in the words of schema.org, with who makes them and where they appear.",
        loses=schema_org.LOSES,
        write=_json(schema_org.claims_as_linked_data),
    ),
    Format(
        name="annotation-jsonld",
        endings=(".annotation.jsonld",),
        media='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        what="Claims as W3C Web Annotations, by position and by quote.",
        loses=annotations.LOSES,
        write=_json(annotations.annotations),
    ),
    Format(
        name="prov",
        endings=(".prov.ttl",),
        media="text/turtle; charset=utf-8",
        what="Where each claim comes from: bytes, report, reading, voice and rulings, in PROV-O.",
        loses=prov.LOSES,
        write=_text(prov.prov),
    ),
    Format(
        name="aif",
        endings=(".aif.ttl",),
        media="text/turtle; charset=utf-8",
        what="Claims in the AIDA Interchange Format, as Turtle: claimer, template and X, epistemic status, events and "
        "entities, with a text justification behind each.",
        loses=f"{'; '.join(AIF_LOSSES).capitalize()}.",
        write=_text(lambda chosen: aif(chosen.case)),
    ),
    Format(
        name="csl",
        endings=(".csl.json",),
        media="application/vnd.citationstyles.csl+json",
        what="A citation for each claim, for citation managers (CSL-JSON).",
        loses="All but who says what, in which report, where in its text, and the digest of the bytes.",
        write=_json(cite.csl_items),
    ),
    Format(
        name="atom",
        endings=(".atom",),
        media="application/atom+xml",
        what="What has changed in the case or in one question, as a feed (RFC 4287).",
        loses=feed.LOSES,
        write=_bytes(feed.feed),
    ),
    Format(
        name="ucdp",
        endings=(".ucdp.csv",),
        media="text/csv; charset=utf-8",
        what="A row for each question that asks for a number: low, best and high, each with who said it (UCDP's way).",
        loses=ucdp.LOSES,
        write=_csv(ucdp.COLUMNS, ucdp.rows),
    ),
    Format(
        name="acled",
        endings=(".acled.csv",),
        media="text/csv; charset=utf-8",
        what="A row for each question of an event in the columns of ACLED's coders, with every claim in the notes.",
        loses=acled.LOSES,
        write=_csv(acled.COLUMNS, acled.rows),
    ),
    Format(
        name="bundle",
        endings=(".bundle.zip",),
        media="application/zip",
        what="The whole ledger as evidence: captures, texts, rows and log with their digests, as BagIt; `sayso import` "
        "restores it.",
        loses="Nothing but the users of a desk; so it is refused where anything is flagged, unless that is asked for.",
        write=_bundle,
        is_whole=True,
    ),
)
"""All formats, in the order in which they are listed."""


def format_named(name: str) -> Format:
    """The format of that name: one of the table, else a plug-in's.

    Raises:
        UsageError: there is none, or what it needs is not installed, or a plug-in brings something else.
    """
    found = next((one for one in FORMATS if one.name == name), None)
    return _ready(found or _plugged(name))


def plugged() -> tuple[Format, ...]:
    """The formats that plug-ins bring, by name; those that cannot be loaded are left out."""
    found: list[Format] = []
    for name in names(EXPORTERS):
        with suppress(UsageError):
            found.append(_plugged(name))
    return tuple(found)


def _plugged(name: str) -> Format:
    brought = names(EXPORTERS)
    if name not in brought:
        raise UsageError(f"no format {name!r}; there are {', '.join([*(one.name for one in FORMATS), *brought])}")
    found = load(EXPORTERS, name)
    if not isinstance(found, Format):
        raise UsageError(f"the plug-in {name!r} brings no format but a {type(found).__name__}")
    return replace(found, name=name)


def format_of(name: str) -> Format:
    """The format that a file name asks for by its ending; of several endings that fit the longest tells.

    Raises:
        UsageError: the ending is not one of those that can be written, or what its format needs is not installed.
    """
    given = name.rstrip("/").lower()
    fitting = [
        (len(ending), form)
        for form in FORMATS
        for ending in form.endings
        if given.endswith(ending) and given.rpartition("/")[2] != ending
    ]
    if not fitting:
        endings = ", ".join(ending for form in FORMATS for ending in form.endings)
        raise UsageError(f"cannot tell the format from {name!r}: end it in {endings}, or say --format NAME")
    return _ready(max(fitting, key=lambda one: one[0])[1])


def _ready(form: Format) -> Format:
    if not form.usable and form.extra is not None:
        raise UsageError(
            f"the format {form.name} needs {form.extra.module}, which is not installed; "
            f"`pip install 'sayso[{form.extra.name}]'` brings it"
        )
    return form
