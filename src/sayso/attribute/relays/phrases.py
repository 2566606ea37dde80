"""Noun phrases by the order of words, and what kind of voice one is: outlet, listener, body or person, thing."""

from dataclasses import dataclass

from sayso.attribute.syntax import Syntax
from sayso.data import words
from sayso.nouns import Pieces

_OPENS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_OWNERS = frozenset({"'s", "’s", "'", "’"})
_HYPHENS = frozenset({"-", "/"})
_TIES = frozenset({"in", "from", "at", "near", "with", "for", "within", "inside", "to", "on"})
_ENDS = frozenset({",", ";", ".", ":", "as", "that", "who", "which", "by", "and", "but", "because", "(", "—", "–"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_TRADES = (
    "ator",
    "itor",
    "ist",
    "eer",
    "ician",
    "man",
    "woman",
    "men",
    "women",
    "keeper",
    "maker",
    "holder",
    "leader",
    "worker",
    "owner",
    "seller",
    "player",
    "driver",
    "writer",
    "dealer",
    "officer",
    "people",
    "person",
    "fighter",
    "hand",
    "master",
    "monger",
)
"""Endings of nouns for people by what they do."""
_LONGEST = 14
"""Words of a noun phrase that is still looked at as one."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its token range and the token that heads it."""

    first: int
    end: int
    head: int


def phrase_at(syntax: Syntax, first: int, stop: int | None = None) -> Phrase | None:
    """The noun phrase that begins at a token ("the mayor of Dale", "sports daily Full Time"), without what trails it.

    The order of words tells it, for the parse of a relay is often wrong.
    """
    tokens = syntax.annotated.tokens
    limit = min(first + _LONGEST, syntax.sentence(first)[1] if first < len(syntax) else first, stop or len(syntax))
    if (
        first >= limit
        or tokens.pos[first] not in _OPENS
        or syntax.lower(first) in {"that", "what", "how", "which", "who", "whom"}
    ):
        return None
    if tokens.pos[first] == "PRON" and syntax.lower(first) not in _POSSESSIVES:
        follows = syntax.lower(first + 1) == "of"
        return _with_of(syntax, Phrase(first, first + 1, first), limit) if follows else Phrase(first, first + 1, first)
    end, head = first + 1, first
    for at in range(first, limit):
        word = syntax.lower(at)
        if tokens.pos[at] in _INSIDE or word in _POSSESSIVES:
            if at > first and _begins_another(syntax, at):
                break
            head = at if tokens.pos[at] in _NOMINAL else head
        elif not (word in _OWNERS or word in _HYPHENS or _modifies(syntax, at) or _inside_name(syntax, at)):
            break
        end = at + 1
    while end - 1 > head and (tokens.pos[end - 1] not in _NOMINAL):
        end -= 1
    return _with_of(syntax, Phrase(first, end, head), limit)


def _begins_another(syntax: Syntax, at: int) -> bool:
    """A determiner or a day behind a noun: "told her | the road", "told the station | Monday"."""
    tokens = syntax.annotated.tokens
    determined = tokens.pos[at] == "DET" and syntax.lower(at - 1) not in {"all", "both", "half"}
    return determined or syntax.lower(at) in words("cues", "times", "days")


def _modifies(syntax: Syntax, at: int) -> bool:
    """A participle or adverb before the noun it belongs to ("detained men", "the strictly loyal paper")."""
    tokens = syntax.annotated.tokens
    if tokens.pos[at] not in {"VERB", "ADV"} or at + 1 >= len(syntax):
        return False
    return tokens.head[at] > at and tokens.pos[tokens.head[at]] in _NOMINAL and tokens.dep[at] in {"amod", "advmod"}


def _inside_name(syntax: Syntax, at: int) -> bool:
    """A small word inside of a foreign name ("Blick am Fluss")."""
    text = syntax.annotated.tokens.text
    small = syntax.lower(at) in {
        "am",
        "an",
        "der",
        "de",
        "du",
        "di",
        "da",
        "des",
        "del",
        "la",
        "le",
        "el",
        "y",
        "et",
        "und",
        "al",
    }
    return small and 0 < at < len(syntax) - 1 and text[at - 1][:1].isupper() and text[at + 1][:1].isupper()


def _with_of(syntax: Syntax, phrase: Phrase, limit: int) -> Phrase:
    if syntax.lower(phrase.end) != "of":
        return phrase
    of = phrase_at(syntax, phrase.end + 1, limit)
    return phrase if of is None else Phrase(phrase.first, of.end, phrase.head)


def widened(syntax: Syntax, phrase: Phrase) -> Phrase:
    """The phrase with what the parse hangs on it ("people familiar with the talks"), up to the next clause."""
    tokens, end = syntax.annotated.tokens, phrase.end
    close = syntax.lower(end) in {"familiar", "close", "loyal", "briefed"} or syntax.lower(end) in _TIES
    if not close or syntax.right[phrase.head] <= end:
        return phrase
    for at in range(end, min(syntax.right[phrase.head], end + _LONGEST)):
        if syntax.lower(at) in _ENDS or (tokens.pos[at] in {"VERB", "AUX"} and tokens.tag[at] != "VBN"):
            break
        end = at + 1
    return Phrase(phrase.first, end, phrase.head)


def phrase_of(syntax: Syntax, pieces: Pieces) -> Phrase | None:
    """The first noun phrase of some pieces."""
    inside = [token for span in pieces for token in syntax.annotated.tokens_in(span)]
    if not inside:
        return None
    return phrase_at(syntax, inside[0], inside[-1] + 1) or Phrase(inside[0], inside[-1] + 1, inside[-1])


def pieces_of(syntax: Syntax, phrase: Phrase) -> Pieces:
    """Where the phrase stands."""
    return syntax.pieces((phrase.first, phrase.end))


def is_pronoun(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether the phrase is nothing but a pronoun."""
    return phrase.end == phrase.first + 1 and syntax.annotated.tokens.pos[phrase.first] == "PRON"


def is_owned(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether the phrase names something by its owner's pronoun ("his office")."""
    return syntax.lower(phrase.first) in _POSSESSIVES


def is_listener(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether the phrase names those who are told and pass nothing on: reporters, a crowd, parliament."""
    inside = {syntax.lower(phrase.head), syntax.lower(phrase.first)}
    return bool(inside & words("relays", "audience", "words"))


def is_outlet(syntax: Syntax, phrase: Phrase, *, lenient: bool = False) -> bool:
    """Whether the phrase names one whose trade it is to pass on what others say.

    `lenient` is for places where an outlet is expected ("told …", "seen by …"): there a capitalised name that is no
    person, place or body counts too.
    """
    if is_owned(syntax, phrase) or is_listener(syntax, phrase) or is_pronoun(syntax, phrase):
        return False
    common = syntax.annotated.tokens.text[phrase.head][:1].islower()
    if common and syntax.annotated.tokens.lemma[phrase.head] in _things() - words("relays", "outlets", "nouns"):
        return False  # "a radio interview"
    core = range(phrase.first, _core_end(syntax, phrase))
    if any(syntax.lower(token) in words("relays", "outlets", "never_before") for token in core):
        return False
    if any(_is_media_word(syntax, token, phrase) for token in core):
        return not any(syntax.lower(t) in words("relays", "outlets", "never_behind") for t in list(core)[1:])
    return lenient and _is_unknown_name(syntax, phrase, core)


def _core_end(syntax: Syntax, phrase: Phrase) -> int:
    """Where the head's own words end, before "of" or "in"."""
    return next((t for t in range(phrase.head, phrase.end) if syntax.lower(t) in {"of", *_TIES}), phrase.end)


def _is_media_word(syntax: Syntax, token: int, phrase: Phrase) -> bool:
    word, text = syntax.lower(token), syntax.annotated.tokens.text[token]
    if text[:1].isupper():
        named = word in words("relays", "outlets", "in_names") or word in words("relays", "outlets", "names")
        if named and not (token == phrase.first and phrase.head != token and word not in _ALWAYS):
            return True
        if any(word.endswith(end) and len(word) > len(end) + 1 for end in words("relays", "outlets", "endings")):
            return True
    if syntax.annotated.tokens.lemma[token] not in words("relays", "outlets", "nouns") and word not in words(
        "relays", "outlets", "nouns"
    ):
        return False
    before = syntax.lower(token - 1) if token > phrase.first else ""
    if syntax.annotated.tokens.lemma[token] not in words("relays", "outlets", "ambiguous"):
        return True
    opens = token == phrase.first or syntax.annotated.tokens.pos[token - 1] in {"DET", "PRON", "PROPN"}
    return opens or before in words("relays", "outlets", "kinds") or syntax.annotated.tokens.pos[token - 1] == "ADJ"


_ALWAYS = frozenset(
    {"radio", "television", "tv", "channel", "bbc", "cnn", "fox", "news", "media", "newspaper", "broadcaster"}
)
"""Words that make an outlet also where they open its name ("Radio Dale"; "Leader Ana Vey" is a person)."""


def _things() -> frozenset[str]:
    groups = ("sayings", "recordings", "talks")
    return frozenset().union(*(words("relays", "things", group) for group in groups))


def _is_unknown_name(syntax: Syntax, phrase: Phrase, core: range) -> bool:
    """A capitalised name that is tagged as a body or not at all, and holds no word for a body, person or place."""
    tokens, entities = syntax.annotated.tokens, syntax.annotated.entities
    names = [t for t in core if tokens.text[t][:1].isupper() and tokens.pos[t] == "PROPN"]
    if not names or tokens.text[phrase.head][:1].islower():
        return False
    found = [entities[tokens.entity[t]] for t in names if tokens.entity[t] >= 0]
    plain = tokens.tag[phrase.head] == "NNP" and len(names) > 1
    labels = {
        entity.label
        for entity in found
        if (entity.label not in {"GPE", "LOC", "FAC"} or entity.mended is not None)
        and not (entity.label == "NORP" and plain)
    }
    if labels & {"GPE", "NORP", "LOC", "FAC", "DATE", "TIME", "EVENT"}:
        return False  # a place only where the gazetteer knows it: the tagger takes many an unknown name for one
    determined = syntax.lower(phrase.first) in {"the", "a", "an"}
    if "PERSON" in labels and not determined and _is_of_person(syntax, phrase):
        return False
    lower = {syntax.lower(t) for t in core} | {tokens.lemma[t] for t in core}
    bodies = words("bodies", "state") | words("bodies", "private") | words("bodies", "units")
    return not lower & (
        bodies | words("people", "ranks") | words("people", "leaders") | words("people", "spokespeople")
    )


def _is_of_person(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether a name that the tagger takes for a person's is one: it has a given name, or speaks elsewhere."""
    tokens, entities = syntax.annotated.tokens, syntax.annotated.entities
    text = tokens.text
    if text[phrase.head].isupper() and len(text[phrase.head]) > 1:
        return False
    given = words("given_names", "female") | words("given_names", "male")
    if any(text[t] in given or text[t].lower() in given for t in range(phrase.first, phrase.end)):
        return True
    name = text[phrase.head]
    for entity in entities:
        if entity.first <= phrase.head < entity.end or text[entity.end - 1] != name:
            continue
        if entity.end - entity.first > phrase.end - phrase.first or tokens.dep[entity.end - 1] in {
            "nsubj",
            "poss",
            "nsubjpass",
        }:
            return True
    return False


def is_named_outlet(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether the phrase names an outlet by its words, or is a name that the tagger takes for a body's."""
    entity = syntax.annotated.tokens.entity[phrase.head]
    body = entity >= 0 and syntax.annotated.entities[entity].label == "ORG"
    return is_outlet(syntax, phrase, lenient=body)


def is_voice(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether the phrase names somebody, by its entity or by the word lists: a person, a body, a people, a source."""
    tokens, entities = syntax.annotated.tokens, syntax.annotated.entities
    if is_pronoun(syntax, phrase):
        return syntax.lower(phrase.first) not in {
            "this",
            "these",
            "those",
            "there",
            "what",
            "whatever",
            "which",
            "that",
        }
    entity = tokens.entity[phrase.head]
    if entity >= 0 and entities[entity].label in {"PERSON", "ORG", "NORP", "GPE"}:
        return True
    if tokens.lemma[phrase.head].endswith(_TRADES):
        return True
    return tokens.pos[phrase.head] == "PROPN" or bool(
        {tokens.lemma[phrase.head], syntax.lower(phrase.head)} & _people_and_bodies()
    )


def _people_and_bodies() -> frozenset[str]:
    people = words("cues", "speakers", "people") | words("people", "ranks") | words("people", "leaders")
    people |= words("people", "members") | words("people", "spokespeople") | words("relays", "people", "words")
    return people | words("cues", "speakers", "bodies") | words("bodies", "state") | words("bodies", "private")


def is_recording(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether the phrase names what shows or sounds and has no voice of its own: a clip, footage."""
    return syntax.annotated.tokens.lemma[phrase.head] in words("relays", "things", "recordings")
