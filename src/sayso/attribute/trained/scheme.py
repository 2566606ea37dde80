"""Tags, roles and the grammar that a sequence of tags keeps; the kinds of links."""

from collections.abc import Sequence
from typing import Final

ROLES: Final = ("source", "cue", "content")
SOURCE, CUE, CONTENT = 0, 1, 2
NO_ROLE: Final = -1

TAGS: Final = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
OUTSIDE: Final = 0

LINKS: Final = ((CONTENT, CUE), (CONTENT, SOURCE), (CUE, SOURCE))
"""Which role points at which. A content finds its source twice, by itself and by its cue; the scores are added."""

Fragment = tuple[int, int, int]
"""A run of words with one role: (role, first word, end word), the end exclusive."""


def begin(role: int) -> int:
    """The tag of a fragment's first word."""
    return 1 + 2 * role


def inside(role: int) -> int:
    """The tag of a fragment's further words."""
    return 2 + 2 * role


def role_of(tag: int) -> int:
    """The role that a tag gives, NO_ROLE for OUTSIDE."""
    return (tag - 1) // 2 if tag else NO_ROLE


def may_follow(before: int | None, tag: int) -> bool:
    """Whether `tag` may come after `before` (None at the start of a window): I only goes on from the same role."""
    goes_on = tag != OUTSIDE and tag % 2 == 0
    return not goes_on or (before is not None and role_of(before) == role_of(tag))


def tags_of(roles: Sequence[int], units: Sequence[int]) -> list[int]:
    """The tags of words by role and attribution: a new fragment starts wherever one of the two changes.

    >>> [TAGS[tag] for tag in tags_of([0, 0, 1, -1, 2], [3, 3, 3, -1, 3])]
    ['B-source', 'I-source', 'B-cue', 'O', 'B-content']
    """
    tags = []
    before = (NO_ROLE, NO_ROLE)
    for role, unit in zip(roles, units, strict=True):
        if role == NO_ROLE:
            tags.append(OUTSIDE)
        else:
            tags.append(inside(role) if before == (role, unit) else begin(role))
        before = (role, unit)
    return tags


def fragments_of(tags: Sequence[int]) -> list[Fragment]:
    """The fragments of a sequence of tags, in order."""
    found: list[Fragment] = []
    for at, tag in enumerate(tags):
        role = role_of(tag)
        if role == NO_ROLE:
            continue
        if tag == inside(role) and found and found[-1][0] == role and found[-1][2] == at:
            found[-1] = (role, found[-1][1], at + 1)
        else:
            found.append((role, at, at + 1))
    return found
