"""Links as they were decided: without their reasons where questions are made of them, with them where they are kept."""

import dataclasses
from itertools import chain, combinations

from sayso.ledger import Ledger, Overlay, schema
from sayso.ledger.codec import encoded
from sayso.nouns import Claim, Link, Relation

from .building import Build
from .test_store import put, report_of


def linked(ledger: Ledger, build: Build) -> tuple[list[Claim], list[Link]]:
    """Claims of two reports, and links between all of different ones, a third among them whose claim is no more."""
    read = [put(ledger, build, f"12 people were hurt in {at}.", "12 people", at, label=at) for at in ("Orlow", "Holm")]
    claims = [claim for _, found in read for claim in found]
    intake = build.intake("15 people were hurt.", label="c.txt")
    fifteen = build.claim(report_of(intake), "15 people")
    pairs = [(a, b) for a, b in combinations([*claims, fifteen], 2) if a.report != b.report]
    links = [build.link(a, b, relation) for a, b in pairs for relation in (Relation.DISPUTES, Relation.AGREES)]
    ledger.add(intake, build.reading(report_of(intake), fifteen), links)
    ledger.add_reading(build.reading(report_of(intake), engine="engine 2"))
    return claims, links


def test_links_between_claims_are_those_with_both_ends_among_them_and_lack_their_reasons(
    ledger: Ledger, build: Build
) -> None:
    claims, links = linked(ledger, build)
    ledger.put_comparison((), (), Overlay(gone={links[0].id}))
    decided = ledger.links(as_decided=True)
    assert len(decided) == 8 < len(links)  # the others are with the older reading
    names = [claim.id for claim in claims]
    for some in chain.from_iterable(combinations(names, many) for many in range(len(names) + 1)):
        inside = [link for link in decided if {link.a, link.b} <= set(some)]
        assert ledger.links_between(some) == tuple(dataclasses.replace(link, reasons=()) for link in inside)


def test_what_is_gone_is_kept_with_its_reasons(ledger: Ledger, build: Build) -> None:
    _, (first, *others) = linked(ledger, build)
    ledger.put_comparison((), (), Overlay(gone={first.id, "l-none"}))
    assert first not in ledger.links()
    table = schema.ruled_link
    kept = ledger.look(lambda connection: connection.execute(table.select()).all())
    assert [(row.id, row.gone, row.a, row.b, row.body) for row in kept] == [
        (first.id, 1, first.a, first.b, encoded(first))
    ]
    ledger.put_comparison((), ())
    assert {first, *others} > set(ledger.links()) == set(ledger.links(as_decided=True)) > {first}
