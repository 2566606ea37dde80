"""Words for people and what they have in common: what lets "gunmen" and "soldiers" be counted together."""

from functools import cache

from sayso.data import group, words

_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "bodies": "body", "lives": "life", "wives": "wife"}
_AS_WRITTEN = frozenset({"people", "police", "troops", "personnel", "staff", "crew", "news", "series", "headquarters"})


def neutral(noun: str) -> str:
    """The population class of a noun phrase: "armed militants" → "fighter"; its last noun where there is no class.

    >>> neutral("Ukrainian gunman"), neutral("villagers"), neutral("tonne of flour"), neutral("")
    ('fighter', 'people', 'tonne', '')
    """
    words_ = noun.lower().split()
    if not words_:
        return ""
    for length in (3, 2):
        # "prisoner of war", "member of staff"
        if (found := _classes().get(" ".join(words_[-length:]))) and len(words_) >= length:
            return found
    head = words_[words_.index("of") - 1] if "of" in words_[1:] else words_[-1]
    return _classes().get(head) or _classes().get(singular(head)) or singular(head)


def is_person(noun: str) -> bool:
    """Whether a single noun names persons, who are counted as people."""
    word = noun.lower()
    one = singular(word)
    people = _classes().get(word) or _classes().get(one)
    if people is not None:
        return people != "job"
    return one in words("labels", "lists", "persons") or one.endswith(("man", "woman")) or word in _AS_WRITTEN


def singular(word: str) -> str:  # noqa: PLR0911 - one return a rule reads better than a nest
    """The singular of a lower-case noun, by the regular endings."""
    if word in _AS_WRITTEN or len(word) < 4 or word.endswith(("works", "barracks")):
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def one_of(word: str, lemma: str) -> str:
    """The singular of a plural noun: the lemma where the tagger has one, else by the endings; "steelworks" stays."""
    regular = singular(word)
    return regular if word in {regular, lemma} else lemma


@cache
def _classes() -> dict[str, str]:
    return {word: name for name in group("labels", "classes") for word in words("labels", "classes", name)}
