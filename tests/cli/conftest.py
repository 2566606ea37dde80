"""A ledger written by hand, so that what the verbs show does not hang on how well texts are read; and ways to run."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli.app import sayso
from sayso.ledger import Ledger
from sayso.nouns import (
    Act,
    Answer,
    Basis,
    Capture,
    Claim,
    Claimed,
    Comparator,
    Form,
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
    Span,
    State,
    Voice,
    When,
    Where,
)

HERALD = "Fog lay over the bay.\nThe harbour office said that 40 people were taken off the ferry on Monday. Some slept."
GAZETTE = "A nurse told Coast Radio that at least 60 people were taken off the ferry."
EVIL = "Brin \x1b[31mTimes\u202e"


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def report(label: str, text: str, outlet: str, published: str | None) -> Report:
    return Report(
        id=f"r-{digest(label)[:16]}",
        capture=digest(text),
        label=label,
        layers=(Layer(name=LayerName.TEXT, text=text, sha256=digest(text)),),
        outlet=outlet,
        published=Moment(published) if published else None,
    )


def find(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def claim(ident: str, of: Report, content: str, speaker: str | None = None, **fields: object) -> Claimed:
    text = of.layers[0].text
    voice = None
    if speaker:
        source = (find(text, speaker),)
        voice = Voice(name=speaker.removeprefix("A ").removeprefix("The "), kind=ReferentKind.BODY, source=source)
    plain = Claim(
        id=ident,
        report=of.id,
        layer=LayerName.TEXT,
        content=(find(text, content),),
        form=Form.INDIRECT if voice else Form.NARRATOR,
        basis=Basis.EXPLICIT if voice else Basis.NONE,
        voice=voice,
        rule="clause",
        method="rules/1",
    )
    return Claimed(claim=replace(plain, **fields), report=of)


def number(text: str, words: str, low: float, high: float | None, comparator: Comparator) -> Quantity:
    return Quantity(
        span=find(text, words), low=low, best=low, high=high, comparator=comparator, counted="people", unit="people"
    )


def question(ident: str, wording: str, state: State, *answers: Answer) -> Question:
    return Question(
        id=ident,
        key=QuestionKey(kind=QuestionKind.COUNT, attribute="rescue", population="people", unit="people"),
        wording=wording,
        state=state,
        answers=answers,
        origins_min=1,
        origins_max=len(answers),
    )


@dataclass(frozen=True)
class Ferry:
    """The case: two reports that differ over a number, a third that denies, and what was superseded."""

    herald: Report
    gazette: Report
    times: Report
    forty: Claimed
    sixty: Claimed
    fog: Claimed
    denial: Claimed


@pytest.fixture(scope="session")
def ferry() -> Ferry:
    herald = report("herald.txt", HERALD, "Brin Herald", "2024-05-07")
    gazette = report("gazette-7", GAZETTE, "Dale Gazette", "2024-05-06")
    denied = "Nobody was on the ferry, the owner said."
    times = report("times.txt", denied, EVIL, None)
    monday = When(span=find(HERALD, "on Monday"), start="2024-05-06", end="2024-05-06", precision="day")
    radio = Voice(name="Coast Radio", kind=ReferentKind.OUTLET, source=(find(GAZETTE, "Coast Radio"),))
    return Ferry(
        herald=herald,
        gazette=gazette,
        times=times,
        forty=claim(
            "c-4000000000000000",
            herald,
            "40 people were taken off the ferry on Monday",
            "The harbour office",
            cue=(find(HERALD, "said"),),
            quantities=(number(HERALD, "40", 40, 40, Comparator.EXACT),),
            times=(monday,),
            places=(Where(span=find(HERALD, "the ferry"), name="ferry"),),
        ),
        sixty=claim(
            "c-6000000000000000",
            gazette,
            "at least 60 people were taken off the ferry",
            "A nurse",
            via=(radio,),
            hedges=(find(GAZETTE, "at least"),),
            quantities=(number(GAZETTE, "at least 60", 60, None, Comparator.AT_LEAST),),
        ),
        fog=claim("c-f000000000000000", herald, "Fog lay over the bay"),
        denial=claim("c-0000000000000000", times, "Nobody was on the ferry", "the owner", act=Act.DENY),
    )


@pytest.fixture(scope="session")
def kept(ferry: Ferry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case's ledger as written; `case` gives each test a copy."""
    path = tmp_path_factory.mktemp("kept") / "case.sayso"
    a, b, c = ferry.forty.claim.id, ferry.sixty.claim.id, ferry.denial.claim.id
    why = "40 and at least 60 cannot both hold."
    links = {
        ferry.herald.id: (
            Link(
                id="l-1",
                a=a,
                b=b,
                relation=Relation.DISPUTES,
                rule="counts",
                reasons=(Reason(rule="counts", words=why, a=find(HERALD, "40"), b=find(GAZETTE, "at least 60")),),
            ),
        )
    }
    order = ((ferry.gazette, (ferry.sixty,)), (ferry.herald, (ferry.fog, ferry.forty)), (ferry.times, (ferry.denial,)))
    with Ledger.open(path) as ledger:
        for of, claims in order:
            raw = of.layers[0].text.encode()
            ledger.add(
                Intake(
                    source=of.label,
                    outcome=Outcome.READ,
                    capture=Capture(sha256=of.capture, raw=raw, media_type="text/plain"),
                    report=of,
                ),
                Reading(id=f"g-{of.id[2:]}", report=of.id, engine="by hand", claims=tuple(one.claim for one in claims)),
                links.get(of.id, ()),
            )
        ledger.put_comparison(
            (
                question(
                    "q-1000000000000000",
                    "How many people were taken off the ferry?",
                    State.DISPUTED,
                    Answer(id="a-60", value="at least 60", claims=(b,), low=60),
                    Answer(id="a-40", value="40", claims=(a,), low=40, high=40),
                ),
                question(
                    "q-2000000000000000",
                    "Was anybody on the ferry?",
                    State.SINGLE_SOURCE,
                    Answer(id="a-0", value="nobody", claims=(c,)),
                ),
            ),
            (),
        )
    return path


