"""Laws: what is told of many claims at once is what is told of each pair."""

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from math import inf

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.compare import assemble, batch, decide, index_keys
from sayso.compare.apart import apart, overlapping, same_event
from sayso.compare.batch import Counted, Events, Words, barred, members, moods
from sayso.compare.encoder import WIDTH, cosine
from sayso.compare.gathering import CLOSE, ENOUGH, gathered
from sayso.compare.known import Known
from sayso.compare.likeness import bounded, likeness, traits
from sayso.compare.names import introduced, normal
from sayso.compare.profile import Profile, Remembered, profiles
from sayso.compare.rules import RULES, decided, keys_by_rule, no_position
from sayso.compare.sayings import LEAST_ALIKE, alike, plain_words
from sayso.compare.texts import folded, names_behind
from sayso.compare.voices import same_voice
from sayso.compare.words import stem
from sayso.nouns import Act, Claimed, Link, Modality, Predicate, ReferentKind, Role, Span

Make = Callable[..., Claimed]

SENTENCES = (
    "The ferry sank off Orlow.",
    "The ferry Gull did not sink.",
    "It was not so.",
    "That was wrong.",
    "In Orlow 12 people drowned.",
    "In Orlow 30 people drowned.",
    "The Orlow bridge is closed.",
    "The Orlow bridge is open.",
    "Captain Osk Brandt steered the ferry.",
    "The captain is at home.",
    "Captain Brandt of the harbour office is in a cell.",
    "The mill at Holm burned down at night.",
    "Rust brought the crane down.",
    "The harbour office had no comment.",
    "The old pier was torn apart by the waves.",
    "Waves had torn the old pier into splinters.",
)
DRAWN = st.lists(
    st.tuples(
        st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True),
        st.sampled_from(["Storm in Orlow", "Fire at Holm", "Crane collapsed in Orlow", ""]),
        st.sampled_from(["2031-03-02", "2031-03-02T18:00:00+01:00", "2031-03-05", "2031-09-05"]),
        st.sampled_from(["the harbour office", "Osk Brandt", "the mayor", None]),
        st.sampled_from([Act.ASSERT, Act.DENY, Act.WISH, Act.NO_COMMENT]),
        st.sampled_from([Modality.ACTUAL, Modality.PLAN]),
        st.booleans(),
    ),
    min_size=2,
    max_size=5,
)
QUIET = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def told(claimed: Claimed, sentence: str) -> Claimed:
    """The claim with a verb, whom it is about, and a state of it, as far as the sentence tells."""
    start = claimed.text.index(sentence)
    frames = {"closed": "access", "open": "access", "cell": "custody", "home": "whereabouts", "sank": "integrity"}
    said = [(match[0], Span(start + match.start(), start + match.end())) for match in re.finditer(r"\w+", sentence)]
    named = next((word for word, _ in said if word in ("Gull", "Brandt", "captain", "ferry", "pier", "bridge")), "it")
    read = [
        Predicate(
            name=word,
            span=span,
            frame=frames.get(word),
            value=word if word in frames else None,
            roles=(Role(role="patient", span=span, name=named, kind=ReferentKind.UNKNOWN),),
        )
        for word, span in said
        if word in frames or word in ("burned", "torn", "steered", "drowned")
    ]
    return replace(claimed, claim=replace(claimed.claim, predicates=tuple(read)))


def claims(say: Make, number: Make, drawn: Sequence[tuple]) -> list[Claimed]:  # type: ignore[type-arg]
    made: dict[str, Claimed] = {}
    for at, (sentences, title, published, voice, act, modality, denied) in enumerate(drawn):
        text = " ".join(sentences)
        for sentence in sentences:
            counted = re.search(r"\d+", sentence)
            one = say(
                text,
                sentence,
                title=title,
                published=published,
                voice=voice,
                act=act,
                modality=modality,
                denied=denied and counted is None,
                outlet=f"Outlet {at}",
                number=number(words=counted[0], best=float(counted[0])) if counted else None,
            )
            made[one.claim.id] = told(one, sentence)
    return list(made.values())


