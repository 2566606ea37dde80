"""Cue verbs with what follows them: "said that …", "promised to …", "called for …", "accused X of …"."""

from collections.abc import Callable, Iterator

from sayso.attribute.candidates import Candidate
from sayso.attribute.cuts import cut
from sayso.attribute.subjects import source_range, subject_of
from sayso.attribute.syntax import Syntax
from sayso.attribute.verbs import cue_range, is_passive, is_verb, lemma_of
from sayso.data import words

_WH = frozenset({"what", "why", "how", "who", "whom", "whose", "where", "when", "which"})
_FARTHEST_THAT = 11
"""Words from the verb to a "that" that still belongs to it."""
_OBJECTS = ("dobj", "dative")
_OTHERS = ("prep", "oprd", "dep", "acomp", "attr")
_FOLLOWS = frozenset(
    {"prep", "advcl", "advmod", "npadvmod", "punct", "relcl", "acl", "ccomp", "xcomp", "dobj", "agent"}
)


def reported(syntax: Syntax) -> Iterator[Candidate]:
    """A candidate for each way in which each verb's complement may be a content."""
    for verb in range(len(syntax)):
        if not is_verb(syntax, verb):
            continue
        for shape, first, end in _complements(syntax, verb):
            yield from candidate(syntax, verb, shape, ((first, end),))


def candidate(syntax: Syntax, verb: int, shape: str, content: tuple[tuple[int, int], ...]) -> Iterator[Candidate]:
    """The candidate for one verb and content, if a content is left once the source is taken out."""
    subject = subject_of(syntax, verb)
    source = () if subject is None else (source_range(syntax, subject, verb),)
    cue = cue_range(syntax, verb)
    if subject is not None and any(first <= subject < end for first, end in content):
        return
    pieces = syntax.pieces(*content)
    if not pieces:
        return
    particle = syntax.child(verb, "prt")
    lemma = lemma_of(syntax, verb)
    yield Candidate(
        head=verb,
        family="verb",
        lemma=lemma if particle is None else f"{lemma}_{syntax.lower(particle)}",
        shape=shape + ("/passive" if is_passive(syntax, verb) else ""),
        source=syntax.pieces(*source),
        cue=syntax.pieces(cue),
        content=pieces,
        subject=subject,
    )


def _complements(syntax: Syntax, verb: int) -> Iterator[tuple[str, int, int]]:
    """The complement right of the verb that may be a content: its shape and token range; a clause before others."""
    dep = syntax.annotated.tokens.dep
    stop = next((t for t in range(verb, syntax.right[verb]) if syntax.lower(t) == ";"), syntax.right[verb])
    after = [c for c in syntax.children[verb] if verb < c < stop]
    found = (
        _first(_clause, syntax, verb, [c for c in after if dep[c] == "ccomp"] or _strayed(syntax, verb))
        or _first(_infinitive, syntax, verb, [c for c in after if dep[c] == "xcomp"])
        or _first(_object, syntax, verb, [c for c in after if dep[c] in _OBJECTS])
        or _first(_other, syntax, verb, [c for c in after if dep[c] in _OTHERS])
    )
    if found is not None and not (found[0].endswith("+as") and lemma_of(syntax, verb) in {"quote", "cite"}):
        yield found  # "quoted her as saying …" is found at "saying"


_Complement = tuple[str, int, int]


def _first(
    rule: Callable[[Syntax, int, int], _Complement | None], syntax: Syntax, verb: int, children: list[int]
) -> _Complement | None:
    return rule(syntax, verb, children[0]) if children else None


def _clause(syntax: Syntax, verb: int, clause: int) -> _Complement | None:
    """The clause of "said that …"; none of "The dam is safe, the firm lets it be known"."""
    first = max(syntax.left[clause], verb + 1)
    if syntax.annotated.tokens.lemma[verb] == "be" and syntax.lower(first - 1) == ",":
        return None
    return clause_shape(syntax, clause, first), first, _end(syntax, verb, clause)


def _strayed(syntax: Syntax, verb: int) -> list[int]:
    """The that-clause of an asserting verb that the parse hung on a noun between ("said in a letter that …")."""
    tokens = syntax.annotated.tokens
    if tokens.lemma[verb] not in words("cues", "tells", "asserts"):
        return []
    _, stop = syntax.sentence(verb)
    for token in range(verb + 1, min(verb + _FARTHEST_THAT, stop)):
        if tokens.pos[token] in {"VERB", "AUX"} or syntax.lower(token) in {",", ";", "."}:
            break
        if syntax.lower(token) == "that" and tokens.dep[token] == "mark" and tokens.head[token] > token:
            return [tokens.head[token]]
    return []