@pytest.fixture
def case(kept: Path, tmp_path: Path) -> Path:
    """A ledger with the case in it."""
    path = tmp_path / "case.sayso"
    path.write_bytes(kept.read_bytes())
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A ledger with nothing in it."""
    path = tmp_path / "empty.sayso"
    Ledger.open(path).close()
    return path


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line inside this process, 80 columns wide; the result has exit code, stdout and stderr."""
    for name in ("COLUMNS", "SAYSO_LEDGER", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*args: object, stdin: bytes = b"") -> Result:
        return CliRunner().invoke(sayso, [str(arg) for arg in args], input=stdin)

    return invoke


def environment(**extra: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "FORCE_COLOR"}}
    return {**kept, "TERM": "xterm-256color", **extra}


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    code: int
    stdout: bytes
    stderr: bytes


@pytest.fixture
def process() -> Callable[..., Ended]:
    """Run a command line as a process of its own, without a terminal."""

    def invoke(*args: object, **extra: str) -> Ended:
        done = subprocess.run(  # noqa: S603 # our own command line
            [sys.executable, "-m", "sayso", *map(str, args)],
            env=environment(**extra),
            capture_output=True,
            check=False,
            timeout=120,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return invoke


@pytest.fixture
def terminal() -> Callable[..., bytes]:
    """Run a command line on a terminal of its own; gives all that the terminal got."""

    def invoke(*args: object, **extra: str) -> bytes:
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "sayso", *map(str, args)]
        with subprocess.Popen(  # noqa: S603 # our own command line
            command, env=environment(**extra), stdin=theirs, stdout=theirs, stderr=theirs
        ):
            os.close(theirs)
            got = bytearray()
            try:
                while chunk := os.read(ours, 65536):
                    got += chunk
            except OSError:  # Linux tells the end of a terminal so
                pass
        os.close(ours)
        return bytes(got)

    return invoke
