"""A part that holds out disputes a whole once."""

from sayso.compare.remainders import stated_once
from sayso.nouns import Link, Reason, Relation


def link(a: str, b: str, relation: Relation, rule: str) -> Link:
    return Link(id=f"l-{a}{b}", a=a, b=b, relation=relation, rule=rule, reasons=(Reason(rule=rule, words="So it is."),))


def test_a_closer_word_on_a_whole_is_not_disputed_besides() -> None:
    whole = link("part", "whole", Relation.DISPUTES, "remainder: disputes")
    closer = link("part", "closer", Relation.DISPUTES, "remainder: disputes")
    refines = link("closer", "whole", Relation.REFINES, "count: refines")
    assert stated_once((whole, closer, refines)) == (whole, refines)
    assert stated_once((whole, closer)) == (whole, closer)
    assert stated_once((closer, refines)) == (closer, refines)
