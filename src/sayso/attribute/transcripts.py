"""Transcripts: paragraphs that begin with a speaker's name and a colon ("CHAIR: …", "Q: …", "Ana Vey (mayor): …")."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.attribute.forms import form_of
from sayso.attribute.shared import sentences_of, tokens_of
from sayso.attribute.syntax import Syntax, bare
from sayso.data import words
from sayso.nouns import Annotated, Attribution, Basis, Form, Pieces, Span, hull, trimmed

RULE = "transcript"
LEAST_TURNS = 2
LONGEST_GAP = 3
"""Paragraphs of one turn behind its first; more of them are the report's own text between two labels."""
LEAST_SHARE = 0.4
"""Share of a transcript's paragraphs that begin with a label; in a report with a few labels it is lower."""
LEAST_WORDS = 3
"""Words of a sentence that states something ("Good evening." does not)."""

_NAME = r"[^\W\d_][\w.'’\-]*"
_LABEL = re.compile(
    rf"[\"“]?(?P<name>[^\W\d_a-z][\w.'’\-]*(?:,?[ \t\u00a0]+(?:{_NAME})){{0,6}}?)"
    r"(?P<role>[ \t\u00a0]*[(\[][^()\[\]\n]{2,60}[)\]])?[ \t\u00a0]*(?P<colon>:)\s+(?=\S)"
)
_SMALL = frozenset({"of", "the", "de", "van", "von", "der", "den", "al", "bin", "for", "and", "from", "la", "le", "du"})
_DIRECTION = re.compile(r"[\[(][^\[\]()\n]{1,80}[\])][.]?")
_SQUARE = re.compile(r"\[[^\[\]\n]{1,80}\]")
_SPEECH = re.compile(r".*[.!?…:—–\-][\"”’»)\]]*$", re.DOTALL)
_PLACES = frozenset({"GPE", "LOC", "DATE", "TIME", "CARDINAL"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn: the name, the colon, and what each of its paragraphs says."""

    label: Span
    colon: Span
    said: tuple[Span, ...]

    @property
    def head(self) -> Span:
        """The label with its colon."""
        return Span(self.label.start, self.colon.end)

    @property
    def whole(self) -> Span:
        """The turn from its first word to its last."""
        return Span(self.label.start, self.said[-1].end)


def with_turns(syntax: Syntax, explicit: tuple[Attribution, ...], method: str) -> tuple[Attribution, ...]:
    """The explicit attributions with those of a transcript's turns.

    What is reported inside a turn came by its speaker. The first sentence behind the label is explicit, the others go
    on in the voice. What the outlet asks is nobody's claim.
    """
    found = list(explicit)
    for turn in turns(syntax.annotated):
        name = turn.label.of(syntax.annotated.text).casefold().strip(" .")
        inside = [a for a in found if turn.whole.contains(hull(a.content + a.cue))]
        labelled = [a for a in found if any(turn.head.overlaps(span) for span in a.source + a.cue)]
        found = [a for a in found if a not in inside and a not in labelled]
        kept = [a for a in inside if a not in labelled]
        if name in words("quotations", "askers"):
            found += kept
            continue
        found += [replace(a, via=((turn.label,), *a.via)) if a.source else a for a in kept]
        own = {index for a in kept for index in sentences_of(syntax, a.content + a.cue)}
        found += _said(syntax, turn, own, method)
    return tuple(found)


def turns(annotated: Annotated) -> tuple[Turn, ...]:
    """The turns of the text's transcripts. What stands behind a last turn's own paragraph is in none."""
    labels = {index: label for index in range(len(annotated.paragraphs)) if (label := _label(annotated, index))}
    found: list[Turn] = []
    for run in _runs(sorted(labels)):
        names = Counter(labels[index][0].of(annotated.text).casefold() for index in run)
        shouted = sum(labels[index][0].of(annotated.text).isupper() for index in run)
        known = sum(_is_person(annotated, labels[index][0]) for index in run)
        speech = sum(_is_speech(annotated, index, labels[index][1]) for index in run)
        sure = max(names.values()) > 1 or shouted == len(run) or known * 2 > len(run)
        if len(run) < LEAST_TURNS or not sure or 3 * speech < 2 * len(run):
            continue
        for index, following in zip(run, [*run[1:], run[-1] + 1], strict=True):
            name, colon = labels[index]
            first = trimmed(annotated.text, Span(colon.end, annotated.paragraphs[index].span.end))
            rest = [annotated.paragraphs[i] for i in range(index + 1, following)]
            spans = [p.span for p in rest if not p.noise and not _DIRECTION.fullmatch(p.span.of(annotated.text))]
            if first is not None:
                found.append(Turn(name, colon, (first, *spans)))
    return tuple(found)


def _runs(labelled: Sequence[int]) -> list[list[int]]:
    """The labelled paragraphs in runs without long gaps; runs in which labels are rare are left out."""
    runs: list[list[int]] = []
    for index in labelled:
        if runs and index - runs[-1][-1] <= LONGEST_GAP + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return [run for run in runs if len(run) >= LEAST_SHARE * (run[-1] - run[0] + 1)]


def _label(annotated: Annotated, paragraph: int) -> tuple[Span, Span] | None:
    """The speaker's name and the colon with which a paragraph begins, or None."""
    block = annotated.paragraphs[paragraph]
    match = _LABEL.match(annotated.text, block.span.start, block.span.end)
    if match is None or block.noise:
        return None
    name = match["name"]
    plain = [word for word in name.replace(",", " ").split() if word not in _SMALL]
    role = name.find(",")  # "Ana Vey, mayor of Orlow: …": behind a comma a small letter is no sign against a name
    named = plain if role < 0 else name[:role].split()
    if not all(word[:1].isupper() for word in named if word not in _SMALL):
        return None
    if {name.casefold(), named[0].casefold()} & words("quotations", "no_speakers"):
        return None
    label = Span(match.start("name"), match.end("role") if match["role"] else match.end("name"))
    entities = [e for e in annotated.entities if e.span.contains(label)]
    if any(entity.label in _PLACES for entity in entities) and not name.isupper():
        return None
    return label, Span(match.start("colon"), match.end("colon"))


def _is_person(annotated: Annotated, label: Span) -> bool:
    """Whether the label is a person's name, or names what somebody is ("Host", "The mayor")."""
    if any(e.label == "PERSON" and e.span.overlaps(label) for e in annotated.entities):
        return True
    return any(annotated.tokens.lemma[t] in words("cues", "speakers", "people") for t in annotated.tokens_in(label))


def _is_speech(annotated: Annotated, paragraph: int, colon: Span) -> bool:
    """Whether the paragraph says something in a sentence, as against "Length: 94 metres"."""
    return _SPEECH.match(annotated.text, colon.end, annotated.paragraphs[paragraph].span.end) is not None


def _said(syntax: Syntax, turn: Turn, own: set[int], method: str) -> list[Attribution]:
    annotated = syntax.annotated
    found: list[Attribution] = []
    for part in turn.said:
        for index in sentences_of(syntax, (part,)):
            content = () if index in own else _content(syntax, index, part)
            if not content:
                continue
            first = not found
            found.append(
                Attribution(
                    report=annotated.report,
                    layer=annotated.layer,
                    source=(turn.label,),
                    cue=(turn.colon,) if first else (),
                    content=content,
                    form=Form.DIRECT if form_of(annotated, content) is Form.INDIRECT else form_of(annotated, content),
                    basis=Basis.EXPLICIT if first else Basis.INHERITED,
                    rule=RULE,
                    method=method,
                )
            )
    return found


def _content(syntax: Syntax, index: int, part: Span) -> Pieces:
    """What a sentence of the turn states, without stage directions; () for questions and greetings."""
    annotated = syntax.annotated
    sentence = annotated.sentences[index].span
    start, end = max(sentence.start, part.start), min(sentence.end, part.end)
    if sentence.of(annotated.text).rstrip('"”’»)] ').endswith("?") or start >= end:
        return ()
    pieces: list[Span] = []
    for match in [*_SQUARE.finditer(annotated.text, start, end), None]:
        stop = match.start() if match else end
        span = bare(annotated.text, Span(start, stop)) if start < stop else None
        if span is not None and any(char.isalnum() for char in span.of(annotated.text)):
            pieces.append(span)
        start = match.end() if match else end
    tokens = tokens_of(syntax, tuple(pieces))
    tags = annotated.tokens.tag
    stated = sum(annotated.tokens.text[t][:1].isalnum() for t in tokens) >= LEAST_WORDS
    return tuple(pieces) if stated and any(tags[t] in _FINITE for t in tokens) else ()
