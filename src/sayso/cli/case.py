"""The ledger that a verb works on, and what is found in it by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.errors import NotFound
from sayso.nouns import Claimed, Link, Question, Report, Ruling

if TYPE_CHECKING:  # the ledger's module is heavy, and a verb imports it only when it runs
    from sayso.export.dossier import Place
    from sayso.export.notes import Notes
    from sayso.export.records import Record
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

    def document(self, question: Question) -> "Record":
        """The record of one of the questions, with all that stands behind it."""
        from sayso.export.documents import question_document
        from sayso.nouns import release_of

        release = release_of(question, self.published)
        return question_document(question, self.claims, self.places, self.links, self.notes, release)


def behind(case: "Ledger", questions: Sequence[Question], further: Iterable[Claimed] = ()) -> Behind:
    """What stands behind these questions and some further claims, without reading what does not."""
    from sayso.export.dossier import places_of
    from sayso.export.notes import notes
    from sayso.ledger import browse, browse_claims, browse_lists

    inside = {claim for question in questions for answer in question.answers for claim in answer.claims}
    found = case.look(browse_claims.claimed, inside)
    claims = {**found, **{one.claim.id: one for one in further}}
    answered = case.look(browse_lists.places, claims)
    return Behind(
        claims=claims,
        links=case.look(browse_claims.links_inside, inside),
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
