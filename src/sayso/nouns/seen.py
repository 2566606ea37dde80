"""What was looked at before, and how to tell whether it is still the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A file or page that was read to its end.

    `source` is its address, or a hash of its path; `mark` what changes with it: size and time of a file, what a server
    calls the state of a page. `capture` is the SHA-256 of its bytes, where they were kept as they are.
    """

    source: str
    mark: str
    capture: str | None = None