def by_pairs(claimed: Sequence[Claimed]) -> dict[frozenset[str], tuple[str, str]]:
    """What the rules say of each pair of claims that share a key, looked at one by one."""
    listed = sorted(profiles(claimed), key=lambda profile: profile.printed)
    found = {}
    for a, b in combinations(listed, 2):
        if overlapping(a, b):
            continue
        if not (a.position and b.position):
            finding = no_position(a, b)
        elif apart(a, b):
            continue
        else:
            finding = next(
                (
                    decided(a, b, met)
                    for rule, one, other in zip(RULES, keys_by_rule(a), keys_by_rule(b), strict=True)
                    if (one & other or (rule.name == "saying" and a.stems & b.stems))
                    and (met := rule.meets(a, b)) is not None
                ),
                None,
            )
        if finding:
            found[frozenset((a.id, b.id))] = (finding.relation.value, finding.rule)
    return found


def as_pairs(links: Sequence[Link]) -> dict[frozenset[str], tuple[str, str]]:
    return {frozenset((link.a, link.b)): (link.relation.value, link.rule) for link in links}


@given(drawn=DRAWN)
@QUIET
def test_no_pair_that_a_rule_decides_is_left_out(say: Make, number: Make, drawn: list) -> None:  # type: ignore[type-arg]
    made = claims(say, number, drawn)
    links = decide(made, ())
    assert as_pairs(links) == by_pairs(made)
    keys = dict(zip((one.claim.id for one in made), index_keys(made), strict=True))
    assert all(keys[link.a] & keys[link.b] for link in links)


@given(drawn=DRAWN)
@QUIET
def test_new_claims_are_laid_beside_older_ones(say: Make, number: Make, drawn: list) -> None:  # type: ignore[type-arg]
    made = claims(say, number, drawn)
    new, older = made[::2], made[1::2]
    fresh = {one.claim.id for one in new}
    assert decide(new, older) == tuple(link for link in decide(made, ()) if {link.a, link.b} & fresh)


@given(drawn=DRAWN, few=st.sampled_from([0, 16]))
@QUIET
def test_events_of_all_are_those_of_pairs(say: Make, number: Make, drawn: list, few: int) -> None:  # type: ignore[type-arg]
    listed = profiles(claims(say, number, drawn))
    by_mood = moods(listed)
    with pytest.MonkeyPatch.context() as patch:  # a case of many reports, and one of few
        patch.setattr(batch, "_FEW", few)
        events = Events(listed)
        told = [events.of(at) for at in range(len(listed))]
    for at, one in enumerate(listed):
        same, other = told[at]
        own = barred(listed, at, events.own(at))
        for to, two in enumerate(listed):
            assert (True if same >> to & 1 else False if other >> to & 1 else None) is same_event(one, two)
            assert bool(events.own(at) >> to & 1) == (one.report == two.report)
            if one.report == two.report:
                kept_apart = overlapping(one, two) or apart(one, two) is not None
                assert bool(own >> to & 1) == kept_apart
            if same_event(one, two) and one.report != two.report:
                assert bool(by_mood[one.mood] >> to & 1) == (apart(one, two) is None)


@given(drawn=DRAWN)
@QUIET
def test_words_are_counted_for_all_at_once(say: Make, number: Make, drawn: list) -> None:  # type: ignore[type-arg]
    listed = profiles(claims(say, number, drawn))
    words = Words(listed)
    for at, one in enumerate(listed):
        shared = words.shared(at)
        for to, two in enumerate(listed):
            for least in range(1, Counted.MOST + 1):
                assert bool(shared.at_least(least) >> to & 1) == (len(one.stems & two.stems) >= least)
            if one.stems and (alike(one, two) >= LEAST_ALIKE or plain_words(one.text) == plain_words(two.text)):
                assert words.alike(at, shared) >> to & 1


@given(drawn=DRAWN, floor=st.sampled_from([-4.0, -2.0, -1.0, 0.0]))
@QUIET
def test_a_bound_is_never_below_the_likeness(say: Make, number: Make, drawn: list, floor: float) -> None:  # type: ignore[type-arg]
    for a, b in combinations(profiles(claims(say, number, drawn)), 2):
        bound, sure = bounded(floor, traits(a), traits(b))
        exact = likeness(a, b)
        assert bound == exact if sure else exact <= bound < floor


