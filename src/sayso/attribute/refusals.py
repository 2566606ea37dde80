"""Answers that are refused or not given: "He gave no names.", "The firm did not reply.", "She declined to answer."."""

from dataclasses import replace

from sayso.attribute.datelines import without_datelines
from sayso.attribute.forms import form_of
from sayso.attribute.inherit import main_subject
from sayso.attribute.shared import has_clause, tokens_of
from sayso.attribute.subjects import source_range
from sayso.attribute.syntax import Syntax
from sayso.attribute.verbs import cue_range
from sayso.data import words
from sayso.nouns import Attribution, Basis, Sentence

_SHORT = 3
"""A refusal's content of fewer words ("to comment") is told with its cue ("declined to comment")."""


def withheld(syntax: Syntax, others: tuple[Attribution, ...], method: str) -> tuple[Attribution, ...]:
    """An attribution for each sentence whose main clause says that somebody gives no answer and is no `others`'s."""
    annotated = syntax.annotated
    taken = {token for other in others for token in tokens_of(syntax, other.cue + other.content)}
    found: list[Attribution] = []
    for sentence in annotated.sentences:
        subject = main_subject(syntax, sentence)
        if sentence.noise or subject is None or annotated.tokens.tag[subject] == "EX":
            continue
        verb = annotated.tokens.head[subject]
        if verb in taken or not _withholds(syntax, verb, sentence):
            continue
        group = cue_range(syntax, verb)
        content = syntax.pieces((group[0], sentence.end))
        source = without_datelines(annotated, syntax.pieces(source_range(syntax, subject, verb)))
        if content and source:
            found.append(
                Attribution(
                    report=annotated.report,
                    layer=annotated.layer,
                    source=source,
                    cue=syntax.pieces(group),
                    content=content,
                    form=form_of(annotated, content),
                    basis=Basis.EXPLICIT,
                    rule="gives no answer",
                    method=method,
                )
            )
    return tuple(found)


def with_cue(syntax: Syntax, attribution: Attribution) -> Attribution:
    """The attribution with its cue in its content, where the content says nothing without it.

    So with a short refusal ("declined to comment"), somebody's figure ("the firm's figure is 12") and a figure that
    somebody puts ("it put the injured at 12").
    """
    content, cue = tokens_of(syntax, attribution.content), tokens_of(syntax, attribution.cue)
    if not content or not cue or cue[0] >= content[0]:
        return attribution
    found = {syntax.annotated.tokens.lemma[token] for token in cue}
    source = tokens_of(syntax, attribution.source)
    figure = found & words("cues", "figures", "nouns") and syntax.annotated.tokens.lemma[content[0]] == "be"
    if source and (figure or (found & words("cues", "figures", "verbs") and _counts(syntax, content))):
        first = min(cue[0], source[0])
    elif _refuses(syntax, found, content):
        first = cue[0]
    else:
        return attribution
    return replace(attribution, content=syntax.pieces((first, content[-1] + 1)))


def _refuses(syntax: Syntax, cue: set[str], content: tuple[int, ...]) -> bool:
    """Whether the cue refuses ("declined to"), gives nothing, or is negated ("would not say how many")."""
    giving = bool(cue & words("cues", "refuses", "giving"))
    # "Said nothing" refuses, "said nothing was found" and "said no deal has been reached" do not.
    given = not has_clause(syntax, syntax.pieces((content[0], content[-1] + 1)))
    nothing = giving and given and syntax.lower(content[0]) in {"nothing", "no"}
    offered = words("cues", "refuses", "giving") | words("cues", "refuses", "offering")
    nothing = nothing or bool("no" in cue and cue & offered and cue & words("cues", "refuses", "withheld"))
    negated = bool(cue & {"not", "n't"}) and (giving or len(content) <= _SHORT)
    return nothing or negated or bool(cue & words("cues", "refuses", "verbs"))


def _counts(syntax: Syntax, content: tuple[int, ...]) -> bool:
    return any(syntax.annotated.tokens.pos[token] == "NUM" for token in content)


def _withholds(syntax: Syntax, verb: int, sentence: Sentence) -> bool:
    """Whether the verb is one of giving, and is negated or has "no" or "nothing" as its object."""
    tokens = syntax.annotated.tokens
    lemma, negated = tokens.lemma[verb], syntax.child(verb, "neg") is not None
    rest = range(verb + 1, sentence.end)
    if lemma == "leave":
        return any(syntax.lower(t) == "unanswered" for t in rest)
    if lemma == "draw" and negated:
        return syntax.child(verb, "auxpass") is not None  # "would not be drawn"
    given = syntax.child(verb, "dobj")
    if given is not None and syntax.lower(syntax.left[given]) == "no":
        offered = words("cues", "refuses", "giving") | words("cues", "refuses", "offering")
        return lemma in offered and tokens.lemma[given] in words("cues", "refuses", "withheld")
    if lemma not in words("cues", "refuses", "giving") or syntax.child(verb, "nsubjpass") is not None:
        return False
    if given is not None and syntax.lower(given) == "nothing":
        return True
    answers = lemma in words("cues", "refuses", "answering")
    return negated and (answers or any(tokens.lemma[t] in words("cues", "refuses", "withheld") for t in rest))
