"""Names of users, and how they are compared."""

import re
import unicodedata

from sayso.errors import UsageError

LONGEST = 64

_NAME = re.compile(r"[^\W_](?:[\w .@'’-]*[^\W_])?")


def named(name: str) -> str:
    """The name as it is kept.

    Raises:
        UsageError: it is none.
    """
    plain = unicodedata.normalize("NFC", " ".join(name.split()))
    if len(plain) > LONGEST or not _NAME.fullmatch(plain):
        raise UsageError(
            f"a name begins and ends with a letter or digit, with letters, digits, blanks and . @ ' - _ between, "
            f"{LONGEST} characters at most; given {name[: LONGEST + 1]!r}"
        )
    return plain


def folded(name: str) -> str:
    """The name as it is looked up: in any case and width."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()
