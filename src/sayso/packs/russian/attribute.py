"""Who is made to say what in a Russian text: cue verbs in their frames, «по словам X», «X: …», and who relays whom."""

from collections.abc import Iterator
from functools import cache

from sayso.data import words
from sayso.nouns import Act, Annotated, Attribution, Basis, Form, LayerName, Pieces, hull
from sayso.packs.russian.frames import FRAMES
from sayso.packs.russian.phrases import Clause, bare

METHOD = "russian/1"
_LONGEST_SPEAKER = 5
"""Words before the colon of «X: …»."""
_LONGEST_SOURCE = 14
"""Words between «по словам» and its comma."""
ACTS = (
    *(Act.ASSERT, Act.DENY, Act.ADMIT, Act.ACCUSE, Act.DEMAND),
    *(Act.PROMISE, Act.THREATEN, Act.EXPECT, Act.WISH, Act.REFUSE),
)
"""Acts that have verbs in russian.toml."""


@cache
def cue_verbs() -> dict[str, Act]:
    """The reporting verbs with what their speaker does."""
    return {verb: act for act in ACTS for verb in words("russian", "verbs", act.value)}


def attribute(annotated: Annotated) -> tuple[Attribution, ...]:
    """The attributions of a text layer, in text order; sentences that nobody is made to say give none."""
    found = (one for sentence in annotated.sentences for one in _in_sentence(Clause(annotated, sentence)))
    return tuple(sorted(found, key=lambda one: (hull(one.content), hull(one.cue or one.content), one.rule)))


def _in_sentence(clause: Clause) -> Iterator[Attribution]:
    phrases = [*_by_phrases(clause)]
    yield from phrases
    told = False
    for verb in range(clause.first, clause.end):
        if clause.lemma(verb) not in cue_verbs() or not clause.is_finite(verb):
            continue
        rule, content = next(
            ((name, pieces) for name, frame in FRAMES.items() if (pieces := frame(clause, verb))), ("", ())
        )
        if content and (rule == "ru/quoted" or not clause.annotated.quoted(verb)):
            told = True
            yield _of_verb(clause, verb, rule, content)
    if not told and not phrases:
        yield from _before_colon(clause)


def _of_verb(clause: Clause, verb: int, rule: str, content: Pieces) -> Attribution:
    cue = clause.exact(verb - (clause.low(verb - 1) == "не"), verb + 1)
    subject = _subject(clause, verb)
    relayed = _relayed(clause)
    told = _told_to(clause, verb)
    source, via = (relayed, (subject,) if subject else ()) if relayed else (subject, (told,) if told else ())
    # What names the speaker is no part of what is said, and the relay's «со ссылкой на X» neither.
    others = (*source, *cue, *(piece for voice in via for piece in voice))
    return _made(clause, rule, source, cue, _without(clause, content, others), via)


def _without(clause: Clause, content: Pieces, others: Pieces) -> Pieces:
    """The pieces up to where another part begins inside of them."""
    found: list[Pieces] = []
    for piece in content:
        stop = min([piece.end, *(o.start for o in others if piece.start < o.start < piece.end)])
        found.append(bare(clause.annotated.text, piece.start, stop))
    return tuple(span for pieces in found for span in pieces) or content


def _subject(clause: Clause, verb: int) -> Pieces:
    """Who says it: the verb's subject, «в министерстве» beside a plural without one, else the nouns beside the verb."""
    tokens = clause.annotated.tokens
    barred = {verb, *(at for at in clause.below.get(verb, ()) if tokens.pos[at] in {"ADV", "PART"})}
    for at in clause.below.get(verb, ()):
        if tokens.dep[at].startswith("nsubj"):
            return _within_clause(clause, verb, clause.phrase(at, barred))
    for at in clause.below.get(verb, ()) if clause.has(verb, "Number=Plur") else ():
        case = next((c for c in clause.below.get(at, ()) if clause.low(c) in {"в", "во"}), None)
        if case is not None and clause.has(at, "Case=Loc"):
            return clause.exact(case, clause.phrase(at, barred)[1])
    if (run := clause.run(verb + 1)) is not None and clause.has(run[0], "Case=Nom"):
        return clause.exact(*run)
    if clause.low(verb + 1) in {"в", "во"} and clause.has(verb, "Number=Plur"):
        behind = clause.run(verb + 2)
        return clause.exact(verb + 1, behind[1]) if behind else ()
    return ()


def _within_clause(clause: Clause, verb: int, found: tuple[int, int]) -> Pieces:
    first, end = found
    return clause.exact(max(first, verb + 1), end) if end > verb >= first else clause.exact(first, end)


