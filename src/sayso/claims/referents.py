"""Referents: whom a pronoun, a surname or a short name stands for within one report."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace

from sayso.claims.mentions import Mention, mention_at
from sayso.claims.phrases import SUBJECTS, head_of, left_edge, sentence_range
from sayso.data import words
from sayso.nouns import Annotated, ReferentKind, Span

REACH = 4
"""Sentences that a pronoun or bare noun looks back for whom it stands for; further back is more often wrong."""

SUBJECT = 2.0
"""What being a subject is worth to a mention that a pronoun may stand for, in sentences of distance."""

SPEAKER = 3.0
"""What having spoken is worth: "she said" mostly goes on with whoever spoke last."""

_PERSONAL = {
    "he": False,
    "him": False,
    "his": False,
    "himself": False,
    "she": True,
    "her": True,
    "hers": True,
    "herself": True,
}
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_UNTITLED = frozenset(
    {"the", "a", "an", "deputy", "former", "acting", "its", "their", "his", "her", "our", "first", "vice"}
)
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})
_SPEAKERS = frozenset({ReferentKind.BODY, ReferentKind.GOVERNMENT, ReferentKind.OUTLET})
_UNCLEAR = frozenset({ReferentKind.UNKNOWN, ReferentKind.GROUP, ReferentKind.PLACE})
_DISTINCT = frozenset({ReferentKind.PERSON, *_SPEAKERS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody who is mentioned in a report, in text order, with whole names for short ones."""

    annotated: Annotated
    mentions: tuple[Mention, ...]
    outlet: str | None = None

    def at(self, head: int) -> Mention:
        """The mention with that head, under its fullest name."""
        mention = mention_at(self.annotated, head)
        return replace(mention, name=self.fullest(mention))

    def before(self, token: int, *, reach: int = REACH) -> tuple[Mention, ...]:
        """The mentions before a token, nearest first, from its own sentence and the `reach` ones before it."""
        tokens = self.annotated.tokens
        if not 0 <= token < len(tokens):
            return ()
        first = tokens.sentence[token] - reach
        end = bisect_left(self.mentions, token, key=lambda m: m.head)
        return tuple(m for m in reversed(self.mentions[:end]) if tokens.sentence[m.head] >= first)

    def fullest(self, mention: Mention) -> str:
        """The longest name that the report has for a mention: a surname's full name, a short form's long one."""
        if mention.kind is ReferentKind.PERSON and mention.proper:
            return self._full_person(mention.name)
        if mention.kind in _SPEAKERS:
            return self._full_body(mention)
        return mention.name

    def _full_person(self, name: str) -> str:
        parts = name.split()
        full = {
            m.name: None
            for m in self.mentions
            if m.kind is ReferentKind.PERSON
            and m.proper
            and len(m.name.split()) > len(parts)
            and (m.name.split()[-len(parts) :] == parts or m.name.split()[: len(parts)] == parts)
        }
        longest = sorted(full, key=len, reverse=True)
        # Two people of one surname stay apart: the short name then stands as it is written.
        return (
            longest[0] if longest and all(set(other.split()) <= set(longest[0].split()) for other in longest) else name
        )

    def _full_body(self, mention: Mention) -> str:
        bare = _folded(mention.name)
        longer = [
            m
            for m in self.mentions
            if m.kind in _SPEAKERS
            and m.definite
            and m.called & mention.called
            and bare < _folded(m.name)
            and m.name.split()[-1:] == mention.name.split()[-1:]
        ]
        names = {m.name.lower(): m.name for m in longer}
        if len(names) == 1:
            return next(iter(names.values()))
        first = [m for m in longer if m.head < mention.head]
        return first[-1].name if first and len(bare) == 1 else mention.name

    def people_called(self, nouns: frozenset[str], before: int) -> tuple[Mention, ...]:
        """The named people whom the report calls by one of the nouns, nearest before first, then those named later."""
        fitting = [m for m in self.mentions if m.kind is ReferentKind.PERSON and m.proper and m.called & nouns]
        return tuple(sorted(fitting, key=lambda m: (m.head > before, abs(m.head - before))))


