"""What several claims answer, and how the answers stand to one another."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sayso.nouns.span import Span


class Relation(StrEnum):
    """How claim a stands to claim b. `refines` and `supersedes` are directed from a to b; the rest are not."""

    AGREES = "agrees"
    REFINES = "refines"
    DISPUTES = "disputes"
    SUPERSEDES = "supersedes"
    REPEATS = "repeats"
    NOT_COMPARABLE = "not comparable"
    ELABORATES = "elaborates"  # the last three only between claims of one report
    SUPPORTS = "supports"
    RELABELS = "relabels"


class QuestionKind(StrEnum):
    """What a question asks for."""

    COUNT = "count"
    STATUS = "status"
    PLACE = "place"
    AGENCY = "agency"
    TIME = "time"
    CAUSE = "cause"
    CONTROL = "control"
    TREATMENT = "treatment"
    LABEL = "label"
    MEANS = "means"
    PLAN = "plan"
    OCCURRENCE = "occurrence"
    OTHER = "other"


class State(StrEnum):
    """How a question stands. It is retracted where all that was answered has been taken back."""

    DISPUTED = "disputed"
    SUPERSEDED = "superseded"
    AGREED = "agreed"
    SINGLE_SOURCE = "single_source"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a rule decided: one sentence for people, with the span in either claim that it looked at, if any."""

    rule: str
    words: str
    a: Span | None = None
    b: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How two claims stand to one another, by which rule, and why. What is kept or shown is never without a reason."""

    id: str
    a: str
    b: str
    relation: Relation
    rule: str
    reasons: tuple[Reason, ...]
    confidence: float | None = None


class Stands(Protocol):
    """A link, or what is known of it before its reasons are read."""

    @property
    def id(self) -> str:
        """The link's id."""
        ...

    @property
    def a(self) -> str:
        """The claim that it leads from."""
        ...

    @property
    def b(self) -> str:
        """The claim that it leads to."""
        ...

    @property
    def relation(self) -> Relation:
        """How the one stands to the other."""
        ...


def is_retraction(rule: str) -> bool:
    """Whether a superseding link by this rule says that a claim was taken back, not that a later one took its place."""
    return rule.partition(":")[0] == "retraction"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionKey:
    """What makes two claims comparable. An unfilled slot (None) is unknown, not equal."""

    kind: QuestionKind
    attribute: str  # predicate class or frame: "surrender", "custody"
    event: str | None = None
    population: str | None = None
    place: str | None = None
    window: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One value of a question and the claims behind it, in the order of their publication.

    Who stands behind it is counted three times: reports, the outlets that printed them, and origins at least and most.
    """

    id: str
    value: str  # readable: "1,730", "more than 1,700", "captive"
    claims: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    reports: int = 0
    outlets: int = 0
    origins_min: int = 0
    origins_max: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What the answers that nothing has replaced give together, by one way of counting; None is "no bound"."""

    preset: str  # "union", "ucdp", "acled"
    low: float | None
    best: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A voice that answers other questions of the event, so many of them, and not this one."""

    voice: str
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What several claims answer. Answers stand in the order in which they were first reported.

    `origins_min` merges all that may have one origin, `origins_max` keeps apart what is not known to be one. `silent`
    are voices that speak on the event and not on this, as far as the `event_reports` reports on it tell.
    """

    id: str
    key: QuestionKey
    wording: str
    state: State
    answers: tuple[Answer, ...]
    origins_min: int
    origins_max: int
    ranges: tuple[Range, ...] = ()
    silent: tuple[Silence, ...] = ()
    event_reports: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Reports that print one text, with why they are held to be copies."""

    reports: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that comparing gave, in canonical order (by id)."""

    links: tuple[Link, ...]
    questions: tuple[Question, ...]
    copies: tuple[Copies, ...]
