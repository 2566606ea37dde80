"""Finding what a ledger holds on a question in words: quotes and counts, never prose.

The search is lexical. A word counts by how rare it is among the claims of this ledger, so that a name weighs more than
"people"; what was found is ordered by how much of the question's weight it covers. What may cover enough of it is found
by the index of full-text search, so that asking does not read the whole ledger.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from sayso.data import table, words
from sayso.nouns import Claimed, Question

if TYPE_CHECKING:  # SQLAlchemy is heavy
    from sayso.ledger import Ledger
    from sayso.ledger.browse_asked import Counted

Find = TypeVar("Find", Question, Claimed)

COVERED = 0.4
"""Share of the question's weight that a find must cover; below it most finds share one common word by chance."""

OF_BEST = 0.6
"""Share of what the best find covers that another one must cover, so that a good answer is not buried in weak ones."""

KIND_BONUS = 1.5
"""What a question of the kind that was asked for is worth more ("how many" and a count)."""

QUESTIONS, CLAIMS = 5, 10
"""Finds that are given at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found, best first; `claims` are those that belong to none of the `questions`."""

    questions: tuple[Question, ...]
    claims: tuple[Claimed, ...]


WEIGHED = 600
"""Claims that are looked at for one question, of those that cover most of it."""

COMBINED = 6
"""Words of a question, the rarest, of which every combination is looked for."""


def ask(ledger: "Ledger", asked: str) -> Found:
    """The questions and the further claims of a ledger that speak of what was asked.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    from sayso.ledger import browse, browse_asked, browse_claims, browse_lists  # noqa: PLC0415 - SQLAlchemy is heavy

    formed = {term: forms(term) for term in terms(asked)}
    with ledger.reading():
        counted = ledger.look(browse_asked.counted, formed)
        if counted is None:  # there is no index, so all has to be looked at
            return weighed(asked, ledger.questions(), ledger.claims())
        weights = _weights(formed, counted.having, counted.claims)
        claims, questions = set[str](), set[str]()
        for part in _parts(weights, counted):
            near = ledger.look(browse_asked.near, [formed[term] for term in part], WEIGHED)
            claims |= near.claims
            questions |= near.questions
            if len(claims) >= WEIGHED:
                break
        questions |= ledger.look(browse_lists.places, claims)
        return weighed(
            asked,
            ledger.look(browse.questions_by_id, sorted(questions)),
            tuple(ledger.look(browse_claims.claims, claims).claimed.values()),
            weights,
        )


def _parts(weights: Mapping[str, float], counted: "Counted") -> Iterator[tuple[str, ...]]:
    """Combinations of the words that are there, those that weigh most first; where there is little, each by itself."""
    there = sorted((term for term in weights if counted.having[term]), key=lambda term: (-weights[term], term))
    if sum(counted.having.values()) <= WEIGHED:
        yield from ((term,) for term in there)
        return
    few = there[:COMBINED]
    parts = [part for size in range(1, len(few) + 1) for part in combinations(few, size)]
    yield from sorted(parts, key=lambda part: (-sum(weights[term] for term in part), part))


def weighed(
    asked: str, questions: Sequence[Question], claims: Sequence[Claimed], weights: Mapping[str, float] | None = None
) -> Found:
    """Those of some questions and claims that speak of what was asked.

    `weights` says how much each of its `terms` counts; by default that is by how rare it is among these claims.
    """
    documents = {claimed.claim.id: _claim_terms(claimed) for claimed in claims}
    if weights is None:
        having = Counter(term for document in documents.values() for term in document)
        weights = _weights(terms(asked), having, len(documents))
    kinds = _kinds(asked)
    covered = {question: _share(weights, _question_terms(question, documents)) for question in questions}
    best = sorted(_good(covered), key=lambda found: (-covered[found] * _bonus(found, kinds), found.id))
    chosen = tuple(best[:QUESTIONS])
    shown = {claim for question in chosen for answer in question.answers for claim in answer.claims}
    return Found(
        questions=chosen,
        claims=_best_claims([claimed for claimed in claims if claimed.claim.id not in shown], documents, weights),
    )


def terms(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, cut to their stems.

    >>> sorted(terms("How many people were rescued from the ferries?"))
    ['ferri', 'peopl', 'rescu']
    """
    return frozenset(_stem(word) for word in re.findall(r"\w+", text.casefold()) if word not in words("ask", "skip"))


