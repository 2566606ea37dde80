"""Voices set off from the rest of their sentence, which they tell: "per the Echo", "…, says X, …"."""

from collections.abc import Iterator

from sayso.attribute.relays.phrases import (
    Phrase,
    is_outlet,
    is_voice,
    phrase_at,
    pieces_of,
)
from sayso.attribute.relays.tellable import Tellable
from sayso.attribute.relays.tellings import Telling
from sayso.attribute.shared import ranges
from sayso.attribute.syntax import Syntax
from sayso.data import words

_LONGEST_TRAIL = 8
"""Words behind the verb of an aside ("told the Echo on Monday"); more are a clause of its own."""


def framed(tellable: Tellable) -> Iterator[Telling]:
    """“per the Echo”, “if the Echo is to be believed”, “by her account”: the rest of the sentence is told by it."""
    syntax = tellable.syntax
    for sentence in syntax.annotated.sentences:
        for at in range(sentence.first, sentence.end - 1):
            frame = _frame(syntax, at)
            if frame is None:
                continue
            phrase, end = frame
            inside = [t for t in range(sentence.first, sentence.end) if not at <= t < end]
            content = syntax.pieces(*ranges(inside))
            if content and len(inside) > 2:
                yield Telling(
                    head=at,
                    lemma=syntax.lower(at),
                    source=pieces_of(syntax, phrase),
                    cue=syntax.pieces((at, at + 1)),
                    content=content,
                    reach=frozenset(inside),
                    rule="framed",
                    aside=True,
                )


def speaker_asides(tellable: Tellable) -> Iterator[Telling]:
    """“…, the Echo reports, …”, “…, Ilic told the Echo, …”: by the order of words, for the parse often hides them."""
    syntax = tellable.syntax
    for sentence in syntax.annotated.sentences:
        for at in range(sentence.first, sentence.end - 1):
            if not _may_open(syntax, at):
                continue
            found = _speaking(syntax, at + 1, sentence.end)
            if found is None:
                continue
            phrase, verb, end = found
            first = next(
                (t + 1 for t in range(at, sentence.first, -1) if syntax.lower(t) in {":", ";"}), sentence.first
            )
            last = next((t for t in range(end, sentence.end) if syntax.lower(t) in {":", ";"}), sentence.end)
            inside = [t for t in range(first, last) if not at <= t < end]
            if not _goes_on(syntax, at, end, sentence.end):
                inside = [t for t in inside if t < at]
            if len(inside) > 1 and (content := syntax.pieces(*ranges(inside))):
                yield Telling(
                    head=verb,
                    lemma=syntax.annotated.tokens.lemma[verb],
                    source=pieces_of(syntax, phrase),
                    cue=syntax.pieces((verb, verb + 1)),
                    content=content,
                    reach=frozenset(inside),
                    rule="speaker aside",
                    aside=True,
                )


def _may_open(syntax: Syntax, at: int) -> bool:
    """Whether an aside may begin behind a token: a comma or dash outside of quotation marks, or its end."""
    inside = syntax.quotation[at]
    return inside != syntax.quotation[at + 1] if inside >= 0 else syntax.lower(at) in {",", "–", "—", "("}


def _goes_on(syntax: Syntax, before: int, after: int, stop: int) -> bool:
    """Whether what stands behind an aside goes on with what stood before it."""
    if after + 1 >= stop:
        return False
    if syntax.quotation[before - 1] >= 0 if before else False:
        return syntax.quotation[min(after + 1, stop - 1)] >= 0
    second = _speaking(syntax, after + 1, stop)
    if second is not None and second[2] >= stop - 1:
        return False
    opener = syntax.lower(after + 1 if syntax.annotated.tokens.pos[after] == "PUNCT" else after)
    return opener not in {
        "and",
        "but",
        "while",
        "whereas",
        "who",
        "which",
        "adding",
        "although",
        "though",
        "as",
        "according",
        "per",
        "citing",
        "quoting",
        "referring",
        "if",
        "in",
        "during",
    }


def _speaking(  # noqa: PLR0911 - each condition rules an aside out
    syntax: Syntax, first: int, stop: int
) -> tuple[Phrase, int, int] | None:
    """A voice with a verb of speaking beside it that ends before a mark: the voice, the verb, the end."""
    tokens = syntax.annotated.tokens
    first += syntax.lower(first) == "as"
    inverted = first < stop and _is_speaking(syntax, first)
    phrase = phrase_at(syntax, first + inverted, stop)
    if phrase is None:
        return None
    end, verb = phrase.end, first
    if not inverted:
        last = next((t for t in range(phrase.first + 1, phrase.end) if _is_speaking(syntax, t)), phrase.end)
        phrase = phrase if last == phrase.end else Phrase(phrase.first, last, last - 1)
        verb = last
        while verb < stop and (
            syntax.lower(verb) in {"has", "have", "had", "also", "later", "first"} or tokens.pos[verb] == "ADV"
        ):
            verb += 1
        end = verb + 1
        if verb >= stop or not _is_speaking(syntax, verb):
            return None
    close = next((t for t in range(end, stop) if tokens.pos[t] == "PUNCT" and syntax.lower(t) != "-"), stop)
    trail = range(end, close)
    if len(trail) > _LONGEST_TRAIL or any(tokens.pos[t] in {"VERB", "AUX", "SCONJ"} for t in trail):
        return None
    if close < stop and syntax.lower(close) in {":", "“", "‘"}:
        return None
    if not (is_voice(syntax, phrase) or is_outlet(syntax, phrase, lenient=True)):
        return None
    if trail and tokens.dep[trail[0]] == "dobj" and tokens.lemma[verb] not in words("relays", "hearing", "passives"):
        return None
    return phrase, verb, close


def _is_speaking(syntax: Syntax, token: int) -> bool:
    """Whether the word is a finite verb of speaking, or a "reports" that the tagger took for a noun."""
    tokens = syntax.annotated.tokens
    if tokens.tag[token] not in {"VBD", "VBZ", "VBP", "NNS", "VBN"} or syntax.lower(token) == "so":
        return False
    return tokens.lemma[token] in words("cues", "tells", "asserts") | words("cues", "sure", "manner") | words(
        "cues", "sure", "verbs"
    )


def _frame(syntax: Syntax, at: int) -> tuple[Phrase, int] | None:
    """The voice of a frame that begins at a token, and where the frame ends."""
    word = syntax.lower(at)
    if word not in {"if", "per", "via", "by", "in", "on"} or (phrase := phrase_at(syntax, at + 1)) is None:
        return None
    if word == "if":
        end = phrase.end + 4
        follows = tuple(syntax.lower(t) for t in range(phrase.end + 1, end))
        return (phrase, end) if follows == ("to", "be", "believed") else None
    if word in {"per", "via"}:
        return (phrase, phrase.end) if is_outlet(syntax, phrase, lenient=True) else None
    tokens = syntax.annotated.tokens
    owner = syntax.child(phrase.head, "poss")
    if (
        owner is None
        or tokens.pos[owner] == "PRON"
        or tokens.lemma[phrase.head]
        not in {"account", "telling", "reckoning", "version", "recollection", "testimony", "word", "admission"}
    ):
        return None
    whose = phrase_at(syntax, syntax.left[owner], owner + 1)
    return None if whose is None else (whose, phrase.end)
