"""Which explicit attributions a ledger of claims enters: those whose content is something claimed."""

from sayso.attribute.shared import has_clause, lemmas
from sayso.attribute.syntax import Syntax
from sayso.data import words
from sayso.nouns import Attribution, Form


def tells(syntax: Syntax, attribution: Attribution) -> bool:
    """Whether the content is a quotation, a clause, or what a telling verb or noun has as its object.

    Extractors follow the corpus that they learnt from, and that counts "backed the plan" or "watched the debate" as
    attributions; a ledger would enter "the plan" as a claim.
    """
    if attribution.form in {Form.DIRECT, Form.MIXED} or has_clause(syntax, attribution.content):
        return True
    cue = lemmas(syntax, attribution.cue)
    if not cue:
        return True
    listed = words("cues", "tells", "verbs") | words("cues", "tells", "nouns")
    return bool(cue & listed) or bool(cue & {"according", "accord", ":", "as"})
