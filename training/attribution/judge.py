"""Right or wrong, by the rule of PolNeAR's relation score: contents share half their words, sources agree."""

import re
from collections.abc import Iterable, Sequence

Spans = Sequence[Sequence[int]]
Triple = tuple[Spans, Spans]  # source, content

WORD = re.compile(r"\w+(?:['\u2019]\w+)*")
FUNCTION = frozenset({
    *("a", "an", "the", "this", "these", "that", "those", "his", "her", "its", "their", "my", "our", "your"),
    *("of", "in", "on", "at", "to", "for", "by", "with", "from", "and", "or", "but", "as"),
    *("who", "which", "whom", "whose", "is", "are", "was", "were", "be", "been", "also", "'s", "one"),
})  # fmt: skip


class Judge:
    """Matches the attributions of one text with its gold."""

    def __init__(self, text: str, gold: Iterable[Triple]) -> None:
        self._words = [(match.start(), match.end(), match.group().lower()) for match in WORD.finditer(text)]
        self._gold = [(self._cover(source), self._cover(content)) for source, content in gold]
        self._gold = [pair for pair in self._gold if pair[1]]

    @property
    def size(self) -> int:
        """How many gold attributions there are."""
        return len(self._gold)

    def right(self, found: Sequence[Triple]) -> list[bool]:
        """For each attribution whether it is right. Each gold attribution is matched once, the best match first."""
        mine = [(self._cover(source), self._cover(content)) for source, content in found]
        pairs = sorted(
            (-len(theirs & ours) / len(theirs | ours), not self._agree(source, my_source), i, j)
            for i, (source, theirs) in enumerate(self._gold)
            for j, (my_source, ours) in enumerate(mine)
            if len(theirs & ours) * 2 >= len(theirs | ours)
        )
        verdicts, used = [False] * len(mine), set()
        matched = set()
        for _, differs, i, j in pairs:
            if i not in used and j not in matched:
                used.add(i)
                matched.add(j)
                verdicts[j] = not differs
        return verdicts

    def _cover(self, spans: Spans) -> frozenset[int]:
        return frozenset(
            i for i, (start, end, _) in enumerate(self._words) if any(s < end and start < e for s, e in spans)
        )

    def _agree(self, gold: frozenset[int], mine: frozenset[int]) -> bool:
        if not gold:
            return True
        gold, mine = self._heads(gold), self._heads(mine)
        return bool(mine) and len(gold & mine) * 2 >= min(len(gold), len(mine))

    def _heads(self, words: frozenset[int]) -> frozenset[int]:
        return frozenset(i for i in words if self._words[i][2] not in FUNCTION) or words
