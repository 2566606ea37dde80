"""A possible attribution, before it is decided whether it is one."""

from dataclasses import dataclass

from sayso.nouns import Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A cue word with what it would attribute to whom.

    `head` is the cue word's token. `family` and `shape` name the construction ("verb", "that"); `lemma` is the cue
    word's. `subject` is the token that heads the source, None where there is none.
    """

    head: int
    family: str
    lemma: str
    shape: str
    source: Pieces
    cue: Pieces
    content: Pieces
    subject: int | None = None

    @property
    def rule(self) -> str:
        """The name of the rule: family and shape."""
        return f"{self.family}/{self.shape}"
