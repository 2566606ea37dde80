"""Two short texts laid side by side without a ledger: how they stand to one another, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from sayso.attribute.narrator import whole
from sayso.compare.pairs import PairRelation, Related, relate
from sayso.compare.reader import Put, read
from sayso.intake.language import detected
from sayso.nouns import Claimed, Layer, LayerName, Moment, Report, content_id
from sayso.stages import Settings, Stages, shipped

__all__ = ["PairRelation", "Related", "Texts", "related"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Two texts, each a sentence or a few, with the days that they were said on where they are known."""

    a: str
    b: str
    a_date: Moment | None = None
    b_date: Moment | None = None


def related(texts: Texts, *, settings: Settings | None = None, using: Stages | None = None) -> Related | None:
    """How text a stands to text b, by the seven relations of the guidelines, or None where it cannot be told.

    Rules and the trained reader are weighed against one another; where attribution is by rules alone, or one of the
    texts is in another language than English, it is by rules alone.

    Raises:
        NoPack: a text is in a language that nothing installed reads.
        UnknownSetting: a setting is not one of those that exist.
    """
    stages, chosen = using or _shipped(), settings or Settings()
    ours, theirs = _report("first", texts.a, texts.a_date), _report("second", texts.b, texts.b_date)
    reads = chosen.attribution != "rules" and not (stages.pack(ours.language) or stages.pack(theirs.language))
    odds = read(_put(texts.a, texts.a_date), _put(texts.b, texts.b_date)) if reads else None
    return relate(_claimed(ours, stages, chosen), _claimed(theirs, stages, chosen), odds)


def _put(text: str, day: Moment | None) -> Put:
    return Put(text, day.first_day if day else None)


@cache
def _shipped() -> Stages:
    return shipped()


def _report(name: str, text: str, day: Moment | None) -> Report:
    """A report of its own for one of the texts."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(
        id=content_id("r", name, digest),
        capture=digest,
        label=name,
        layers=(Layer(name=LayerName.TEXT, text=text, sha256=digest),),
        language=detected(text).code,
        published=day,
    )


def _claimed(report: Report, stages: Stages, settings: Settings) -> Sequence[Claimed]:
    """The claims of one of the texts.

    Raises:
        NoPack: nothing that is installed reads its language.
    """
    reading = f"n-{report.label}"
    made = stages.claims(report, LayerName.TEXT, settings, reading)
    # Whoever gives a text to be compared means it as a statement, be it a mere headline.
    made = made or stages.claims(report, LayerName.TEXT, settings, reading, attribute=whole)
    return tuple(Claimed(claim=claim, report=report) for claim in made)
