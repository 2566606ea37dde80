"""All attributions of a text: what the extractor finds, and what the shared steps add to it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.attribute.cataphora import antecedent, named_by_main_clause
from sayso.attribute.datelines import without_datelines
from sayso.attribute.extractor import Extractor, Rules
from sayso.attribute.inherit import inherited
from sayso.attribute.lists import with_lists
from sayso.attribute.narrator import narrated
from sayso.attribute.passives import without_speaker
from sayso.attribute.proposals import NO_CLAIM, beside
from sayso.attribute.refusals import with_cue, withheld
from sayso.attribute.relays import with_relays
from sayso.attribute.said_when import without_time_of_saying
from sayso.attribute.shared import sentences_of, unbroken
from sayso.attribute.sources import as_phrase
from sayso.attribute.spill import uncovered, within_sentence
from sayso.attribute.syntax import Syntax
from sayso.attribute.telling import tells
from sayso.attribute.transcripts import with_turns
from sayso.nouns import Annotated, Attribution, Pieces, hull
from sayso.plugins import drop


def attribute(
    annotated: Annotated, *, extractor: Extractor | None = None, more: Sequence[Attribution] = ()
) -> tuple[Attribution, ...]:
    """The attributions of a text layer, in text order.

    The explicit ones come from `extractor` (by default the rules). The steps on top are the same for every extractor:
    contents that nobody claims are left out, relative pronouns and "their own statements" get the name they stand for,
    relays go into `via`, the items of a list and the turns of a transcript get their voice, sentences that go on in the
    same voice inherit it, and the rest is the narrator's. What `more` proposes stands where it touches no voice, so
    that it takes from the narrator alone.
    """
    extract = extractor or Rules()
    syntax = Syntax.of(annotated)
    explicit = tuple(
        replace(found, source=without_datelines(annotated, found.source), content=content)
        for found in extract(annotated)
        if tells(syntax, found) and (content := _bare_content(annotated, found.content))
    )
    explicit = tuple(without_speaker(syntax, as_phrase(syntax, found)) for found in explicit)
    explicit = tuple(with_cue(syntax, named_by_main_clause(syntax, antecedent(syntax, found))) for found in explicit)
    ended = tuple(within_sentence(syntax, found) for found in explicit)
    explicit, spilled = tuple(found for found, _ in ended), tuple(one for _, more in ended for one in more)
    explicit = with_lists(syntax, with_relays(syntax, explicit), extract.method)
    explicit = with_turns(syntax, explicit, extract.method)
    explicit = (*explicit, *withheld(syntax, explicit, extract.method))
    going_on, into = inherited(syntax, explicit, _own(syntax, explicit))
    voices = (*explicit, *going_on)
    voices = (*voices, *uncovered(syntax, spilled, voices))
    voices = (*voices, *beside(voices, _telling(syntax, more)))
    everything = (*voices, *narrated(syntax, voices, into, extract.method))
    return tuple(sorted(everything, key=lambda found: (hull(found.content), found.rule)))


def _telling(syntax: Syntax, more: Sequence[Attribution]) -> Iterator[Attribution]:
    """Those proposals whose content is claimed."""
    for one in more:
        if tells(syntax, one):
            yield one
        else:
            drop(NO_CLAIM)


def _bare_content(annotated: Annotated, content: Pieces) -> Pieces:
    """The content without what stands before or between its own words."""
    return without_time_of_saying(annotated, without_datelines(annotated, unbroken(annotated, content)))


def _own(syntax: Syntax, attributions: tuple[Attribution, ...]) -> frozenset[int]:
    """The sentences that an attribution stands in."""
    return frozenset(i for found in attributions for i in sentences_of(syntax, found.content + found.cue))
