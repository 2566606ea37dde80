"""Cue clauses by the order of the words alone ("…, said the owner, Dale Mines, whose head …"): the parse may be wrong.

A clause of this kind begins behind a comma or a quotation, holds one verb of speaking and a noun phrase before or
behind it, and else only what trails such clauses: appositions, relative clauses, adverbs, phrases with a preposition.
"""

from dataclasses import dataclass
from functools import cache

from sayso.attribute.syntax import Syntax
from sayso.data import words

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_OPENS_PHRASE = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"})
_RELATIVES = frozenset({"who", "whose", "which", "whom", "where"})
_PARTITIVES = frozenset({"one", "some", "all", "many", "most", "none", "both", "half", "not", "each", "several"})
_STOPS = frozenset({",", ".", ";", ":", "!", "?", "—", "–", "--", "-", ")", "(", "…", "..."})
_NO_SOURCE = frozenset({"who", "which", "that", "what", "there", "this", "these", "those", "you", "one", "nobody"})
_LISTENERS = frozenset({"tell", "assure", "inform", "remind", "warn", "advise", "notify", "promise"})
_LONGEST_TRAIL = 10
"""Words behind the verb in "X told a meeting in town"; more of them are a clause of its own."""
_LONGEST_SOURCE = 14
"""Words of one stretch of a source."""
_MOST_STRETCHES = 4
"""Stretches between commas of one source ("said the owner, Dale Mines, whose head, Jon Ruud, flew in")."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A cue clause: its verb with the verb group, the source's tokens, and where the clause ends."""

    verb: int
    cue: tuple[int, int]
    source: tuple[int, int]
    end: int


def aside(syntax: Syntax, first: int, stop: int) -> Aside | None:
    """The cue clause that begins at a token and ends before `stop`, or None."""
    if not first < stop or syntax.quotation[first] >= 0:
        return None
    return _inverted(syntax, first, stop) or _straight(syntax, first, stop)


def clause_start(syntax: Syntax, first: int, before: int) -> int:
    """Where the words set off from a cue clause begin: behind the last ";" or ":" with a voice of its own before it."""
    for token in range(before - 1, first, -1):
        if syntax.lower(token) in {";", ":"} and syntax.quotation[token] < 0 and voiced(syntax, first, token):
            return token + 1
    return first


def clause_end(syntax: Syntax, first: int, stop: int) -> int:
    """Where the words behind a cue clause end: before the first ";" with a voice of its own behind it."""
    for token in range(first, stop):
        if syntax.lower(token) == ";" and syntax.quotation[token] < 0 and voiced(syntax, token + 1, stop):
            return token
    return stop


def voiced(syntax: Syntax, first: int, end: int) -> bool:
    """Whether somebody speaks in these words: a verb of speaking with a subject, or a cue clause set off."""
    tokens = syntax.annotated.tokens
    for token in range(first, end):
        if syntax.quotation[token] >= 0:
            continue
        telling = speaks(syntax, token) or tokens.lemma[token] in words("cues", "sure", "sides")
        if telling and tokens.tag[token] in _FINITE and syntax.child(token, "nsubj") is not None:
            return True
        if tokens.lemma[token] in words("cues", "tells", "nouns") and syntax.lower(token + 1) == "that":
            return True
        if syntax.lower(token) == "," and aside(syntax, token + 1, end) is not None:
            return True
    return False


def head_of(syntax: Syntax, source: tuple[int, int]) -> int:
    """The word that heads a source: its last nominal before the first comma or "of"."""
    tokens = syntax.annotated.tokens
    end = next((t for t in range(source[0] + 1, source[1]) if tokens.pos[t] in {"ADP", "PUNCT"}), source[1])
    return next((t for t in range(end - 1, source[0] - 1, -1) if tokens.pos[t] in _NOMINAL), end - 1)


def speaks(syntax: Syntax, token: int) -> bool:
    """Whether the token is a verb that stands for speaking wherever it is set off."""
    return syntax.annotated.tokens.lemma[token] in _verbs_of_speaking() or _idiom_end(syntax, token) > token + 1


def _inverted(syntax: Syntax, first: int, stop: int) -> Aside | None:
    """The clause "said the owner, Dale Mines, whose head flew in"."""
    tokens = syntax.annotated.tokens
    finite = tokens.tag[first] in _FINITE or (
        tokens.tag[first] == "NNS" and tokens.pos[first + 1 : first + 2] in {("DET",), ("PROPN",)}
    )
    if not finite or not speaks(syntax, first) or tokens.lemma[first] == "tell":
        return None
    verb_end = _idiom_end(syntax, first)
    end = _stretch(syntax, verb_end, stop)
    last = next(
        (t for t in range(verb_end, end) if syntax.lower(t) in _RELATIVES or tokens.pos[t] in {"VERB", "AUX"}), end
    )
    if last < end and (syntax.lower(last) not in _RELATIVES or not _closes(syntax, end)):
        return None
    last = next((t for t in range(verb_end + 1, last) if syntax.lower(t) in {"on", "after", "when", "during"}), last)
    if not _is_phrase(syntax, verb_end, last):
        return None
    source = (verb_end, last)
    if last == end:
        source, end = _with_appositions(syntax, source, stop)
    return Aside(first, (first, verb_end), source, end) if _closes(syntax, end) else None


