"""What a language pack gives: the stages from a report's text to its claims, for one language or several."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sayso.nouns import Annotated, Attribution, Claim, LayerName, Report


class Pack(Protocol):
    """The stages of reading for the languages of a pack. They work on frozen values, and every span is of the text."""

    @property
    def version(self) -> str:
        """Name and version, with those of the models that it reads by: part of what names a reading's engine."""
        ...

    def annotate(self, report: Report, layer: LayerName) -> Annotated:
        """The annotation of one text layer; an absent layer gives an empty one."""
        ...

    def attribute(self, annotated: Annotated) -> tuple[Attribution, ...]:
        """Who is made to say what, in text order."""
        ...

    def make_claims(
        self, report: Report, annotated: Annotated, attributions: Sequence[Attribution], reading: str
    ) -> tuple[Claim, ...]:
        """The claims in text order; no two have one id."""
        ...


@dataclass(frozen=True, slots=True)
class Missing:
    """No pack for a language, or none that is installed: `reason` says so, and what would read it."""

    reason: str
