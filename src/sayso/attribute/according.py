"""Sources named by a phrase: "according to X", "in the words of X", "as X put it"."""

from collections.abc import Iterator

from sayso.attribute.candidates import Candidate
from sayso.attribute.syntax import Syntax
from sayso.data import words


def according(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each phrase that names a source, its content being the rest of the sentence."""
    phrases = sorted((tuple(p.split()) for p in words("cues", "phrases", "source_follows")), key=lambda p: (-len(p), p))
    openers = {phrase[0] for phrase in phrases}
    at = 0
    while at < len(syntax):
        if syntax.lower(at) not in openers:
            at += 1
            continue
        found = next((p for p in phrases if all(syntax.lower(at + n) == word for n, word in enumerate(p))), None)
        if found is None:
            at += 1
            continue
        candidate = _candidate(syntax, at, at + len(found), "_".join(found))
        if candidate is not None:
            yield candidate
        at += len(found)


def in_views(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each "in the firm's view", "in his judgment" that is set off from its sentence."""
    tokens = syntax.annotated.tokens
    for noun in range(1, len(syntax)):
        owner, prep = syntax.child(noun, "poss"), tokens.head[noun]
        known = tokens.lemma[noun] in words("cues", "phrases", "in_views")
        if owner is None or not known or syntax.lower(prep) != "in" or syntax.left[noun] != prep + 1:
            continue
        start, stop = syntax.sentence(prep)
        first, end = syntax.left[owner], syntax.right[owner]
        if syntax.lower(prep - 2) in {"which", "who", "that"}:
            continue  # "cracks which, in the firm's view, …": the rest of the sentence is another's
        if not (prep == start or syntax.lower(prep - 1) == ",") or not _set_off(syntax, noun + 1, stop):
            continue
        source = (first, end - 1) if syntax.lower(end - 1) in {"'s", "’s", "'", "’"} else (first, end)
        rest = (noun + 1, stop) if any(syntax.lower(t).isalnum() for t in range(noun + 1, stop)) else (stop, stop)
        content = syntax.pieces((start, prep), rest)
        if content:
            yield Candidate(
                head=noun,
                family="phrase",
                lemma="in_view",
                shape="view",
                source=syntax.pieces(source),
                cue=syntax.pieces((prep, prep + 1), (noun, noun + 1)),
                content=content,
                subject=owner,
            )


def _set_off(syntax: Syntax, after: int, stop: int) -> bool:
    return after >= stop or syntax.lower(after) in {",", ".", ";"}


def _candidate(syntax: Syntax, first: int, end: int, phrase: str) -> Candidate | None:
    start, stop = syntax.sentence(first)
    dep = syntax.annotated.tokens.dep
    named = next((c for at in range(end - 1, first - 1, -1) for c in syntax.children[at] if dep[c] == "pobj"), None)
    if named is None or named < end:
        named = end if end < stop else None
    if named is None:
        return None
    if syntax.annotated.tokens.lemma[named] in words("cues", "phrases", "no_voice"):
        return None
    last = _source_end(syntax, named, end, stop)
    comma_before = syntax.lower(first - 1) in {",", "(", "-", "—", "–"}
    before, after = (start, first), (last, stop)
    if (first - start >= 2 and not comma_before and syntax.lower(last) != ",") or (
        first - start >= 2 and syntax.lower(last) not in {",", ":", ")", "-", "—", "–"}
    ):
        after = (last, last)
    if first > start and (index := syntax.quotation[first - 1]) >= 0:
        opened = syntax.annotated.quotations[index].span
        before = (min(start, syntax.annotated.tokens_in(opened).start), first)
    ranges = [r for r in (before, after) if sum(syntax.lower(t).isalnum() for t in range(*r)) >= 2]
    content = syntax.pieces(*ranges)
    if not content:
        return None
    return Candidate(
        head=first,
        family="phrase",
        lemma=phrase,
        shape="after" if first - start < 2 else "before",
        source=syntax.pieces((end, last)),
        cue=syntax.pieces((first, end)),
        content=content,
        subject=named,
    )


def _source_end(syntax: Syntax, named: int, first: int, stop: int) -> int:
    """Where the source's noun phrase ends: its subtree, cut at a comma that begins the content."""
    end = min(max(syntax.right[named], first + 1), stop)
    start, _ = syntax.sentence(named)
    if first - start <= 3:  # the phrase opens the sentence: its first comma outside of a short apposition ends it
        commas = [t for t in range(named + 1, end) if syntax.lower(t) == ","]
        if commas and end >= stop - 1:
            end = commas[0]
    end = _next_clause(syntax, named + 1, end)
    while end - 1 > named and syntax.lower(end - 1) in {",", ".", ")", "-", "–", "—"}:
        end -= 1
    return end


def _next_clause(syntax: Syntax, first: int, end: int) -> int:
    """Where a coordinated clause that the parse hung on the source begins ("according to Ana Vey, and the hall …")."""
    tokens = syntax.annotated.tokens
    for token in range(first, end - 3):
        if syntax.lower(token) == "," and syntax.lower(token + 1) in {"and", "but"}:
            verbs = (t for t in range(token + 2, end) if tokens.pos[t] in {"VERB", "AUX"})
            if any(token < subject for verb in verbs for subject in syntax.kids(verb, "nsubj", "nsubjpass")):
                return token
    return end
