import json
from collections.abc import Iterator

from sayso.export import Readable, exchange
from sayso.nouns import Claimed, Report


def located(value: object, text: str) -> Iterator[tuple[str, str]]:
    """Every span of a record with a quote beside it: the characters it covers, and the quote."""
    if isinstance(value, dict):
        if "span" in value:
            start, end = value["span"]
            yield text[start:end], value["quote"]
        for item in value.values():
            yield from located(item, text)
    elif isinstance(value, list):
        for item in value:
            yield from located(item, text)


def test_claims_stand_in_text_order_and_those_of_a_title_apart(shelf: Readable) -> None:
    document = exchange(shelf)
    assert [claim["id"] for claim in document["claims"]] == ["c-1", "c-3", "c-2"]
    assert [claim["id"] for claim in document["claims_elsewhere"]] == ["c-4"]


def test_each_span_has_its_quote_beside_it(shelf: Readable, full: Claimed) -> None:
    claim = exchange(shelf)["claims"][0]
    pairs = list(located(claim, full.text))
    assert len(pairs) >= 12
    assert all(covered == quoted for covered, quoted in pairs)
    assert [full.text[start:end] for start, end in claim["content"]] == claim["quote"]


def test_a_narrator_has_no_claimant_and_a_relay_is_named_outermost_first(shelf: Readable) -> None:
    first, narrated, *_ = exchange(shelf)["claims"]
    assert (first["claimant"], first["via"]) == ("Harbour Office", ["Coast Radio"])
    assert (narrated["claimant"], narrated["via"], narrated["voice"]) == (None, [], None)
    assert (first["attribution"], narrated["attribution"]) == ("explicit", "narrator")
    assert (first["source"], narrated["source"]) == ([[0, 18]], [])


def test_links_use_the_words_of_exchange_files(shelf: Readable) -> None:
    document = exchange(shelf)
    words = [(link["a"], link["b"], link["relation"], link["ledger_relation"]) for link in document["links"]]
    assert words == [("c-1", "c-2", "disputes", "disputes"), ("c-3", "c-2", "agrees", "repeats")]
    assert [link["relation"] for link in document["within_report"]] == ["supports"]
    assert all(link["reasons"] for link in document["links"])


def test_who_takes_no_position_agrees_with_nobody(shelf: Readable) -> None:
    assert "no position" in {link.rule for link in shelf.links()}
    assert "no position" not in {link["rule"] for link in exchange(shelf)["links"]}


def test_a_claim_names_its_question_and_the_further_ones_it_may_answer(shelf: Readable) -> None:
    first, narrated, denial = exchange(shelf)["claims"]
    assert (first["question"], first["answer"]) == ("q-1", "a-1")
    assert first["also_answers"] == [{"question": "q-2", "answer": "a-3"}]
    assert (denial["question"], denial["answer"]) == ("q-1", "a-2")
    assert (narrated["question"], narrated["answer"], narrated["also_answers"]) == (None, None, [])


def test_states_and_origins_are_one_word_and_one_number_a_question(shelf: Readable) -> None:
    document = exchange(shelf)
    assert document["states"] == {"q-1": "disputed", "q-2": "superseded"}
    assert set(document["origins"]) == {"q-1", "q-2"}
    assert all(type(count) is int for count in document["origins"].values())
    assert [question["state"] for question in document["questions"]] == ["disputed", "retracted"]


def test_copies_are_told_by_label(shelf: Readable) -> None:
    assert exchange(shelf)["copies"] == [["one.txt", "two.txt"]]


def test_whole_numbers_are_written_as_such_and_unknown_as_null(shelf: Readable) -> None:
    quantity = exchange(shelf)["claims"][0]["quantities"][0]
    assert json.dumps([quantity["low"], quantity["best"], quantity["high"]]) == "[36, 40, 40.5]"
    assert quantity["subset_of"] is None


def test_a_report_gives_its_facts_and_digests_but_not_its_text(shelf: Readable, report: Report) -> None:
    document = exchange(shelf)
    given = document["reports"][0]
    assert (given["label"], given["title"], given["published"]) == (
        "one.txt",
        "Ferry aground off Brinmouth",
        "2024-05-07T10:20:00+03:00",
    )
    assert [layer["length"] for layer in given["layers"]] == [len(layer.text) for layer in report.layers]
    assert "The harbour office said that" not in json.dumps(document["reports"])


def test_the_document_does_not_depend_on_the_order_of_the_ledger(shelf: Readable) -> None:
    turned = type(shelf)(
        shelf.reports()[::-1], shelf.claims()[::-1], shelf.links()[::-1], shelf.questions()[::-1], shelf.copies()
    )
    assert exchange(turned) == exchange(shelf)
