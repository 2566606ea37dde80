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
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from sayso.data import table, words
from sayso.nouns import Claim, Claimed, Question, QuestionKind

if TYPE_CHECKING:  # SQLAlchemy is heavy
    from sayso.ledger import Ledger
    from sayso.ledger.browse_asked import Counted, Naming, Posed

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
    from sayso.ledger import browse, browse_asked, browse_claims  # noqa: PLC0415 - SQLAlchemy is heavy

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
        said = ledger.look(browse_asked.said, claims)
        documents = {ident: _claim_terms(one.quote, one.names) for ident, one in said.items()}
        answering = ledger.look(browse_asked.answering, documents)
        posed = ledger.look(browse_asked.posed, questions | answering.keys())
        about = {
            ident: _About(kind=one.key.kind, own=_question_terms(one), claims=answering.get(ident, _NO_CLAIMS))
            for ident, one in posed.items()
        }
        best = _best(asked, about, documents, weights)
        whole = ledger.look(browse_claims.claimed, best.claims)
        return Found(
            questions=ledger.look(browse.questions_by_id, best.questions),
            claims=tuple(whole[ident] for ident in best.claims),
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
    known = {claimed.claim.id: claimed for claimed in claims}
    asking = {question.id: question for question in questions}
    documents = {ident: _claim_terms(claimed.quote, claimed.claim) for ident, claimed in known.items()}
    if weights is None:
        having = Counter(term for document in documents.values() for term in document)
        weights = _weights(terms(asked), having, len(documents))
    about = {ident: _about(question) for ident, question in asking.items()}
    best = _best(asked, about, documents, weights)
    return Found(
        questions=tuple(asking[ident] for ident in best.questions),
        claims=tuple(known[ident] for ident in best.claims),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """What tells what a question is about: its kind, its own terms, and claims that answer it."""

    kind: QuestionKind
    own: frozenset[str]
    claims: frozenset[str]


_NO_CLAIMS: frozenset[str] = frozenset()


def _about(question: Question) -> _About:
    behind = frozenset(claim for answer in question.answers for claim in answer.claims)
    return _About(kind=question.key.kind, own=_question_terms(question), claims=behind)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Best:
    """The ids of what was found, best first."""

    questions: tuple[str, ...]
    claims: tuple[str, ...]


def _best(
    asked: str,
    about: Mapping[str, _About],
    documents: Mapping[str, frozenset[str]],
    weights: Mapping[str, float],
) -> _Best:
    """Of some questions, and of claims by their terms, those that speak of what was asked."""
    kinds = _kinds(asked)
    covered = {ident: _share(weights, _terms_behind(one, documents)) for ident, one in about.items()}
    bonus = {ident: KIND_BONUS if one.kind.value in kinds else 1.0 for ident, one in about.items()}
    questions = sorted(_good(covered), key=lambda ident: (-covered[ident] * bonus[ident], ident))[:QUESTIONS]
    shown = {claim for ident in questions for claim in about[ident].claims}
    further = {ident: _share(weights, document) for ident, document in documents.items() if ident not in shown}
    claims = sorted(_good(further), key=lambda ident: (-further[ident], ident))[:CLAIMS]
    return _Best(questions=tuple(questions), claims=tuple(claims))


def terms(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, cut to their stems.

    >>> sorted(terms("How many people were rescued from the ferries?"))
    ['ferri', 'peopl', 'rescu']
    """
    return frozenset(map(_stem, {*re.findall(r"\w+", text.casefold())} - words("ask", "skip")))


def forms(stem: str) -> frozenset[str]:
    """The words that are cut to this stem, as far as endings tell.

    >>> "rescued" in forms("rescu"), "ferry" in forms("ferri")
    (True, True)
    """
    bare = (stem, stem.removesuffix("i"), stem + stem[-1])
    made = {start + ending for start in bare for ending in ("", *_ENDINGS)}
    return frozenset(word for word in made if _stem(word) == stem) | {stem}


def _good(covered: Mapping[str, float]) -> list[str]:
    """The finds that cover enough of the question's weight, and enough beside the best one."""
    least = max(COVERED, OF_BEST * max(covered.values(), default=0.0))
    return [found for found, share in covered.items() if share >= least]


def _claim_terms(quote: str, claim: "Claim | Naming") -> frozenset[str]:
    names = [voice.name for voice in (claim.voice, *claim.via) if voice]
    places = [where.name for where in claim.places]
    counted = [quantity.counted for quantity in claim.quantities]
    roles = [role.name for predicate in claim.predicates for role in predicate.roles]
    return terms(" ".join((quote, *names, *places, *counted, *roles)))


def _question_terms(question: "Question | Posed") -> frozenset[str]:
    key = question.key
    slots = (key.attribute, key.event, key.population, key.place, key.unit)
    return terms(" ".join((question.wording, *(slot for slot in slots if slot))))


def _terms_behind(about: _About, documents: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return about.own.union(*(documents.get(claim, _NO_TERMS) for claim in about.claims))


_NO_TERMS: frozenset[str] = frozenset()


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


_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "y", "e")
_STEM_LENGTH = 3


@lru_cache(maxsize=1 << 14)
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
