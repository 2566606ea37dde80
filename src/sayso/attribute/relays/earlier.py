"""Relays that the sentence before names: "Radio Dale aired a video of the captain. “…,” said the captain."."""

from dataclasses import replace

from sayso.attribute.relays.phrases import is_outlet, phrase_at, pieces_of
from sayso.attribute.shared import sentences_of, tokens_of
from sayso.attribute.subjects import source_range
from sayso.attribute.syntax import SUBJECTS, Syntax
from sayso.data import words
from sayso.nouns import Attribution, Form


def from_before(syntax: Syntax, attribution: Attribution) -> Attribution:
    """A quotation with the outlet as relay that passes its speaker around in the sentence before."""
    tokens, annotated = syntax.annotated.tokens, syntax.annotated
    touched = sentences_of(syntax, attribution.content)
    if attribution.via or attribution.form is not Form.DIRECT or not touched or touched[0] == 0:
        return attribution
    before = annotated.sentences[touched[0] - 1]
    if before.paragraph != annotated.sentences[touched[0]].paragraph:
        return attribution
    speaker = {tokens.text[t] for t in tokens_of(syntax, attribution.source) if tokens.pos[t] == "PROPN"}
    for verb in range(before.first, before.end):
        if tokens.lemma[verb] not in words("relays", "passing", "verbs") or tokens.pos[verb] != "VERB":
            continue
        subject, shown = syntax.child(verb, *SUBJECTS), syntax.child(verb, "dobj")
        if subject is None or shown is None or tokens.lemma[shown] not in words("relays", "things", "recordings"):
            continue
        relay = phrase_at(syntax, source_range(syntax, subject, verb)[0], verb)
        depicted = {tokens.text[t] for t in range(shown, before.end)}
        if speaker & depicted and relay is not None and is_outlet(syntax, relay, lenient=True):
            return replace(
                attribution, via=(pieces_of(syntax, relay),), rule=f"{attribution.rule}+passed around before"
            )
    return attribution
