import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD

from sayso.export.turtle import Node, blank, document, iri, name, text, typed

ANY = st.text(st.characters(exclude_categories=[]))
SURROGATES = dict.fromkeys(range(55296, 57344), "�")


def parsed(*facts: tuple[str, str]) -> Graph:
    return Graph().parse(data=document({}, [Node("<urn:x>", facts)]), format="turtle")


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_any_text_comes_back_character_by_character(value: str) -> None:
    (found,) = parsed(("<urn:says>", text(value))).objects()
    assert str(found) == value.translate(SURROGATES)
    assert len(text(value).splitlines()) == 1


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_any_name_of_our_own_is_an_iri(value: str) -> None:
    (found,) = parsed(("<urn:says>", name("entity", value))).objects()
    assert isinstance(found, URIRef)
    assert str(found).startswith("urn:sayso:entity:")
    assert value == "" or ":" not in str(found).removeprefix("urn:sayso:entity:")


@pytest.mark.parametrize(
    "address", ["https://dale.example/a b", 'https://dale.example/"> <urn:y> <urn:z', "https://dale.example/\n\\{}"]
)
def test_an_address_cannot_leave_its_brackets(address: str) -> None:
    (found,) = parsed(("<urn:says>", iri(address)))
    assert str(found[2]).startswith("https://dale.example/")


def test_a_typed_value_keeps_its_type() -> None:
    (found,) = parsed(("<urn:says>", typed("12", "<http://www.w3.org/2001/XMLSchema#int>"))).objects()
    assert found == Literal("12", datatype=XSD.int)


def test_what_is_told_at_the_head_is_a_comment() -> None:
    written = document({}, [Node("<urn:x>", (("a", "<urn:y>"),))], about="one\n<urn:a> a <urn:b> .")
    assert len(Graph().parse(data=written, format="turtle")) == 1


def test_a_blank_node_holds_its_facts() -> None:
    assert len(parsed(("<urn:has>", blank([("a", "<urn:y>"), ("<urn:says>", text("]"))])))) == 3
