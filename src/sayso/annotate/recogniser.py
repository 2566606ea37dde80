"""The search of spaCy's entity recogniser, for all tokens of a report at once.

spaCy goes from token to token and asks of each of its moves whether it is allowed, which takes longer than its network.
Yet what the network says of a token depends only on where the open entity began, and most tokens stand in none. So the
moves of all tokens outside of an entity are weighed in one product, then the entities that begin are followed together,
a token further at each step. The entities are those that spaCy finds; a test compares the two.
"""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]
Found = tuple[int, int, str]  # first token, end token, label

_FEATURES = 3
"""What spaCy's recogniser looks at: the token, the first token of the open entity, the token before."""


class Recogniser:
    """An entity recogniser's network and moves, taken out of a spaCy pipeline."""

    def __init__(self, component: Any) -> None:  # noqa: ANN401 - a spaCy component
        model = component.model
        self._vectors = model.get_ref("tok2vec")
        self._lower = model.get_ref("lower")
        self._weights: Floats = model.get_ref("upper").get_param("W")
        self._bias: Floats = model.get_ref("upper").get_param("b")
        self._moves = _moves(component)
        kinds = [move[:1] for move in self._moves]
        self._outside = np.array([kind in "BUO" for kind in kinds]) & (np.array(self._moves) != "U-")
        self._beginning = np.array([kind == "B" for kind in kinds])
        self._lone = np.array([kind == "U" for kind in kinds])
        place = {move: index for index, move in enumerate(self._moves)}
        self._inside = np.array([place.get(f"I-{move[2:]}", 0) for move in self._moves], dtype=np.intp)
        self._last = np.array([place.get(f"L-{move[2:]}", 0) for move in self._moves], dtype=np.intp)

    @classmethod
    def of(cls, component: Any) -> Self | None:  # noqa: ANN401 - a spaCy component
        """The recogniser of a pipeline, or None where it works in another way than this one."""
        known = (
            hasattr(component, "moves")
            and component.cfg.get("beam_width") == 1
            and component.model.attrs.get("has_upper")
            and not component.model.attrs.get("unseen_classes")
            and component.model.get_ref("lower").get_dim("nF") == _FEATURES
            and component.model.get_ref("lower").get_dim("nP") > 1
            and all(kind in _moves(component) for kind in ("O", "U-"))
        )
        return cls(component) if known else None

    def __call__(self, docs: Sequence[Any]) -> list[list[Found]]:
        """The entities of each spaCy Doc, whose sentences are known and which has none yet."""
        if not docs:
            return []
        stops = np.cumsum([len(doc) for doc in docs])
        # An entity neither crosses a sentence's or a paragraph's end nor begins with white space.
        ends = np.concatenate([_sentence_ends(doc) for doc in docs])
        blank = np.concatenate([doc.to_array("IS_SPACE").astype(bool) for doc in docs])
        cached = self._lower.predict(np.vstack(self._vectors.predict(docs)))
        alone = self._alone(cached, ends, blank)
        last = self._follow(cached, ends, alone)
        return [self._read(alone, last, stop - len(doc), stop) for doc, stop in zip(docs, stops, strict=True)]

    def _scores(self, cached: Floats, tokens: Indices, starts: Indices | None) -> Floats:
        """What the network gives each move at the tokens. Row 0 of `cached` stands for "no such token"."""
        inside = starts is not None
        hidden = cached[tokens + 1, 0] + cached[starts + 1 if starts is not None else 0, 1]
        hidden += cached[tokens if inside else 0, 2]
        hidden += self._lower.get_param("b")
        scored: Floats = hidden.max(axis=-1) @ self._weights.T + self._bias
        return scored

    def _alone(self, cached: Floats, ends: Flags, blank: Flags) -> Indices:
        """The best move at each token while no entity is open."""
        scores = self._scores(cached, np.arange(len(ends)), None)
        scores[:, ~self._outside] = -np.inf
        scores[np.ix_(ends | blank, self._beginning)] = -np.inf
        scores[np.ix_(blank, self._lone)] = -np.inf
        best: Indices = scores.argmax(axis=1)
        return best

    def _follow(self, cached: Floats, ends: Flags, alone: Indices) -> Indices:
        """The last token of the entity that begins at each token, where one does."""
        last = np.arange(len(ends))
        starts = np.flatnonzero(self._beginning[alone])
        tokens = starts + 1
        while len(starts):
            scores = self._scores(cached, tokens, starts)
            rows, inside, closing = np.arange(len(starts)), self._inside[alone[starts]], self._last[alone[starts]]
            on, off = scores[rows, inside], scores[rows, closing]
            goes_on = ~ends[tokens] & ((on > off) | ((on == off) & (inside < closing)))
            last[starts[~goes_on]] = tokens[~goes_on]
            starts, tokens = starts[goes_on], tokens[goes_on] + 1
        return last

    def _read(self, alone: Indices, last: Indices, first: int, stop: int) -> list[Found]:
        """The entities of one Doc, whose tokens are `first` to `stop` of all."""
        found: list[Found] = []
        token = first
        while token < stop:
            move = self._moves[alone[token]]
            end = int(last[token]) + 1
            if move != "O":
                found.append((token - first, end - first, move[2:]))
            token = end
        return found


def _moves(component: Any) -> list[str]:  # noqa: ANN401 - a spaCy component
    return [component.moves.get_class_name(index) for index in range(component.moves.n_moves)]


def _sentence_ends(doc: Any) -> Flags:  # noqa: ANN401 - a spaCy Doc
    ends: Flags = np.ones(len(doc), dtype=np.bool_)
    ends[:-1] = doc.to_array("SENT_START")[1:] == 1
    return ends
