"""Speakers named before a colon: "Minister: …" in headlines and transcripts, `X said: "…"` where the parse lost it."""

from collections.abc import Iterator

from sayso.attribute.candidates import Candidate
from sayso.attribute.subjects import subject_of
from sayso.attribute.syntax import Syntax
from sayso.attribute.verbs import cue_range, is_verb
from sayso.data import words
from sayso.nouns import Pieces, Sentence

LONGEST_SPEAKER = 8
"""Words before the colon; a longer stretch is hardly a name (longest found in a look at 100 transcripts: 7)."""


def colons(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each sentence that begins with a short noun phrase or a cue clause and a colon."""
    tokens = syntax.annotated.tokens
    for sentence in syntax.annotated.sentences:
        colon = next((t for t in range(sentence.first, sentence.end) if tokens.text[t] == ":"), None)
        if colon is None or colon == sentence.first:
            continue
        content = syntax.pieces((colon + 1, _content_end(syntax, colon, sentence.paragraph)))
        if content:
            yield from _candidate(syntax, sentence, colon, content)


def _candidate(syntax: Syntax, sentence: Sentence, colon: int, content: Pieces) -> Iterator[Candidate]:
    """The candidate for "X said: …", else for "X: …" at a paragraph's start."""
    tokens = syntax.annotated.tokens
    verb = next((t for t in range(colon - 1, sentence.first - 1, -1) if is_verb(syntax, t)), None)
    if verb is None and colon - 1 > sentence.first and _is_mistagged(syntax, colon - 1):
        verb = colon - 1
    quote = "/quote" if syntax.quotation[min(colon + 1, len(syntax) - 1)] >= 0 else ""
    if verb is not None:
        subject = subject_of(syntax, verb)
        if subject is None and _is_mistagged(syntax, verb):
            subject = verb - 1
        if subject is None or subject > colon:
            return
        last = syntax.right[subject]
        yield Candidate(
            head=verb,
            family="verb",
            lemma=tokens.lemma[verb],
            shape=f"colon{quote}",
            source=syntax.pieces((syntax.left[subject], min(last, verb) if subject < verb else last)),
            cue=syntax.pieces(cue_range(syntax, verb)),
            content=content,
            subject=subject,
        )
        return
    paragraph = syntax.annotated.paragraphs[sentence.paragraph].span
    named = tokens.pos[colon - 1] in {"PROPN", "NOUN", "PRON", "PUNCT"}
    if named and colon - sentence.first <= LONGEST_SPEAKER and paragraph.start == sentence.span.start:
        yield Candidate(
            head=colon,
            family="colon",
            lemma=":",
            shape=f"speaker{quote}",
            source=syntax.pieces((sentence.first, colon)),
            cue=(syntax.annotated.span(colon, colon + 1),),
            content=content,
            subject=colon - 1,
        )


def _is_mistagged(syntax: Syntax, token: int) -> bool:
    """Whether a cue verb in the present was taken for a plural ("Dale repeats: …")."""
    tokens = syntax.annotated.tokens
    return tokens.tag[token] == "NNS" and tokens.lemma[token] in words("cues", "tells", "asserts")


def _content_end(syntax: Syntax, colon: int, paragraph: int) -> int:
    """A quotation right behind the colon to its end; else the sentence."""
    annotated = syntax.annotated
    _, stop = syntax.sentence(colon)
    if colon + 1 < len(syntax) and (index := syntax.quotation[colon + 1]) >= 0:
        quoted = annotated.quotations[index].span
        return max(annotated.tokens_in(quoted).stop, colon + 1)
    if colon + 1 >= stop and colon + 1 < len(syntax):
        following = annotated.sentences[annotated.tokens.sentence[colon + 1]]
        return following.end if following.paragraph == paragraph else stop
    return stop
