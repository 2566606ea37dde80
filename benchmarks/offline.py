"""What the verbs ask of the network, as the system sees it: `python benchmarks/offline.py` (needs strace).

The case of examples/ is read, by the model and the rules, and then asked, shown and exported, each by a process of its
own under `strace -f`, so that calls of libraries that are not Python count, too. Told are the calls that stay within
the machine (AF_UNIX, pipes of processes, the loopback), the sockets of other families that were made, and the calls
that address anybody by one: those have to be none. urllib3 makes a socket and binds it to ::1, to learn whether there
is IPv6.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"
VERBS = (
    ("read", str(EXAMPLES / "reports"), str(EXAMPLES / "notes")),
    ("disputes", "--all"),
    ("ask", "how many people died?"),
    ("claims", "--json"),
    ("export", "--to", "dossier.html"),
    ("export", "--to", "case.zip", "--format", "bundle"),
    ("backup", "--to", "copy.sayso"),
    ("doctor", "--deep"),
)
WITHIN = re.compile(r'AF_UNIX|AF_LOCAL|"::1"|"127\.')
MADE = re.compile(r"\bsocket\(AF_")
AWAY = re.compile(r"\b(?:connect|sendto|sendmsg|sendmmsg|bind|listen)\(")


def main() -> None:
    """Print a row for each verb, and all calls that could leave the machine."""
    tracer = shutil.which("strace")
    if tracer is None:
        sys.exit("strace is needed: apt-get install strace")
    print("| verb | calls within the machine | internet sockets made | addressed to others |\n|---|---|---|---|")
    away: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for verb in VERBS:
            found = traced(tracer, verb, Path(folder))
            words = " ".join(part for part in verb if "/" not in part)
            print(f"| {words} | {found['within']} | {found['made']} | {found['away']} |", flush=True)
            away += found.lines
    print(*away, sep="\n")


class Calls(Counter[str]):
    """Calls by what they are; `lines` are those that address another machine, as strace tells them."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []


def traced(tracer: str, verb: tuple[str, ...], folder: Path) -> Calls:
    """The calls of a verb."""
    log = folder / "calls"
    tracing = [tracer, "-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-o", str(log)]
    command = [*tracing, sys.executable, "-m", "sayso", *verb, "--ledger", "case.sayso"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    found = Calls()
    for line in log.read_text(errors="replace").splitlines():
        if WITHIN.search(line):
            found["within"] += 1
        elif MADE.search(line):
            found["made"] += 1
        elif AWAY.search(line):
            found["away"] += 1
            found.lines.append(line)
    return found


if __name__ == "__main__":
    main()
