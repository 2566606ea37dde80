"""The values that a claim is made of: voices, quantities, times, places, evidence, predicates."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.nouns.span import Pieces, Span


class ReferentKind(StrEnum):
    """What a name stands for. An unnamed group never merges with another outlet's by name alone."""

    PERSON = "person"
    BODY = "body"  # ministry, company, army, union, court, party, agency
    GOVERNMENT = "government"  # also by metonym: "Kyiv", "the Kremlin"
    GROUP = "group"  # named or described people: "the commanders", "residents of Lund Bridge"
    UNNAMED_GROUP = "unnamed group"  # "Russian sources", "a key group"
    OUTLET = "outlet"
    PLACE = "place"
    FACILITY = "facility"
    THING = "thing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who is made to speak in a claim, as far as this report tells.

    `name` is canonical within the report (full name rather than surname, no title, no article);
    `source` is where the text names the speaker, pronoun or not; `named` is where the name was found if elsewhere.
    `role` and `affiliation` are as written ("Pentagon spokesman" → role "spokesman", affiliation "Pentagon").
    `party` is the country or body that the voice speaks for if the words say so ("Russian sources" → "Russia").
    `resolution` says how a pronoun or nominal was resolved, or None if the source is a name itself.
    """

    name: str
    kind: ReferentKind
    source: Pieces
    named: Span | None = None
    role: str | None = None
    affiliation: str | None = None
    party: str | None = None
    resolution: str | None = None


class Act(StrEnum):
    """What the claimant does with the content."""

    ASSERT = "assert"
    DENY = "deny"
    ADMIT = "admit"
    ACCUSE = "accuse"
    PROMISE = "promise"
    THREATEN = "threaten"
    EXPECT = "expect"
    WISH = "wish"
    DEMAND = "demand"
    THANK = "thank"
    REFUSE = "refuse"
    NO_COMMENT = "no_comment"
    UNVERIFIED = "unverified"


class Certainty(StrEnum):
    """AIDA's epistemic status of a claim, from the claimant's side."""

    TRUE_CERTAIN = "true-certain"
    TRUE_UNCERTAIN = "true-uncertain"
    FALSE_CERTAIN = "false-certain"
    FALSE_UNCERTAIN = "false-uncertain"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """Whether the claimant stands to the proposition, stripped of its negations, with yes or no."""

    POSITIVE = "pos"
    NEGATIVE = "neg"


class Modality(StrEnum):
    """In which mode the content is put."""

    ACTUAL = "actual"
    PAST = "past"
    PLAN = "plan"
    POSSIBLE = "possible"
    NORM = "norm"
    CONDITIONAL = "conditional"


class Comparator(StrEnum):
    """How the number that was read bounds the quantity."""

    EXACT = "="
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    ABOUT = "~"
    RANGE = "range"
    VAGUE = "vague"
    ZERO = "zero"
    ALL = "all"
    SHARE = "share"


class Scope(StrEnum):
    """Over what a quantity is counted."""

    CUMULATIVE = "cumulative"
    INCREMENT = "increment"
    SNAPSHOT = "snapshot"
    SHARE = "share"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A stretch of time read from a span, in the zone of the publication; ISO 8601, both ends inclusive.

    An end is None where it is open or unknown. `precision` is the unit that the words name: minute, hour,
    part-of-day, day, week, month, year, range, unknown. `open` is "none", "since" or "by".
    """

    span: Span
    start: str | None
    end: str | None
    precision: str
    open: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of something. Bounds are in `unit` (people, crowns, metres, …; a share between 0 and 1).

    `low` and `high` are the closed bounds that the words allow, None for no bound; `best` is the number named, if one
    was. "More than 1,700" is low 1700, high None, comparator ">".
    """

    span: Span  # the number with its hedge
    low: float | None
    best: float | None
    high: float | None
    comparator: Comparator
    counted: str  # "Ukrainian gunman"; "" where nothing is named
    counted_span: Span | None = None
    hedge: Span | None = None
    unit: str = ""
    scope: Scope = Scope.UNKNOWN
    subset_of: float | None = None
    window: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place named in a claim; `name` is canonical, `within` the containing places from near to far if the text says.

    `precision` says how closely the name tells where: "country", "region", "town", "facility" or "unknown". `geonames`
    are the towns that it may stand for, by GeoNames number, the largest first; nothing is decided among them.
    """

    span: Span
    name: str
    kind: ReferentKind = ReferentKind.PLACE
    within: tuple[str, ...] = ()
    precision: str = "unknown"
    geonames: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a claim leans on: "video", "photo", "document", "satellite image", "witness", "data", "statement"."""

    kind: str
    span: Span
    released_by: Pieces = ()
    circulated_by: Pieces = ()
    depicts: Pieces = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Who or what plays a part in a predicate: agent, patient, place, recipient, instrument, cause."""

    role: str
    span: Span
    name: str  # canonical, lower case, without article; for people and bodies as in `Voice.name`
    kind: ReferentKind = ReferentKind.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """What happened or holds, as a class of the status lexicon (`data/predicates.toml`).

    `frame` names a family of values that exclude one another (custody, whereabouts, life, control, access, …) and
    `value` the value in it; both are None for classes that stand alone.
    """

    name: str
    span: Span
    frame: str | None = None
    value: str | None = None
    roles: tuple[Role, ...] = ()