def unknown(*_: Profile) -> None:
    """The cosine of two claims without vectors."""


def plainly_gathered(
    listed: Sequence[Profile], cosine: Callable[[Profile, Profile], float | None] = unknown
) -> tuple[tuple[str, ...], ...]:
    """Groups merged by the mean likeness of all their pairs, the most alike first, every mean worked out anew."""
    groups = [(profile,) for profile in sorted(listed, key=lambda profile: profile.printed)]

    def mean(one: Sequence[Profile], other: Sequence[Profile]) -> float:
        pairs = [(min(a, b, key=lambda p: p.printed), max(a, b, key=lambda p: p.printed)) for a in one for b in other]
        return sum(max(-4.0, alike(a, b)) for a, b in pairs) / len(pairs)

    def alike(a: Profile, b: Profile) -> float:
        close = cosine(a, b)
        meet = bool(a.stems & b.stems) or (close is not None and close >= CLOSE)
        if not meet or not same_event(a, b) or apart(a, b) or overlapping(a, b):
            return -4.0
        return bounded(-inf, traits(a), traits(b), None, close)[0]

    while len(groups) > 1:
        told, one, other = max(
            ((mean(one, other), one, other) for one, other in combinations(groups, 2)),
            key=lambda found: (round(found[0], 9), [p.printed for p in found[2]], [p.printed for p in found[1]]),
        )
        if told < ENOUGH:
            break
        groups = [group for group in groups if group not in (one, other)] + [(*one, *other)]
    listed = sorted(sorted(profile.printed for profile in group) for group in groups)
    return tuple(tuple(printed[-1] for printed in group) for group in listed)


def test_gathering_by_bounds_is_gathering_by_means(say: Make, number: Make) -> None:
    titles = ("Storm in Orlow", "Crane collapsed in Orlow")
    drawn = [
        (SENTENCES[at:] + SENTENCES[:at], titles[at % 2], "2031-03-02", voice, Act.ASSERT, Modality.ACTUAL, False)
        for at, voice in enumerate(("the mayor", "Osk Brandt", None, "the harbour office"))
    ]
    listed = profiles(claims(say, number, drawn))
    found = gathered(listed, (), {})
    assert found == plainly_gathered(listed)
    assert 1 < len(found) < len(listed)


@pytest.mark.parametrize("threads", [1, 2])
def test_gathering_by_vectors_is_gathering_by_the_cosines_of_pairs(say: Make, number: Make, threads: int) -> None:
    drawn = [
        (SENTENCES[at:] + SENTENCES[:at], "Storm in Orlow", "2031-03-02", voice, Act.ASSERT, Modality.ACTUAL, False)
        for at, voice in enumerate(("the mayor", "Osk Brandt", None, "the harbour office"))
    ]
    listed = profiles(claims(say, number, drawn))
    # Whatever the words are, the vectors of every fourth claim lie about one place.
    chosen = np.random.default_rng(7)
    places = chosen.integers(-60, 60, size=(4, WIDTH))
    near = [places[at % 4] + chosen.integers(-45, 45, size=WIDTH) for at in range(len(listed))]
    vectors = {profile.id: row.astype(np.int8).tobytes() for profile, row in zip(listed, near, strict=True)}

    def told(a: Profile, b: Profile) -> float:
        return float(np.float32(round(cosine(vectors[a.id], vectors[b.id]), 6)))

    found = gathered(listed, (), {}, models=Known(vectors=dict(vectors), threads=threads))
    assert found == plainly_gathered(listed, told)
    assert found != gathered(listed, (), {})
    assert 1 < len(found) < len(listed)


@given(drawn=DRAWN)
@QUIET
def test_what_is_remembered_is_what_would_be_made(say: Make, number: Make, drawn: list) -> None:  # type: ignore[type-arg]
    made, known = claims(say, number, drawn), Remembered()
    links = decide(made, (), known)
    assert links == decide(made, ())
    assert assemble(made, links, known) == assemble(made, links)


