"""What an export format owes: to be the same each time, to say what it loses, and to keep what must not go out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sayso.contracts.case import QUOTES, fill, flag
from sayso.export import Format, choose
from sayso.ledger import Ledger

Texts = Callable[[bytes], Iterable[str]]
"""The texts in a file of the format, as another program reads them."""


def exporter(form: Format, texts: Texts) -> tuple[str, ...]:
    """What a format breaks of its contract, `()` if nothing. `texts` reads its files back.

    It is tried on a small case with a hostile report, on one question of it, on an empty ledger, and on one where half
    of what is said is flagged as personal.
    """
    with TemporaryDirectory() as folder:
        return tuple(_breaches(form, texts, Path(folder)))


def _breaches(form: Format, texts: Texts, folder: Path) -> Iterator[str]:
    for name, words in (("what", form.what), ("loses", form.loses)):
        if not words[:1].isupper() or not words.endswith("."):
            yield f"`{name}` is no sentence: {words!r}"
    if "/" not in form.media or not form.endings:
        yield "it has no media type, or no ending of file names"
    paths = [folder / name for name in ("one.sayso", "other.sayso", "empty.sayso", "flagged.sayso")]
    ids: list[str] = []
    for path in paths:
        with Ledger.open(path) as ledger:
            if path.stem != "empty":
                ids.append(fill(ledger))
            if path.stem == "flagged":
                flag(ledger)
    one, other, empty, flagged = paths
    for tried in (
        _Tried("the whole case", one, QUOTES),
        _Tried("one question", one, QUOTES[:1], QUOTES[1:], question=ids[0]),
        _Tried("an empty ledger", empty, (), QUOTES),
        _Tried("a case with personal matter", flagged, QUOTES[:1], QUOTES[1:]),
        _Tried("a case with personal matter that is asked for", flagged, QUOTES, sensitive=True),
    ):
        yield from _told(form, texts, tried)
    if _made(form, _Tried("", one)) != _made(form, _Tried("", other)):
        yield "the same case does not give the same bytes"


@dataclass(frozen=True, slots=True)
class _Tried:
    """A ledger to export, which quotes have to be there, and which must not."""

    case: str
    path: Path
    there: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    question: str | None = None
    sensitive: bool = False


def _told(form: Format, texts: Texts, tried: _Tried) -> Iterator[str]:
    try:
        told = " ".join(" ".join(texts(_made(form, tried))).split())
    except Exception as error:  # noqa: BLE001 - other people's code: whatever it raises is a breach
        yield f"of {tried.case} it makes nothing that can be read: {type(error).__name__}: {error}"
        return
    for quote in tried.there:
        if quote not in told:
            yield f"of {tried.case} it does not have {quote!r}"
    for quote in tried.gone:
        if quote in told:
            yield f"of {tried.case} it has {quote!r}, which must not be there"


def _made(form: Format, tried: _Tried) -> bytes:
    with Ledger.open(tried.path) as ledger:
        return b"".join(form.write(choose(ledger, question=tried.question, sensitive=tried.sensitive)))
