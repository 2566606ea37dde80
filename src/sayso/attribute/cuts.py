"""Where an indirect content stops although the parse runs on: ", adding that …", "and suggested …", ", while …"."""

from sayso.attribute.syntax import Syntax
from sayso.data import words

_CONTRASTS = frozenset({"while", "whereas", "although", "though"})


def cut(syntax: Syntax, first: int, end: int, head: int) -> int:
    """The end of the content `first` to `end` (its main word is `head`), moved to where the reporter takes over."""
    for token in range(max(first, head) + 1, end):
        if syntax.quotation[token] < 0 and _takes_over(syntax, token, end):
            return token
    return end


def _takes_over(syntax: Syntax, token: int, end: int) -> bool:
    """Whether the words from this token on are the reporter's: a comma, "and" or "but" with what must follow it."""
    tokens = syntax.annotated.tokens
    word, after = syntax.lower(token), token + 1
    if word == "according" and syntax.lower(after) == "to":
        named = range(after + 1, min(after + 5, end))
        return not any(tokens.lemma[t] in words("cues", "phrases", "no_voice") for t in named)
    if after >= end:
        return False
    if word == ",":
        participle = tokens.tag[after] == "VBG" and tokens.lemma[after] in _telling()
        return participle or syntax.lower(after) in _CONTRASTS
    if word in {"and", "but"}:
        verb = after + 1 if tokens.pos[after] == "ADV" and after + 1 < end else after
        finite = tokens.tag[verb] in {"VBD", "VBZ"} or (tokens.tag[verb] == "VBN" and syntax.lower(verb + 1) == "that")
        telling = _telling() | words("cues", "tells", "verbs")
        return finite and tokens.lemma[verb] in telling and syntax.child(verb, "nsubj") is None
    return False


def _telling() -> frozenset[str]:
    return words("cues", "tells", "asserts")
