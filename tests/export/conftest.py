"""A small case built by hand: two voices who differ over a number, one relay, one claim in a title."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from sayso.nouns import (
    Answer,
    Basis,
    Claim,
    Claimed,
    Comparator,
    Copies,
    Evidence,
    Form,
    Layer,
    LayerName,
    Link,
    Moment,
    Predicate,
    Quantity,
    Question,
    QuestionKey,
    QuestionKind,
    Reason,
    ReferentKind,
    Relation,
    Report,
    Review,
    Role,
    Ruling,
    RulingKind,
    Scope,
    Span,
    State,
    Voice,
    When,
    Where,
)

TITLE = "Ferry aground off Brinmouth"
TEXT = "The harbour office said that nearly 40 people were taken off on Monday, a video shows. 😀 Crew denied it."


@dataclass(frozen=True)
class Shelf:
    """What an export reads, held in memory."""

    _reports: tuple[Report, ...] = ()
    _claims: tuple[Claimed, ...] = ()
    _links: tuple[Link, ...] = ()
    _questions: tuple[Question, ...] = ()
    _copies: tuple[Copies, ...] = ()

    def reports(self) -> tuple[Report, ...]:
        return self._reports

    def claims(self) -> tuple[Claimed, ...]:
        return self._claims

    def links(self) -> tuple[Link, ...]:
        return self._links

    def questions(self) -> tuple[Question, ...]:
        return self._questions

    def copies(self) -> tuple[Copies, ...]:
        return self._copies

    def rulings(self) -> tuple[Ruling, ...]:
        ruling = Ruling(
            id="u-1",
            kind=RulingKind.REFERENT,
            decision="same",
            by="Ada",
            at="2024-05-09T08:00:00+00:00",
            names=("A", "B"),
        )
        return (ruling,)

    def reviews(self) -> dict[str, Review]:
        return {}

    def published(self) -> dict[str, Ruling]:
        return {}


def find(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def make_report(label: str, *, text: str = TEXT, title: str = TITLE, outlet: str | None = "Brin Herald") -> Report:
    return Report(
        id=f"r-{label}",
        capture="ab" * 32,
        label=label,
        layers=(
            Layer(name=LayerName.TITLE, text=title, sha256="01" * 32),
            Layer(name=LayerName.TEXT, text=text, sha256="02" * 32),
        ),
        outlet=outlet,
        url="https://herald.example/1",
        published=Moment("2024-05-07T10:20:00+03:00"),
    )


def make_claim(claim: str, report: Report, content: tuple[Span, ...], voice: Voice | None = None) -> Claimed:
    return Claimed(
        claim=Claim(
            id=claim,
            report=report.id,
            layer=LayerName.TEXT,
            content=content,
            form=Form.INDIRECT,
            basis=Basis.EXPLICIT if voice else Basis.NONE,
            voice=voice,
            rule="clause",
            method="rules/1",
        ),
        report=report,
    )


def make_link(a: str, b: str, relation: Relation, rule: str = "counts") -> Link:
    reason = Reason(rule=rule, words="The two numbers cannot both hold.", a=find("40"), b=None)
    return Link(id=f"l-{a}-{b}", a=a, b=b, relation=relation, rule=rule, reasons=(reason,))


def make_question(question: str, state: State, *answers: Answer) -> Question:
    return Question(
        id=question,
        key=QuestionKey(kind=QuestionKind.COUNT, attribute="rescue", unit="people"),
        wording="How many people were taken off?",
        state=state,
        answers=answers,
        origins_min=1,
        origins_max=2,
    )


@pytest.fixture
def report() -> Report:
    return make_report("one.txt")


@pytest.fixture
def full(report: Report) -> Claimed:
    """A claim with every field filled."""
    monday = When(span=find("on Monday"), start="2024-05-06", end="2024-05-06", precision="day")
    office = Voice(
        name="Harbour Office",
        kind=ReferentKind.BODY,
        source=(find("The harbour office"),),
        named=find("harbour office"),
        role="office",
        party="Brinmouth",
        resolution="named",
    )
    base = make_claim("c-1", report, (find("nearly 40 people were taken off on Monday"),), office)
    claim = replace(
        base.claim,
        cue=(find("said"),),
        via=(replace(office, name="Coast Radio", kind=ReferentKind.OUTLET),),
        hedges=(find("nearly"),),
        quantities=(
            Quantity(
                span=find("nearly 40"),
                low=36.0,
                best=40.0,
                high=40.5,
                comparator=Comparator.ABOUT,
                counted="people",
                hedge=find("nearly"),
                unit="people",
                scope=Scope.CUMULATIVE,
                window=monday,
            ),
        ),
        times=(monday,),
        places=(Where(span=find("off"), name="Brinmouth", within=("Brinland",)),),
        evidence=(Evidence(kind="video", span=find("a video"), released_by=(find("harbour office"),)),),
        predicates=(
            Predicate(
                name="rescue",
                span=find("taken off"),
                frame="safety",
                value="safe",
                roles=(Role(role="patient", span=find("people"), name="people", kind=ReferentKind.GROUP),),
            ),
        ),
        confidence=0.5,
    )
    return replace(base, claim=claim)


@pytest.fixture
def shelf(report: Report, full: Claimed) -> Shelf:
    """The whole case."""
    other = make_report("two.txt", outlet=None)
    crew = Voice(name="Crew", kind=ReferentKind.UNNAMED_GROUP, source=(find("Crew"),))
    denial = make_claim("c-2", other, (find("it", TEXT[90:]),), crew)
    narrated = make_claim("c-3", report, (find("a video shows"),))
    titled = make_claim("c-4", report, (Span(0, 5),))
    titled = replace(titled, claim=replace(titled.claim, layer=LayerName.TITLE))
    asked = make_question(
        "q-1",
        State.DISPUTED,
        Answer(id="a-1", value="about 40", claims=("c-1",), low=36.0, high=40.5),
        Answer(id="a-2", value="none", claims=("c-2",)),
    )
    return Shelf(
        (other, report),
        (denial, titled, narrated, full),
        (
            make_link("c-1", "c-2", Relation.DISPUTES),
            make_link("c-1", "c-3", Relation.SUPPORTS),
            make_link("c-3", "c-2", Relation.REPEATS),
            make_link("c-4", "c-2", Relation.NOT_COMPARABLE),
            make_link("c-4", "c-3", Relation.REPEATS, "no position"),
        ),
        (make_question("q-2", State.RETRACTED, Answer(id="a-3", value="40", claims=("c-1",))), asked),
        (Copies(reports=("r-one.txt", "r-two.txt"), reason="same words"),),
    )


@pytest.fixture
def voiced() -> Callable[[str, str], Shelf]:
    """A shelf with one claim whose voice and outlet are given."""

    def make(name: str, outlet: str) -> Shelf:
        report = make_report("x", outlet=outlet)
        voice = Voice(name=name, kind=ReferentKind.UNKNOWN, source=())
        return Shelf((report,), (make_claim("c-9", report, (Span(0, 3),), voice),))

    return make
