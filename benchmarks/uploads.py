"""How long it takes until what is sent to the desk is in the ledger: `python benchmarks/uploads.py [--rounds 5]`.

Two desks run in this process with the stages as shipped, each on a ledger of its own: one as shipped, one that takes
apart what is sent in its own process, unguarded. Both are sent the same by turns. Printed are, for each, seconds of
wall time from the request to the end of the batch, asked for every 5 ms: of the first thing that is sent once the
models are loaded (the process that takes files apart is begun for it), and the median of those sent after it.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from fastapi.testclient import TestClient

from sayso import open_ledger
from sayso.intake import Guarded, read_inputs
from sayso.web import create_app
from sayso.web.security import COOKIE
from sayso.web.work import Work

STEP = 0.005
EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"


def text(number: int) -> bytes:
    """A short report, another one for each number."""
    return (
        f"The harbour office of Dale said on Monday that {number + 20} people were rescued from pier {number}.".encode()
    )


def page(number: int) -> bytes:
    """A page of a newspaper with a report in it, another one for each number."""
    raw = (EXAMPLES / "capital-gazette.html").read_bytes()
    return raw.replace(b"</title>", b" %d</title>" % number)


def sent(client: TestClient, name: str, raws: list[bytes]) -> float:
    """Seconds until all of it is read."""
    work: Work = client.app.state.work  # type: ignore[attr-defined] # a FastAPI
    files = [("files", (f"{place}-{name}", raw, "application/octet-stream")) for place, raw in enumerate(raws)]
    start = time.perf_counter()
    answer = client.post("/read", data={"csrf": client.cookies[COOKIE]}, files=files, follow_redirects=False)
    ident = answer.headers["Location"].removeprefix("/read/")
    while (batch := work.batch(ident)) is None or not batch.is_over:
        time.sleep(STEP)
    spent = time.perf_counter() - start
    ends = [end for file in batch.files for end in file.ends]
    if batch.fault or len(ends) != len(raws) or any(end.refused for end in ends):
        raise SystemExit(f"{name} was not read: {batch}")
    return spent


class Unguarded(Guarded):
    """Takes inputs apart in this process."""

    read = staticmethod(read_inputs)


def desk(folder: Path, guarded: Guarded) -> TestClient:
    """A desk on a ledger with nothing in it."""
    folder.mkdir()
    open_ledger(folder / "case.sayso").close()
    client = TestClient(create_app(folder / "case.sayso", guarded=guarded), base_url="http://127.0.0.1:8001")
    client.get("/help")
    return client


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    kinds = {
        "a text": lambda number: ("a.txt", [text(number)]),
        "a page": lambda number: ("a.html", [page(number)]),
        "5 texts at once": lambda number: ("a.txt", [text(number * 100 + one) for one in range(5)]),
    }
    with tempfile.TemporaryDirectory() as folder, Guarded() as guarded:
        desks = [desk(Path(folder) / str(place), one) for place, one in enumerate((guarded, Unguarded()))]
        print(f"{'':24}{'guarded':>10}{'unguarded':>12}")
        sent(desks[1], "a.txt", [text(1)])  # loads the models
        first = [sent(one, "a.txt", [text(0)]) for one in desks]
        print(f"{'the first text':24}{first[0]:10.2f}{first[1]:12.2f}")
        for kind, made in kinds.items():
            spent = [[sent(one, *made(number)) for one in desks] for number in range(2, rounds + 2)]
            medians = [statistics.median(times) for times in zip(*spent, strict=True)]
            print(f"{kind:24}{medians[0]:10.3f}{medians[1]:12.3f}")


if __name__ == "__main__":
    main()
