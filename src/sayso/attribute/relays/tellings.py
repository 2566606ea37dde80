"""Acts of telling, to be put into one another: the extractor's attributions and the candidates of the rules."""

from dataclasses import dataclass, replace

from sayso.attribute.candidates import Candidate
from sayso.attribute.cataphora import antecedent
from sayso.attribute.extractor import as_attribution
from sayso.attribute.relays.phrases import Phrase, is_outlet, is_pronoun, is_voice, phrase_of
from sayso.attribute.shared import has_clause, tokens_of
from sayso.attribute.syntax import Syntax
from sayso.attribute.weights import probability
from sayso.data import words
from sayso.nouns import Attribution, Pieces

LEAST = 0.3
"""Least probability of a candidate that is taken for a telling inside or around another; the counted texts leave
many out, for they give each word one role."""

SURE = 0.5
"""Probability from which a candidate's source needs no word list to be taken for a voice."""

FEWEST = 2
"""Words of a content that is told inside another."""

_CLAUSES = frozenset({"that", "bare", "quote", "small", "wh"})
_BEFORE = ("content,", "quoted,", "phrase,")
_MODALS = frozenset(
    {"would", "could", "should", "may", "might", "can", "must", "ought", "will", "shall", "'ll", "’ll", "'d"}
)
_NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "nobody", "none", "no", "neither", "nothing", "without", "whether", "if", "unless"}
)
_SOME = frozenset({"many", "some", "others", "both", "several", "few", "most", "one", "two", "three", "four", "all"})
_FIRST = frozenset({"i", "we", "me", "us"})
_ANYBODY = frozenset({"you", "one", "who", "nobody", "anyone", "everyone"})
_SINGLE = frozenset({"he", "she"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A source, a cue and a content, with the relays that its own construction names, outermost first.

    `reach` holds the tokens of the widest reading of the content. `found` is the extractor's attribution, if it is one;
    `replaces` tells that the construction bounds its parts better than an extractor's attribution of the same cue,
    `aside` that the cue is set off from a content around or before it, `can_hold` that its content may hold
    other tellings,
    `can_lie` that it may lie in another's content, `real` that its source does tell and not only might.
    """

    head: int
    lemma: str
    source: Pieces
    cue: Pieces
    content: Pieces
    reach: frozenset[int]
    rule: str
    before: tuple[Pieces, ...] = ()
    found: Attribution | None = None
    replaces: bool = False
    aside: bool = False
    can_hold: bool = True
    can_lie: bool = True
    real: bool = True


def of_attribution(syntax: Syntax, found: Attribution) -> Telling:
    """The telling that the extractor found."""
    cue = tokens_of(syntax, found.cue)
    head = next((t for t in cue if syntax.annotated.tokens.pos[t] in {"VERB", "AUX"}), cue[0] if cue else -1)
    source = whole_words(syntax, found.source)
    content = found.content if source == found.source else _apart(found.content, source)
    return Telling(
        head=head,
        lemma=syntax.annotated.tokens.lemma[head] if cue else "",
        source=source,
        cue=found.cue,
        content=content,
        reach=frozenset(tokens_of(syntax, content)),
        rule=found.rule,
        found=found,
        can_hold=bool(found.source and cue) and _asserts(syntax, cue),
        can_lie=bool(found.source and cue)
        and not _irreal(syntax, head)
        and _says(syntax, content)
        and not _as_aside(syntax, source),
        real=head < 0 or not _irreal(syntax, head),
    )


def of_candidate(syntax: Syntax, candidate: Candidate) -> Telling | None:
    """The telling that a candidate of the rules would be, if it is one of saying or holding true."""
    if not candidate.source or not is_telling(syntax, candidate) or probability(syntax, candidate) < LEAST:
        return None
    if any(syntax.lower(t) == "than" for t in tokens_of(syntax, candidate.source)):
        return None  # a measure, not a voice: "two | fewer than it had reported"
    named = antecedent(syntax, as_attribution(syntax.annotated, candidate, 0.0, ""))
    if not _may_speak(syntax, named.source, sure=probability(syntax, candidate) >= SURE):
        return None
    voiced = outlet_of(syntax, named.source)
    head = candidate.head
    if len(tokens_of(syntax, candidate.content)) < FEWEST:
        return None
    return Telling(
        head=head,
        lemma=candidate.lemma,
        source=whole_words(syntax, named.source),
        cue=candidate.cue,
        content=(content := _apart(candidate.content, whole_words(syntax, named.source))),
        reach=frozenset(tokens_of(syntax, content)),
        rule=candidate.rule,
        aside=candidate.family == "phrase" or candidate.shape.startswith(_BEFORE) or candidate.shape == "as",
        can_hold=candidate.family in {"phrase", "colon"}
        or (_asserts(syntax, tokens_of(syntax, candidate.cue)) and (candidate.shape != "as" or voiced)),
        can_lie=candidate.family != "colon" and candidate.shape != "as" and not _irreal(syntax, head),
    )


def whole_words(syntax: Syntax, source: Pieces) -> Pieces:
    """The source with the rest of a hyphened word that it was cut in ("an e|-mail")."""
    inside = tokens_of(syntax, source)
    while len(inside) > 1 and syntax.lower(inside[-1]) in {"himself", "herself", "itself", "themselves"}:
        inside = inside[:-1]
        source = syntax.pieces((inside[0], inside[-1] + 1))
    text = syntax.annotated.text
    if inside and syntax.annotated.tokens.pos[inside[-1]] == "NOUN":
        end = inside[-1] + 1
        while end < len(syntax) and syntax.annotated.tokens.pos[end] == "PROPN":
            end += 1
        if end > inside[-1] + 1:  # "wire service | Pan-Adria"
            return syntax.pieces((inside[0], end))
    if not inside or source[-1].end >= len(text) or text[source[-1].end] != "-" or text[source[-1].end - 1].isspace():
        return source
    end = inside[-1] + 1
    while (
        end + 1 < len(syntax)
        and syntax.lower(end) == "-"
        and syntax.annotated.tokens.start[end + 1] == syntax.annotated.tokens.end[end]
    ):
        end += 2
    if end == inside[-1] + 1:
        return source
    return (*source[:-1], *syntax.pieces((syntax.annotated.tokens_in(source[-1]).start, end)))


def _apart(content: Pieces, source: Pieces) -> Pieces:
    """The pieces of a content that share nothing with a source; all if none is left."""
    return tuple(piece for piece in content if not any(piece.overlaps(other) for other in source)) or content


def is_telling(syntax: Syntax, candidate: Candidate) -> bool:  # noqa: C901, PLR0911 - one family after the other
    """Whether a candidate's cue says or holds true a whole clause."""
    shape, lemma = candidate.shape.split("/")[0], candidate.lemma
    if candidate.family in {"phrase", "colon"}:
        return True
    if candidate.family == "noun":
        return shape == "that" and "/" not in candidate.shape and lemma in words("cues", "tells", "nouns")
    if candidate.family == "adjective":
        return shape in {"that", "bare"} and lemma in words("cues", "sure", "adjectives")
    if candidate.family != "verb" or (
        shape not in {"naming", "object+as"} and lemma not in words("relays", "inner", "verbs")
    ):
        return False
    if shape == "naming" or (shape == "object+as" and f"{lemma}/{shape}" in words("cues", "sure", "pairs")):
        return True
    if shape == "prep+of":
        first = syntax.annotated.tokens_in(candidate.content[0]).start
        opened = syntax.quotation[first] >= 0 and syntax.quotation[first] != syntax.quotation[candidate.head]
        return opened and lemma in {
            "speak",
            "talk",
            "warn",
            "complain",
            "tell",
        }  # "spoke of “a door that is not quite shut”"
    if shape.startswith(_BEFORE) or shape in {"as", "colon"}:
        return True
    if shape in {"to", "object+to"}:
        return lemma in words("relays", "inner", "beliefs") or (
            candidate.shape == "to/passive" and lemma in words("relays", "passing", "as_saying")
        )
    if shape in {"ing", "small"} and lemma in words("relays", "inner", "perceived"):
        return True
    if shape == "small":
        return syntax.annotated.tokens.tag[candidate.head] != "VBG" or lemma in words("relays", "inner", "beliefs")
    return shape in _CLAUSES


def _may_speak(syntax: Syntax, source: Pieces, *, sure: bool) -> bool:
    """Whether the source may be one who tells: no figure, and a known voice where all else is doubtful."""
    phrase = phrase_of(syntax, source)
    if phrase is None or syntax.annotated.tokens.lemma[phrase.head] in words("cues", "figures", "nouns"):
        return False
    tokens = syntax.annotated.tokens
    counted = tokens.pos[phrase.head] in {"NUM", "ADJ", "ADV"} and syntax.lower(phrase.end) != "of"
    if counted and syntax.lower(phrase.head) not in _SOME:
        return False  # "eight more than first"
    return sure or is_voice(syntax, phrase) or is_outlet(syntax, phrase, lenient=True)


def _as_aside(syntax: Syntax, source: Pieces) -> bool:
    """Whether the telling is an "as X put it", which is nobody else's."""
    inside = tokens_of(syntax, source)
    return bool(inside) and syntax.lower(inside[0] - 1) == "as"


def _says(syntax: Syntax, content: Pieces) -> bool:
    """Whether a content says something by itself: a clause, an infinitive, or words in quotation marks."""
    inside = tokens_of(syntax, content)
    return has_clause(syntax, content) or any(
        syntax.quotation[t] >= 0 or syntax.annotated.tokens.tag[t] == "TO" for t in inside
    )


def _asserts(syntax: Syntax, cue: tuple[int, ...]) -> bool:
    """Whether what stands in the cue's content is asserted by its source; none of "denied that he had said …"."""
    lemmas = {syntax.annotated.tokens.lemma[token] for token in cue}
    lower = {syntax.lower(token) for token in cue}
    return not lemmas & words("relays", "inner", "closed") and not lower & _NEGATIONS


def _irreal(syntax: Syntax, head: int) -> bool:
    """Whether nobody is said to have told: "would say", "did not say", "whether he had said", "to say"."""
    if head < 0 or syntax.annotated.tokens.lemma[head] in {"decline", "refuse"}:
        return True
    tokens = syntax.annotated.tokens
    helpers = {syntax.lower(c) for c in syntax.kids(head, "aux", "neg", "mark", "advmod")}
    if helpers & (_MODALS | _NEGATIONS):
        return True
    finite = helpers & {"did", "does", "do"} or ("to" not in helpers and syntax.child(head, "nsubj") is not None)
    return tokens.tag[head] == "VB" and not finite


def same_voice(syntax: Syntax, inner: Telling, outer: Telling) -> bool:
    """Whether the inner source is the outer one over again: the same words, or a pronoun that stands for it."""
    ours, theirs = set(tokens_of(syntax, inner.source)), set(tokens_of(syntax, outer.source))
    phrase, whole = phrase_of(syntax, inner.source), phrase_of(syntax, outer.source)
    if ours & theirs or phrase is None or whole is None:
        return True
    if not is_pronoun(syntax, phrase):
        text = syntax.annotated.text
        return [span.of(text).lower() for span in inner.source] == [span.of(text).lower() for span in outer.source]
    word = syntax.lower(phrase.first)
    quoted = syntax.quotation[inner.head] >= 0 and syntax.quotation[outer.head] != syntax.quotation[inner.head]
    if quoted:
        return word in _FIRST or word in _ANYBODY
    if word in {"him", "her", "them"}:
        return False
    if syntax.annotated.tokens.pos[phrase.first] == "PRON" and word in _SINGLE:
        return not (_is_of_many(syntax, whole) or _is_of_other(syntax, whole, word))
    return True


def _is_of_many(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether "he" or "she" cannot stand for the phrase: an outlet, a body, several people."""
    tokens = syntax.annotated.tokens
    many = tokens.tag[phrase.head] in {"NNS", "NNPS"} or tokens.lemma[phrase.head] in words(
        "cues", "speakers", "bodies"
    )
    return many or is_outlet(syntax, phrase, lenient=True)


def _is_of_other(syntax: Syntax, phrase: Phrase, word: str) -> bool:
    """Whether the pronoun is of the other gender than the phrase's noun ("his widow said that he …")."""
    inside = {syntax.annotated.tokens.lemma[phrase.head], syntax.lower(phrase.first)}
    return bool(inside & words("relays", "gender", "female" if word == "he" else "male"))


def points_back(syntax: Syntax, inner: Telling, outer: Telling) -> bool:
    """Whether the outer source is a pronoun set off behind a voice that it may stand for."""
    phrase, whole = phrase_of(syntax, inner.source), phrase_of(syntax, outer.source)
    if phrase is None or whole is None or not outer.aside or not is_pronoun(syntax, whole):
        return False
    return not is_pronoun(syntax, phrase) and inner.source < outer.source


def as_one(first: Telling, second: Telling) -> Telling:
    """The first telling with the reach of another reading of its cue."""
    return replace(first, reach=first.reach | second.reach, aside=first.aside or second.aside)


def outlet_of(syntax: Syntax, pieces: Pieces) -> bool:
    """Whether the pieces name an outlet."""
    phrase: Phrase | None = phrase_of(syntax, pieces)
    return phrase is not None and is_outlet(syntax, phrase, lenient=True)
