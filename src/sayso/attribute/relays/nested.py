"""Tellings inside tellings: which one each lies in, and who is named in the words that are its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.attribute.relays.around import Around, Named, named_around
from sayso.attribute.relays.phrases import is_outlet, phrase_at
from sayso.attribute.relays.tellings import Telling, points_back, same_voice
from sayso.attribute.shared import has_clause, sentences_of, tokens_of
from sayso.attribute.syntax import Syntax
from sayso.data import words
from sayso.nouns import LayerName

_MOST = 0.8
"""Share of a content's words that must lie in another, for it to be told there."""
_TRAIL = 8
"""Words that may trail behind the verb of a mention ("when the Echo reached her by telephone")."""


@dataclass(slots=True)
class Node:
    """A telling in its place: what it lies in, what lies in it, and who is named around it."""

    telling: Telling
    parent: int | None = None
    children: tuple[int, ...] = ()
    named: tuple[Named, ...] = ()


def nested(syntax: Syntax, tellings: Sequence[Telling]) -> list[Node]:
    """Each telling with the one that it lies in and with those named around it."""
    nodes = [Node(telling) for telling in tellings]
    _nest(syntax, nodes)
    _look_around(syntax, nodes)
    return nodes


def _nest(syntax: Syntax, nodes: list[Node]) -> None:
    """Put each telling into the smallest one whose content it lies in, unless both are one voice."""
    _place(syntax, nodes)
    for index, node in enumerate(nodes):
        if node.parent is not None and _cycles(nodes, index):
            node.parent = None
    for node in nodes:
        outer = None if node.parent is None else nodes[node.parent].telling
        if outer is None or node.telling.before:
            continue
        if same_voice(syntax, node.telling, outer) or points_back(syntax, node.telling, outer):
            node.parent = None
    for index, node in enumerate(nodes):
        if node.parent is not None:
            nodes[node.parent].children = (*nodes[node.parent].children, index)


def _place(syntax: Syntax, nodes: list[Node]) -> None:
    """Give each telling the smallest one whose content it lies in as its parent."""
    holders: dict[int, list[int]] = {}
    for index, node in enumerate(nodes):
        if node.telling.can_hold:
            for token in node.telling.reach:
                holders.setdefault(token, []).append(index)
    for index, node in enumerate(nodes):
        inner = node.telling
        if not inner.can_lie or not inner.reach or not inner.cue:
            continue
        first = syntax.annotated.tokens_in(inner.cue[0]).start
        fits = [
            (len(nodes[at].telling.reach), at)
            for at in holders.get(first, ())
            if at != index and _lies_in(syntax, inner, nodes[at].telling)
        ]
        if fits:
            node.parent = min(fits)[1]


def _cycles(nodes: list[Node], index: int) -> bool:
    at: int | None = nodes[index].parent
    for _ in range(len(nodes)):
        if at is None:
            return False
        if at == index:
            return True
        at = nodes[at].parent
    return True


def _lies_in(syntax: Syntax, inner: Telling, outer: Telling) -> bool:
    """Whether the inner telling's cue and most of its content stand in the outer one's content."""
    cue = set(tokens_of(syntax, inner.cue))
    if not cue <= outer.reach or inner.reach & set(tokens_of(syntax, outer.cue)) or outer.reach <= inner.reach:
        return False
    source = set(tokens_of(syntax, inner.source))
    if not source & outer.reach and inner.source > outer.cue:
        return False  # "…, answered Vey, for the union, who denied that …"
    content = set(tokens_of(syntax, inner.content))
    return len(content & outer.reach) >= _MOST * len(content)


def _look_around(syntax: Syntax, nodes: list[Node]) -> None:
    """Read who is named around the cue of each telling, in the words that belong to none of the others."""
    by_sentence: dict[int, list[int]] = {}
    near = [frozenset(tokens_of(syntax, (*node.telling.cue, *node.telling.source))) for node in nodes]
    for index, node in enumerate(nodes):
        if node.telling.found and not _is_citation(syntax, node.telling):
            for at in sentences_of(syntax, (*node.telling.cue, *node.telling.content)):
                by_sentence.setdefault(at, []).append(index)
    for index, node in enumerate(nodes):
        if node.telling.cue and node.telling.source and node.telling.real:
            own = _own_tokens(syntax, nodes, index, near, by_sentence)
            node.named = named_around(syntax, Around(node.telling, own))


