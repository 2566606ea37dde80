"""Resolving: the name that a report gives what a span of it mentions, for the roles in a claim."""

from collections.abc import Callable

from sayso.claims.mentions import Mention
from sayso.claims.nominals import nominal
from sayso.claims.phrases import head_of
from sayso.claims.pronouns import FIRST_PERSON, certain, speaks_of_itself
from sayso.claims.referents import Cast
from sayso.nouns import ReferentKind, Span

Named = Callable[[Span], tuple[str, ReferentKind] | None]
"""The canonical name and kind of what a span mentions, or None where it stands for nobody known."""


def namer(found: Cast, speaker: Mention | None) -> Named:
    """What names a mention within the report, for a claim of `speaker`: "it" in what a body says is that body."""
    annotated = found.annotated
    tokens = annotated.tokens

    def named(span: Span) -> tuple[str, ReferentKind] | None:
        head = head_of(tokens, annotated.tokens_in(span))
        if head is None:
            return None
        word = tokens.text[head].lower()
        if tokens.pos[head] == "PRON" or tokens.tag[head] == "PRP$":
            # Who is quoted says "we" of himself; "it" and "they" in a quotation are others.
            itself = speaker is not None and not annotated.quoted(head) and speaks_of_itself(found, head, speaker)
            own = speaker is not None and (word in FIRST_PERSON or itself)
            resolved = speaker if own else certain(found, head)
        elif tokens.pos[head] in {"NOUN", "PROPN"} or tokens.entity[head] >= 0:
            mention = found.at(head)
            resolved = nominal(found, mention, ()) or mention
        else:
            return None
        known = resolved is not None and resolved.name and resolved.kind is not ReferentKind.UNKNOWN
        return (resolved.name, resolved.kind) if resolved is not None and known else None

    return named
