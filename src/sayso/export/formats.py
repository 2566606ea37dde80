"""The formats that a ledger can be exported to, as one table: commands, desk and docs are made from it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from sayso.errors import UsageError
from sayso.export import acled, annotations, cite, feed, geojson, parquet, prov, schema_org, tables, ucdp
from sayso.export.aif import LOSSES as AIF_LOSSES
from sayso.export.aif import aif
from sayso.export.bundle import bundle
from sayso.export.chosen import Chosen
from sayso.export.datapackage import datapackage
from sayso.export.exchange import exchanged
from sayso.export.format import Extra, Format, json_lines, json_value, made_at_once, one_table, text
from sayso.export.printed import as_html, as_markdown, as_pdf, compose
from sayso.export.table import COLUMNS, rows
from sayso.export.text import dumps
from sayso.export.xlsx import xlsx
from sayso.plugins import EXPORTERS, load, names


def _bundle(chosen: Chosen) -> Iterator[bytes]:
    if chosen.question is not None:
        raise UsageError("a bundle is a whole ledger: leave the question out, or choose another format")
    yield bundle(chosen.ledger, sensitive=chosen.sensitive, stamps=chosen.stamps)


DOSSIER_LOSES = (
    "Slots and links within one report are not told; characters that nobody sees are named instead of shown."
)

PDF_LOSES = (
    f"{DOSSIER_LOSES} What is copied of scripts that run from right to left depends on the viewer, and joiners between "
    "pictures and in Persian words are not in it."
)

FORMATS: tuple[Format, ...] = (
    Format(
        name="json",
        endings=(".json",),
        media="application/json",
        what="The exchange document: reports, claims, links, questions and rulings of a case, every field.",
        loses="The texts of the reports and their bytes: only digests and the quoted characters are there.",
        write=text(lambda chosen: dumps(exchanged(chosen.case), indent=1) + "\n"),
    ),
    Format(
        name="jsonl",
        endings=(".jsonl", ".ndjson"),
        media="application/x-ndjson",
        what="One claim a line, every field of it, with what it takes to stand alone; claims can be read back from it.",
        loses="Links between claims, the other answers to a question, rulings, and the texts of the reports.",
        write=json_lines,
    ),
    Format(
        name="csv",
        endings=(".csv",),
        media="text/csv; charset=utf-8",
        what="One claim a row, for spreadsheets.",
        loses="All but the first quantity, time and place of a claim; its pieces become one start and end; links, and "
        "the spans of everything but the content.",
        write=one_table(COLUMNS, rows),
    ),
    Format(
        name="dossier-html",
        endings=(".html", ".htm"),
        media="text/html; charset=utf-8",
        what="The dossier for an editor or a lawyer, question by question, as one page that asks for nothing: answers "
        "side by side, who stands behind each, quotes with their places, what could not be read, rulings, hashes.",
        loses=DOSSIER_LOSES,
        write=text(lambda chosen: as_html(compose(chosen))),
    ),
    Format(
        name="dossier-md",
        endings=(".md",),
        media="text/markdown; charset=utf-8",
        what="The same dossier as Markdown, the places of quotes as footnotes.",
        loses=DOSSIER_LOSES,
        write=text(lambda chosen: as_markdown(compose(chosen))),
    ),
    Format(
        name="dossier-pdf",
        endings=(".pdf",),
        media="application/pdf",
        what="The same dossier on A4: contents, bookmarks, the ledger's hash at the head of each page, tagged for "
        "screen readers.",
        loses=PDF_LOSES,
        write=made_at_once(lambda chosen: as_pdf(compose(chosen))),
        extra=Extra(name="pdf", module="weasyprint"),
    ),
    Format(
        name="datapackage",
        endings=(".datapackage.zip",),
        media="application/zip",
        what="A Frictionless Data Package: claims, questions, answers, links and reports as CSV, with their schemas.",
        loses=tables.LOSES,
        write=made_at_once(datapackage),
        is_folder=True,
    ),
    Format(
        name="xlsx",
        endings=(".xlsx",),
        media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        what="A workbook with the same tables as sheets; nothing in it is a formula or a link.",
        loses=f"{tables.LOSES} A text of more than 32,767 characters is cut.",
        write=made_at_once(xlsx),
        extra=Extra(name="xlsx", module="xlsxwriter"),
    ),
    Format(
        name="parquet",
        endings=(".parquet",),
        media="application/vnd.apache.parquet",
        what="One claim a row for data frames and DuckDB: typed, with lists where a claim has several of a thing.",
        loses=parquet.LOSES,
        write=made_at_once(parquet.parquet),
        extra=Extra(name="parquet", module="pyarrow"),
    ),
    Format(
        name="geojson",
        endings=(".geojson",),
        media="application/geo+json",
        what="The places that claims name, as points where that is one town (RFC 7946), without borders.",
        loses=geojson.LOSES,
        write=json_value(geojson.geojson),
    ),
    Format(
        name="claim-jsonld",
        endings=(".claim.jsonld",),
        media="application/ld+json",
        what="Claims in the words of schema.org, with who makes them and where they appear.",
        loses=schema_org.LOSES,
        write=json_value(schema_org.claims_as_linked_data),
    ),
    Format(
        name="annotation-jsonld",
        endings=(".annotation.jsonld",),
        media='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        what="Claims as W3C Web Annotations, by position and by quote.",
        loses=annotations.LOSES,
        write=json_value(annotations.annotations),
    ),
    Format(
        name="prov",
        endings=(".prov.ttl",),
        media="text/turtle; charset=utf-8",
        what="Where each claim comes from: bytes, report, reading, voice and rulings, in PROV-O.",
        loses=prov.LOSES,
        write=text(prov.prov),
    ),
    Format(
        name="aif",
        endings=(".aif.ttl",),
        media="text/turtle; charset=utf-8",
        what="Claims in the AIDA Interchange Format, as Turtle: claimer, template and X, epistemic status, events and "
        "entities, with a text justification behind each.",
        loses=f"{'; '.join(AIF_LOSSES).capitalize()}.",
        write=text(lambda chosen: aif(chosen.case)),
    ),
    Format(
        name="csl",
        endings=(".csl.json",),
        media="application/vnd.citationstyles.csl+json",
        what="A citation for each claim, for citation managers (CSL-JSON).",
        loses="All but who says what, in which report, where in its text, and the digest of the bytes.",
        write=json_value(cite.csl_items),
    ),
    Format(
        name="atom",
        endings=(".atom",),
        media="application/atom+xml",
        what="What has changed in the case or in one question, as a feed (RFC 4287).",
        loses=feed.LOSES,
        write=made_at_once(feed.feed),
    ),
    Format(
        name="ucdp",
        endings=(".ucdp.csv",),
        media="text/csv; charset=utf-8",
        what="A row for each question that asks for a number: low, best and high, each with who said it (UCDP's way).",
        loses=ucdp.LOSES,
        write=one_table(ucdp.COLUMNS, ucdp.rows),
    ),
    Format(
        name="acled",
        endings=(".acled.csv",),
        media="text/csv; charset=utf-8",
        what="A row for each question of an event in the columns of ACLED's coders, with every claim in the notes.",
        loses=acled.LOSES,
        write=one_table(acled.COLUMNS, acled.rows),
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
