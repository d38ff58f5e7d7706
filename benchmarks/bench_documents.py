"""Reading YAML against PyYAML's CSafeLoader, and checking exercises against check-jsonschema.

Ratios of one run, medians of interleaved rounds.
"""

from __future__ import annotations

import importlib.util
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from setlist.documents import read
from setlist.schema import schema, schema_text

Row = tuple[str, str, str, str]  # figure, bar, measured ratio, verdict

LISTED = 1300  # exercises in the list of 1.1 MB
CHECKED = 873  # exercises of free-exercise-db
TEXT = (
    "kneel on all fours hands under shoulders and knees hips draw the belly in gently then slide one leg back reach the opposite "
    "arm forward hold the long line breathe come back with control before you change sides keep still and lower slowly"
)
MUSCLES = ("erector-spinae", "gluteus-maximus", "multifidus", "posterior-deltoids", "lats", "hamstrings", "quadriceps")
TRAITS = ("neutral-spine-core", "kneeling", "wrist-weight-bearing", "prone-position", "overhead", "impact")

RSS = """
import sys
import yaml
from setlist.documents import read
def peak():  # the kernel's mark for this program alone: ru_maxrss also counts the process that started it
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
load = {"ours": lambda b: read(b, "a.yaml"), "theirs": lambda b: yaml.load(b, yaml.CSafeLoader)}[sys.argv[1]]
source = open(sys.argv[2], "rb").read()
load(b"- a: [1, x]")
before = peak()
value = load(source)
print(1024 * (peak() - before))
"""
CHECK = """
import sys
from setlist.documents import read
from setlist.schema import check
source = open(sys.argv[1], "rb").read()
for problem in check("exercise", read(source, sys.argv[1]), sys.argv[1], source):
    print(problem)
"""


def exercises(count: int) -> str:
    """YAML text of so many generated exercises, always the same."""
    pick = random.Random(7)
    words = TEXT.split()

    def sentence(length: int) -> str:
        return " ".join(pick.choice(words) for _ in range(length)).capitalize()

    return "".join(
        f"""- id: exercise-{i}
  name: Exercise {i}
  aliases: [{sentence(3)}]
  kind: strength
  level: {pick.choice(("beginner", "intermediate", "advanced"))}
  patterns: [anti-rotation, anti-extension]
  muscles: {{primary: [{pick.choice(MUSCLES)}], secondary: [{pick.choice(MUSCLES)}]}}
  equipment: yoga-mat?
  position: quadruped
  sides: alternating
  traits: [{", ".join(pick.sample(TRAITS, 3))}]
  family: family-{i // 3}
  dose: {{sets: [2, 4], reps: [5, 10], hold: 5-10 s, rest: 45 s}}
  steps:
    - {sentence(14)}.
    - {sentence(14)}.
    - {sentence(14)}.
  cues: [{sentence(6)}, {sentence(6)}]
  cautions: [{sentence(10)}]
  sources: [seed-002, MCGILL]
"""
        for i in range(count)
    )


def broken(text: str) -> str:
    """The same with three mistakes in every exercise: a misspelt level, an unknown key, a word for a number."""
    return text.replace("level: ", "level: x").replace("  sides:", "  side:").replace("reps: [5, 10]", "reps: [5, ten]")


def one_file_schema() -> dict[str, Any]:
    """The exercise schema with the parts it shares inlined: check-jsonschema cannot look up `urn:` references."""
    inlined: dict[str, Any] = json.loads(schema_text("exercise").replace("urn:setlist:common:1#", "#"))
    inlined["$defs"] |= schema("common")["$defs"]
    return inlined


def rounds(count: int, first: Callable[[], float], second: Callable[[], float]) -> tuple[float, float]:
    """The medians of two measurements that take turns."""
    pairs = [(first(), second()) for _ in range(count)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def seconds(task: Callable[[], object]) -> float:
    started = time.perf_counter()
    task()
    return time.perf_counter() - started


def process(arguments: Sequence[str], fails: bool = False) -> float:
    """Seconds of a whole Python process."""
    command = [sys.executable, *arguments]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    spent = time.perf_counter() - started
    if bool(done.returncode) is not fails:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-500:]}")
    return spent


def resident(which: str, file: Path) -> float:
    """How much the peak of the process's resident memory grew by reading the file, bytes."""
    return float(subprocess.run([sys.executable, "-c", RSS, which, str(file)], capture_output=True, text=True, check=True).stdout)


def traced(task: Callable[[], object]) -> float:
    """The peak of the memory of Python objects, bytes."""
    tracemalloc.start()
    try:
        task()
        return float(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()


def row(figure: str, bar: float, ours: float, theirs: float, unit: str = "s") -> Row:
    ratio, scale = ours / theirs, 1e-6 if unit == "MB" else 1.0
    shown = f"{ratio:.3f} ({ours * scale:.3g} of {theirs * scale:.3g} {unit})"
    return figure, f"<= {bar}", shown, "met" if ratio <= bar else "MISSED"


def reading_rows(folder: Path) -> list[Row]:
    """Time and memory of reading, as shares of CSafeLoader's."""
    source = exercises(LISTED).encode()
    file = folder / "list.yaml"
    file.write_bytes(source)

    def ours() -> object:
        return read(source, "list.yaml")

    def theirs() -> object:
        return yaml.load(source, yaml.CSafeLoader)

    if ours() != theirs():
        raise RuntimeError("the two readers disagree")
    size = f"{len(source) / 1e6:.1f} MB"
    out = [
        row(f"read a {size} YAML list, of CSafeLoader's time", 0.4, *rounds(9, lambda: seconds(ours), lambda: seconds(theirs))),
        row("the same, peak of Python's own memory", 0.4, *rounds(1, lambda: traced(ours), lambda: traced(theirs)), "MB"),
    ]
    if Path("/proc/self/status").exists():
        medians = rounds(5, lambda: resident("ours", file), lambda: resident("theirs", file))
        out.append(row("the same, peak of resident memory", 0.4, *medians, "MB"))
    return out


def checking_rows(folder: Path) -> list[Row]:
    """Whole processes that check a file of exercises, as shares of check-jsonschema's."""
    figures = (
        (f"check {CHECKED} exercises, cold, of check-jsonschema", 0.15, exercises(CHECKED), False),
        ("the same, every exercise broken and located", 0.3, broken(exercises(CHECKED)), True),
    )
    if importlib.util.find_spec("check_jsonschema") is None:
        return [(figure, f"<= {bar}", "not measured", "install check-jsonschema") for figure, bar, _, _ in figures]
    wanted = folder / "schema.json"
    wanted.write_text(json.dumps(one_file_schema()), "utf-8")
    file = folder / "exercises.yaml"
    peer = ["-m", "check_jsonschema", "--schemafile", str(wanted), str(file)]
    out = []
    for figure, bar, text, fails in figures:
        file.write_text(text, "utf-8")
        medians = rounds(3, lambda: process(["-c", CHECK, str(file)]), lambda fails=fails: process(peer, fails))  # type: ignore[misc]
        out.append(row(figure, bar, *medians))
    return out


def rows() -> list[Row]:
    """Every figure: what, the bar, the measured ratio with both medians, the verdict. Takes about a minute."""
    with tempfile.TemporaryDirectory() as folder:
        return [*reading_rows(Path(folder)), *checking_rows(Path(folder))]


if __name__ == "__main__":
    for line in rows():
        print(" | ".join(line))
