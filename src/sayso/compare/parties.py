"""The party that a voice speaks for: the analyst's word first, else the report's."""

from functools import cache
from types import MappingProxyType

from sayso.compare.names import normal
from sayso.data import table
from sayso.nouns import Voice


def party_of(voice: Voice) -> str | None:
    """The side on which the analyst has put the voice or the body that it speaks for, else what the report says."""
    for name in (voice.name, voice.affiliation, voice.party):
        if name and (side := _sides().get(normal(name))):
            return side
    return normal(voice.party) if voice.party else None


@cache
def _sides() -> MappingProxyType[str, str]:
    """Each name that the analyst has put on a side, normalised, with the side's name."""
    listed = table("sides").get("parties")
    groups = listed.items() if isinstance(listed, dict) else ()
    return MappingProxyType({normal(str(name)): str(side) for side, names in groups for name in names})