def _with_appositions(syntax: Syntax, source: tuple[int, int], stop: int) -> tuple[tuple[int, int], int]:
    """The source with the appositions behind it, and where the clause ends behind a relative clause."""
    tokens = syntax.annotated.tokens
    end = source[1]
    for _ in range(_MOST_STRETCHES):
        if syntax.lower(end) != "," or end + 1 >= stop:
            break
        first, after = end + 1, _stretch(syntax, end + 1, stop)
        if syntax.lower(first) in _RELATIVES:
            return source, _relative_end(syntax, first, stop)
        speaking = words("cues", "speakers", "people") | words("cues", "speakers", "bodies")
        names = tokens.pos[first] == "PROPN" or any(tokens.lemma[t] in speaking for t in range(first, after))
        relative = next((t for t in range(first, after) if syntax.lower(t) in _RELATIVES), after)
        if names and relative < after and _is_phrase(syntax, first, relative):
            return (source[0], relative), after
        if syntax.lower(first) == "for" and not _finite(syntax, first, after):
            source, end = (source[0], after), after  # "said Ana Vey, for the union"
            continue
        names = names or (syntax.lower(after) == "," and syntax.lower(after + 1) in _RELATIVES)
        if not names or _finite(syntax, first, after) or not _is_phrase(syntax, first, after):
            break
        source, end = (source[0], after), after
    return source, end


def _straight(syntax: Syntax, first: int, stop: int) -> Aside | None:
    """The clause "the owner, Dale Mines, said on Monday"."""
    if syntax.lower(first) in _RELATIVES | _PARTITIVES:
        return None
    at = first
    for stretch in range(_MOST_STRETCHES):
        end = _stretch(syntax, at, stop)
        verb = _only_verb(syntax, at, end, begins=stretch > 0)
        if verb is not None:
            return _spoken(syntax, (first, at), verb, end)
        end = _relative_end(syntax, at, stop) if stretch and syntax.lower(at) in _RELATIVES else end
        named = syntax.lower(at) in _RELATIVES or _is_phrase(syntax, at, end)
        if not named or syntax.lower(end) != "," or end + 1 >= stop:
            return None
        at = end + 1
    return None


def _spoken(syntax: Syntax, before: tuple[int, int], verb: int, end: int) -> Aside | None:
    """The clause of this verb: its source stands in the same stretch, or (where there is one) in those `before` it."""
    first, at = before
    group = _group_start(syntax, verb)
    if at > first and group > at:
        return None  # "the owner, the head said" is two sources
    source = (first, at - 1 if at > first else group)
    trail_end = _trail(syntax, verb, end)
    fits = _is_phrase(syntax, first, _stretch(syntax, first, source[1]))
    if not fits or trail_end is None or not _closes(syntax, trail_end):
        return None
    return Aside(verb, (group, _idiom_end(syntax, verb)), source, trail_end)


def _stretch(syntax: Syntax, first: int, stop: int) -> int:
    """Where the words up to the next stop or quotation end; a figure with a comma is one token."""
    return next((t for t in range(first, stop) if _is_stop(syntax, t) or syntax.quotation[t] >= 0), stop)


def _is_stop(syntax: Syntax, token: int) -> bool:
    """Whether the words end here; a hyphen inside of a name is no stop."""
    if syntax.lower(token) == "-":
        start = syntax.annotated.tokens.start[token]
        return syntax.annotated.text[start - 1 : start].isspace()
    return syntax.lower(token) in _STOPS


def _relative_end(syntax: Syntax, first: int, stop: int) -> int:
    """Where a relative clause ends: behind the first stretch with a finite verb."""
    at = first
    for _ in range(_MOST_STRETCHES):
        end = _stretch(syntax, at, stop)
        if _finite(syntax, at, end) or end + 1 >= stop or syntax.lower(end) != ",":
            return end
        at = end + 1
    return at


