"""Web archives and packed files: what is in them is read, what is lost of them is counted, bombs go off nowhere."""

import gzip
import tracemalloc
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
import zstandard

from sayso.intake import count_inputs, packed, read_inputs
from sayso.nouns import Moment, Outcome

from . import bombs
from .making import SAID, page, read, rss, text, warc


@pytest.mark.parametrize("pack", ["packed", "plain"])
def test_the_pages_of_a_web_archive_with_address_and_time(pack: str) -> None:
    intakes = read(warc(packed=pack == "packed"))
    assert [text(intake).split("\n")[0] for intake in intakes] == list(SAID)
    assert [i.report.url for i in intakes if i.report] == [f"https://harbour.example/{n}" for n in range(3)]
    assert {i.report.retrieved for i in intakes if i.report} == {Moment("2031-05-19T10:20:00Z")}
    assert [i.capture.raw for i in intakes if i.capture] == [page(words) for words in SAID]
    assert intakes[0].source == "standard input, record 3"


def test_the_encoding_that_was_told_beside_the_page_is_used() -> None:
    latin = warc(packed=False, kind="text/html; charset=iso-8859-2")
    assert text(read(latin)[0]).startswith(SAID[0])


def test_pages_that_were_not_found_are_no_reports() -> None:
    (intake,) = read(warc(packed=False, status="404 Not Found"))
    assert intake.reason == "there are no reports in it (a web archive)"


def test_pages_that_are_packed_in_another_way_are_told() -> None:
    assert len(read(warc(packed=False, coding="identity"))) == 3
    (lost,) = read(warc(packed=False, coding="br"))
    assert "3: it is packed with 'br', which is not unpacked" in (lost.reason or "")


def test_records_that_are_lost_are_counted_and_the_others_read() -> None:
    for pack in (True, False):
        whole = warc(packed=pack)
        starts = [at for at in range(len(whole)) if whole.startswith(b"\x1f\x8b\x08" if pack else b"WARC/1.", at)]
        hit = starts[4] + (starts[5] - starts[4]) // 2
        *kept, lost = read(whole[:hit] + b"\0\0\0\0\0\0" + whole[hit + 6 :] if pack else whole[:hit] + whole[hit + 6 :])
        assert len(kept) == 2
        assert lost.outcome is Outcome.REFUSED
        assert "1 of 8 records of this web archive cannot be read" in (lost.reason or "")


def test_a_digest_that_does_not_fit_is_told() -> None:
    whole = warc(packed=False)
    at = whole.index(b"north pier")
    intake, *_ = read(whole[:at] + b"south" + whole[at + 5 :])
    assert intake.outcome is Outcome.IN_PART
    assert "digest" in (intake.reason or "")


def test_an_archive_larger_than_memory_is_allowed_is_read_from_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.intake.paths.MAX_BYTES", 1000)
    for pack in (True, False):
        file = tmp_path / "crawl.warc.gz"
        file.write_bytes(warc(packed=pack))
        assert [text(intake).split("\n")[0] for intake in read_inputs([str(file)])] == list(SAID)


def test_an_archive_that_is_one_gzip_member() -> None:
    assert len(read(gzip.compress(warc(packed=False)))) == 3


def test_what_is_packed_goes_by_the_name_that_it_had(tmp_path: Path) -> None:
    (tmp_path / "pier.html.gz").write_bytes(gzip.compress(page(SAID[0])))
    (tmp_path / "feed.xml.zst").write_bytes(zstandard.compress(rss()))
    intakes = list(read_inputs([str(tmp_path)]))
    assert [intake.outcome for intake in intakes] == [Outcome.READ] * 4
    assert intakes[-1].report is not None
    assert intakes[-1].report.label == "pier.html"
    assert intakes[-1].capture is not None
    assert intakes[-1].capture.raw == page(SAID[0])
    assert count_inputs([str(tmp_path)]) == 4


