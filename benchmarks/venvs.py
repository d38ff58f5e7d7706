"""Virtual environments to measure in, made by pip from this checkout, and small wheels to install beside it."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).absolute().parent.parent
BIN = "Scripts" if sys.platform == "win32" else "bin"


@dataclass(frozen=True)
class Venv:
    """A virtual environment with a SETLIST_HOME of its own."""

    folder: Path

    def script(self, name: str) -> str:
        return str(self.folder / BIN / name)

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SETLIST", "VIRTUAL_ENV", "PIP_REQUIRE"))
        }
        return {**kept, "SETLIST_HOME": str(self.folder / "setlist-home")}

    def install(self, *requirements: str | Path) -> None:
        command = [self.script("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *map(str, requirements)]
        subprocess.run(command, env=self.environment, check=True)


@cache
def work_folder() -> Path:
    """A temporary folder that lives as long as the process."""
    folder = tempfile.TemporaryDirectory(prefix="setlist-bench-")
    _KEPT.append(folder)
    return Path(folder.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def make_venv(name: str, *requirements: str | Path) -> Venv:
    """A new environment with the newest pip, this checkout as a user would install it (not editable), and the requirements."""
    venv = Venv(work_folder() / name)
    subprocess.run([sys.executable, "-m", "venv", str(venv.folder)], check=True)
    venv.install("--upgrade", "pip")
    venv.install(ROOT, *requirements)
    return venv


def let_settle() -> None:
    """Wait until what was just installed is old enough for setlist's index of entry points to be kept."""
    time.sleep(2.5)


def write_wheel(folder: Path, name: str, files: Mapping[str, str], entry_points: str) -> Path:
    """A wheel `name` 1.0 with the given modules: what a build tool would make, without the minutes that fifty builds take."""
    module = name.replace("-", "_")
    info = f"{module}-1.0.dist-info"
    contents = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: setlist-bench\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": entry_points,
    }
    record = [f"{path},sha256={_digest(text)},{len(text.encode())}" for path, text in contents.items()]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{module}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for file, text in {**contents, f"{info}/RECORD": "\n".join([*record, f"{info}/RECORD,,"]) + "\n"}.items():
            wheel.writestr(file, text)
    return path


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def medians(commands: Mapping[str, tuple[Venv, Sequence[str]]], rounds: int) -> dict[str, float]:
    """Median seconds of each command's process. The commands take turns, so that a slow moment of the machine meets them all."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, (venv, command) in commands.items():
            start = time.perf_counter()
            subprocess.run(command, env=venv.environment, cwd=venv.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
            if turn:  # the first round compiles and fills caches
                times[name].append(time.perf_counter() - start)
    return {name: sorted(found)[len(found) // 2] for name, found in times.items()}
