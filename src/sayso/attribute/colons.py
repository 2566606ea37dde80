"""Speakers named before a colon: "Minister: …" in headlines and transcripts, `X said: "…"` where the parse lost it."""

from collections.abc import Iterator

from sayso.attribute.candidates import Candidate
from sayso.attribute.subjects import subject_of
from sayso.attribute.syntax import Syntax
from sayso.attribute.verbs import cue_range

LONGEST_SPEAKER = 8
"""Words before the colon; a longer stretch is hardly a name (longest found in a look at 100 transcripts: 7)."""


def colons(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each sentence that begins with a short noun phrase or a cue clause and a colon."""
    annotated = syntax.annotated
    tokens = annotated.tokens
    for sentence in annotated.sentences:
        colon = next((t for t in range(sentence.first, sentence.end) if tokens.text[t] == ":"), None)
        if colon is None or colon == sentence.first:
            continue
        end = _content_end(syntax, colon, sentence.paragraph)
        content = syntax.pieces((colon + 1, end))
        if not content:
            continue
        verb = next((t for t in range(colon - 1, sentence.first - 1, -1) if tokens.pos[t] == "VERB"), None)
        opening = annotated.paragraphs[sentence.paragraph].span.start == sentence.span.start
        if verb is None:
            if (
                colon - sentence.first <= LONGEST_SPEAKER
                and opening
                and tokens.pos[colon - 1] in {"PROPN", "NOUN", "PRON", "PUNCT"}
            ):
                yield Candidate(
                    head=colon,
                    family="colon",
                    lemma=":",
                    shape="speaker" if syntax.quotation[min(colon + 1, len(syntax) - 1)] < 0 else "speaker/quote",
                    source=syntax.pieces((sentence.first, colon)),
                    cue=syntax.pieces((colon, colon + 1)) or (annotated.span(colon, colon + 1),),
                    content=content,
                    subject=colon - 1,
                )
            continue
        subject = subject_of(syntax, verb)
        if subject is None or subject > colon:
            continue
        yield Candidate(
            head=verb,
            family="verb",
            lemma=tokens.lemma[verb],
            shape="colon/quote" if syntax.quotation[min(colon + 1, len(syntax) - 1)] >= 0 else "colon",
            source=syntax.pieces(
                (syntax.left[subject], min(syntax.right[subject], verb) if subject < verb else syntax.right[subject])
            ),
            cue=syntax.pieces(cue_range(syntax, verb)),
            content=content,
            subject=subject,
        )


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
