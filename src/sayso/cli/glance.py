"""What a list of questions shows of each: the first claims of its answers, and the reasons of a few links."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.nouns import Claimed, Link, Question

if TYPE_CHECKING:  # the ledger's module is heavy, and so is what renders
    from sayso.cli.render_reasons import Told
    from sayso.export.dossier import Place
    from sayso.ledger import Ledger

CLAIMS_READ = 8
"""Claims of each answer that are read: the list tells four different ones of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What is shown of some questions and further claims.

    Claims by their ids; what is told of each question's links, by its id; where the further claims stand.
    """

    claims: Mapping[str, Claimed]
    told: "Mapping[str, Told[Link]]"
    places: "Mapping[str, tuple[Place, ...]]"


def glance(case: "Ledger", questions: Sequence[Question], further: Iterable[Claimed] = ()) -> Glance:
    """What is shown of these questions and of some further claims, without reading what is not."""
    from sayso.export.dossier import places_of
    from sayso.ledger import browse, browse_claims, browse_lists

    beside = {one.claim.id: one for one in further}
    sides = [[answer.claims[:CLAIMS_READ] for answer in question.answers] for question in questions]
    inside = {claim for groups in sides for claims in groups for claim in claims}
    answered = case.look(browse_lists.places, beside)
    return Glance(
        claims={**case.look(browse_claims.claimed, inside), **beside},
        told=_told(case, questions, sides),
        places=places_of(case.look(browse.questions_by_id, sorted(answered))),
    )


def _told(
    case: "Ledger", questions: Sequence[Question], sides: Sequence[Sequence[Sequence[str]]]
) -> "dict[str, Told[Link]]":
    """What is told of the links of each question: reasons are read of those alone that are shown."""
    from sayso.cli.render_reasons import Told, told
    from sayso.ledger import browse_across

    edges = case.look(browse_across.edges_across, sides)
    chosen = {question.id: told(question, own, whole=False) for question, own in zip(questions, edges, strict=True)}
    links = case.look(browse_across.links_by_id, [edge.id for some in chosen.values() for edge in some.links])
    return {
        ident: Told(links=tuple(links[edge.id] for edge in some.links), left=some.left)
        for ident, some in chosen.items()
    }
