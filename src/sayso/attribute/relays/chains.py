"""From tellings inside tellings to attributions with the speaker as source and the relays in `via`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.attribute.families import candidates
from sayso.attribute.forms import form_of
from sayso.attribute.relays.around import Around, Named, Place, named_around
from sayso.attribute.relays.constructions import asides, constructed, runs, worded
from sayso.attribute.relays.earlier import from_before
from sayso.attribute.relays.phrases import is_outlet, is_recording, phrase_at, phrase_of
from sayso.attribute.relays.tellings import Telling, as_one, of_attribution, of_candidate, points_back, same_voice
from sayso.attribute.shared import has_clause, sentences_of, tokens_of
from sayso.attribute.syntax import Syntax
from sayso.data import words
from sayso.nouns import Attribution, Basis, LayerName, Pieces

MOST_VIA = 4
"""Relays of one chain; more are a parse gone wrong."""
LEAST_REST = 4
"""Words that must be left of a content beside the tellings in it, for them to be the outer voice's own."""
_TRAIL = 8
"""Words that may trail behind the cue of an aside."""
_MOST = 0.8
"""Share of a content's words that must lie in another, for it to be told there."""


@dataclass(slots=True)
class _Node:
    """A telling in its place: what it lies in, what lies in it, and who is named around it."""

    telling: Telling
    parent: int | None = None
    children: tuple[int, ...] = ()
    named: tuple[Named, ...] = ()


