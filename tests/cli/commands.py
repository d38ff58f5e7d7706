"""What tests of commands ask for, and what a command answers."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from setlist.schema import check

SETLIST = str(Path(sys.executable).with_name("setlist"))  # the installed console script

DISC = "lumbar-disc-herniation-sciatica"
RELIEF = ("-p", "yoga", "-p", "home", "--goal", "back-relief", "--days", "3", "--minutes", "30", "--condition", DISC)
STRENGTH = (
    "-p",
    "gym",
    "-p",
    "home",
    "--goal",
    "back-strength",
    "--level",
    "intermediate",
    "--days",
    "4",
    "--minutes",
    "60",
    "--weeks",
    "4",
)
OWNED = ("--equipment", "barbell", "--equipment", "dumbbells", "--equipment", "pull-up-bar")
QUICK = ("--days", "1", "--weeks", "1", "--minutes", "15")  # what is solved fastest


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line that stderr holds."""
        (only,) = self.err.splitlines()
        return only

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Keyboard(io.StringIO):
    """Somebody at a terminal who types these lines."""

    def isatty(self) -> bool:
        return True


Command = Callable[..., Said]


def built(path: str | Path) -> Any:
    """The program document in a file, which has to be valid."""
    data = json.loads(Path(path).read_text("utf-8"))
    assert check("program", data, str(path)) == []
    return data
