"""Cue nouns: "the claim that …", "X's promise to …", "accusations of …", "a statement by X"."""

from collections.abc import Iterator

from sayso.attribute.candidates import Candidate
from sayso.attribute.reported import clause_shape
from sayso.attribute.subjects import source_range, subject_of
from sayso.attribute.syntax import Syntax
from sayso.data import words

_ABOUT = frozenset({"of", "about", "on", "for", "over", "against", "in", "with"})


def cue_nouns(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each noun with a clause or a telling preposition behind it."""
    tokens = syntax.annotated.tokens
    for noun in range(len(syntax)):
        if tokens.pos[noun] != "NOUN":
            continue
        for shape, first, end in _complements(syntax, noun):
            subject = _source(syntax, noun)
            source: tuple[tuple[int, int], ...] = ()
            if subject is not None:
                whole = source_range(syntax, subject, noun)
                if whole[0] <= noun < whole[1] or whole[1] > first > whole[0]:
                    continue
                source = (_without_possessive(syntax, whole),)
            content = syntax.pieces((first, end))
            if content:
                yield Candidate(
                    head=noun,
                    family="noun",
                    lemma=tokens.lemma[noun],
                    shape=shape,
                    source=syntax.pieces(*source),
                    cue=syntax.pieces((noun, noun + 1)),
                    content=content,
                    subject=subject,
                )


def _complements(syntax: Syntax, noun: int) -> Iterator[tuple[str, int, int]]:
    dep, tag = syntax.annotated.tokens.dep, syntax.annotated.tokens.tag
    for other in syntax.children[noun]:
        if other < noun:
            continue
        first, end = max(syntax.left[other], noun + 1), syntax.right[other]
        if dep[other] in {"acl", "ccomp", "relcl", "appos"}:
            opener = syntax.lower(first)
            if opener == "that":
                yield ("that/relative" if dep[other] == "relcl" else "that"), first, end
            elif opener == "to":
                yield "to", first, end
            elif dep[other] == "ccomp":
                yield clause_shape(syntax, other, first), first, end
            elif dep[other] == "acl" and tag[other] == "VBG":
                continue
        elif dep[other] == "prep" and syntax.lower(other) in _ABOUT:
            yield f"prep+{syntax.lower(other)}", other + 1, end
        else:
            continue
        return
    parent = syntax.annotated.tokens.head[noun]
    if dep[noun] == "nsubj" and syntax.annotated.tokens.lemma[parent] == "be":
        clause = next((c for c in syntax.kids(parent, "ccomp", "xcomp") if c > parent), None)
        if clause is not None and syntax.child(noun, "poss") is not None:
            yield "is", max(syntax.left[clause], parent + 1), syntax.right[clause]


def owned_figures(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each "X's figure is N": the whole clause is X's word."""
    tokens = syntax.annotated.tokens
    for noun in range(len(syntax)):
        verb = tokens.head[noun]
        owner = syntax.child(noun, "poss")
        if tokens.dep[noun] != "nsubj" or tokens.lemma[verb] != "be" or owner is None:
            continue
        if tokens.lemma[noun] not in words("cues", "figures", "nouns"):
            continue
        value = syntax.child(verb, "attr", "acomp")
        if value is None or not any(tokens.pos[t] == "NUM" for t in range(syntax.left[value], syntax.right[value])):
            continue
        yield Candidate(
            head=noun,
            family="noun",
            lemma=tokens.lemma[noun],
            shape="figure",
            source=syntax.pieces(_without_possessive(syntax, source_range(syntax, owner, noun))),
            cue=syntax.pieces((noun, noun + 1)),
            content=syntax.pieces((verb, syntax.right[value])),
            subject=owner,
        )


def _source(syntax: Syntax, noun: int) -> int | None:
    """Whose word it is: the possessor, the one behind "by" or "from", else the governing verb's subject."""
    dep, head = syntax.annotated.tokens.dep, syntax.annotated.tokens.head
    owner = syntax.child(noun, "poss")
    if owner is not None:
        return owner
    for prep in syntax.kids(noun, "prep"):
        if syntax.lower(prep) in {"by", "from"} and (named := syntax.child(prep, "pobj")) is not None:
            return named
    at = noun
    if dep[at] == "pobj" and dep[head[at]] == "prep":
        at = head[at]
    governor = head[at]
    if dep[at] in {"dobj", "prep", "attr", "conj"} and governor != at:
        return subject_of(syntax, governor)
    return None


def _without_possessive(syntax: Syntax, whole: tuple[int, int]) -> tuple[int, int]:
    first, end = whole
    return (first, end - 1) if end - 1 > first and syntax.lower(end - 1) in {"'s", "’s", "'", "’"} else (first, end)
