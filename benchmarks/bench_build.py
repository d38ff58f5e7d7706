"""Building: the default build as a whole process against `python -c pass`, and one week in a warm process by catalog size.

`without the solver` runs the very same command with recorded answers in place of the search, so that what is left is reading,
filtering, columns, weeks, audit and text.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from benchmarks.bench_planner import imported_rows, large_rows
from benchmarks.synthetic import sized
from benchmarks.venvs import make_venv, medians, work_folder
from setlist import Profile

Row = tuple[str, str, str, str]
PERSON = Profile(
    goal="back-strength",
    level="intermediate",
    days=3,
    minutes=45,
    weeks=1,
    equipment=("dumbbells", "resistance-band", "pull-up-bar", "flat-bench"),
)
RECORD = """
import json, sys
from msgspec.structs import asdict
import setlist.planner.cycles as cycles
import setlist.planner.solve as solving
from setlist.cli import main
answers = []
def recorded(problem, **options):
    found = solving.solve(problem, **options)
    answers.append(asdict(found))
    return found
cycles.solve = recorded
path, sys.argv = sys.argv[1], ["setlist", "build"]
try:
    main()
finally:
    open(path, "w").write(json.dumps(answers))
"""
REPLAY = """
import json, sys
import setlist.planner.cycles as cycles
from setlist.planner.solve import Solution
from setlist.cli import main
answers = iter(json.load(open(sys.argv[1])))
def replayed(problem, **options):
    found = next(answers)
    return Solution(**{k: tuple(tuple(x) if isinstance(x, list) else x for x in v) if isinstance(v, list) else v for k, v in found.items()})
cycles.solve = replayed
sys.argv = ["setlist", "build"]
main()
"""


def rows() -> list[Row]:
    return [*process_rows(), *warm_rows(), *large_rows(), *imported_rows()]


def process_rows() -> list[Row]:
    venv = make_venv("build")
    folder = work_folder()
    answers = folder / "answers.json"
    (folder / "record.py").write_text(RECORD)
    (folder / "replay.py").write_text(REPLAY)
    python = venv.script("python")
    medians({"record": (venv, [python, str(folder / "record.py"), str(answers)])}, 1)
    found = medians(
        {
            "pass": (venv, [python, "-c", "pass"]),
            "build": (venv, [venv.script("setlist"), "build"]),
            "twelve weeks": (venv, [venv.script("setlist"), "build", "--weeks", "12"]),
            "replay": (venv, [python, str(folder / "replay.py"), str(answers)]),
        },
        7,
    )
    return [
        _ratio("default `setlist build` with proof / `python -c pass`", 100, found["build"], found["pass"]),
        _ratio("a 12-week program / `python -c pass`", 120, found["twelve weeks"], found["pass"]),
        _ratio("the default build without the solver / `python -c pass`", 16, found["replay"], found["pass"]),
    ]


def _ratio(figure: str, bar: float, ours: float, theirs: float) -> Row:
    ratio = ours / theirs
    return figure, f"<= {bar:g}", f"{ratio:.1f} ({ours * 1000:.0f} ms / {theirs * 1000:.0f} ms)", "ok" if ratio <= bar else "MISSED"


@dataclass(frozen=True)
class Timed:
    """Seconds of one week: all of it, its LP, its integer programs; and the proven gap."""

    total: float
    lp: float
    integer: float
    gap: float


def warm_rows() -> list[Row]:
    from setlist import load_catalog

    catalog = load_catalog()
    small = sized(catalog, 300)
    first = one_week(small, proof=False)  # before larger catalogs fill the memory of the process
    found = {300: one_week(small), **{count: one_week(sized(catalog, count)) for count in (870, 5000)}}
    week, growth = found[300], found[5000].total / found[870].total
    out = [
        (
            "one week over 300 exercises, warm, proven 1 %",
            "<= 300 ms",
            f"{week.total * 1000:.0f} ms, gap {week.gap:.2%}",
            "ok" if week.total <= 0.3 and week.gap <= 0.01 else "MISSED",
        ),
        (
            "the same, first answer without proof",
            "<= 50 ms",
            f"{first.total * 1000:.0f} ms, gap {first.gap:.2%}",
            "ok" if first.total <= 0.05 else "MISSED",
        ),
        ("5,000 exercises / 870 exercises", "<= 10", f"{growth:.1f}", "ok" if growth <= 10 else "MISSED"),
    ]
    for count, t in found.items():
        rest = t.total - t.lp - t.integer
        parts = f"{t.total * 1000:.0f} ms = LP {t.lp * 1000:.0f} + integer {t.integer * 1000:.0f} + rest {rest * 1000:.0f}; gap {t.gap:.2%}"
        out.append((f"  of which, {count} exercises", "", parts, ""))
    return out


def one_week(catalog, *, proof: bool = True) -> Timed:
    """The median of five builds of a one-week back-strength program, three days of 45 minutes, dumbbells and a band."""
    import setlist.planner.cycles as cycles
    from setlist import build
    from setlist.plugins import builtin_plugins

    plugins, solve = builtin_plugins(), cycles.solve
    timed: list[Timed] = []
    solutions = []

    def listening(problem, **options):
        solutions.append(solve(problem, **options))
        return solutions[-1]

    cycles.solve = listening
    try:
        for _ in range(6):
            solutions.clear()
            start = time.perf_counter()
            program = build(PERSON, catalog, plugins, proof=proof)
            total = time.perf_counter() - start
            timed.append(Timed(total, sum(s.seconds[0] for s in solutions), sum(s.seconds[1] for s in solutions), program.certificate.gap))
    finally:
        cycles.solve = solve
    middle = statistics.median_low([t.total for t in timed[1:]])
    return next(t for t in timed[1:] if t.total == middle)
