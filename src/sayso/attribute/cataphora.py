"""Sources that only point to the main clause's subject ("According to their own statements, the crew …")."""

from dataclasses import replace

from sayso.attribute.shared import tokens_of, top
from sayso.attribute.subjects import source_range
from sayso.attribute.syntax import SUBJECTS, Syntax
from sayso.data import words
from sayso.nouns import Attribution, Basis

_NOMINAL = frozenset({"NOUN", "PROPN"})
_NO_PEOPLE = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "EVENT"})
_POSSESSIVES = frozenset({"his", "her", "its", "their"})


def named_by_main_clause(syntax: Syntax, attribution: Attribution) -> Attribution:
    """The attribution with the main clause's subject as its source where the text gives only "their own statements".

    The cue then also covers the phrase. The basis is cataphoric where the subject follows, explicit where it precedes.
    """
    tokens = syntax.annotated.tokens
    source = tokens_of(syntax, attribution.source)
    if not source or syntax.lower(source[0]) not in _POSSESSIVES:
        return attribution
    if tokens.lemma[source[-1]] not in words("cues", "self_reports", "nouns"):
        return attribution
    verb = top(syntax, attribution.content)
    subject = None if verb is None else next((c for c in syntax.children[verb] if tokens.dep[c] in SUBJECTS), None)
    if verb is None or subject is None:
        return attribution
    named = syntax.pieces(source_range(syntax, subject, verb))
    if not named:
        return attribution
    follows = named[0].start > attribution.source[0].start
    return replace(
        attribution,
        source=named,
        cue=tuple(sorted({*attribution.cue, *attribution.source})),
        basis=Basis.CATAPHORIC if follows else attribution.basis,
        rule=f"{attribution.rule}+main subject",
    )


def antecedent(syntax: Syntax, attribution: Attribution) -> Attribution:
    """The attribution with the noun phrase that a relative pronoun stands for ("the mayor, who said …")."""
    tokens = syntax.annotated.tokens
    source = tokens_of(syntax, attribution.source)
    if len(source) != 1 or syntax.lower(source[0]) not in {"who", "which", "that"}:
        return attribution
    verb = tokens.head[source[0]]
    for _ in range(4):
        if tokens.dep[verb] == "relcl":
            break
        verb = tokens.head[verb]
    if tokens.dep[verb] != "relcl":
        return attribution
    noun = _speaker_above(syntax, tokens.head[verb], verb) if syntax.lower(source[0]) == "who" else tokens.head[verb]
    first, end = source_range(syntax, noun, source[0])
    named = syntax.pieces((first, min(end, source[0]))) if noun < source[0] else ()
    return replace(attribution, source=named, rule=f"{attribution.rule}+antecedent") if named else attribution


def _speaker_above(syntax: Syntax, noun: int, verb: int) -> int:
    """The noun that "who" stands for: the one it hangs on, or the one above that where a place or thing cannot say so.

    "An analyst in Dale, who says"; "monks from the hill of Vey, who say"; "a man has come to Dale who says".
    """
    tokens = syntax.annotated.tokens
    if not _is_no_person(syntax, noun, verb) and not _is_place_of_speaker(syntax, noun):
        return noun
    above = noun
    while tokens.dep[above] in {"pobj", "prep", "compound", "appos"} and tokens.head[above] != above:
        above = tokens.head[above]
        if tokens.pos[above] in _NOMINAL and not _is_no_person(syntax, above, verb):
            return above
    if tokens.pos[above] in {"VERB", "AUX"}:
        subject = next((c for c in syntax.children[above] if tokens.dep[c] in SUBJECTS), None)
        if subject is not None and tokens.pos[subject] in _NOMINAL and not _is_no_person(syntax, subject, verb):
            return subject
    return noun


def _is_place_of_speaker(syntax: Syntax, noun: int) -> bool:
    """Whether a noun tells where somebody is who speaks: "an analyst in Dale", "a man came to Dale who says"."""
    tokens = syntax.annotated.tokens
    above = tokens.head[tokens.head[noun]]
    if tokens.dep[noun] != "pobj" or syntax.lower(tokens.head[noun]) not in {"in", "at", "from", "near", "to"}:
        return False
    subjects = [c for c in syntax.children[above] if tokens.dep[c] in SUBJECTS and tokens.pos[noun] == "PROPN"]
    return any(tokens.lemma[at] in words("cues", "speakers", "people") for at in (above, *subjects))


def _is_no_person(syntax: Syntax, noun: int, verb: int) -> bool:
    """Whether "who" cannot mean a noun: it is a place's or body's name, or one where the verb tells of many."""
    tokens = syntax.annotated.tokens
    index = tokens.entity[noun]
    label = syntax.annotated.entities[index].label if index >= 0 else ""
    many = tokens.tag[verb] == "VBP" and tokens.tag[noun] in {"NN", "NNP"}
    return label in _NO_PEOPLE or many
