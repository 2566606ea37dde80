"""The report's own statements: what no voice is credited with."""

from collections.abc import Mapping

from sayso.attribute.datelines import without_datelines
from sayso.attribute.inherit import going_on
from sayso.attribute.shared import tokens_of
from sayso.attribute.syntax import SUBJECTS, Syntax, bare
from sayso.data import words
from sayso.nouns import Annotated, Attribution, Basis, Form, LayerName, Sentence, Span

_FORMS = {LayerName.TITLE: Form.HEADLINE, LayerName.CAPTION: Form.CAPTION, LayerName.TEXT: Form.NARRATOR}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ARGUMENTS = frozenset({"dobj", "ccomp", "xcomp", "attr", "acomp", "oprd"})
LEAST_WORDS = 4
"""Fewer words than this state nothing that could be compared ("The hour matters.")."""


def narrated(
    syntax: Syntax, others: tuple[Attribution, ...], into: Mapping[int, Attribution], method: str
) -> tuple[Attribution, ...]:
    """A narrator's attribution for each sentence, or rest of one, that states something and is nobody else's.

    Where a voice goes on `into` a sentence (by index), what stands there before the next voice is still the former's.
    """
    annotated = syntax.annotated
    taken = {token for other in others for token in _words_of(syntax, other)}
    found: list[Attribution] = []
    for index, sentence in enumerate(annotated.sentences):
        if sentence.noise or _leads_on(annotated, sentence):
            continue
        spans = _own_words(syntax, sentence, taken)
        if not spans:
            spans = _coordinated(syntax, sentence, taken)
        content = without_datelines(annotated, spans)
        if content and index in into and spans[0].start == sentence.span.start:
            found.append(going_on(syntax, into[index], content))
        elif content:
            found.append(
                Attribution(
                    report=annotated.report,
                    layer=annotated.layer,
                    source=(),
                    cue=(),
                    content=content,
                    form=_FORMS[annotated.layer],
                    basis=Basis.NONE,
                    rule="nobody else's",
                    method=method,
                )
            )
    return tuple(found)


def whole(annotated: Annotated) -> tuple[Attribution, ...]:
    """Each sentence that is no noise as the narrator's own statement, whatever it is made of."""
    return tuple(
        Attribution(
            report=annotated.report,
            layer=annotated.layer,
            source=(),
            cue=(),
            content=(sentence.span,),
            form=Form.HEADLINE,  # which need not be a sentence
            basis=Basis.NONE,
            rule="the whole sentence",
            method="rules",
        )
        for sentence in annotated.sentences
        if not sentence.noise
    )


def _words_of(syntax: Syntax, other: Attribution) -> set[int]:
    """The tokens that an attribution takes; of its relays those beside it, not those named in an earlier sentence.

    ("Local media passed round a video. “We are safe,” said the mayor": the first sentence stays the narrator's.)
    """
    own = {t for pieces in (other.source, other.cue, other.content) for t in tokens_of(syntax, pieces)}
    here = {syntax.annotated.tokens.sentence[t] for t in own}
    beside = {t for relay in other.via for t in tokens_of(syntax, relay) if syntax.annotated.tokens.sentence[t] in here}
    return own | beside


def _own_words(syntax: Syntax, sentence: Sentence, taken: set[int]) -> tuple[Span, ...]:
    """The sentence, or what is left of it if its main verb is nobody else's; () if it states nothing."""
    tokens = syntax.annotated.tokens
    inside = range(sentence.first, sentence.end)
    free = [token for token in inside if token not in taken]
    verbs = [t for t in free if tokens.tag[t] in _FINITE and syntax.annotated.layer is not LayerName.TITLE]
    if syntax.annotated.layer is LayerName.TITLE:
        verbs = free
    if not verbs or sum(tokens.text[t][:1].isalnum() for t in free) < LEAST_WORDS:
        return ()
    if len(free) == len(inside):
        return (sentence.span,)
    root = next((t for t in inside if tokens.head[t] == t and tokens.pos[t] in {"VERB", "AUX"}), None)
    subject = None if root is None else syntax.child(root, *SUBJECTS)
    if root is None or root in taken or subject is None:
        return ()
    if any(_argument_of(syntax, token, root) for token in taken.intersection(inside)):
        return ()
    if subject in taken:
        return _before_cue(syntax, subject, root, taken)
    kept = [t for t in free if not _belongs_to_cue(syntax, t, taken)]
    runs: list[list[int]] = []
    for token in kept:
        if runs and runs[-1][-1] == token - 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = [bare(syntax.annotated.text, syntax.annotated.span(run[0], run[-1] + 1)) for run in runs]
    return tuple(s for s in spans if s is not None and any(c.isalnum() for c in s.of(syntax.annotated.text)))


def _before_cue(syntax: Syntax, subject: int, root: int, taken: set[int]) -> tuple[Span, ...]:
    """What a speaker does before he speaks ("The president met envoys on Friday and told them that …")."""
    tokens = syntax.annotated.tokens
    cue = next((t for t in syntax.kids(root, "conj") if t in taken and t > root), None)
    relative = any(tokens.tag[t] in {"WP", "WDT", "WP$"} for t in range(subject, root))
    if cue is None or subject > root or relative or tokens.tag[root] not in _FINITE:
        return ()
    first = syntax.left[subject]
    end = next((t for t in range(root + 1, cue) if t in taken), cue)
    while end > root and tokens.pos[end - 1] in {"CCONJ", "PUNCT", "ADV", "AUX"}:
        end -= 1
    if end - root < LEAST_WORDS - 1:
        return ()
    span = bare(syntax.annotated.text, syntax.annotated.span(first, end))
    return () if span is None else (span,)


def _argument_of(syntax: Syntax, token: int, root: int) -> bool:
    """Whether a word of somebody else's is what the main verb is about ("withdrew …"): without it nothing is said."""
    tokens = syntax.annotated.tokens
    return token > root == tokens.head[token] and tokens.dep[token] in _ARGUMENTS


def _coordinated(syntax: Syntax, sentence: Sentence, taken: set[int]) -> tuple[Span, ...]:
    """The clause that is coordinated with a cue without being content: "The firm denied it, and the stock fell"."""
    tokens = syntax.annotated.tokens
    for verb in range(sentence.first, sentence.end):
        if verb in taken or tokens.dep[verb] != "conj" or tokens.head[verb] not in taken:
            continue
        clause = range(syntax.left[verb], syntax.right[verb])
        subject = syntax.child(verb, *SUBJECTS)
        finite = any(tokens.tag[t] in _FINITE for t in clause)
        if subject is not None and finite and not taken.intersection(clause) and len(clause) >= LEAST_WORDS:
            span = bare(syntax.annotated.text, syntax.annotated.span(clause.start, clause.stop))
            return () if span is None else (span,)
    return ()


def _belongs_to_cue(syntax: Syntax, token: int, taken: set[int]) -> bool:
    """Whether a word that is in no span still hangs on an attribution ("… on Monday" behind "said")."""
    head = syntax.annotated.tokens.head
    at = token
    for _ in range(8):
        if head[at] == at:
            return False
        at = head[at]
        if at in taken:
            return True
    return False


def _leads_on(annotated: Annotated, sentence: Sentence) -> bool:
    """Whether the sentence is a question, or only leads on to something else."""
    text = sentence.span.of(annotated.text).strip()
    folded = text.casefold()
    return text[-1:] == "?" or any(folded.startswith(lead) for lead in words("cues", "narrator", "leads"))
