"""What tests of commands ask for, and what a command answers."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any, NamedTuple

DISC = "lumbar-disc-herniation-sciatica"
RELIEF = ("-p", "yoga", "-p", "home", "--goal", "back-relief", "--days", "3", "--minutes", "30", "--condition", DISC)
STRENGTH = ("-p", "gym", "-p", "home", "--goal", "back-strength", "--level", "intermediate", "--days", "4", "--minutes", "60", "--weeks", "4")
OWNED = ("--equipment", "barbell", "--equipment", "dumbbells", "--equipment", "pull-up-bar")


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
