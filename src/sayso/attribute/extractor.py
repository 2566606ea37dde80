"""The interface of an extractor, and the one that works by rules."""

from dataclasses import dataclass
from typing import Protocol

from sayso.attribute.candidates import Candidate
from sayso.attribute.families import candidates
from sayso.attribute.forms import form_of
from sayso.attribute.resolve import resolve
from sayso.attribute.syntax import Syntax
from sayso.attribute.weights import probability
from sayso.nouns import Annotated, Attribution, Basis

THRESHOLD = 0.44
"""Least probability of an attribution. F1 is flat from 0.40 to 0.50 on every tenth article of PolNeAR's train part,
held out from the weights (`training/count_cues.py --hold-out`)."""


class Extractor(Protocol):
    """Finds the attributions that a text makes explicit: source and cue stand with the content."""

    @property
    def method(self) -> str:
        """Name and version, as it is written into every attribution ("rules/1")."""
        ...

    def __call__(self, annotated: Annotated) -> tuple[Attribution, ...]:
        """The explicit attributions, in text order; no content inside another."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """Candidates by construction, weighed by counted cue words."""

    threshold: float = THRESHOLD
    method: str = "rules/1"

    def __call__(self, annotated: Annotated) -> tuple[Attribution, ...]:
        """The explicit attributions, in text order; no content inside another."""
        syntax = Syntax.of(annotated)
        weighed = ((probability(syntax, candidate), candidate) for candidate in candidates(syntax))
        return tuple(
            as_attribution(annotated, candidate, sure, self.method)
            for sure, candidate in resolve(weighed, self.threshold)
        )


def as_attribution(annotated: Annotated, candidate: Candidate, sure: float, method: str) -> Attribution:
    """The attribution that a candidate stands for."""
    return Attribution(
        report=annotated.report,
        layer=annotated.layer,
        source=candidate.source,
        cue=candidate.cue,
        content=candidate.content,
        form=form_of(annotated, candidate.content),
        basis=Basis.EXPLICIT,
        rule=candidate.rule,
        method=method,
        confidence=round(sure, 3),
    )
