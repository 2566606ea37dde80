"""Report → Annotated: paragraphs, quotations, sentences, tokens, parse, entities mended by our gazetteer."""

from sayso.annotate.annotate import annotate
from sayso.annotate.pipeline import DEFAULT_PIPELINE, version

__all__ = ["DEFAULT_PIPELINE", "annotate", "version"]
