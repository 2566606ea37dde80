"""Constructions that name relay and speaker at once: "quoted X as saying", "carried a letter in which X says"."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.attribute.candidates import Candidate
from sayso.attribute.cataphora import antecedent
from sayso.attribute.cuts import cut
from sayso.attribute.extractor import as_attribution
from sayso.attribute.relays.phrases import (
    Phrase,
    is_named_outlet,
    is_outlet,
    is_pronoun,
    is_recording,
    is_voice,
    phrase_at,
    phrase_of,
    pieces_of,
    widened,
)
from sayso.attribute.relays.tellings import Telling
from sayso.attribute.shared import ranges, tokens_of
from sayso.attribute.subjects import source_range, subject_of
from sayso.attribute.syntax import Syntax
from sayso.data import words
from sayso.nouns import LayerName, Pieces

_FAR = 30
"""Words from "quoted" to its "as saying"."""
_SAME = 0.8
"""Share of words from which two contents are one."""
_STEPS = 6
"""Clauses between a telling and the verb that passes it on."""


@dataclass(frozen=True, slots=True)
class Tellable:
    """What the constructions look at: the candidates of a text by the token of their cue word."""

    syntax: Syntax
    by_head: Mapping[int, Sequence[Candidate]]


def constructed(syntax: Syntax, candidates: Sequence[Candidate]) -> tuple[Telling, ...]:
    """All tellings whose construction names a relay; one for each cue word."""
    by_head: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        by_head.setdefault(candidate.head, []).append(candidate)
    return tellings_of(RULES, Tellable(syntax, by_head))


def asides(syntax: Syntax) -> tuple[Telling, ...]:
    """All voices that are set off from the rest of their sentence, which they tell."""
    return tellings_of(ASIDES, Tellable(syntax, {}))


def tellings_of(rules: Sequence[Callable[[Tellable], Iterator[Telling]]], tellable: Tellable) -> tuple[Telling, ...]:
    """What the rules read; the first that reads a cue word has it."""
    found: dict[int, Telling] = {}
    for rule in rules:
        for telling in rule(tellable):
            if telling.aside or not any(_is_again(telling, other) for other in found.values()):
                found.setdefault(telling.head, telling)
    return tuple(found.values())


def _is_again(telling: Telling, other: Telling) -> bool:
    """Whether two constructions read the same content."""
    return len(telling.reach & other.reach) > _SAME * len(telling.reach | other.reach)


def as_saying(tellable: Tellable) -> Iterator[Telling]:
    """“The Echo quoted the captain as saying that …”, “he was cited by the Echo as saying …”."""
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    for opener in range(1, len(syntax) - 1):
        if syntax.lower(opener) != "as":
            continue
        saying = opener + 2 if tokens.pos[opener + 1] == "ADV" and opener + 2 < len(syntax) else opener + 1
        if tokens.lemma[saying] not in words("relays", "passing", "sayings_as") or not syntax.lower(saying).endswith(
            "ing"
        ):
            continue
        verb = _quoting_verb(syntax, opener)
        if verb is not None and (telling := _quoted(tellable, verb, opener, saying)) is not None:
            yield telling


def _quoting_verb(syntax: Syntax, opener: int) -> int | None:
    """The "quoted" that an "as saying" belongs to."""
    tokens = syntax.annotated.tokens
    start, _ = syntax.sentence(opener)
    for token in range(opener - 1, max(start, opener - _FAR) - 1, -1):
        if tokens.lemma[token] in words("relays", "passing", "as_saying") and (
            tokens.pos[token] in {"VERB", "AUX"} or tokens.tag[token].startswith("VB")
        ):
            return token
        if syntax.lower(token) == ";":
            return None
    return None


def _quoted(tellable: Tellable, verb: int, opener: int, saying: int) -> Telling | None:
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    start, stop = syntax.sentence(verb)
    thing = phrase_at(syntax, verb + 1) if verb + 1 < opener else None
    relay: Phrase | None
    if thing is not None:
        subject = subject_of(syntax, verb)
        relay = None if subject is None or subject > verb else phrase_at(syntax, source_range(syntax, subject, verb)[0])
        source = syntax.pieces((verb + 1, opener))
    else:
        agent = next(
            (
                t
                for t in (*range(verb + 1, opener), *range(saying + 1, stop))
                if syntax.lower(t) in {"by", "in"} and _is_agent(syntax, t)
            ),
            None,
        )
        relay = None if agent is None else phrase_at(syntax, agent + 1)
        subject = syntax.child(verb, "nsubjpass", "nsubj") or subject_of(syntax, saying)
        if subject is None or (relay is not None and relay.first <= subject < relay.end):
            subject = next((c.subject for c in tellable.by_head.get(saying, ()) if c.subject is not None), None)
        if subject is None or subject > verb:
            return None
        source = syntax.pieces(source_range(syntax, subject, verb))
    if not source:
        return None
    source = _without_emphasis(syntax, source)
    cue = ((verb, verb + 1), (opener, saying + 1))
    taken = {*tokens_of(syntax, source), *range(verb, saying + 1)}
    if relay is not None:
        taken |= set(range(relay.first - (thing is None), relay.end))
    content = _said_as(tellable, saying, (verb, saying), taken) or _said_before(syntax, start, verb, taken)
    if not content:
        return None
    return Telling(
        head=saying,
        lemma=tokens.lemma[saying],
        source=source,
        cue=syntax.pieces(*cue),
        content=content,
        reach=frozenset(tokens_of(syntax, content)),
        rule="quoted as",
        before=() if relay is None else (pieces_of(syntax, relay),),
        replaces=True,
    )


def _without_emphasis(syntax: Syntax, source: Pieces) -> Pieces:
    """The source without a pronoun that stresses it ("the victim herself")."""
    inside = list(tokens_of(syntax, source))
    while len(inside) > 1 and syntax.lower(inside[-1]) in {"himself", "herself", "itself", "themselves"}:
        inside.pop()
    return syntax.pieces(*ranges(inside))


def _is_agent(syntax: Syntax, tie: int) -> bool:
    """Whether an outlet or a voice stands behind "by", or an outlet behind "in"."""
    phrase = phrase_at(syntax, tie + 1) if tie + 1 < len(syntax) else None
    if phrase is None:
        return False
    return is_outlet(syntax, phrase, lenient=True) or (syntax.lower(tie) == "by" and is_voice(syntax, phrase))


def _said_as(tellable: Tellable, saying: int, verbs: tuple[int, int], taken: set[int]) -> Pieces:
    """The content of "saying": its clause, or what stands before a cue that ends with it."""
    syntax = tellable.syntax
    shapes = [c for head in reversed(verbs) for c in tellable.by_head.get(head, ()) if not c.shape.startswith("prep")]
    after = [c for c in shapes if c.content[0].start > syntax.annotated.tokens.end[saying]]
    best = next(iter(sorted(after, key=lambda c: -sum(p.end - p.start for p in c.content))), None)
    if best is not None:
        return _without(syntax, best.content, taken)
    follows = saying + 1
    start, stop = syntax.sentence(saying)
    end = max(syntax.right[saying], follows)
    while end > follows and syntax.annotated.tokens.pos[end - 1] == "PUNCT" and syntax.quotation[end - 1] < 0:
        end -= 1
    inside = [t for t in range(follows, min(end, stop)) if t not in taken]
    if len(inside) > 2 and start <= saying:
        return _without(syntax, (syntax.annotated.span(inside[0], inside[-1] + 1),), taken)
    return ()


def _said_before(syntax: Syntax, start: int, verb: int, taken: set[int]) -> Pieces:
    """What stands before "…, he was quoted as saying": a quotation, or the words up to the comma before the source."""
    last = min(taken, default=verb)
    quoted = [t for t in range(start, last) if syntax.quotation[t] >= 0]
    if quoted and not any(syntax.annotated.tokens.pos[t] in {"VERB", "AUX"} for t in range(start, quoted[0])):
        first = quoted[0]
        opened = syntax.annotated.quotations[syntax.quotation[first]].span
        return _without(syntax, (opened,), taken)
    end = next((t for t in range(last, start, -1) if syntax.lower(t - 1) == ","), None)
    return () if end is None or end - 1 - start < 3 else syntax.pieces((start, end - 1))


def _without(syntax: Syntax, pieces: Pieces, taken: set[int]) -> Pieces:
    """The pieces without the tokens of source, cue and relay."""
    inside = [t for t in tokens_of(syntax, pieces) if t not in taken]
    return syntax.pieces(*ranges(inside))


def worded(syntax: Syntax, inside: Sequence[int]) -> Pieces:
    """The tokens as pieces; a piece of nothing but marks is left out."""
    text = syntax.annotated.text
    return tuple(p for p in syntax.pieces(*ranges(inside)) if any(c.isalnum() for c in p.of(text)))


def hearing(tellable: Tellable) -> Iterator[Telling]:
    """“had heard from a guard that …”: who was heard speaks; an outlet that has heard it passes it on."""
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    for verb in range(len(syntax)):
        if tokens.lemma[verb] not in words("relays", "hearing", "verbs") or tokens.pos[verb] not in {"VERB", "AUX"}:
            continue
        if tokens.pos[verb] == "AUX" and syntax.lower(verb + 1) not in {"it", "this"}:
            continue
        _, stop = syntax.sentence(verb)
        tie = next((t for t in range(verb + 1, min(verb + 6, stop)) if syntax.lower(t) == "from"), None)
        phrase = None if tie is None else phrase_at(syntax, tie + 1)
        if phrase is None or tie is None or not is_voice(syntax, phrase):
            continue
        whole = widened(syntax, phrase)
        content = _clause_from(syntax, whole.end) if syntax.sentence(verb)[1] > whole.end else ()
        if content:
            yield Telling(
                head=verb,
                lemma=tokens.lemma[verb],
                source=pieces_of(syntax, whole),
                cue=syntax.pieces((verb, whole.first)),
                content=content,
                reach=frozenset(tokens_of(syntax, content)),
                rule="heard from",
                before=_outlet_subject(syntax, verb),
                replaces=True,
            )


def informed(tellable: Tellable) -> Iterator[Telling]:
    """“Radio Dale has been told by two nurses that …”: an outlet that was told passes it on."""
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    for verb in range(len(syntax) - 2):
        if tokens.tag[verb] not in {"VBN", "VBD"} or tokens.lemma[verb] not in words("relays", "hearing", "passives"):
            continue
        if syntax.lower(verb - 1) not in _PASSIVE and syntax.lower(verb - 2) not in _PASSIVE:
            continue
        _, stop = syntax.sentence(verb)
        by = next((t for t in range(verb + 1, min(verb + 6, stop)) if syntax.lower(t) == "by"), None)
        phrase = None if by is None else phrase_at(syntax, by + 1)
        if phrase is None:
            continue
        agent = widened(syntax, phrase)
        opener = next((t for t in range(agent.end, min(agent.end + 5, stop)) if syntax.lower(t) == "that"), agent.end)
        content = _clause_from(syntax, opener) if opener < stop else ()
        if content:
            yield Telling(
                head=verb,
                lemma=tokens.lemma[verb],
                source=pieces_of(syntax, agent),
                cue=syntax.pieces((verb, verb + 1)),
                content=content,
                reach=frozenset(tokens_of(syntax, content)),
                rule="told by",
                before=_outlet_subject(syntax, verb),
                replaces=True,
            )


_PASSIVE = frozenset({"was", "were", "been", "being", "is", "are", "be", "got"})


def _outlet_subject(syntax: Syntax, verb: int) -> tuple[Pieces, ...]:
    """The verb's own subject, if it is an outlet."""
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    phrase = None if subject is None else phrase_at(syntax, syntax.left[subject])
    return (pieces_of(syntax, phrase),) if phrase is not None and is_named_outlet(syntax, phrase) else ()


