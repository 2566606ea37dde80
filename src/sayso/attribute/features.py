"""What a candidate shows that counts for or against it being an attribution, as names of weighed features."""

from collections.abc import Iterator

from sayso.attribute.candidates import Candidate
from sayso.attribute.syntax import Syntax
from sayso.data import words

_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_SECOND = frozenset({"you", "your"})
_THIRD = frozenset({"he", "she", "they", "his", "her", "their"})
_THING = frozenset({"it", "this", "that", "these", "those", "its", "there"})
_LONG, _LONGER = 8, 20


def features(syntax: Syntax, candidate: Candidate) -> Iterator[str]:
    """The feature names of one candidate."""
    yield from _of_cue(syntax, candidate)
    yield from _of_subject(syntax, candidate)
    yield from _of_content(syntax, candidate)
    if syntax.annotated.tokens.sentence[candidate.head] == 0:
        yield "first sentence"


def _of_cue(syntax: Syntax, candidate: Candidate) -> Iterator[str]:
    tokens, head, family, lemma = syntax.annotated.tokens, candidate.head, candidate.family, candidate.lemma
    yield f"{family}:{lemma}"
    yield f"{family}:{lemma}/{candidate.shape}"
    yield candidate.rule
    for group in ("asserts", "verbs", "nouns"):
        if lemma in words("cues", "tells", group):
            yield f"{candidate.rule}&{group}"
    yield f"{family}/tag={tokens.tag[head]}"
    yield f"{candidate.rule}&tag={tokens.tag[head]}"
    yield f"{family}/dep={tokens.dep[head]}"
    for word in syntax.kids(head, "aux", "neg"):
        yield f"aux={syntax.lower(word)}"
    if syntax.quotation[head] >= 0:
        yield "cue in quotation"


def _of_subject(syntax: Syntax, candidate: Candidate) -> Iterator[str]:
    tokens, subject = syntax.annotated.tokens, candidate.subject
    kind = _subject(syntax, subject)
    yield f"subject={kind}"
    yield f"{candidate.rule}&subject={kind}"
    if subject is not None and tokens.pos[subject] in {"NOUN", "PROPN"}:
        for group in ("people", "bodies", "documents"):
            if tokens.lemma[subject] in words("cues", "speakers", group):
                yield f"subject in {group}"
                yield f"{candidate.rule}&{group}"


def _of_content(syntax: Syntax, candidate: Candidate) -> Iterator[str]:
    tokens = syntax.annotated.tokens
    inside = [token for span in candidate.content for token in syntax.annotated.tokens_in(span)]
    if syntax.quotation[inside[0]] >= 0 and syntax.quotation[candidate.head] < 0:
        yield "content opens with a quotation"
    elif any(syntax.quotation[token] >= 0 for token in inside):
        yield "content holds a quotation"
    size = str(len(inside)) if len(inside) <= _LONG else "9-20" if len(inside) <= _LONGER else "21-"
    yield f"{candidate.family}/length={size}"
    yield f"content begins {tokens.pos[inside[0]]}"
    yield f"{candidate.rule}&begins {tokens.tag[inside[0]]}"


def _subject(syntax: Syntax, subject: int | None) -> str:
    if subject is None:
        return "none"
    word = syntax.lower(subject)
    for name, group in (("first", _FIRST), ("second", _SECOND), ("third", _THIRD), ("thing", _THING)):
        if word in group:
            return name
    entity = syntax.annotated.tokens.entity[subject]
    if entity >= 0:
        label = syntax.annotated.entities[entity].label
        return label if label in {"PERSON", "ORG", "GPE", "NORP"} else "entity"
    if word in {"who", "which", "what"}:
        return word
    return "name" if syntax.annotated.tokens.pos[subject] == "PROPN" else syntax.annotated.tokens.tag[subject]
