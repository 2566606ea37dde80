"""Every error that Sayso raises on purpose.

SaysoError
├── InputError           an input cannot be read: the reason is told, the other inputs are still read
│   ├── MissingInput     there is nothing at the path given
│   ├── NotFetched       an address may not be asked, or what it answers is no page
│   ├── TooLarge         the input is larger than the limit
│   └── UnreadableInput  the bytes are not what they claim to be, or hold no text
├── UsageError           what was asked for makes no sense as it was asked
│   ├── UnknownSetting   a setting or its value is not one of those that exist
│   ├── NotFound         no such report, claim or question in this ledger
│   └── Forbidden        who asks may not do this
├── LedgerError          the ledger cannot do what was asked
│   ├── LedgerBusy       another writer holds the ledger for longer than we wait
│   ├── LedgerDamaged    a row, the log's chain or the file itself is not what was written
│   ├── LedgerTooNew     the ledger was written by a newer Sayso
│   └── LedgerUnwritable its disk is full or fails, or it may not be written
├── NoAnswer             a service that an extractor asks does not answer: the report is kept, not read
├── NoPack               nothing that is installed reads a report's language: the report is kept, not read
├── WriteFailed          a file that was asked for cannot be written
│   └── NoRoom           the disk is full or fails, or nothing may be written there
└── DataError            a word list or model that ships with Sayso, or one of yours, is not usable
"""

import errno

REFUSING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO})
"""What the system says where there is no room left, or nothing may be written."""


class SaysoError(Exception):
    """An error that Sayso expects; its message says what was given and what would have worked."""


class InputError(SaysoError):
    """An input cannot be read."""


class MissingInput(InputError):
    """There is nothing at the path given."""


class NotFetched(InputError):
    """An address may not be asked, or what it answers is no page. `wait`: seconds that its server asks us to wait."""

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


class TooLarge(InputError):
    """The input is larger than the limit."""


class UnreadableInput(InputError):
    """The bytes are not what they claim to be, or hold no text."""


class UsageError(SaysoError):
    """What was asked for makes no sense as it was asked."""


class UnknownSetting(UsageError):
    """A setting or its value is not one of those that exist."""


class NotFound(UsageError):
    """There is no such report, claim or question in this ledger."""


class Forbidden(UsageError):
    """Who asks may not do this."""


class LedgerError(SaysoError):
    """The ledger cannot do what was asked."""


class LedgerBusy(LedgerError):
    """Another writer holds the ledger for longer than we wait."""


class LedgerDamaged(LedgerError):
    """A row, the log's chain or the file itself is not what was written."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a newer Sayso."""


class LedgerUnwritable(LedgerError):
    """The ledger's disk is full or fails, or it may not be written; it is as it was before."""


class NoAnswer(SaysoError):
    """A service that an extractor was asked to use does not answer, or not as it should."""


class NoPack(SaysoError):
    """Nothing that is installed reads the language of a report; the message says what would."""


class WriteFailed(SaysoError):
    """A file that was asked for cannot be written."""

    @staticmethod
    def of(name: object, error: OSError, more: str = "") -> "WriteFailed":
        """The error for a file that the system refuses to write; `more` is what follows from that."""
        kind = NoRoom if error.errno in REFUSING else WriteFailed
        return kind(f"cannot write {str(name)!r}{more}: {error.strerror or error}")


class NoRoom(WriteFailed):
    """The disk is full or fails, or nothing may be written there."""


class DataError(SaysoError):
    """A word list or model is not usable."""
