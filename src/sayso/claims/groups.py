"""Groups: people named in one row as one, and what "the men", "the trio" or "the medics" stand for."""

from dataclasses import replace

from sayso.claims.lexicon import alike, body_nouns, naming_nouns, role_nouns
from sayso.claims.mentions import Mention
from sayso.claims.phrases import SUBJECTS, sentence_range, words_of
from sayso.claims.referents import BODIES, Cast
from sayso.data import words
from sayso.nouns import ReferentKind, Tokens

_AGENT_ENDINGS = ("er", "or", "ist", "ian", "ant", "eer", "man", "woman", "folk", "people")
"""Endings of nouns for people who do something ("anglers", "ferrymen"), but for the things that end so too."""


def many_before(found: Cast, mention: Mention) -> Mention | None:
    """The group that "the men" or "the women" are: the one group that the sentences before speak of."""
    few = mention.name in words("people", "pairs")
    if mention.name.lower() not in words("people", "many") or (mention.plural is False and not few):
        return None
    before = found.before(mention.head)
    # "40 miles" is no trio: a word for a few people stands for people who are named or told to be such.
    groups = {
        m.name: m
        for m in before
        if m.plural is True and m.kind is ReferentKind.GROUP and (not few or is_human(found, m))
    }
    pairs = {pair.name: pair for m in before if (pair := joined_people(found, m)) is not None}
    if len(groups) + len(pairs) != 1:
        return None
    return next(iter(pairs.values())) if pairs else found.whole(next(iter(groups.values())))


def group_alike(found: Cast, mention: Mention) -> Mention | None:
    """The one group before it that goes by a like noun: "the medics" are the doctors."""
    lemma = found.annotated.tokens.lemma[mention.head].lower()
    fellows = alike("people", lemma) - {lemma}
    if not fellows or mention.plural is not True:
        return None
    nouns = found.annotated.tokens.pos
    before = [m for m in found.before(mention.head) if m.plural is True and nouns[m.head] == "NOUN"]
    groups = {m.name: m for m in before if m.called & fellows}
    again = any(lemma in m.called for m in before)
    return next(iter(groups.values())) if len(groups) == 1 and not again else None


def joined_people(found: Cast, mention: Mention) -> Mention | None:
    """People named together as the subject of a sentence, as one: "Ada Holm and Edda Reed left. They …"."""
    tokens = found.annotated.tokens
    if not (mention.subject and mention.proper):
        return None
    rest = found.within(mention.head + 1, sentence_range(found.annotated, mention.head).stop)
    others = [m for m in rest if _joined_to(tokens, m, mention.head)]
    # A name that was tagged as a body's is a person's where it stands in a row with one.
    if not others or all(m.kind is not ReferentKind.PERSON for m in (mention, *others)):
        return None
    end = max(m.end for m in others)
    name = words_of(found.annotated, mention.first, end)
    return replace(mention, name=name, end=end, kind=ReferentKind.GROUP, plural=True, female=None, called=frozenset())


def _joined_to(tokens: Tokens, mention: Mention, first: int) -> bool:
    """Whether somebody is named in one row with the one at `first`: "Holm, Reed and Vey"."""
    at = mention.head
    while tokens.dep[at] == "conj" and at != first:
        at = tokens.head[at]
    return at == first != mention.head and mention.proper


def in_one_row(found: Cast, one: int, other: int) -> bool:
    """Whether two heads are told of in one breath as a clause's subject: "the mill and the mine were both fined"."""
    tokens = found.annotated.tokens
    first, last = sorted((one, other))
    at = last
    while tokens.dep[at] == "conj" and at > first:
        at = tokens.head[at]
    return at == first != last and tokens.dep[first] in SUBJECTS


def is_human(found: Cast, mention: Mention) -> bool:
    """Whether a noun tells people ("cashiers", "families"), or a name may be theirs; "plans" and "windows" are none."""
    tokens = found.annotated.tokens
    if mention.proper or mention.kind in {ReferentKind.PERSON, ReferentKind.UNNAMED_GROUP, *BODIES}:
        return True
    lemma = tokens.lemma[mention.head].lower()
    entity = tokens.entity[mention.head]
    label = found.annotated.entities[entity].label if entity >= 0 else ""
    if (
        label in {"PERSON", "ORG", "NORP", "GPE"}
        or lemma in role_nouns()
        or lemma in body_nouns()
        or lemma in naming_nouns()
    ):
        return True
    if mention.name.lower() in words("people", "many") or lemma in words("people", "several"):
        return True
    return lemma.endswith(_AGENT_ENDINGS) and lemma not in words("people", "no_agents")
