"""Cue adjectives behind a copula: "is sure that …", "was reluctant to …", "were critical of …"."""

from collections.abc import Iterator

from sayso.attribute.candidates import Candidate
from sayso.attribute.reported import clause_shape
from sayso.attribute.subjects import source_range, subject_of
from sayso.attribute.syntax import Syntax
from sayso.attribute.verbs import cue_range


def adjectives(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each adjective with a clause, an infinitive or a preposition behind it."""
    tokens = syntax.annotated.tokens
    for word in range(len(syntax)):
        if tokens.pos[word] != "ADJ" or tokens.dep[word] not in {"acomp", "amod", "advcl", "conj", "oprd"}:
            continue
        verb = tokens.head[word] if tokens.dep[word] == "acomp" else word
        complement = _complement(syntax, word) or (_complement(syntax, verb) if verb != word else None)
        if complement is None:
            continue
        shape, first, end = complement
        subject = subject_of(syntax, verb)
        if subject is None or first <= word:
            continue
        whole = source_range(syntax, subject, min(verb, word))
        content = syntax.pieces((first, end))
        if content and not first <= subject < end:
            yield Candidate(
                head=word,
                family="adjective",
                lemma=tokens.lemma[word],
                shape=shape,
                source=syntax.pieces(whole),
                cue=syntax.pieces((cue_range(syntax, verb)[0], word + 1))
                if verb <= word
                else syntax.pieces((word, word + 1)),
                content=content,
                subject=subject,
            )


def _complement(syntax: Syntax, word: int) -> tuple[str, int, int] | None:
    dep = syntax.annotated.tokens.dep
    for other in syntax.children[word]:
        if other < word:
            continue
        first, end = max(syntax.left[other], word + 1), syntax.right[other]
        if dep[other] == "ccomp":
            return clause_shape(syntax, other, first), first, end
        if dep[other] == "xcomp" and syntax.lower(first) == "to":
            return "to", first, end
        if dep[other] == "prep":
            return f"prep+{syntax.lower(other)}", other + 1, end
    return None
