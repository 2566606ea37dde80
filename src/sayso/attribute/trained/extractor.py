"""The extractor that the rest of Sayso sees."""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.annotate.view import as_parsed
from sayso.attribute.forms import form_of
from sayso.attribute.syntax import bare
from sayso.attribute.trained import files
from sayso.attribute.trained.decode import Found, Spans, found_in
from sayso.attribute.trained.network import load
from sayso.attribute.trained.windows import windows_of
from sayso.nouns import Annotated, Attribution, Basis, Pieces, Span


@dataclass(frozen=True, slots=True)
class Trained:
    """A fine-tuned MiniLM encoder with a CRF and pointers, in 8-bit integers; `threads` changes no result."""

    threads: int = 1

    @property
    def method(self) -> str:
        """Name and version, as it is written into every attribution."""
        return files.method()

    def __call__(self, annotated: Annotated) -> tuple[Attribution, ...]:
        """The explicit attributions, in text order; no content inside another.

        Raises:
            DataError: a model file is missing or is not the one that was shipped.
        """
        return tuple(
            attribution
            for found in self._found(annotated)
            if (attribution := _as_attribution(annotated, found, self.method)) is not None
        )

    def _found(self, annotated: Annotated) -> Iterator[Found]:
        shown, blocks = as_parsed(annotated)
        paragraphs = [(p.span.start, p.span.end) for p in blocks if not p.noise]
        network, choices = load(self.threads), files.choices()
        windows = [w.carried_back(shown) for w in windows_of(shown.text, paragraphs, network.tokenizer) if len(w)]
        by_window: list[list[Found]] = [[] for _ in windows]
        for batch in network.read(windows):
            for index, found in found_in(batch, windows, network.grammar, network.pointers, choices):
                by_window[index] = found
        return (found for window in by_window for found in window)


def _as_attribution(annotated: Annotated, found: Found, method: str) -> Attribution | None:
    """The attribution, or None where nothing but marks is its content."""
    content = _pieces(annotated, found.content)
    if not content:
        return None
    return Attribution(
        report=annotated.report,
        layer=annotated.layer,
        source=_pieces(annotated, found.source),
        cue=_pieces(annotated, found.cue) or _whole(annotated, found.cue),
        content=content,
        form=form_of(annotated, content),
        basis=Basis.EXPLICIT,
        rule="trained",
        method=method,
        confidence=None if found.confidence is None else round(found.confidence, 3),
    )


def _whole(annotated: Annotated, spans: Spans) -> Pieces:
    """The spans as they are: a cue may be a colon."""
    return tuple(span for start, end in spans if annotated.tokens_in(span := Span(start, end)))


def _pieces(annotated: Annotated, spans: Spans) -> Pieces:
    """The spans without white space and marks at their ends, those without a token left out."""
    bared = (bare(annotated.text, Span(start, end)) for start, end in spans)
    return tuple(span for span in bared if span is not None and annotated.tokens_in(span))
