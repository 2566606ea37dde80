"""What a careful reader must see in an article of rival statements, one by one, on sentences of our own."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from sayso.compare import compare
from sayso.nouns import Act, Basis, Claim, Claimed, Form, Layer, LayerName, Modality, Moment, Polarity, Relation, Report
from sayso.nouns import ReferentKind as Kind
from sayso.stages import Settings, shipped

Read = Callable[[str], tuple[Claim, ...]]
PUBLISHED = Moment("2031-05-21T10:00+02:00")


def report_of(text: str) -> Report:
    layer = Layer(name=LayerName.TEXT, text=text, sha256=sha256(text.encode()).hexdigest())
    return Report(id="r-" + layer.sha256[:8], capture=layer.sha256, label="own", layers=(layer,), published=PUBLISHED)


def read(text: str) -> tuple[Claim, ...]:
    stages, settings, report = shipped(), Settings(), report_of(text)
    annotated = stages.annotate(report, LayerName.TEXT, settings)
    return stages.make_claims(report, annotated, stages.attribute(annotated, settings), "n")


def one(text: str, words: str) -> Claim:
    """The claim whose content holds the words."""
    found = [claim for claim in read(text) if any(words in piece.of(text) for piece in claim.content)]
    assert found, f"no claim holds {words!r}"
    return found[0]


def relations(text: str) -> set[Relation]:
    report = report_of(text)
    return {link.relation for link in compare([Claimed(claim=claim, report=report) for claim in read(text)]).links}


def test_a_hedged_count_of_the_week_by_an_unnamed_collective() -> None:
    claim = one("More than 300 miners are giving up this week, according to Peruvian sources.", "300")
    (count,) = claim.quantities
    assert (count.best, count.comparator.value) == (300, ">")
    assert [when.precision for when in claim.times] == ["week"]
    assert claim.voice is not None
    assert (claim.voice.kind, claim.voice.party) == (Kind.UNNAMED_GROUP, "Peru")


def test_a_groups_word_about_itself() -> None:
    claim = one("But a large group says it continues to hold out in the mine.", "it continues")
    assert claim.voice is not None
    assert claim.voice.name == "large group"


def test_claimants_named_after_the_cue() -> None:
    claim = one(
        "According to their own statements, the foremen of the strike are still in the Torrance mine.", "still in"
    )
    assert claim.voice is not None
    assert claim.voice.name.startswith("foremen")


def test_the_narrator_on_a_video_that_outlets_passed_on() -> None:
    claim = one("Chilean media circulated a video showing the deputy foreman Ada Holm.", "circulated a video")
    assert claim.voice is None
    assert [(evidence.kind, bool(evidence.circulated_by)) for evidence in claim.evidence] == [("video", True)]


def test_a_quotation_of_several_sentences_with_the_speaker_behind_it() -> None:
    text = "“I and the crew are in the Torrance mine. The pumps are running. I will say no more,” said Ada Holm."
    found = [claim for claim in read(text) if claim.form is Form.DIRECT]
    assert len(found) >= 2
    assert {claim.voice.name for claim in found if claim.voice} == {"Ada Holm"}


def test_an_inherited_voice() -> None:
    text = "According to company information, 40 miners have surrendered. They were taken to the barracks."
    claim = one(text, "taken to the barracks")
    assert claim.basis is Basis.INHERITED
    assert claim.voice is not None
    assert claim.voice.name == "company information"


def test_a_video_released_by_a_party_with_a_hedge() -> None:
    text = "The Defence Ministry in Lima released a video showing miners who appear to have surrendered."
    claim = one(text, "released a video")
    assert claim.voice is None
    assert claim.evidence[0].released_by
    assert claim.hedges


def test_a_capitals_wish() -> None:
    claim = one("Lima hopes for an exchange of prisoners.", "exchange")
    assert claim.act is Act.WISH
    assert claim.voice is not None
    assert (claim.voice.kind, claim.voice.party) == (Kind.GOVERNMENT, "Peru")


def test_a_label_with_a_hedged_share() -> None:
    text = "The authorities have stressed that at least some of the miners are not seen as workers but as rebels."
    claim = one(text, "not seen as")
    assert claim.polarity is Polarity.NEGATIVE
    assert [quantity.hedge is not None for quantity in claim.quantities] == [True]
    assert any(predicate.frame == "label" for predicate in claim.predicates)


def test_a_norm_by_a_named_spokesman_of_a_body() -> None:
    text = "“We expect all prisoners to be treated in accordance with the law,” the navy's spokesman Taras Malik said."
    claim = one(text, "We expect")
    assert claim.modality is Modality.NORM
    assert claim.voice is not None
    assert (claim.voice.name, claim.voice.role) == ("Taras Malik", "spokesman")


@pytest.mark.parametrize(
    "text",
    [
        (
            "The brewery in Orlow lay in ruins. In May the Chilean navy said that it had taken control of Orlow. "
            "However, Peruvian soldiers had entrenched themselves in the cellars of the Torrance brewery."
        ),
        (
            "“I and the command are at the Torrance plant,” said Taras Malik, the deputy commander. Chilean news "
            "sites, however, reported that Malik had gone into captivity."
        ),
    ],
)
def test_what_cannot_both_hold_is_disputed(text: str) -> None:
    assert Relation.DISPUTES in relations(text)


def test_an_exact_count_refines_a_hedged_one() -> None:
    text = (
        "More than 300 miners are surrendering this week, according to Peruvian sources.\n\n"
        "According to Peruvian information, 312 miners have surrendered since the beginning of the week."
    )
    assert Relation.DISPUTES not in relations(text)
    assert Relation.REFINES in relations(text)


def test_the_narrators_own_assessment_has_no_claimant() -> None:
    assert one("The capture of Orlow would be a strategic success for Lima.", "strategic success").voice is None


def test_a_causal_claim_by_a_party() -> None:
    text = "According to the Peruvian General Staff, resistance in the port has slowed down the advance towards Ica."
    claim = one(text, "slowed down")
    assert claim.voice is not None
    assert (claim.voice.kind, claim.voice.party) == (Kind.BODY, "Peru")


def test_a_stray_number_is_no_claim() -> None:
    text = "The mayor said the bridge was open.\n\n6"
    assert all("6" not in piece.of(text) for claim in read(text) for piece in claim.content)
