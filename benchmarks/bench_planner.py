"""Large catalogs and imported ones: a process each, so that the peak of its memory is its own. Processor time, not the clock's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.venvs import Venv, make_venv, work_folder

Row = tuple[str, str, str, str]
SIZES = ((5_000, 3.0, 300), (100_000, 15.0, 1500))  # exercises, seconds, MB
IMPORTED = 1.5, 0.95  # seconds, and the share of muscles inside their range
IMPORTED_BAR = f"<= {IMPORTED[0]} s, >= {IMPORTED[1]:.0%} of muscles in range"
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
    """Whole processes over free-exercise-db, whose copy lies in a folder named by SETLIST_THIRD_PARTY_DATA: every level in turn, as a user
    who has installed setlist runs them."""
    data = os.environ.get("SETLIST_THIRD_PARTY_DATA")
    if data is None:
        return [("free-exercise-db, 4 days of 60 minutes", IMPORTED_BAR, "not measured", "set SETLIST_THIRD_PARTY_DATA")]
    venv = make_venv("imported")
    pack = work_folder() / "free-exercise-db"
    load = [venv.script("setlist"), "import", "free-exercise-db", str(Path(data) / "free-exercise-db"), "-o", str(pack)]
    subprocess.run(load, env=venv.environment, capture_output=True, check=True)
    return [imported_row(venv, pack, level) for level in LEVELS]


def imported_row(venv: Venv, pack: Path, level: str) -> Row:
    asked = ["--goal", "balanced-body", "--level", level, "--days", "4", "--minutes", "60", "--equipment", "gym", "--no-screening"]
    plan = work_folder() / f"{level}.json"
    before = _children()
    build = [venv.script("setlist"), "build", "-p", str(pack), *asked, "-f", "json", "-o", str(plan)]
    done = subprocess.run(build, env=venv.environment, capture_output=True, text=True, check=False)
    spent = _children() - before
    figure = f"free-exercise-db, {level}, 4 days of 60 minutes"
    if done.returncode:
        return figure, IMPORTED_BAR, f"{spent:.2f} s, exit code {done.returncode}", "MISSED"
    held, of = _in_range(json.loads(plan.read_text()))
    met = spent <= IMPORTED[0] and held >= IMPORTED[1] * of
    return figure, IMPORTED_BAR, f"{spent:.2f} s, {held} of {of} muscles in range", "ok" if met else "MISSED"


def _in_range(program: dict[str, Any]) -> tuple[int, int]:
    """Of the muscles that the goal names, in the first week of each cycle: those inside their range, and all."""
    wanted = [v for v in program["volume"] if v["min"] > 0]
    return sum(v["min"] <= v["sets"] <= v["max"] for v in wanted), len(wanted)


def _children() -> float:
    used = os.times()
    return used.children_user + used.children_system
