"""A small case to try plug-ins on: two reports that differ, one of them hostile, and a question that both answer."""

from dataclasses import replace
from hashlib import sha256

from sayso.ledger import Ledger
from sayso.nouns import (
    Answer,
    Basis,
    Capture,
    Care,
    Claim,
    Comparator,
    Form,
    IndexEntry,
    Intake,
    Layer,
    LayerName,
    Link,
    Moment,
    Outcome,
    Quantity,
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
from sayso.nouns.ruling import Anchor

OFFICE, MALIN = "harbour office", "Vera Malin"
HOSTILE = "=1+1</script><script>alert(1)</script>\u202e\x00\"'\\\n"
"""What a stranger may write: a formula, markup, a character that turns text around, one that ends strings, a line."""

HERALD = f"😀 The {OFFICE} said that 40 people were rescued on Monday."
GAZETTE = f"{HOSTILE} {MALIN} said that 60 people were rescued on Monday."
QUOTES = ("40 people were rescued on Monday", "60 people were rescued on Monday")


def _report(label: str, text: str, outlet: str) -> Report:
    digest = sha256(text.encode()).hexdigest()
    return Report(
        id=content_id("r", label),
        capture=digest,
        label=label,
        layers=(Layer(name=LayerName.TEXT, text=text, sha256=digest),),
        outlet=outlet,
        language="en",
        published=Moment("2024-05-07"),
    )


def _at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def _claim(report: Report, quote: str, name: str, kind: ReferentKind) -> Claim:
    text, number = report.layers[0].text, quote.split(maxsplit=1)[0]
    voice = Voice(name=name, kind=kind, source=(_at(text, name),))
    content, value = (_at(text, quote),), float(number)
    count = Quantity(
        span=_at(text, number),
        low=value,
        best=value,
        high=value,
        comparator=Comparator.EXACT,
        counted="people",
        unit="people",
    )
    return Claim(
        id=claim_id(_reading(report), LayerName.TEXT, content, voice),
        report=report.id,
        layer=LayerName.TEXT,
        content=content,
        form=Form.INDIRECT,
        basis=Basis.EXPLICIT,
        cue=(_at(text, "said"),),
        voice=voice,
        quantities=(count,),
        rule="by hand",
        method="by hand",
    )


def _reading(report: Report) -> str:
    return content_id("n", report.id, "by hand")


def fill(ledger: Ledger) -> str:
    """Write the case into an empty ledger; the id of its question."""
    reports = (_report("herald.txt", HERALD, "Brin Herald"), _report(f"{HOSTILE}.txt", GAZETTE, HOSTILE))
    office = _claim(reports[0], QUOTES[0], OFFICE, ReferentKind.BODY)
    malin = _claim(reports[1], QUOTES[1], MALIN, ReferentKind.PERSON)
    why = Reason(rule="counts", words="40 and 60 cannot both hold.", a=_at(HERALD, "40"), b=_at(GAZETTE, "60"))
    link = Link(
        id="l-1", a=office.id, b=malin.id, relation=Relation.DISPUTES, rule="counts", reasons=(why,), confidence=0.5
    )
    for report, claim, links in ((reports[0], office, ()), (reports[1], malin, (link,))):
        raw = report.layers[0].text.encode()
        capture = Capture(sha256=report.capture, raw=raw, media_type="text/plain")
        reading = Reading(id=_reading(report), report=report.id, engine="by hand", claims=(claim,))
        entry = IndexEntry(day=None, marks=frozenset(), scene=b"", keys=b"")
        ledger.add(
            Intake(source=report.label, outcome=Outcome.READ, capture=capture, report=report), reading, links, entry
        )
    asked = Question(
        id=content_id("q", "rescued"),
        key=QuestionKey(kind=QuestionKind.COUNT, attribute="rescue", population="people", unit="people"),
        wording="How many people were rescued?",
        state=State.DISPUTED,
        answers=tuple(
            Answer(id=f"a-{value}", value=value, claims=(claim.id,), reports=1, outlets=1, origins_min=1, origins_max=1)
            for value, claim in (("40", office), ("60", malin))
        ),
        origins_min=2,
        origins_max=2,
    )
    alone = replace(asked, id=content_id("q", "alone"), wording="Who was there?", answers=asked.answers[:1])
    ledger.put_comparison((asked, alone), ())
    return alone.id


def flag(ledger: Ledger) -> None:
    """Flag what Vera Malin says as personal."""
    one = next(one.claim for one in ledger.claims() if one.claim.voice and one.claim.voice.name == MALIN)
    place = Anchor(report=one.report, layer=one.layer, content=one.content)
    ruling = Ruling(
        id=content_id("u", "flag"),
        kind=RulingKind.FLAG,
        decision=Care.PERSONAL.value,
        by="Ada",
        at="2024-06-01T08:00:00+00:00",
        claims=(place,),
    )
    ledger.add_rulings((ruling,))
