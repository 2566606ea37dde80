"""From tellings inside tellings to attributions with the speaker as source and the relays in `via`."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.attribute.forms import form_of
from sayso.attribute.relays.around import Place
from sayso.attribute.relays.earlier import from_before
from sayso.attribute.relays.gather import gathered
from sayso.attribute.relays.nested import Node, nested
from sayso.attribute.relays.phrases import is_recording, phrase_at, phrase_of
from sayso.attribute.relays.tellable import worded
from sayso.attribute.relays.tellings import Telling
from sayso.attribute.shared import has_clause, tokens_of
from sayso.attribute.syntax import Syntax
from sayso.nouns import Attribution, Basis, Pieces

MOST_VIA = 4
"""Relays of one chain; more are a parse gone wrong."""
LEAST_REST = 4
"""Words that must be left of a content beside the tellings in it, for them to be the outer voice's own."""


def with_relays(syntax: Syntax, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions with the speaker as source and the relays in `via`, outermost first.

    What lies inside a content and is itself a telling becomes an attribution of its own, via the outer voice; the rest
    of the content stays the outer voice's where it still says something.
    """
    nodes = nested(syntax, gathered(syntax, attributions))
    return tuple(from_before(syntax, found) for found in _read(syntax, nodes, attributions))


def _read(syntax: Syntax, nodes: list[Node], attributions: tuple[Attribution, ...]) -> list[Attribution]:
    """The attributions that the tree of tellings stands for; those outside of it as they were."""
    read: list[Attribution] = []
    used: set[int] = {index for index, node in enumerate(nodes) if _is_live(nodes, index)}
    for index in sorted(used):
        read += _of_node(syntax, nodes, index, attributions)
    return [found for found in read if not _is_only_a_name(syntax, found, read)]


def _is_only_a_name(syntax: Syntax, found: Attribution, read: Sequence[Attribution]) -> bool:
    """Whether the content is nothing but one who speaks or passes on in a chain ("citing | the ministry")."""
    content = set(tokens_of(syntax, found.content))
    return any(
        content <= set(tokens_of(syntax, voice))
        for other in read
        if other is not found and other.via
        for voice in (*other.via, other.source)
    )


def _is_live(nodes: list[Node], index: int) -> bool:
    """Whether a telling counts: the extractor found it, its construction is sure, or it lies in one that counts."""
    node = nodes[index]
    outside = any(named.place is Place.OUTSIDE for named in node.named)
    if node.telling.found is not None or (node.telling.replaces and (node.telling.before or outside)):
        return True
    return node.parent is not None and _is_live(nodes, node.parent)


def _of_node(syntax: Syntax, nodes: list[Node], index: int, attributions: tuple[Attribution, ...]) -> list[Attribution]:
    node = nodes[index]
    chain = _chain(syntax, nodes, index)
    if not chain:
        return [] if node.telling.found is None else [node.telling.found]
    children = [nodes[child].telling for child in node.children if _is_live(nodes, child)]
    content = _content(syntax, node, children)
    if not content:
        # Where no inner telling takes it over, what was found stays as it was found: nothing is lost.
        return [] if children or node.telling.found is None else [node.telling.found]
    return [_attribution(syntax, node, chain, content, attributions)]


def _chain(syntax: Syntax, nodes: list[Node], index: int) -> tuple[Pieces, ...]:
    """All voices of a telling, outermost first, the speaker last."""
    node = nodes[index]
    above = () if node.parent is None else _chain(syntax, nodes, node.parent)
    if len(above) > MOST_VIA:
        above = above[:MOST_VIA]
    source = _plain(syntax, node)
    outside = tuple(named.who for named in node.named if named.place is Place.OUTSIDE)
    inside = tuple(named.who for named in node.named if named.place is Place.INSIDE)
    voices: list[Pieces] = []
    for voice in (*above, *node.telling.before, *outside[:1], source, *inside[:1]):
        if voice and not any(_same_words(syntax, voice, other) for other in voices):
            voices.append(voice)
    if node.parent is None and len(voices) > 1 and _is_recording(syntax, source):
        voices.remove(source)
    return tuple(voices)


def _plain(syntax: Syntax, node: Node) -> Pieces:
    """The source without the words in it that name somebody else ("a waiter | who spoke to the Echo")."""
    given = next((named.plain_source for named in node.named if named.plain_source), None)
    inside = tokens_of(syntax, node.telling.source)
    if given is not None or not inside:
        return given or node.telling.source
    first = min((named.words[0] for named in node.named if inside[0] < named.words[0] <= inside[-1]), default=None)
    if first is None:
        return node.telling.source
    phrase = phrase_at(syntax, inside[0], first)
    return node.telling.source if phrase is None else syntax.pieces((phrase.first, phrase.end))


def _is_recording(syntax: Syntax, voice: Pieces) -> bool:
    phrase = phrase_of(syntax, voice)
    return phrase is not None and is_recording(syntax, phrase)


def _same_words(syntax: Syntax, one: Pieces, other: Pieces) -> bool:
    return bool(set(tokens_of(syntax, one)) & set(tokens_of(syntax, other)))


def _content(syntax: Syntax, node: Node, children: Sequence[Telling]) -> Pieces:
    """What the telling's own voice says: its content without the tellings in it, if that still says something."""
    taken: set[int] = set()
    for named in node.named:
        taken |= set(range(*named.words))
    whole = tokens_of(syntax, node.telling.content)
    inner: set[int] = set()
    for child in children:
        inner |= {*child.reach, *tokens_of(syntax, child.cue), *tokens_of(syntax, child.source)}
    if not children and taken.isdisjoint(whole):
        return node.telling.content
    rest = [token for token in whole if token not in taken and token not in inner]
    pieces = worded(syntax, rest)
    if children and (not has_clause(syntax, pieces) or len(rest) < LEAST_REST or not _says_more(syntax, rest, inner)):
        return ()
    return pieces


def _says_more(syntax: Syntax, rest: Sequence[int], inner: set[int]) -> bool:
    """Whether a verb with a subject of its own is left."""
    tokens = syntax.annotated.tokens
    return any(
        tokens.pos[t] in {"VERB", "AUX"}
        and any(c in rest for c in syntax.kids(t, "nsubj", "nsubjpass", "expl"))
        and not any(c in inner for c in syntax.kids(t, "ccomp", "pcomp", "xcomp", "dobj"))
        for t in rest
    )


def _attribution(
    syntax: Syntax, node: Node, chain: tuple[Pieces, ...], content: Pieces, attributions: tuple[Attribution, ...]
) -> Attribution:
    telling, via = node.telling, chain[:-1]
    names = [named.rule for named in node.named] + (["inside another"] if node.parent is not None else [])
    rule = "+".join((telling.rule, *names)) if via else telling.rule
    found = telling.found
    if found is not None:
        if not via and not telling.replaces and content == found.content and chain[-1] == found.source:
            return found
        cue = telling.cue if telling.replaces else found.cue
        if telling.replaces and not via:
            return found
        return replace(
            found,
            source=chain[-1],
            cue=cue,
            content=content,
            form=form_of(syntax.annotated, content),
            via=via,
            rule=rule,
        )
    model = attributions[0] if attributions else None
    return Attribution(
        report=syntax.annotated.report,
        layer=syntax.annotated.layer,
        source=chain[-1],
        cue=telling.cue,
        content=content,
        form=form_of(syntax.annotated, content),
        basis=Basis.EXPLICIT,
        via=via,
        rule=rule,
        method="rules/1" if model is None else model.method,
    )
