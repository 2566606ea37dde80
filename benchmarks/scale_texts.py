"""Reports for `scale.py`: the example texts, told again of other mishaps, places, people, numbers and days.

A world has as many reports as are asked for, of stories of 5 to 500 (sizes as 5 · 10^(2u) for u drawn evenly: most are
small, most reports belong to large ones; in a small world none has more than a tenth of the reports). Each story has
waters, a port, an island, a radio and a first day of its own, and a matter: what went down there and how, who was on
it, who searched and for what is drawn from lists of nouns and verbs that the same sentences can hold. It goes on by
episodes of ten reports, 24 reports a day. Each episode has a ship, a company, people and numbers of its own. Stories
begin so that some two hundred reports of all stories come a day, whatever the size of the world; reports come in the
order of their publication, those of different stories mixed.

A report is one of the example texts with all that in place of its own, and the weekdays of the episode; its first
paragraph stands first; of the others (and of those of texts that are no younger) some are left out, some lose their
last sentences, and in half of the reports they change places. One report in six has a number of its own for the dead,
as outlets do. Outlets are 300 made-up ones. Made-up names are single words that no two stories share, so that what
holds stories together is what they tell. All is drawn with a seed: the same numbers make the same world.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from sayso.intake import read_inputs
from sayso.intake.facts import Facts
from sayso.nouns import LayerName

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"
SMALLEST, RANGE = 5, 2  # reports of the smallest story; powers of ten up to the largest
EPISODE, OF_STORY_A_DAY, A_DAY = 10, 24, 200  # reports
OUTLETS = 300
KEPT, CUT, SHUFFLED, OWN_COUNT = 0.6, 0.25, 0.5, 1 / 6  # shares of paragraphs, of paragraphs, of reports, of reports
BEGINS, FIRST = datetime.fromisoformat("2024-01-01T00:00:00+02:00"), datetime.fromisoformat("2025-06-02T00:00:00+02:00")
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

ONSETS, VOWELS = ("B", "D", "F", "G", "H", "K", "L", "M", "N", "P", "R", "S", "T", "V", "W", "Br", "St", "Tr"), "aeiou"
MIDDLES, ENDS = (
    ("ll", "nd", "rr", "st", "m", "v", "lb", "rk", "ss", "nt", "g", "d"),
    ("en", "o", "ic", "er", "as", "ey"),
)
PLACE_ENDS = ("sund", "ham", "ness", "wick", "by", "holm", "mouth", "stad")
PAPERS = ("post", "kurier", "blatt", "press", "news", "wire", "mail", "times")
NAMES = {
    "Gannet Sound": "the {sound}", "Tolsay Residents' Association": "{island} {union}",
    "Tolsay Residents’ Association": "{island} {union}", "Radio Tolsay": "the {other}", "Harbour Monitor": "{other}",
    "Tolsay": "{island}", "Merrow General Hospital": "the hospital in {port}", "Merrow": "{port}",
    "Lady Maud": "{ship}", "Sound Lines": "{line}",
    "Transport Minister Ivo Lenk": "The {office} minister, {first4} {last4},",
    "Transport Ministry": "{office} ministry", "ministry": "{office} ministry",
    "“Captain Tolland": "“The {captain}", "Captain Rhys Tolland": "The {captain}, {first0} {last0},",
    "Rhys": "{first0}", "Tolland": "{last0}", "Edda": "{first1}", "Marsh": "{last1}", "Petra": "{first2}",
    "Hallam": "{last2}", "Nela": "{first3}", "Voss": "{last3}", "Ivo": "{first4}", "Lenk": "{last4}",
    "Anton": "{first5}", "Greve": "{last5}", "Oskar": "{first6}", "Bain": "{last6}", "Jana": "{first7}",
    "Pruitt": "{last7}",
    "Nine": "{Dead}", "Fourteen": "{Later}", "14": "{later}", "five more": "{more} more", "22": "{missing}",
    "Seventeen": "{Left}", "17": "{left}", "Thirty-one": "{Listed}", "31": "{listed}", "112": "{tickets}",
    "240": "{aboard}", "54": "{age}", "38": "{depth}", **{day: f"{{{day}}}" for day in WEEK},
    "captain of sunken ferry": "{captain} of the lost {ship}", "could pay”": "could pay for the {ship}”",
    "Owner rejects talk of overloading": "{line} rejects talk of faults on the {ship}",
    "Islanders: ferry captain": "{Folk} of {island}: {ship}’s {captain}",
    "ferry": "{vehicle}", "Ferry": "{Vehicle}", "ferries": "{vehicle}s", "ship": "{vehicle}", "sank": "{sank}",
    "sinks": "{sinks}", "captain": "{captain}", "coast guard": "{guard}", "bow door": "{part}",
    "life jackets": "{kit}", "divers": "{searchers}", "wreck": "{wreck}", "island": "{land}",
    "passengers": "{riders}", "lifeboat": "{refuge}", "deck": "{floor}", "car deck": "{hold}",
    "boats": "{helpers}", "sea was rough": "{trouble}", "overloaded": "{fault}",
    "neighbour": "{witness}", "garden fence": "{meeting}", "photo": "{proof}", "inquiry": "{probe}",
    "families": "{bereaved}", "crews": "{crews}", "to list": "to {tilt}", "went down": "was gone",
    "association": "group",
}  # fmt: skip
"""What stands in the example texts, and what of a report stands in its place."""

MATTERS = {
    "vehicle": ("ferry", "train", "coach", "tram", "airship", "barge", "lorry", "steamer", "glider", "tanker"),
    "sank": ("sank", "derailed", "overturned", "crashed", "burned", "exploded", "capsized", "collided", "stalled"),
    "captain": ("captain", "driver", "pilot", "conductor", "engineer", "helmsman", "steward", "skipper", "mechanic"),
    "guard": (
        "coast guard", "fire brigade", "mountain rescue", "river patrol", "civil guard", "ambulance service",
        "border guard", "road office", "rescue corps", "army",
    ),
    "part": ("bow door", "brake valve", "fuel tank", "rear axle", "cabin hatch", "steering rod", "gas pipe", "boiler"),
    "kit": ("life jackets", "seat belts", "helmets", "blankets", "torches", "whistles", "ropes", "masks"),
    "searchers": ("divers", "diggers", "climbers", "soldiers", "dogs", "miners", "fishermen", "volunteers", "nurses"),
    "wreck": ("wreck", "ruin", "hull", "frame", "carcass", "debris", "shell", "mud"),
    "land": ("island", "village", "valley", "suburb", "spa", "resort", "colony", "mission", "fort"),
    "Folk": ("Islanders", "Villagers", "Farmers", "Monks", "Herders", "Settlers", "Students", "Weavers"),
    "riders": ("passengers", "pilgrims", "workers", "pupils", "tourists", "miners", "fans", "recruits", "delegates"),
    "refuge": ("lifeboat", "taxi", "tent", "chapel", "barn", "kiosk", "police van", "hotel"),
    "floor": ("deck", "board", "roof", "platform", "gangway", "balcony", "ladder", "bench"),
    "hold": ("car deck", "luggage van", "cellar", "rear cabin", "freight room", "galley", "upper floor"),
    "helpers": ("boats", "engines", "helicopters", "cranes", "tractors", "trucks", "teams", "pumps"),
    "trouble": (
        "sea was rough", "road was icy", "smoke was thick", "slope was steep", "wind was strong", "rain was heavy",
        "river was high", "fog was dense",
    ),
    "fault": ("overloaded", "unlicensed", "rusty", "defective", "uninsured", "leaking", "unguarded", "worn out"),
    "witness": ("neighbour", "cousin", "baker", "teacher", "barber", "nephew", "tenant", "gardener", "priest"),
    "meeting": ("garden fence", "counter", "telephone", "kitchen table", "wall", "radio", "chessboard"),
    "proof": ("photo", "video", "letter", "recording", "diary", "logbook", "drawing", "receipt"),
    "probe": ("inquiry", "audit", "review", "hearing", "trial", "commission", "survey"),
    "bereaved": ("families", "widows", "parents", "survivors", "relatives", "orphans", "mourners"),
    "crews": ("crews", "men", "units", "squads", "patrols", "people"),
    "tilt": ("list", "shake", "smoke", "sway", "slide", "leak", "tremble"),
    "office": ("transport", "interior", "energy", "health", "labour", "trade", "justice", "defence", "tourism"),
    "union": ("residents’ association", "shopkeepers’ guild", "parents’ council", "tenants’ league", "workers’ union"),
}  # fmt: skip
"""What the mishap of a story may be, and who has to do with it."""

SINKS = {
    "sank": "sinks", "burned": "burns", "capsized": "capsizes", "collided": "collides", "crashed": "crashes",
    "exploded": "explodes",
}  # fmt: skip
"""Present tense of the verbs that do not merely lose their last two letters for an "s"."""

PEOPLE = 8
_FOUND = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(NAMES, key=len, reverse=True)))
_ENDS = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"])")


@dataclass(frozen=True)
class Pattern:
    """An example text with places for names: its title, its paragraphs, and how long after the sinking it came out."""

    title: str
    paragraphs: tuple[str, ...]
    after: timedelta


@dataclass(frozen=True)
class Story:
    """The waters of a story, its first day, and how many reports tell of it."""

    number: int
    names: Mapping[str, str]
    begins: datetime
    reports: int


def world(reports: int, seed: int) -> list[dict[str, str]]:
    """So many reports, in the order of their publication, each as a line of a JSONL file has it.

    The last stories are as long as there is room for them, so that the number is met.
    """
    rng = Random(seed)  # noqa: S311 - made-up texts
    made = [report for story in stories(reports, rng) for report in reports_of(story, seed)]
    return sorted(made, key=lambda report: (report["published_at"], report["id"]))


def stories(reports: int, rng: Random) -> Iterator[Story]:
    """Stories until they have so many reports, each beginning some time after the one before."""
    left, number, begins = reports, 0, BEGINS
    while left > 0:
        size = min(left, max(SMALLEST, reports // 10), round(SMALLEST * 10 ** (RANGE * rng.random())))
        sound, port, island = (place(rng) for _ in range(3))
        names = {"sound": sound, "port": port, "island": island, "other": f"{place(rng)}radio", **matter(rng)}
        yield Story(number=number, names=names, begins=begins, reports=size)
        left, number = left - size, number + 1
        begins += timedelta(days=size / A_DAY)


def matter(rng: Random) -> dict[str, str]:
    """What happened, to what and to whom."""
    found = {name: rng.choice(words) for name, words in MATTERS.items()}
    sinks = SINKS.get(found["sank"], f"{found['sank'].removesuffix('ed')}s")
    return {**found, "sinks": sinks, "Vehicle": found["vehicle"].capitalize()}


def reports_of(story: Story, seed: int) -> Iterator[dict[str, str]]:
    """The reports of a story."""
    for at in range(story.reports):
        number = at // EPISODE
        facts = episode(story, number, seed)
        yield report(story, at, facts, Random(f"{seed} {story.number} {at}"))  # noqa: S311 - made-up texts


def episode(story: Story, number: int, seed: int) -> dict[str, str]:
    """The names, numbers and weekdays of one sinking."""
    rng = Random(f"{seed} {story.number} episode {number}")  # noqa: S311 - made-up texts
    people = {f"first{at}": name(rng) for at in range(PEOPLE)} | {f"last{at}": name(rng) for at in range(PEOPLE)}
    day = began(story, number).weekday()
    missing, more = rng.randint(18, 40), rng.randint(2, 9)
    dead = rng.randint(3, 30)
    tickets = rng.randint(90, 190)
    return {
        **story.names,
        **people,
        **{told: WEEK[(at + day) % len(WEEK)] for at, told in enumerate(WEEK)},
        "ship": f"{name(rng)}{rng.choice(('a', 'ia', 'elle', 'ora'))}",
        "line": f"{name(rng)}line",
        **counted(dead, more),
        "missing": str(missing),
        "left": str(missing - more),
        "Left": spelled(missing - more).capitalize(),
        "tickets": str(tickets),
        "aboard": str(tickets + rng.randint(20, 160)),
        "age": str(rng.randint(35, 64)),
        "depth": str(rng.randint(12, 90)),
    }


def counted(dead: int, more: int) -> dict[str, str]:
    """The numbers of the dead, as they are first known, later known, and listed by the islanders."""
    later, listed = dead + more, dead + more + 17
    return {
        "Dead": spelled(dead).capitalize(), "more": spelled(more), "later": str(later),
        "Later": spelled(later).capitalize(), "listed": str(listed), "Listed": spelled(listed).capitalize(),
    }  # fmt: skip


def began(story: Story, number: int) -> datetime:
    """The day of a sinking."""
    whole = story.begins + timedelta(days=number * EPISODE / OF_STORY_A_DAY)
    return whole.replace(hour=0, minute=0, second=0, microsecond=0)


def report(story: Story, at: int, facts: Mapping[str, str], rng: Random) -> dict[str, str]:
    """One report of an episode."""
    pattern = rng.choice(patterns())
    first, *others = pattern.paragraphs
    others += [one for older in patterns() if older.after < pattern.after for one in older.paragraphs[1:]]
    body = list(dict.fromkeys(one for one in others if rng.random() < KEPT * len(pattern.paragraphs) / len(others)))
    if rng.random() < SHUFFLED:
        rng.shuffle(body)
    told = [first, *(shortened(one, rng) if rng.random() < CUT else one for one in body)]
    own = counted(rng.randint(3, 30), rng.randint(2, 9)) if rng.random() < OWN_COUNT else {}
    outlet = rng.choice(outlets())
    filled = {**facts, **own}
    published = began(story, at // EPISODE) + pattern.after + timedelta(minutes=rng.randrange(0, 600, 5))
    ident = f"{story.number}-{at}"
    return {
        "id": ident,
        "outlet": outlet,
        "title": pattern.title.format_map(filled),
        "url": f"https://{outlet.lower()}.example/{ident}",
        "published_at": published.isoformat(),
        "text": "\n\n".join(told).format_map(filled),
    }


def shortened(paragraph: str, rng: Random) -> str:
    """The paragraph without its last sentences; one that quotes several at once stays whole."""
    sentences = _ENDS.split(paragraph)
    if len(sentences) < 2 or any(one.count('"') % 2 or one.count("“") != one.count("”") for one in sentences):
        return paragraph
    return " ".join(sentences[: rng.randrange(1, len(sentences))])


@cache
def patterns() -> tuple[Pattern, ...]:
    """The example texts, in the order of their publication."""
    found = []
    for intake in read_inputs([str(EXAMPLES)], facts=Facts()):
        if intake.report is None or intake.report.published is None:
            raise ValueError(f"{intake.source} is no report with a date")
        layers = {layer.name: marked(layer.text) for layer in intake.report.layers}
        after = datetime.fromisoformat(intake.report.published.iso) - FIRST
        paragraphs = tuple(one for one in layers[LayerName.TEXT].split("\n") if one.strip())
        found.append(Pattern(title=layers[LayerName.TITLE], paragraphs=paragraphs, after=after))
    return tuple(sorted(found, key=lambda pattern: (pattern.after, pattern.title)))


def marked(text: str) -> str:
    """An example text with marks in place of what differs between reports."""
    return _FOUND.sub(lambda match: NAMES[match[0]], text)


@cache
def outlets() -> Sequence[str]:
    """The names of the outlets."""
    rng = Random("outlets")  # noqa: S311 - made-up texts
    return tuple(f"{place(rng)}{rng.choice(PAPERS)}" for _ in range(OUTLETS))


def name(rng: Random) -> str:
    """A made-up name of a person, a ship or a company."""
    return f"{syllables(rng)}{rng.choice(ENDS)}"


def place(rng: Random) -> str:
    """A made-up name of a place."""
    return f"{syllables(rng)}{rng.choice(VOWELS)}{rng.choice(PLACE_ENDS)}"


def syllables(rng: Random) -> str:
    """The beginning of a made-up name."""
    first, second = (rng.choice(VOWELS) for _ in range(2))
    return f"{rng.choice(ONSETS)}{first}{rng.choice(MIDDLES)}{second}{rng.choice(MIDDLES)}"


ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spelled(number: int) -> str:
    """A number below a hundred in words."""
    if number < len(ONES):
        return ONES[number]
    tens, ones = divmod(number, 10)
    return f"{TENS[tens]}-{ONES[ones]}" if ones else TENS[tens]
