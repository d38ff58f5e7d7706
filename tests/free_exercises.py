"""Entries in the shape of free-exercise-db, written for the tests: each with one of the defects or kinds that the real data have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SET_UP, MOVE, BACK = "Get ready as you like it best.", "Do the movement without haste.", "Return to where you began."
Entry = dict[str, Any]


def entry(name: str, primary: str, /, **said: Any) -> Entry:
    """A complete entry; `said` replaces fields. Instructions may be given as one text."""
    filled = {
        "id": name.replace(" ", "_").replace("/", "_"),
        "name": name,
        "force": "push",
        "level": "beginner",
        "mechanic": "compound",
        "equipment": "body only",
        "primaryMuscles": [primary],
        "secondaryMuscles": [],
        "instructions": [f"{name}. {SET_UP}", MOVE, BACK],
        "category": "strength",
        "images": [],
        **said,
    }
    if isinstance(filled["instructions"], str):
        filled["instructions"] = [filled["instructions"]]
    return filled


def steps(first: str) -> list[str]:
    return [first, MOVE, BACK]


ENTRIES: list[Entry] = [
    entry("Pullups", "lats", force="pull", secondaryMuscles=["biceps", "middle back"]),
    entry("Chin-Up", "lats", force="pull", secondaryMuscles=["biceps"]),
    entry("Muscle Up", "lats", force="pull", equipment="other", level="intermediate"),
    entry("Handstand Push-Ups", "shoulders", secondaryMuscles=["triceps"]),
    entry("Pushups", "chest", secondaryMuscles=["shoulders", "triceps"]),
    entry("Dumbbell Bench Press", "chest", equipment="dumbbell", instructions=steps("Lie on a flat bench, a dumbbell in each hand.")),
    entry("Barbell Bench Press", "chest", equipment="barbell", secondaryMuscles=["triceps"]),
    entry("EZ-Bar Curl", "biceps", equipment="e-z curl bar", force="pull", mechanic="isolation"),
    entry("One-Arm Dumbbell Row", "middle back", equipment="dumbbell", force="pull", secondaryMuscles=["lats", "biceps"]),
    entry("Barbell Squat", "quadriceps", equipment="barbell", secondaryMuscles=["glutes", "hamstrings"]),
    entry("Goblet Squat", "quadriceps", equipment="kettlebells", secondaryMuscles=["glutes"]),
    entry(
        "Romanian Deadlift",
        "hamstrings",
        equipment="barbell",
        force="pull",
        level="intermediate",
        secondaryMuscles=["glutes", "lower back"],
    ),
    entry("Leg Press", "quadriceps", equipment="machine"),
    entry("Wide-Grip Lat Pulldown", "lats", equipment="cable", force="pull", secondaryMuscles=["biceps"]),
    entry("Alternate Hammer Curl", "biceps", equipment="dumbbell", force="pull", mechanic="isolation"),
    entry("Dumbbell Flyes", "chest", equipment="dumbbell", mechanic="isolation"),
    entry("Plank", "abdominals", force="static", mechanic="isolation"),
    entry("Crunches", "abdominals", force="pull", mechanic="isolation"),
    entry("Power Clean", "hamstrings", equipment="barbell", force="pull", category="olympic weightlifting", level="intermediate"),
    entry(
        "Front Box Jump",
        "hamstrings",
        equipment="other",
        category="plyometrics",
        instructions=steps("Stand before a box and jump onto it."),
    ),
    entry("Tire Flip", "quadriceps", equipment="other", force="pull", category="strongman", level="intermediate"),
    entry("Walking, Treadmill", "quadriceps", equipment="machine", force=None, mechanic=None, category="cardio"),
    entry("Rope Jumping", "quadriceps", equipment="other", force=None, mechanic=None, category="cardio", level="intermediate"),
    entry("Calves-SMR", "calves", equipment="foam roll", force="static", mechanic=None, category="stretching"),
    entry("Arm Circles", "shoulders", equipment=None, mechanic=None, category="stretching", secondaryMuscles=["traps"]),
    entry(
        "Lying Hamstring",
        "hamstrings",
        equipment="other",
        force="static",
        mechanic=None,
        category="stretching",
        level="expert",
        instructions=steps("Rest on your back while your partner lifts one leg. Then repeat with the other leg."),
    ),
    entry(
        "Triceps Stretch",
        "triceps",
        equipment=None,
        force="static",
        category="stretching",
        instructions="Put one hand between the shoulder blades. Draw the elbow in with the other hand.",
    ),
    entry("Side Leg Raises", "adductors", mechanic=None, category="stretching"),
    entry("Iron Cross", "shoulders", equipment="dumbbell", level="intermediate", instructions=[]),
    entry("Zebra Reach", "glutes", equipment=None, force=None, mechanic=None),
    entry("Seated Leg Tucks", "abdominals", force="pull", instructions=steps("Sit at the edge of a bench.")),
    entry("Seated Flat Bench Leg Pull-In", "abdominals", force="pull", instructions=steps("Sit at the edge of a bench.")),
]


def write(path: Path, entries: list[Any] | None = None) -> Path:
    """A file of entries as free-exercise-db ships it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(ENTRIES if entries is None else entries, indent=1), encoding="utf-8")
    return path
