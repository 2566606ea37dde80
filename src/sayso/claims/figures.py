"""Numbers with their hedges, as they stand in a text: what is said of how many, before asking how many of what."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sayso.claims import numbers
from sayso.claims.gates import DIGIT, PERCENT, held, keys
from sayso.data import group, words
from sayso.nouns import Comparator, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its bounds: `span` has the hedge, `core` has not; `added` tells "another", "further", "more"."""

    span: Span
    core: Span
    low: float | None
    best: float | None
    high: float | None
    comparator: Comparator
    hedge: Span | None = None
    unit: str = ""
    added: bool = False
    whole: float | None = None


def figures(text: str, start: int, end: int) -> list[Figure]:
    """The figures between two offsets in text order, none overlapping another."""
    there = held(text, start, end)
    if _counting().isdisjoint(there) or _gate().search(text, start, end) is None:
        return []
    found: list[Figure] = []
    for kind, pattern in patterns():
        if kind in needs() and needs()[kind].isdisjoint(there):
            continue
        for match in pattern.finditer(text, start, end):
            figure = _READERS[kind](match, text)
            found += [figure] if figure is not None else []
    found.sort(key=lambda figure: (figure.span.start, -figure.span.end))
    kept: list[Figure] = []
    for figure in found:
        if not kept or figure.span.start >= kept[-1].span.end:
            kept.append(figure)
    return kept


@cache
def _listed() -> frozenset[str]:
    """The words of number: every figure has one of them, or a digit."""
    lists = words("quantities", "lists", "zero") | words("quantities", "lists", "all")
    return lists.union(*map(_group, ("vague", "shares", "fractions")), numbers.units(), numbers.scales())


@cache
def _counting() -> frozenset[str]:
    return keys(_listed()) | {DIGIT}


@cache
def _gate() -> re.Pattern[str]:
    """What every figure has one of. A sentence without one costs no more than this."""
    return re.compile(rf"\d|\b(?:{_any(_listed())})s?\b".replace(" ", r"\s"), re.IGNORECASE)


