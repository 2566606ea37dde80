"""Claims built by hand: a text of our own invention, the part of it that is claimed, and what was read from it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from example_case import read_examples

import sayso
from sayso.nouns import (
    Act,
    Basis,
    Claim,
    Claimed,
    Comparator,
    Form,
    Layer,
    LayerName,
    Link,
    Modality,
    Moment,
    Polarity,
    Predicate,
    Quantity,
    ReferentKind,
    Report,
    Role,
    Scope,
    Span,
    Voice,
    When,
    content_id,
)

Say = Callable[..., Claimed]
BOUNDS = {"=": (1, 1), ">": (1, None), ">=": (1, None), "<=": (None, 1), "~": (0.9, 1.1)}


def find(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@dataclass(frozen=True, kw_only=True)
class State:
    """A state to be put into a claim: the word that tells it, its frame and value, whose it is."""

    word: str
    frame: str
    value: str
    of: str
    place: str | None = None

    def predicate(self, text: str) -> Predicate:
        span = find(text, self.word)
        roles = [Role(role="patient", span=span, name=self.of)]
        roles += [Role(role="place", span=span, name=self.place)] if self.place else []
        return Predicate(name=self.word, span=span, frame=self.frame, value=self.value, roles=tuple(roles))


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number to be put into a claim: its words, comparator and value."""

    words: str
    best: float
    comparator: str = "="
    scope: Scope = Scope.UNKNOWN
    unit: str = ""
    extra: dict[str, object] = field(default_factory=dict)

    def quantity(self, text: str) -> Quantity:
        low, high = BOUNDS[self.comparator]
        return Quantity(
            span=find(text, self.words),
            low=None if low is None else self.best * low,
            best=self.best,
            high=None if high is None else self.best * high,
            comparator=Comparator(self.comparator),
            counted="",
            unit=self.unit,
            scope=self.scope,
        )


def _say(
    text: str,
    claimed: str | None = None,
    *,
    voice: str | None = "the harbour office",
    kind: ReferentKind = ReferentKind.BODY,
    party: str | None = None,
    affiliation: str | None = None,
    role: str | None = None,
    outlet: str = "Orlow Post",
    title: str = "Storm in Orlow",
    published: str = "2031-03-02T10:00:00+01:00",
    number: Number | None = None,
    state: State | None = None,
    when: tuple[str, str, str] | None = None,
    denied: bool = False,
    act: Act = Act.ASSERT,
    modality: Modality = Modality.ACTUAL,
) -> Claimed:
    layers = (
        Layer(name=LayerName.TITLE, text=title, sha256=f"{title}"),
        Layer(name=LayerName.TEXT, text=text, sha256=f"{text}"),
    )
    report = Report(
        id=content_id("r", text, title, outlet, published),
        capture="ab" * 32,
        label=outlet,
        layers=layers,
        outlet=outlet,
        published=Moment(published),
    )
    content = find(text, claimed or text)
    times = (When(span=find(text, when[0]), start=when[1], end=when[2], precision="day"),) if when else ()
    return Claimed(
        report=report,
        claim=Claim(
            id=content_id("c", report.id, content.start, content.end, voice),
            report=report.id,
            layer=LayerName.TEXT,
            content=(content,),
            form=Form.INDIRECT if voice else Form.NARRATOR,
            basis=Basis.EXPLICIT if voice else Basis.NONE,
            voice=Voice(name=voice, kind=kind, source=(), party=party, affiliation=affiliation, role=role)
            if voice
            else None,
            act=act,
            modality=modality,
            polarity=Polarity.NEGATIVE if denied else Polarity.POSITIVE,
            quantities=(number.quantity(text),) if number else (),
            predicates=(state.predicate(text),) if state else (),
            times=times,
            rule="by hand",
            method="test",
        ),
    )


@pytest.fixture
def say() -> Say:
    return _say


@pytest.fixture
def number() -> type[Number]:
    return Number


@pytest.fixture
def state() -> type[State]:
    return State


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Claimed], tuple[Link, ...]]:
    """The claims and links of the example case."""
    with sayso.open_ledger(read_examples(tmp_path_factory.mktemp("case") / "case.sayso")) as ledger:
        reports = [report.id for report in ledger.reports()]
        return list(ledger.claims_of(reports)), ledger.links()