def test_a_claim_that_has_changed_is_not_remembered(say: Make) -> None:
    known, one = Remembered(), say("The ferry sank off Orlow.")
    first = known((one,))[0]
    assert known((one,))[0] is first
    other = replace(one, claim=replace(one.claim, act=Act.WISH))
    assert (first.mood, known((other,))[0].mood) == ("fact", "wish")
    retitled = replace(one, report=replace(one.report, outlet="Bay News"))
    assert known((retitled,))[0].scene is not first.scene


def test_the_members_of_a_set_come_in_order() -> None:
    assert list(members(0b1101)) == [0, 2, 3]


@given(size=st.integers(1, 40), bits=st.integers(0))
def test_a_set_as_flags_is_the_same_set(size: int, bits: int) -> None:
    held = bits % (1 << size)
    flags = batch.flags_of(held, size)
    assert np.flatnonzero(flags).tolist() == list(members(held))
    assert batch.flagged(flags) == held


# What is looked up in a text read once is what a pattern finds in it.

TEXTS = st.lists(
    st.sampled_from(
        [
            "Captain",
            "captain",
            "CAPTAIN",
            "Osk",
            "Brandt",
            "Mayor",
            "mayor",
            "of",
            "the",
            "harbour",
            "office",
            "for",
            "said",
            ",",
            ".",
            "\n",
            "Holm's",
            "İzmir",
            "straße",
            "who",
            "a",
        ]
    ),
    max_size=14,
).map(" ".join)


@given(text=TEXTS, noun=st.sampled_from(["captain", "mayor", "of", "izmir", "holm"]))
@settings(max_examples=300, deadline=None)
def test_names_behind_a_noun_are_those_that_a_pattern_finds(text: str, noun: str) -> None:
    pattern = rf"\b(?i:{noun})\s+(?:[A-Z][\w’'-]+\s+){{0,2}}([A-Z]\w+)"
    found = frozenset(stem(match[1]) for match in re.finditer(pattern, text))
    assert names_behind(text).get(noun, frozenset()) == found


@given(
    text=TEXTS,
    person=st.sampled_from(["osk brandt", "holm", "izmir"]),
    body=st.sampled_from(["harbour office", "mayor"]),
)
@settings(max_examples=300, deadline=None)
def test_who_is_introduced_is_whom_the_pattern_finds(text: str, person: str, body: str) -> None:
    last, named = person.rsplit(maxsplit=1)[-1], body
    after = rf"\b{last},?\s+(?:of|from|at|for|\w+\s+(?:of|at|for))\s+(?:the\s+)?{named}\b"
    ahead = rf"\b{named}(?:['’]s)?(?:\s+\w+){{0,2}},?\s+(?:\w+\s+)?{last}\b(?!['’]s)"
    assert introduced(person, body, text) == (re.search(f"{after}|{ahead}", text, re.IGNORECASE) is not None)


@pytest.mark.parametrize(
    "text",
    ["Osk Brandt, spokesman for the harbour office,", "the harbour office's new spokesman, Captain Brandt"],
)
def test_an_introduction_is_found_at_its_longest(text: str) -> None:
    assert introduced("osk brandt", "harbour office", text)


def test_letters_are_folded_as_patterns_that_ignore_case_fold_them() -> None:
    cased = [c for c in map(chr, range(sys.maxunicode + 1)) if not "\ud800" <= c <= "\udfff" and c.lower() != c.upper()]
    whole, alike_to = "".join(cased), defaultdict(set)
    for letter in cased:
        alike_to[folded(letter)].add(letter)
    named = [letter for letter in cased if normal(letter) == letter]  # no other stands in a normalised name
    assert len(named) > 500
    for letter in named:
        assert set(re.findall(letter, whole, re.IGNORECASE)) == alike_to[folded(letter)]


def test_voices_are_the_same_from_both_sides(say: Make) -> None:
    text = "Osk Brandt, spokesman for the harbour office, said so."
    man = say(text, voice="Osk Brandt", kind=ReferentKind.PERSON)
    body = say("The ferry sank.", voice="the harbour office", outlet="Bay News")
    one, two = profiles((man, body))
    assert same_voice(one, two)
    assert same_voice(two, one)