def with_relays(syntax: Syntax, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions with the speaker as source and the relays in `via`, outermost first.

    What lies inside a content and is itself a telling becomes an attribution of its own, via the outer voice; the rest
    of the content stays the outer voice's where it still says something.
    """
    tellings = _gathered(syntax, attributions)
    nodes = [_Node(telling) for telling in tellings]
    _nest(syntax, nodes)
    _look_around(syntax, nodes)
    return tuple(from_before(syntax, found) for found in _read(syntax, nodes, attributions))


def _gathered(syntax: Syntax, attributions: tuple[Attribution, ...]) -> list[Telling]:
    """One telling for each cue: constructions, attributions and candidates of the rules, in this order of trust."""
    known = candidates(syntax)
    special = list(constructed(syntax, known))
    gathered: list[Telling] = []
    for found in attributions:
        telling = of_attribution(syntax, found)
        twin = next((s for s in special if _same_act(syntax, s, telling)), None)
        if twin is None:
            gathered.append(telling)
        elif twin.found is None:
            special[special.index(twin)] = replace(twin, found=found)
        else:
            continue
    gathered = [*special, *gathered]
    others = [telling for candidate in known if (telling := of_candidate(syntax, candidate)) is not None]
    for telling_ in (*others, *asides(syntax)):
        cue = set(tokens_of(syntax, telling_.cue))
        at = next((i for i, other in enumerate(gathered) if cue & set(tokens_of(syntax, other.cue))), None)
        if at is None:
            gathered.append(telling_)
        elif not gathered[at].replaces and gathered[at].reach & telling_.reach:
            gathered[at] = _merged(syntax, gathered[at], telling_)
    return [_without_asides(syntax, telling, gathered) for telling in gathered]


def _without_asides(syntax: Syntax, telling: Telling, others: Sequence[Telling]) -> Telling:
    """A telling without the cue and source of those that are set off inside of it ("said P|, the Echo reported")."""
    cue = set(tokens_of(syntax, telling.cue))
    source, content = tokens_of(syntax, telling.source), tokens_of(syntax, telling.content)
    cut: set[int] = set()
    for other in others:
        if other is telling or not other.aside or not cue <= other.reach or not other.source:
            continue
        if syntax.quotation[other.head] >= 0 and syntax.quotation[other.head] != syntax.quotation[telling.head]:
            continue  # a speaker inside of what is quoted
        own = {*tokens_of(syntax, other.cue), *tokens_of(syntax, other.source)}
        if telling.aside and other.cue < telling.cue and own <= telling.reach and cue <= other.reach:
            continue  # of two asides the later one tells what the earlier one says
        inside = own <= telling.reach or own <= set(source) or (telling.aside and own <= set(content))
        if inside and not own >= set(source):
            cut |= set(range(min(own), _aside_end(syntax, max(own) + 1)))
    if not cut & {*telling.reach, *source, *content}:
        return telling
    kept = syntax.pieces(*runs([t for t in source if t not in cut]))[:1]
    return replace(
        telling,
        source=kept or telling.source,
        content=worded(syntax, [t for t in content if t not in cut]) or telling.content,
        reach=telling.reach - cut,
    )


def _aside_end(syntax: Syntax, end: int) -> int:
    """Where an aside ends that goes on behind cue and source ("the butler told | the inquest")."""
    tokens = syntax.annotated.tokens
    stop = syntax.sentence(end - 1)[1]
    close = next((t for t in range(end, stop) if tokens.pos[t] == "PUNCT" and syntax.lower(t) != "-"), stop)
    trails = close - end <= _TRAIL and not any(tokens.pos[t] in {"VERB", "AUX", "SCONJ"} for t in range(end, close))
    return close if trails else end


def _same_act(syntax: Syntax, special: Telling, other: Telling) -> bool:
    """Whether an attribution is a worse reading of what a construction says: it shares its cue."""
    ours, theirs = set(tokens_of(syntax, special.cue)), set(tokens_of(syntax, other.cue))
    if ours & theirs:
        return True
    return (
        special.rule == "passed on" and bool(special.reach) and special.reach <= other.reach and _close(special, other)
    )


def _close(special: Telling, other: Telling) -> bool:
    return len(other.reach) <= 2 * len(special.reach) and 0 <= special.head - other.head <= 8


def _merged(syntax: Syntax, telling: Telling, candidate: Telling) -> Telling:
    """A telling with the wider reach of another reading; a source that no reading gave it."""
    return as_one(telling, candidate) if set(tokens_of(syntax, telling.cue)).isdisjoint(candidate.reach) else telling


def _nest(syntax: Syntax, nodes: list[_Node]) -> None:
    """Put each telling into the smallest one whose content it lies in."""
    for index, node in enumerate(nodes):
        inner = node.telling
        if not inner.can_lie or not inner.reach:
            continue
        fits = [
            (len(other.telling.reach), at)
            for at, other in enumerate(nodes)
            if at != index and other.telling.can_hold and _lies_in(syntax, inner, other.telling)
        ]
        if fits:
            node.parent = min(fits)[1]
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


def _cycles(nodes: list[_Node], index: int) -> bool:
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


def _look_around(syntax: Syntax, nodes: list[_Node]) -> None:
    """Read who is named around the cue of each telling, in the words that belong to none of the others."""
    for index, node in enumerate(nodes):
        if not node.telling.cue or not node.telling.source:
            continue
        node.named = named_around(syntax, Around(node.telling, _own_tokens(syntax, nodes, index)))


def _own_tokens(syntax: Syntax, nodes: list[_Node], index: int) -> tuple[int, ...]:
    """The tokens of the cue's sentence that belong to a telling: no content's, and nearer to it than to another."""
    node = nodes[index]
    content = set(tokens_of(syntax, node.telling.content)) - set(_opening(syntax, node.telling))
    within = None if node.parent is None else nodes[node.parent].telling.reach
    inner = [nodes[child].telling for child in node.children]
    opened = set() if node.parent is None else set(_opening(syntax, nodes[node.parent].telling))
    rivals = [
        other.telling
        for at, other in enumerate(nodes)
        if at != index
        and other.parent == node.parent
        and other.telling.found
        and not _is_citation(syntax, other.telling)
    ]
    own: list[int] = []
    for at in sentences_of(syntax, node.telling.cue):
        sentence = syntax.annotated.sentences[at]
        for token in range(sentence.first, sentence.end):
            if token in content or token in opened or (within is not None and token not in within):
                continue
            if any(token in child.reach for child in inner) or any(token in rival.reach for rival in rivals):
                continue
            if all(_distance(syntax, node.telling, token) <= _distance(syntax, rival, token) for rival in rivals):
                own.append(token)
    return tuple(own)


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


def _distance(syntax: Syntax, telling: Telling, token: int) -> int:
    near = tokens_of(syntax, (*telling.cue, *telling.source))
    return min((abs(token - t) for t in near), default=len(syntax))


def _read(syntax: Syntax, nodes: list[_Node], attributions: tuple[Attribution, ...]) -> list[Attribution]:
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


def _is_live(nodes: list[_Node], index: int) -> bool:
    """Whether a telling counts: the extractor found it, its construction is sure, or it lies in one that counts."""
    node = nodes[index]
    outside = any(named.place is Place.OUTSIDE for named in node.named)
    if node.telling.found is not None or (node.telling.replaces and (node.telling.before or outside)):
        return True
    return node.parent is not None and _is_live(nodes, node.parent)


def _of_node(
    syntax: Syntax, nodes: list[_Node], index: int, attributions: tuple[Attribution, ...]
) -> list[Attribution]:
    node = nodes[index]
    chain = _chain(syntax, nodes, index)
    if not chain:
        return [] if node.telling.found is None else [node.telling.found]
    children = [nodes[child].telling for child in node.children if _is_live(nodes, child)]
    content = _content(syntax, node, children)
    if not content:
        return []
    return [_attribution(syntax, node, chain, content, attributions)]


def _chain(syntax: Syntax, nodes: list[_Node], index: int) -> tuple[Pieces, ...]:
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


def _plain(syntax: Syntax, node: _Node) -> Pieces:
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


def _content(syntax: Syntax, node: _Node, children: Sequence[Telling]) -> Pieces:
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
    syntax: Syntax, node: _Node, chain: tuple[Pieces, ...], content: Pieces, attributions: tuple[Attribution, ...]
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
