"""The contents of dossiers: the page, Markdown, and the PDF."""

import re

import lxml.html
import pypdfium2
from contents_shared import Facts, flat, voiced
from dossier_readers import markdown_lines, page_text, pdf_texts

from sayso.export import Chosen
from sayso.export.hidden import safe
from sayso.nouns import State


def held_notes(chosen: Chosen) -> Facts:
    """Where the quotes stand."""
    for one in chosen.case.claims:
        pieces = tuple((piece.start, piece.end) for piece in one.claim.content)
        yield "note", one.claim.id, one.claim.layer.value, pieces


def held_questions(chosen: Chosen) -> Facts:
    """The questions that are told at length."""
    for question in chosen.case.questions:
        if question.state is not State.SINGLE_SOURCE:
            yield "question", flat(safe(question.wording))


def held_page(chosen: Chosen) -> Facts:
    yield from held_notes(chosen)
    here = {one.claim.id: one for one in chosen.case.claims}
    yield from (("quote", claim, flat(safe(one.quote))) for claim, one in here.items())
    for question in chosen.case.questions:
        if question.state is not State.SINGLE_SOURCE:
            yield "question", flat(safe(question.wording))
            for claim in (claim for answer in question.answers for claim in answer.claims if claim in here):
                yield "said", claim, flat(safe(voiced(chosen, here[claim])))


_PLACE = re.compile(r"S\d+, (title|text|caption), characters ((?:[\d,]+– ?[\d,]+(?: and )?)+):")
_CLAIM = re.compile(r"Claim (c-[\w-]+)")


def _noted(line: str) -> tuple[str, tuple[tuple[int, int], ...], str] | None:
    place, claim = _PLACE.search(line), _CLAIM.search(line)
    if place is None or claim is None:
        return None
    pieces = [span.replace(",", "").split("–") for span in place[2].split(" and ")]
    return place[1], tuple((int(start), int(end)) for start, end in pieces), claim[1]


def read_page(data: bytes) -> Facts:
    page = lxml.html.document_fromstring(data)
    claims: dict[str, str] = {}
    for note in page.findall(".//ol[@class='notes']/li"):
        found = _noted(flat(page_text(note)))
        assert found is not None, page_text(note)
        layer, pieces, claim = found
        claims[f"#{note.get('id')}"] = claim
        yield "note", claim, layer, pieces
        yield "quote", claim, flat(safe(page_text(note.find(".//mark"))))
    for heading in page.findall(".//h3"):
        yield "question", flat(safe(page_text(heading)).partition(". ")[2])
    for said in page.findall(".//ol[@class='quotes']/li"):
        claim = claims[said.find(".//a[@class='note']").get("href")]
        yield "said", claim, flat(safe(page_text(said.find(".//strong"))))
        yield "quote", claim, flat(safe(page_text(said.find(".//q"))))


def read_markdown(data: bytes) -> Facts:
    claims: dict[str, str] = {}
    lines = list(markdown_lines(data))
    for line in lines:
        found = _noted(line.text) if (noted := re.match(r"\[\^(\d+)\]: ", line.text)) else None
        if found is not None and noted is not None:
            layer, pieces, claim = found
            claims[noted[1]] = claim
            yield "note", claim, layer, pieces
            yield "quote", claim, line.strong[0]
    for line in lines:
        if line.is_question:
            yield "question", line.text.partition(". ")[2]
        said = re.match(r"\[\^(\d+)\] (.*)", line.text)
        if said is not None and line.strong:
            yield "said", claims[said[1]], line.strong[0]


def held_pdf(chosen: Chosen) -> Facts:
    yield from held_notes(chosen)
    yield from held_questions(chosen)


def read_pdf(data: bytes) -> Facts:
    for part in re.split(r"(?=S\d+,\s(?:title|text|caption),\scharacters\s[\d,]+–)", pdf_texts(data)[0])[1:]:
        found = _noted(flat(part))
        assert found is not None, part
        yield "note", found[2], found[0], found[1]
    for mark in pypdfium2.PdfDocument(data).get_toc():
        numbered = re.fullmatch(r"\d+\. (.*)", flat(mark.get_title()))
        if numbered is not None:
            yield "question", numbered[1]
