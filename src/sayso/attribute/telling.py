"""Which explicit attributions a ledger of claims enters: those by which somebody is said to claim something."""

from collections.abc import Callable

from sayso.attribute.shared import has_clause, lemmas, tokens_of
from sayso.attribute.syntax import Syntax
from sayso.data import words
from sayso.nouns import Attribution, Form

_ANYBODY = frozenset({"those", "anyone", "anybody", "everyone", "everybody", "whoever", "people"})


def tells(syntax: Syntax, attribution: Attribution) -> bool:
    """Whether nothing speaks against entering the attribution; extractors follow their corpus, which is wider."""
    return not any(bars(syntax, attribution) for bars in BARS)


def _no_claim(syntax: Syntax, attribution: Attribution) -> bool:
    """The content is a thing, not a claim: "backed the plan", "watched the debate"."""
    if attribution.form in {Form.DIRECT, Form.MIXED} or has_clause(syntax, attribution.content):
        return False
    if attribution.rule.startswith("verb/as"):
        return False
    cue = lemmas(syntax, attribution.cue)
    if cue & {"give"} and not _counts(syntax, attribution):
        return True
    if not cue or cue & {"according", "accord", ":", "as"}:
        return False
    groups = (("tells", "verbs"), ("tells", "naming"), ("tells", "nouns"), ("figures", "nouns"))
    return not any(cue & words("cues", *group) for group in groups)


def _counts(syntax: Syntax, attribution: Attribution) -> bool:
    """Whether the content holds a number ("gave the toll as four", not "gave way at the dam")."""
    return any(syntax.annotated.tokens.pos[t] == "NUM" for t in tokens_of(syntax, attribution.content))


def _itself(syntax: Syntax, attribution: Attribution) -> bool:
    """The outlet speaks of itself outside of quotation marks: "we counted", "our reporter saw"."""
    for token in tokens_of(syntax, attribution.source):
        if syntax.lower(token) in words("cues", "narrator", "itself"):
            return syntax.quotation[token] < 0
        if syntax.annotated.tokens.tag[token].startswith("NN"):
            return False
    return False


def _asked(syntax: Syntax, attribution: Attribution) -> bool:
    """A question that was put to the speaker: "Asked whether …, he said"."""
    tokens = syntax.annotated.tokens
    return any(tokens.lemma[t] == "ask" and tokens.tag[t] == "VBN" for t in tokens_of(syntax, attribution.cue))


def _anybody(syntax: Syntax, attribution: Attribution) -> bool:
    """Nobody in particular: "those who want to leave"."""
    source = tokens_of(syntax, attribution.source)
    if len(source) != 1 or syntax.lower(source[0]) not in {"who", "that"}:
        return False
    return syntax.lower(source[0] - 1) in _ANYBODY


def _nobodys_thing(syntax: Syntax, attribution: Attribution) -> bool:
    """Nobody says it and it is no clause: "a decision is expected", "the report was criticised"."""
    quoted = attribution.form in {Form.DIRECT, Form.MIXED}
    return not attribution.source and not quoted and not has_clause(syntax, attribution.content)


BARS: tuple[Callable[[Syntax, Attribution], bool], ...] = (_no_claim, _itself, _asked, _anybody, _nobodys_thing)
"""What keeps an attribution out of the ledger."""
