"""The trained model and the rules together: the model's attributions, and what the rules alone are sure of."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.attribute.extractor import Extractor, Rules
from sayso.nouns import Annotated, Attribution, Pieces, Span

SURE = 0.6
"""Least probability of a rule's attribution that the model has not: from here on it is right as often as the model's
own (every tenth article of PolNeAR's train part, held out from both)."""

FIRM = 0.8
"""Confidence of the model from which its source stands against another that a rule names (same texts: 14 right to 4;
below it the rules are right 8 times to 4)."""

DOUBTED = 0.6
"""Confidence of the model below which it gives way to a rule that is sure and says more."""

SET_OFF = frozenset({"verb/content,tail"})
"""Constructions whose bounds the parse gives better than the model: a content before its cue, in no quotation marks."""

AROUND = frozenset({"verb/quoted,cue"})
"""Constructions of which the model may miss a piece: a quotation on both sides of its cue."""


@dataclass(frozen=True, slots=True)
class Both:
    """Where both find the same cue, the model's attribution stands, with the rule's source if it has none."""

    model: Extractor
    rules: Extractor = field(default_factory=Rules)

    @property
    def method(self) -> str:
        """The names of both."""
        return f"{self.model.method}+{self.rules.method}"

    def __call__(self, annotated: Annotated) -> tuple[Attribution, ...]:
        """The explicit attributions, in text order; no content inside another."""
        ruled, modelled = self.rules(annotated), self.model(annotated)
        modelled = tuple(_within_reach(annotated, found, ruled) for found in modelled)
        completed = tuple(_completed(annotated, found, ruled, modelled) for found in modelled)
        added = tuple(rule for rule in ruled if _is_sure(rule) and _prevails(rule, completed))
        kept = (found for found in completed if not any(_touch(rule, found) for rule in added))
        return tuple(sorted((*kept, *added), key=lambda found: (found.content, found.cue)))


def _within_reach(annotated: Annotated, found: Attribution, ruled: Sequence[Attribution]) -> Attribution:
    """The model's attribution without pieces from other sentences to which a sure rule finds a speaker of their own."""
    here = _sentence(annotated, found.cue)

    def is_anothers(piece: Span) -> bool:
        at = _sentence(annotated, (piece,))
        return at != here and any(
            rule.source and _overlap((piece,), rule.content) and _sentence(annotated, rule.cue) == at
            for rule in ruled
            if _is_sure(rule) and not _overlap(rule.cue, found.cue)
        )

    kept = tuple(piece for piece in found.content if not is_anothers(piece))
    return replace(found, content=kept) if kept and kept != found.content else found


def _completed(
    annotated: Annotated, found: Attribution, ruled: Sequence[Attribution], others: Sequence[Attribution]
) -> Attribution:
    """The model's attribution with what a rule knows better about the same cue and no other attribution has."""
    twin = next(
        (rule for rule in ruled if _overlap(rule.cue, found.cue) and _overlap(rule.content, found.content)), None
    )
    if twin is None:
        return found
    taken = (found.cue, *(pieces for other in others if other is not found for pieces in (other.cue, other.content)))
    content = _content(found, twin)
    if any(_overlap(content, pieces) for pieces in taken):
        content = found.content
    source = _source(annotated, found, twin)
    if _overlap(source, content) or (source, content) == (found.source, found.content):
        return found
    return replace(found, source=source, content=content)


def _source(annotated: Annotated, found: Attribution, twin: Attribution) -> Pieces:
    """The rule's where the model has none, where both mean the same words, and where only the rule is sure.

    Also where the model goes to another sentence for a speaker whom a rule finds beside the cue ("says she").
    """
    if not found.source or _overlap(found.source, twin.source):
        return twin.source or found.source
    doubtful = found.confidence is not None and found.confidence < FIRM and _is_sure(twin)
    astray = _sentence(annotated, found.source) != _sentence(annotated, found.cue)
    beside = _sentence(annotated, twin.source) == _sentence(annotated, found.cue)
    return twin.source if twin.source and (doubtful or (astray and beside)) else found.source


def _sentence(annotated: Annotated, pieces: Pieces) -> int | None:
    """The index of the sentence that the pieces begin in."""
    token = next((t for span in pieces for t in annotated.tokens_in(span)), None)
    return None if token is None else annotated.tokens.sentence[token]


def _content(found: Attribution, twin: Attribution) -> Pieces:
    """The rule's in the constructions that it bounds better."""
    if not _is_sure(twin):
        return found.content
    missed = twin.rule in AROUND and all(any(p.contains(own) for p in twin.content) for own in found.content)
    return twin.content if missed or twin.rule in SET_OFF else found.content


def _prevails(rule: Attribution, modelled: Sequence[Attribution]) -> bool:
    """Whether a rule's attribution stands: the model has nothing there, or only what gives way to it."""
    return all(_displaces(rule, found) for found in modelled if _touch(rule, found))


def _displaces(rule: Attribution, found: Attribution) -> bool:
    """Whether a sure rule stands in its place: where the model doubts, by another cue, saying more or by whom."""
    if found.confidence is None or found.confidence >= DOUBTED or _overlap(rule.cue, found.cue):
        return False
    part = all(any(whole.contains(piece) for whole in found.content) for piece in rule.content)
    return not part or (bool(rule.source) and not found.source)


def _is_sure(found: Attribution) -> bool:
    return found.confidence is not None and found.confidence >= SURE


def _touch(one: Attribution, other: Attribution) -> bool:
    """Whether one's content or cue lies in what the other covers."""
    whole = (*other.source, *other.cue, *other.content)
    return _overlap(one.content, whole) or _overlap(one.cue, (*other.cue, *other.content))


def _overlap(some: Pieces, others: Pieces) -> bool:
    return any(span.overlaps(other) for span in some for other in others)
