"""A person's decision: about what was read, about a pair of claims, about two names, about a question's wording."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.nouns.ids import content_id
from sayso.nouns.report import LayerName
from sayso.nouns.span import Pieces
from sayso.nouns.values import Act, Certainty, Polarity


class RulingKind(StrEnum):
    """What a ruling is about."""

    READING = "reading"  # one claim: accept, correct, reject, unsure
    QUESTION = "question"  # two claims: same or different question
    RELATION = "relation"  # two claims: how the first stands to the second
    REFERENT = "referent"  # two names: same or different voice
    WORDING = "wording"  # the question that a claim answers, in a person's words
    FLAG = "flag"  # a claim, a report or a name: graphic, personal
    RELEASE = "release"  # a claim, or the question that a claim answers: published
    POLICY = "policy"  # how many people must agree on a claim
    UNDO = "undo"  # withdraws an earlier ruling


TWO_PEOPLE = "two people"
"""The policy that a claim is reviewed only when two people agree on it."""

DECISIONS: dict[RulingKind, tuple[str, ...]] = {
    RulingKind.READING: ("accept", "correct", "reject", "unsure"),
    RulingKind.QUESTION: ("same", "different"),
    RulingKind.RELATION: ("agrees", "refines", "disputes", "supersedes", "repeats", "not comparable", "unsure"),
    RulingKind.REFERENT: ("same", "different"),
    RulingKind.FLAG: ("graphic", "personal"),
    RulingKind.RELEASE: ("claim published", "question published"),
    RulingKind.POLICY: (TWO_PEOPLE, "one person"),
}
"""What may be decided, by kind. "Accept" says that the text was read rightly, never that it is true. "Unsure" is
that somebody looked and leaves it as the machine has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a claim stands, by whatever reading: its report, layer and content, and the voice that was read."""

    report: str
    layer: LayerName
    content: Pieces
    voice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person reads where the machine read otherwise; None leaves a field as it was read.

    `voice` is a name; an empty one says that nobody is named and the outlet speaks for itself.
    """

    voice: str | None = None
    act: Act | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Where a person sees the parts of a claim in its text layer; None leaves a part where it was read.

    `source` and `cue` are empty where the text has no such words; `content` never is.
    """

    source: Pieces | None = None
    cue: Pieces | None = None
    content: Pieces | None = None


Place = tuple[str, LayerName, Pieces]
"""Where a claim stands: its report, layer and content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One decision, by whom and when (UTC, ISO 8601). Never changed or deleted; a later one may take its place.

    `decision` is one of DECISIONS; of a wording the words, of an undo "undo". `claims` are one or two, in the order in
    which the person gave them; of a flag on a whole report its layers from end to end. `correction` and `parts` are
    what a person reads otherwise, and where. `undoes` is the id of the ruling that is withdrawn.
    """

    id: str
    kind: RulingKind
    decision: str
    by: str
    at: str
    why: str | None = None
    claims: tuple[Anchor, ...] = ()
    names: tuple[str, ...] = ()
    correction: Correction | None = None
    undoes: str | None = None
    parts: Parts | None = None

    def subject(self) -> tuple[object, ...]:
        """What it decides: of several rulings with one subject the latest stands.

        A thing may be flagged for several reasons at once, and a claim published apart from its question: those are
        several subjects.
        """
        pair = tuple(sorted((one.report, one.layer.value, one.content) for one in self.claims))
        if self.kind in {RulingKind.FLAG, RulingKind.RELEASE}:
            return (self.kind, self.decision, pair, self.names)
        return (self.kind, pair, tuple(sorted(self.names)))

    def places(self) -> tuple[tuple[Place, ...], ...]:
        """For each claim that it is about where that may stand: as it was read, or as the person has corrected it."""
        moved = self.parts.content if self.parts is not None else None
        return tuple(
            tuple((one.report, one.layer, content) for content in (one.content, moved) if content is not None)
            for one in self.claims
        )


def ruling_id(kind: RulingKind, number: int, by: str, decision: str, at: str) -> str:
    """The id of the ruling that is the ledger's `number`th: two people may decide the same, and one may twice."""
    return content_id("u", kind.value, number, by, decision, at)
