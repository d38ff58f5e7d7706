"""Large catalogs and imported ones: a process each, so that the peak of its memory is its own. Processor time, not the clock's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.venvs import work_folder

Row = tuple[str, str, str, str]
SIZES = ((5_000, 3.0, 300), (100_000, 15.0, 1500))  # exercises, seconds, MB
LEVELS = ("beginner", "intermediate", "advanced")
PATIENCE = 120  # seconds of the clock; what takes longer is a miss whatever it takes
LARGE = """
import sys, time
from benchmarks.bench_build import PERSON
from benchmarks.synthetic import sized
from setlist import build, load_catalog
from setlist.plugins import builtin_plugins
catalog, plugins = sized(load_catalog(), int(sys.argv[1])), builtin_plugins()
began = time.process_time()
program = build(PERSON, catalog, plugins)
spent = time.process_time() - began
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
print(spent, peak / 1024, program.certificate.gap)
"""


def large_rows() -> list[Row]:
    """Seconds and peak resident memory of one week over so many synthetic exercises. Needs /proc."""
    return [large_row(*size) for size in SIZES]


def large_row(count: int, seconds: float, megabytes: float) -> Row:
    figure, bar = f"one week over {count:,} exercises", f"<= {seconds:g} s, {megabytes:g} MB"
    try:
        done = subprocess.run([sys.executable, "-c", LARGE, str(count)], capture_output=True, text=True, check=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return figure, bar, f"no answer after {PATIENCE} s", "MISSED"
    spent, peak, gap = (float(word) for word in done.stdout.split())
    met = spent <= seconds and peak <= megabytes and gap <= 0.01
    return figure, bar, f"{spent:.1f} s, {peak:.0f} MB, gap {gap:.2%}", "ok" if met else "MISSED"


def imported_rows() -> list[Row]:
    """Whole processes over free-exercise-db, whose copy lies in a folder named by SETLIST_THIRD_PARTY_DATA: every level in turn."""
    data = os.environ.get("SETLIST_THIRD_PARTY_DATA")
    if data is None:
        return [("free-exercise-db, 4 days of 60 minutes", "<= 1.5 s", "not measured", "set SETLIST_THIRD_PARTY_DATA")]
    pack = work_folder() / "free-exercise-db"
    setlist = [sys.executable, "-m", "setlist"]
    source = Path(data) / "free-exercise-db"
    subprocess.run([*setlist, "import", "free-exercise-db", str(source), "-o", str(pack)], capture_output=True, check=True)
    return [imported_row([*setlist, "build", "-p", str(pack)], level) for level in LEVELS]


def imported_row(build: list[str], level: str) -> Row:
    asked = ["--goal", "balanced-body", "--level", level, "--days", "4", "--minutes", "60", "--equipment", "gym", "--no-screening"]
    before = _children()
    done = subprocess.run([*build, *asked], capture_output=True, text=True, check=False)
    spent = _children() - before
    told = f"{spent:.2f} s" if done.returncode == 0 else f"{spent:.2f} s, exit code {done.returncode}"
    return f"free-exercise-db, {level}, 4 days of 60 minutes", "<= 1.5 s", told, "ok" if spent <= 1.5 and not done.returncode else "MISSED"


def _children() -> float:
    used = os.times()
    return used.children_user + used.children_system