def _clause_from(syntax: Syntax, first: int) -> Pieces:
    """The clause that begins at a token and is the rest of its sentence, up to where the reporter takes over."""
    if first >= len(syntax):
        return ()
    tokens, stop = syntax.annotated.tokens, syntax.sentence(first)[1]
    if syntax.lower(first) != "that" and tokens.pos[first] not in {"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ", "AUX"}:
        return ()
    end = cut(syntax, first, stop, first)
    if not any(tokens.pos[t] in {"VERB", "AUX"} for t in range(first, end)):
        return ()
    while end > first and syntax.lower(end - 1) in {".", ",", ";"}:
        end -= 1
    return syntax.pieces((first, end))


def passed_sayings(tellable: Tellable) -> Iterator[Telling]:
    """“relayed the brigade's claim that …”, “passed on a warning from the board that …”: noun, owner, clause."""
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    sayings = words("relays", "things", "sayings") | words("cues", "tells", "nouns")
    for noun in range(1, len(syntax)):
        if tokens.pos[noun] != "NOUN" or tokens.lemma[noun] not in sayings:
            continue
        owner, behind = _owner(syntax, noun)
        if owner is None:
            continue
        opener = behind
        if syntax.lower(opener) in {"saying", "stating", "claiming", "warning", "telling", "announcing"}:
            opener += 1
        colon = syntax.lower(opener) == ":"
        opener += colon
        if opener >= len(syntax) or (syntax.lower(opener) != "that" and opener == behind):
            continue
        relay = _passer(syntax, min(owner.first, _noun_start(syntax, noun)))
        content = _clause_from(syntax, opener) if syntax.sentence(noun)[1] > opener else ()
        if relay is None or not content or relay.first <= owner.first < relay.end:
            continue
        yield Telling(
            head=noun,
            lemma=tokens.lemma[noun],
            source=pieces_of(syntax, owner),
            cue=syntax.pieces((noun, noun + 1)),
            content=content,
            reach=frozenset(tokens_of(syntax, content)),
            rule="passed on",
            before=(pieces_of(syntax, relay),),
            replaces=True,
        )


