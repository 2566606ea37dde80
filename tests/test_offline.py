"""What runs the models keeps to itself: it is told so before it is loaded."""

import os
import subprocess
import sys
from pathlib import Path

import sayso

LOADED = "import sayso; from sayso.compare.models import _session; _session('pairs')"


def test_running_a_model_leaves_nothing_in_the_users_folders(tmp_path: Path) -> None:
    """Told to report, ONNX Runtime would make itself a number for this machine and a store of what it has to send."""
    homes = dict.fromkeys(
        ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), str(tmp_path)
    )
    env = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    subprocess.run([sys.executable, "-c", LOADED], env={**env, **homes}, check=True, timeout=300)  # noqa: S603 - ours
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")] == []


def test_nobody_can_ask_it_to_report() -> None:
    assert sayso.__doc__
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
