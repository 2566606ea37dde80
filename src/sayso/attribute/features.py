"""What a candidate shows that counts for or against it being an attribution: names of features, weighed in cues.toml."""

from collections.abc import Iterator

from sayso.attribute.candidates import Candidate
from sayso.attribute.syntax import Syntax
from sayso.data import words

_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_SECOND = frozenset({"you", "your"})
_THIRD = frozenset({"he", "she", "they", "his", "her", "their"})
_THING = frozenset({"it", "this", "that", "these", "those", "its", "there"})
_LONG = 8


def features(syntax: Syntax, candidate: Candidate) -> Iterator[str]:
    """The feature names of one candidate."""
    tokens = syntax.annotated.tokens
    family, lemma, shape, head = candidate.family, candidate.lemma, candidate.shape, candidate.head
    yield f"{family}:{lemma}"
    yield f"{family}:{lemma}/{shape}"
    yield f"{family}/{shape}"
    for group in ("asserts", "verbs", "nouns"):
        if lemma in words("cues", "tells", group):
            yield f"{family}/{shape}&{group}"
    kind = _subject(syntax, candidate.subject)
    yield f"subject={kind}"
    yield f"{family}/{shape}&subject={kind}"
    if candidate.subject is not None and tokens.pos[candidate.subject] in {"NOUN", "PROPN"}:
        noun = tokens.lemma[candidate.subject]
        for group in ("people", "bodies", "documents"):
            if noun in words("cues", "speakers", group):
                yield f"subject in {group}"
                yield f"{family}/{shape}&{group}"
    yield f"{family}/tag={tokens.tag[head]}"
    yield f"{candidate.rule}&tag={tokens.tag[head]}"
    yield f"{family}/dep={tokens.dep[head]}"
    auxiliaries = [syntax.lower(c) for c in syntax.children[head] if tokens.dep[c] in {"aux", "neg"}]
    for word in auxiliaries:
        yield f"aux={word}"
    if syntax.quotation[head] >= 0:
        yield "cue in quotation"
    content = sum(1 for span in candidate.content for _ in syntax.annotated.tokens_in(span))
    first = next(iter(syntax.annotated.tokens_in(candidate.content[0])))
    if syntax.quotation[first] >= 0 and syntax.quotation[head] < 0:
        yield "content opens with a quotation"
    elif any(syntax.quotation[t] >= 0 for s in candidate.content for t in syntax.annotated.tokens_in(s)):
        yield "content holds a quotation"
    yield (
        f"{family}/length={min(content, _LONG)}"
        if content <= _LONG
        else f"{family}/length={'9-20' if content <= 20 else '21-'}"
    )
    yield f"content begins {tokens.pos[first]}"
    yield f"{candidate.rule}&begins {tokens.tag[first]}"
    if tokens.sentence[head] == 0:
        yield "first sentence"


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
