"""A case whose outlets, titles, texts and voices are written from right to left; all of it is invented."""

from dataclasses import replace
from pathlib import Path

from sayso.ledger import Ledger
from sayso.nouns import (
    Answer,
    Basis,
    Capture,
    Certainty,
    Claim,
    Copies,
    Evidence,
    Form,
    IndexEntry,
    Intake,
    Layer,
    LayerName,
    Link,
    Outcome,
    Question,
    QuestionKey,
    QuestionKind,
    Reading,
    Reason,
    ReferentKind,
    Relation,
    Report,
    Silence,
    State,
    Voice,
)
from web.conftest import count, digest, report, span

ARABIC = "ضباب فوق الخليج منذ الفجر.\nقال مكتب الميناء إن 40 راكبا أُنزلوا من العبّارة يوم الاثنين. ونام بعضهم في القاعة."
PERSIAN = "پرستار بندر می‌گوید دست‌کم 60 مسافر از کشتی پیاده شدند و به یک ویدئو اشاره می‌کند."
HEBREW = "משרד הנמל אמר כי 45 נוסעים הורדו מן המעבורת (Lady Maud) ביום שלישי."
TITLES = {ARABIC: "العبّارة «ليدي مود»: ماذا نعرف؟", PERSIAN: "کشتی در مه", HEBREW: "המעבורת בערפל"}
WORDING = "كم راكبا أُنزلوا من العبّارة؟ (Lady Maud, 6/5)"
QUESTION = "q-2000000000000000"
CLAIM = "c-a400000000000000"
VOICE = "مكتب الميناء"


def _titled(label: str, text: str, outlet: str, published: str, **facts: object) -> Report:
    plain = report(label, text, outlet, published, **facts)
    title = Layer(name=LayerName.TITLE, text=TITLES[text], sha256=digest(TITLES[text]))
    return replace(plain, layers=(title, *plain.layers))


def _said(ident: str, of: Report, words: str, who: str, cue: str, *, number: tuple[str, float, float | None]) -> Claim:
    text = of.layers[-1].text
    return Claim(
        id=ident,
        report=of.id,
        layer=LayerName.TEXT,
        content=(span(text, words),),
        form=Form.INDIRECT,
        basis=Basis.EXPLICIT,
        cue=(span(text, cue),),
        voice=Voice(name=who, kind=ReferentKind.BODY, source=(span(text, who),)),
        quantities=(count(text, *number),),
        rule="reported",
        method="rules/1",
        confidence=0.83,
    )


def fill(path: Path) -> Path:
    """Three reports that part on how many were taken off a ferry, and an input that could not be read."""
    anba = _titled("أخبار-١.html", ARABIC, "صحيفة الميناء", "2024-05-06", language="ar", author="سلمى ح.")
    rooz = _titled("khabar.txt", PERSIAN, "روزنامهٔ ساحل", "2024-05-06", language="fa", url="https://example.org/مه?n=1")
    yom = _titled("ידיעה.txt", HEBREW, "עיתון הנמל", "2024-05-07T10:00:00+03:00", language="he")
    forty = _said(CLAIM, anba, "40 راكبا أُنزلوا من العبّارة يوم الاثنين", VOICE, "قال", number=("40", 40, 40))
    sixty = replace(
        _said(
            "c-a600000000000000",
            rooz,
            "دست‌کم 60 مسافر از کشتی پیاده شدند",
            "پرستار بندر",
            "می‌گوید",
            number=("دست‌کم 60", 60, None),
        ),
        hedges=(span(PERSIAN, "دست‌کم"),),
        certainty=Certainty.TRUE_UNCERTAIN,
        evidence=(Evidence(kind="video", span=span(PERSIAN, "یک ویدئو")),),
    )
    later = _said("c-a450000000000000", yom, "45 נוסעים הורדו מן המעבורת", "משרד הנמל", "אמר", number=("45", 45, 45))
    told = {anba: forty, rooz: sixty, yom: later}
    disputes = Link(
        id="l-a1",
        a=forty.id,
        b=sixty.id,
        relation=Relation.DISPUTES,
        rule="counts",
        reasons=(
            Reason(
                rule="counts",
                words="“40” and “دست‌کم 60” cannot both hold for one event.",
                a=span(ARABIC, "40"),
                b=span(PERSIAN, "دست‌کم 60"),
            ),
        ),
    )
    newer = replace(
        disputes,
        id="l-a2",
        a=later.id,
        b=forty.id,
        relation=Relation.SUPERSEDES,
        reasons=(Reason(rule="counts", words="45 is the later count."),),
    )
    plain = {"reports": 1, "outlets": 1, "origins_min": 1, "origins_max": 1}
    question = Question(
        id=QUESTION,
        key=QuestionKey(kind=QuestionKind.COUNT, attribute="rescue", population="راكب", unit="people"),
        wording=WORDING,
        state=State.DISPUTED,
        answers=(
            Answer(id="a-a4", value="40 راكبا", claims=(forty.id,), low=40, high=40, **plain),
            Answer(id="a-a6", value="دست‌کم 60", claims=(sixty.id,), low=60, **plain),
            Answer(id="a-a5", value="45 נוסעים", claims=(later.id,), low=45, high=45, **plain),
        ),
        origins_min=2,
        origins_max=3,
        silent=(Silence(voice="خفر السواحل", questions=2),),
        event_reports=3,
    )
    with Ledger.open(path) as ledger:
        for one, said in told.items():
            ledger.add(
                Intake(
                    source=one.label,
                    outcome=Outcome.READ,
                    capture=Capture(
                        sha256=one.capture, raw=one.layers[-1].text.encode(), media_type="text/plain; charset=utf-8"
                    ),
                    report=one,
                ),
                Reading(id=f"n-{one.id[2:]}", report=one.id, engine="by hand", claims=(said,)),
                (disputes, newer) if said is later else (),
                IndexEntry(day=None, marks=frozenset(), scene=b"", keys=b""),
            )
        ledger.add(Intake(source="صورة ممسوحة.pdf", outcome=Outcome.REFUSED, reason="no text in it"))
        ledger.put_comparison((question,), (Copies(reports=(anba.id, yom.id), reason="they print one text"),))
    return path