def test_several_members_and_padding_are_one_file() -> None:
    first, second = (gzip.compress(words.encode()) for words in SAID[:2])
    assert text(read(first + second + b"\0" * 512)[0]) == SAID[0] + SAID[1]
    (intake,) = read(first + b"rubbish")
    assert "7 bytes that are not" in (intake.reason or "")
    assert (
        text(read(zstandard.compress(SAID[0].encode()) + zstandard.compress(SAID[1].encode()))[0]) == SAID[0] + SAID[1]
    )


def test_a_cut_file_gives_what_it_has_and_says_that_more_is_missing() -> None:
    words = "\n".join(f"{n}. {words}" for n in range(40) for words in SAID).encode()
    for whole in (gzip.compress(words), zstandard.compress(words)):
        (intake,) = read(whole[:-5])
        assert intake.outcome is Outcome.IN_PART or "nothing of it" in (intake.reason or "")
        assert "breaks off" in (intake.reason or "")


def nested(times: int) -> bytes:
    raw = page(SAID[0])
    for _ in range(times):
        raw = gzip.compress(raw)
    return raw


def test_files_in_files_end_somewhere() -> None:
    assert read(nested(3))[0].outcome is Outcome.READ
    assert "more than 3 others" in (read(nested(4))[0].reason or "")


@pytest.mark.parametrize("how", ["gzip", "zstd"])
@pytest.mark.parametrize("filler", [b"\0", b"<p>a</p>\n"])
def test_a_bomb_is_refused_before_it_fills_the_memory(how: str, filler: bytes) -> None:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31) if how == "gzip" else zstandard.ZstdCompressor().compressobj()
    step = filler * (1_000_000 // len(filler))
    bomb = b"".join([*(packer.compress(step) for _ in range(300)), packer.flush()])
    tracemalloc.start()
    try:
        (intake,) = read(bomb)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert intake.outcome is Outcome.REFUSED
    assert "unpacks to more than" in (intake.reason or "")
    assert most < 150_000_000


def test_an_archive_that_is_itself_in_it_ends_somewhere() -> None:
    quine = bombs.quine()
    with zipfile.ZipFile(BytesIO(quine)) as archive:
        assert archive.read("r.zip") == quine
    (intake,) = read(quine)
    assert intake.source == "standard input" + ", r.zip" * 4
    assert "more than 3 others" in (intake.reason or "")


def test_archives_of_archives_have_room_for_as_much_as_one_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.intake.read.MAX_BYTES", 0)
    few, many = bombs.branching(3, 2), bombs.branching(12, 3)
    assert [intake.outcome for intake in read(few)] == [Outcome.READ] * 9
    found = read(many)
    kept = [intake for intake in found if intake.outcome is Outcome.READ]
    assert 200 < len(kept) <= 200 * len(many) // 1024 < 12**3
    assert "200 times the size of the file" in (found[-1].reason or "")
    (tmp_path / "a.zip").write_bytes(many)
    assert count_inputs([str(tmp_path)]) == len(found) <= len(kept) + 3


@pytest.mark.parametrize("coding", ["br", "BR", "gzip, br", "br, gzip"])
def test_what_is_packed_with_brotli_is_not_unpacked(coding: str) -> None:
    pytest.importorskip("brotli")  # warcio would unpack it where it is at hand
    bomb = bombs.squeezed(50)
    assert len(bomb) < 500
    tracemalloc.start()
    try:
        (lost,) = read(bombs.answered(bomb, coding))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert f"it is packed with {coding.lower()!r}, which is not unpacked" in (lost.reason or "")
    assert most < 10_000_000


def test_a_bomb_in_a_web_archive_costs_its_record_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MAX_UNPACKED", 5_000)
    bomb = gzip.compress(b"WARC/1.0\r\n" + b"a" * 20_000)
    *kept, lost = read(warc(packed=True) + bomb)
    assert len(kept) == 3
    assert "unpacks to more than 5,000 bytes" in (lost.reason or "")


def test_a_file_of_beginnings_is_looked_through_once() -> None:
    (lost,) = read(b"WARC/1.0\r\n" * 100_000)  # would take a minute if all of it were looked at from each of them
    assert "100,000 of 100,000 records" in (lost.reason or "")