def forms(stem: str) -> frozenset[str]:
    """The words that are cut to this stem, as far as endings tell.

    >>> "rescued" in forms("rescu"), "ferry" in forms("ferri")
    (True, True)
    """
    bare = (stem, stem.removesuffix("i"), stem + stem[-1])
    made = {start + ending for start in bare for ending in ("", *_ENDINGS)}
    return frozenset(word for word in made if _stem(word) == stem) | {stem}


def _best_claims(
    claims: Iterable[Claimed], documents: Mapping[str, frozenset[str]], weights: Mapping[str, float]
) -> tuple[Claimed, ...]:
    covered = {claimed: _share(weights, documents[claimed.claim.id]) for claimed in claims}
    return tuple(sorted(_good(covered), key=lambda found: (-covered[found], found.claim.id))[:CLAIMS])


def _good(covered: Mapping[Find, float]) -> list[Find]:
    """The finds that cover enough of the question's weight, and enough beside the best one."""
    least = max(COVERED, OF_BEST * max(covered.values(), default=0.0))
    return [found for found, share in covered.items() if share >= least]


def _claim_terms(claimed: Claimed) -> frozenset[str]:
    claim = claimed.claim
    names = [voice.name for voice in (claim.voice, *claim.via) if voice]
    places = [where.name for where in claim.places]
    counted = [quantity.counted for quantity in claim.quantities]
    roles = [role.name for predicate in claim.predicates for role in predicate.roles]
    return terms(" ".join((claimed.quote, *names, *places, *counted, *roles)))


def _question_terms(question: Question, documents: Mapping[str, frozenset[str]]) -> frozenset[str]:
    key = question.key
    slots = (key.attribute, key.event, key.population, key.place, key.unit)
    own = terms(" ".join((question.wording, *(slot for slot in slots if slot))))
    behind = [documents.get(claim, frozenset()) for answer in question.answers for claim in answer.claims]
    return own.union(*behind)


def _weights(wanted: Iterable[str], having: Mapping[str, int], number: int) -> dict[str, float]:
    """How much each word of the question counts: more, the fewer of so many claims have it."""
    return {term: math.log(1 + max(number, 1) / (1 + having.get(term, 0))) for term in wanted}


def _share(weights: Mapping[str, float], document: frozenset[str]) -> float:
    """The part of the weight that the document covers; nothing asked is nothing found."""
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in document) / total if total else 0.0


def _kinds(asked: str) -> frozenset[str]:
    begins = " ".join(re.findall(r"\w+", asked.casefold()))
    kinds = table("ask")["kinds"]
    found = [kinds[start] for start in kinds if f"{begins} ".startswith(f"{start} ")] if isinstance(kinds, dict) else []
    return frozenset(kind for group in found for kind in group)


def _bonus(question: Question, kinds: frozenset[str]) -> float:
    return KIND_BONUS if question.key.kind.value in kinds else 1.0


_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "y", "e")
_STEM_LENGTH = 3


def _stem(word: str) -> str:
    """The word without its ending, so that "rescued", "rescues" and "rescue" meet."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _STEM_LENGTH and not word.endswith("ss"):
            stem += "i" if ending in {"ies", "ied", "y"} else ""
            return stem[:-1] if _doubled(stem) else stem
    return word


def _doubled(stem: str) -> bool:
    """Whether the stem ends in a consonant doubled by its ending ("stopp" of "stopped")."""
    return len(stem) > _STEM_LENGTH and stem[-1] == stem[-2] and stem[-1] not in "aeiouls"
