"""Referents: everybody who is mentioned in a report, with the fullest name that it has for them."""

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from sayso.annotate.gazetteer import label_of
from sayso.claims.kinds import is_female
from sayso.claims.mentions import Mention, mention_at
from sayso.nouns import Annotated, ReferentKind

REACH = 4
"""Sentences that a pronoun or bare noun looks back for whom it stands for; further back is more often wrong."""

BODIES = frozenset({ReferentKind.BODY, ReferentKind.GOVERNMENT, ReferentKind.OUTLET})
"""What "it" and "the ministry" stand for."""

_SMALL = frozenset({"the", "a", "an", "of", "in"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody who is mentioned in a report, in text order, with whole names for short ones.

    `index` leads from a word of a name, or a noun that somebody is called by, to the mentions with it; `by_head` from a
    token to the mention that its phrase makes; `capitals` are the text's words with a capital, in lower case.
    """

    annotated: Annotated
    mentions: tuple[Mention, ...]
    outlet: str | None = None
    index: dict[str, tuple[Mention, ...]] = field(default_factory=dict, repr=False)
    by_head: dict[int, Mention] = field(default_factory=dict, repr=False)
    capitals: frozenset[str] = frozenset()

    def at(self, head: int) -> Mention:
        """The mention with that head, as a whole."""
        return self.whole(self.by_head.get(head) or mention_at(self.annotated, head))

    def whole(self, mention: Mention) -> Mention:
        """The mention under its fullest name, with the role and gender that another mention of the person tells."""
        name = self.fullest(mention)
        if not _named_person(mention):
            return mention if name == mention.name else replace(mention, name=name)
        alike = self.index.get(name.split()[-1].lower(), ())
        told = next((m for m in alike if _named_person(m) and m.name in {name, mention.name} and m.role), mention)
        known = mention if mention.role else told
        female = known.female if mention.female is None else mention.female
        return replace(
            mention,
            name=name,
            role=known.role,
            affiliation=known.affiliation if mention.affiliation is None else mention.affiliation,
            party=known.party if mention.party is None else mention.party,
            female=is_female(frozenset(), name.split()[0]) if female is None else female,
        )

    def before(self, token: int, *, reach: int = REACH) -> tuple[Mention, ...]:
        """The mentions before a token, nearest first, from its own sentence and the `reach` ones before it."""
        tokens = self.annotated.tokens
        if not 0 <= token < len(tokens):
            return ()
        return self.within(self.annotated.sentences[max(0, tokens.sentence[token] - reach)].first, token)[::-1]

    def within(self, first: int, end: int) -> tuple[Mention, ...]:
        """The mentions whose heads are the tokens `first` to `end` (exclusive), in text order."""
        low, high = (bisect_left(self.mentions, at, key=lambda m: m.head) for at in (first, end))
        return self.mentions[low:high]

    def with_words(self, nouns: frozenset[str]) -> tuple[Mention, ...]:
        """The mentions with one of the words in their name, or called by it, in text order."""
        found = {mention.head: mention for noun in nouns for mention in self.index.get(noun, ())}
        return tuple(found[head] for head in sorted(found))

    def people_called(self, nouns: frozenset[str], before: int) -> tuple[Mention, ...]:
        """The named people whom the report calls by one of the nouns, nearest before first, then those named later."""
        people = [m for m in self.with_words(nouns) if _named_person(m) and m.called & nouns]
        return tuple(sorted(people, key=lambda m: (m.head > before, abs(m.head - before))))

    def fullest(self, mention: Mention) -> str:
        """The longest name that the report has for a mention: a surname's full name, a short form's long one."""
        if _named_person(mention):
            return self._full_person(mention.name, female=mention.female)
        return self._full_body(mention) if mention.kind in BODIES else mention.name

    def _full_person(self, name: str, *, female: bool | None) -> str:
        parts = name.split()
        alike = self.index.get(parts[-1].lower(), ())
        full = {m.name for m in alike if _named_person(m) and _is_fuller(parts, m.name.split())}
        if female is not None:
            full = {other for other in full if is_female(frozenset(), other.split()[0]) in {None, female}}
        longest = max(full, key=lambda n: (len(n), n), default=name)
        # Two people of one surname stay apart: the short name then stands as it is written.
        return longest if all(set(other.split()) <= set(longest.split()) for other in full) else name

    def _full_body(self, mention: Mention) -> str:
        bare, last = _folded(mention.name), mention.name.split()[-1:]
        longer = [
            m
            for m in self.with_words(mention.called)
            if m.kind in BODIES
            and m.definite
            and label_of(m.name) is None  # "House" is no short form of "White House"
            and m.called & mention.called
            and bare < _folded(m.name)
            and m.name.split()[-1:] == last
        ]
        names = {m.name.lower(): m.name for m in longer}
        if len(names) == 1:
            return next(iter(names.values()))
        before = [m.name for m in longer if m.head < mention.head]
        return before[-1] if before and len(bare) == 1 else mention.name


def cast(annotated: Annotated, outlet: str | None = None) -> Cast:
    """Everybody mentioned in a text."""
    by_head = {i: mention_at(annotated, i) for i in range(len(annotated.tokens)) if _may_name(annotated, i)}
    found: dict[int, Mention] = {}
    for mention in by_head.values():
        found.setdefault(mention.head, mention)
    inner = {
        i
        for m in found.values()
        if m.proper
        for i in range(m.first, m.end)
        if i != m.head and not _firm_before(annotated, i, m.head)
    }
    mentions = tuple(found[head] for head in sorted(found) if head not in inner)
    index_by: dict[str, list[Mention]] = {}
    for mention in mentions:
        for word in {*mention.called, *mention.name.lower().split()}:
            index_by.setdefault(word, []).append(mention)
    return Cast(
        annotated=annotated,
        mentions=mentions,
        outlet=outlet,
        index={word: tuple(having) for word, having in index_by.items()},
        by_head=by_head,
        capitals=frozenset(text.lower() for text in annotated.tokens.text if text[:1].isupper()),
    )


def _firm_before(annotated: Annotated, index: int, head: int) -> bool:
    """Whether a firm's name ends there and only tells whose a thing is: "a Corvid Airways jet"."""
    tokens = annotated.tokens
    entity = annotated.entities[tokens.entity[index]] if tokens.entity[index] >= 0 else None
    firm = entity is not None and entity.end == index + 1 == head and entity.mended == "firm"
    return firm and tokens.pos[head] == "NOUN"


def _may_name(annotated: Annotated, index: int) -> bool:
    """Whether a token can be the head of a naming: a noun that is no part of a longer name, or the end of a name."""
    tokens = annotated.tokens
    label = annotated.entities[tokens.entity[index]].label if tokens.entity[index] >= 0 else ""
    ends = bool(label) and annotated.entities[tokens.entity[index]].end == index + 1
    if label in {"DATE", "TIME"}:
        return False
    if tokens.dep[index] in {"compound", "amod", "nmod"} and tokens.head[index] > index:
        return ends and label in {"PERSON", "ORG"}  # a wrong parse may make a speaker part of a noun
    return tokens.pos[index] in {"NOUN", "PROPN"} or (ends and label in {"PERSON", "ORG", "GPE", "NORP"})


def _named_person(mention: Mention) -> bool:
    return mention.kind is ReferentKind.PERSON and mention.proper


def _is_fuller(short: list[str], full: list[str]) -> bool:
    """Whether a full name is one of a short name: "Ada Holm" of "Holm" and "Ada", "Ada B. Holm" of "Ada Holm"."""
    if len(full) <= len(short):
        return False
    if len(short) == 1:
        return short[0] in {full[0], full[-1]}
    return (short[0], short[-1]) == (full[0], full[-1])


def _folded(name: str) -> frozenset[str]:
    return frozenset(name.lower().replace("’", "'").removesuffix("'s").split()) - _SMALL