def _owner(syntax: Syntax, noun: int) -> tuple[Phrase | None, int]:
    """Whose saying it is (possessor, or behind "by", "from", "of"), and the token behind both."""
    owner = syntax.child(noun, "poss")
    if owner is not None and owner < noun and syntax.annotated.tokens.pos[owner] != "PRON":
        phrase = phrase_at(syntax, syntax.left[owner], owner + 1)
        return phrase, noun + 1
    if syntax.lower(noun + 1) in {"by", "from", "of"} and noun + 2 < len(syntax):
        phrase = phrase_at(syntax, noun + 2)
        placed = (
            phrase is not None and syntax.annotated.tokens.pos[phrase.head] == "PROPN" and not is_voice(syntax, phrase)
        )
        if phrase is not None and not placed and not is_pronoun(syntax, phrase):
            whole = widened(syntax, phrase)
            return whole, whole.end
    return None, noun + 1


def _noun_start(syntax: Syntax, noun: int) -> int:
    first = noun
    while first > 0 and syntax.annotated.tokens.pos[first - 1] in {"DET", "ADJ", "NUM"}:
        first -= 1
    return first


def _passer(syntax: Syntax, first: int) -> Phrase | None:
    """The subject of the verb of passing on that stands right before a noun phrase ("passed on | a warning")."""
    tokens = syntax.annotated.tokens
    start, _ = syntax.sentence(first)
    for verb in range(first - 1, max(start, first - 4) - 1, -1):
        if tokens.pos[verb] != "VERB":
            continue
        if tokens.lemma[verb] not in words("relays", "passing", "verbs") or (
            tokens.tag[verb] == "VBN" and not syntax.kids(verb, "aux")
        ):
            return None
        if any(
            syntax.lower(c) in {"not", "n't", "never", "would", "could", "may", "might"}
            for c in syntax.kids(verb, "neg", "aux")
        ):
            return None
        subject = subject_of(syntax, verb)
        if subject is None or subject > verb:
            return (
                None
                if any(tokens.pos[t] in {"VERB", "AUX"} for t in range(start, verb))
                else phrase_at(syntax, start, verb)
            )
        return phrase_at(syntax, source_range(syntax, subject, verb)[0], verb)
    return None


