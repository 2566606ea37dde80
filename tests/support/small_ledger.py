"""A small ledger, written by hand: two reports that differ over a number, a ruling, an amendment, a refused input."""

from hashlib import sha256
from pathlib import Path

from sayso.ledger import Ledger
from sayso.nouns import (
    Amendment,
    Anchor,
    Answer,
    Basis,
    Capture,
    Claim,
    Fact,
    Form,
    IndexEntry,
    Intake,
    Layer,
    LayerName,
    Link,
    Moment,
    Outcome,
    Question,
    QuestionKey,
    QuestionKind,
    Reading,
    Reason,
    ReferentKind,
    Relation,
    Report,
    Ruling,
    RulingKind,
    Span,
    State,
    Voice,
    claim_id,
    content_id,
)

MAYOR = "Mayor Ada Quill said 12 people were hurt. The bridge is closed. “We wait,” Quill added."
RADIO = "Fifteen people were hurt, the hospital said. Ada Quill spoke of twelve. 😀"
AT = "2024-03-06T10:20:00+00:00"
WHO = "Vera Lund"


def intake(words: str, label: str, outlet: str) -> Intake:
    """A text as it came, with the report that it is."""
    digest = sha256(words.encode()).hexdigest()
    report = Report(
        id=content_id("r", digest, outlet),
        capture=digest,
        label=label,
        layers=(Layer(name=LayerName.TEXT, text=words, sha256=digest),),
        outlet=outlet,
        url=f"https://dale.example/news/{label.removesuffix('.txt')}",
        published=Moment("2024-03-05"),
        retrieved=Moment("2024-03-06T10:20:00Z"),
    )
    capture = Capture(sha256=digest, raw=words.encode(), media_type="text/plain")
    return Intake(source=label, outcome=Outcome.READ, capture=capture, report=report)


def span(text: str, words: str) -> Span:
    """Where words stand in a text first."""
    return Span(text.index(words), text.index(words) + len(words))


def claim(report: Report, content: str, said_by: str | None = None, name: str | None = None) -> Claim:
    """A claim over words of a report's text; `said_by` are the words that name who says it, `name` is their name."""
    text = report.layers[0].text
    voice = None
    if said_by:
        voice = Voice(name=name or said_by, kind=ReferentKind.PERSON, source=(span(text, said_by),))
    pieces = (span(text, content),)
    return Claim(
        id=claim_id(content_id("n", report.id, "by hand"), LayerName.TEXT, pieces, voice),
        report=report.id,
        layer=LayerName.TEXT,
        content=pieces,
        form=Form.INDIRECT if voice else Form.NARRATOR,
        basis=Basis.EXPLICIT if voice else Basis.NONE,
        voice=voice,
        rule="by hand",
        method="hand/1",
        confidence=0.75,
    )


def fill(ledger: Ledger) -> None:
    """Write it all into an empty ledger."""
    one, two = intake(MAYOR, "mayor-ada-quill.txt", "Dale Post"), intake(RADIO, "radio.txt", "Hill Radio")
    assert one.report
    assert two.report
    twelve = claim(one.report, "12 people were hurt", "Ada Quill")
    waiting = claim(one.report, "We wait", "Quill", "Ada Quill")
    fifteen = claim(two.report, "Fifteen people were hurt", "the hospital")
    spoke = claim(two.report, "Ada Quill spoke of twelve")
    for came, claims in ((one, (twelve, claim(one.report, "The bridge is closed"), waiting)), (two, (fifteen, spoke))):
        assert came.report
        reading = Reading(
            id=content_id("n", came.report.id, "by hand"), report=came.report.id, engine="by hand", claims=claims
        )
        ledger.add(came, reading, (), IndexEntry(day=19787, marks=frozenset({7, 8}), scene=b"scene", keys=b"keys"))
    ledger.add(Intake(source="c.pdf", outcome=Outcome.REFUSED, reason="not a text"))
    why = Reason(rule="counts", words="12 said by Ada Quill is not fifteen", a=Span(0, 2), b=Span(3, 5))
    a, b = sorted((twelve.id, fifteen.id))
    link = Link(id=content_id("l", a, b), a=a, b=b, relation=Relation.DISPUTES, rule="counts", reasons=(why,))
    pointers = ledger.uncompared(9)
    ledger.add_compared(pointers.values(), (link,), (frozenset(pointers),))
    anchor = Anchor(report=one.report.id, layer=LayerName.TEXT, content=twelve.content, voice="Ada Quill")
    ledger.add_rulings(
        [
            Ruling(
                id="u-0000000000000001", kind=RulingKind.READING, decision="accept", by=WHO, at=AT, claims=(anchor,)
            ),
            Ruling(
                id="u-0000000000000002",
                kind=RulingKind.WORDING,
                decision="How many did Ada Quill count?",
                by=WHO,
                at=AT,
                claims=(anchor,),
            ),
        ]
    )
    ledger.add_amendments(
        [
            Amendment(
                id="m-0000000000000001",
                report=two.report.id,
                fact=Fact.OUTLET,
                before="Hill Radio",
                after="Hill Radio One",
                by=WHO,
                at=AT,
                why="its own name",
            )
        ]
    )
    question = Question(
        id="q-0000000000000001",
        key=QuestionKey(kind=QuestionKind.COUNT, attribute="hurt", population="people"),
        wording="How many did Ada Quill count?",
        state=State.DISPUTED,
        answers=(
            Answer(id="a-1", value="12", claims=(twelve.id,)),
            Answer(id="a-2", value="fifteen", claims=(fifteen.id,)),
        ),
        origins_min=1,
        origins_max=2,
    )
    ledger.put_comparison([question], [])


def small_ledger(path: Path | str) -> None:
    """Make it a ledger of its own."""
    with Ledger.open(path) as ledger:
        fill(ledger)
