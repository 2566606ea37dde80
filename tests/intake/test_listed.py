"""A folder of files that cannot be read, or not all of them: each is listed with a reason."""

from pathlib import Path

from sayso.intake import read_inputs
from sayso.intake.sniff import MARKS, SIGNATURES
from sayso.nouns import Outcome

from .making import ENDINGS, MADE, SAID

WORDS = SAID[0].encode()
BAD = {
    **{f"mark-{number}": mark + b"\x00\x01" for number, (mark, _) in enumerate(MARKS)},
    **{f"begun-{number}": mark for number, (mark, _) in enumerate(SIGNATURES)},
    "empty.txt": b"",
    "blank.txt": b" \n\t\r\n",
    "mark.txt": b"\xef\xbb\xbf",
    "zero.txt": WORDS + b"\x00" + WORDS,
    "controls.txt": b"\x01\x02\x03" + WORDS[:40],
    "cut-utf-8.txt": WORDS + "é".encode()[:1] + "ж".encode(),
    "overlong.txt": WORDS + b"\xc0\xaf" + "ж".encode(),
    "surrogate.txt": WORDS + b"\xed\xa0\x80" + "ж".encode(),
    "odd-utf-16.txt": b"\xff\xfe" + SAID[0].encode("utf-16-le") + b"\x00",
    "western.txt": "The café said Noël was shut.".encode("latin-1"),
    "two.txt": "Сказано в понедельник. ".encode("koi8-r") + "é".encode(),
    "none.json": b"[]",
    "broken.json": b'{"text": "cut',
    "number.json": b"7",
    "no-text.jsonl": b'{"title": "x"}\n',
    "head.csv": b"id,words\n1,Shut.\n",
    "note.xml": b"<?xml version='1.0'?><note/>",
    "page.html": b"<!doctype html><title>Empty</title>",
}
"""Names and contents of such files, besides what is cut from whole ones."""


def test_every_bad_file_of_a_folder_is_listed_with_a_reason(tmp_path: Path) -> None:
    files = dict(BAD)
    for name, make in MADE.items():
        if name not in {"page", "lines", "table", "mailbox"}:  # of these the half may be whole
            files[f"cut-{name.replace(' ', '-')}{ENDINGS.get(name, '')}"] = (raw := make())[: len(raw) // 2]
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)
    found: dict[str, list[str]] = {}
    for intake in read_inputs([str(tmp_path)]):
        if intake.outcome is not Outcome.READ and intake.reason:
            found.setdefault(intake.source.removeprefix(f"{tmp_path}/").split(",")[0], []).append(intake.reason)
    assert len(files) >= 50
    assert set(found) == set(files)
