"""What a dossier is written from: what was chosen of a ledger, how inputs ended, and what it can be held against."""

import json
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.compare import standing
from sayso.export.chosen import Chosen
from sayso.export.dossier import Dossier
from sayso.export.sensitive import LEFT_OUT, names_of, personal, tells
from sayso.ledger import Ledger
from sayso.ledger.log import Entry
from sayso.ledger.read import Input
from sayso.nouns import Amendment, Claimed, Flag, Outcome, Question, Ruling, Span
from sayso.nouns.flag import is_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """That somebody has taken names out of the ledger for good: by whom, when (UTC, ISO 8601), why, and how much."""

    number: int
    by: str
    at: str
    why: str
    reports: int
    withheld: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A case to be handed on.

    `is_whole`: it is not narrowed to one question. `names` are what the whole case calls the voices of its claims, by
    the claims' ids. `ended` says of reports, by their ids, how and when they were read, `engines` by what. `rulings`
    are those on what is told, with whether each holds. `flagged` are the flags on what must not be told. `hash` is the
    ledger's content hash, `head` the hash of the last of so many `entries` of its log; `as_of` is when an input was
    last read (UTC, ISO 8601).
    """

    case: Dossier
    claims: Mapping[str, Claimed]
    names: Mapping[str, str]
    is_whole: bool
    inputs: tuple[Input, ...]
    ended: Mapping[str, Input]
    engines: Mapping[str, str]
    rulings: tuple[tuple[Ruling, bool], ...]
    amendments: tuple[Amendment, ...]
    flagged: tuple[Flag, ...]
    redactions: tuple[Redaction, ...]
    hash: str
    entries: int
    head: str | None
    as_of: str | None

    def name(self, one: Claimed) -> str | None:
        """What the case calls the voice of a claim, None where nobody is named."""
        return self.names.get(one.claim.id) or (one.claim.voice.name if one.claim.voice else None)

    @property
    def only(self) -> Question | None:
        """The question that it was narrowed to, unless that is left out."""
        return None if self.is_whole else next(iter(self.case.questions), None)

    def hides(self, one: Claimed, around: Span) -> bool:
        """Whether some of the characters of a claim's text are flagged, so that they must not be shown beside it."""
        layer = one.report.layer(one.claim.layer)
        return layer is not None and any(
            span.overlaps(around) for flag in self.flagged for span in flag.spans(one.report.id, layer)
        )

    def ended_otherwise(self) -> tuple[Input, ...]:
        """The inputs that were refused, or read in part."""
        return tuple(one for one in self.inputs if one.outcome is not Outcome.READ)


def handed(chosen: Chosen) -> Handed:
    """What was chosen, with what a dossier needs besides."""
    ledger, case = chosen.ledger, chosen.case
    flags: tuple[Flag, ...] = () if chosen.sensitive else personal(case.notes.flags)
    flagged = names_of(flags)
    known = frozenset(report.id for report in case.reports)
    inputs = _named_from(_told(ledger.inputs(), _whole(ledger, flags), flagged))
    held = {one.id for one in standing(ledger.rulings())}
    log = ledger.log()
    return Handed(
        case=case,
        claims={one.claim.id: one for one in case.claims},
        is_whole=chosen.question is None,
        names={claim: known.name for claim, known in case.names.items()},
        inputs=inputs,
        ended={one.report: one for one in inputs if one.report},
        engines={report: engine for report in sorted(known) if (engine := ledger.engine(report))},
        rulings=tuple((one, one.id in held) for one in case.rulings),
        amendments=tuple(
            one
            for one in ledger.amendments()
            if one.report in known and not tells(flagged, one.before, one.after, one.why)
        ),
        flagged=flags,
        redactions=tuple(_redactions(log)),
        hash=ledger.content_hash(),
        entries=len(log),
        head=log[-1].hash if log else None,
        as_of=max((one.at for one in inputs), default=None),
    )


def _redactions(log: Iterable[Entry]) -> Iterator[Redaction]:
    for entry in log:
        if entry.kind == "redact" and entry.payload is not None:
            said = json.loads(entry.payload)
            yield Redaction(
                number=said["redaction"],
                by=said["by"],
                at=said["at"],
                why=said["why"],
                reports=said["reports"],
                withheld=len(said["withheld"]),
            )


def _whole(ledger: Ledger, flags: Sequence[Flag]) -> frozenset[str]:
    """The reports that are flagged from end to end."""
    held = ledger.reports_of({place.report for flag in flags for place in flag.places}) if flags else ()
    return frozenset(report.id for report in held if any(is_whole(flag, report) for flag in flags))


def _told(inputs: Iterable[Input], gone: Collection[str], flagged: Sequence[re.Pattern[str]]) -> tuple[Input, ...]:
    """The inputs but those of reports that are gone, without words that would tell a flagged name."""

    def told(one: Input) -> Input:
        if tells(flagged, one.source, one.reason):
            return replace(one, source=LEFT_OUT, reason=LEFT_OUT if one.reason else None)
        return one

    return tuple(told(one) for one in inputs if one.report not in gone)


def _named_from(inputs: tuple[Input, ...]) -> tuple[Input, ...]:
    """The inputs, paths named from the folder that all of them share: where that lies is nobody else's matter."""
    paths = [os.path.dirname(one.source) for one in inputs if one.source.startswith("/")]  # noqa: PTH120 - a string comes back
    if not paths:
        return inputs
    shared = os.path.commonpath(paths).rstrip("/") + "/"
    return tuple(replace(one, source=one.source.removeprefix(shared)) for one in inputs)
