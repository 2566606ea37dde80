"""Under what a claim is looked up: the keys of its rules, told apart by whom and what they are about.

In a story half of all claims tell of somebody's whereabouts; those that tell of one captain's are few. Each key here
follows from what its rule asks for: claims that the rule can bring together share one of them, and what `Need` says.
"""

from collections.abc import Iterator
from enum import IntEnum

from sayso.compare.happenings import done
from sayso.compare.names import normal
from sayso.compare.poles import poles
from sayso.compare.profile import Profile
from sayso.compare.rules import BY_WORDS, IN_ONE_REPORT, RULES, keys_by_rule
from sayso.compare.states import excluded_frames
from sayso.compare.subjects import Named, named, roles_before, told
from sayso.compare.texts import names_behind
from sayso.compare.words import entry, stem
from sayso.data import words


class Need(IntEnum):
    """What a key needs besides being shared."""

    NOTHING = 0
    FIRM = 1  # the one claim has it as FIRM, the other as LOOSE
    LOOSE = 2
    WORD = 3  # the claims share a word, too


Slot = tuple[str, Need]
_BY_SLOTS = frozenset({"state", "exclusive", "happening", "opposites", "count"})


def slots(profile: Profile) -> Iterator[Slot]:
    """The keys under which a claim of another report can be found, each with what it needs."""
    for rule, keys in zip(RULES, keys_by_rule(profile), strict=True):
        if rule not in BY_WORDS and rule not in IN_ONE_REPORT and rule.name not in _BY_SLOTS:
            yield from ((key, Need.NOTHING) for key in keys)
        elif rule.name == "count":
            need = Need.WORD if profile.figure_of else Need.NOTHING
            yield from ((key, Need.NOTHING if key.startswith("count:=") else need) for key in keys)
    yield from _states(profile)
    yield from _happenings(profile)
    if not profile.attribute:
        for pole in poles(profile):
            alone = entry("topics", pole.topic).get("alone") is True
            yield f"opposites:{pole.topic}", Need.NOTHING if alone else Need.WORD


def _states(profile: Profile) -> Iterator[Slot]:
    """The respects in which states are told, each with whose they are (see `subjects.shared_subject`)."""
    for at, (state, roles) in enumerate(told(profile)):
        about = [] if profile.attribute or state.frame == "label" else [f"state:{state.frame}"]
        if at == 0 and excluded_frames(state.frame or ""):
            about.append("exclusive")
        for role in roles if about else ():
            name = named(role.name)
            yield from ((f"{key}:{one}", Need.NOTHING) for key in about for one in _known_by(profile, name))
            everybody = normal(role.name) in words("exclusions", "everybody")
            yield f"everybody={state.value}", Need.LOOSE if everybody else Need.FIRM
            if name.single:
                yield from ((f"{key}<{stem(name.head)}", Need.FIRM) for key in about)
                before = roles_before(role, profile.body)
                yield from ((f"{key}<{one}", Need.LOOSE) for key in about for one in before)


def _known_by(profile: Profile, name: Named) -> set[str]:
    """The words under which somebody can be found: of the name, names behind its noun, nouns before its last word."""
    behind = names_behind(profile.body)
    found = {name.plain, *name.stems}
    if name.noun is not None:
        found |= behind.get(name.noun, frozenset()) | {name.noun}
    if name.last is not None:
        found |= {noun for noun, lasts in behind.items() if name.last in lasts} | {name.last}
    return found - {""}


def _happenings(profile: Profile) -> Iterator[Slot]:
    """What was done, each with to whom, or by whom (see `happenings`)."""
    holding = {stem(word) for word in words("fillers", "holding")}
    for what, predicate, patient in done(profile):
        key = f"happening:{what}"
        yield key, Need.WORD
        agent = next((role for role in predicate.roles if role.role == "agent"), None)
        for role in (patient, agent):
            if role is not None:
                yield from _to_whom(profile, key, named(role.name))
        if stem(predicate.name.removeprefix("to ")) in holding and agent is not None:
            yield from ((f"holding:{one}", Need.NOTHING) for one in _known_by(profile, named(agent.name)))


def _to_whom(profile: Profile, key: str, name: Named) -> Iterator[Slot]:
    yield from ((f"{key}:{one}", Need.NOTHING) for one in _known_by(profile, name))
    lead = profile.scene.setting
    if name.common:  # a noun for what the title of either report names
        yield from ((f"{key}:{one}", Need.NOTHING) for one in sorted(lead))
        yield f"{key}~", Need.FIRM
    if name.last is not None and name.last in lead:
        yield f"{key}~", Need.LOOSE
