"""The verb group of a cue ("has repeatedly denied"), and whether a verb is passive."""

from sayso.attribute.syntax import Syntax
from sayso.data import words

_GROUP = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})


def cue_range(syntax: Syntax, verb: int) -> tuple[int, int]:
    """The verb with its auxiliaries, negation, particles and the adverbs right beside it."""
    dep = syntax.annotated.tokens.dep
    members = {verb, *(c for c in syntax.children[verb] if dep[c] in _GROUP and abs(c - verb) <= 6)}
    first, end = verb, verb + 1
    while first - 1 in members:
        first -= 1
    while end in members and syntax.right[end] == end + 1:
        end += 1
    return first, end


def is_verb(syntax: Syntax, token: int) -> bool:
    """Whether the token is a main verb, or a "reports", "claims" with a subject that the tagger took for a noun."""
    tokens = syntax.annotated.tokens
    if tokens.pos[token] in {"VERB", "AUX"}:
        return tokens.dep[token] not in {"aux", "auxpass"}
    if tokens.tag[token] != "NNS":
        return False
    return syntax.child(token, "nsubj") is not None or (
        tokens.dep[token] == "ROOT" and mistaken_subject(syntax, token) is not None
    )


def mistaken_subject(syntax: Syntax, verb: int) -> int | None:
    """A capitalised word right before a cue verb that the parser took for its modifier ("Dale hopes for …")."""
    tokens = syntax.annotated.tokens
    before = verb - 1
    if before not in syntax.children[verb] or tokens.dep[before] not in {"amod", "compound", "nmod", "npadvmod"}:
        return None
    telling = tokens.tag[verb] in {"VBZ", "VBD", "VBP"} or lemma_of(syntax, verb) in words("cues", "tells", "verbs")
    return before if telling and tokens.text[before][:1].isupper() else None


def lemma_of(syntax: Syntax, token: int) -> str:
    """The token's lemma, with the lemmatiser's known mistakes mended ("hopes" is no form of "hop" here)."""
    tokens = syntax.annotated.tokens
    return "hope" if tokens.lemma[token] == "hop" and "hope" in tokens.text[token].lower() else tokens.lemma[token]


def is_passive(syntax: Syntax, verb: int) -> bool:
    """Whether the verb is a passive, or a participle that stands like one ("is convinced that")."""
    return syntax.child(verb, "auxpass", "nsubjpass") is not None
