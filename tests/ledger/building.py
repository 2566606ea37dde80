"""Values as the stages would make them, by hand."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sayso.ledger import Ledger
from sayso.nouns import (
    Basis,
    Capture,
    Claim,
    Evidence,
    Form,
    IndexEntry,
    Intake,
    Layer,
    LayerName,
    Link,
    Moment,
    Outcome,
    Quantity,
    Reading,
    Reason,
    ReferentKind,
    Relation,
    Report,
    Span,
    Voice,
    content_id,
)
from sayso.nouns.values import Comparator


@dataclass(frozen=True)
class Build:
    """Values as the stages would make them, by hand."""

    engine: str = "engine 1"
    kind: ReferentKind = ReferentKind.BODY

    def intake(self, words: str, *, label: str = "a.txt", outlet: str | None = "Dale Post") -> Intake:
        raw = words.encode("utf-8", "surrogatepass")
        sha256 = hashlib.sha256(raw).hexdigest()
        report = Report(
            id=content_id("r", sha256, outlet),
            capture=sha256,
            label=label,
            layers=(
                Layer(name=LayerName.TITLE, text="Flood", sha256=hashlib.sha256(b"Flood").hexdigest()),
                Layer(name=LayerName.TEXT, text=words, sha256=sha256),
            ),
            outlet=outlet,
            published=Moment("2024-03-05"),
            retrieved=Moment("2024-03-06T10:20:00Z"),
        )
        capture = Capture(sha256=sha256, raw=raw, media_type="text/plain")
        return Intake(source=label, outcome=Outcome.READ, capture=capture, report=report)

    def refused(self, source: str = "b.pdf", reason: str = "not a text") -> Intake:
        return Intake(source=source, outcome=Outcome.REFUSED, reason=reason)

    def claim(
        self,
        report: Report,
        content: str,
        voice: str | None = None,
        engine: str | None = None,
        confidence: float | None = 0.75,
    ) -> Claim:
        """A claim over words of the text, said by a voice that the text names."""
        text = report.layers[-1].text
        spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in content.split(" … "))
        said = None
        if voice is not None:
            source = (Span(text.index(voice), text.index(voice) + len(voice)),)
            said = Voice(name=voice, kind=ReferentKind.BODY, source=source)
        return Claim(
            id=content_id("c", self.reading_id(report, engine), *(span.start for span in spans), spans[-1].end, voice),
            report=report.id,
            layer=LayerName.TEXT,
            content=spans,
            form=Form.INDIRECT if voice else Form.NARRATOR,
            basis=Basis.EXPLICIT if voice else Basis.NONE,
            voice=said,
            quantities=(
                Quantity(span=spans[0], low=12.0, best=12.0, high=12.0, comparator=Comparator.EXACT, counted=""),
            ),
            evidence=(Evidence(kind="video", span=spans[-1], depicts=spans),),
            rule="by hand",
            method="hand/1",
            confidence=confidence,
        )

    def reading_id(self, report: Report, engine: str | None = None) -> str:
        return content_id("n", report.id, engine or self.engine)

    def reading(self, report: Report, *claims: Claim, engine: str | None = None) -> Reading:
        ident = self.reading_id(report, engine)
        return Reading(id=ident, report=report.id, engine=engine or self.engine, claims=claims)

    def entry(self, *marks: int, day: int | None = None) -> IndexEntry:
        """What a report is found again by."""
        return IndexEntry(day=day, marks=frozenset(marks), scene=b"scene", keys=b"keys")

    def link(self, a: Claim, b: Claim, relation: Relation = Relation.DISPUTES) -> Link:
        first, second = sorted((a.id, b.id))
        return Link(
            id=content_id("l", first, second, relation),
            a=first,
            b=second,
            relation=relation,
            rule="counts-differ",
            reasons=(Reason(rule="counts-differ", words="12 is not 15", a=Span(0, 2), b=Span(3, 5)),),
            confidence=0.5,
        )


def fill(path: Path | str, build: Build) -> None:
    one = build.intake("The mayor said 12 people were hurt. The bridge is closed.")
    two = build.intake("Fifteen people were hurt, the hospital said.", label="b.txt", outlet="Hill Radio")
    assert one.report is not None
    assert two.report is not None
    hurt = build.claim(one.report, "12 people were hurt", "The mayor")
    bridge = build.claim(one.report, "The bridge is closed")
    more = build.claim(two.report, "Fifteen people were hurt", "the hospital")
    with Ledger.open(path) as ledger:
        ledger.add(one, build.reading(one.report, hurt, bridge), (), build.entry(7, 8))
        ledger.add(two, build.reading(two.report, more), (build.link(hurt, more),), build.entry(8))
        ledger.add(build.refused())


Verdicts = Callable[[Path], dict[str, str]]
"""Names of the checks that a ledger's file fails in a deep check, with what they say."""
