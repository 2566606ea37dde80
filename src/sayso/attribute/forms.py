"""Direct, indirect or mixed: how much of a content stands between quotation marks."""

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
    quoted = sum(annotated.quoted(token) for token in words)
    if not quoted:
        return Form.INDIRECT
    return Form.DIRECT if quoted >= _DIRECT * len(words) else Form.MIXED
