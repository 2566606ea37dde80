"""What a claim leans on."""

from collections.abc import Callable

from sayso.nouns import Attribution, Claim, Form, quote

Claims = Callable[..., tuple[Claim, ...]]


def test_a_released_video_has_its_releaser_and_what_it_shows(claims: Claims) -> None:
    text = "The harbour police released a video showing two men on a raft."
    (claim,) = claims(text, (None, None, text.removesuffix(".")), form=Form.NARRATOR)
    (video,) = claim.evidence
    assert video.kind == "video"
    assert quote(text, video.released_by) == "The harbour police"
    assert quote(text, video.depicts) == "two men on a raft"


def test_what_somebody_says_leans_on_the_video_that_shows_him(claims: Claims) -> None:
    text = "Local media shared a clip showing the captain Lars Nygaard. “I am at sea,” said Nygaard."
    (claim,) = claims(text, ("Nygaard", "said", "I am at sea"), form=Form.DIRECT)
    (clip,) = claim.evidence
    assert (clip.kind, quote(text, clip.circulated_by)) == ("video", "Local media")


def test_somebody_else_does_not_lean_on_it(claims: Claims) -> None:
    text = "Local media shared a clip showing the captain Lars Nygaard. The ship is lost, said Ada Holm."
    (claim,) = claims(text, ("Ada Holm", "said", "The ship is lost"))
    assert claim.evidence == ()


def test_a_satellite_image_is_told_from_a_photo(claims: Claims) -> None:
    text = "Satellite images show a crater beside the mill, the institute said."
    (claim,) = claims(text, ("the institute", "said", "Satellite images show a crater beside the mill"))
    assert [evidence.kind for evidence in claim.evidence] == ["satellite image"]


def test_a_figure_of_speech_is_no_evidence(claims: Claims, attributed: Callable[..., Attribution]) -> None:
    del attributed
    text = "The mayor said the list of repairs is long."
    (claim,) = claims(text, ("The mayor", "said", "the list of repairs is long"))
    assert claim.evidence == ()
