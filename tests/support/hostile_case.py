"""A ledger for tests of exports: two plain reports that differ, and one hostile in every field."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from sayso.ledger import Ledger
from sayso.nouns import (
    Answer,
    Basis,
    Capture,
    Claim,
    Comparator,
    Copies,
    Evidence,
    Form,
    IndexEntry,
    Intake,
    Layer,
    LayerName,
    Link,
    Moment,
    Outcome,
    Predicate,
    Quantity,
    Question,
    QuestionKey,
    QuestionKind,
    Range,
    Reading,
    Reason,
    ReferentKind,
    Relation,
    Report,
    Role,
    Ruling,
    RulingKind,
    Span,
    State,
    Voice,
    When,
    Where,
    content_id,
)
from sayso.nouns.flag import Care
from sayso.nouns.ruling import Anchor

HERALD = "😀 The harbour office said that 40 people were rescued in Bergen on Monday.\nThe quay was closed, it said."
GAZETTE = "Vera Malin told Coast Radio that at least 60 people were rescued in Bergen, citing a video."
SCRIPT = "</script><script>alert(1)</script>"
EVIL = f"=HYPERLINK(1){SCRIPT}\u202e\x1b[31m\x00\ud800 \"'\\{{}}<&>]]>"
HOSTILE = f"{EVIL} said that 50 people were rescued {SCRIPT}\u2028 in Bergen.\nمی‌گوید"
BERGEN = 3161732
"""The town's number at GeoNames."""

FIRST, SECOND = "q-1000000000000000", "q-2000000000000000"
FORTY, SIXTY, FIFTY, QUAY, TITLED = (
    "c-4000000000000000",
    "c-6000000000000000",
    "c-5000000000000000",
    "c-7000000000000000",
    "c-8000000000000000",
)


def digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _report(label: str, text: str, **facts: object) -> Report:
    plain = Report(
        id=content_id("r", label),
        capture=digest(text),
        label=label,
        layers=(
            Layer(name=LayerName.TITLE, text=f"Rescue: {label}", sha256=digest(f"Rescue: {label}")),
            Layer(name=LayerName.TEXT, text=text, sha256=digest(text)),
        ),
        language="en",
    )
    return replace(plain, **facts)


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def _claim(ident: str, report: Report, content: str, speaker: str, number: str | None, **fields: object) -> Claim:
    text = report.layers[1].text
    quantities: tuple[Quantity, ...] = ()
    if number is not None:
        value = float("".join(char for char in number if char.isdigit()))
        is_least = number.startswith("at least")
        quantities = (
            Quantity(
                span=span(text, number),
                low=value,
                best=None if is_least else value,
                high=None if is_least else value,
                comparator=Comparator.AT_LEAST if is_least else Comparator.EXACT,
                counted="people",
                counted_span=span(text, "people"),
                unit="people",
            ),
        )
    name = speaker.removeprefix("The ")
    plain = Claim(
        id=ident,
        report=report.id,
        layer=LayerName.TEXT,
        content=(span(text, content),),
        form=Form.INDIRECT,
        basis=Basis.EXPLICIT,
        cue=(span(text, "told" if "told" in text else "said"),),
        voice=Voice(name=name, kind=ReferentKind.BODY, source=(span(text, speaker),), party="Norway"),
        quantities=quantities,
        head=span(text, content.rsplit(maxsplit=1)[-1]),
        rule="reported",
        method="rules/1",
        confidence=0.83,
    )
    return replace(plain, **fields)


def _bergen(text: str) -> tuple[Where, ...]:
    return (Where(span=span(text, "Bergen"), name="Bergen", precision="town", geonames=(BERGEN,)),)


def _reports() -> dict[str, Report]:
    evil = _report(EVIL, HOSTILE, outlet=EVIL, url="javascript:alert(1)", author=EVIL, title=EVIL)
    return {
        "herald": _report(
            "herald.txt",
            HERALD,
            outlet="Brin Herald",
            url="https://herald.example/1?a=1&b=2",
            author="Ada Holm",
            published=Moment("2024-05-07T10:20:00+03:00"),
        ),
        "gazette": _report("gazette-7", GAZETTE, outlet="Dale Gazette", published=Moment("2024-05-06")),
        "evil": evil,
    }