def _infinitive(syntax: Syntax, verb: int, infinitive: int) -> _Complement:
    """The infinitive of "promised to …", with the object of "asked the firm to …"."""
    shape = _shape_of_xcomp(syntax, infinitive)
    objects = [c for c in syntax.kids(verb, *_OBJECTS) if verb < c < infinitive]
    if objects:
        return f"object+{shape}", syntax.left[objects[0]], _end(syntax, verb, infinitive)
    return shape, max(syntax.left[infinitive], verb + 1), _end(syntax, verb, infinitive)


def _object(syntax: Syntax, verb: int, noun: int) -> _Complement:
    """The object of "confirmed the figure", with what follows in "accused the firm of …"."""
    if (named := _naming(syntax, verb, noun)) is not None:
        return named
    prep = next((c for c in syntax.kids(verb, "prep") if c > noun), None)
    shape = "object" if prep is None else f"object+{syntax.lower(prep)}"
    return shape, max(syntax.left[noun], verb + 1), _end(syntax, verb, noun)


def _naming(syntax: Syntax, verb: int, noun: int) -> _Complement | None:
    """What somebody calls a thing: "called it a failure", "branded the strikers “vermin”"; a pronoun is left out."""
    if lemma_of(syntax, verb) not in words("cues", "tells", "naming"):
        return None
    first, after = max(syntax.left[noun], verb + 1), noun + 1
    name = next((c for c in syntax.kids(verb, "oprd", "attr", "acomp") if c > noun), None)
    reach = range(after, min(syntax.right[verb], syntax.right[noun] + 1))
    quoted = next((t for t in reach if syntax.quotation[t] >= 0), None)
    if name is None and (quoted is None or syntax.quotation[noun] >= 0):
        return None
    pronoun = syntax.annotated.tokens.pos[noun] == "PRON"
    return (
        "naming",
        after if pronoun else first,
        max(_end(syntax, verb, noun if name is None else name), _quotation_end(syntax, quoted)),
    )


def _quotation_end(syntax: Syntax, token: int | None) -> int:
    """Behind the quotation that the token lies in; 0 where there is none."""
    if token is None or syntax.quotation[token] < 0:
        return 0
    return syntax.annotated.tokens_in(syntax.annotated.quotations[syntax.quotation[token]].span).stop


def _other(syntax: Syntax, verb: int, word: int) -> _Complement | None:
    """What follows the preposition of "spoke of …", or the predicate of "was declared safe"."""
    dep = syntax.annotated.tokens.dep[word]
    if dep == "prep":
        return f"prep+{syntax.lower(word)}", word + 1, _end(syntax, verb, word)
    return ("oprd", max(syntax.left[word], verb + 1), _end(syntax, verb, word)) if dep == "oprd" else None


def clause_shape(syntax: Syntax, clause: int, first: int) -> str:
    """How a clause is opened: "that", "whether", "wh", "quote", "small" (no finite verb) or "bare"."""
    opener = syntax.lower(first)
    if syntax.quotation[first] >= 0:
        return "quote"
    if opener == "that":
        return "that"
    if opener in {"whether", "if"}:
        return "whether"
    if opener in _WH:
        return "wh"
    if (
        syntax.annotated.tokens.tag[clause] in {"VBD", "VBP", "VBZ", "MD"}
        or syntax.child(clause, "aux", "auxpass") is not None
    ):
        return "bare"
    return "small"


def _shape_of_xcomp(syntax: Syntax, token: int) -> str:
    tag = syntax.annotated.tokens.tag[token]
    aux = syntax.child(token, "aux")
    if aux is not None and syntax.lower(aux) == "to":
        return "to"
    return "ing" if tag == "VBG" else "small"


def _end(syntax: Syntax, verb: int, complement: int) -> int:
    """Where the content ends: the complement and what trails behind it, before the next coordinated verb."""
    dep = syntax.annotated.tokens.dep
    end = syntax.right[complement]
    for other in syntax.children[verb]:
        if other < complement:
            continue
        if syntax.left[other] < end:
            end = max(end, syntax.right[other] if dep[other] in _FOLLOWS else end)
        elif dep[other] in _FOLLOWS:
            end = syntax.right[other]
        else:
            break
    return _without_tail(syntax, cut(syntax, verb + 1, end, complement), complement)


def _without_tail(syntax: Syntax, end: int, floor: int) -> int:
    while end - 1 > floor and syntax.lower(end - 1) in {".", ",", ";", ":", "-", "--", "—", "–"}:
        end -= 1
    return end
