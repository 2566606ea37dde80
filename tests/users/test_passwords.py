"""How passwords and names are kept."""

import threading

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.users import Busy, Hasher, passwords
from sayso.users.names import folded, named
from sayso.users.passwords import checked


def quick() -> Hasher:
    return Hasher(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def test_passwords_are_kept_as_argon2id_that_is_dear_to_guess() -> None:
    hasher = Hasher()
    kept = hasher.kept("five words are quite enough")
    used = extract_parameters(kept)
    assert used.type is Type.ID
    assert used.memory_cost >= 64 * 1024
    assert used.time_cost >= 3
    assert kept != hasher.kept("five words are quite enough")
    assert hasher.fits("five words are quite enough", kept)
    assert not hasher.fits("five words are quite enough.", kept)
    assert not hasher.is_old(kept)
    assert hasher.is_old(quick().kept("five words are quite enough"))


def test_one_password_is_one_whatever_the_keyboard_sends() -> None:
    hasher = quick()
    assert hasher.fits("Cafe\u0301 of four words", hasher.kept("Caf\u00e9 of four words"))


@pytest.mark.parametrize("kept", [None, "", "x", "$argon2id$v=19$m=8,t=1,p=1$YQ$YQ"])
def test_nothing_fits_what_is_no_hash(kept: str | None) -> None:
    assert not quick().fits("", kept)


def test_what_a_password_may_be() -> None:
    assert checked("twelve chars", "Ada")
    assert checked("x" * 250 + "12345a", "Ada")
    for wrong in ("", "elevenchars", "x" * 257, "abababababababab", "Ada Lovelace and", "ada lovelace and"):
        with pytest.raises(UsageError) as told:
            checked(wrong, "Ada Lovelace and")
        assert not wrong or wrong not in str(told.value)


def test_only_so_many_are_checked_at_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PATIENCE", 0.01)
    begun, done = threading.Event(), threading.Event()

    class Slow(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002, ARG002 - argon2's own name
            begun.set()
            done.wait(60)
            return True

    hasher = Hasher(Slow(time_cost=1, memory_cost=8, parallelism=1), at_once=1)
    other = threading.Thread(target=hasher.fits, args=("x", "y"))
    other.start()
    begun.wait(60)
    with pytest.raises(Busy):
        hasher.fits("x", "y")
    done.set()
    other.join()
    assert hasher.fits("x", "y")


@given(st.text(max_size=80))
def test_a_name_that_may_be_one_is_found_again_and_can_be_shown(text: str) -> None:
    try:
        name = named(text)
    except UsageError:
        return
    assert named(name) == name
    assert folded(name) == folded(name.upper()) or folded(name) == folded(name.swapcase())
    assert name.isprintable()
    assert not set(name) & set('<>&"/\\\u202e\u2066')
