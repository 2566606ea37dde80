"""What people have flagged, covered on pages until it is opened: the words are not sent, and it is told why.

Texts of reports are covered character by character as they are looked up, so that every span still holds and whatever
is cut from them is covered, too. What was made of texts before (values, wordings, names) is covered in the page itself.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar, cast

from markupsafe import Markup, escape

from sayso.export.hidden import safe
from sayso.export.notes import notes
from sayso.ledger import Ledger
from sayso.ledger.browse_claims import Beside
from sayso.nouns import Care, Claimed, Flag, Layer, Report, Span, quote
from sayso.nouns.flag import pattern
from sayso.web.characters import chips

Found = TypeVar("Found")

MASKS: Mapping[frozenset[Care], str] = {
    frozenset({Care.GRAPHIC}): "\U000f0047",
    frozenset({Care.PERSONAL}): "\U000f0050",
    frozenset(Care): "\U000f0042",
}
"""What stands for a covered character until the page is written: private ones, which no font shows."""
_CARES = {mask: cares for cares, mask in MASKS.items()}
_MASKED = re.compile(f"[{''.join(_CARES)}](?:[{''.join(_CARES)}\\s]*[{''.join(_CARES)}])?")

RUN = 6
"""Words in a row of a flagged quote that are covered wherever they stand; fewer may be idiom, unless they are all."""
FEWEST = 2
"""Words of a text that is a part of a flagged quote, such as an answer's value, if there is no number among them: one
word, or "65 people", is said of much."""


class Covering(Ledger):
    """The ledger as pages look into it: what is looked up comes with its flagged words covered.

    Claims come with what later versions of their reports have of them.
    """

    cover: "Cover | None" = None
    for_people = True

    def look(self, query: Callable[..., Found], *args: Any, **kwargs: Any) -> Found:  # noqa: ANN401 - those of any query
        """What a query finds, with the texts of reports covered."""
        found = super().look(query, *args, **kwargs)
        if self.for_people and isinstance(found, Beside):
            found = replace(found, laters=notes(self, found.claimed.values()).laters)
        return found if self.cover is None else self.cover.over(found)


def cover_of(case: Ledger) -> "Cover | None":
    """The cover for what is flagged in a ledger, None where nothing is."""
    flags = case.flags()
    if not flags:
        return None
    wanted = {place.report for flag in flags for place in flag.places}
    texts = {(report.id, layer.name): layer.text for report in case.reports_of(wanted) for layer in report.layers}
    quotes = [
        (flag.care, quote(texts[place.report, place.layer], place.content))
        for flag in flags
        for place in flag.places
        if (place.report, place.layer) in texts
    ]
    return Cover(flags, tuple(quotes))


@dataclass(frozen=True)
class Cover:
    """What is covered: by which flags; and the words that flagged places have, with why."""

    flags: tuple[Flag, ...]
    quotes: tuple[tuple[Care, str], ...] = ()

    def over(self, found: Found) -> Found:
        """What was looked up, with the texts of reports in it covered."""
        if isinstance(found, Beside):
            known = {one.report.id: one.report for one in found.claimed.values()}
            covered = {ident: self.report(report) for ident, report in known.items()}
            claimed = {
                ident: _derived(replace(one, report=covered[one.report.id])) for ident, one in found.claimed.items()
            }
            return replace(found, claimed=claimed)
        if isinstance(found, Report):
            return cast(Found, self.report(found))
        return found

    def report(self, report: Report) -> Report:
        """The report with the flagged characters of its layers covered, each by one."""
        layers = tuple(self._layer(report.id, layer) for layer in report.layers)
        return report if layers == report.layers else replace(report, layers=layers)

    def _layer(self, report: str, layer: Layer) -> Layer:
        cares: dict[int, frozenset[Care]] = {}
        for flag in self.flags:
            for span in flag.spans(report, layer):
                for at in range(span.start, min(span.end, len(layer.text))):
                    if not layer.text[at].isspace():
                        cares[at] = cares.get(at, frozenset()) | {flag.care}
        if not cares:
            return layer
        return replace(
            layer, text="".join(MASKS[cares[at]] if at in cares else char for at, char in enumerate(layer.text))
        )

    # In what is sent

    def page(self, html: str, *, opened: str) -> str:
        """A page with everything flagged covered, and at its head told why; `opened` is its address opened."""
        hit: set[Care] = set()
        parts = _TAGS.split(self._whole(html))
        quiet = False
        for at, part in enumerate(parts):
            if at % 2:
                name = _NAME.match(part)
                quiet = name is not None and name[1].lower() in _PLAIN and not part.startswith("</")
                parts[at] = self._tag(part, hit)
            elif part.strip():
                parts[at] = self._covered(part, hit, _plain if quiet else _marked)
        return "".join(parts).replace(HERE, self._told(hit, opened) if hit else "")

    def text(self, text: str) -> str:
        """The same of what is no page, such as a feed or a citation; tags are left as they are."""
        parts = _TAGS.split(self._whole(text))
        return "".join(part if at % 2 else self._covered(part, set(), _plain) for at, part in enumerate(parts))

    def _whole(self, html: str) -> str:
        """The page with flagged names covered that labels take apart: they have characters that deceive the eye."""
        for flag in self.flags:
            if flag.name is not None and safe(flag.name) != flag.name:
                html = html.replace(str(chips(flag.name)), MASKS[frozenset({flag.care})])
        return html

    def _tag(self, tag: str, hit: set[Care]) -> str:
        """A tag with what its attributes tell people covered."""
        if tag.startswith("<option"):
            return _VALUE.sub(lambda found: f"{found[1]}{self._covered(found[2], hit, _plain)}{found[3]}", tag)
        told = _TOLD.sub(lambda found: f"{found[1]}{self._covered(found[2], hit, _plain)}{found[3]}", tag)
        return _MASKED.sub(lambda found: _plain(_cares_in(found[0])), told)

    def _covered(self, text: str, hit: set[Care], put: Callable[[frozenset[Care]], str]) -> str:
        spots = sorted(
            {(*found.span(), _cares_in(found[0])) for found in _MASKED.finditer(text)} | {*self._spots(text)},
            key=_place,
        )
        written, at = "", 0
        for start, end, cares in _merged(spots):
            hit |= cares
            written += text[at:start] + put(cares)
            at = end
        return written + text[at:]

    def _spots(self, text: str) -> "Iterator[Spot]":
        for wanted, care in self._names:
            for found in wanted.finditer(text):
                yield (*found.span(), frozenset({care}))
        words = [(found.start(), found.end(), found[0].casefold()) for found in _WORD.finditer(text)]
        said = " ".join(word for _, _, word in words)
        if len(words) > FEWEST or (len(words) == FEWEST and not any(map(str.isdigit, said))):
            for care, whole in self._wholes:
                if f" {said} " in whole:
                    yield words[0][0], words[-1][1], frozenset({care})
        for care, size, runs in self._runs:
            for first, last in zip(range(len(words)), range(size - 1, len(words)), strict=False):
                if tuple(word for _, _, word in words[first : last + 1]) in runs:
                    yield words[first][0], words[last][1], frozenset({care})

    @cached_property
    def _names(self) -> Sequence[tuple[re.Pattern[str], Care]]:
        named = [(flag.name, flag.care) for flag in self.flags if flag.name is not None]
        written = dict.fromkeys((told, care) for name, care in named for told in (name, safe(name)))
        return [(pattern(str(escape(told))), care) for told, care in written]

    @cached_property
    def _wholes(self) -> Sequence[tuple[Care, str]]:
        return [(care, f" {' '.join(_words(said))} ") for care, said in self.quotes]

    @cached_property
    def _runs(self) -> Sequence[tuple[Care, int, frozenset[tuple[str, ...]]]]:
        """For each care and length: the runs of so many words that are covered."""
        found: dict[tuple[Care, int], set[tuple[str, ...]]] = {}
        for care, said in self.quotes:
            words = _words(said)
            size = min(RUN, len(words))
            if size > FEWEST:
                runs = zip(*(words[start:] for start in range(size)), strict=False)
                found.setdefault((care, size), set()).update(runs)
        return [(care, size, frozenset(runs)) for (care, size), runs in sorted(found.items())]

    def _told(self, hit: set[Care], opened: str) -> Markup:
        """Why words of the page are covered, and the way to open it."""
        by = {care: sorted({flag.by for flag in self.flags if flag.care is care}) for care in sorted(hit)}
        why = "; ".join(f"{care.value}, flagged by {_some(names)}" for care, names in by.items())
        return Markup(
            '<p class="notice covering">Words on this page are covered: {}. <a href="{}">Open them</a></p>'
        ).format(why, opened)


HERE = "<!-- covered -->"
"""Where a page tells that words of it are covered."""

Spot = tuple[int, int, frozenset[Care]]

_TAGS = re.compile(r"(<[^<>]*+>)")
_NAME = re.compile(r"</?([a-zA-Z]+)")
_TOLD = re.compile(r'(\s(?:title|aria-label|alt|content)=")([^"]*)(")')
_VALUE = re.compile(r'(\svalue=")([^"]*)(")')
_WORD = re.compile(r"\w+")
_PLAIN = frozenset({"title", "option", "textarea", "text", "tspan"})
"""Elements that hold nothing but text."""
_NAMED = 3


def _derived(one: Claimed) -> Claimed:
    """The claim; what was read from covered characters and is kept in words of its own is covered with them."""
    claim, text = one.claim, one.text
    if not _MASKED.search(text):
        return one

    def seen(span: Span, words: str) -> str:
        return found[0] if words and (found := _MASKED.search(span.of(text))) else words

    quantities = tuple(
        replace(each, counted=seen(each.counted_span or each.span, each.counted)) for each in claim.quantities
    )
    places = tuple(
        replace(
            each,
            name=seen(each.span, each.name),
            within=tuple(seen(each.span, name) for name in each.within),
            geonames=() if _MASKED.search(each.span.of(text)) else each.geonames,  # or a map would tell
        )
        for each in claim.places
    )
    return replace(one, claim=replace(claim, quantities=quantities, places=places))


def _words(said: str) -> list[str]:
    """The words of a text as they stand in a page."""
    return [word.casefold() for word in _WORD.findall(str(escape(said)))]


def _place(spot: Spot) -> tuple[int, int]:
    return spot[0], -spot[1]


def _merged(spots: Iterable[Spot]) -> list[Spot]:
    """Spots in order, those that share or touch characters as one."""
    found: list[Spot] = []
    for start, end, cares in spots:
        if found and start <= found[-1][1]:
            first, last, before = found[-1]
            found[-1] = (first, max(last, end), before | cares)
        else:
            found.append((start, end, cares))
    return found


def _cares_in(masked: str) -> frozenset[Care]:
    return frozenset[Care]().union(*(_CARES.get(char, frozenset()) for char in masked))


def _words_for(cares: frozenset[Care]) -> str:
    return f"covered: {' and '.join(sorted(cares))}"


def _marked(cares: frozenset[Care]) -> str:
    return f'<span class="cover">{_words_for(cares)}</span>'


def _plain(cares: frozenset[Care]) -> str:
    return f"[{_words_for(cares)}]"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
