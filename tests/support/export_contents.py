"""What each format tells of a ledger: as the ledger itself has it, and as another program reads it in the export.

Both are sets of facts, each a tuple that begins with the kind of fact and the id that it is about. What is expected is
taken from the values of the case and never from the modules that write: so a format that drops a claim, gives it to
another voice or tells another number has facts that the ledger has not, or lacks some.
"""

from contents_dossier import held_page, held_pdf, read_markdown, read_page, read_pdf
from contents_linked import (
    held_aif,
    held_annotations,
    held_places,
    held_prov,
    held_schema_org,
    read_aif,
    read_annotations,
    read_places,
    read_prov,
    read_schema_org,
)
from contents_records import (
    held_bundle,
    held_document,
    held_parquet,
    held_records,
    held_rows,
    held_tables,
    read_bundle,
    read_csv,
    read_document,
    read_lines,
    read_package,
    read_parquet,
    read_workbook,
)
from contents_shared import Content
from contents_told import (
    held_changes,
    held_citations,
    held_estimates,
    held_events,
    read_changes,
    read_citations,
    read_estimates,
    read_events,
)

_RECORDS = "claims (voice, relays, act, certainty, words, question, numbers, places, times)"
_ROWS = "claims (voice, act, words, question, answer, first number, report, outlet, day)"
_TABLES = f"{_ROWS}, questions, answers and their claims, links, reports"
_NOTED = "questions that are told at length, places of quotes"

CONTENTS: dict[str, Content] = {
    "json": Content(what=f"{_RECORDS}, answers, links, rulings", held=held_document, read=read_document),
    "jsonl": Content(what=_RECORDS, held=held_records, read=read_lines),
    "csv": Content(what=_ROWS, held=held_rows, read=read_csv),
    "dossier-html": Content(what=f"{_NOTED}, quotes, who said what is told at length", held=held_page, read=read_page),
    "dossier-md": Content(
        what=f"{_NOTED}, quotes, who said what is told at length", held=held_page, read=read_markdown
    ),
    "dossier-pdf": Content(what=_NOTED, held=held_pdf, read=read_pdf),
    "datapackage": Content(what=_TABLES, held=held_tables, read=read_package),
    "xlsx": Content(what=_TABLES, held=held_tables, read=read_workbook),
    "parquet": Content(what=f"{_ROWS}, all numbers, places, times", held=held_parquet, read=read_parquet),
    "geojson": Content(what="places of claims: name, point, voice, words", held=held_places, read=read_places),
    "claim-jsonld": Content(what="claims (words, voice, report)", held=held_schema_org, read=read_schema_org),
    "annotation-jsonld": Content(
        what="claims (voice and act, question, each piece)", held=held_annotations, read=read_annotations
    ),
    "prov": Content(
        what="claims (words, report, voice, relays), reports (bytes, outlet), rulings", held=held_prov, read=read_prov
    ),
    "aif": Content(
        what="claims (words, report, question, certainty, claimer), disputes, links",
        held=held_aif,
        read=read_aif,
    ),
    "csl": Content(
        what="citations (voice and act, words, outlet, place, bytes, day, address)",
        held=held_citations,
        read=read_citations,
    ),
    "atom": Content(what="changes (question, time), answers that came, rulings", held=held_changes, read=read_changes),
    "ucdp": Content(what="questions for a number (state, low, best, high)", held=held_estimates, read=read_estimates),
    "acled": Content(
        what="questions of an event (state, least and most dead), who told what of it",
        held=held_events,
        read=read_events,
    ),
    "bundle": Content(
        what="bytes and texts by digest, claims, links, questions, rulings", held=held_bundle, read=read_bundle
    ),
}
"""For each format what is counted."""