def _relayed(clause: Clause) -> Pieces:
    """Whom the relay names: «со ссылкой на X»."""
    for phrase in sorted(words("russian", "cues", "relayed")):
        at = clause.find(phrase)
        if at is None:
            continue
        start = end = at + len(phrase.split())
        stops = {",", ".", "—", ";", ":"}
        while end < clause.end and clause.low(end) not in stops and clause.lemma(end) not in cue_verbs():
            end += 1
        return clause.exact(start, end)
    return ()


def _told_to(clause: Clause, verb: int) -> Pieces:
    """The outlet that was told: «сообщил «Прибою»»."""
    if clause.low(verb + 1) != "«":
        return ()
    close = next((at for at in range(verb + 2, min(verb + 6, clause.end)) if clause.low(at) == "»"), None)
    if close is None or not clause.has(close - 1, "Case=Dat"):
        return ()
    return clause.exact(verb + 1, close + 1)


def _by_phrases(clause: Clause) -> Iterator[Attribution]:
    """«По словам X, …», «…, по данным X», «согласно X, …», «как следует из X, …»."""
    for at in range(clause.first, clause.end):
        end = _phrase_end(clause, at)
        if end is None:
            continue
        limit = min(end + _LONGEST_SOURCE, clause.end)
        comma = next((i for i in range(end, limit) if clause.low(i) == "," or clause.is_finite(i)), limit)
        close = comma if comma == clause.end or clause.low(comma) == "," else _phrase_after(clause, end)
        close = min(close, clause.end - (clause.low(clause.end - 1) in {".", "!", "?"}))
        if at == clause.first or clause.low(clause.first) == "как":
            content = clause.span(close, clause.end)
        else:
            content = (*clause.span(clause.first, at), *clause.span(close, clause.end))
        if content:
            source = clause.exact(end, close)
            yield _made(clause, "ru/by phrase", source, clause.exact(at, end), content, ())
        return


def _phrase_end(clause: Clause, at: int) -> int | None:
    """The token behind a phrase that a source follows, if one begins here."""
    if clause.low(at) in words("russian", "cues", "by_prepositions"):
        return at + 1
    if clause.low(at) == "как" and clause.lemma(at + 1) in words("russian", "cues", "follows_from"):
        return at + 3 if clause.low(at + 2) == "из" else None
    if clause.low(at) != "по":
        return None
    noun = at + 1 + (clause.low(at + 1) in words("russian", "cues", "by_between"))
    return noun + 1 if clause.low(noun) in words("russian", "cues", "by_nouns") else None


def _phrase_after(clause: Clause, start: int) -> int:
    """Where the noun phrase that begins here ends: without a comma, the parse alone tells."""
    tokens = clause.annotated.tokens
    head = next((at for at in range(start, clause.end) if tokens.pos[at] in {"NOUN", "PROPN"}), start)
    return clause.phrase(head)[1]


def _before_colon(clause: Clause) -> Iterator[Attribution]:
    """«Мэр: мост закрыт»: a short name at a paragraph's start and a colon."""
    tokens = clause.annotated.tokens
    colon = next((at for at in range(clause.first, clause.end) if clause.low(at) == ":"), None)
    paragraph = clause.annotated.paragraphs[clause.sentence.paragraph].span
    if colon is None or not 0 < colon - clause.first <= _LONGEST_SPEAKER:
        return
    if clause.sentence.span.start != paragraph.start or not tokens.text[clause.first][:1].isupper():
        return
    named = all(tokens.pos[at] in {"NOUN", "PROPN", "ADJ", "PUNCT"} for at in range(clause.first, colon))
    says = any(clause.is_finite(at) for at in range(colon + 1, clause.end))
    content = clause.span(colon + 1, clause.end)
    if named and says and content:
        yield _made(clause, "ru/colon", clause.exact(clause.first, colon), (), content, ())


def _made(  # noqa: PLR0913, PLR0917 - the parts of an attribution
    clause: Clause, rule: str, source: Pieces, cue: Pieces, content: Pieces, via: tuple[Pieces, ...]
) -> Attribution:
    annotated = clause.annotated
    inside = [any(q.inner.contains(piece) for q in annotated.quotations) for piece in content]
    form = Form.DIRECT if all(inside) else Form.MIXED if any(inside) else Form.INDIRECT
    layers = {LayerName.TITLE: Form.HEADLINE, LayerName.CAPTION: Form.CAPTION}
    return Attribution(
        report=annotated.report,
        layer=annotated.layer,
        source=source,
        cue=cue,
        content=content,
        form=form if form is Form.DIRECT else layers.get(annotated.layer, form),
        basis=Basis.EXPLICIT,
        via=via,
        rule=rule,
        method=METHOD,
    )
