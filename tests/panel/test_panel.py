"""The panel as a command, for two requests that are quick: a short program and one that cannot be served."""

from __future__ import annotations

import json
import subprocess
import sys

from .__main__ import ROOT


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "tests.panel", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_two_processes_build_measure_and_explain() -> None:
    done = run("--json", "--only", "relief-15-1", "--only", "relief-a-year")
    told = json.loads(done.stdout)
    (person,), (explained,) = told["people"], told["explained"]
    assert (person["kind"], person["same_bytes"], explained["kind"]) == ("program", True, "infeasible")
    assert person["shares"]["minutes"]["of"] == 4  # a session in each of four weeks
    assert explained["shares"]["changes"]["held"] == 1
    assert done.returncode == int(any(row["missed"] for row in told["summary"])), done.stderr


def test_somebody_unknown_is_no_panel() -> None:
    done = run("--only", "nobody")
    assert done.returncode == 2
    assert "nobody in the panel is called nobody" in done.stderr