@cache
def needs() -> dict[str, frozenset[str]]:
    """The words of which a kind of figure has one. A kind that is not here may have others."""
    return {
        "share": frozenset({PERCENT, "percent", "cent", "pct", "percentage"}),
        "fraction": keys(_group("fractions")) | {"half"},
        "portion": keys(_group("shares")),
        "all": keys(words("quantities", "lists", "all")) | {"all", "both"},
        "zero": keys(words("quantities", "lists", "zero")),
        "vague": keys(_group("vague")),
        "between": frozenset({"between"}),
    }


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds of figures with their patterns; the earlier wins between two of one length."""
    number = numbers.pattern()
    # "The fine went up to 90" names the number, "up to 90" bounds it.
    hedges = _any(_group("hedges")).replace("up to", r"(?<!gone )(?<!went )(?<!goes )(?<!going )(?<!go )up to")
    tails = _any(_group("tails"))
    more = r"(?:another|a further|an additional|an extra|further|additional)"
    behind = r"(?P<more> (?:more|additional|further|extra))\b(?! than)"
    coin = f"(?P<coin>[{re.escape(''.join(_group('currencies')))}]) ?"
    percent = r" ?(?:%|percent\b|per cent\b|pct\b|percentage points?\b)"
    small = "one|two|three|four|five|six|seven|eight|nine|ten"
    part = f"(?:{_any(_group('fractions'))})s?"
    before = rf"(?:(?P<hedge>{hedges}) )?"
    rows = (
        (
            "share",
            rf"\b{before}(?:(?:between|from) )?(?P<n>{number})(?: ?(?:-|–|to|and|or) ?(?P<n2>{number}))?{percent}",
        ),
        (
            "odds",
            rf"\b{before}(?P<n>{number}) (?:in|out of(?: every)?) (?P<n2>{number})\b(?! (?:day|week|month|year|hour|minute))",  # noqa: E501 - a pattern reads best in one piece
        ),
        (
            "fraction",
            rf"\b{before}(?P<n>an?|{small})[ -](?P<part>{part})\b(?= of\b|[.,;:]|$| (?:in|since|by|were|was|are|is|have|had|to|said)\b)",  # noqa: E501 - a pattern reads best in one piece
        ),
        ("fraction", rf"\b{before}(?P<n>two|three|four|five|six|seven|eight|nine)[ -](?P<part>{part})\b"),
        (
            "fraction",
            rf"\b{before}(?P<part>half)(?= (?:of|the|his|her|its|their|our|my|your|a [a-z]+s\b|that|those|these|were|was|are|have)\b|[.,;])",  # noqa: E501 - a pattern reads best in one piece
        ),
        ("fraction", rf"\b(?P<hedge>{hedges}) (?P<part>half)(?= [a-z]+ed\b)"),
        ("fraction", rf"\b{before}every (?P<part>{_any(word for word in _group('fractions') if word != 'half')})\b"),
        ("portion", rf"\b(?:(?P<hedge>{hedges}) )?(?P<word>{_any(_group('shares'))})\b"),
        ("all", rf"\b(?P<word>all|both)(?: of)?(?: the| these| those| its| his| her| their| our)? (?P<n>{number})\b"),
        ("all", rf"\b(?P<word>{_any(words('quantities', 'lists', 'all'))})\b"),
        ("zero", rf"\b(?P<word>{_any(words('quantities', 'lists', 'zero'))})\b"),
        ("vague", rf"\b(?:(?P<added>{more}) )?(?P<word>{_any(_group('vague'))})\b(?:{behind})?"),
        ("between", rf"\bbetween (?:{coin})?(?P<n>{number}) and [$€£]?(?P<n2>{number})"),
        (
            "number",
            # the number with what stands before it, the end of a range, what stands behind it
            (
                rf"(?<![\w.,:/$€£-])(?:(?P<added>{more}) )?(?:(?P<hedge>{hedges}) )?(?:(?P<added2>{more}) )?(?:{coin})?"
                rf"(?P<n>{number})(?:(?: ?[-–] ?| to | or )[$€£]?(?P<n2>{number}))?(?![\w]|[.,:/]\d|-\w)"
                rf"(?:{behind}| (?P<tail>{tails})\b)?"
            ),
        ),
    )
    return tuple((kind, re.compile(pattern.replace(" ", r"\s"), re.IGNORECASE)) for kind, pattern in rows)


def _group(name: str) -> dict[str, object]:
    return dict(group("quantities", name))


def _any(keys: Iterable[str]) -> str:
    return "|".join(re.escape(key).replace(r"\ ", " ") for key in sorted(keys, key=lambda key: (-len(key), key)))


def _squeezed(text: str | None) -> str:
    return " ".join((text or "").lower().split())


def _span(match: re.Match[str], name: str) -> Span | None:
    return Span(*match.span(name)) if match[name] else None


def _bounds(comparator: Comparator, n: float, top: float | None = None) -> tuple[float | None, float | None]:
    """The closed bounds of a number under a comparator; `top` is the largest value there can be."""
    if comparator in {Comparator.MORE, Comparator.AT_LEAST}:
        return n, top
    if comparator in {Comparator.LESS, Comparator.AT_MOST}:
        return 0.0, n
    return n, n


def _hedge(match: re.Match[str]) -> Comparator:
    hedge = _squeezed(match["hedge"])
    return Comparator(str(_group("hedges")[hedge])) if hedge else Comparator.EXACT


def _number(match: re.Match[str], _text: str) -> Figure | None:
    n, other = numbers.value(match["n"]), numbers.value(match["n2"] or "")
    if n is None:
        return None
    comparator, hedge = _hedge(match), _span(match, "hedge")
    if match["tail"]:
        comparator, hedge = Comparator(str(_group("tails")[_squeezed(match["tail"])])), _span(match, "tail")
    low, high = _bounds(comparator, n)
    best: float | None = n
    if match["n2"]:
        if other is None:
            return None
        n = _scaled(n, match)
        if n >= other:
            return None  # "555-0134" and "3-1" are no ranges of counts
        low, best, high, comparator = n, None, other, Comparator.RANGE
    core_end = match.end("n2") if match["n2"] else match.end("n")
    return Figure(
        span=Span(*match.span()),
        core=Span(match.start("n"), core_end),
        low=low,
        best=best,
        high=high,
        comparator=comparator,
        hedge=hedge,
        unit=_coin(match),
        added=bool(match["added"] or match["added2"] or match["more"]),
    )


def _scaled(n: float, match: re.Match[str]) -> float:
    """The lower end with the upper end's scale: "3 to 4 million"."""
    last = match["n2"].lower().split()[-1]
    scale = numbers.scales().get(last, 1)
    return n * scale if n < scale and scale > 12 else n


def _coin(match: re.Match[str]) -> str:
    return str(_group("currencies")[match["coin"]]) if match["coin"] else ""


