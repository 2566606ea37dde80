"""What the rules hand on: two claims that answer one question, and how their values fit."""

from dataclasses import dataclass

from sayso.compare.values import Fit
from sayso.nouns import QuestionKey, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two claims answer one question; `changes` is "total", "state", "plan" or "fixed" (see data/attributes.toml)."""

    rule: str
    key: QuestionKey
    fit: Fit
    reasons: tuple[Reason, ...]
    changes: str = "fixed"
    confidence: float = 0.8
