"""The extractor itself: passage by passage to the service, and what it proposes to where it stands."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.attribute.llm.asking import passages, request
from sayso.attribute.llm.placing import placed
from sayso.attribute.llm.service import Service
from sayso.nouns import Annotated, Attribution, LayerName

VERSION = "llm/1"
"""Another one where the instructions or the checks have changed: what it proposes is then another reading."""

KEY = "SAYSO_LLM_KEY"
"""The environment variable with the key of the service. It is no option, as options stand in lists of processes."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Proposes what a language model finds and the text bears out."""

    service: Service

    @property
    def method(self) -> str:
        """Version, model and service."""
        return f"{VERSION} {self.service.model}@{self.service.where.site}"

    @property
    def sends(self) -> str:
        """What goes where."""
        service = self.service
        return (
            f"the sentences of each report go to {service.where.root}, to the model {service.model}; "
            "no title, outlet, address or name of a file does, and nothing of the ledger"
        )

    def __call__(self, annotated: Annotated) -> tuple[Attribution, ...]:
        """What it proposes for a text or caption; headlines are not sent.

        Raises:
            NoAnswer: the service does not answer as it should.
        """
        if annotated.layer is LayerName.TITLE:
            return ()
        return tuple(
            one
            for passage in passages(annotated)
            for one in placed(
                annotated, passage, self.service.ask(request(annotated, passage, self.service.model)), self.method
            )
        )


def make(options: Mapping[str, str]) -> LanguageModel:
    """The extractor that a user asks for by `--extractor llm`.

    Raises:
        UnknownSetting: an option is missing, or not one of those that exist.
    """
    return LanguageModel(Service.of(options, os.environ.get(KEY) or None))