def inside_things(tellable: Tellable) -> Iterator[Telling]:
    """“aired an interview with the warden, who said …”, “a clip shows the colonel saying …”: told inside of a thing."""
    syntax = tellable.syntax
    for found in tellable.by_head.values():
        for candidate in found:
            if candidate.family != "verb" or candidate.lemma not in words("relays", "inner", "verbs"):
                continue
            if candidate.shape.split("/")[0] not in {"that", "bare", "quote", "small"} or not candidate.source:
                continue
            passer = _governing(syntax, candidate)
            if passer is None:
                continue
            relay, owner, shows = passer
            named = antecedent(syntax, as_attribution(syntax.annotated, candidate, 0.0, "")).source
            phrase = phrase_of(syntax, named)
            if (
                phrase is not None
                and owner is not None
                and (
                    is_pronoun(syntax, phrase)
                    or phrase.head in {owner[1], *([] if not relay else tokens_of(syntax, relay))}
                )
            ):
                named = pieces_of(syntax, owner[0])
            if phrase is not None and not (owner is not None or is_voice(syntax, phrase)):
                continue
            if not named or (relay and set(tokens_of(syntax, named)) & set(tokens_of(syntax, relay))):
                continue
            if not relay and not shows:
                continue
            yield Telling(
                head=candidate.head,
                lemma=candidate.lemma,
                source=named,
                cue=candidate.cue,
                content=candidate.content,
                reach=frozenset(tokens_of(syntax, candidate.content)),
                rule="inside a thing",
                before=(relay,) if relay else (),
                replaces=True,
                can_lie=True,
            )


_Governing = tuple[Pieces, tuple[Phrase, int] | None, bool]


