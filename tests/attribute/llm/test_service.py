"""The service: what a user must say of it, what goes to it, and what becomes of a report where it fails."""

import gzip
import json
from collections.abc import Callable

import pytest
from language_model import Model, Reply, completion, proposal, proposing

from sayso.attribute import proposed
from sayso.attribute.llm import make
from sayso.attribute.llm.extractor import KEY
from sayso.errors import NoAnswer, UnknownSetting
from sayso.nouns import Annotated, LayerName

Reads = Callable[..., Annotated]
TEXT = "For Tom Brack, the crews came too late."
FOR_BRACK = proposal([(1, "Tom Brack")], [(1, "For")], [(1, "the crews came too late")])


def options(model: Model, **more: str) -> dict[str, str]:
    return {"endpoint": model.endpoint, "model": "stand-in", **more}


def test_it_is_asked_for_each_passage_and_proposes_what_is_found(model: Model, layer: Reads) -> None:
    model.reply = lambda _: proposing(FOR_BRACK)
    extractor = make(options(model))
    (one,) = proposed(layer(TEXT), extractor)
    assert one.content[0].of(TEXT) == "the crews came too late"
    assert one.method == extractor.method == f"llm/1 stand-in@127.0.0.1:{model.port}"
    assert model.paths == ["/v1/chat/completions"]
    assert model.sentences == [[TEXT]]


def test_it_says_what_goes_where(model: Model) -> None:
    told = make(options(model)).sends
    assert f"127.0.0.1:{model.port}" in told
    assert "stand-in" in told


def test_headlines_are_not_sent(model: Model, layer: Reads) -> None:
    assert make(options(model))(layer(TEXT, LayerName.TITLE)) == ()
    assert model.bodies == []


def test_the_key_goes_to_the_service_and_nowhere_else(
    model: Model, layer: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY, "s3cret")
    extractor = make(options(model))
    extractor(layer(TEXT))
    assert model.headers[0]["authorization"] == "Bearer s3cret"
    assert "s3cret" not in f"{extractor.method} {extractor.sends} {model.bodies}"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "llm.endpoint"),
        ({"endpoint": "http://127.0.0.1:1/v1"}, "llm.model"),
        ({"endpoint": "127.0.0.1:1", "model": "m"}, "not the address"),
        ({"endpoint": "file:///etc/passwd", "model": "m"}, "not the address"),
        ({"endpoint": "http://u:p@127.0.0.1:1/v1", "model": "m"}, "names a user"),
        ({"endpoint": "http://127.0.0.1:1/v1?key=x", "model": "m"}, "query"),
        ({"endpoint": "http://models.example/v1", "model": "m"}, "unencrypted"),
        ({"endpoint": "http://127.0.0.1.models.example/v1", "model": "m"}, "unencrypted"),
        ({"endpoint": "http://127.0.0.1:1/v1", "model": "a\nb"}, "name of a model"),
        ({"endpoint": "http://127.0.0.1:1/v1", "model": "m", "temperature": "2"}, "no option 'temperature'"),
        ({"endpoint": "http://127.0.0.1:1/v1", "model": "m", "seconds": "0"}, "seconds"),
        ({"endpoint": "http://127.0.0.1:1/v1", "model": "m", "seconds": "nan"}, "seconds"),
        ({"endpoint": "http://127.0.0.1:1/v1", "model": "m", "plain-http": "maybe"}, "yes or no"),
    ],
    ids=str,
)
def test_a_setting_that_cannot_be_is_refused_with_what_would_do(given: dict[str, str], told: str) -> None:
    with pytest.raises(UnknownSetting, match=told):
        make(given)


@pytest.mark.parametrize(
    "endpoint", ["https://models.example/v1", "http://localhost:8080/v1/", "http://[::1]:8080", "http://127.1.2.3/v1"]
)
def test_a_service_of_this_machine_or_over_tls_needs_nothing_more(endpoint: str) -> None:
    assert make({"endpoint": endpoint, "model": "m"}).service.where.path.endswith("/chat/completions")


def test_plain_http_over_a_network_has_to_be_asked_for() -> None:
    made = make({"endpoint": "http://models.example/v1", "model": "m", "plain-http": "yes"})
    assert made.service.where.url == "http://models.example/v1/chat/completions"


FAILING = {
    "an error": (Reply(b"{}", status=500), "500"),
    "a redirect": (Reply(b"", status=307, headers={"Location": "http://127.0.0.1:9/v1/chat/completions"}), "307"),
    "breaks off": (Reply(completion("{}").raw[:20], says=5_000), "IncompleteRead|as it should|breaks off"),
    "is slow": (Reply(completion("{}").raw, pause=5.0), "longer than"),
    "drips": (Reply(completion("{}").raw, pause=0.1, drip=60), "longer than"),
    "is endless": (Reply(b" " * 2_000_000), "limit"),
    "is a bomb": (Reply(gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"}), "limit|filler"),
}


@pytest.mark.parametrize(("reply", "told"), FAILING.values(), ids=FAILING.keys())
def test_a_service_that_fails_is_told_and_nothing_is_proposed(
    model: Model, layer: Reads, reply: Reply, told: str
) -> None:
    model.reply = lambda _: reply
    extractor = make(options(model, seconds="1"))
    with pytest.raises(NoAnswer, match=told):
        extractor(layer(TEXT))
    assert len(model.bodies) == 1  # it is asked once, and nobody else is


def test_a_service_that_is_not_there_is_told(model: Model, layer: Reads) -> None:
    extractor = make({"endpoint": "http://127.0.0.1:1/v1", "model": "m"})
    with pytest.raises(NoAnswer, match=r"127\.0\.0\.1:1 .*refused"):
        extractor(layer(TEXT))
    assert model.bodies == []


def test_what_is_sent_is_one_text_at_a_time(model: Model, layer: Reads) -> None:
    extractor = make(options(model))
    for text in ("The mill burned.", "The weir held."):
        extractor(layer(text))
    assert [json.loads(body)["model"] for body in model.bodies] == ["stand-in"] * 2
    assert model.sentences == [["The mill burned."], ["The weir held."]]
