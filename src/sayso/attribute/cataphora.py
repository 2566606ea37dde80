"""Sources that only point to the main clause's subject ("According to their own statements, the crew …")."""

from dataclasses import replace

from sayso.attribute.shared import tokens_of, top
from sayso.attribute.subjects import source_range
from sayso.attribute.syntax import SUBJECTS, Syntax
from sayso.data import words
from sayso.nouns import Attribution, Basis

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
    noun = _speaker_above(syntax, tokens.head[verb])
    first, end = source_range(syntax, noun, source[0])
    named = syntax.pieces((first, min(end, source[0]))) if noun < source[0] else ()
    return replace(attribution, source=named, rule=f"{attribution.rule}+antecedent") if named else attribution


def _speaker_above(syntax: Syntax, noun: int) -> int:
    """The noun itself, or the one that a place hangs on ("an analyst in Dale, who …")."""
    tokens = syntax.annotated.tokens
    above = tokens.head[tokens.head[noun]]
    placed = tokens.dep[noun] == "pobj" and syntax.lower(tokens.head[noun]) in {"in", "at", "from", "near"}
    return above if placed and tokens.lemma[above] in words("cues", "speakers", "people") else noun