def cast(annotated: Annotated, outlet: str | None = None) -> Cast:
    """Everybody mentioned in the report."""
    tokens = annotated.tokens
    found: dict[int, Mention] = {}
    for index in range(len(tokens)):
        if tokens.pos[index] not in {"NOUN", "PROPN"} and not _entity_end(annotated, index):
            continue
        if (
            tokens.dep[index] in {"compound", "amod", "nmod"}
            and tokens.head[index] > index
            and not _named_end(annotated, index)
        ):
            continue  # part of a longer name
        if _dated(annotated, index):
            continue
        mention = mention_at(annotated, index)
        if mention.kind in _DISTINCT or mention.kind in {
            ReferentKind.GROUP,
            ReferentKind.UNNAMED_GROUP,
            ReferentKind.UNKNOWN,
            ReferentKind.PLACE,
            ReferentKind.FACILITY,
        }:
            found.setdefault(mention.head, mention)
    inner = {i for m in found.values() if m.proper for i in range(m.first, m.end) if i != m.head}
    return Cast(
        annotated=annotated, mentions=tuple(found[head] for head in sorted(found) if head not in inner), outlet=outlet
    )


def _dated(annotated: Annotated, index: int) -> bool:
    entity = annotated.tokens.entity[index]
    return entity >= 0 and annotated.entities[entity].label in {"DATE", "TIME"}


def _named_end(annotated: Annotated, index: int) -> bool:
    """Whether a token ends the name of a person or body that a wrong parse may have made part of a noun."""
    entity = annotated.tokens.entity[index]
    return (
        entity >= 0
        and annotated.entities[entity].end == index + 1
        and annotated.entities[entity].label in {"PERSON", "ORG"}
    )


def _entity_end(annotated: Annotated, index: int) -> bool:
    entity = annotated.tokens.entity[index]
    return (
        entity >= 0
        and annotated.entities[entity].end == index + 1
        and annotated.entities[entity].label in {"PERSON", "ORG", "GPE", "NORP"}
    )


def pronoun(found: Cast, token: int, speakers: tuple[tuple[int, Mention], ...]) -> Mention | None:
    """Whom a pronoun stands for: the nearest fitting speaker or subject before it, or None.

    `speakers` are those who spoke before, with the token where they were named, in text order.
    """
    word = found.annotated.tokens.text[token].lower()
    if word in _PERSONAL:
        return _nearest(
            found, token, speakers, fits=lambda m: m.kind is ReferentKind.PERSON and m.female in {None, _PERSONAL[word]}
        )
    if word in _THING:
        return _nearest(found, token, speakers, fits=lambda m: _may_be_it(m))
    if word in _PLURAL:
        return _nearest(
            found, token, speakers, fits=lambda m: m.plural is not False and m.kind is not ReferentKind.PLACE
        )
    return None


def _may_be_it(mention: Mention) -> bool:
    if mention.plural is True:
        return False
    # A name that nothing is known about can be a body where it acts: "Open Doors put off its march".
    return mention.kind in _SPEAKERS or (mention.proper and mention.subject and mention.kind in _UNCLEAR)


def _nearest(
    found: Cast, token: int, speakers: tuple[tuple[int, Mention], ...], *, fits: Callable[[Mention], bool]
) -> Mention | None:
    here = found.annotated.tokens.sentence[token]
    scored: dict[str, tuple[float, Mention]] = {}
    for mention in found.before(token):
        if not fits(mention) or mention.head == token:
            continue
        whole = nominal(found, mention, speakers) or mention
        name = found.fullest(whole)
        _keep(scored, name, SUBJECT * mention.subject - _gap(found, here, mention.head), replace(whole, name=name))
    for at, speaker in speakers:
        gap = _gap(found, here, at)
        if at < token and 0 <= gap <= REACH and fits(speaker):
            _keep(scored, speaker.name, SPEAKER - gap, speaker)
    if not scored:
        return None
    return max(scored.values(), key=lambda pair: (pair[0], pair[1].head))[1]


def _gap(found: Cast, here: int, token: int) -> float:
    """How far back a token is: in sentences, one more where a new paragraph began."""
    sentences = found.annotated.sentences
    there = found.annotated.tokens.sentence[token]
    return here - there + (sentences[here].paragraph != sentences[there].paragraph)


