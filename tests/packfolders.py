"""Small real pack folders, written for a test: a base with just enough words, and packs that build on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from setlist import entrypoints

VOCABULARY = """\
groups:
  - {id: lower-back, name: Lower back}
  - {id: glutes, name: Glutes}
  - {id: shoulders, name: Shoulders}
regions:
  - {id: back, name: Back, groups: [lower-back]}
muscles:
  - {id: erector-spinae, name: Erector spinae, group: lower-back}
  - {id: multifidus, name: Multifidus, group: lower-back}
  - {id: gluteus-maximus, name: Gluteus maximus, group: glutes}
  - {id: deltoids, name: Deltoids, group: shoulders}
equipment:
  - {id: yoga-mat, name: Yoga mat, assumed: true, aliases: [mat]}
  - {id: barbell, name: Barbell, aliases: [bar]}
  - {id: dumbbells, name: Dumbbells, aliases: [dumbbell]}
patterns:
  - {id: hinge, name: Hinge, group: hinge, joints: multi}
  - {id: vertical-push, name: Press, group: push, joints: multi}
  - {id: anti-rotation, name: Anti-rotation, group: core, joints: single}
  - {id: jump, name: Jump, group: power, joints: multi, implies: [impact]}
positions:
  - {id: standing, name: Standing, rank: 10}
  - {id: quadruped, name: On all fours, rank: 45, implies: [kneeling]}
traits:
  - {id: kneeling, name: Kneeling, kind: hazard, definition: Weight on a knee}
  - {id: impact, name: Impact, kind: hazard, definition: A landing}
  - {id: overhead, name: Overhead, kind: hazard, definition: Load above the shoulder}
  - {id: heavy-load, name: Heavy load, kind: hazard, definition: A lot}
  - {id: valsalva, name: Valsalva, kind: hazard, definition: Breath held}
  - {id: high-pressure, name: High pressure, kind: hazard, definition: In the vessels}
  - {id: neutral-spine-core, name: Neutral spine, kind: benefit, definition: Bracing}
implications:
  - {if: heavy-load, also: valsalva}
  - {if: valsalva, also: high-pressure}
suppressions:
  - {excluded: impact, drop_prefer: neutral-spine-core, why: Quiet days}
goals:
  - {id: back-strength, name: Back strength, screens: [spine], prefer: [{where: {equipment: {any: [mat]}}, points: 1, because: soft}]}
  - {id: back-relief, name: Back relief, pain: true}
kinds:
  - {id: strength, name: Strength, performed: true, roles: [main, accessory], dose: {sets: [2, 3], reps: [8, 12], rest: 60-90 s}}
  - {id: habit, name: Habit, performed: false, roles: []}
tags:
  - {id: compound, name: Multi-joint}
sources:
  - {id: GK, title: General knowledge, confirmed: false}
"""
TEMPLATE = """\
- id: simple
  name: Simple
  summary: One session
  goals: [back-strength]
  family: strength
  levels: [beginner, intermediate, advanced]
  days: [1, 2]
  minutes: [10, 60]
  weeks: {default: 8}
  cycle: {weeks: 4}
  week: [[a], [a, a]]
  sessions:
    - id: a
      title: A
      blocks:
        - id: main
          name: Main
          role: main
          slots:
            - {id: lift, where: {kind: strength}, count: [1, 3], dose: {sets: 2, reps: 5}}
"""
QUESTION = "- {id: numb, group: nerves, ask: Is the saddle area numb?, sets: [spine], gate: stop}\n"


def forget_packs(patch: pytest.MonkeyPatch) -> None:
    """From now on no pack is installed, and the ids of the built-in ones are free."""
    found = entrypoints.entry_points
    patch.setattr(entrypoints, "entry_points", lambda group: () if group == "setlist.packs" else found(group))


def write(folder: Path, files: dict[str, Any]) -> Path:
    """Write files below a folder: text as it is, data as JSON (which is YAML too)."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1))
    return folder


def pack(folder: Path, pack_id: str, files: dict[str, Any] | None = None, **manifest: Any) -> Path:
    """A pack folder `folder/pack_id`. `manifest` adds to pack.yaml; packs other than base require base."""
    data = {"format": 1, "id": pack_id, "version": "1.0", "title": pack_id.title(), "license": "CC-BY-4.0"}
    if pack_id != "base":
        data["requires"] = {"packs": {"base": ">=0.1"}}
    return write(folder / pack_id, {"pack.yaml": {**data, **manifest}, **(files or {})})


def base(folder: Path, files: dict[str, Any] | None = None, **manifest: Any) -> Path:
    """A base pack with a vocabulary, a template and a question; `files` replace or add."""
    own = {"vocabulary/words.yaml": VOCABULARY, "templates/simple.yaml": TEMPLATE, "screening/first.yaml": QUESTION}
    return pack(folder, "base", {**own, **(files or {})}, **manifest)


def exercise(exercise_id: str, **changes: Any) -> dict[str, Any]:
    """A complete exercise, as data; a change to None leaves the field out."""
    data = {
        "id": exercise_id,
        "name": exercise_id.replace("-", " ").capitalize(),
        "kind": "strength",
        "level": "beginner",
        "patterns": ["hinge"],
        "muscles": {"primary": ["erector-spinae"], "secondary": ["gluteus-maximus"]},
        "position": "standing",
        "traits": [],
        "dose": {"sets": [2, 4], "reps": [5, 10]},
        "steps": ["Stand tall.", "Bend from the hips.", "Come back up."],
        "cues": ["Long back", "Soft knees"],
        "sources": ["GK"],
    }
    return {key: value for key, value in {**data, **changes}.items() if value is not None}


def row(trait: str, severity: str = "exclude", **more: Any) -> dict[str, Any]:
    """A condition's row, as data."""
    return {"trait": trait, "severity": severity, "reason": "It hurts", "grade": "general", "confirmed": False, "sources": ["GK"], **more}


def condition(condition_id: str, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A condition, as data."""
    return {"id": condition_id, "name": condition_id.title(), "rows": list(rows), "sources": ["GK"], "confirmed": False, **more}
