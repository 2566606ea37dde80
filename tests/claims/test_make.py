"""Claims put together."""

from collections.abc import Callable

import pytest

from sayso.annotate import annotate
from sayso.claims import make_claims
from sayso.nouns import Attribution, Claim, Form, Layer, LayerName, Report, quote

Claims = Callable[..., tuple[Claim, ...]]

TEXT = "The blast killed 12 people and wounded 30, the health office said on Monday. Rescue teams left at noon."


def test_claims_stand_in_text_order_and_quote_the_text(claims: Claims) -> None:
    made = claims(
        TEXT,
        (None, None, "Rescue teams left at noon"),
        ("the health office", "said", "The blast killed 12 people and wounded 30"),
    )
    assert [quote(TEXT, claim.content) for claim in made] == [
        "The blast killed 12 people", "wounded 30", "Rescue teams left at noon",
    ]  # fmt: skip
    assert [claim.voice.name if claim.voice else None for claim in made] == ["health office", "health office", None]


def test_the_same_attribution_twice_gives_one_claim(claims: Claims) -> None:
    one = ("the health office", "said", "The blast killed 12 people and wounded 30")
    assert claims(TEXT, one, one) == claims(TEXT, one)


def test_ids_tell_readings_contents_and_voices_apart(attributed: Callable[..., Attribution]) -> None:
    layer = Layer(name=LayerName.TEXT, text=TEXT, sha256="0")
    report = Report(id="r-1", capture="0", label="r1", layers=(layer,))
    annotated = annotate(report)
    said = [attributed(TEXT, "the health office", "said", "The blast killed 12 people and wounded 30")]
    first, again = (make_claims(report, annotated, said, reading="g-1") for _ in range(2))
    other = make_claims(report, annotated, said, reading="g-2")
    assert first == again
    assert len({claim.id for claim in (*first, *other)}) == len(first) + len(other)


def test_narrators_questions_and_comments_give_no_claim(claims: Claims) -> None:
    text = "Who opened the gate? Accounts differ. The gate was opened at 10:15 on Monday."
    made = claims(
        text,
        (None, None, "Who opened the gate?"),
        (None, None, "Accounts differ."),
        (None, None, "The gate was opened at 10:15 on Monday."),
        form=Form.NARRATOR,
    )
    assert [quote(text, claim.content) for claim in made] == ["The gate was opened at 10:15 on Monday"]


def test_a_relay_is_kept_beside_the_voice(attributed: Callable[..., Attribution]) -> None:
    text = "The bridge is shut, Volta News reported, citing the harbour office."
    layer = Layer(name=LayerName.TEXT, text=text, sha256="0")
    report = Report(id="r-1", capture="0", label="r1", layers=(layer,))
    said = attributed(text, "the harbour office", "citing", "The bridge is shut", via=("Volta News",))
    (claim,) = make_claims(report, annotate(report), [said], reading="g-1")
    assert claim.voice is not None
    assert claim.voice.name == "harbour office"
    assert [relay.name for relay in claim.via] == ["Volta News"]


def test_whom_a_text_was_forwarded_from_passed_all_of_it_on(attributed: Callable[..., Attribution]) -> None:
    text = "The bridge is shut, Volta News reported, citing the harbour office. The pier fell at 10:15 on Monday."
    layer = Layer(name=LayerName.TEXT, text=text, sha256="0")
    report = Report(id="r-1", capture="0", label="r1", layers=(layer,), outlet="Dale Watch", forwarded_from="Port Wire")
    said = [
        attributed(text, "the harbour office", "citing", "The bridge is shut", via=("Volta News",)),
        attributed(text, None, None, "The pier fell at 10:15 on Monday.", form=Form.NARRATOR),
    ]
    relayed, told = make_claims(report, annotate(report), said, reading="g-1")
    assert [relay.name for relay in relayed.via] == ["Port Wire", "Volta News"]
    assert told.voice is None
    assert [relay.name for relay in told.via] == ["Port Wire"]


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [("The mayor", "denied", "that number"), ("The army", "rejected", "such reports"), ("She", "praised", "the staff")],
)
def test_a_thing_only_pointed_at_is_no_claim(claims: Claims, source: str, cue: str, content: str) -> None:
    assert claims(f"{source} {cue} {content}.", (source, cue, content)) == ()


@pytest.mark.parametrize(
    ("cue", "content"),
    [("denied", "the affair"), ("spoke of", "30 dead"), ("saw", "a raft"), ("called", "the plan a fraud")],
)
def test_a_thing_that_tells_something_is_a_claim(claims: Claims, cue: str, content: str) -> None:
    (claim,) = claims(f"The mayor {cue} {content}.", ("The mayor", cue, content))
    assert claim.voice is not None
