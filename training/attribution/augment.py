"""Variants of a window as bad exports and other houses' styles would give it, so that no cue becomes a crutch."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tokenizers import Tokenizer

from attribution.windows import Window, Word, bridged
from sayso.attribute.trained.scheme import CUE
from sayso.attribute.trained.windows import LOWER, TITLE, UPPER

OPENING, CLOSING, EITHER, APOSTROPHE = "“„«", "”»", '"', "’'‘"
STYLES = (("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("'", "'"), ("‘", "’"))
WEIGHTS = (2, 6, 1, 1, 1, 1)  # straight marks are what most exports have

MASK = 103
"""The piece that the base weights know as a hidden word."""

PAST = (
    "acknowledged", "added", "admitted", "alleged", "announced", "argued", "asserted", "boasted", "claimed",
    "complained", "conceded", "concluded", "confided", "confirmed", "contended", "declared", "disclosed",
    "emphasised", "estimated", "established", "explained", "found", "guessed", "hinted", "informed", "insisted",
    "judged", "lamented", "maintained", "mentioned", "noted", "objected", "observed", "pledged", "pointed",
    "protested", "recalled", "reckoned", "recounted", "related", "remarked", "repeated", "replied", "reported",
    "responded", "revealed", "specified", "stated", "stressed", "swore", "testified", "underlined", "vowed", "warned",
    "wrote",
)  # fmt: skip
PRESENT = (
    "acknowledges", "adds", "admits", "alleges", "announces", "argues", "asserts", "believes", "claims", "complains",
    "concedes", "concludes", "confirms", "contends", "declares", "discloses", "estimates", "explains", "finds",
    "hints", "insists", "judges", "maintains", "mentions", "notes", "objects", "observes", "pledges", "protests",
    "recalls", "reckons", "remarks", "repeats", "replies", "reports", "reveals", "states", "stresses", "suggests",
    "swears", "testifies", "underlines", "vows", "warns", "writes",
)  # fmt: skip
"""Verbs that stand where "said" and "says" stand: a fifth of the corpus's cues are these two words, and other news is
freer."""

MARKS = {"curly": STYLES[0], "straight": STYLES[1], "german": STYLES[2], "french": STYLES[3], "single": STYLES[5]}
CASES = {"lower": LOWER, "upper": UPPER}
GONE = {"no-quotes": OPENING + CLOSING + EITHER, "no-commas": ",", "no-apostrophes": APOSTROPHE}
VARIANTS = (*MARKS, *CASES, *GONE)


class Augment:
    """Changes a share of the windows: other marks or none, one case, no commas, no apostrophes."""

    def __init__(self, tokenizer: Tokenizer, share: float, reworded: float = 0.0) -> None:
        self._share, self._reworded = share, reworded

        def pieces(word: str) -> tuple[int, ...]:
            return tuple(tokenizer.encode(word, add_special_tokens=False).ids)

        self._other_words = {
            pieces(word): [pieces(other) for other in others] for word, others in (("said", PAST), ("says", PRESENT))
        }
        marks = {mark for style in STYLES for mark in style}
        self._pieces = {mark: tuple(tokenizer.encode(mark, add_special_tokens=False).ids) for mark in marks}

    def __call__(self, window: Window, random: Random) -> Window:
        """The window, or a variant of it."""
        window = self._with_other_cues(window, random)
        if random.random() >= self._share:
            return window
        steps: tuple[Callable[[Window, Random], Window], ...] = (self._restyled, self._restyled, _one_case, _bare)
        return random.choice(steps)(window, random)

    def _with_other_cues(self, window: Window, random: Random) -> Window:
        """The window with another verb for a share of the cues that are "said" or "says" alone."""
        if not self._reworded:
            return window
        words, roles = list(window.words), window.roles
        for at, word in enumerate(words):
            others = self._other_words.get(word.pieces)
            if roles[at] != CUE or others is None or random.random() >= self._reworded:
                continue
            words[at] = replace(word, pieces=random.choice(others))
        return replace(window, words=tuple(words))

    def _restyled(self, window: Window, random: Random) -> Window:
        """Other quotation marks, or none, or one of them lost."""
        quotes = _quotes(window)
        if not quotes:
            return _one_case(window, random) if random.random() < 0.3 else window
        draw = random.random()
        if draw < 0.2:
            return _without(window, frozenset(quotes))
        if draw < 0.35:
            return _without(window, frozenset({random.choice(quotes)}))
        return self._styled(window, *random.choices(STYLES, WEIGHTS)[0])

    def variant(self, window: Window, name: str) -> Window:
        """The variant of that name (one of VARIANTS), to see how well a trained model bears it."""
        if name in MARKS:
            return self._styled(window, *MARKS[name])
        if name in CASES:
            return _cased(window, CASES[name])
        gone = GONE[name]
        return _without(
            window, frozenset(at for at, word in enumerate(window.words) if word.mark and word.mark in gone)
        )

    def _styled(self, window: Window, opening: str, closing: str) -> Window:
        words, opens = list(window.words), True
        for at in _quotes(window):
            opens = words[at].mark in OPENING or (words[at].mark in EITHER and opens)
            mark = opening if opens else closing
            words[at] = replace(words[at], mark=mark, pieces=self._pieces[mark])
            opens = not opens
        return replace(window, words=tuple(words))


def masked(window: Window, share: float, random: Random) -> Window:
    """The window with the pieces of a share of its words hidden, punctuation left: so no word is learned by heart."""
    words = tuple(
        replace(word, pieces=(MASK,) * len(word.pieces)) if not word.mark and random.random() < share else word
        for word in window.words
    )
    return replace(window, words=words)


def _one_case(window: Window, random: Random) -> Window:
    """All lower case, all capitals, or every word capitalised."""
    return _cased(window, random.choice((LOWER, LOWER, UPPER, UPPER, TITLE)))


def _quotes(window: Window) -> list[int]:
    return [at for at, word in enumerate(window.words) if word.mark and word.mark in OPENING + CLOSING + EITHER]


def _cased(window: Window, case: int) -> Window:
    def cased(word: Word) -> Word:
        return word if word.mark else replace(word, case=case)

    return replace(window, words=tuple(map(cased, window.words)))


def _bare(window: Window, random: Random) -> Window:
    """Without commas, without apostrophes, or without any punctuation."""
    gone = random.choice((",", ",", APOSTROPHE, APOSTROPHE + ",", None))
    return _without(
        window,
        frozenset(at for at, word in enumerate(window.words) if word.mark and (gone is None or word.mark in gone)),
    )


def _without(window: Window, gone: frozenset[int]) -> Window:
    kept = [at for at in range(len(window.words)) if at not in gone]
    if not kept:
        return window
    return bridged(
        replace(
            window,
            words=tuple(window.words[at] for at in kept),
            roles=tuple(window.roles[at] for at in kept),
            units=tuple(window.units[at] for at in kept),
            shared=tuple(window.shared[at] for at in kept),
        )
    )