def _keep(scored: dict[str, tuple[float, Mention]], name: str, score: float, mention: Mention) -> None:
    if name not in scored or scored[name][0] < score:
        scored[name] = (score, mention)


def nominal(found: Cast, mention: Mention, speakers: tuple[tuple[int, Mention], ...]) -> Mention | None:
    """Whom a bare noun such as "the ministry", "the colonel", "the company" stands for, or None if for itself."""
    if not mention.definite:
        return None
    if mention.kind in _SPEAKERS and mention.proper and mention.party:
        return _of_party(found, mention)
    if mention.proper:
        return None
    if mention.kind is ReferentKind.PERSON:
        return _person_called(found, mention, speakers)
    if len(mention.name.split()) > 1:
        return None
    noun = mention.called | {mention.name.lower()}
    earlier = tuple(m for m in found.mentions if m.head < mention.head)
    same = [
        m
        for m in reversed(earlier)
        if m.called & noun and m.kind in _SPEAKERS and m.name.lower() != mention.name.lower()
    ]
    ending = [
        m
        for m in (*reversed(earlier), *found.mentions)
        if m.proper and m.kind in _SPEAKERS and m.name.lower().split()[-1] in noun
    ]
    for candidates in (same, ending):
        if candidates:
            return replace(candidates[0], name=found.fullest(candidates[0]))
    if mention.called & {"ministry"}:
        return _ministry_of(found, mention)
    return _of_class(found, mention, speakers)


def _of_party(found: Cast, mention: Mention) -> Mention | None:
    """The fuller name of "the ministry in Lima" or "the Peruvian army", where only one body of that country is called so."""
    bare = found.annotated.tokens.text[mention.first].lower() in mention.called
    fuller = {
        found.fullest(m): m
        for m in found.mentions
        if bare
        and m.called & mention.called
        and m.party == mention.party
        and m.head != mention.head
        and len(m.name.split()) > 1
        and found.annotated.tokens.text[m.first].lower() not in m.called
    }
    return replace(next(iter(fuller.values())), name=next(iter(fuller))) if len(fuller) == 1 else None


def _person_called(found: Cast, mention: Mention, speakers: tuple[tuple[int, Mention], ...]) -> Mention | None:
    """The named person whom the report calls so: "the defence minister" is Defence Minister Ada Holm."""
    narrowing = mention.phrase - mention.called
    named = [m for m in found.people_called(mention.called, mention.head) if narrowing <= m.phrase]
    if named:
        return replace(named[0], name=found.fullest(named[0]))
    if mention.called & words("people", "military"):
        # A rank is no office: "the colonel" is whoever spoke last.
        people = [m for at, m in reversed(speakers) if at < mention.head and m.kind is ReferentKind.PERSON and m.proper]
        return people[0] if people else None
    return _just_spoke(found, mention, speakers)


def _just_spoke(found: Cast, mention: Mention, speakers: tuple[tuple[int, Mention], ...]) -> Mention | None:
    """The person who spoke in the sentence before without a role: "Holm said … The opposition leader added"."""
    before = [(at, m) for at, m in speakers if at < mention.head]
    if not before or found.annotated.tokens.dep[mention.head] not in SUBJECTS:
        return None
    at, last = before[-1]
    near = _gap(found, found.annotated.tokens.sentence[mention.head], at) <= 1
    return last if near and last.kind is ReferentKind.PERSON and last.proper and not last.called else None


def _ministry_of(found: Cast, mention: Mention) -> Mention | None:
    """The ministry of the minister who was named before it: "the interior minister … the ministry"."""
    annotated = found.annotated
    tokens = annotated.tokens
    for index in range(mention.head - 1, -1, -1):
        if tokens.text[index].lower() != "minister":
            continue
        held = [
            tokens.text[i] for i in range(left_edge(annotated, index), index) if tokens.text[i].lower() not in _UNTITLED
        ]
        if held and tokens.text[index - 1].lower() != "prime":
            return replace(mention, name=" ".join([*held, "ministry"]).replace(" 's", "'s").replace(" ’s", "’s"))
    return None


