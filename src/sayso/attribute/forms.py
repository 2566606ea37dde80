"""Direct, indirect or mixed: how much of a content stands between quotation marks."""

from bisect import bisect_right

from sayso.nouns import Annotated, Form, LayerName, Pieces

_LAYERS = {LayerName.TITLE: Form.HEADLINE, LayerName.CAPTION: Form.CAPTION}
_DIRECT = 0.9
"""Share of quoted tokens from which a content counts as direct, as in the scoring of PolNeAR."""


def form_of(annotated: Annotated, content: Pieces) -> Form:
    """The form of a content: headline or caption by its layer, else by how much of it is quoted."""
    if annotated.layer in _LAYERS:
        return _LAYERS[annotated.layer]
    tokens = [token for span in content for token in annotated.tokens_in(span)]
    words = [token for token in tokens if annotated.tokens.text[token][:1].isalnum()]
    starts = [quotation.inner.start for quotation in annotated.quotations]
    quoted = sum(_is_quoted(annotated, starts, token) for token in words)
    if not quoted:
        return Form.INDIRECT
    return Form.DIRECT if quoted >= _DIRECT * len(words) else Form.MIXED


def _is_quoted(annotated: Annotated, starts: list[int], token: int) -> bool:
    """As `Annotated.quoted`, by bisection: a long text holds thousands of quotations."""
    at = annotated.tokens.start[token]
    index = bisect_right(starts, at) - 1
    return index >= 0 and at < annotated.quotations[index].inner.end
