"""What a claimant does with a content."""

from collections.abc import Callable

import pytest

from sayso.nouns import Act, Certainty, Claim, Modality, Polarity

Claims = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("cue", "content", "act", "polarity"),
    [
        ("said", "the gate was open", Act.ASSERT, Polarity.POSITIVE),
        ("said", "the gate was not open", Act.ASSERT, Polarity.NEGATIVE),
        ("denied", "the gate was open", Act.DENY, Polarity.NEGATIVE),
        ("denied", "the gate was not open", Act.DENY, Polarity.POSITIVE),
        ("conceded", "nobody had locked the gate", Act.ADMIT, Polarity.NEGATIVE),
        ("refused", "to lock the gate", Act.REFUSE, Polarity.NEGATIVE),
        ("promised", "to lock the gate", Act.PROMISE, Polarity.POSITIVE),
        ("hopes", "the gate stays open", Act.WISH, Polarity.POSITIVE),
        ("urged", "drivers to turn back", Act.DEMAND, Polarity.POSITIVE),
        ("rejected", "the accusation", Act.DENY, Polarity.NEGATIVE),
        ("rejected", "the offer of a truce", Act.REFUSE, Polarity.NEGATIVE),
        ("declined to comment on", "the broken gate", Act.NO_COMMENT, Polarity.POSITIVE),
        ("could not verify that", "the gate was open", Act.UNVERIFIED, Polarity.POSITIVE),
    ],
    ids=str,
)
def test_the_cue_decides_the_act(claims: Claims, cue: str, content: str, act: Act, polarity: Polarity) -> None:
    text = f"The warden {cue} {content}."
    (claim,) = claims(text, ("The warden", cue, content))
    assert (claim.act, claim.polarity) == (act, polarity)


def test_no_fewer_than_denies_nothing(claims: Claims) -> None:
    text = "The warden said no fewer than 40 people were inside."
    (claim,) = claims(text, ("The warden", "said", "no fewer than 40 people were inside"))
    assert claim.polarity is Polarity.POSITIVE


@pytest.mark.parametrize(
    ("cue", "content", "certainty"),
    [
        ("said", "the gate is open", Certainty.TRUE_CERTAIN),
        ("said", "the gate is probably open", Certainty.TRUE_UNCERTAIN),
        ("believes", "the gate is open", Certainty.TRUE_UNCERTAIN),
        ("said", "the gate is not open", Certainty.FALSE_CERTAIN),
        ("hopes", "the gate is open", Certainty.UNKNOWN),
        ("expects", "the gate to open", Certainty.TRUE_UNCERTAIN),
    ],
)
def test_certainty_is_the_claimants(claims: Claims, cue: str, content: str, certainty: Certainty) -> None:
    text = f"The warden {cue} {content}."
    (claim,) = claims(text, ("The warden", cue, content))
    assert claim.certainty is certainty


@pytest.mark.parametrize(
    ("content", "modality"),
    [
        ("the gate is open", Modality.ACTUAL),
        ("the gate must be closed", Modality.NORM),
        ("the council will close the gate", Modality.PLAN),
        ("the gate may be open", Modality.POSSIBLE),
        ("the gate will stay shut unless the guard returns", Modality.CONDITIONAL),
    ],
)
def test_modality_is_that_of_the_content(claims: Claims, content: str, modality: Modality) -> None:
    text = f"The warden said {content}."
    (claim,) = claims(text, ("The warden", "said", content))
    assert claim.modality is modality


def test_hedges_are_kept_as_written(claims: Claims) -> None:
    text = "The warden said the gate appears to be open."
    (claim,) = claims(text, ("The warden", "said", "the gate appears to be open"))
    assert [hedge.of(text) for hedge in claim.hedges] == ["appears"]