def _governing(  # noqa: C901, PLR0911 - a walk up the parse that may end at every step
    syntax: Syntax, candidate: Candidate
) -> _Governing | None:
    """The relay whose verb governs a telling through a noun, that noun's owner, and whether a recording shows it."""
    tokens = syntax.annotated.tokens
    at, noun = candidate.head, -1
    for _ in range(_STEPS):
        above = tokens.head[at]
        if above == at:
            return None
        if (
            tokens.pos[above] in {"NOUN", "PROPN", "PRON"}
            and above < candidate.head
            and tokens.dep[at] in {"relcl", "acl", "prep"}
        ):
            noun = above
        if tokens.pos[above] == "VERB" and above < candidate.head:
            verb = above
            break
        at = above
    else:
        return None
    subject = syntax.child(verb, "nsubj")
    relay = None if subject is None or subject > verb else phrase_at(syntax, syntax.left[subject], verb)
    if relay is None:
        return None
    if is_recording(syntax, relay):
        shown = tokens.lemma[verb] in words("evidence", "verbs", "depict") and tokens.tag[candidate.head] == "VBG"
        return ((), None, True) if shown else None
    if (
        noun >= 0
        and tokens.lemma[noun] in words("relays", "things", "talks")
        and not is_outlet(syntax, relay, lenient=True)
    ):
        gave = tokens.lemma[verb] in {"give", "grant", "hold", "write", "send", "publish", "deliver"}
        return ((), (relay, noun), True) if gave else None
    thing = syntax.child(verb, "dobj")
    if noun < 0 and thing is not None and tokens.lemma[thing] in words("relays", "things", "recordings"):
        of = next((c for c in syntax.kids(thing, "prep") if syntax.lower(c) == "of"), None)
        shown_one = None if of is None else phrase_at(syntax, of + 1)
        if shown_one is not None and _passes(syntax, verb, relay, thing):
            return pieces_of(syntax, relay), (shown_one, relay.head), False
    if noun < 0 or not _passes(syntax, verb, relay, noun):
        return None
    itself = phrase_at(syntax, _phrase_start(syntax, noun))
    if (
        itself is not None
        and itself.head == noun
        and is_voice(syntax, itself)
        and tokens.lemma[noun] not in _passed_on()
    ):
        return pieces_of(syntax, relay), (itself, noun), False
    owner, _ = _owner(syntax, noun)
    return pieces_of(syntax, relay), None if owner is None else (owner, noun), False


def idioms(tellable: Tellable) -> Iterator[Telling]:
    """“let slip that …”, “let the Echo know that …”, “gave her his word that …”."""
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    for verb in range(len(syntax)):
        if tokens.lemma[verb] not in {"let", "give"} or tokens.pos[verb] not in {"VERB", "AUX"}:
            continue
        listener = phrase_at(syntax, verb + 1)
        at = verb + 1
        if tokens.lemma[verb] == "let":
            at = (
                verb + 1
                if syntax.lower(verb + 1) in {"slip", "on"}
                else listener.end
                if listener is not None
                else verb + 1
            )
            closed = syntax.lower(at) in {"slip", "know", "on"}
        else:
            at = next((t for t in range(verb + 1, min(verb + 7, len(syntax))) if syntax.lower(t) == "word"), verb)
            closed = at > verb
        subject = subject_of(syntax, verb)
        if not closed or subject is None or subject > verb or syntax.lower(at + 1) != "that":
            continue
        outlet = listener is not None and listener.end <= at and is_outlet(syntax, listener, lenient=True)
        content = _clause_from(syntax, at + 1)
        if content:
            yield Telling(
                head=verb,
                lemma="tell",
                source=syntax.pieces(source_range(syntax, subject, verb)),
                cue=syntax.pieces((verb, at + 1)),
                content=content,
                reach=frozenset(tokens_of(syntax, content)),
                rule="idiom",
                before=(pieces_of(syntax, listener),) if outlet and listener is not None else (),
                replaces=True,
            )


def told_that(tellable: Tellable) -> Iterator[Telling]:
    """“assured the players that …”, “told a friend on Monday that …” where the parse hung the clause elsewhere."""
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    telling = (
        words("relays", "hearing", "passives") | words("cues", "tells", "asserts") | {"promise", "swear", "confide"}
    )
    for verb in range(len(syntax)):
        if tokens.pos[verb] != "VERB" or tokens.lemma[verb] not in telling or tokens.tag[verb] in {"VBG", "VB"}:
            continue
        if syntax.lower(verb - 1) in _PASSIVE or syntax.child(verb, "auxpass") is not None:
            continue
        if any(c.shape.split("/")[0] in {"that", "bare", "quote"} for c in tellable.by_head.get(verb, ())):
            continue
        _, stop = syntax.sentence(verb)
        near = range(verb + 1, min(verb + _FARTHEST_THAT, stop))
        opener = next((t for t in near if syntax.lower(t) == "that"), None)
        subject = subject_of(syntax, verb)
        if opener is None or opener == verb + 1 or subject is None or subject > verb:
            continue
        if any(tokens.pos[t] in {"VERB", "AUX", "PUNCT", "SCONJ"} for t in range(verb + 1, opener)):
            continue
        content = _clause_from(syntax, opener)
        if phrase_at(syntax, verb + 1) is None or not content or not _is_whole(syntax, opener):
            continue
        yield Telling(
            head=verb,
            lemma=tokens.lemma[verb],
            source=syntax.pieces(source_range(syntax, subject, verb)),
            cue=syntax.pieces((verb, verb + 1)),
            content=content,
            reach=frozenset(tokens_of(syntax, content)),
            rule="told that",
            replaces=True,
        )


