"""The tellings of a text: what the extractor found, what constructions say, and the candidates of the rules beside."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.attribute.families import candidates
from sayso.attribute.relays.constructions import asides, constructed
from sayso.attribute.relays.tellable import worded
from sayso.attribute.relays.tellings import Telling, as_one, of_attribution, of_candidate
from sayso.attribute.shared import ranges, tokens_of
from sayso.attribute.syntax import Syntax
from sayso.nouns import Attribution

_TRAIL = 8
"""Words that may trail behind the cue of an aside."""
_NEAR = 8
"""Words from a cue to the noun of a saying that it passes on."""


def gathered(syntax: Syntax, attributions: tuple[Attribution, ...]) -> list[Telling]:
    """One telling for each cue: constructions, attributions and candidates of the rules, in this order of trust."""
    known = candidates(syntax)
    found = _with_attributions(syntax, list(constructed(syntax, known)), attributions)
    by_cue = {token: at for at in range(len(found) - 1, -1, -1) for token in tokens_of(syntax, found[at].cue)}
    others = (telling for candidate in known if (telling := of_candidate(syntax, candidate)) is not None)
    for telling in (*others, *asides(syntax)):
        cue = tokens_of(syntax, telling.cue)
        at = min((by_cue[token] for token in cue if token in by_cue), default=None)
        if at is None:
            by_cue |= dict.fromkeys(cue, len(found))
            found.append(telling)
        elif not found[at].replaces and found[at].reach & telling.reach:
            found[at] = _merged(syntax, found[at], telling)
    return _without_asides(syntax, [_behind_that(syntax, telling) for telling in found])


def _behind_that(syntax: Syntax, telling: Telling) -> Telling:
    """An aside behind "that" tells no more than its clause: "the Echo reports that, according to the coroner, …"."""
    inside = tokens_of(syntax, (*telling.cue, *telling.source))
    if not telling.aside or not inside:
        return telling
    first = min(inside)
    opener = first - 2 if syntax.lower(first - 1) == "," else first - 1
    if opener < 0 or syntax.lower(opener) != "that":
        return telling
    content = worded(syntax, [t for t in tokens_of(syntax, telling.content) if t > first])
    return replace(telling, content=content or telling.content, reach=frozenset(t for t in telling.reach if t > first))


def _with_attributions(syntax: Syntax, special: list[Telling], attributions: tuple[Attribution, ...]) -> list[Telling]:
    """The constructions with the attribution that each is a better reading of, and the other attributions."""
    others: list[Telling] = []
    for found in attributions:
        telling = of_attribution(syntax, found)
        twin = next((at for at, one in enumerate(special) if _same_act(one, telling)), None)
        if twin is None:
            others.append(telling)
        elif special[twin].found is None:
            special[twin] = replace(special[twin], found=found)
    return [*special, *others]


def _same_act(special: Telling, other: Telling) -> bool:
    """Whether an attribution is a worse reading of what a construction says: it shares its cue."""
    if any(one.overlaps(two) for one in special.cue for two in other.cue):
        return True
    near = len(other.reach) <= 2 * len(special.reach) and 0 <= special.head - other.head <= _NEAR
    return special.rule == "passed on" and near and special.reach <= other.reach


def _merged(syntax: Syntax, telling: Telling, candidate: Telling) -> Telling:
    """A telling with the wider reach of another reading of its cue."""
    return as_one(telling, candidate) if candidate.reach.isdisjoint(tokens_of(syntax, telling.cue)) else telling


def _without_asides(syntax: Syntax, found: Sequence[Telling]) -> list[Telling]:
    """The tellings without what is set off inside of them: "said P|, the Echo reported"."""
    by_sentence: dict[int, list[Telling]] = {}
    for telling in found:
        if telling.aside and telling.source and telling.cue:
            by_sentence.setdefault(syntax.annotated.tokens.sentence[telling.head], []).append(telling)
    return [
        _cut(syntax, telling, by_sentence.get(syntax.annotated.tokens.sentence[telling.head], ())) for telling in found
    ]


def _cut(syntax: Syntax, telling: Telling, others: Sequence[Telling]) -> Telling:
    """A telling without the cue and source of asides that tell it."""
    cue = frozenset(tokens_of(syntax, telling.cue))
    source, content = tokens_of(syntax, telling.source), tokens_of(syntax, telling.content)
    cut: set[int] = set()
    for other in others:
        if other is telling or not cue <= other.reach:
            continue
        if syntax.quotation[other.head] >= 0 and syntax.quotation[other.head] != syntax.quotation[telling.head]:
            continue  # a speaker inside of what is quoted
        own = {*tokens_of(syntax, other.cue), *tokens_of(syntax, other.source)}
        if telling.aside and other.cue < telling.cue and own <= telling.reach:
            continue  # of two asides the later one tells what the earlier one says
        inside = own <= telling.reach or own <= set(source) or (telling.aside and own <= set(content))
        if inside and not own >= set(source):
            cut |= set(range(min(own), _aside_end(syntax, max(own) + 1)))
    if not cut & {*telling.reach, *source, *content}:
        return telling
    return replace(
        telling,
        source=syntax.pieces(*ranges([t for t in source if t not in cut]))[:1] or telling.source,
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
