"""Sentences that go on in a voice named before them ("Ten were hurt, the brigade said. Two are children")."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.attribute.datelines import without_datelines
from sayso.attribute.forms import form_of
from sayso.attribute.shared import asserts, is_outlet, sentences_of, tokens_of
from sayso.attribute.syntax import SUBJECTS, Syntax
from sayso.data import words
from sayso.nouns import Attribution, Basis, Pieces, Sentence

REACH = 3
"""Sentences that may go on behind the one with the cue; in the open stories the longest run is 2."""

UNBROKEN = 6
"""Sentences from which a text of one paragraph has lost its breaks, so that nothing shows where a voice ends: 1.5 % of
the paragraphs of forty articles are as long."""

_ARTICLES = frozenset({"the", "a", "an"})
_FIRST_PERSON = frozenset({"we", "our", "us", "i", "my"})
_SINGULAR_PERSON = frozenset({"he", "she"})


def inherited(
    syntax: Syntax, explicit: tuple[Attribution, ...], own: frozenset[int]
) -> tuple[tuple[Attribution, ...], dict[int, Attribution]]:
    """The attributions of the sentences that go on in the voice before them.

    `own` are the sentences with an attribution of their own. The second value tells which voice would go on into
    those: what stands in them before their own attribution is still its ("Two were freed, and the firm added that …").
    """
    found: list[Attribution] = []
    into: dict[int, Attribution] = {}
    sentences = syntax.annotated.sentences
    last = {max(sentences_of(syntax, (*a.content, *a.cue))): a for a in explicit if a.content}
    carrier: Attribution | None = None
    run = 0
    for index, sentence in enumerate(sentences):
        if carrier is not None and (run >= REACH or _ends(syntax, carrier, index)):
            carrier = None
        if index in own:
            if carrier is not None:
                into[index] = carrier
            carrier, run = last.get(index), 0
            beside = [a for a in explicit if carrier is not None and a.source == carrier.source]
            if carrier is not None and not _carries(syntax, carrier, beside):
                carrier = None
        elif carrier is not None and (content := without_datelines(syntax.annotated, (sentence.span,))):
            run += 1
            carrier = going_on(syntax, carrier, content)
            found.append(carrier)
    return tuple(found), into


def going_on(syntax: Syntax, voice: Attribution, content: Pieces) -> Attribution:
    """The attribution by which this content goes on in the voice."""
    return replace(
        voice,
        cue=(),
        content=content,
        form=form_of(syntax.annotated, content),
        basis=Basis.INHERITED,
        rule="goes on",
        confidence=None,
    )


def _ends(syntax: Syntax, carrier: Attribution, index: int) -> bool:
    """Whether the voice ends before this sentence: a new paragraph, page furniture, or one of BREAKS."""
    sentences = syntax.annotated.sentences
    sentence = sentences[index]
    if sentence.paragraph != sentences[index - 1].paragraph and not _quotation_goes_on(syntax, carrier, sentence):
        return True
    return sentence.noise or any(breaks(syntax, sentence, carrier) for breaks in BREAKS)


def _carries(syntax: Syntax, attribution: Attribution, beside: Sequence[Attribution]) -> bool:
    """Whether the attribution states something and is what its sentence is about (not "After he had said …, …").

    What the same source says `beside` it counts too ("Ten were hurt, he said, adding that …").
    """
    if not attribution.source or not asserts(syntax, attribution):
        return False
    own = {t for found in (attribution, *beside) for t in tokens_of(syntax, found.cue + found.content)}
    last = syntax.annotated.sentences[max(sentences_of(syntax, attribution.cue + attribution.content))]
    roots = [t for t in range(last.first, last.end) if syntax.annotated.tokens.head[t] == t]
    return any(root in own for root in roots)


def _quotation_goes_on(syntax: Syntax, carrier: Attribution, sentence: Sentence) -> bool:
    """Whether a paragraph that is one quotation follows a paragraph of direct speech."""
    first = syntax.quotation[sentence.first]
    return carrier.form.value == "direct" and first >= 0 and syntax.quotation[sentence.end - 1] == first


def _turns(syntax: Syntax, sentence: Sentence, _: Attribution) -> bool:
    """The reporter turns to something else: "However, …", "Meanwhile, …"."""
    opening = sentence.span.of(syntax.annotated.text).casefold()
    return any(
        opening.startswith(turn) and not opening[len(turn) : len(turn) + 1].isalnum()
        for turn in words("cues", "narrator", "turns")
    )


def _question(syntax: Syntax, sentence: Sentence, _: Attribution) -> bool:
    """A question is the reporter's."""
    return sentence.span.of(syntax.annotated.text).rstrip()[-1:] == "?" and syntax.quotation[sentence.first] < 0


