"""What an exit code means, and which error ends in which."""

from enum import IntEnum

from sayso.errors import InputError, LedgerBusy, LedgerDamaged, LedgerUnwritable, NoRoom, SaysoError


class Exit(IntEnum):
    """How a run ended; `words` says it for people."""

    DONE = 0
    FOUND = 1
    USAGE = 2
    IN_PART = 3
    NOTHING_READ = 5
    DAMAGED = 6
    BUSY = 7
    NO_ROOM = 8
    FAULT = 70
    INTERRUPTED = 130
    READER_GONE = 141

    @property
    def words(self) -> str:
        """The meaning in one line."""
        return _WORDS[self]


_WORDS = {
    Exit.DONE: "done, also where the answer is that there is nothing",
    Exit.FOUND: "done, --exit-code was asked for, and something was found",
    Exit.USAGE: "wrong usage or configuration",
    Exit.IN_PART: "done in part: some inputs were refused",
    Exit.NOTHING_READ: "nothing could be read: every input was refused",
    Exit.DAMAGED: "the ledger is damaged",
    Exit.BUSY: "busy: another writer holds the ledger",
    Exit.NO_ROOM: "the disk is full or fails, or what is to be written may not be; what was told before is kept",
    Exit.FAULT: "a fault in Sayso",
    Exit.INTERRUPTED: "interrupted; what was read until then is kept",
    Exit.READER_GONE: "the reader of the output went away",
}

_OF_ERROR: tuple[tuple[type[SaysoError], Exit], ...] = (
    (InputError, Exit.NOTHING_READ),
    (LedgerBusy, Exit.BUSY),
    (LedgerDamaged, Exit.DAMAGED),
    (LedgerUnwritable, Exit.NO_ROOM),
    (NoRoom, Exit.NO_ROOM),
    (SaysoError, Exit.USAGE),
)
"""The first that fits counts."""


def exit_of(error: SaysoError) -> Exit:
    """The exit code for an error that Sayso raised on purpose."""
    return next(code for kind, code in _OF_ERROR if isinstance(error, kind))
