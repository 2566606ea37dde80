"""Which pack reads a language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

from sayso.data.languages import is_english, language_code, language_name
from sayso.packs.pack import Missing, Pack


@dataclass(frozen=True, slots=True)
class _Shipped:
    """A pack that ships: what makes it, the extra that installs what it needs, and the modules that this brings."""

    make: Callable[[], Pack]
    extra: str
    needs: tuple[str, ...]


def _russian() -> Pack:
    from sayso.packs.russian import Russian  # noqa: PLC0415 - its word lists and models are for Russian reports alone

    return Russian()


_SHIPPED: Mapping[str, _Shipped] = {"ru": _Shipped(_russian, "ru", ("natasha", "pymorphy3"))}
"""Packs by the code of their language."""


def pack_for(language: str | None) -> Pack | Missing | None:
    """The pack of a language by its code; None where the stages read it themselves: English, or unknown."""
    if language is None or is_english(language):
        return None
    return _pack(str(language_code(language)))


@cache
def _pack(code: str) -> Pack | Missing:
    shipped = _SHIPPED.get(code)
    if shipped is None:
        return Missing(f"no language pack for {language_name(code)}, so claims are missing; its text is kept")
    if any(find_spec(module) is None for module in shipped.needs):
        return Missing(
            f"no language pack for {language_name(code)}: pip install 'sayso[{shipped.extra}]' brings it, "
            "then reread; its text is kept"
        )
    return shipped.make()
