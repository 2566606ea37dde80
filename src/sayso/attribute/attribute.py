"""All attributions of a text: what the extractor finds, and what the shared steps add to it."""

from sayso.attribute.extractor import Extractor, Rules
from sayso.nouns import Annotated, Attribution, hull


def attribute(annotated: Annotated, *, extractor: Extractor | None = None) -> tuple[Attribution, ...]:
    """The attributions of a text layer, in text order.

    The explicit ones come from `extractor` (by default the rules); the steps on top are the same for every extractor.
    """
    explicit = (extractor or Rules())(annotated)
    return tuple(sorted(explicit, key=lambda found: hull(found.content)))
