"""Claims of a Russian report: one for each attribution, with its voice, manner and values."""

from collections.abc import Sequence

from sayso.data import words
from sayso.nouns import (
    Act,
    Annotated,
    Attribution,
    Certainty,
    Claim,
    Modality,
    Pieces,
    Polarity,
    ReferentKind,
    Report,
    Span,
    Voice,
    Where,
    claim_id,
)
from sayso.packs.russian.attribute import cue_verbs
from sayso.packs.russian.happenings import happenings
from sayso.packs.russian.names import in_nominative, place_name, precision_of, readings
from sayso.packs.russian.quantities import quantities
from sayso.packs.russian.voices import Speakers, voice_of

_SILENT_ON_TRUTH = frozenset({Act.WISH, Act.DEMAND, Act.UNVERIFIED})
_OUTCOMES = {
    Act.PROMISE: Modality.PLAN,
    Act.THREATEN: Modality.PLAN,
    Act.DEMAND: Modality.NORM,
    Act.WISH: Modality.PLAN,
}


def make_claims(
    report: Report, annotated: Annotated, attributions: Sequence[Attribution], reading: str
) -> tuple[Claim, ...]:
    """The claims in text order; no two have the same content and voice.

    Times are not read, and a content is not cut into several facts.
    """
    made: dict[str, Claim] = {}
    speakers: Speakers = ()
    forwarded = (
        (Voice(name=report.forwarded_from, kind=ReferentKind.OUTLET, source=()),) if report.forwarded_from else ()
    )
    for one in attributions:
        voice = voice_of(annotated, one.source, speakers)
        if voice is not None:
            speakers = (*speakers, voice)
        via = tuple(found for source in one.via if (found := voice_of(annotated, source, speakers)) is not None)
        claim = _claim(annotated, one, voice, (*forwarded, *via), reading)
        made.setdefault(claim.id, claim)
    return tuple(sorted(made.values(), key=lambda claim: (claim.content[0], claim.content[-1], claim.id)))


def _claim(annotated: Annotated, one: Attribution, voice: Voice | None, via: tuple[Voice, ...], reading: str) -> Claim:
    content = tuple(sorted(one.content))
    inside = _tokens(annotated, content)
    act = _act(annotated, one.cue)
    # The negations of the main clause alone: what a clause below denies is another matter.
    head = _head(annotated, inside)
    turned = sum(
        annotated.tokens.lemma[i] in words("russian", "hedges", "negations")
        for i in inside
        if head is not None and annotated.tokens.head[i] == head
    )
    polarity = Polarity.NEGATIVE if (turned + (act in {Act.DENY, Act.REFUSE})) % 2 else Polarity.POSITIVE
    hedges = tuple(
        annotated.span(i, i + 1)
        for i in sorted({*inside, *_tokens(annotated, one.cue)})
        if annotated.tokens.lemma[i] in words("russian", "hedges", "words")
    )
    return Claim(
        id=claim_id(reading, annotated.layer, content, voice),
        report=annotated.report,
        layer=annotated.layer,
        content=content,
        form=one.form,
        basis=one.basis,
        cue=one.cue,
        voice=voice,
        via=via,
        act=act,
        certainty=_certainty(annotated, one, act, polarity, unsure=bool(hedges) or act is Act.EXPECT),
        polarity=polarity,
        modality=_modality(annotated, act, inside, head),
        hedges=hedges,
        head=None if head is None else annotated.span(head, head + 1),
        predicates=happenings(annotated, content),
        quantities=quantities(annotated, content),
        places=_places(annotated, inside),
        rule=one.rule,
        method=one.method,
        confidence=one.confidence,
    )


def _tokens(annotated: Annotated, pieces: Pieces) -> list[int]:
    return [at for piece in pieces for at in annotated.tokens_in(piece)]


def _head(annotated: Annotated, inside: list[int]) -> int | None:
    """The token that the others of a content hang on: a verb before others."""
    tokens, own = annotated.tokens, set(inside)
    tops = [i for i in inside if (tokens.head[i] not in own or tokens.head[i] == i) and tokens.pos[i] != "PUNCT"]
    return next((i for i in tops if tokens.pos[i] in {"VERB", "ADJ"}), tops[0] if tops else None)


def _act(annotated: Annotated, cue: Pieces) -> Act:
    lemmas = [annotated.tokens.lemma[i] for i in _tokens(annotated, cue)]
    verb = next((lemma for lemma in lemmas if lemma in cue_verbs()), None)
    if verb is None:
        return Act.ASSERT
    if "не" in lemmas and verb in words("russian", "cues", "open_with_not"):
        return Act.UNVERIFIED
    return Act.ASSERT if "не" in lemmas else cue_verbs()[verb]


def _certainty(annotated: Annotated, one: Attribution, act: Act, polarity: Polarity, *, unsure: bool) -> Certainty:
    lemmas = {annotated.tokens.lemma[i] for i in _tokens(annotated, one.cue)}
    if act in _SILENT_ON_TRUTH or ("не" in lemmas and not lemmas & words("russian", "cues", "possible_with_not")):
        return Certainty.UNKNOWN
    unsure = unsure or "не" in lemmas  # «не исключил»
    if polarity is Polarity.NEGATIVE:
        return Certainty.FALSE_UNCERTAIN if unsure else Certainty.FALSE_CERTAIN
    return Certainty.TRUE_UNCERTAIN if unsure else Certainty.TRUE_CERTAIN


def _modality(annotated: Annotated, act: Act, inside: list[int], head: int | None) -> Modality:
    tokens = annotated.tokens
    if act in _OUTCOMES:
        return _OUTCOMES[act]
    if any(tokens.lemma[i] in words("russian", "hedges", "norms") for i in inside):
        return Modality.NORM
    if any(tokens.lemma[i] == "мочь" for i in inside):
        return Modality.POSSIBLE
    if any(tokens.lemma[i] == "если" for i in inside):
        return Modality.CONDITIONAL
    future = head is not None and "Tense=Fut" in tokens.morph[head].split("|")
    return Modality.PLAN if future else Modality.ACTUAL


def _places(annotated: Annotated, inside: list[int]) -> tuple[Where, ...]:
    found: list[Where] = []
    for number in sorted({annotated.tokens.entity[i] for i in inside} - {-1}):
        entity = annotated.entities[number]
        if entity.label != "GPE":
            continue
        own = range(entity.first, entity.end)
        name = in_nominative(annotated, own, entity.first)
        known = place_name(name)
        precision = precision_of(known)
        towns = readings(name) if precision == "town" else ()
        span: Span = entity.span
        found.append(Where(span=span, name=known, precision=precision, geonames=tuple(t.id for t in towns[:5])))
    return tuple(found)
