"""Quotations that go on behind a cue clause: `"A," X said. "B." "C."` is one content."""

from sayso.attribute.syntax import Syntax


def next_quotations(syntax: Syntax, at: int) -> tuple[int, int] | None:
    """The token range of the quotations that begin at a token and follow one another, up to the paragraph's end.

    None where no quotation begins there, or where a cue of its own stands behind the first ("B," said Y).
    """
    annotated = syntax.annotated
    end = at
    while end < len(syntax) and (index := syntax.quotation[end]) >= 0:
        quoted = annotated.quotations[index]
        inside = annotated.tokens_in(quoted.span)
        if inside.start != end or _paragraph(syntax, end) != _paragraph(syntax, at):
            break
        if quoted.closed and quoted.inner.of(annotated.text).rstrip()[-1:] in {",", ""}:
            break
        end = inside.stop
        if not quoted.closed:
            break
    return (at, end) if end > at else None


def _paragraph(syntax: Syntax, token: int) -> int:
    return syntax.annotated.sentences[syntax.annotated.tokens.sentence[token]].paragraph
