"""Texts parsed once, and attributions built by hand from the words that they cover."""

from collections.abc import Callable
from functools import cache

import pytest

from sayso.annotate import annotate
from sayso.claims import make_claims
from sayso.nouns import Annotated, Attribution, Basis, Claim, Form, Layer, LayerName, Moment, Pieces, Report, Span


def report_of(text: str) -> Report:
    layer = Layer(name=LayerName.TEXT, text=text, sha256="0")
    published = Moment("2024-03-07T12:00:00+01:00")
    return Report(id="r-1", capture="0", label="r1", layers=(layer,), outlet="Northern Morning", published=published)


@cache
def annotation_of(text: str) -> Annotated:
    return annotate(report_of(text))


def pieces(text: str, *parts: str) -> Pieces:
    """The spans of the parts, each looked for behind the one before."""
    found: list[Span] = []
    for part in parts:
        start = text.index(part, found[-1].end if found else 0)
        found.append(Span(start, start + len(part)))
    return tuple(found)


def attribution_of(
    text: str, source: str | None, cue: str | None, *content: str, form: Form = Form.INDIRECT, via: tuple[str, ...] = ()
) -> Attribution:
    """An attribution whose source stands beside its cue: it is looked for as "source cue", then "cue source"."""
    where: dict[str, Span] = {}
    if source and cue:
        for pair in (f"{source} {cue}", f"{cue} {source}"):
            if pair in text:
                at = text.index(pair)
                where["source"] = Span(at + pair.index(source), at + pair.index(source) + len(source))
                where["cue"] = Span(at + pair.index(cue), at + pair.index(cue) + len(cue))
                break
    return Attribution(
        report="r-1",
        layer=LayerName.TEXT,
        source=((where["source"],) if where else pieces(text, source)) if source else (),
        cue=((where["cue"],) if where else pieces(text, cue)) if cue else (),
        content=pieces(text, *content),
        form=form,
        basis=Basis.EXPLICIT if source else Basis.NONE,
        via=tuple(pieces(text, relay) for relay in via),
        rule="test",
        method="test/1",
    )


@pytest.fixture
def read() -> Callable[[str], Annotated]:
    return annotation_of


@pytest.fixture
def attributed() -> Callable[..., Attribution]:
    return attribution_of


@pytest.fixture
def claims() -> Callable[..., tuple[Claim, ...]]:
    """The claims of a text with attributions given as (source, cue, content, …)."""

    def made(text: str, *said: tuple[str | None, ...], form: Form = Form.INDIRECT) -> tuple[Claim, ...]:
        attributions = [
            attribution_of(text, one[0], one[1], *(part for part in one[2:] if part), form=form) for one in said
        ]
        return make_claims(report_of(text), annotation_of(text), attributions, reading="g-1")

    return made