_FARTHEST_THAT = 8
"""Words from a verb of telling to its "that"."""


def _is_whole(syntax: Syntax, opener: int) -> bool:
    """Whether a subject stands behind "that", which is then no relative pronoun ("told the crowd that | had come")."""
    return phrase_at(syntax, opener + 1) is not None or syntax.lower(opener + 1) in {"there", "no", "nobody", "nothing"}


def headlines(tellable: Tellable) -> Iterator[Telling]:
    """“‘We are broke’: treasurer to Channel Six”: a voice that speaks to an outlet, behind a colon or dash."""
    syntax = tellable.syntax
    if syntax.annotated.layer is not LayerName.TITLE:
        return
    for sentence in syntax.annotated.sentences:
        for tie in range(sentence.first + 2, sentence.end - 1):
            outlet = phrase_at(syntax, tie + 1) if syntax.lower(tie) == "to" else None
            mark = next((t for t in range(tie, sentence.first, -1) if syntax.lower(t) in {":", "–", "—", "-"}), None)
            if (
                outlet is None
                or mark is None
                or outlet.end < sentence.end
                or not is_outlet(syntax, outlet, lenient=True)
            ):
                continue
            content = syntax.pieces((sentence.first, mark))
            source = phrase_at(syntax, mark + 1, tie)
            if content and source is not None and source.end == tie:
                yield Telling(
                    head=tie,
                    lemma="to",
                    source=pieces_of(syntax, source),
                    cue=syntax.pieces((tie, tie + 1)),
                    content=content,
                    reach=frozenset(tokens_of(syntax, content)),
                    rule="headline to",
                    before=(pieces_of(syntax, outlet),),
                    replaces=True,
                )


def framed(tellable: Tellable) -> Iterator[Telling]:
    """“per the Echo”, “if the Echo is to be believed”, “by her account”: the rest of the sentence is told by it."""
    syntax = tellable.syntax
    for sentence in syntax.annotated.sentences:
        for at in range(sentence.first, sentence.end - 1):
            frame = _frame(syntax, at)
            if frame is None:
                continue
            phrase, end = frame
            inside = [t for t in range(sentence.first, sentence.end) if not at <= t < end]
            content = syntax.pieces(*ranges(inside))
            if content and len(inside) > 2:
                yield Telling(
                    head=at,
                    lemma=syntax.lower(at),
                    source=pieces_of(syntax, phrase),
                    cue=syntax.pieces((at, at + 1)),
                    content=content,
                    reach=frozenset(inside),
                    rule="framed",
                    aside=True,
                )


def speaker_asides(tellable: Tellable) -> Iterator[Telling]:
    """“…, the Echo reports, …”, “…, Ilic told the Echo, …”: by the order of words, for the parse often hides them."""
    syntax = tellable.syntax
    for sentence in syntax.annotated.sentences:
        for at in range(sentence.first, sentence.end - 1):
            if not _may_open(syntax, at):
                continue
            found = _speaking(syntax, at + 1, sentence.end)
            if found is None:
                continue
            phrase, verb, end = found
            first = next(
                (t + 1 for t in range(at, sentence.first, -1) if syntax.lower(t) in {":", ";"}), sentence.first
            )
            last = next((t for t in range(end, sentence.end) if syntax.lower(t) in {":", ";"}), sentence.end)
            inside = [t for t in range(first, last) if not at <= t < end]
            if not _goes_on(syntax, at, end, sentence.end):
                inside = [t for t in inside if t < at]
            if len(inside) > 1 and (content := syntax.pieces(*ranges(inside))):
                yield Telling(
                    head=verb,
                    lemma=syntax.annotated.tokens.lemma[verb],
                    source=pieces_of(syntax, phrase),
                    cue=syntax.pieces((verb, verb + 1)),
                    content=content,
                    reach=frozenset(inside),
                    rule="speaker aside",
                    aside=True,
                )


def _may_open(syntax: Syntax, at: int) -> bool:
    """Whether an aside may begin behind a token: a comma or dash outside of quotation marks, or its end."""
    inside = syntax.quotation[at]
    return inside != syntax.quotation[at + 1] if inside >= 0 else syntax.lower(at) in {",", "–", "—", "("}


_LONGEST_TRAIL = 8
"""Words behind the verb of an aside ("told the Echo on Monday"); more are a clause of its own."""


