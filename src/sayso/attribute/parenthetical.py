"""Cue clauses set off from what they attribute: "A, X said.", "A," X said, "B", "A, said X, the mayor"."""

from collections.abc import Iterator

from sayso.attribute.candidates import Candidate
from sayso.attribute.reported import candidate
from sayso.attribute.syntax import CLOSERS, SUBJECTS, Syntax
from sayso.attribute.verbs import cue_range
from sayso.nouns import Span

_STOPS = frozenset({".", ",", ";", ":", "!", "?", "-", "--", "–", "—", ")", "…", "..."}) | CLOSERS
_TRAIL = frozenset({"prep", "npadvmod", "advmod", "dative", "dobj", "agent", "prt", "advcl", "tmod", "attr", "appos"})


def parenthetical(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each verb whose clause stands between commas or quotation marks, behind or inside its content."""
    tokens = syntax.annotated.tokens
    for verb in range(len(syntax)):
        if tokens.pos[verb] not in {"VERB", "AUX"} or tokens.dep[verb] in {"aux", "auxpass"}:
            continue
        found = cue_clause(syntax, verb)
        if found is None:
            continue
        first, end = found
        before = _before(syntax, verb, first)
        if before is None:
            continue
        content = [before]
        after = _after(syntax, verb, end)
        if after is not None:
            content.append(after)
        quoted = any(syntax.quotation[token] >= 0 for token in (before[1] - 1, max(before[1] - 2, before[0])))
        yield from candidate(syntax, verb, "quoted,cue" if quoted else "content,cue", tuple(content))


def cue_clause(syntax: Syntax, verb: int) -> tuple[int, int] | None:
    """The token range of a verb's own clause without any clausal complement, if it has a subject beside it."""
    dep = syntax.annotated.tokens.dep
    first, end = cue_range(syntax, verb)
    start, stop = syntax.sentence(verb)
    subject = next((c for c in syntax.children[verb] if dep[c] in SUBJECTS), None)
    if subject is None:
        subject = next((c for c in syntax.children[verb] if dep[c] == "dobj" and c > verb), None)
    if subject is None:
        return None
    if subject < verb:
        first = min(first, syntax.left[subject])
    else:
        end = max(end, syntax.right[subject])
    for other in syntax.children[verb]:
        if other >= end and dep[other] in _TRAIL and syntax.lower(syntax.left[other] - 1) not in {",", ";"}:
            end = max(end, syntax.right[other])
    return max(first, start), min(end, stop)


def _before(syntax: Syntax, verb: int, first: int) -> tuple[int, int] | None:
    """The content left of the cue clause: back to the sentence's start, or to where the quotation opens."""
    start, _ = syntax.sentence(verb)
    if syntax.lower(first - 1) not in _STOPS:
        return None
    quotation = max(syntax.quotation[first - 1], syntax.quotation[first - 2] if first > 1 else -1)
    if quotation >= 0 and syntax.quotation[verb] != quotation:
        opened = syntax.annotated.quotations[quotation].span
        start = min(start, syntax.annotated.tokens_in(opened).start)
    if first - start < 2:
        return None
    return start, first


def _after(syntax: Syntax, verb: int, end: int) -> tuple[int, int] | None:
    """The content that goes on right of the cue clause, after a comma, within the sentence."""
    _, stop = syntax.sentence(verb)
    if syntax.lower(end) not in {",", ";", "-", "--", "–", "—"} or stop - end < 3:
        return None
    return end + 1, stop


def quotation_span(syntax: Syntax, token: int) -> Span | None:
    """The quotation that a token lies in, or None."""
    index = syntax.quotation[token]
    return None if index < 0 else syntax.annotated.quotations[index].span