def _claims(of: dict[str, Report]) -> dict[str, tuple[Claim, ...]]:
    monday = When(span=span(HERALD, "on Monday"), start="2024-05-06", end="2024-05-06", precision="day")
    rescued = Predicate(
        name="rescue",
        span=span(HERALD, "rescued"),
        frame="safety",
        value="safe",
        roles=(
            Role(role="patient", span=span(HERALD, "people"), name="people", kind=ReferentKind.GROUP),
            Role(role="agent", span=span(HERALD, "harbour office"), name="harbour office", kind=ReferentKind.BODY),
        ),
    )
    radio = Voice(name="Coast Radio", kind=ReferentKind.OUTLET, source=(span(GAZETTE, "Coast Radio"),))
    video = Evidence(kind="video", span=span(GAZETTE, "a video"), released_by=(span(GAZETTE, "Vera Malin"),))
    quay = _claim(QUAY, of["herald"], "The quay was closed", "The harbour office", None)
    titled = _claim(TITLED, of["herald"], "The quay was closed", "The harbour office", None)
    return {
        "herald": (
            _claim(
                FORTY, of["herald"], "40 people were rescued in Bergen on Monday", "The harbour office", "40",
                times=(monday,), said=monday, places=_bergen(HERALD), predicates=(rescued,),
            ),
            replace(quay, content=(span(HERALD, "The quay"), span(HERALD, "closed"))),
            replace(
                titled, layer=LayerName.TITLE, content=(Span(0, 6),), cue=(), voice=None, form=Form.HEADLINE,
                basis=Basis.NONE, head=None,
            ),
        ),
        "gazette": (
            _claim(
                SIXTY, of["gazette"], "at least 60 people were rescued in Bergen", "Vera Malin", "at least 60",
                via=(radio,), hedges=(span(GAZETTE, "at least"),), evidence=(video,), places=_bergen(GAZETTE),
            ),
        ),
        "evil": (
            _claim(
                FIFTY, of["evil"], f"50 people were rescued {SCRIPT}\u2028 in Bergen", EVIL, "50",
                places=_bergen(HOSTILE),
            ),
        ),
    }  # fmt: skip


def _questions() -> tuple[Question, ...]:
    def answer(ident: str, value: str, claim: str, low: float | None, high: float | None) -> Answer:
        return Answer(
            id=ident, value=value, claims=(claim,), low=low, high=high, reports=1, outlets=1, origins_min=1,
            origins_max=1,
        )  # fmt: skip

    many = Question(
        id=FIRST,
        key=QuestionKey(kind=QuestionKind.COUNT, attribute="rescue", population="people", unit="people"),
        wording=f"How many people were rescued? {SCRIPT}",
        state=State.DISPUTED,
        answers=(
            answer("a-60", "at least 60", SIXTY, 60, None),
            answer("a-40", "40", FORTY, 40, 40),
            answer("a-50", EVIL, FIFTY, 50, 50),
        ),
        origins_min=2,
        origins_max=3,
        ranges=(Range(preset="union", low=40, best=None, high=None), Range(preset="ucdp", low=40, best=40, high=60)),
        event_reports=3,
    )
    closed = Question(
        id=SECOND,
        key=QuestionKey(kind=QuestionKind.STATUS, attribute="closed"),
        wording="Was the quay closed?",
        state=State.SINGLE_SOURCE,
        answers=(answer("a-c", "closed", QUAY, None, None),),
        origins_min=1,
        origins_max=1,
    )
    return many, closed


def _links() -> tuple[Link, ...]:
    why = Reason(
        rule="counts", words=f"40 and at least 60 cannot both hold {SCRIPT}.", a=span(HERALD, "40"),
        b=span(GAZETTE, "at least 60"),
    )  # fmt: skip
    other = Reason(rule="counts", words=f"One takes up the other {SCRIPT}.")
    return (
        Link(id="l-1", a=FORTY, b=SIXTY, relation=Relation.DISPUTES, rule="counts", reasons=(why,), confidence=0.9),
        Link(id="l-2", a=FIFTY, b=FORTY, relation=Relation.SUPERSEDES, rule="counts", reasons=(other,)),
        Link(id="l-3", a=QUAY, b=FORTY, relation=Relation.ELABORATES, rule="same voice", reasons=(other,)),
    )


def fill(path: Path) -> Path:
    """Write the case into a ledger at the path."""
    reports = _reports()
    claims = _claims(reports)
    with Ledger.open(path) as ledger:
        for name, one in reports.items():
            raw = one.layers[1].text.encode("utf-8", "surrogatepass")
            ledger.add(
                Intake(
                    source=one.label,
                    outcome=Outcome.READ,
                    capture=Capture(sha256=one.capture, raw=raw, media_type="text/plain"),
                    report=one,
                ),
                Reading(id=f"n-{one.id[2:]}", report=one.id, engine="by hand", claims=claims[name]),
                _links() if name == "evil" else (),
                IndexEntry(day=None, marks=frozenset(), scene=b"", keys=b""),
            )
        ledger.add(Intake(source=f"{EVIL}.pdf", outcome=Outcome.REFUSED, reason=f"no text {SCRIPT}"))
        copies = Copies(reports=(reports["herald"].id, reports["evil"].id), reason="they print one text")
        many, closed = _questions()
        ledger.put_comparison((replace(many, answers=many.answers[1:]), closed), (copies,))
        ledger.put_comparison((many, closed), (copies,))  # so that there is a new answer to tell of
    return path


def flag(path: Path, care: Care, claim: str) -> None:
    """Let a person flag a claim of the ledger."""
    with Ledger.open(path) as ledger:
        one = next(one.claim for one in ledger.claims() if one.claim.id == claim)
        anchor = Anchor(report=one.report, layer=one.layer, content=one.content)
        ruling = Ruling(
            id=f"u-{care.value}",
            kind=RulingKind.FLAG,
            decision=care.value,
            by="Ada",
            at="2024-06-01T08:00:00+00:00",
            why=f"asked for {SCRIPT}",
            claims=(anchor,),
        )
        ledger.add_rulings((ruling,))