def _of_class(found: Cast, mention: Mention, speakers: tuple[tuple[int, Mention], ...]) -> Mention | None:
    if not mention.called & (words("bodies", "firms") | words("bodies", "societies")):
        return None
    proper = found.before(mention.head, reach=len(found.annotated.sentences))
    spoke = [m for at, m in reversed(speakers) if at < mention.head and _may_be_called(m, mention.called)]
    bodies = [m for m in proper if _may_be_called(m, mention.called)]
    # A firm whose name looks like a surname is tagged as a person; nobody calls a person "the company".
    lone = [
        m
        for m in proper
        if m.kind is ReferentKind.PERSON and m.proper and len(found.fullest(m).split()) == 1 and not m.called
    ]
    lone = lone if mention.called & words("bodies", "firms") else []
    unclear = [m for m in proper if m.proper and m.kind in _UNCLEAR and m.plural is None]
    for candidates in (spoke, [m for m in bodies if m.subject], bodies, [m for m in lone if m.subject], lone, unclear):
        if candidates:
            return replace(candidates[0], name=found.fullest(candidates[0]), kind=ReferentKind.BODY)
    return None


def _may_be_called(mention: Mention, noun: frozenset[str]) -> bool:
    """Whether a named body may be called by a noun: a union is no company, a ministry no organisation."""
    taken = words("bodies", "sovereign")
    if not noun & words("bodies", "societies"):
        others = words("bodies", "private") - words("bodies", "firms")
        taken |= words("bodies", "state") | words("bodies", "units") | others
    return mention.proper and mention.kind is ReferentKind.BODY and not set(mention.name.lower().split()) & taken


def _folded(name: str) -> frozenset[str]:
    return frozenset(
        word
        for word in name.lower().replace("’", "'").removesuffix("'s").split()
        if word not in {"the", "a", "an", "of", "in"}
    )


def namer(found: Cast, speaker: Mention | None) -> Callable[[Span], tuple[str, ReferentKind] | None]:
    """What names a mention within the report, for a claim of `speaker`: "it" in what a body says is that body."""
    annotated = found.annotated
    tokens = annotated.tokens

    def named(span: Span) -> tuple[str, ReferentKind] | None:
        head = head_of(tokens, annotated.tokens_in(span))
        if head is None:
            return None
        word = tokens.text[head].lower()
        if tokens.pos[head] == "PRON" or tokens.tag[head] == "PRP$":
            return _named_pronoun(found, head, word, speaker)
        if tokens.pos[head] not in {"NOUN", "PROPN"} and tokens.entity[head] < 0:
            return None
        mention = found.at(head)
        resolved = nominal(found, mention, ())
        if resolved is not None:
            return resolved.name, resolved.kind
        return (mention.name, mention.kind) if mention.name and mention.kind is not ReferentKind.UNKNOWN else None

    return named


def _named_pronoun(found: Cast, head: int, word: str, speaker: Mention | None) -> tuple[str, ReferentKind] | None:
    if speaker is not None and (word in FIRST_PERSON or _agrees(word, speaker)):
        return speaker.name, speaker.kind
    resolved = pronoun(found, head, ())
    return (resolved.name, resolved.kind) if resolved is not None else None


def _agrees(word: str, speaker: Mention) -> bool:
    if word in _PERSONAL:
        return speaker.kind is ReferentKind.PERSON and speaker.female in {None, _PERSONAL[word]}
    if word in _THING:
        return speaker.kind is not ReferentKind.PERSON and speaker.plural is not True
    return word in _PLURAL and speaker.plural is not False


def phrase_head(annotated: Annotated, inside: tuple[int, ...]) -> int | None:
    """The head noun of a phrase given by its tokens, with a leading "one of" or "some of" skipped."""
    tokens = annotated.tokens
    head = head_of(tokens, inside)
    if head is not None and tokens.text[head].lower() in {
        "one",
        "some",
        "several",
        "most",
        "many",
        "two",
        "both",
        "all",
    }:
        sentence = sentence_range(annotated, head)
        inner = [i for i in inside if i in sentence and tokens.dep[i] == "pobj" and left_edge(annotated, i) > head]
        return inner[0] if inner else head
    return head
