"""A report on its way: what a format module gives, and how it becomes an intake."""

from dataclasses import dataclass, replace
from hashlib import sha256

from sayso.errors import TooLarge, UnreadableInput
from sayso.intake.facts import NO_FACTS, Facts
from sayso.intake.language import Language, language
from sayso.nouns import Capture, Intake, Layer, LayerName, Outcome, Report, Stated, content_id

MAX_TEXT = 2_000_000
"""Longest text layer in code points: about 300,000 words, three long novels. A longer "report" is an archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One report as a format module read it from `raw`.

    `source` is how the user would name the input, `label` what names the report in lists; `facts` is what the bytes
    say about themselves, `notes` what is missing. `place` tells it from other reports in the same bytes; `stated`
    is where the facts stood, and what else is said of them; `is_summary` as in Report.
    """

    source: str
    label: str
    raw: bytes
    media_type: str
    text: str
    caption: str | None = None
    facts: Facts = NO_FACTS
    notes: tuple[str, ...] = ()
    place: str | None = None
    stated: tuple[Stated, ...] = ()
    is_summary: bool = False


def finished(draft: Draft, facts: Facts) -> Intake:
    """The intake of a draft; the user's facts win over what the bytes say.

    Raises:
        UnreadableInput: the text layer holds nothing but white space.
        TooLarge: the text layer is longer than MAX_TEXT.
    """
    if not draft.text or draft.text.isspace():
        raise UnreadableInput("there is no text in it")
    if len(draft.text) > MAX_TEXT:
        raise TooLarge(f"its text has {len(draft.text):,} characters, more than the limit of {MAX_TEXT:,}; split it")
    known = facts.over(draft.facts)
    capture = Capture(sha256=sha256(draft.raw).hexdigest(), raw=draft.raw, media_type=draft.media_type)
    parts = ((LayerName.TITLE, known.title), (LayerName.TEXT, draft.text), (LayerName.CAPTION, draft.caption))
    published = known.published.iso if known.published else None
    tongue = language(draft.text, known=facts.language, stated=draft.facts.language)
    notes = [*draft.notes, *filter(None, (tongue.doubt,))]
    report = Report(
        id=content_id("r", capture.sha256, known.outlet, known.url, published, *filter(None, (draft.place,))),
        capture=capture.sha256,
        label=draft.label,
        layers=tuple(_layer(name, text) for name, text in parts if text),
        outlet=known.outlet,
        url=known.url,
        author=known.author,
        language=tongue.code,
        published=known.published,
        modified=known.modified,
        retrieved=known.retrieved,
        forwarded_from=known.forwarded_from,
        stated=_stated(draft.stated, tongue),
        is_summary=draft.is_summary,
    )
    return Intake(
        source=draft.source,
        outcome=Outcome.IN_PART if notes else Outcome.READ,
        reason="; ".join(notes) or None,
        capture=capture,
        report=report,
    )


def _stated(stated: tuple[Stated, ...], tongue: Language) -> tuple[Stated, ...]:
    """What the input says, and where the language was detected, that before what it says of it."""
    if tongue.code is None or tongue.where is None:
        return stated
    others = (replace(one, taken=False) if one.fact == "language" else one for one in stated)
    return (*others, Stated(fact="language", value=tongue.code, where=tongue.where, taken=True))


def refused(source: str, reason: str) -> Intake:
    """The intake of an input that gives no report."""
    return Intake(source=source, outcome=Outcome.REFUSED, reason=reason)


def _layer(name: LayerName, text: str) -> Layer:
    return Layer(name=name, text=text, sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
