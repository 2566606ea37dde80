"""Idioms, headlines and openings that name relay and speaker at once: "let the paper know", "Asked by the Echo"."""

from collections.abc import Iterator

from sayso.attribute.relays.phrases import (
    is_outlet,
    phrase_at,
    pieces_of,
    widened,
)
from sayso.attribute.relays.tellable import Tellable, clause_from
from sayso.attribute.relays.tellings import Telling
from sayso.attribute.shared import tokens_of
from sayso.attribute.subjects import source_range, subject_of
from sayso.attribute.syntax import Syntax
from sayso.data import words
from sayso.nouns import LayerName


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
        content = clause_from(syntax, at + 1)
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
        content = clause_from(syntax, first)
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
        content = clause_from(syntax, verb + 1) or syntax.pieces((verb + 1, max(syntax.right[verb], verb + 1)))
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
