"""A case written by hand: where a ferry is, by five reports that name places of every kind."""

from dataclasses import replace
from pathlib import Path

from sayso.gazetteer import towns
from sayso.ledger import Ledger
from sayso.nouns import (
    Answer,
    Capture,
    Claim,
    IndexEntry,
    Intake,
    Outcome,
    Question,
    QuestionKey,
    QuestionKind,
    Reading,
    State,
    Where,
)

from .conftest import EVIL, HOSTILE, claim, count, report, span

TEXTS = {
    "herald": "The harbour office said that the ferry was in Lautoka, not in Fiji's west.",
    "gazette": "The coast guard said that the ferry was near Nuku'alofa.",
    "times": "The union said that the ferry was in Springfield.",
    "post": "The owner said that the ferry was at the old yard.",
}
QUESTION = "q-1000000000000000"
ANSWERS = ("in Lautoka", "near Nuku'alofa", "in Springfield", "at the old yard", "nowhere")


def place(text: str, name: str, precision: str = "town", **fields: object) -> Where:
    numbers = tuple(town.id for town in towns(name)[:5]) if precision == "town" else ()
    return Where(span=span(text, name), name=name, precision=precision, geonames=numbers, **fields)


def ferry(path: Path) -> dict[str, Claim]:
    """A ledger with one question, where a ferry is, and an answer for each report."""
    speakers = {"herald": "The harbour office", "gazette": "The coast guard", "times": "The union", "post": "The owner"}
    claims, reports = {}, {}
    for name, text in TEXTS.items():
        reports[name] = report(name, text, f"{name.capitalize()} of Brin", "2024-05-07")
        content = text.partition("that ")[2].rstrip(".")
        plain = claim(f"c-{name:0>16}", reports[name], content, speakers[name], count(text, "ferry", 1, 1))
        claims[name] = replace(plain, quantities=())
    reports["evil"] = report(EVIL, HOSTILE, EVIL, None)
    evil = claim("c-5000000000000000", reports["evil"], "50 people", EVIL, count(HOSTILE, "50", 50, 50))
    claims["evil"] = evil
    places = {
        "herald": (place(TEXTS["herald"], "Lautoka"), place(TEXTS["herald"], "Fiji", "country")),
        "gazette": (place(TEXTS["gazette"], "Nuku'alofa"),),
        "times": (place(TEXTS["times"], "Springfield"),),
        "post": (place(TEXTS["post"], "the old yard", "facility"),),
        "evil": (Where(span=span(HOSTILE, EVIL), name=EVIL, within=(EVIL,)),),
    }
    question = Question(
        id=QUESTION,
        key=QuestionKey(kind=QuestionKind.PLACE, attribute="whereabouts"),
        wording="Where is the ferry?",
        state=State.DISPUTED,
        answers=tuple(
            Answer(id=f"a-{at}", value=value, claims=(one.id,), reports=1, outlets=1, origins_min=1, origins_max=1)
            for at, (value, one) in enumerate(zip(ANSWERS, claims.values(), strict=True))
        ),
        origins_min=5,
        origins_max=5,
        event_reports=5,
    )
    with Ledger.open(path) as ledger:
        for name, one in reports.items():
            raw = one.layers[-1].text.encode("utf-8", "surrogatepass")
            ledger.add(
                Intake(
                    source=one.label,
                    outcome=Outcome.READ,
                    capture=Capture(sha256=one.capture, raw=raw, media_type="text/plain"),
                    report=one,
                ),
                Reading(
                    id=f"n-{one.id[2:]}",
                    report=one.id,
                    engine="by hand",
                    claims=(replace(claims[name], places=places[name]),),
                ),
                (),
                IndexEntry(day=None, marks=frozenset(), scene=b"", keys=b""),
            )
        ledger.put_comparison((question,), ())
    return claims
