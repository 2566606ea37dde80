"""How many of what a claim speaks of: numbers with their hedges, the counted noun, scope and whole."""

from collections.abc import Sequence

from sayso.claims.counted import NOTHING, PERSON, Noun, noun_of, qualities, total_of
from sayso.claims.figures import Figure, figures
from sayso.claims.scopes import governor, scope_of, window_of
from sayso.claims.sifting import is_count
from sayso.claims.statuses import triggers
from sayso.claims.times import times
from sayso.data import words
from sayso.nouns import Annotated, Comparator, Moment, Pieces, Quantity, Scope, Span, When

_PERSONAL = frozenset({"custody", "life", "health"})
"""Frames that only persons are in."""
_EVERYBODY = frozenset({"nobody", "no one", "no-one", "everyone", "everybody"})


def quantities(
    annotated: Annotated, content: Pieces, published: Moment | None, whens: tuple[When, ...] | None = None
) -> tuple[Quantity, ...]:
    """The quantities inside `content`, in text order.

    Windows are placed against `published`; `whens` are the content's times where the caller has read them already.
    """
    found: list[Quantity] = []
    for piece in content:
        for figure in figures(annotated.text, piece.start, piece.end):
            inside = annotated.tokens_in(figure.core)
            if not inside:
                continue
            whens = times(annotated, content, published) if whens is None else whens
            if is_count(annotated, figure, inside, whens):
                last = annotated.tokens_in(figure.span)[-1]
                # Without a publication no window has bounds, and its words still tell the scope.
                windows = tuple(when for when in whens if published is None or when.start or when.end)
                found.append(_quantity(annotated, figure, last, found, windows))
    return tuple(found)


def _quantity(
    annotated: Annotated, figure: Figure, last: int, before: Sequence[Quantity], whens: Sequence[When]
) -> Quantity:
    noun = _noun(annotated, figure, last, before)
    verb = governor(annotated, noun.token if noun.token is not None else last)
    window = window_of(annotated, verb, whens)
    scope = scope_of(annotated, figure, verb, window)
    low, high = figure.low, figure.high
    whole = figure.whole if figure.whole is not None else noun.whole
    if whole is None and _is_part(annotated, figure, last):
        whole = _whole(annotated, figure, before)
        # A part is no larger than its whole: the words point to something else then.
        whole = whole if whole is None or (figure.low or 0) <= whole else None
    if figure.comparator is Comparator.ALL and low is None:
        low = high = whole
    return Quantity(
        span=figure.span,
        low=low,
        best=figure.best if figure.best is not None else (low if figure.comparator is Comparator.ALL else None),
        high=high,
        comparator=figure.comparator,
        counted=figure.unit or noun.phrase,
        counted_span=noun.span,
        hedge=figure.hedge,
        unit=figure.unit or ("people" if noun.person else noun.head),
        scope=scope if scope is not None else (before[-1].scope if before else Scope.UNKNOWN),
        subset_of=whole,
        window=window,
    )


# The noun of a lone number


def _noun(annotated: Annotated, figure: Figure, last: int, before: Sequence[Quantity]) -> Noun:
    said = " ".join(figure.span.of(annotated.text).lower().split())
    if said in _EVERYBODY:
        return PERSON
    own = noun_of(annotated, figure, last)
    if own is not None:
        return own
    total = total_of(annotated, annotated.tokens_in(figure.span)[0], last)
    if total is not None:
        return Noun(total.phrase, total.head)
    toll = _is_toll(annotated, last)
    borrowed = _counted_before(figure, before) if toll else _borrowed(annotated, figure, before)
    prefix = qualities(annotated, last)
    if prefix == ["strong"]:
        return PERSON  # "about 300 strong"
    personal = _is_of_persons(annotated, last)
    if (borrowed is None and (prefix or toll)) or (personal and not (borrowed and borrowed.person)):
        borrowed = PERSON
    if borrowed is None:
        return NOTHING
    # The words stand elsewhere: no span of its own.
    return Noun(" ".join((*prefix, borrowed.phrase)), borrowed.head)


def _is_toll(annotated: Annotated, last: int) -> bool:
    """Whether people are counted though none are named: "the toll rose to 21"."""
    tokens = annotated.tokens
    verb = governor(annotated, last)
    return verb is not None and any(
        tokens.lemma[i] == "toll" for i in range(annotated.sentences[tokens.sentence[last]].first, last)
    )