def _between(match: re.Match[str], _text: str) -> Figure | None:
    n, other = numbers.value(match["n"]), numbers.value(match["n2"])
    if n is None or other is None or _scaled(n, match) >= other:
        return None
    return Figure(
        span=Span(*match.span()),
        core=Span(match.start("n"), match.end("n2")),
        low=_scaled(n, match),
        best=None,
        high=other,
        comparator=Comparator.RANGE,
        unit=_coin(match),
    )


def _share_of(match: re.Match[str], low: float, high: float | None, core: Span) -> Figure:
    """A share; a hedge that bounds it opens it to 0, or to 1 where it is not above that ("rose more than 200%")."""
    bound = _hedge(match)
    best = low if low == high else None
    if bound in {Comparator.MORE, Comparator.AT_LEAST}:
        high = 1.0 if low <= 1 else None
    elif bound in {Comparator.LESS, Comparator.AT_MOST}:
        low = 0.0
    return Figure(
        span=Span(*match.span()),
        core=core,
        low=round(low, 3),
        best=None if best is None else round(best, 3),
        high=None if high is None else round(high, 3),
        comparator=Comparator.SHARE,
        hedge=_span(match, "hedge"),
    )


def _percent(match: re.Match[str], _text: str) -> Figure | None:
    low = numbers.value(match["n"])
    high = numbers.value(match["n2"]) if match["n2"] else low
    if low is None or high is None:
        return None
    low, high = sorted((low, high))  # "fell from 15 to 10 percent"
    return _share_of(match, low / 100, high / 100, Span(match.start("n"), match.end()))


def _odds(match: re.Match[str], _text: str) -> Figure | None:
    n, of = numbers.value(match["n"]), numbers.value(match["n2"])
    if n is None or of is None or not 0 < n < of <= 100:
        return None
    return _share_of(match, n / of, n / of, Span(match.start("n"), match.end()))


def _fraction(match: re.Match[str], _text: str) -> Figure | None:
    part = _squeezed(match["part"])
    divisor = _group("fractions").get(part, _group("fractions").get(part.removesuffix("s")))
    word = _squeezed(match.groupdict().get("n"))
    n = 1.0 if word in {"", "a", "an"} else numbers.value(word)
    if not isinstance(divisor, int) or n is None or n > divisor:
        return None
    start = match.start("n") if match.groupdict().get("n") else match.start("part")
    return _share_of(match, n / divisor, n / divisor, Span(start, match.end()))


def _portion(match: re.Match[str], _text: str) -> Figure | None:
    bounds = _group("shares")[_squeezed(match["word"])]
    low, high = bounds if isinstance(bounds, list) else (0.0, 1.0)
    return Figure(
        span=Span(*match.span()),
        core=Span(*match.span("word")),
        low=low,
        best=None,
        high=high,
        comparator=Comparator.SHARE,
        hedge=_span(match, "hedge"),
    )


def _all(match: re.Match[str], _text: str) -> Figure | None:
    n = numbers.value(match["n"]) if match.groupdict().get("n") else None
    if _squeezed(match["word"]) == "both":
        n = 2.0
    return Figure(
        span=Span(*match.span()),
        core=Span(*match.span()),
        low=n,
        best=n,
        high=n,
        comparator=Comparator.ALL,
        whole=n,
    )


def _zero(match: re.Match[str], _text: str) -> Figure | None:
    span = Span(*match.span())
    return Figure(span=span, core=span, low=0.0, best=0.0, high=0.0, comparator=Comparator.ZERO)


def _vague(match: re.Match[str], _text: str) -> Figure | None:
    bounds = _group("vague")[_squeezed(match["word"])]
    low, high = (float(bounds[0]), float(bounds[1])) if isinstance(bounds, list) and bounds else (None, None)
    start = match.start("word")
    least = match["word"].lower().startswith(_AT_LEAST)
    return Figure(
        span=Span(*match.span()),
        hedge=Span(start, start + len(_AT_LEAST)) if least else None,
        core=Span(*match.span("word")),
        low=low,
        best=None,
        high=high,
        comparator=Comparator.VAGUE,
        added=bool(match["added"] or match["more"]),
    )


_AT_LEAST = "at least"
_READERS = {
    "number": _number,
    "between": _between,
    "share": _percent,
    "odds": _odds,
    "fraction": _fraction,
    "portion": _portion,
    "all": _all,
    "zero": _zero,
    "vague": _vague,
}
