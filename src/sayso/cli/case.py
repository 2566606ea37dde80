"""The ledger that a verb works on, and what is found in it by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.errors import NotFound
from sayso.nouns import Claimed, Link, Question, Report, Ruling

if TYPE_CHECKING:  # the ledger's module is heavy, and a verb imports it only when it runs
    from sayso.export.dossier import Place
    from sayso.export.notes import Notes
    from sayso.ledger import Ledger


def opened(path: str) -> "Ledger":
    """The ledger at the path, for a verb that only looks into it: a mistyped name must not leave an empty one behind.

    Raises:
        UsageError: there is no such ledger.
    """
    from sayso import open_ledger

    return with_copy_told(open_ledger(path, create=False))


def with_copy_told(case: "Ledger") -> "Ledger":
    """The ledger; if it was of an older Sayso, it is told where the copy of it lies."""
    from sayso.cli.console import talk
    from sayso.cli.display import shown

    if case.older is not None:
        talk().print(f"brought to the schema of this Sayso; as it was before it is kept in {shown(str(case.older))}")
    return case


def claims_of(case: "Ledger", claims: Iterable[str]) -> dict[str, Claimed]:
    """The claims with these ids, without reading all others."""
    found = [case.find(claim) for claim in sorted(set(claims))]
    return {one.claim.id: one for one in found if isinstance(one, Claimed)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind some questions: claims by their ids, links between them, where they stand, what is noted."""

    claims: Mapping[str, Claimed]
    links: tuple[Link, ...]
    places: "Mapping[str, tuple[Place, ...]]"
    notes: "Notes"
    published: Mapping[str, Ruling]


BRIEFLY = 8
"""Claims of each answer that are read where a list of questions is shown: it tells four different ones of each."""


def behind(
    case: "Ledger", questions: Sequence[Question], further: Iterable[Claimed] = (), *, briefly: bool = False
) -> Behind:
    """What stands behind these questions and some further claims, without reading what does not.

    `briefly`: of each answer the first claims, of all links between two answers one of each relation, and the places of
    the further claims alone.
    """
    from sayso.export.dossier import places_of
    from sayso.export.notes import notes
    from sayso.ledger import browse, browse_claims, browse_lists

    most = BRIEFLY if briefly else None
    sides = [[answer.claims[:most] for answer in question.answers] for question in questions]
    inside = {claim for groups in sides for claims in groups for claim in claims}
    found = case.look(browse_claims.claims, inside).claimed
    beside = {one.claim.id: one for one in further}
    claims = {**found, **beside}
    answered = case.look(browse_lists.places, beside if briefly else claims)
    if briefly:
        across = {link.id: link for groups in sides for link in case.look(browse_claims.links_across, groups)}
        links = tuple(across[ident] for ident in sorted(across))
    else:
        links = case.look(browse_claims.links_inside, inside)
    return Behind(
        claims=claims,
        links=links,
        places=places_of(case.look(browse.questions_by_id, sorted(answered))),
        notes=notes(case, claims.values()),
        published=case.published(),
    )


def found_report(case: "Ledger", name: str) -> Report:
    """The report of that label or id.

    Raises:
        NotFound: there is none, or it is something else.
    """
    found = case.find(name)
    if not isinstance(found, Report):
        raise NotFound(f"{name!r} is no report; give the id or label of one")
    return found


def found_question(case: "Ledger", name: str) -> Question:
    """The question of that id.

    Raises:
        NotFound: there is none, or it is something else.
    """
    found = case.find(name)
    if not isinstance(found, Question):
        raise NotFound(f"{name!r} is no question; `sayso disputes --all` lists them with their ids")
    return found