def _is_of_persons(annotated: Annotated, last: int) -> bool:
    """Whether the words only fit persons: "a thousand who had left", "80 lost their lives", "12 were captured"."""
    tokens = annotated.tokens
    if last + 1 < len(tokens) and tokens.lemma[last + 1] == "who":
        return True
    if tokens.dep[last] not in {"nsubj", "nsubjpass"}:
        return False
    verb = tokens.lemma[tokens.head[last]]
    return any(trigger.to.frame in _PERSONAL for trigger in triggers().get(verb, ()) if trigger.mapping != "nouns")


def _counted_before(figure: Figure, before: Sequence[Quantity]) -> Noun | None:
    """What the last figure before this one in the same claim counts."""
    here = next((q for q in reversed(before) if q.counted and q.comparator is not Comparator.SHARE), None)
    if here is None or here.span.end > figure.span.start:
        return None
    return Noun(here.counted, here.counted.split()[-1])


def _borrowed(annotated: Annotated, figure: Figure, before: Sequence[Quantity]) -> Noun | None:
    """What the nearest earlier figure of the paragraph counted, else the plural subject that "of them" points to."""
    here = _counted_before(figure, before)
    if here is not None:
        return here
    start = _paragraph_start(annotated, figure.span)
    for earlier in reversed(figures(annotated.text, start, figure.span.start)):
        inside = annotated.tokens_in(earlier.core)
        if inside and is_count(annotated, earlier, inside, ()):
            noun = noun_of(annotated, earlier, inside[-1])
            if noun is not None and not _is_time_unit(noun.head):
                return Noun(noun.phrase, noun.head)
    return _plural_before(annotated, figure, start)


def _is_time_unit(head: str) -> bool:
    return head in words("quantities", "lists", "rates") and head not in {"head", "person"}


def _plural_before(annotated: Annotated, figure: Figure, start: int) -> Noun | None:
    """The nearest plural noun of persons before the figure in its paragraph, else the nearest plural subject."""
    tokens = annotated.tokens
    inside = annotated.tokens_in(Span(start, figure.span.start)) if start < figure.span.start else range(0)
    plurals = [i for i in reversed(inside) if tokens.tag[i] in {"NNS", "NNPS"} or tokens.text[i] == "people"]
    nouns = [_bare(annotated, i) for i in plurals if tokens.dep[i] in {"nsubj", "nsubjpass", "dobj", "pobj", "conj"}]
    return next((n for n in nouns if n.person), None)


def _bare(annotated: Annotated, token: int) -> Noun:
    tokens = annotated.tokens
    word = tokens.text[token].lower()
    head = word if word == "people" else tokens.lemma[token]
    return Noun(head, head)


def _paragraph_start(annotated: Annotated, span: Span) -> int:
    return max((p.span.start for p in annotated.paragraphs if p.span.start <= span.start), default=0)


# The whole of a part


def _is_part(annotated: Annotated, figure: Figure, last: int) -> bool:
    """Whether it is a part of the number before: "51 of them", "including nine", "of whom 29"."""
    tokens = annotated.tokens
    sentence = annotated.sentences[tokens.sentence[last]].span
    marks = words("quantities", "lists", "parts")
    head = annotated.text[max(sentence.start, figure.span.start - 20) : figure.span.start].lower()
    tail = annotated.text[figure.span.end : min(sentence.end, figure.span.end + 10)].lower()
    if (
        tokens.lemma[annotated.sentences[tokens.sentence[last]].first] == "of"
        and sentence.start < figure.span.start - 3
    ):
        return noun_of(annotated, figure, last) is None  # "Of the 148 seats the party won 71"
    return any(head.rstrip().endswith(mark) for mark in marks) or any(
        tail.lstrip().startswith(mark) for mark in marks if mark.startswith("of ")
    )


def _whole(annotated: Annotated, figure: Figure, before: Sequence[Quantity]) -> float | None:
    """The number stated before in the sentence or paragraph, that a part is a part of."""
    for quantity in reversed(before):
        if quantity.subset_of is None and quantity.best is not None:
            return quantity.best
    start = _paragraph_start(annotated, figure.span)
    for earlier in reversed(figures(annotated.text, start, figure.span.start)):
        inside = annotated.tokens_in(earlier.core)
        if earlier.best is not None and inside and is_count(annotated, earlier, inside, ()):
            return earlier.best
    return None
