"""One link for all that say the same between two answers, without the reasons of the rest."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger import Ledger, browse_across, browse_claims, schema
from sayso.ledger.browse_across import Edge, Side
from sayso.ledger.codec import encoded
from sayso.ledger.statements import put_rows
from sayso.nouns import Claim, Link, Relation

from .building import Build

RELATIONS = (Relation.DISPUTES, Relation.AGREES, Relation.SUPERSEDES)
CLAIMS = 9


def held(ledger: Ledger, build: Build) -> list[Claim]:
    """Claims of which each two are linked in one or two ways, either of them first; some by rulings, some no more."""
    intakes = [build.intake(f"Voice {at} said {at}", label=f"{at}.txt") for at in range(CLAIMS)]
    reports = [intake.report for intake in intakes if intake.report]
    claims = [build.claim(report, f"Voice {at} said {at}", f"Voice {at}") for at, report in enumerate(reports)]
    links = [
        build.link(a, b, RELATIONS[(at + beside + more) % len(RELATIONS)])
        for at, a in enumerate(claims)
        for beside, b in enumerate(claims[:at])
        for more in range(1 + (at + beside) % 2)
    ]
    by_machine, by_people = links[::4] + links[1::4] + links[2::4], links[3::4]
    for intake, report, claim in zip(intakes, reports, claims, strict=True):
        last = claim is claims[-1]
        ledger.add(intake, build.reading(report, claim), by_machine if last else ())
    rows = [ruled(link, gone=False) for link in by_people] + [ruled(link, gone=True) for link in by_machine[::5]]
    ledger.change(lambda connection: put_rows(connection, schema.ruled_link, rows))
    return claims


def ruled(link: Link, *, gone: bool) -> dict[str, object]:
    return {"id": link.id, "gone": int(gone), "a": link.a, "b": link.b, "body": encoded(link), "row_hash": ""}


def plainly(side: Side, links: Sequence[Link]) -> set[Edge]:
    """The same from all links of the claims."""
    place = {claim: at for at, claims in enumerate(side) for claim in claims}
    chosen: dict[tuple[frozenset[int], Relation], tuple[bool, str, Link]] = {}
    for link in links:
        a, b = place.get(link.a), place.get(link.b)
        if a is not None and b is not None and a != b:
            pair, found = (frozenset({a, b}), link.relation), (a > b, link.id, link)
            chosen[pair] = min(found, chosen.get(pair, found), key=lambda one: one[:2])
    return {Edge(link.id, link.a, link.b, link.relation) for _, _, link in chosen.values()}


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, list[Claim]]]:
    path: Path = tmp_path_factory.mktemp("across") / "case.sayso"
    with Ledger.open(path) as ledger:
        yield ledger, held(ledger, Build())


SIDES = st.lists(st.lists(st.sets(st.integers(0, CLAIMS - 1), max_size=4), max_size=4), max_size=4)


@given(drawn=SIDES, size=st.integers(1, 12))
def test_it_is_what_all_links_tell(linked: tuple[Ledger, list[Claim]], drawn: list[list[set[int]]], size: int) -> None:
    ledger, claims = linked
    sides = [[[claims[at].id for at in sorted(answer)] for answer in side] for side in drawn]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(browse_across, "SLICE", size)
        edges = ledger.look(browse_across.edges_across, sides)
    links = ledger.look(browse_claims.links, [claim.id for claim in claims])
    assert [set(some) for some in edges] == [plainly(side, links) for side in sides]
    assert all([edge.id for edge in some] == sorted(edge.id for edge in some) for some in edges)


@given(of=st.sets(st.integers(0, CLAIMS - 1)), among=st.sets(st.integers(0, CLAIMS - 1)))
def test_what_lies_beside_claims_is_what_their_links_tell(
    reread: tuple[Ledger, list[Claim]], of: set[int], among: set[int]
) -> None:
    ledger, claims = reread
    idents, inside = [claims[at].id for at in of], {claims[at].id for at in among}
    edges = ledger.look(browse_across.edges_beside, idents, inside)
    links = ledger.look(browse_claims.links, idents)
    assert edges == tuple(
        Edge(link.id, link.a, link.b, link.relation) for link in links if link.a in inside and link.b in inside
    )


@pytest.fixture(scope="module")
def reread(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, list[Claim]]]:
    """The same, of which one report was read anew since: its claim is of an older reading."""
    path: Path = tmp_path_factory.mktemp("reread") / "case.sayso"
    build = Build()
    with Ledger.open(path) as ledger:
        claims = held(ledger, build)
        again = build.intake("Voice 4 said 4", label="4.txt")
        assert again.report
        assert again.report.id == claims[4].report
        ledger.add(again, build.reading(again.report, engine="engine 2"))
        assert not ledger.look(browse_claims.current, claims[4].id)
        yield ledger, claims


def test_their_reasons_are_read_by_their_ids(ledger: Ledger, build: Build) -> None:
    claims = held(ledger, build)
    links = ledger.look(browse_claims.links, [claim.id for claim in claims])
    some = {link.id: link for link in links[::3]}
    assert ledger.look(browse_across.links_by_id, some) == some
    assert ledger.look(browse_across.links_by_id, []) == {}
    assert ledger.look(browse_across.edges_across, []) == ()
