"""Dose ranges in words."""

from __future__ import annotations

from typing import Any

import pytest

from setlist import load_catalog
from setlist.cli.amounts import dose_words
from setlist.quantities import dose_range


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ({"sets": [2, 4], "reps": [5, 10]}, "2-4 sets of 5-10"),
        ({"sets": 1, "reps": 8, "load": "bodyweight"}, "1 set of 8"),
        ({"reps": 5, "hold": "5-10 s", "tempo": "2-0-2"}, "1 set of 5, hold each for 5-10 s, tempo 2-0-2"),
        ({"sets": 3, "reps": 8, "load": "60-70 %1rm", "effort": "RIR 2"}, "3 sets of 8, at 60-70 % of 1RM, leave 2 in reserve"),
        ({"sets": 3, "reps": 8, "load": "10 kg", "effort": "RPE 6-7"}, "3 sets of 8, with 10 kg, effort 6-7 of 10"),
        ({"hold": "20-30 s"}, "hold 20-30 s"),
        ({"sets": [2, 3], "hold": "2-3 min", "rest": "0 s"}, "2-3 x 2-3 min"),
        ({"sets": 2, "hold": "90-120 s"}, "2 x 90-120 s"),
        ({"breaths": 1}, "1 breath"),
        ({"breaths": [3, 5], "breath": "8 s"}, "3-5 breaths, about 8 s a breath"),
        ({"minutes": [1, 2], "times_per_day": [1, 3]}, "1-2 minutes, 1-3 times a day"),
        ({"minutes": 1, "times_per_day": 1}, "1 minute, once a day"),
        ({"sets": 2, "distance": "25 m", "rest": "60-90 s"}, "2 x 25 m, rest 60-90 s"),
        ({"distance": "1-2 km"}, "1-2 km"),
        ({"distance": "1500 m"}, "1.5 km"),
        ({"sets": [1, 2]}, "1-2 sets"),
    ],
)
def test_a_dose_reads_as_a_coach_says_it(dose: dict[str, Any], words: str) -> None:
    assert dose_words(dose_range(dose)) == words


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ({"sets": 2, "reps": 5}, "2 sets of 5 each side"),
        ({"hold": "20 s"}, "hold 20 s each side"),
        ({"breaths": 5}, "5 breaths each side"),
        ({"distance": "20 m"}, "20 m each side"),
        ({"minutes": 4}, "4 minutes, half of it on each side"),
    ],
)
def test_counts_are_per_side(dose: dict[str, Any], words: str) -> None:
    assert dose_words(dose_range(dose, per_side=True)) == words


def test_every_dose_of_the_built_in_packs_has_its_numbers_in_words() -> None:
    for exercise in load_catalog():
        for dose in (exercise.dose, *exercise.doses.values()):
            words = dose_words(dose)
            for low, _ in filter(None, (dose.reps, dose.breaths, dose.minutes)):
                assert str(low) in words
