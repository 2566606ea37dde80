"""Cue clauses set off from what they attribute: "A, X said.", "A," X said, "B", "A, said X, the mayor"."""

from collections.abc import Iterator

from sayso.attribute.asides import Aside, aside, clause_end, clause_start, head_of, speaks, voiced
from sayso.attribute.candidates import Candidate
from sayso.attribute.quoting import next_quotations
from sayso.attribute.reported import candidate
from sayso.attribute.syntax import CLOSERS, SUBJECTS, Syntax
from sayso.attribute.verbs import cue_range, is_verb, lemma_of

_STOPS = frozenset({".", ",", ";", ":", "!", "?", "-", "--", "–", "—", ")", "…", "..."}) | CLOSERS
_BREAKS = frozenset({".", ",", ";", ":", "-", "--", "–", "—"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SHORTEST_QUOTATION = 4
"""Tokens with the marks; a shorter one is a word in quotation marks."""
_RELATIVE = frozenset({"who", "which", "that"})
_TURNS = frozenset({"though", "although", "while", "whereas", "but", "who", "which", "where"})
"""Words that turn to what the reporter adds behind a cue clause."""
_COMMAS = frozenset({",", ";"})
_OPENS = frozenset({",", "!", "?", "-", "--", "–", "—"}) | CLOSERS
_TOLD = frozenset({"tell", "assure", "inform", "remind", "warn", "ask", "advise", "promise"})
_TRAIL = frozenset({"prep", "npadvmod", "advmod", "dative", "agent", "prt", "advcl", "tmod", "attr", "appos"})


def parenthetical(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each verb whose clause stands between commas or quotation marks, behind or inside its content."""
    for verb in range(len(syntax)):
        if not is_verb(syntax, verb):
            continue
        found = cue_clause(syntax, verb)
        if found is None:
            continue
        first, end = found
        before = _before(syntax, verb, first)
        if before is None or not _closed(syntax, verb, end):
            continue
        if syntax.lower(first) == "as" or syntax.lower(first - 1) == "as":
            continue  # "as X put it" is a family of its own
        content = [before]
        quoted = any(syntax.quotation[token] >= 0 for token in (before[1] - 1, max(before[1] - 2, before[0])))
        if quoted and syntax.lower(end) == ":" and _ends_with_stop(syntax, before[1]):
            continue  # “….” The lawyer hit back: what follows is hers
        if not quoted and any(c > verb and syntax.lower(c) in {"of", "about"} for c in syntax.kids(verb, "prep")):
            continue  # "spoke of an error, and …" has its content behind it
        after = _after(syntax, verb, end, quoted=quoted)
        if after is not None:
            content.append(after)
        shape = f"{_opening(syntax, before, quoted=quoted)},{_bond(syntax, verb, before)}"
        yield from candidate(syntax, verb, shape, tuple(content))


def cue_clause(syntax: Syntax, verb: int) -> tuple[int, int] | None:
    """The token range of a verb's own clause without any clausal complement, if it has a subject beside it."""
    dep = syntax.annotated.tokens.dep
    first, end = cue_range(syntax, verb)
    start, stop = syntax.sentence(verb)
    subject = next((c for c in syntax.children[verb] if dep[c] in SUBJECTS), None)
    if subject is None:
        subject = next((c for c in syntax.children[verb] if dep[c] == "dobj" and c > verb), None)
    if subject is None or syntax.lower(subject) in _RELATIVE:
        return None
    if subject < verb:
        first = min(first, syntax.left[subject])
    else:
        end = max(end, syntax.right[subject])
        while end - 1 > subject and syntax.lower(end - 1) == ",":  # the comma behind an apposition
            end -= 1
    for other in syntax.children[verb]:
        trails = dep[other] in _TRAIL or (dep[other] == "dobj" and syntax.annotated.tokens.lemma[verb] in _TOLD)
        quoted = syntax.quotation[syntax.left[other]] >= 0 > syntax.quotation[verb]
        if other >= end and trails and not quoted and syntax.lower(syntax.left[other] - 1) not in {",", ";"}:
            end = max(end, syntax.right[other])
    return max(first, start), min(end, stop)


def _before(syntax: Syntax, verb: int, first: int) -> tuple[int, int] | None:
    """The content left of the cue clause: back to the sentence's start, or to where the quotation opens."""
    start, _ = syntax.sentence(verb)
    if syntax.lower(first - 1) not in _OPENS:
        return None
    quotation = max(syntax.quotation[first - 1], syntax.quotation[first - 2] if first > 1 else -1)
    if quotation >= 0 and syntax.quotation[verb] != quotation:
        opened = syntax.annotated.quotations[quotation].span
        opening = syntax.annotated.tokens_in(opened).start
        others = any(syntax.quotation[t] not in {-1, quotation} for t in range(start, first))
        start = opening if others else min(start, opening)
    start = clause_start(syntax, start, first - 1)
    return (start, first) if first - start >= 2 else None


def _closed(syntax: Syntax, verb: int, end: int) -> bool:
    """Whether the cue clause ends where it should: before a stop, at the sentence's end, with no complement behind."""
    _, stop = syntax.sentence(verb)
    return end >= stop or syntax.lower(end) in _STOPS or syntax.annotated.tokens.tag[end] in {"CC", "VBG"}


def _opening(syntax: Syntax, before: tuple[int, int], *, quoted: bool) -> str:
    """What stands before the cue clause: "quoted", "content" (a clause with a finite verb of its own) or "phrase"."""
    if quoted:
        return "quoted"
    tag = syntax.annotated.tokens.tag
    finite = any(tag[token] in _FINITE and not _subordinate(syntax, token, before) for token in range(*before))
    return "content" if finite else "phrase"


def _subordinate(syntax: Syntax, token: int, within: tuple[int, int]) -> bool:
    """Whether the token stands in an adverbial or relative clause of the range ("Asked whether he would go, …")."""
    tokens = syntax.annotated.tokens
    at = token
    for _ in range(len(syntax)):
        if tokens.dep[at] in {"advcl", "relcl", "acl", "pcomp"}:
            return True
        if tokens.head[at] == at or not within[0] <= tokens.head[at] < within[1]:
            return False
        at = tokens.head[at]
    return False


def _bond(syntax: Syntax, verb: int, before: tuple[int, int]) -> str:
    """How the parse ties the two: "cue" governs the content, an "aside" hangs on it, "beside" is neither."""
    tokens = syntax.annotated.tokens
    if any(before[0] <= child < before[1] for child in syntax.kids(verb, "ccomp")):
        return "cue"
    governor = tokens.head[verb]
    if governor != verb and tokens.dep[verb] in {"ccomp", "parataxis"}:
        return "aside"
    return "beside"


def _after(syntax: Syntax, verb: int, end: int, *, quoted: bool) -> tuple[int, int] | None:
    """The content that goes on right of the cue clause: the sentence's rest, or the next quotations."""
    tokens = syntax.annotated.tokens
    _, stop = syntax.sentence(verb)
    at = end
    while at < stop and syntax.lower(at) in _BREAKS and at - end < 2:
        at += 1
    if at < stop and syntax.quotation[at] >= 0 and syntax.quotation[at] != syntax.quotation[end - 1]:
        return next_quotations(syntax, at)
    if quoted:
        rest_is_plain = all(syntax.quotation[t] < 0 for t in range(end, stop))
        same = stop < len(syntax) and _same_paragraph(syntax, verb, stop)
        return next_quotations(syntax, stop) if rest_is_plain and same else None
    another = syntax.lower(end) == ";" and voiced(syntax, at, stop)
    stop = clause_end(syntax, at, stop)
    if another or syntax.lower(end) not in {",", ";", ":", "-", "--", "–", "—"} or stop - at < 2:
        return None
    if syntax.lower(at) == "as" and any(tokens.tag[t] in _FINITE for t in range(at, stop)):
        return None
    if tokens.tag[at] in {"VBG", "WP", "WDT"} or syntax.lower(at) in _TURNS or _another_speaks(syntax, at, stop):
        return None
    return at, stop


def _another_speaks(syntax: Syntax, first: int, end: int) -> bool:
    """Whether the rest is somebody else's turn ("…, the firm said; the union put the figure at 12")."""
    tokens = syntax.annotated.tokens
    return any(
        tokens.tag[token] in {"VBD", "VBZ", "VBP"}
        and tokens.dep[token] in {"ROOT", "conj", "ccomp", "parataxis"}
        and speaks(syntax, token)
        and any(first <= child for child in syntax.kids(token, "nsubj"))
        for token in range(first, end)
    )


def _ends_with_stop(syntax: Syntax, end: int) -> bool:
    """Whether the quotation before a cue clause ends with a full stop."""
    index = max(syntax.quotation[end - 1], syntax.quotation[end - 2])
    return index >= 0 and syntax.annotated.quotations[index].inner.of(syntax.annotated.text).rstrip()[-1:] == "."


def _same_paragraph(syntax: Syntax, one: int, other: int) -> bool:
    sentences, of = syntax.annotated.sentences, syntax.annotated.tokens.sentence
    return sentences[of[one]].paragraph == sentences[of[other]].paragraph


def trailing(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each "…, the office said, …" by the order of the words alone, where the parse may be wrong."""
    tokens = syntax.annotated.tokens
    for sentence in syntax.annotated.sentences:
        if sentence.noise:
            continue
        at = sentence.first + 2
        while at < sentence.end - 1:
            at += 1
            if syntax.lower(at - 1) not in _COMMAS or syntax.quotation[at - 1] >= 0:
                continue
            found = aside(syntax, at, sentence.end)
            before = (clause_start(syntax, sentence.first, at - 1), at - 1)
            if found is None or _opening(syntax, before, quoted=False) != "content":
                continue
            if any(syntax.quotation[t] >= 0 for t in range(before[1] - 2, before[1])):
                continue  # a family of its own
            if not any(syntax.quotation[t] < 0 and tokens.tag[t] in _FINITE for t in range(*before)):
                continue  # “…,” the firm's head, Ana Vey, said: what precedes the comma is the source
            content = [before]
            if (after := _after(syntax, found.verb, found.end, quoted=False)) is not None:
                content.append(after)
            yield from _set_off(syntax, found, "content,tail", tuple(content))
            at = found.end


def behind_quotation(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each quotation with "X said" or "said X" right behind it, by the order of the words alone."""
    annotated = syntax.annotated
    for quoted in annotated.quotations:
        inside = annotated.tokens_in(quoted.span)
        if not quoted.closed or len(inside) < _SHORTEST_QUOTATION or inside.stop >= len(syntax):
            continue
        if quoted.inner.of(annotated.text).rstrip()[-1:] not in {",", "?", "!", "…", "."}:
            continue
        found = aside(syntax, inside.stop, syntax.sentence(inside.stop)[1])
        if found is None or (syntax.lower(found.end) == ":" and _ends_with_stop(syntax, inside.stop)):
            continue
        content = [(inside.start, inside.stop)]
        if found.end < len(syntax) and (after := _after(syntax, found.verb, found.end, quoted=True)) is not None:
            content.append(after)
        yield from _set_off(syntax, found, "quoted,tail", tuple(content))


def _set_off(syntax: Syntax, found: Aside, shape: str, content: tuple[tuple[int, int], ...]) -> Iterator[Candidate]:
    pieces = syntax.pieces(*content)
    if pieces:
        yield Candidate(
            head=found.verb,
            family="verb",
            lemma=lemma_of(syntax, found.verb),
            shape=shape,
            source=syntax.pieces(found.source),
            cue=syntax.pieces(found.cue),
            content=pieces,
            subject=head_of(syntax, found.source),
        )
