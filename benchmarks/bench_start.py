"""How long setlist takes to start: against an empty console script, against pytest, and with fifty plugins installed."""

from __future__ import annotations

from pathlib import Path

from benchmarks.venvs import let_settle, make_venv, medians, work_folder, write_wheel

PLUGINS = 50
ROUNDS = 40
PLUGIN = """
from setlist import Score, hookimpl

@hookimpl
def setlist_scores(context):
    yield Score("bench-{number}", lambda exercise: 0)
"""
LOAD = "from setlist.plugins import builtin_plugins; builtin_plugins()"


def rows() -> list[tuple[str, str, str, str]]:
    """(figure, bar, measured, verdict) of each figure; a figure without a bar is there to compare with."""
    empty = _empty_script(work_folder() / "wheels")
    plain = make_venv("start-plain", "pytest", empty)
    crowded = make_venv("start-crowded", "pytest", empty, *_plugins(work_folder() / "wheels"))
    let_settle()
    seconds = medians(
        {
            "pass": (plain, [plain.script("python"), "-c", "pass"]),
            "empty": (plain, [plain.script("setlist-bench-empty")]),
            "version": (plain, [plain.script("setlist"), "--version"]),
            "help": (plain, [plain.script("setlist"), "--help"]),
            "help, crowded": (crowded, [crowded.script("setlist"), "--help"]),
            "pytest": (crowded, [crowded.script("pytest"), "--version"]),
            "click": (plain, [plain.script("python"), "-c", "import click"]),
            "plugin list": (crowded, [crowded.script("setlist"), "plugin", "list"]),
            "load": (plain, [plain.script("python"), "-c", LOAD]),
        },
        ROUNDS,
    )
    return [
        _judged("setlist --version / empty console script", 1.15, seconds["version"], seconds["empty"]),
        _judged(f"setlist --help with {PLUGINS} plugins / pytest --version", 0.75, seconds["help, crowded"], seconds["pytest"]),
        _judged(f"setlist --help with {PLUGINS} plugins / with none", 1.15, seconds["help, crowded"], seconds["help"]),
        *(_compared(name, seconds[key], seconds["pass"]) for name, key in _COMPARED.items()),
    ]


_COMPARED = {
    "setlist --help": "help",
    "import click": "click",
    "pytest --version": "pytest",
    f"setlist plugin list, {PLUGINS} plugins": "plugin list",
    "loading the built-in plugins": "load",
}


def _judged(figure: str, bar: float, one: float, other: float) -> tuple[str, str, str, str]:
    ratio = one / other
    return figure, f"<= {bar}", f"{ratio:.2f} ({one * 1000:.1f} / {other * 1000:.1f} ms)", "met" if ratio <= bar else "missed"


def _compared(name: str, one: float, other: float) -> tuple[str, str, str, str]:
    return f"{name} / python -c pass", "", f"{one / other:.1f} ({one * 1000:.1f} / {other * 1000:.1f} ms)", ""


def _empty_script(folder: Path) -> Path:
    module = {"setlist_bench_empty.py": "def main():\n    pass\n"}
    return write_wheel(folder, "setlist-bench-empty", module, "[console_scripts]\nsetlist-bench-empty = setlist_bench_empty:main\n")


def _plugins(folder: Path) -> list[Path]:
    return [
        write_wheel(
            folder,
            f"setlist-bench-{number}",
            {f"setlist_bench_{number}.py": PLUGIN.format(number=number)},
            f"[setlist.plugins]\nbench-{number} = setlist_bench_{number}\n",
        )
        for number in range(PLUGINS)
    ]


if __name__ == "__main__":
    for row in rows():
        print("  ".join(row))
