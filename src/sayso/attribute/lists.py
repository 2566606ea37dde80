"""Lists that somebody's words lead in: "The union said:" and the items below, each its own paragraph."""

from dataclasses import replace

from sayso.annotate.paragraphs import item_sign
from sayso.attribute.asides import speaks
from sayso.attribute.forms import form_of
from sayso.attribute.shared import has_clause, sentences_of
from sayso.attribute.subjects import source_range, subject_of
from sayso.attribute.syntax import Syntax, bare
from sayso.attribute.verbs import cue_range, is_verb
from sayso.data import words
from sayso.nouns import Annotated, Attribution, Basis, Form, Pieces, Sentence

RULE = "list"
LEAST_WORDS = 2
"""Words of an item that says something."""


def with_lists(syntax: Syntax, explicit: tuple[Attribution, ...], method: str) -> tuple[Attribution, ...]:
    """The explicit attributions with those of list items that go on in the voice of the sentence above them.

    Of the lead-in's own attribution only its voice stays where its content just points at the list ("the following").
    """
    found = list(explicit)
    for lead, items in _lists(syntax.annotated):
        inside = [a for a in found if lead.paragraph in _paragraphs(syntax, a.cue or a.content)]
        pointing = [a for a in inside if a.source and not has_clause(syntax, a.content)]
        voices = pointing or [a for a in inside if a.source]
        voice = voices[-1] if voices else _voice(syntax, lead, method)
        if voice is None:
            continue
        found = [a for a in found if a not in pointing]
        own = {index for a in found for index in sentences_of(syntax, a.content + a.cue)}
        found += _items(syntax, voice, [i for i in items if i not in own])
    return tuple(found)


def _lists(annotated: Annotated) -> list[tuple[Sentence, list[int]]]:
    """Each sentence before a colon that ends its paragraph, with the sentences of the list items right behind it."""
    last: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for index, sentence in enumerate(annotated.sentences):
        last[sentence.paragraph] = index
        members.setdefault(sentence.paragraph, []).append(index)
    lists = []
    for paragraph, index in last.items():
        if not annotated.paragraphs[paragraph].span.of(annotated.text).endswith(":"):
            continue
        items: list[int] = []
        following = paragraph + 1
        while following < len(annotated.paragraphs) and _is_item(annotated, following):
            items += members.get(following, ())
            following += 1
        if items:
            lists.append((annotated.sentences[index], items))
    return lists


def _is_item(annotated: Annotated, paragraph: int) -> bool:
    return item_sign(annotated.text, annotated.paragraphs[paragraph].span) is not None


def _paragraphs(syntax: Syntax, pieces: Pieces) -> frozenset[int]:
    return frozenset(syntax.annotated.sentences[index].paragraph for index in sentences_of(syntax, pieces))


def _items(syntax: Syntax, voice: Attribution, sentences: list[int]) -> list[Attribution]:
    annotated = syntax.annotated
    found: list[Attribution] = []
    for index in sentences:
        sentence = annotated.sentences[index]
        content = bare(annotated.text, sentence.span)
        tokens = range(sentence.first, sentence.end)
        if content is None or sum(annotated.tokens.text[t][:1].isalnum() for t in tokens) < LEAST_WORDS:
            continue
        said = replace(voice, content=(content,), form=form_of(annotated, (content,)), rule=RULE)
        # The first item stands with source and cue; the others go on in the voice.
        found.append(replace(said, cue=(), basis=Basis.INHERITED, confidence=None) if found else said)
    return found


def _voice(syntax: Syntax, lead: Sentence, method: str) -> Attribution | None:
    """The voice of a lead-in that attributes nothing else: "The union said:", "According to the ministry:"."""
    ranges = _according(syntax, lead) or _speaking(syntax, lead)
    if ranges is None:
        return None
    source, cue = (syntax.pieces(one) for one in ranges)
    annotated = syntax.annotated
    if not source or not cue:
        return None
    return Attribution(
        report=annotated.report,
        layer=annotated.layer,
        source=source,
        cue=cue,
        content=source,  # stands in until the items are known
        form=Form.INDIRECT,
        basis=Basis.EXPLICIT,
        rule=RULE,
        method=method,
    )


_Ranges = tuple[tuple[int, int], tuple[int, int]]


def _according(syntax: Syntax, lead: Sentence) -> _Ranges | None:
    for token in range(lead.first, lead.end - 2):
        if syntax.lower(token) == "according" and syntax.lower(token + 1) == "to":
            return (token + 2, lead.end - 1), (token, token + 2)
    return None


def _speaking(syntax: Syntax, lead: Sentence) -> _Ranges | None:
    tokens = syntax.annotated.tokens
    for verb in range(lead.end - 1, lead.first - 1, -1):
        if not is_verb(syntax, verb):
            continue
        objects = syntax.kids(verb, "dobj", "attr")
        told = any(tokens.lemma[o] in words("cues", "tells", "nouns") | words("quotations", "points") for o in objects)
        telling = speaks(syntax, verb) or tokens.lemma[verb] in words("cues", "tells", "verbs")
        subject = subject_of(syntax, verb) if told or telling else None
        if subject is not None and subject < verb:
            cue = cue_range(syntax, verb)
            return source_range(syntax, subject, verb), cue if telling else (cue[0], lead.end - 1)
    return None
