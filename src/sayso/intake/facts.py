"""What is known about a report besides its text, and who knows it."""

from dataclasses import dataclass

from sayso.nouns import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the user, or the bytes themselves, say about a report. None is unknown."""

    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    retrieved: Moment | None = None
    forwarded_from: str | None = None

    def over(self, other: "Facts") -> "Facts":
        """These facts, and the other's where these are silent."""
        return Facts(
            outlet=self.outlet or other.outlet,
            url=self.url or other.url,
            title=self.title or other.title,
            author=self.author or other.author,
            language=self.language or other.language,
            published=self.published or other.published,
            modified=self.modified or other.modified,
            retrieved=self.retrieved or other.retrieved,
            forwarded_from=self.forwarded_from or other.forwarded_from,
        )


NO_FACTS = Facts()
