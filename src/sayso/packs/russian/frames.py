"""Frames of reported speech in Russian, each a function of a sentence and its cue verb: where the content stands."""

from collections.abc import Callable, Mapping

from sayso.data import words
from sayso.nouns import Pieces, Quotation
from sayso.packs.russian.phrases import DASHES, Clause, bare

Frame = Callable[[Clause, int], Pieces]


def said_that(clause: Clause, verb: int) -> Pieces:
    """«X сказал, что …»: the clause behind the conjunction, to the sentence's end."""
    for comma in clause.commas(verb + 1):
        if any(clause.is_finite(at) for at in range(verb + 1, comma)):
            return ()
        if clause.low(comma + 1) in words("russian", "cues", "conjunctions"):
            return clause.span(comma + 2, clause.end)
    return ()


def as_said(clause: Clause, verb: int) -> Pieces:
    """«Как сообщил X, …»: the rest of the sentence behind the comma."""
    if clause.low(clause.first) != "как" or verb - clause.first > 3:
        return ()
    comma = next(clause.commas(verb + 1), None)
    return () if comma is None else clause.span(comma + 1, clause.end)


def quoted(clause: Clause, verb: int) -> Pieces:
    """«…», — сказал X; X сказал: «…»; «…, — сказал X, — …»: what stands between the marks, without the aside."""
    own = [q for q in clause.annotated.quotations if q.span.overlaps(clause.sentence.span)]
    around = next((q for q in own if q.inner.contains(clause.annotated.span(verb, verb + 1))), None)
    if around is not None:
        return _aside(clause, verb, around)
    text = clause.annotated.text
    return tuple(piece for q in own if _is_speech(clause, q) for piece in bare(text, q.inner.start, q.inner.end))


def _is_speech(clause: Clause, quotation: Quotation) -> bool:
    """Whether a quotation is what somebody says: a dash or colon sets it off; a name in marks has none."""
    text = clause.annotated.text
    before, after = text[: quotation.span.start].rstrip(), text[quotation.span.end :].lstrip(" ,")
    opens = quotation.span.start <= clause.sentence.span.start
    return (opens and after[:1] in DASHES) or before[-1:] in {":", *DASHES}


def _aside(clause: Clause, verb: int, around: Quotation) -> Pieces:
    text, tokens = clause.annotated.text, clause.annotated.tokens
    dash = next((at for at in range(verb, clause.first, -1) if clause.low(at) in DASHES), None)
    if dash is None or any(clause.is_finite(at) for at in range(dash, verb)):
        return ()
    again = next((at for at in range(verb, clause.end) if clause.low(at) in DASHES), None)
    begin = bare(text, around.inner.start, tokens.start[dash])
    stop = min(around.inner.end, clause.sentence.span.end)
    return begin if again is None else (*begin, *bare(text, tokens.end[again], stop))


def tail(clause: Clause, verb: int) -> Pieces:
    """«…, сообщает X»: what stands before the comma, if that is a clause."""
    at = verb - 1
    while at > clause.first and (clause.low(at) in {*DASHES, "не"} or clause.annotated.tokens.pos[at] == "ADV"):
        at -= 1
    if clause.low(at) != "," or not any(clause.is_finite(i) for i in range(clause.first, at)):
        held = any(clause.annotated.tokens.pos[i] in {"VERB", "ADJ", "ADV"} for i in range(clause.first, at))
        return clause.span(clause.first, at) if clause.low(at) == "," and held else ()
    return clause.span(clause.first, at)


def joined(clause: Clause, verb: int) -> Pieces:
    """«X заверил, граждан вывезут»; «X сказал: …»: a clause behind a comma or colon without a conjunction."""
    if clause.low(verb + 1) in {",", ":"} and any(clause.is_finite(at) for at in range(verb + 2, clause.end)):
        return clause.span(verb + 2, clause.end)
    return ()


def of_object(clause: Clause, verb: int) -> Pieces:
    """«X подтвердил гибель …», «X отказался назвать …»: all that stands behind some verbs."""
    if clause.lemma(verb) not in words("russian", "cues", "with_object"):
        return ()
    subject = next(
        (at for at in clause.below.get(verb, ()) if clause.annotated.tokens.dep[at].startswith("nsubj")), verb
    )
    start = clause.phrase(subject)[1] if subject > verb else verb + 1
    comma = next(clause.commas(start), clause.end)
    return clause.span(start, comma)


def about_that(clause: Clause, verb: int) -> Pieces:
    """«Об этом сообщил X»: the sentence before, of the same paragraph."""
    opening = " ".join(clause.low(at) for at in range(clause.first, verb))
    sentences = clause.annotated.sentences
    at = sentences.index(clause.sentence)
    if opening not in words("russian", "cues", "about_that") or not at:
        return ()
    before = sentences[at - 1]
    same = before.paragraph == clause.sentence.paragraph
    return bare(clause.annotated.text, before.span.start, before.span.end) if same else ()


FRAMES: Mapping[str, Frame] = {
    "ru/about that": about_that,
    "ru/as said": as_said,
    "ru/quoted": quoted,
    "ru/said that": said_that,
    "ru/tail": tail,
    "ru/joined": joined,
    "ru/object": of_object,
}
"""Frames by the name of their rule; the first that finds a content decides."""
