"""Characters of strangers on a page: those that cannot be seen, or that turn other text around, are named instead.

The ledger keeps them; only what is shown differs. Everything else is escaped by the templates.
"""

import unicodedata

from markupsafe import Markup, escape

from sayso.export.hidden import HIDDEN, joins, label, safe

__all__ = ["chips", "label", "safe"]


def chips(text: str) -> Markup:
    """The text as HTML, with such characters as small labels that tell their full name."""
    parts: list[Markup] = []
    at = 0
    for match in HIDDEN.finditer(text):
        if joins(match):
            continue
        full = unicodedata.name(match[0], "control character").lower()
        chip = Markup('<span class="chip" dir="ltr" title="{}: {}">{}</span>')
        parts += (escape(text[at : match.start()]), chip.format(f"U+{ord(match[0]):04X}", full, label(match[0])))
        at = match.end()
    return Markup().join([*parts, escape(text[at:])])
