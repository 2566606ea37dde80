import dataclasses

from sayso.ledger import diff
from sayso.nouns import Act, Claim, Reading, Voice

from .building import Build

TEXT = "The mayor said 12 people were hurt. The bridge is closed, the army said."


def reading(build: Build, engine: str, *contents: str) -> Reading:
    report = build.intake(TEXT).report
    assert report is not None
    claims = tuple(build.claim(report, content, engine=engine) for content in contents)
    return build.reading(report, *claims, engine=engine)


def with_claims(one: Reading, *claims: Claim) -> Reading:
    return dataclasses.replace(one, claims=claims)


def test_the_same_claims_of_another_engine_are_the_same(build: Build) -> None:
    old, new = (reading(build, engine, "12 people", "bridge") for engine in ("1", "2"))
    found = diff(old, new)
    assert (found.before, found.after, found.same) == ("1", "2", 2)
    assert (found.added, found.removed, found.changed) == ((), (), ())


def test_other_spans_are_another_claim(build: Build) -> None:
    old, new = reading(build, "1", "12 people", "bridge"), reading(build, "2", "12 people were hurt", "bridge")
    found = diff(old, new)
    assert found.added == new.claims[:1]
    assert found.removed == old.claims[:1]
    assert found.same == 1


def test_a_claim_at_the_same_place_tells_what_changed_in_it(build: Build) -> None:
    old, new = reading(build, "1", "bridge"), reading(build, "2", "bridge")
    denied = dataclasses.replace(new.claims[0], act=Act.DENY, quantities=(), confidence=0.1)
    (change,) = diff(old, with_claims(new, denied)).changed
    assert (change.before, change.after) == (old.claims[0], denied)
    assert change.fields == ("act", "quantities")


def test_two_claims_at_one_place_are_matched_by_their_voices(build: Build) -> None:
    old, new = reading(build, "1", "bridge", "bridge"), reading(build, "2", "bridge", "bridge")

    def voiced(claim: Claim, name: str) -> Claim:
        voice = Voice(name=name, kind=build.kind, source=())
        return dataclasses.replace(claim, id=f"{claim.id}-{name}", voice=voice)

    before = with_claims(old, voiced(old.claims[0], "army"), voiced(old.claims[1], "mayor"))
    after = with_claims(new, voiced(new.claims[0], "mayor"), voiced(new.claims[1], "army"))
    assert diff(before, after).same == 2


def test_without_an_older_reading_all_is_new(build: Build) -> None:
    new = reading(build, "2", "bridge")
    assert diff(None, new).added == new.claims
    assert diff(None, new).before is None
