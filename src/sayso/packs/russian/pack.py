"""The stages of the Russian pack as one value."""

from collections.abc import Sequence

from sayso.nouns import Annotated, Attribution, Claim, LayerName, Report
from sayso.packs.russian.annotate import annotate
from sayso.packs.russian.attribute import METHOD, attribute
from sayso.packs.russian.claims import make_claims
from sayso.packs.russian.models import version


class Russian:
    """Reads Russian. Making one loads nothing; the models are loaded once a process, with the first report."""

    @property
    def version(self) -> str:
        """Name and version of the pack, and of the models that it reads by."""
        return f"{METHOD}; {version()}"

    def annotate(self, report: Report, layer: LayerName) -> Annotated:
        """Sentences, tokens with lemmas and Universal Dependencies, names, quotations."""
        return annotate(report, layer)

    def attribute(self, annotated: Annotated) -> tuple[Attribution, ...]:
        """Who is made to say what, by frames."""
        return attribute(annotated)

    def make_claims(
        self, report: Report, annotated: Annotated, attributions: Sequence[Attribution], reading: str
    ) -> tuple[Claim, ...]:
        """One claim for each attribution, with voice, manner, numbers, places and what happened."""
        return make_claims(report, annotated, attributions, reading)
