"""Two small packs to list and show, and a command line that answers in text or as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from packfolders import base, condition, exercise, pack, row
from setlist.cli.app import run

EXERCISES = [
    exercise(
        "good-morning",
        aliases=["Hip bow"],
        summary="A bow with a long back",
        level="intermediate",
        equipment={"all": ["barbell"], "optional": ["mat"]},
        traits=["heavy-load", "neutral-spine-core"],
        dose={"sets": [2, 4], "reps": [5, 10], "rest": "60-90 s", "effort": "RIR 2-4"},
        doses={"back-relief": {"reps": 5}},
        cautions=["Stop when the back rounds"],
        easier=["hip-bow"],
        tags=["compound"],
        media=[{"url": "https://example.org/a.png", "licence": "CC-BY-4.0", "alt": "A bow"}],
        variations=["With a pause"],
        benefits=["Strong hips"],
    ),
    exercise("hip-bow", easier=["wall-bow"], sides="each", dose={"hold": "20-30 s"}),
    exercise("wall-bow", reviewed=False),
    exercise("shoulder-press", patterns=["vertical-push"], muscles={"primary": ["deltoids"]}, equipment="dumbbells", traits=["overhead"]),
]
SORE = condition(
    "sore-back",
    row("heavy-load", "modify", limits={"max_load_pct_1rm": 60}, variant={"level": {"max": "beginner"}}, cue="Lighter", ours=True),
    row("overhead", "caution", cue="Slowly", grade="study", confirmed=True),
    row("neutral-spine-core", "prefer", when={"phase": ["early", "late"]}),
    row("impact", reason="It jars", note="Later perhaps"),
    name="Sore back (plain)",
    aliases=["backache"],
    gates=[
        {"step": "clearance", "reason": "Ask first", "advice": "See a doctor.", "when": {"phase": "early"}, "sources": ["GK"]},
        {"step": "go", "reason": "Move"},
    ],
    facts={"phase": {"ask": "How long ago?", "values": ["early", "late"]}},
)
NOVICE = condition("novice", row("valsalva", "caution"), applies={"levels": ["beginner"]})
RULE = {
    "id": "one-hinge",
    "form": "limit",
    "where": {"patterns": {"any": ["hinge"]}},
    "measure": "exercises",
    "per": "session",
    "max": 1,
    "hard": True,
    "because": "Hinges tire the back",
    "sources": ["GK"],
}
ADVICE = [
    {"id": "walk", "text": "Walk every day.", "placement": "about", "priority": 5},
    {"id": "not-clinical", "text": "Not reviewed.", "placement": "about", "priority": 50, "disclaimer": True},
]


def write_club(folder: Path) -> Path:
    """A folder with the pack `base` of packfolders and a pack `club`."""
    base(folder)
    pack(
        folder,
        "club",
        {
            "exercises/e.yaml": EXERCISES,
            "conditions/c.yaml": [SORE, NOVICE],
            "rules/r.yaml": [RULE],
            "advice/a.yaml": ADVICE,
        },
        summary="Bows and presses",
    )
    return folder


class Answers:
    """`setlist ...` with the packs of a folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def text(self, *args: str, code: int = 0) -> str:
        """What is printed on stdout."""
        return self.both(*args, code=code)[0]

    def error(self, *args: str, code: int = 2) -> str:
        """What is printed on stderr by a command that has nothing to show."""
        out, err = self.both(*args, code=code)
        assert out == ""
        return err

    def both(self, *args: str, code: int = 0) -> tuple[str, str]:
        self.capsys.readouterr()
        assert run([*args, "-p", str(self.folder)]) == code
        return self.capsys.readouterr()

    def data(self, *args: str) -> Any:
        return json.loads(self.text(*args, "--json"))

    def ids(self, *args: str) -> list[str]:
        return [entry["id"].rpartition(":")[2] for entry in self.data(*args)]
