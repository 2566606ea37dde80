"""What sites ask of robots (RFC 9309), by the parser of the standard library."""

from urllib.robotparser import RobotFileParser

from sayso.intake.fetch.exchange import NAME, Answer

MAX_RULES = 500 * 1024
"""Bytes of a robots.txt that are looked at: what RFC 9309 asks for at least."""

LONGEST = 60.0
"""Seconds between two requests that a site can ask for. Some ask for hours, and mean that they want no robots."""


class Robots:
    """What one site asks of us. `unknown` is why that cannot be told; then nothing of it is fetched."""

    def __init__(self, answer: Answer | None, why: str = "") -> None:
        """`answer` is that to the request for its robots.txt; None where there was none, and `why` tells the reason."""
        self._rules = RobotFileParser()
        self.unknown: str | None = why if answer is None else None
        if answer is not None and (answer.status >= 500 or answer.status == 429):
            self.unknown = f"it answers {answer.status}"
        if answer is not None and answer.status == 200:
            self._rules.parse(answer.body[:MAX_RULES].decode("utf-8-sig", "replace").splitlines())
        else:
            self._rules.parse(())  # no rules: all may be asked for

    def allow(self, url: str) -> bool:
        """Whether we may ask for that address."""
        return self.unknown is None and self._rules.can_fetch(NAME, url)

    @property
    def pause(self) -> float:
        """Seconds that the site wants between two requests."""
        delay = self._rules.crawl_delay(NAME)
        return min(float(delay or 0), LONGEST)
