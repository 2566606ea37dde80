"""What one voice has said: counts with their working, and its answers by question or in time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sayso.export.dates import Shown, moment
from sayso.export.words import STATES
from sayso.ledger.browse_claims import Beside
from sayso.ledger.browse_voices import Given, Stated, Wording
from sayso.nouns import Moment
from sayso.web.views.claims import ClaimLine, line
from sayso.web.views.shares import Share, share

CLAIMS_SHOWN = 3
"""Claims listed of one answer; the question's page has all."""

KINDS: Mapping[str, tuple[str, str, Callable[[Given], bool]]] = {
    "all": ("said", "all that it has said", lambda _: True),
    "repeated": ("repeated", "another origin gives the same answer", lambda one: one.repeated),
    "contradicted": ("contradicted", "a claim of another origin disputes it", lambda one: one.contradicted),
    "superseded": ("superseded by itself", "a later claim of its own took its place", lambda one: one.superseded),
    "retracted": ("retracted by itself", "it took it back", lambda one: one.retracted),
    "alone": ("stands alone", "no other origin repeats or contradicts it", lambda one: one.alone),
}
"""What may be shown, by its name in the address: in a word or two, in words, and which answers those are."""

ORDERS = {"question": "by question", "time": "in time"}
"""How what was said may be listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many of the answers of a voice stand in one way, as a link to them. `share` is None for all of them."""

    name: str
    words: str
    tells: str
    number: int
    share: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceView:
    """A voice in counts. `carried` are outlets by the number of their reports; `unknown_outlets` such reports without.

    `called` are other names that reports have for it.
    """

    name: str
    claims: int
    reviewed: int
    reports: int
    answers: int
    questions: int
    unasked: int
    first: Shown | None
    last: Shown | None
    carried: tuple[tuple[str, int], ...]
    unknown_outlets: int
    called: tuple[tuple[str, int], ...]
    counted: tuple[Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """One answer of the voice, with the first of its claims; `left` is how many more there are."""

    value: str
    standing: tuple[str, ...]
    lines: tuple[ClaimLine, ...]
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A question and what the voice answers to it, in the order of publication."""

    href: str
    wording: str
    state: str
    mark: str
    answers: tuple[GivenAnswer, ...]


def voice_view(stated: Stated) -> VoiceView:
    """The head of a voice's page."""
    given = stated.given
    return VoiceView(
        name=stated.name,
        claims=stated.claims,
        reviewed=stated.reviewed,
        reports=stated.reports,
        answers=len(given),
        questions=len({one.place[0] for one in given}),
        unasked=stated.unasked,
        first=_day(stated.first),
        last=_day(stated.last),
        carried=tuple((outlet, number) for outlet, number in stated.carried if outlet is not None),
        unknown_outlets=sum(number for outlet, number in stated.carried if outlet is None),
        called=tuple(one for one in stated.called if one[0] != stated.name),
        counted=tuple(
            Counted(
                name=name,
                words=words,
                tells=tells,
                number=(number := sum(map(holds, given))),
                share=None if name == "all" else share(number, len(given)),
            )
            for name, (words, tells, holds) in KINDS.items()
        ),
    )


def _day(iso: str | None) -> Shown | None:
    return None if iso is None else moment(Moment(iso[:10]))


def chosen(given: Sequence[Given], show: str) -> tuple[Given, ...]:
    """The answers of one of KINDS."""
    return tuple(filter(KINDS[show][2], given))


def by_question(given: Sequence[Given]) -> tuple[tuple[Given, ...], ...]:
    """Answers to one question together, the questions in the order in which the voice first spoke on them."""
    grouped: dict[str, list[Given]] = {}
    for one in given:
        grouped.setdefault(one.place[0], []).append(one)
    return tuple(map(tuple, grouped.values()))


def told(groups: Sequence[Sequence[Given]], wordings: Mapping[str, Wording], beside: Beside) -> tuple[Told, ...]:
    """What a page lists: `groups` are answers to one question each."""
    found = []
    for group in groups:
        question = group[0].place[0]
        asked = wordings[question]
        found.append(
            Told(
                href=f"/q/{question}",
                wording=asked.wording,
                state=STATES[asked.state],
                mark=asked.state.value.replace("_", "-"),
                answers=tuple(
                    GivenAnswer(
                        value=asked.values[one.place[1]],
                        standing=tuple(
                            words for name, (words, _, holds) in KINDS.items() if name != "all" and holds(one)
                        ),
                        lines=tuple(
                            line(beside.claimed[claim], beside)
                            for claim in one.claims[:CLAIMS_SHOWN]
                            if claim in beside.claimed
                        ),
                        left=max(0, len(one.claims) - CLAIMS_SHOWN),
                    )
                    for one in group
                ),
            )
        )
    return tuple(found)


def claims_of(groups: Sequence[Sequence[Given]]) -> set[str]:
    """The claims that `told` shows of these groups."""
    return {claim for group in groups for one in group for claim in one.claims[:CLAIMS_SHOWN]}
