"""What is shown of a thing to review: the words in their place as the machine read them, and what may be decided."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.export.words import ACTS, CERTAINTIES, STATES
from sayso.ledger.browse_claims import Asked, Beside
from sayso.nouns import Claim, Claimed, Layer, Span, hull
from sayso.review import Item, Left, key
from sayso.web.views.claim import AskedLine, Field, asked_lines, fields
from sayso.web.views.claims import ClaimLine, line
from sayso.web.views.rulings import RulingLine, ruling_lines
from sayso.web.views.text import Line, Mark, marked

AROUND = {1: 260, 2: 150}
"""Characters of the text shown on either side of what is reviewed, by how many claims are shown."""

FAR = 600
"""Characters from a claim's content within which its cue and its source are shown with it."""
PAIR_CHOICES = (
    ("agrees", "they agree"),
    ("refines", "the first tells more of the same than the second"),
    ("refined", "the second tells more of the same than the first"),
    ("supersedes", "the first replaces the second"),
    ("superseded", "the second replaces the first"),
    ("repeats", "one repeats the other"),
    ("not comparable", "they cannot be compared"),
    ("same", "they answer one question"),
)
"""What may be said of two claims, besides that they dispute one another or answer different questions."""

ORDERS = {
    "disputed": "disputed first: each two answers that dispute one another, then the claims of disputed questions, "
    "then the others, those that were read least surely first",
    "unsure": "least surely read first; disputes last",
    "report": "report by report, the latest published first, in the order of the text; disputes last",
}
"""The orders of the queue, told above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A claim as the machine read it. `text` are lines of its text, cut to what is around it."""

    line: ClaimLine
    text: tuple[Line, ...]
    cut_before: bool
    cut_after: bool
    fields: tuple[Field, ...]
    act: str
    certainty: str
    polarity: str
    asked: tuple[AskedLine, ...]
    ends: str  # JSON for the keys that move ends: the text shown, where it starts, where its parts do


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One thing to review. `why` is what the machine says for it, `astray` the ruling that lost its place."""

    key: str
    kind: str
    cards: tuple[Card, ...]
    relation: str | None
    why: tuple[str, ...]
    rule: str | None
    wording: str | None
    href: str | None
    state: str | None
    mark: str | None
    astray: RulingLine | None


def item_view(item: Item, read: Beside, asked: dict[str, tuple[Asked, ...]]) -> ItemView:
    """The view of an item; `read` has its claims as they were read."""
    question, link = item.question, item.link
    around = AROUND.get(len(item.claims), AROUND[2])
    return ItemView(
        key=key(item),
        kind={Left.CLAIM: "claim", Left.DISPUTE: "pair", Left.ASTRAY: "astray"}[item.left],
        cards=tuple(
            _card(read.claimed[ident], read, asked.get(ident, ()), around)
            for ident in item.claims
            if ident in read.claimed
        ),
        relation=_relation(item),
        why=tuple(reason.words for reason in link.reasons) if link else (),
        rule=link.rule.split(":")[0] if link else None,
        wording=question.wording if question else None,
        href=f"/q/{question.id}" if question else None,
        state=STATES[question.state] if question else None,
        mark=question.state.value.replace("_", "-") if question else None,
        astray=ruling_lines((item.ruling,))[0] if item.ruling else None,
    )


def _relation(item: Item) -> str | None:
    """How the first claim of a pair stands to the second, so far."""
    link = item.link
    if link is None:
        return None
    turned = {"supersedes": "is superseded by", "refines": "is refined by"}
    relation = link.relation.value
    return relation if link.a == item.claims[0] else turned.get(relation, relation)


def _card(one: Claimed, beside: Beside, asked: Iterable[Asked], around: int) -> Card:
    claim = one.claim
    shown = _around(one, around)
    return Card(
        line=line(one, beside),
        text=_excerpt(one, shown),
        cut_before=shown.start > 0,
        cut_after=shown.end < len(one.text),
        fields=fields(one),
        act=ACTS[claim.act],
        certainty=CERTAINTIES[claim.certainty],
        polarity=claim.polarity.value,
        asked=asked_lines(asked),
        ends=_ends(one, shown),
    )


def _around(one: Claimed, around: int) -> Span:
    """The stretch of the text that is shown with a claim."""
    claim, text = one.claim, one.text
    content = hull(claim.content)
    near = [span for _, spans in _parts(claim) for span in spans if abs(span.start - content.start) < FAR]
    whole = hull((content, *near))
    return Span(_word_from(text, whole.start - around), _word_to(text, whole.end + around))


def _excerpt(one: Claimed, shown: Span) -> tuple[Line, ...]:
    """That stretch with the claim's parts marked."""
    layer = Layer(name=one.claim.layer, text=shown.of(one.text), sha256="")
    marks = [
        Mark(span=Span(span.start - shown.start, span.end - shown.start), role=role, claim=one.claim.id)
        for role, spans in _parts(one.claim)
        for span in spans
        if shown.contains(span)
    ]
    return marked(layer, marks)


def _ends(one: Claimed, shown: Span) -> str:
    """Text and spans as JSON in ASCII: what no page can show is escaped, so that places count the same for scripts."""
    parts = {role: [[span.start, span.end] for span in spans] for role, spans in _parts(one.claim)}
    return json.dumps({"text": shown.of(one.text), "from": shown.start, "parts": parts})


def _parts(claim: Claim) -> tuple[tuple[str, Sequence[Span]], ...]:
    source = claim.voice.source if claim.voice else ()
    return (("content", claim.content), ("cue", claim.cue), ("source", source))


def _word_from(text: str, at: int) -> int:
    """The start of a word at or after a place, or of the text."""
    if at <= 0:
        return 0
    space = text.find(" ", at, at + 40)
    return space + 1 if space >= 0 else at


def _word_to(text: str, at: int) -> int:
    """The end of a word at or before a place, or of the text."""
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - 40, at)
    return space if space >= 0 else at
