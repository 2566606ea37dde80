"""Cue adjectives behind a copula: "is sure that …", "was reluctant to …", "were critical of …"."""

from collections.abc import Iterator

from sayso.attribute.candidates import Candidate
from sayso.attribute.reported import clause_shape
from sayso.attribute.subjects import source_range, subject_of
from sayso.attribute.syntax import Syntax
from sayso.attribute.verbs import cue_range
from sayso.data import words


def adjectives(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each adjective with a clause, an infinitive or a preposition behind it."""
    tokens = syntax.annotated.tokens
    for word in range(len(syntax)):
        if tokens.pos[word] != "ADJ" or tokens.dep[word] not in {"acomp", "amod", "advcl", "conj", "oprd"}:
            continue
        verb = tokens.head[word] if tokens.dep[word] == "acomp" else word
        complement = _set_before(syntax, verb, word)
        complement = complement or _complement(syntax, word) or (_complement(syntax, verb) if verb != word else None)
        if complement is None:
            continue
        shape, first, end = complement
        subject = subject_of(syntax, verb)
        if subject is None or first <= word < end:
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


def _set_before(syntax: Syntax, verb: int, word: int) -> tuple[str, int, int] | None:
    """The clause before a comma, of which somebody is sure: "He saw a plane, he is sure of it"."""
    tokens = syntax.annotated.tokens
    if tokens.lemma[word] not in words("cues", "sure", "adjectives") or verb == word:
        return None
    subject = syntax.child(verb, "nsubj")
    clause = next((c for c in syntax.kids(verb, "ccomp") if c < verb), None)
    if subject is None or clause is None or syntax.lower(word + 1) not in {".", "of", "about", ""}:
        return None
    first, comma = syntax.left[clause], syntax.left[subject] - 1
    return ("bare", first, comma) if syntax.lower(comma) == "," and first < comma else None


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
