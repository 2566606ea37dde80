"""What tables of conflict events ask for, told from claims: days and places with the precision of their codebooks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.compare import Canonical
from sayso.export.dossier import Dossier
from sayso.export.words import UNSIGNED
from sayso.locating import Located, located
from sayso.nouns import Answer, Claimed, Moment, Question, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The first and the last day that claims may mean together."""

    first: date
    last: date

    @property
    def many(self) -> int:
        """How many days that are."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with the claims behind its answers, for one row of such a table."""

    question: Question
    claims: tuple[Claimed, ...]
    standing: frozenset[str]
    names: Mapping[str, Canonical]

    def who(self, one: Claimed) -> str:
        """Who says it, by the name that the case knows, and where that was printed: `Vera Malin (Dale Gazette)`."""
        known, voice = self.names.get(one.claim.id), one.claim.voice
        name = known.name if known else voice.name if voice else UNSIGNED.get(one.claim.form, "nobody named")
        return f"{name} ({one.report.outlet or one.report.label})"

    def behind(self, answers: Iterable[Answer]) -> tuple[Claimed, ...]:
        """The claims behind some answers that nothing has replaced, in the order of the answers."""
        wanted = [claim for answer in answers for claim in answer.claims if claim in self.standing]
        by_id = {one.claim.id: one for one in self.claims}
        return tuple(by_id[claim] for claim in dict.fromkeys(wanted) if claim in by_id)

    def days(self) -> Days | None:
        """When what is claimed happened, as far as the standing claims tell; never the day of publication."""
        bounds = [
            (Moment(when.start).first_day, Moment(when.end).last_day)
            for one in self._standing()
            for when in one.claim.times
            if when.start and when.end
        ]
        if not bounds:
            return None
        return Days(first=min(first for first, _ in bounds), last=max(last for _, last in bounds))

    def place(self) -> Located | None:
        """Where that was, if all standing claims that name a place name the same one first."""
        named = [(one, one.claim.places[0]) for one in self._standing() if one.claim.places]
        if not named or len({where.name.casefold() for _, where in named}) > 1:
            return None
        return located(*named[0])

    def _standing(self) -> Sequence[Claimed]:
        return [one for one in self.claims if one.claim.id in self.standing]


def asked(case: Dossier) -> list[Asked]:
    """The questions of a case in their order; a claim that was superseded stands no more."""
    gone = {link.b for link in case.links if link.relation is Relation.SUPERSEDES}
    by_id = {one.claim.id: one for one in case.claims}
    found = []
    for question in case.questions:
        inside = dict.fromkeys(claim for answer in question.answers for claim in answer.claims)
        claims = tuple(by_id[claim] for claim in inside if claim in by_id)
        found.append(
            Asked(
                question=question,
                claims=claims,
                standing=frozenset(one.claim.id for one in claims) - gone,
                names=case.names,
            )
        )
    return found


def together(words: Iterable[str | None]) -> str | None:
    """Each of the words once, in their order; None where there is none."""
    return "; ".join(dict.fromkeys(word for word in words if word)) or None