def _only_verb(syntax: Syntax, first: int, end: int, *, begins: bool) -> int | None:
    """The verb of speaking that is the only finite verb of a stretch, with its auxiliaries, or None.

    Where it `begins` a stretch, a past tense may have been taken for a participle.
    """
    tokens = syntax.annotated.tokens
    finite = [t for t in range(first, end) if tokens.tag[t] in _FINITE]
    if not finite and begins and _is_participle_of_speaking(syntax, first):
        return first
    if not finite and end - 1 > first and tokens.tag[end - 1] == "NNS" and speaks(syntax, end - 1):
        return end - 1  # "the hospital reports" taken for a noun phrase
    if len(finite) != 1 or (tokens.tag[finite[0]] == "MD" and syntax.lower(finite[0]) != "can"):
        return None
    verb = finite[0]
    if tokens.lemma[verb] in {"have", "can"}:
        verb = next((t for t in range(verb + 1, min(verb + 4, end)) if tokens.tag[t] in {"VBN", "VB"}), verb)
    return verb if speaks(syntax, verb) and syntax.lower(finite[0] - 1) not in _RELATIVES | {"that", "as"} else None


def _is_participle_of_speaking(syntax: Syntax, token: int) -> bool:
    """Whether a past tense of speaking was taken for a participle ("the office, whose head left, stated on Monday")."""
    past = syntax.annotated.tokens.tag[token] == "VBN" and syntax.lower(token + 1) != "by"
    return past and speaks(syntax, token)


def _group_start(syntax: Syntax, verb: int) -> int:
    """Where the verb's own auxiliaries and adverbs begin."""
    tokens, at = syntax.annotated.tokens, verb
    while at and tokens.pos[at - 1] in {"AUX", "ADV"} and tokens.head[at - 1] == verb:
        at -= 1
    return at


def _trail(syntax: Syntax, verb: int, end: int) -> int | None:
    """Where the clause ends behind its verb, or None where an object or a clause of its own follows."""
    tokens = syntax.annotated.tokens
    at = _idiom_end(syntax, verb)
    if at >= end or tokens.pos[at] == "CCONJ":
        return at
    rest = range(at, end)
    if len(rest) > _LONGEST_TRAIL or _finite(syntax, at, end):
        return None
    told = tokens.lemma[verb] in _LISTENERS
    if any(tokens.tag[t] == "TO" or syntax.lower(t) in {"that", "whether", "of", "about"} for t in rest[:1]):
        to_whom = syntax.lower(at) == "to" and at + 1 < len(tokens) and tokens.pos[at + 1] != "VERB"
        return end if to_whom else None
    if told and any(tokens.tag[t] == "TO" or syntax.lower(t) in {"that", "of", "about", "against"} for t in rest):
        return None
    opens = {"ADV", "ADP", "SCONJ"} | (_OPENS_PHRASE if told else set())
    timed = syntax.lower(at) in words("cues", "times", "days")
    timed = timed or tokens.lemma[end - 1] in words("cues", "times", "spans")
    return end if timed or tokens.pos[at] in opens else None


def _is_phrase(syntax: Syntax, first: int, end: int) -> bool:
    """Whether the tokens look like a noun phrase that can speak."""
    tokens = syntax.annotated.tokens
    if not 0 < end - first <= _LONGEST_SOURCE or syntax.lower(first) in _NO_SOURCE:
        return False
    if tokens.pos[first] not in _OPENS_PHRASE or tokens.tag[first] in {"WDT", "WP", "EX"}:
        return False
    return any(tokens.pos[t] in _NOMINAL for t in range(first, end)) and not _finite(syntax, first, end)


def _finite(syntax: Syntax, first: int, end: int) -> bool:
    return any(syntax.annotated.tokens.tag[t] in _FINITE for t in range(first, end))


def _closes(syntax: Syntax, end: int) -> bool:
    """Whether a clause may end before the token."""
    tokens = syntax.annotated.tokens
    if end >= len(syntax) or syntax.lower(end) in _STOPS or syntax.quotation[end] >= 0:
        return True
    return tokens.pos[end] == "CCONJ" or tokens.head[end] == end or syntax.sentence(end)[0] == end


def _idiom_end(syntax: Syntax, verb: int) -> int:
    """Behind the verb, and behind what makes it an idiom of speaking ("let it be known", "went on", "hit back")."""
    tokens = syntax.annotated.tokens
    for parts in _idioms().get(tokens.lemma[verb], ()):
        if all(syntax.lower(verb + n) == part for n, part in enumerate(parts, start=1)):
            return verb + 1 + len(parts)
    return verb + 1


@cache
def _verbs_of_speaking() -> frozenset[str]:
    return words("cues", "tells", "asserts") | words("cues", "sure", "verbs") | words("cues", "sure", "manner")


@cache
def _idioms() -> dict[str, tuple[tuple[str, ...], ...]]:
    """What follows the verb in its idioms, by its lemma, longest first."""
    split = sorted((idiom.split() for idiom in words("cues", "sure", "idioms")), key=lambda parts: (-len(parts), parts))
    return {parts[0]: tuple(tuple(p[1:]) for p in split if p[0] == parts[0]) for parts in split}