def _own_tokens(
    syntax: Syntax,
    nodes: list[Node],
    index: int,
    near: Sequence[frozenset[int]],
    by_sentence: Mapping[int, Sequence[int]],
) -> tuple[int, ...]:
    """The tokens of the cue's sentence that belong to a telling: no content's, and nearer to it than to another."""
    node = nodes[index]
    not_own = set(tokens_of(syntax, node.telling.content)) - set(_opening(syntax, node.telling))
    for child in node.children:
        not_own |= nodes[child].telling.reach
    within = None
    if node.parent is not None:
        outer = nodes[node.parent].telling
        within = outer.reach
        not_own |= set(_opening(syntax, outer))
    own: list[int] = []
    for at in sentences_of(syntax, node.telling.cue):
        rivals = [i for i in by_sentence.get(at, ()) if i != index and nodes[i].parent == node.parent]
        for rival in rivals:
            not_own |= nodes[rival].telling.reach
        sentence = syntax.annotated.sentences[at]
        for token in range(sentence.first, sentence.end):
            if token in not_own or (within is not None and token not in within):
                continue
            gap = _gap(near[index], token)
            if all(gap <= _gap(near[rival], token) for rival in rivals):
                own.append(token)
    return tuple(own)


def _gap(tokens: frozenset[int], token: int) -> int:
    return min(abs(token - other) for other in tokens)


def _is_citation(syntax: Syntax, telling: Telling) -> bool:
    """Whether an attribution says no more than that somebody is cited ("citing | the ministry")."""
    cue = {syntax.annotated.tokens.lemma[t] for t in tokens_of(syntax, telling.cue)}
    return bool(cue & words("relays", "citing", "verbs")) and not has_clause(syntax, telling.content)


def _opening(syntax: Syntax, telling: Telling) -> range:
    """The participle phrase that a content of the rules begins or ends with, up to its comma ("…, carried by X, …")."""
    inside = tokens_of(syntax, telling.content)
    tokens = syntax.annotated.tokens
    for first in (piece for span in telling.content for piece in syntax.annotated.tokens_in(span)[:1]):
        if syntax.lower(first) in {"citing", "quoting"}:
            return range(first, next((t for t in inside if t > first and syntax.lower(t) == ","), first + 1))
        participle = first + (syntax.lower(first) in {"as", "which"})
        participle += tokens.pos[participle] == "AUX" if participle < len(syntax) else 0
        if (
            participle < len(syntax)
            and tokens.tag[participle] in {"VBN", "VBD"}
            and syntax.lower(participle + 1) in {"by", "to"}
        ):
            end = next((t for t in inside if t > first and syntax.lower(t) == ","), inside[-1] + 1)
            return range(first, end)
    return _closing(syntax, inside)


def _closing(syntax: Syntax, inside: Sequence[int]) -> range:
    """The phrase that a content ends with and that names its medium ("in a recording leaked to the Echo")."""
    tokens = syntax.annotated.tokens
    for at in range(len(inside) - 1, max(len(inside) - _LONGEST_CLOSING, 0), -1):
        token = inside[at]
        if _is_mention(syntax, token, inside[-1] + 1):
            return range(token, inside[-1] + 1)
        if syntax.lower(token) not in {"in", "on", "during"} or syntax.quotation[token] >= 0:
            continue
        phrase = phrase_at(syntax, token + 1)
        if phrase is not None and tokens.lemma[phrase.head] in words("relays", "things", "recordings") | words(
            "relays", "things", "talks"
        ):
            return range(token, inside[-1] + 1)
    return range(0)


def _is_mention(syntax: Syntax, token: int, end: int) -> bool:
    """Whether the words up to the end only tell who met the speaker ("when the Echo reached her", "(Channel Six)")."""
    tokens = syntax.annotated.tokens
    title = syntax.annotated.layer is LayerName.TITLE and syntax.lower(token) in {"(", "–", "—", "|", "-"}
    if not title and syntax.lower(token) not in {"when", "after", "once", "as"}:
        return False
    phrase = phrase_at(syntax, token + 1)
    if phrase is None or not is_outlet(syntax, phrase, lenient=True):
        return False
    if title:
        return end - phrase.end <= 1
    verb = next((t for t in range(phrase.end, end) if tokens.pos[t] == "VERB"), None)
    return verb is not None and tokens.lemma[verb] in words("relays", "passing", "meeting") and end - verb <= _TRAIL


_LONGEST_CLOSING = 16
"""Words of a phrase that names a medium."""
