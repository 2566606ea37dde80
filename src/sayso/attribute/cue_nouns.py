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
    """What the noun is about: its shape and token range; the first that fits."""
    after = (c for c in syntax.children[noun] if c > noun)
    behind = next((found for c in after if (found := _complement(syntax, noun, c)) is not None), None)
    found = behind or _predicate(syntax, noun)
    if found is not None:
        yield found


def _complement(syntax: Syntax, noun: int, child: int) -> tuple[str, int, int] | None:
    """A clause, an infinitive or a telling preposition behind the noun."""
    dep = syntax.annotated.tokens.dep[child]
    first, end = max(syntax.left[child], noun + 1), syntax.right[child]
    if dep == "prep" and syntax.lower(child) in _ABOUT:
        return f"prep+{syntax.lower(child)}", child + 1, end
    if dep not in {"acl", "ccomp", "relcl", "appos"}:
        return None
    opener = syntax.lower(first)
    if opener == "that":
        return ("that/relative" if dep == "relcl" else "that"), first, end
    if opener == "to":
        return "to", first, end
    return (clause_shape(syntax, child, first), first, end) if dep == "ccomp" else None


def _predicate(syntax: Syntax, noun: int) -> tuple[str, int, int] | None:
    """The clause of "X's hope is that …"."""
    tokens = syntax.annotated.tokens
    verb = tokens.head[noun]
    if tokens.dep[noun] != "nsubj" or tokens.lemma[verb] != "be" or syntax.child(noun, "poss") is None:
        return None
    clause = next((c for c in syntax.kids(verb, "ccomp", "xcomp") if c > verb), None)
    return None if clause is None else ("is", max(syntax.left[clause], verb + 1), syntax.right[clause])


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
    if owner is not None and not _its_own(syntax, noun, owner):
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


def _its_own(syntax: Syntax, noun: int, owner: int) -> bool:
    """Whether somebody keeps to or takes back what is his own: "The union stuck to its claim that …"."""
    tokens = syntax.annotated.tokens
    governor = tokens.head[tokens.head[noun]] if tokens.dep[noun] == "pobj" else tokens.head[noun]
    own = tokens.tag[owner] == "PRP$" and tokens.dep[noun] in {"dobj", "pobj"}
    return own and tokens.lemma[governor] in words("cues", "tells", "own")


def _without_possessive(syntax: Syntax, whole: tuple[int, int]) -> tuple[int, int]:
    first, end = whole
    return (first, end - 1) if end - 1 > first and syntax.lower(end - 1) in {"'s", "’s", "'", "’"} else (first, end)
