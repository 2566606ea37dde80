"""The contents of citations, of the feed, and of the tables of coders."""

import json
import re

import feedparser
from contents_shared import Facts, as_number, as_text, csv_rows, flat, voiced

from sayso.export import Chosen
from sayso.export.hidden import safe
from sayso.export.words import ACTS
from sayso.ledger import browse, browse_lists
from sayso.nouns import QuestionKind, Relation
from sayso.review import told


def held_citations(chosen: Chosen) -> Facts:
    for one in chosen.case.claims:
        report, start, end = one.report, one.claim.content[0].start, one.claim.content[-1].end
        day = report.published and report.published.iso[:10]
        who = f"{voiced(chosen, one)} {ACTS[one.claim.act]}"
        yield (
            "claim",
            one.claim.id,
            *(_printable(words) for words in (who, one.quote, report.outlet or report.label)),
            (start, end),
            report.capture,
            day,
            report.url,
        )


def _printable(words: str) -> str:
    return flat("".join(char if char.isprintable() else " " for char in words))


_NOTE = re.compile(r"(.*?): “(.*)” \(\w+, characters (\d+)–(\d+); SHA-256 ([0-9a-f]{64})\)")


def read_citations(data: bytes) -> Facts:
    for item in json.loads(data):
        note = _NOTE.fullmatch(item["note"])
        assert note is not None, item["note"]
        parts = item.get("issued", {}).get("date-parts", [[]])[0]
        day = "-".join([f"{part:0{4 if at == 0 else 2}d}" for at, part in enumerate(parts)]) or None
        ident = item["id"].removeprefix("sayso-")
        place = (int(note[3]), int(note[4]))
        yield "claim", ident, note[1], note[2], item["container-title"], place, note[5], day, item.get("URL")


def held_changes(chosen: Chosen) -> Facts:
    noted = chosen.ledger.look(browse_lists.noted, browse.Page(limit=1000), chosen.question).found
    for one in noted:
        yield "entry", flat(safe(one.change.wording)), one.at.replace("+00:00", "Z")
        yield from (("came", flat(safe(one.change.wording)), flat(safe(value))) for value in one.change.came)
    yield from (("entry", flat(safe(told(one))), one.at.replace("+00:00", "Z")) for one in chosen.case.rulings)


def read_changes(data: bytes) -> Facts:
    for entry in feedparser.parse(data, sanitize_html=False).entries:
        wording = flat(entry.title.partition(": ")[2])
        yield "entry", wording, entry.updated
        came = re.search(r"new answers?: (.*?)(?:; |$)", flat(entry.content[0].value))
        yield from (("came", wording, value) for value in came[1].split(", ")) if came else ()


def held_estimates(chosen: Chosen) -> Facts:
    gone = {link.b for link in chosen.case.links if link.relation is Relation.SUPERSEDES}
    here = {one.claim.id for one in chosen.case.claims}
    for question in chosen.case.questions:
        estimate = next((one for one in question.ranges if one.preset == "ucdp"), None)
        behind = {claim for answer in question.answers for claim in answer.claims} & here
        if question.key.kind is not QuestionKind.COUNT or estimate is None or not behind:
            continue
        said = {
            bound
            for answer in question.answers
            if (set(answer.claims) & here) - gone
            for bound in (answer.low, answer.high)
            if bound is not None
        }
        bounds = (as_number(bound if bound in said else None) for bound in (estimate.low, estimate.best, estimate.high))
        yield "question", question.id, question.wording, question.state.value, *bounds


def read_estimates(data: bytes) -> Facts:
    for row in csv_rows(data):
        bounds = (as_number(row[name]) for name in ("low", "best", "high"))
        yield "question", row["id"], as_text(row["question"]), row["state"], *bounds


_NO_EVENT = {QuestionKind.CAUSE, QuestionKind.LABEL, QuestionKind.OTHER, QuestionKind.PLAN, QuestionKind.TIME}


def held_events(chosen: Chosen) -> Facts:
    gone = {link.b for link in chosen.case.links if link.relation is Relation.SUPERSEDES}
    here = {one.claim.id: one for one in chosen.case.claims}
    for question in chosen.case.questions:
        behind = [claim for answer in question.answers for claim in answer.claims if claim in here]
        if question.key.kind in _NO_EVENT or not behind:
            continue
        is_of_dead = question.key.kind is QuestionKind.COUNT and question.key.attribute == "killed"
        standing = [one for one in question.answers if one.low is not None and (set(one.claims) & set(here)) - gone]
        bounds = [each for one in standing for each in (one.low, one.high) if each is not None] if is_of_dead else []
        low, high = (min(bounds), max(bounds)) if bounds else (None, None)
        yield "event", question.id, question.wording, question.state.value, as_number(low), as_number(high)
        for claim in dict.fromkeys(behind):
            one = here[claim]
            yield "told", question.id, f"{voiced(chosen, one)} ({one.report.outlet or one.report.label})", one.quote


_TOLD = re.compile(r"(.*?), (?:\d{4}[-\d]*|undated): “(.*?)”(?: \| (?=.*?, (?:\d{4}[-\d]*|undated): “)|$)", re.DOTALL)


def read_events(data: bytes) -> Facts:
    for row in csv_rows(data):
        bounds = (as_number(row[name]) for name in ("fatalities_low", "fatalities_high"))
        yield "event", row["event_id"], as_text(row["question"]), row["state"], *bounds
        yield from (("told", row["event_id"], who, quote) for who, quote in _TOLD.findall(as_text(row["notes"])))
