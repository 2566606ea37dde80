"""Mending by lists: names that the gazetteer knows, and head words that tell what a name is."""

from collections.abc import Iterable, Iterator

from sayso.annotate.draft import DETERMINERS, NAMES, Draft, View
from sayso.annotate.gazetteer import label_of, longest_name
from sayso.data import words

WIDEST = 6
"""Words of the longest name looked up at one place."""


def known_names(seen: View) -> Iterator[Draft]:
    """A name that the gazetteer knows has the label it has there, tagged or not."""
    yield from seen.drafts
    at = 0
    while at < len(seen.tokens):
        width = longest_name(seen.tokens.text[at : at + WIDEST])
        if width and not _inside_longer(seen, at, at + width):
            label = label_of(seen.name(at, at + width)) or ""
            old = seen.by_token.get(at)
            if old is None or (old.first, old.end, old.label) != (at, at + width, label):
                yield Draft(at, at + width, label, "gazetteer")
        at += width or 1


def _inside_longer(seen: View, first: int, end: int) -> bool:
    """Whether a known name is only part of a longer one: "Ada Jordan", "University of Lima", "London Bridge"."""
    tokens = seen.tokens
    given = (
        first > 0
        and tokens.dep[first - 1] == "compound"
        and tokens.head[first - 1] == end - 1
        and seen.proper(first - 1)
    )
    if given and tokens.text[first - 1].lower() not in words("people", "titles"):
        return True
    if end < len(tokens) and seen.proper(end) and tokens.text[end].lower() in words("bodies", "facilities"):
        return True
    old = seen.by_token.get(first)
    if old is None or old.label not in NAMES:
        return False
    outside = [i for i in range(old.first, old.end) if not first <= i < end]
    return any(seen.capital(i) and tokens.text[i].lower() not in DETERMINERS for i in outside)


def facilities(seen: View) -> Iterator[Draft]:
    """A name that ends in a building's word takes the word in: "Brevik Steel plant"."""
    yield from seen.drafts
    yield from _with_heads(seen, words("bodies", "facilities"), "FAC", "facility")


def bodies(seen: View) -> Iterator[Draft]:
    """A name that ends in a body's or unit's word takes the word in: "9th Rifle Regiment", "Ministry of Roads"."""
    yield from seen.drafts
    yield from _with_heads(seen, words("bodies", "units"), "ORG", "unit")
    yield from _with_heads(seen, words("bodies", "state") | words("bodies", "private"), "ORG", "body")
    yield from _firms(seen)


def _firms(seen: View) -> Iterator[Draft]:
    """A capitalised name that ends in a firm's word is a firm wherever it stands: "a Corvid Airways jet"."""
    tokens = seen.tokens
    for index in range(1, len(tokens)):
        ends = tokens.text[index].lower() in words("bodies", "firm_names") and seen.proper(index)
        goes_on = index + 1 < len(tokens) and seen.proper(index + 1)
        if not ends or goes_on or tokens.sentence[index - 1] != tokens.sentence[index] or not seen.proper(index - 1):
            continue
        # Also where the tagger had it: later rules ask whether its last word told it.
        yield Draft(_name_start(seen, index), index + 1, "ORG", "firm")


def _with_heads(seen: View, heads: frozenset[str], label: str, why: str) -> Iterable[Draft]:
    tokens = seen.tokens
    for index in range(len(tokens)):
        if tokens.text[index].lower() not in heads or tokens.pos[index] not in {"NOUN", "PROPN"}:
            continue
        first, end = _name_start(seen, index), _name_end(seen, index)
        old = seen.by_token.get(index)
        same = old is not None and (old.first, old.end, old.label) == (first, end, label)
        person = old is not None and old.label == "PERSON" and old.end > end
        named = any(seen.proper(i) or (seen.capital(i) and i in seen.by_token) for i in range(first, end))
        if named and end - first > 1 and not same and not person:
            yield Draft(first, end, label, why)


def _name_start(seen: View, index: int) -> int:
    """Where the name before a head word begins: the capitalised words and ordinals right before it."""
    tokens = seen.tokens
    start = seen.sentence(index).first
    first = index
    while first > start:
        before = first - 1
        word = tokens.text[before]
        hyphen = word == "-" and before > start
        if hyphen:
            first = before
            continue
        if not (seen.capital(before) or (word[:1].isdigit() and word[-2:] in {"st", "nd", "rd", "th"})):
            break
        if word.lower() in DETERMINERS or tokens.pos[before] not in {"PROPN", "ADJ", "NOUN", "NUM"}:
            break
        if before == start and tokens.pos[before] != "PROPN" and before not in seen.by_token:
            break  # a sentence's first word has its capital from there
        first = before
    return first


def _name_end(seen: View, index: int) -> int:
    """Where a name with "of" ends: "Ministry of Roads", "Chamber of Bakers"."""
    tokens = seen.tokens
    stop = seen.sentence(index).end
    end = index + 1
    if not seen.capital(index) or end + 1 >= stop or tokens.text[end].lower() not in {"of", "for"}:
        return end
    after = end + 1
    if tokens.text[after].lower() == "the" and after + 1 < stop:
        after += 1
    first = after
    while after < stop and seen.capital(after) and tokens.pos[after] in {"PROPN", "NOUN", "ADJ"}:
        after += 1
    return after if after > first else end
