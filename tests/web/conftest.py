"""A case written by hand: four reports on a ferry, one of them hostile in everything that it can be hostile in."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso.intake import Guarded
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
    Quantity,
    Question,
    QuestionKey,
    QuestionKind,
    Reading,
    Reason,
    ReferentKind,
    Relation,
    Report,
    Silence,
    Span,
    State,
    Voice,
    When,
    content_id,
)
from sayso.stages import Stages
from sayso.web import Settings, create_app

from .harbour import by_rules, read_into
from .shared import HOST, Desk, fill_users

HERALD = "Fog lay over the bay.\nThe harbour office said that 40 people were taken off the ferry on Monday. Some slept."
GAZETTE = "A nurse told the paper that at least 60 people were taken off the ferry, citing a video."
TIMES = "The harbour office said early on Wednesday that 45 people were taken off the ferry."
SCRIPT = "<script>alert(1)</script>"
EVIL = f"{SCRIPT}<img src=x onerror=alert(1)>\" onmouseover='alert(1)' \u202e\x1b[31m{{{{ 7*7 }}}}\ud800"
HOSTILE = f"{EVIL} said that 50 people were taken off the ferry {SCRIPT}.\nمی‌گوید"


def digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report(label: str, text: str, outlet: str | None, published: str | None, **facts: object) -> Report:
    layers = (Layer(name=LayerName.TEXT, text=text, sha256=digest(text)),)
    plain = Report(
        id=content_id("r", label),
        capture=digest(text),
        label=label,
        layers=layers,
        outlet=outlet,
        published=Moment(published) if published else None,
    )
    return replace(plain, **facts)


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def count(text: str, words: str, low: float, high: float | None) -> Quantity:
    comparator = Comparator.EXACT if low == high else Comparator.AT_LEAST
    return Quantity(span=span(text, words), low=low, best=low, high=high, comparator=comparator, counted="people")


def claim(ident: str, of: Report, content: str, speaker: str, quantity: Quantity, **fields: object) -> Claim:
    text = of.layers[-1].text
    name = speaker.removeprefix("The ").removeprefix("A ")
    plain = Claim(
        id=ident,
        report=of.id,
        layer=LayerName.TEXT,
        content=(span(text, content),),
        form=Form.INDIRECT,
        basis=Basis.EXPLICIT,
        cue=(span(text, "told" if "told" in text else "said"),),
        voice=Voice(name=name, kind=ReferentKind.BODY, source=(span(text, speaker),)),
        quantities=(quantity,),
        rule="reported",
        method="rules/1",
        confidence=0.83,
    )
    return replace(plain, **fields)


@dataclass(frozen=True)
class Case:
    """The ledger's file and what is in it."""

    path: Path
    reports: dict[str, Report]
    claims: dict[str, Claim]
    question: Question


