"""Laws: what is told of the voices of a case by their words is what laying each beside each tells."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import plain_voices
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain_voices import PlainCase

from sayso.compare import canonical
from sayso.compare.names import Names, normal, same_name
from sayso.compare.origins import directory, origins
from sayso.compare.profile import Profile, profiles
from sayso.compare.voices import same_besides
from sayso.nouns import Claimed, Form, Link, ReferentKind, Relation, Voice

Make = Callable[..., Claimed]

BODY, PERSON, UNKNOWN = ReferentKind.BODY, ReferentKind.PERSON, ReferentKind.UNKNOWN
PEOPLE = (
    *((name, PERSON) for name in ("Robert Holm", "Bob Holm", "Holm", "Mr Holm", "mayor")),
    *(("Edda Holm", PERSON), ("Holm", UNKNOWN), ("Holm", PERSON), ("Bob Holm", BODY), ("mayor", BODY)),
)
SPELLINGS = (
    *((name, PERSON) for name in ("Taras Malyk", "Taras Malik", "Malyk", "Malik", "minister", "Osk Brandt")),
    *(("Malyk", UNKNOWN), ("Taras Malyk", BODY), ("ministry", BODY), ("harbour office", BODY)),
)
POLICE = (
    *((name, BODY) for name in ("police", "Orlow police", "Brevik police", "Orlow city police", "the", "…")),
    *(("police", ReferentKind.UNNAMED_GROUP), ("Brandt", PERSON), ("Ada Holm of the police", BODY)),
)
MINISTRIES = (
    *((name, BODY) for name in ("Peruvian defence ministry", "Chilean defence ministry", "defence ministry")),
    *((name, BODY) for name in ("ministry", "defence ministry of Peru", "Peruvian defense ministry")),
    *((name, ReferentKind.GOVERNMENT) for name in ("Lima", "Peruvian government")),
)
OTHERS = (
    *((name, BODY) for name in ("harbour office", "Orlow harbour office")),
    *(("residents", ReferentKind.UNNAMED_GROUP), ("Ян Холм", PERSON), ("Ada Holm", PERSON)),
)
FAMILIES = (PEOPLE, SPELLINGS, POLICE, MINISTRIES, (*PEOPLE, *SPELLINGS, *POLICE, *MINISTRIES, *OTHERS))
"""Names of which each can be one with another of its family."""
SENTENCES = (
    "Holm of the harbour office said the gate held.",
    "Harbour office chief Osk Brandt said so.",
    "Brandt, a captain of the Orlow police, saw the gate.",
    "Defence ministry spokesman Taras Malyk had no comment.",
    "Ada Holm rang the police.",
    "The mayor was at the gate in Orlow.",
    "The gate in Orlow broke.",
)
TITLES = ("Gate in Orlow lost", "Gate in Orlow lost, Chile says", "Gate in Orlow lost, Peru says", "Harvest in Brevik")
FORMS = (Form.INDIRECT, Form.INDIRECT, Form.INDIRECT, Form.NARRATOR, Form.HEADLINE)


def reports(names: Sequence[tuple[str, ReferentKind]]) -> st.SearchStrategy:  # type: ignore[type-arg]
    """Sentences, title and outlet of some reports, and whose claims stand in each: name, role, party, body, form."""
    voice = st.tuples(
        st.sampled_from(names),
        st.sampled_from([None, "mayor", "the minister", "interior minister", ""]),
        st.sampled_from([None, None, "Peru", "Chile"]),
        st.sampled_from([None, None, "harbour office", "Orlow police"]),
        st.sampled_from(FORMS),
        st.booleans(),
    )
    report = st.tuples(
        st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True),
        st.sampled_from(TITLES),
        st.sampled_from(["Orlow Post", "Lantern", "Bay News"]),
        st.lists(voice, min_size=1, max_size=5),
    )
    return st.lists(report, min_size=3, max_size=8)


CASE = st.sampled_from(FAMILIES).flatmap(reports)
QUIET = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.data_too_large, HealthCheck.too_slow],
)


def claims(say: Make, drawn: Sequence[tuple]) -> list[Claimed]:  # type: ignore[type-arg]
    """Claims of some reports, each by a voice as it was drawn."""
    made = {}
    for sentences, title, outlet, voices in drawn:
        for at, ((name, kind), role, party, affiliation, form, relayed) in enumerate(voices):
            voice = None if form is Form.NARRATOR else name
            told = {"kind": kind, "role": role, "party": party, "affiliation": affiliation}
            one = say(" ".join(sentences), voice=voice, title=title, outlet=outlet, **told)
            via = (Voice(name="Bay Wire", kind=ReferentKind.OUTLET, source=()),) if relayed else ()
            claim = replace(one.claim, id=f"{one.claim.id}{at}", form=form, via=via)
            made[claim.id] = replace(one, claim=claim)
    return list(made.values())


def told_by_pairs(claimed: Sequence[Claimed], links: Sequence[Link] = ()) -> dict[str, object]:
    case = PlainCase.of(claimed, links)
    return {claim: case.name_of(mention) for mention, held in case.claims.items() for claim in held}


def holds_for_origins(made: Sequence[Profile], case: Sequence[Profile], strangers: frozenset[frozenset[str]]) -> None:
    named = [profile for profile in made if profile.named]
    assert {frozenset(pair) for pair in same_besides(named)} == plain_voices.one_besides(named)
    bodies, first = plain_voices.bodies_of(case), {profile.report: "r0" for profile in case[::2]}
    found = origins(made, first, directory(case), strangers)
    assert found == plain_voices.origins(made, first, bodies, strangers)


@given(
    st.lists(st.sampled_from(["holm", "edda", "the", "police", "harbour", "", "city"]).map(str) | st.text(), max_size=9)
)
@settings(max_examples=200, deadline=None)
def test_names_found_by_their_words_are_those_that_can_be_one(parts: list[str]) -> None:
    names = {" ".join(parts[at : at + size]) for at in range(len(parts)) for size in (0, 1, 2, 3)}
    index = Names(names)
    for one in names:
        assert index.like(one) == {other for other in names if same_name(one, other)}


@given(drawn=CASE, apart=st.lists(st.sampled_from(FAMILIES[-1]), min_size=2, max_size=2))
@QUIET
def test_origins_are_what_each_claim_beside_each_tells(say: Make, drawn: list, apart: list) -> None:  # type: ignore[type-arg]
    made = profiles(claims(say, drawn))
    holds_for_origins(made, made, frozenset({frozenset(normal(name) for name, _ in apart)}))
    for some in (made[::2], made[::3]):
        holds_for_origins(some, made, frozenset())


@given(drawn=CASE, agreeing=st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), min_size=1, max_size=9))
@QUIET
def test_names_are_what_each_voice_beside_each_tells(
    say: Make,
    drawn: list,  # type: ignore[type-arg]
    agreeing: list[tuple[int, int]],
) -> None:
    made = claims(say, drawn)
    pairs = [(made[a % len(made)].claim.id, made[b % len(made)].claim.id) for a, b in agreeing]
    links = [Link(id=a + b, a=a, b=b, relation=Relation.AGREES, rule="by hand", reasons=()) for a, b in pairs]
    assert canonical(made, links) == told_by_pairs(made, links)


Example = tuple[list[Claimed], tuple[Link, ...]]


def test_the_example_case_has_the_origins_that_each_claim_beside_each_tells(example: Example) -> None:
    made = profiles(example[0])
    assert any(profile.named for profile in made)
    holds_for_origins(made, made, frozenset())


def test_the_example_case_has_the_names_that_each_voice_beside_each_tells(example: Example) -> None:
    told = told_by_pairs(*example)
    assert canonical(*example) == told
    assert any(known.reason for known in canonical(*example).values())
