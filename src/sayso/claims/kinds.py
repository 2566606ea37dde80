"""What a mention stands for: its kind, the country that it speaks for, its number and gender."""

from sayso.annotate.gazetteer import country_of, is_capital, is_government
from sayso.claims.lexicon import body_nouns, role_nouns
from sayso.claims.phrases import children, left_edge, sentence_range, words_of
from sayso.data import words
from sayso.nouns import Annotated, ReferentKind

_RULERS = frozenset({"government", "cabinet", "administration", "authority"})
_BY_LABEL = {
    "ORG": ReferentKind.BODY,
    "FAC": ReferentKind.FACILITY,
    "GPE": ReferentKind.PLACE,
    "LOC": ReferentKind.PLACE,
    "NORP": ReferentKind.GROUP,
}


def kind_of(annotated: Annotated, head: int, name: str, called: frozenset[str]) -> ReferentKind:
    """What a name stands for when it speaks or acts: by the gazetteer, by its nouns, by its label."""
    tokens = annotated.tokens
    lemma, index = tokens.lemma[head], tokens.entity[head]
    label = annotated.entities[index].label if index >= 0 else ""
    kind = ReferentKind.GOVERNMENT if is_government(name) else _by_noun(annotated, head, name, label)
    if kind is None:
        plural = tokens.tag[head] in {"NNS", "NNPS"}
        kind = _BY_LABEL.get(label, ReferentKind.GROUP if plural else ReferentKind.UNKNOWN)
    if kind in {ReferentKind.UNKNOWN, ReferentKind.BODY} and (called - {lemma}) & words("bodies", "media"):
        return ReferentKind.OUTLET  # "the daily Northern Morning"
    return kind


def _by_noun(annotated: Annotated, head: int, name: str, label: str) -> ReferentKind | None:
    tokens = annotated.tokens
    lemma = tokens.lemma[head]
    if lemma in _RULERS and lemma != name.lower():
        return ReferentKind.GOVERNMENT
    if lemma in words("people", "unnamed") and label not in {"ORG", "GPE", "FAC"}:
        return ReferentKind.UNNAMED_GROUP
    if lemma in words("bodies", "media") and label != "GPE":
        return ReferentKind.OUTLET
    if lemma in role_nouns() and tokens.tag[head] == "NNS":
        return ReferentKind.GROUP  # "guards" are people, the Coast Guard is a body
    if lemma in body_nouns():
        indefinite = tokens.text[left_edge(annotated, head)].lower() in {"a", "an", "another"}
        return ReferentKind.UNNAMED_GROUP if indefinite and lemma == "group" else ReferentKind.BODY
    return ReferentKind.PERSON if lemma in role_nouns() and tokens.tag[head] != "NNS" else None


def party_of(annotated: Annotated, among: range) -> str | None:
    """The country that the words of a phrase name, if they name one."""
    for first in among:
        if not annotated.tokens.text[first][:1].isupper():
            continue
        for end in range(min(first + 3, among.stop), first, -1):
            found = country_of(words_of(annotated, first, end))
            if found is not None and not (is_capital(words_of(annotated, first, end)) and _goes_on(annotated, end)):
                return found
    return None


def _goes_on(annotated: Annotated, end: int) -> bool:
    """Whether a name goes on behind a token: "Lima" of "Lima City Court" is a town and no government."""
    entity = annotated.tokens.entity
    return end < len(entity) and entity[end] >= 0 and entity[end] == entity[end - 1]


def is_plural(annotated: Annotated, head: int) -> bool | None:
    """Whether "they" stands for it; None where "it" may as well ("the police", "Harbour Motors")."""
    tokens = annotated.tokens
    index = tokens.entity[head]
    if index >= 0 and annotated.entities[index].label in {"ORG", "GPE", "FAC"} and tokens.pos[head] == "PROPN":
        return None
    if (
        tokens.tag[head] == "NNPS"
        or tokens.lemma[head] in words("bodies", "collective")
        or is_capital_name(annotated, head)
    ):
        return None
    joined = any(tokens.dep[i] == "conj" for i in children(tokens, head, sentence_range(annotated, head)))
    return tokens.tag[head] == "NNS" or joined


def is_capital_name(annotated: Annotated, head: int) -> bool:
    """Whether a noun ends a name in capitals, whatever the tagger took it for: "Open Doors moved its fair"."""
    tokens = annotated.tokens
    within = head > sentence_range(annotated, head).start and tokens.sentence[head - 1] == tokens.sentence[head]
    return (
        within
        and tokens.text[head][:1].isupper()
        and tokens.text[head - 1][:1].isupper()
        and tokens.text[head - 1].isalpha()
    )


def is_female(called: frozenset[str], given: str = "") -> bool | None:
    """Whether the nouns for somebody, or a given name, tell a woman (True), a man (False) or neither (None)."""
    if called & words("people", "female"):
        return True
    if called & words("people", "male"):
        return False
    if given in words("given_names", "female"):
        return True
    return False if given in words("given_names", "male") else None