def fill(path: Path) -> Case:
    herald = report("herald.txt", HERALD, "Brin Herald", "2024-05-07")
    gazette = report("gazette-7", GAZETTE, "Dale Gazette", "2024-05-06")
    times = report("times.txt", TIMES, "Brin Times", "2024-05-08T10:00:00Z")
    hostile = report(EVIL, HOSTILE, EVIL, None, url="javascript:alert(1)", author=EVIL, language='x"><b>')
    hostile = replace(hostile, layers=(Layer(name=LayerName.TITLE, text=EVIL, sha256=digest(EVIL)), *hostile.layers))
    of = {"forty": herald, "sixty": gazette, "later": times, "hostile": hostile}
    video = Evidence(kind="video", span=span(GAZETTE, "a video"))
    claims = {
        "forty": claim(
            "c-4000000000000000", herald, "40 people were taken off the ferry", "The harbour office",
            count(HERALD, "40", 40, 40),
        ),
        "sixty": claim(
            "c-6000000000000000", gazette, "at least 60 people were taken off the ferry", "A nurse",
            count(GAZETTE, "at least 60", 60, None), hedges=(span(GAZETTE, "at least"),), evidence=(video,),
        ),
        "later": claim(
            "c-4500000000000000", times, "45 people were taken off the ferry", "The harbour office",
            count(TIMES, "45", 45, 45),
            said=When(
                span=span(TIMES, "early on Wednesday"), start="2024-05-08T00:00", end="2024-05-08T08:59",
                precision="part-of-day",
            ),
        ),
        "hostile": claim(
            "c-5000000000000000", hostile, f"50 people were taken off the ferry {SCRIPT}", EVIL,
            count(HOSTILE, "50", 50, 50),
        ),
    }  # fmt: skip
    disputes = Link(
        id="l-1",
        a=claims["forty"].id,
        b=claims["sixty"].id,
        relation=Relation.DISPUTES,
        rule="counts",
        reasons=(
            Reason(
                rule="counts",
                words=f"40 and at least 60 cannot both hold {SCRIPT}.",
                a=span(HERALD, "40"),
                b=span(GAZETTE, "at least 60"),
            ),
        ),
    )
    newer = Link(
        id="l-2",
        a=claims["later"].id,
        b=claims["forty"].id,
        relation=Relation.SUPERSEDES,
        rule="counts",
        reasons=(Reason(rule="counts", words="45 is the later count."),),
    )
    links = {"later": (disputes, newer)}
    question = Question(
        id="q-1000000000000000",
        key=QuestionKey(kind=QuestionKind.COUNT, attribute="rescue", population="people", unit="people"),
        wording=f"How many people were taken off the ferry? {SCRIPT}",
        state=State.DISPUTED,
        answers=(
            Answer(id="a-60", value="at least 60", claims=(claims["sixty"].id,), low=60, reports=1, outlets=1,
                   origins_min=1, origins_max=1),
            Answer(id="a-40", value="40", claims=(claims["forty"].id,), low=40, high=40, reports=1, outlets=1,
                   origins_min=1, origins_max=1),
            Answer(id="a-45", value="45", claims=(claims["later"].id,), low=45, high=45, reports=1, outlets=1,
                   origins_min=1, origins_max=1),
            Answer(id="a-50", value=EVIL, claims=(claims["hostile"].id,), low=50, high=50, reports=1, outlets=1,
                   origins_min=1, origins_max=1),
        ),
        origins_min=3,
        origins_max=4,
        silent=(Silence(voice=EVIL, questions=2),),
        event_reports=4,
    )  # fmt: skip
    with Ledger.open(path) as ledger:
        for name, one in of.items():
            text = one.layers[-1].text.encode("utf-8", "surrogatepass")
            ledger.add(
                Intake(
                    source=one.label,
                    outcome=Outcome.READ,
                    capture=Capture(sha256=one.capture, raw=text, media_type="text/plain"),
                    report=one,
                ),
                Reading(id=f"n-{one.id[2:]}", report=one.id, engine="by hand", claims=(claims[name],)),
                links.get(name, ()),
                IndexEntry(day=None, marks=frozenset(), scene=b"", keys=b""),
            )
        ledger.add(Intake(source=f"{EVIL}.pdf", outcome=Outcome.REFUSED, reason=f"no text {SCRIPT}"))
        copies = Copies(reports=(herald.id, times.id), reason="they print one text")
        ledger.put_comparison((question,), (copies,))
    return Case(path=path, reports=of, claims=claims, question=question)


@pytest.fixture(scope="session")
def stages() -> Stages:
    """The stages by rules alone."""
    return by_rules()


@pytest.fixture(scope="session")
def guarded() -> Iterator[Guarded]:
    """What takes apart what is sent: one process for all desks, as it takes a second to begin."""
    with Guarded() as one:
        yield one


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of `harbour`, read once for all; it is copied by whoever writes to it."""
    return read_into(tmp_path_factory.mktemp("harbour") / "case.sayso")


@pytest.fixture
def harbour(read_once: Path, tmp_path: Path) -> Path:
    """The same case, to write to."""
    path = tmp_path / "case.sayso"
    path.write_bytes(read_once.read_bytes())
    return path


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The case; pages only read it."""
    return fill(tmp_path_factory.mktemp("desk") / "case.sayso")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A ledger with nothing in it."""
    path = tmp_path / "empty.sayso"
    Ledger.open(path).close()
    return path


Open = Callable[..., TestClient]


@pytest.fixture
def visit(guarded: Guarded) -> Iterator[Open]:
    """A browser without scripts at the desk of a ledger."""
    opened: list[TestClient] = []

    def at(path: Path, **settings: object) -> TestClient:
        app = create_app(path, Settings(**settings), guarded=guarded)
        client = TestClient(app, base_url="http://127.0.0.1:8001", raise_server_exceptions=False)
        opened.append(client)
        return client

    yield at
    for client in opened:
        client.close()


@pytest.fixture
def desk(case: Case, visit: Open) -> TestClient:
    """The desk of the case."""
    return visit(case.path)


@pytest.fixture(scope="session")
def with_users(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case with users, as a file to copy."""
    path = tmp_path_factory.mktemp("peopled") / "case.sayso"
    shutil.copy(case.path, path)
    fill_users(path)
    return path


@pytest.fixture
def peopled(with_users: Path, tmp_path: Path) -> Path:
    """The case with users, to write to."""
    return Path(shutil.copy(with_users, tmp_path / "case.sayso"))


@pytest.fixture
def shared(peopled: Path) -> Desk:
    """A desk that others reach by https."""
    return Desk(peopled, Settings(host="0.0.0.0", hosts=frozenset({HOST}), https=True))  # noqa: S104 - nothing is served