def _we(syntax: Syntax, sentence: Sentence, carrier: Attribution) -> bool:
    """The outlet speaks of itself: "we" outside of a quotation, unless the voice does so, too: its marks were lost."""
    said = tokens_of(syntax, carrier.content)
    if any(syntax.lower(token) in _FIRST_PERSON and syntax.quotation[token] < 0 for token in said):
        return False
    return any(
        syntax.lower(token) in _FIRST_PERSON and syntax.quotation[token] < 0
        for token in range(sentence.first, sentence.end)
    )


def _checks(syntax: Syntax, sentence: Sentence, _: Attribution) -> bool:
    """The reporter speaks about the claims: "This could not be verified."."""
    opening = sentence.span.of(syntax.annotated.text).casefold()
    return any(check in opening for check in words("cues", "narrator", "checks"))


def _about_speaker(syntax: Syntax, sentence: Sentence, carrier: Attribution) -> bool:
    """The sentence is about the speaker: "She has kept the letters.", "They name no source."."""
    subject = main_subject(syntax, sentence)
    if subject is None or syntax.quotation[subject] >= 0:
        return False
    word = syntax.lower(subject)
    tags = {syntax.annotated.tokens.tag[t] for t in tokens_of(syntax, carrier.source)}
    if word in _SINGULAR_PERSON:
        return not _speaker_is_it(syntax, carrier.source)
    return word == "they" and "NNS" in tags


def _speaker_is_it(syntax: Syntax, source: Pieces) -> bool:
    tokens = tokens_of(syntax, source)
    entities = [syntax.annotated.tokens.entity[t] for t in tokens]
    person = any(e >= 0 and syntax.annotated.entities[e].label == "PERSON" for e in entities)
    return not person and not any(syntax.lower(t) in _SINGULAR_PERSON for t in tokens)


def _nobody(syntax: Syntax, sentence: Sentence, _: Attribution) -> bool:
    """The reporter denies that anybody tells: "Nobody has shown where they are."."""
    subject = main_subject(syntax, sentence)
    if subject is None or syntax.lower(subject) not in words("cues", "narrator", "nobody"):
        return False
    verb = syntax.annotated.tokens.lemma[syntax.annotated.tokens.head[subject]]
    return verb in words("cues", "tells", "asserts") or verb in {"show", "know", "see", "say"}


def _outlet(syntax: Syntax, sentence: Sentence, _: Attribution) -> bool:
    """The subject is an outlet: "Local media showed a video of it."."""
    subject = main_subject(syntax, sentence)
    return subject is not None and is_outlet(syntax, (syntax.annotated.span(subject, subject + 1),))


def _new_name(syntax: Syntax, sentence: Sentence, carrier: Attribution) -> bool:
    """The subject is a name that the voice has not spoken of: the reporter's background."""
    subject = main_subject(syntax, sentence)
    tokens = syntax.annotated.tokens
    if subject is None or syntax.quotation[subject] >= 0:
        return False
    known = {tokens.text[t] for t in tokens_of(syntax, carrier.content + carrier.source)}
    phrase = range(syntax.left[subject], subject + 1)
    return any(tokens.pos[t] == "PROPN" and tokens.text[t] not in known for t in phrase)


def _about_statement(syntax: Syntax, sentence: Sentence, _: Attribution) -> bool:
    """The subject is what was said: "That suggestion drew protests."."""
    subject = main_subject(syntax, sentence)
    if subject is None or syntax.quotation[subject] >= 0:
        return False
    pointed_at = syntax.child(subject, "det", "poss") is not None  # "Talks would go on" is no speech act
    return pointed_at and syntax.annotated.tokens.lemma[subject] in words("cues", "tells", "nouns")


def _unanchored(syntax: Syntax, sentence: Sentence, _: Attribution) -> bool:
    """In a text without paragraphs, a sentence that does not point back ("They …", "Two of …"): the reporter's."""
    annotated = syntax.annotated
    if len(annotated.sentences) < UNBROKEN or sum(not p.noise for p in annotated.paragraphs) > 1:
        return False
    first = sentence.first
    if syntax.quotation[first] >= 0 or syntax.lower(first) in words("cues", "narrator", "nobody"):
        return False
    points_back = annotated.tokens.tag[first] in {"PRP", "PRP$", "CD", "DT"}
    return not points_back or syntax.lower(first) in _ARTICLES


BREAKS: tuple[Callable[[Syntax, Sentence, Attribution], bool], ...] = (
    _turns,
    _question,
    _we,
    _checks,
    _about_speaker,
    _nobody,
    _outlet,
    _about_statement,
    _new_name,
    _unanchored,
)
"""What ends a voice's going on."""


def main_subject(syntax: Syntax, sentence: Sentence) -> int | None:
    """The subject of the sentence's main verb, or None."""
    tokens = syntax.annotated.tokens
    root = next((t for t in range(sentence.first, sentence.end) if tokens.head[t] == t), None)
    return None if root is None else next((c for c in syntax.children[root] if tokens.dep[c] in SUBJECTS), None)
