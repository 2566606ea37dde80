"""The inputs that the kill rounds read: stories made from examples/ with names of their own, and unreadable ones."""

import gzip
import json
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"

NAMES = ("Lady Maud", "Gannet Sound", "Merrow", "Tolsay", "Tolland", "Marsh", "Lenk", "Hallam", "Voss", "Pruitt")
"""What tells the story of the examples from another one."""

STORIES = (
    NAMES,
    ("Grey Heron", "Otter Reach", "Calder", "Brinsay", "Oakes", "Finch", "Marek", "Dunn", "Kolb", "Sayer"),
    ("Anna Quist", "Seal Narrows", "Portmore", "Ruskay", "Aldous", "Wren", "Petrak", "Strand", "Holm", "Tarrant"),
    ("North Wind", "Tern Passage", "Halder", "Linsay", "Corbin", "Rook", "Sobol", "Vickers", "Brandt", "Lowry"),
    ("Old Faithful", "Kittiwake Bay", "Dunmere", "Orsay", "Garrick", "Teal", "Havel", "Mercer", "Falk", "Ansty"),
    ("Silver Perch", "Plover Strait", "Westerby", "Fairsay", "Hobday", "Swift", "Jarosz", "Pell", "Winter", "Combe"),
    ("Rosamund", "Puffin Deep", "Averley", "Hoysay", "Ingram", "Martin", "Zelenka", "Royle", "Stark", "Denby"),
)

UNREADABLE: tuple[tuple[str, bytes], ...] = (
    ("00-empty.txt", b""),
    ("01-noise.bin", bytes(range(256)) * 40),
    ("02-broken.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"),
    ("03-cut.jsonl.gz", gzip.compress(b'{"text": "Nine people died, the coast guard said."}\n' * 50, mtime=0)[:40]),
    ("04-broken.docx", b"PK\x03\x04 and nothing more"),
    ("05-blank.txt", b" \n\t\n"),
)

FOREIGN = (
    "06-foreign.txt",
    "نگهبانی ساحل گفت که نه نفر پس از غرق شدن کشتی در تنگه جان باختند و جست‌وجو ادامه دارد.\n",
)
"""In a language that no pack reads: kept, and told as read in part."""


def write(folder: Path, stories: int) -> None:
    """Put the inputs of so many stories into the folder: seven reports each, in four files, and seven other files."""
    for number, names in enumerate(STORIES[:stories]):
        for example in sorted(EXAMPLES.iterdir()):
            text = example.read_text(encoding="utf-8")
            for was, becomes in zip(NAMES, names, strict=True):
                text = text.replace(was, becomes)
            text = text.replace("2025-06-", f"2025-{number + 1:02}-")
            if example.suffix == ".jsonl":  # ids and addresses are the story's own, too
                text = _told_apart(text, number)
            (folder / f"{number:02}-{example.name}").write_text(text, encoding="utf-8")
    for name, raw in UNREADABLE:
        (folder / name).write_bytes(raw)
    name, text = FOREIGN
    (folder / name).write_text(text, encoding="utf-8")


def _told_apart(lines: str, number: int) -> str:
    records = [json.loads(line) for line in lines.splitlines()]
    for record in records:
        record["id"] += f"-{number}"
        record["url"] += f"-{number}"
    return "".join(f"{json.dumps(record)}\n" for record in records)