def _goes_on(syntax: Syntax, before: int, after: int, stop: int) -> bool:
    """Whether what stands behind an aside goes on with what stood before it."""
    if after + 1 >= stop:
        return False
    if syntax.quotation[before - 1] >= 0 if before else False:
        return syntax.quotation[min(after + 1, stop - 1)] >= 0
    second = _speaking(syntax, after + 1, stop)
    if second is not None and second[2] >= stop - 1:
        return False
    opener = syntax.lower(after + 1 if syntax.annotated.tokens.pos[after] == "PUNCT" else after)
    return opener not in {
        "and",
        "but",
        "while",
        "whereas",
        "who",
        "which",
        "adding",
        "although",
        "though",
        "as",
        "according",
        "per",
        "citing",
        "quoting",
        "referring",
        "if",
        "in",
        "during",
    }


def _speaking(  # noqa: PLR0911 - each condition rules an aside out
    syntax: Syntax, first: int, stop: int
) -> tuple[Phrase, int, int] | None:
    """A voice with a verb of speaking beside it that ends before a mark: the voice, the verb, the end."""
    tokens = syntax.annotated.tokens
    first += syntax.lower(first) == "as"
    inverted = first < stop and _is_speaking(syntax, first)
    phrase = phrase_at(syntax, first + inverted, stop)
    if phrase is None:
        return None
    end, verb = phrase.end, first
    if not inverted:
        last = next((t for t in range(phrase.first + 1, phrase.end) if _is_speaking(syntax, t)), phrase.end)
        phrase = phrase if last == phrase.end else Phrase(phrase.first, last, last - 1)
        verb = last
        while verb < stop and (
            syntax.lower(verb) in {"has", "have", "had", "also", "later", "first"} or tokens.pos[verb] == "ADV"
        ):
            verb += 1
        end = verb + 1
        if verb >= stop or not _is_speaking(syntax, verb):
            return None
    close = next((t for t in range(end, stop) if tokens.pos[t] == "PUNCT" and syntax.lower(t) != "-"), stop)
    trail = range(end, close)
    if len(trail) > _LONGEST_TRAIL or any(tokens.pos[t] in {"VERB", "AUX", "SCONJ"} for t in trail):
        return None
    if close < stop and syntax.lower(close) in {":", "“", "‘"}:
        return None
    if not (is_voice(syntax, phrase) or is_outlet(syntax, phrase, lenient=True)):
        return None
    if trail and tokens.dep[trail[0]] == "dobj" and tokens.lemma[verb] not in words("relays", "hearing", "passives"):
        return None
    return phrase, verb, close


def _is_speaking(syntax: Syntax, token: int) -> bool:
    """Whether the word is a finite verb of speaking, or a "reports" that the tagger took for a noun."""
    tokens = syntax.annotated.tokens
    if tokens.tag[token] not in {"VBD", "VBZ", "VBP", "NNS", "VBN"} or syntax.lower(token) == "so":
        return False
    return tokens.lemma[token] in words("cues", "tells", "asserts") | words("cues", "sure", "manner") | words(
        "cues", "sure", "verbs"
    )


def _frame(syntax: Syntax, at: int) -> tuple[Phrase, int] | None:
    """The voice of a frame that begins at a token, and where the frame ends."""
    word = syntax.lower(at)
    if word not in {"if", "per", "via", "by", "in", "on"} or (phrase := phrase_at(syntax, at + 1)) is None:
        return None
    if word == "if":
        end = phrase.end + 4
        follows = tuple(syntax.lower(t) for t in range(phrase.end + 1, end))
        return (phrase, end) if follows == ("to", "be", "believed") else None
    if word in {"per", "via"}:
        return (phrase, phrase.end) if is_outlet(syntax, phrase, lenient=True) else None
    tokens = syntax.annotated.tokens
    owner = syntax.child(phrase.head, "poss")
    if (
        owner is None
        or tokens.pos[owner] == "PRON"
        or tokens.lemma[phrase.head]
        not in {"account", "telling", "reckoning", "version", "recollection", "testimony", "word", "admission"}
    ):
        return None
    whose = phrase_at(syntax, syntax.left[owner], owner + 1)
    return None if whose is None else (whose, phrase.end)


def _phrase_start(syntax: Syntax, noun: int) -> int:
    """Where the noun's own phrase begins, possessors included."""
    return syntax.left[noun]


def _passed_on() -> frozenset[str]:
    return words("relays", "things", "sayings") | words("relays", "things", "recordings")


def _passes(syntax: Syntax, verb: int, relay: Phrase, noun: int) -> bool:
    """Whether somebody passes on the thing that a telling hangs on, or an outlet meets the one who tells."""
    lemma, thing = syntax.annotated.tokens.lemma[verb], syntax.annotated.tokens.lemma[noun]
    if lemma in words("relays", "carrying", "quoting"):
        return True
    if is_named_outlet(syntax, relay):
        return lemma in words("relays", "passing", "verbs") | words("relays", "passing", "meeting")
    known = words("relays", "things", "recordings")
    return lemma in words("relays", "carrying", "spreading") and thing in known and is_voice(syntax, relay)


