"""Claims as W3C Web Annotations, which readers and annotation tools put back beside the text.

Terms and selectors are those of the Web Annotation Data Model (w3.org/TR/annotation-model). A position counts Unicode
code points of Sayso's text layer, as the model has it; the quote beside it finds the place on the page itself.
"""

from collections.abc import Sequence

from sayso.export.chosen import Chosen
from sayso.export.records import Json, Record
from sayso.export.sensitive import personal
from sayso.export.words import ACTS, UNSIGNED
from sayso.nouns import Claimed, Flag, Report, Span

AROUND = 32
"""Characters before and after a quote that tell it from others of the same words."""

CONTEXT: list[Json] = ["http://www.w3.org/ns/anno.jsonld", {"sayso": "urn:sayso:"}]

LOSES = (
    "Links between claims, quantities, times, evidence and predicates as such (their words are in the quote); how a "
    "question's answers stand together; the texts of the reports but for quotes and what stands around them."
)


def annotations(chosen: Chosen) -> Record:
    """The claims as one collection with one page."""
    case = chosen.case
    places = case.places()
    held = () if chosen.sensitive else personal(case.notes.flags)
    items: list[Json] = []
    for one in case.claims:
        known, there = case.names.get(one.claim.id), places.get(one.claim.id, ())
        name = known.name if known else None
        tags = [there[0].question.state.value] if there else []
        tags += [flag.care.value for flag in case.notes.flags_of(one, name)]
        wording = there[0].question.wording if there else None
        items.append(_annotation(one, name, wording, tags, held))
    return {
        "@context": CONTEXT,
        "id": f"urn:sayso:{chosen.question or 'case'}:annotations",
        "type": "AnnotationCollection",
        "label": "Attributed claims as Sayso has read them",
        "total": len(items),
        "sayso:loses": LOSES,
        "sayso:left_out_personal": case.left_out,
        "first": {
            "id": f"urn:sayso:{chosen.question or 'case'}:annotations:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def _annotation(
    one: Claimed, name: str | None, wording: str | None, tags: Sequence[str], held: Sequence[Flag]
) -> Record:
    claim = one.claim
    who = name or (claim.voice.name if claim.voice else UNSIGNED.get(claim.form, "nobody named"))
    body: list[Json] = [_words(f"{who} {ACTS[claim.act]}", "describing")]
    if wording is not None:
        body.append(_words(wording, "questioning"))
    body += [_words(tag, "tagging") for tag in tags]
    layer = one.report.layer(claim.layer)
    shut = [span for flag in held for span in flag.spans(one.report.id, layer)] if layer else []
    return {
        "id": f"urn:sayso:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"id": f"urn:sayso:method:{_iri(claim.method)}", "type": "Software", "name": claim.method},
        "body": body,
        "target": [target(one, piece, shut) for piece in claim.content],
    }


def _words(value: str, purpose: str) -> Record:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def target(one: Claimed, piece: Span, shut: Sequence[Span]) -> Record:
    """Where a piece stands; what is around it ends before what nobody is to see (`shut`)."""
    start = max([piece.start - AROUND, 0, *(span.end for span in shut if span.start < piece.start)])
    end = min([piece.end + AROUND, *(span.start for span in shut if span.end > piece.end)])
    text, layer = one.text, one.report.layer(one.claim.layer)
    return {
        "type": "SpecificResource",
        "source": source(one.report),
        "sayso:layer": one.claim.layer.value,
        "sayso:text_sha256": layer.sha256 if layer else None,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": piece.of(text),
                "prefix": text[start : piece.start],
                "suffix": text[piece.end : end],
            },
            {"type": "TextPositionSelector", "start": piece.start, "end": piece.end},
        ],
    }


def source(report: Report) -> str:
    """The address of a report, or a name for its bytes where it has none on the web."""
    url = report.url or ""
    return url if url.startswith(("http://", "https://")) and url.isprintable() else f"urn:sayso:{report.id}"


def _iri(text: str) -> str:
    return "".join(char if (char.isalnum() and char.isascii()) or char in "-._" else "-" for char in text)
