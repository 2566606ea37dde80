"""Helping processes leave Ctrl-C to the process that the user started, and do not outlive it."""

import subprocess
import sys

import pytest

POOL = """
import os, signal, time
from sayso.engines import Item, Pool, order, pool
pool.carry_out = len
order.Waiting.characters = 0  # what stands here for a report has no text
pool._each_alone = None  # what is called where a process of the pool died

def items():
    yield Item("a", "abc")  # from here on its process begins
    {meanwhile}
    yield Item("b", "abcd")

if __name__ == "__main__":
    print(list(Pool(1).read(items())), flush=True)
"""

GUARD = """
import os, signal, time
from sayso.intake.worker import LIMITS, START, Worker

if __name__ == "__main__":
    worker = Worker(LIMITS)
    {meanwhile}
    print(worker._received(START), flush=True)
"""

WAITING = """
import os, time
from sayso.engines.pool import _executor

if __name__ == "__main__":
    with _executor(1) as executor:
        executor.submit(os.getpid).result()
        print("begun", flush=True)
        time.sleep(600)
"""

HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""A shell lets what it runs in the background ignore Ctrl-C, and so all that is started there."""

CTRL_C = """
    try:
        os.killpg(0, signal.SIGINT)  # as a terminal does: to all of its processes
        time.sleep(60)
    except KeyboardInterrupt:
        pass
"""


def _started(script: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-c", f"{HEARING}{script}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


BUSY = """
import time
from sayso.engines import Item, Pool, order, pool
pool.carry_out = time.sleep
order.Waiting.characters = 0  # what stands here for a report has no text

def items():
    yield Item("a", 600)
    yield Item("b", 600)
    raise KeyboardInterrupt

if __name__ == "__main__":
    try:
        list(Pool(2).read(items()))
    except KeyboardInterrupt:
        print("ours", flush=True)
"""


@pytest.mark.parametrize(("script", "said"), [(POOL, b"[('a', 3), ('b', 4)]\n"), (GUARD, b"None\n")])
def test_ctrl_c_does_not_reach_a_helper_that_is_just_beginning(script: str, said: bytes) -> None:
    with _started(script.format(meanwhile=CTRL_C.strip())) as process:
        assert process.communicate(timeout=120) == (said, b"")


def test_a_helper_ends_with_a_process_that_is_killed() -> None:
    with _started(WAITING) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        process.kill()
        assert process.communicate(timeout=60)[0] == b""  # whoever is left of its family would hold it open


def test_ctrl_c_does_not_wait_for_what_helpers_have_in_hand() -> None:
    with _started(BUSY) as process:
        assert process.communicate(timeout=120) == (b"ours\n", b"")
        assert process.returncode == 0
