"""A dossier as Markdown: CommonMark with the tables and footnotes of GitHub Flavored Markdown; notes are footnotes.

Every character of strangers that could be markup is escaped, and none of their addresses becomes a link by itself.
"""

import re
from collections.abc import Iterator

from sayso.export.hidden import safe
from sayso.export.printed.blocks import (
    Address,
    Block,
    Bold,
    Code,
    Entries,
    Facts,
    Heading,
    InLine,
    Items,
    Line,
    Noted,
    Paper,
    Para,
    Piece,
    Quoted,
    Table,
    Tag,
    To,
    Words,
)

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$&^@]|(?<=:)//|(?i:(?<=www)\.)")
_OPENING = re.compile(r"\A\s*(?:[-+=]|\d+(?=[.)]))")


def as_markdown(paper: Paper) -> str:
    """The whole text, in UTF-8 characters, with a line feed at the end."""
    parts = [f"# {_line(paper.title)}", f"*Sayso dossier · ledger SHA-256 {_code(paper.hash)}*"]
    for block in paper.blocks:
        parts += _block(block)
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    r"""The text with nothing in it that Markdown takes for markup, on one line.

    >>> escaped("a *b* <i>"), escaped("1. one"), escaped("see https://a.example")
    ('a \\*b\\* \\<i\\>', '1\\. one', 'see https:\\//a.example')
    """
    flat = " ".join(safe(text).split())
    marked = _MARKUP.sub(lambda found: f"\\{found[0]}", flat)
    opening = _OPENING.match(marked)
    if opening is None:
        return marked
    at = opening.end() if opening[0].strip().isdigit() else opening.end() - 1
    return f"{marked[:at]}\\{marked[at:]}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {_line(block.line)}"
        case Para():
            words = _line(block.line)
            yield f"> {words}" if block.kind == "warn" else f"**{words}**" if block.kind == "part" else words
        case Items():
            yield "\n".join(f"- {_line(line)}" for line in block.lines)
        case Facts():
            yield "\n".join(f"- {escaped(name)}: {_line(line)}" for name, line in block.rows)
        case Table():
            yield _table(block)
        case Entries():
            yield _entries(block)


def _table(block: Table) -> str:
    head = f"| {' | '.join(escaped(name) for name in block.head)} |"
    rule = f"|{' --- |' * len(block.head)}"
    rows = [f"| {' | '.join('<br>'.join(_line(line) for line in cell) for cell in cells)} |" for cells in block.rows]
    return "\n".join((head, rule, *rows))


def _entries(block: Entries) -> str:
    if block.kind == "notes":
        return "\n".join(f"[^{one.sign}]: {'; '.join(_line(line) for line in one.lines)}" for one in block.entries)
    return "\n".join(
        f"- {_piece(one.sign) if isinstance(one.sign, Noted) else f'**{one.sign}**'} "
        + "".join(f"{_line(line)}\\\n  " for line in one.lines[:-1])
        + _line(one.lines[-1])
        for one in block.entries
    )


def _line(line: Line) -> str:
    return "".join(_piece(piece) for piece in line).strip()


def _piece(piece: Piece) -> str:
    match piece:
        case str():
            return _ours(piece)
        case Noted():
            return f"[^{piece.number}]"
        case Code():
            return _code(piece.text)
        case Address():
            return escaped(piece.url)
        case Bold() | Tag():
            return f"**{_ours(piece.text)}**"
        case _:
            return _strange(piece)


def _strange(piece: Words | Quoted | InLine | To) -> str:
    words = escaped(piece.text)
    match piece:
        case Quoted():
            return f"“{words}”"
        case InLine():
            return f"{_beside(piece.before)}**{words}**{_beside(piece.after)}"
        case Words(bold=True) if words:
            return f"**{words}**"
        case _:
            return words


def _ours(text: str) -> str:
    """Words of our own: the spaces at their ends count."""
    return _MARKUP.sub(lambda found: f"\\{found[0]}", text)


def _beside(text: str) -> str:
    """What stands beside a quote, with the space between."""
    before, after = " " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""
    return f"{before}{escaped(text)}{after}" if text.strip() else " " if text else ""


def _code(text: str) -> str:
    """A text as code: in as many backticks as none of it has."""
    flat = " ".join(safe(text).split())
    fence = "`" * (max((len(run) for run in re.findall("`+", flat)), default=0) + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{pad}{flat}{pad}{fence}"
