"""Characters that cannot be seen, as labels on a page; everything else is escaped by the templates."""

from markupsafe import Markup, escape

from sayso.export.hidden import apart, full_name, label, safe

__all__ = ["chips", "label", "safe"]

_CHIP = Markup('<span class="chip" dir="ltr" title="{}">{}</span>')


def chips(text: str) -> Markup:
    """The text as HTML, with such characters as small labels that tell their full name."""
    return Markup().join(
        _CHIP.format(full_name(piece), label(piece)) if is_hidden else escape(piece) for piece, is_hidden in apart(text)
    )
