"""The contents of formats that have records or rows of claims, and of the bundle."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping

from contents_shared import Fact, Facts, answered, as_number, as_text, csv_rows, voice_of
from export_readers import parquet_rows, sheets

from sayso.export import Chosen
from sayso.nouns import Relation


def held_records(chosen: Chosen) -> Facts:
    answers = answered(chosen)
    for one in chosen.case.claims:
        claim = one.claim
        yield (
            "claim",
            claim.id,
            voice_of(chosen, one),
            claim.act.value,
            claim.certainty.value,
            tuple(piece.of(one.text) for piece in claim.content),
            answers.get(claim.id, (None,))[0],
            tuple(voice.name for voice in claim.via),
            tuple((as_number(each.low), as_number(each.high)) for each in claim.quantities),
            tuple(each.name for each in claim.places),
            tuple((each.start, each.end) for each in claim.times),
        )


def read_record(record: dict[str, object]) -> Fact:
    quantities, places, times = record["quantities"], record["places"], record["times"]
    return (
        "claim",
        record["id"],
        record["claimant"],
        record["act"],
        record["certainty"],
        tuple(record["quote"]),  # type: ignore[arg-type]
        record["question"],
        tuple(record["via"]),  # type: ignore[arg-type]
        tuple((as_number(each["low"]), as_number(each["high"])) for each in quantities),  # type: ignore[attr-defined]
        tuple(each["name"] for each in places),  # type: ignore[attr-defined]
        tuple((each["start"], each["end"]) for each in times),  # type: ignore[attr-defined]
    )


def read_lines(data: bytes) -> Facts:
    for line in data.decode().splitlines():
        yield read_record(json.loads(line))


def held_links(chosen: Chosen) -> Facts:
    for link in chosen.case.links:
        yield "link", link.id, link.a, link.b, link.relation.value


def held_answers(chosen: Chosen) -> Facts:
    for question in chosen.case.questions:
        for answer in question.answers:
            yield "answer", question.id, question.state.value, answer.id, answer.value


def held_document(chosen: Chosen) -> Facts:
    yield from held_records(chosen)
    yield from held_answers(chosen)
    for link in chosen.case.links:
        if link.relation is not Relation.NOT_COMPARABLE and link.rule != "no position":
            yield "link", link.id, link.a, link.b, link.relation.value
    yield from (("ruling", one.id, one.by) for one in chosen.case.rulings)


def read_document(data: bytes) -> Facts:
    document = json.loads(data)
    yield from map(read_record, (*document["claims"], *document["claims_elsewhere"]))
    for question in document["questions"]:
        for answer in question["answers"]:
            yield "answer", question["id"], question["state"], answer["id"], answer["value"]
    for link in document["links"]:
        yield "link", link["id"], link["a"], link["b"], link["ledger_relation"]
    for link in document["within_report"]:
        yield "link", link["id"], link["a"], link["b"], link["relation"]
    yield from (("ruling", one["id"], one["by"]) for one in document["rulings"])


def held_rows(chosen: Chosen) -> Facts:
    answers = answered(chosen)
    for one in chosen.case.claims:
        claim, report = one.claim, one.report
        question, answer = answers.get(claim.id, (None, None))
        numbers = [(as_number(each.low), as_number(each.high)) for each in claim.quantities[:1]] or [("", "")]
        told_of = (question, answer, report.label, report.outlet, report.published and report.published.iso)
        yield (
            "claim",
            claim.id,
            as_text(voice_of(chosen, one)),
            claim.act.value,
            one.quote,
            *map(as_text, told_of),
            *numbers[0],
        )


def read_row(row: Mapping[str, object]) -> Fact:
    told_of = ("claimant", "act", "quote", "question_id", "answer", "report", "outlet", "published")
    numbers = (as_number(row["low"]), as_number(row["high"]))
    return ("claim", row["id"], *(as_text(row[name]) for name in told_of), *numbers)


def read_csv(data: bytes) -> Facts:
    yield from map(read_row, csv_rows(data))


def held_tables(chosen: Chosen) -> Facts:
    yield from held_rows(chosen)
    yield from held_links(chosen)
    yield from (("answer", question, answer, value) for _, question, _, answer, value in held_answers(chosen))
    for question in chosen.case.questions:
        yield "question", question.id, question.state.value, question.wording
        yield from (("behind", answer.id, claim) for answer in question.answers for claim in answer.claims)
    yield from (("report", one.id, one.capture) for one in chosen.case.reports)


def read_tables(tables: Mapping[str, Iterable[Mapping[str, object]]]) -> Facts:
    yield from map(read_row, tables["claims"])
    for row in tables["links"]:
        yield "link", row["id"], row["a"], row["b"], row["relation"]
    for row in tables["answers"]:
        yield "answer", row["question_id"], row["id"], as_text(row["value"])
    for row in tables["questions"]:
        yield "question", row["id"], row["state"], as_text(row["wording"])
    yield from (("behind", row["answer_id"], row["claim_id"]) for row in tables["answer_claims"])
    yield from (("report", row["id"], row["sha256"]) for row in tables["reports"])


def read_package(data: bytes) -> Facts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from read_tables(
            {name[:-4]: csv_rows(archive.read(name)) for name in archive.namelist() if name.endswith(".csv")}
        )


def read_workbook(data: bytes) -> Facts:
    yield from read_tables(sheets(data))


def held_parquet(chosen: Chosen) -> Facts:
    yield from held_rows(chosen)
    for one in chosen.case.claims:
        yield "places", one.claim.id, tuple(each.name for each in one.claim.places)
        yield "times", one.claim.id, tuple((each.start, each.end) for each in one.claim.times)
        yield (
            "numbers",
            one.claim.id,
            tuple((as_number(each.low), as_number(each.high)) for each in one.claim.quantities),
        )


def read_parquet(data: bytes) -> Facts:
    for row in parquet_rows(data):
        quantities: list[dict[str, object]] = row["quantities"] or []  # type: ignore[assignment]
        places: list[dict[str, object]] = row["places"] or []  # type: ignore[assignment]
        times: list[dict[str, object]] = row["times"] or []  # type: ignore[assignment]
        first = quantities[0] if quantities else {"low": None, "high": None}
        yield read_row({**row, "low": first["low"], "high": first["high"]})
        yield "places", row["id"], tuple(each["name"] for each in places)
        yield "times", row["id"], tuple((each["start_at"], each["end_at"]) for each in times)
        yield "numbers", row["id"], tuple((as_number(each["low"]), as_number(each["high"])) for each in quantities)


def held_bundle(chosen: Chosen) -> Facts:
    for one in chosen.case.claims:
        yield "claim", one.claim.id, one.report.id
    for report in chosen.case.reports:
        yield "capture", report.capture
        yield from (("text", report.id, layer.name.value, layer.sha256) for layer in report.layers)
    yield from (("link", link.id, link.a, link.b) for link in chosen.case.links)
    yield from (("question", question.id) for question in chosen.case.questions)
    yield from (("ruling", one.id) for one in chosen.case.rulings)


def read_bundle(data: bytes) -> Facts:
    """What lies in a bag whose files are those of its manifests, digests worked out anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in files[manifest].decode().splitlines():
            digest, _, name = line.partition("  ")
            assert hashlib.sha256(files[name]).hexdigest() == digest, name
    rows = {
        name.removeprefix("data/ledger/").removesuffix(".jsonl"): [json.loads(line) for line in held.splitlines()]
        for name, held in files.items()
        if name.startswith("data/ledger/")
    }
    yield from (("claim", row["id"], json.loads(row["body"])["report"]) for row in rows["claim"])
    for name, held in files.items():
        digest = hashlib.sha256(held).hexdigest()
        if name.startswith("data/captures/"):
            yield "capture", digest
        if name.startswith("data/texts/"):
            _, _, report, layer = name.split("/")
            yield "text", report, layer.removesuffix(".txt"), digest
    yield from (("link", row["id"], row["a"], row["b"]) for row in (*rows["link"], *rows["ruled_link"]))
    yield from (("question", row["id"]) for row in rows["question"])
    yield from (("ruling", row["id"]) for row in rows["ruling"])
