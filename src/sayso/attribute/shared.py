"""What the shared steps ask about an attribution, whoever extracted it."""

from collections.abc import Iterable

from sayso.attribute.syntax import Syntax
from sayso.attribute.verbs import lemma_of
from sayso.data import words
from sayso.nouns import Annotated, Attribution, Pieces, Span, trimmed

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def tokens_of(syntax: Syntax, pieces: Pieces) -> tuple[int, ...]:
    """The tokens of all pieces, in order."""
    return tuple(token for span in pieces for token in syntax.annotated.tokens_in(span))


def ranges(tokens: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring tokens as half-open ranges: 3, 4, 7 → (3, 5), (7, 8)."""
    runs: list[tuple[int, int]] = []
    for token in tokens:
        if runs and runs[-1][1] == token:
            runs[-1] = (runs[-1][0], token + 1)
        else:
            runs.append((token, token + 1))
    return runs


def unbroken(annotated: Annotated, pieces: Pieces) -> Pieces:
    """The pieces cut at line breaks, parts without a letter or digit left out: a mark alone on a line says nothing."""
    if not any("\n" in piece.of(annotated.text) for piece in pieces):
        return pieces
    parts = (
        trimmed(annotated.text, Span(max(piece.start, p.span.start), min(piece.end, p.span.end)))
        for piece in pieces
        for p in annotated.paragraphs
        if p.span.overlaps(piece)
    )
    return tuple(part for part in parts if part and any(char.isalnum() for char in part.of(annotated.text)))


def lemmas(syntax: Syntax, pieces: Pieces) -> frozenset[str]:
    """The lemmas of the pieces' tokens."""
    return frozenset(lemma_of(syntax, token) for token in tokens_of(syntax, pieces))


def top(syntax: Syntax, pieces: Pieces) -> int | None:
    """The token that governs the others of the pieces: its head lies outside of them; verbs go before others."""
    tokens = tokens_of(syntax, pieces)
    inside, head, pos = set(tokens), syntax.annotated.tokens.head, syntax.annotated.tokens.pos
    tops = [t for t in tokens if head[t] == t or head[t] not in inside]
    tops = [t for t in tops if pos[t] != "PUNCT"] or tops
    return next((t for t in tops if pos[t] in {"VERB", "AUX"}), tops[0] if tops else None)


def has_clause(syntax: Syntax, pieces: Pieces) -> bool:
    """Whether the pieces hold a finite verb or an infinitive outside of relative clauses."""
    tokens = syntax.annotated.tokens
    inside = tokens_of(syntax, pieces)
    return any(
        (tokens.tag[t] in _FINITE and not _relative(syntax, t)) or (tokens.tag[t] == "TO" and t == inside[0])
        for t in inside
    )


def is_outlet(syntax: Syntax, pieces: Pieces) -> bool:
    """Whether the pieces name one who passes on what others say: a news agency, a channel, "local media"."""
    if not pieces:
        return False
    found = {syntax.lower(token) for token in tokens_of(syntax, pieces)}
    return bool(found & (words("cues", "relays", "words") | words("cues", "relays", "names")))


def asserts(syntax: Syntax, attribution: Attribution) -> bool:
    """Whether the cue states something, so that a following sentence may go on in the same voice."""
    found = lemmas(syntax, attribution.cue)
    speaking = words("cues", "tells", "asserts") | words("cues", "sure", "manner")
    return bool(found & speaking) or "accord" in found or "according" in found


def sentences_of(syntax: Syntax, pieces: Pieces) -> tuple[int, ...]:
    """The indices of the sentences that the pieces touch."""
    return tuple(sorted({syntax.annotated.tokens.sentence[token] for token in tokens_of(syntax, pieces)}))


def _relative(syntax: Syntax, token: int) -> bool:
    tokens = syntax.annotated.tokens
    at = tokens.head[token] if tokens.dep[token] in {"aux", "auxpass"} else token
    return tokens.dep[at] in {"relcl", "acl"}