def cited_clauses(tellable: Tellable) -> Iterator[Telling]:
    """“The Echo reported, citing the army, that …, and, citing villagers, that …”: each clause has a source."""
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    for opener in range(len(syntax)):
        if syntax.lower(opener) not in {"citing", "quoting"} or opener + 1 >= len(syntax):
            continue
        phrase = phrase_at(syntax, opener + 1)
        if phrase is None or syntax.lower(phrase.end) != "," or syntax.lower(phrase.end + 1) != "that":
            continue
        start, stop = syntax.sentence(opener)
        tells = words("cues", "tells", "asserts")
        verb = next((t for t in range(start, opener) if tokens.pos[t] == "VERB" and tokens.lemma[t] in tells), None)
        subject = None if verb is None else subject_of(syntax, verb)
        relay = (
            None if verb is None or subject is None else phrase_at(syntax, source_range(syntax, subject, verb)[0], verb)
        )
        if verb is None or relay is None or not is_outlet(syntax, relay, lenient=True):
            continue
        first = phrase.end + 1
        after = next((t for t in range(first, stop) if syntax.lower(t) in {"citing", "quoting"}), stop)
        content = _clause_from(syntax, first)
        inside = [t for t in tokens_of(syntax, content) if t < after]
        while inside and (syntax.lower(inside[-1]) in {"and", "but", ",", "while"}):
            inside.pop()
        if inside:
            pieces = syntax.pieces((inside[0], inside[-1] + 1))
            yield Telling(
                head=opener,
                lemma=tokens.lemma[opener],
                source=pieces_of(syntax, widened(syntax, phrase)),
                cue=syntax.pieces((verb, verb + 1), (opener, opener + 1)),
                content=pieces,
                reach=frozenset(tokens_of(syntax, pieces)),
                rule="citing",
                before=(pieces_of(syntax, relay),),
                replaces=True,
            )


def behind_opening(tellable: Tellable) -> Iterator[Telling]:
    """“Asked by the Echo, the head of the team said …” where the parse hung the speaker on the phrase before it."""
    syntax = tellable.syntax
    tokens = syntax.annotated.tokens
    for sentence in syntax.annotated.sentences:
        comma = next((t for t in range(sentence.first, sentence.end) if syntax.lower(t) == ","), None)
        if comma is None or not _opens_talk(syntax, sentence.first, comma):
            continue
        phrase = phrase_at(syntax, comma + 1)
        if phrase is None:
            continue
        verb = phrase.end
        while verb < sentence.end and tokens.pos[verb] in {"AUX", "ADV"}:
            verb += 1
        if (
            verb >= sentence.end
            or tokens.pos[verb] != "VERB"
            or tokens.lemma[verb] not in words("cues", "tells", "verbs") | words("cues", "tells", "asserts")
        ):
            continue
        if any(
            c.source and c.subject is not None and phrase.first <= c.subject < phrase.end
            for c in tellable.by_head.get(verb, ())
        ):
            continue
        content = _clause_from(syntax, verb + 1) or syntax.pieces((verb + 1, max(syntax.right[verb], verb + 1)))
        if content:
            yield Telling(
                head=verb,
                lemma=tokens.lemma[verb],
                source=pieces_of(syntax, phrase),
                cue=syntax.pieces((phrase.end, verb + 1)),
                content=content,
                reach=frozenset(tokens_of(syntax, content)),
                rule="behind opening",
                replaces=True,
            )


def _opens_talk(syntax: Syntax, first: int, comma: int) -> bool:
    """Whether the words before the first comma name a talk ("In comments to …", "Asked by …")."""
    lemmas = {syntax.annotated.tokens.lemma[t] for t in range(first, comma)}
    known = (
        words("relays", "things", "talks")
        | words("relays", "passing", "meeting")
        | words("relays", "carrying", "verbs")
    )
    return bool(lemmas & known) and syntax.annotated.tokens.pos[first] in {"VERB", "ADP", "SCONJ"}


RULES: tuple[Callable[[Tellable], Iterator[Telling]], ...] = (
    as_saying,
    cited_clauses,
    hearing,
    passed_sayings,
    informed,
    idioms,
    inside_things,
    behind_opening,
    told_that,
    headlines,
)
"""Each reads one construction that names relay and speaker; the first that reads a cue word has it."""

ASIDES: tuple[Callable[[Tellable], Iterator[Telling]], ...] = (speaker_asides, framed)
"""Each reads a voice that is set off from what it tells."""
