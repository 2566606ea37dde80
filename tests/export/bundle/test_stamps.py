"""Time stamps: made here as an authority makes them, and checked without one."""

import sys
from pathlib import Path

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from time_stamps import Authority, authority, token

from sayso.errors import UnreadableInput, UsageError
from sayso.export.bundle import bag, bundle, opened
from sayso.export.bundle.stamps import stamped
from sayso.ledger import Ledger

from .conftest import Remake

MANIFEST = b"a manifest\n"


@pytest.fixture(scope="module")
def clock() -> Authority:
    return authority("Dale Clock")


@pytest.mark.parametrize("hashed", ["sha256", "sha512"])
def test_a_stamp_tells_when_and_by_whom(hashed: str, clock: Authority) -> None:
    found = stamped(token(clock, MANIFEST, hashed=hashed), MANIFEST, clock.pem)
    assert (found.at, found.authority, found.verified) == ("2024-03-08T09:00:00+00:00", "CN=Dale Clock", True)


def test_a_stamp_without_a_root_is_told_and_not_believed(clock: Authority) -> None:
    found = stamped(token(clock, MANIFEST), MANIFEST)
    assert (found.at, found.verified) == ("2024-03-08T09:00:00+00:00", False)


def test_a_stamp_of_an_authority_that_is_not_trusted_is_refused(clock: Authority) -> None:
    other = authority("Dale Clock")  # of the same name
    with pytest.raises(UnreadableInput, match="authority that you trust"):
        stamped(token(other, MANIFEST), MANIFEST, clock.pem)


def test_one_of_several_roots_is_enough(clock: Authority) -> None:
    roots = authority("Hill Clock").pem + clock.pem
    assert stamped(token(clock, MANIFEST), MANIFEST, roots).verified


def test_a_certificate_that_is_not_for_stamping_is_refused() -> None:
    site = authority("A web site", purpose=ExtendedKeyUsageOID.SERVER_AUTH)
    with pytest.raises(UnreadableInput, match="authority that you trust"):
        stamped(token(site, MANIFEST), MANIFEST, site.pem)


def test_a_stamp_of_something_else_is_refused(clock: Authority) -> None:
    with pytest.raises(UnreadableInput, match="something else"):
        stamped(token(clock, b"another manifest\n"), MANIFEST)


def test_a_stamp_over_a_weak_digest_is_refused(clock: Authority) -> None:
    with pytest.raises(UnreadableInput, match="not SHA-256"):
        stamped(token(clock, MANIFEST, hashed="sha1"), MANIFEST)


def test_a_refusal_is_no_stamp() -> None:
    rejection = bytes.fromhex("3005 3003 020102")  # an answer that is a status alone: 2
    with pytest.raises(UnreadableInput, match="refused to give one"):
        stamped(rejection, MANIFEST)


def test_every_altered_byte_of_a_signed_stamp_is_found_or_says_the_same(clock: Authority) -> None:
    good = token(clock, MANIFEST)
    told = stamped(good, MANIFEST, clock.pem)
    refused = 0
    for place in range(0, len(good), 3):
        bad = good[:place] + bytes([good[place] ^ 0x55]) + good[place + 1 :]
        try:
            assert stamped(bad, MANIFEST, clock.pem) == told
        except UnreadableInput:
            refused += 1
    assert refused > len(good) / 3 * 0.9


@pytest.mark.parametrize("data", [b"", b"\x30\x03", b"no token"], ids=["empty", "short", "text"])
def test_what_is_no_stamp_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match="damaged"):
        stamped(data, MANIFEST)


def test_roots_that_are_no_certificates_are_wrong_usage(clock: Authority) -> None:
    with pytest.raises(UsageError, match="PEM"):
        stamped(token(clock, MANIFEST), MANIFEST, b"-----BEGIN NONSENSE-----")


def test_without_its_package_it_is_told_what_is_missing(clock: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    with pytest.raises(UsageError, match=r"sayso\[timestamp\]"):
        stamped(token(clock, MANIFEST), MANIFEST)


def test_a_bundle_is_stamped_by_packing_it_again(
    kept: Path, files: dict[str, bytes], clock: Authority, tmp_path: Path
) -> None:
    made = token(clock, files[bag.MANIFEST])
    with Ledger.open(kept) as ledger:
        (tmp_path / "stamped.zip").write_bytes(bundle(ledger, stamps=[made, made]))
        with pytest.raises(UnreadableInput, match="something else"):
            bundle(ledger, stamps=[token(clock, b"another")])
    with opened(tmp_path / "stamped.zip") as found:
        assert [one.verified for one in found.stamped(clock.pem)] == [True, True]


def test_a_stamp_in_a_bundle_is_one_of_its_manifest(files: dict[str, bytes], clock: Authority, remade: Remake) -> None:
    good = remade({"timestamps/1.tsr": token(clock, files[bag.MANIFEST])})
    with opened(good) as found:
        assert found.stamped(clock.pem)[0].verified
    with opened(remade({"timestamps/1.tsr": token(clock, b"another")})) as found, pytest.raises(UnreadableInput):
        found.stamped()
