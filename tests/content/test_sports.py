"""Sports: how hard they are, by a published figure; whether they land; and how a beginner gets through the first month."""

from __future__ import annotations

import re

import pytest

from safety_world import real_catalog
from setlist import Exercise

# Does a body leave the ground and land in it? Judged sport by sport, apart from the traits in the packs.
LANDS = {
    "aqua-aerobics": False, "aqua-jogging": False, "backstroke-swimming": False, "badminton": True, "brisk-walking": False,
    "chair-yoga": False, "climbing": True, "cycling": False, "dance": True, "easy-running": True, "elliptical": False, "gymnastics": True,
    "hiking": False, "light-cardio-warm-up": False, "lively-dance": True, "nordic-walking": False, "pilates": False,
    "pilates-neutral": False, "rowing": False, "rowing-machine": False, "slow-ballroom-dance": False, "stationary-bike": False,
    "swimming": False, "table-tennis": True, "tai-chi": False, "treadmill": False, "walking": False, "yoga-practice": False,
}  # fmt: skip
MODERATE, VIGOROUS = 3.0, 6.0  # MET bounds of the 2011 Compendium and of the WHO's guideline of 2020


def sports() -> list[Exercise]:
    return [e for e in real_catalog() if e.pack == "sports"]


each = pytest.mark.parametrize("sport", sports(), ids=lambda sport: sport.id)


def test_every_sport_is_judged_here() -> None:
    assert {e.id for e in sports()} == set(LANDS)


@each
def test_a_sport_has_its_figure_with_its_code(sport: Exercise) -> None:
    assert 1.5 <= sport.met["value"] <= 12
    assert re.fullmatch(r"\d{5}", sport.met["code"])
    assert {"COMP-2011", "COMP-2024-TAB"} & set(sport.sources)


@each
def test_its_intensity_is_the_one_of_its_figure(sport: Exercise) -> None:
    met = sport.met["value"]
    assert sport.intensity == ("light" if met < MODERATE else "moderate" if met < VIGOROUS else "vigorous")
    assert ("high-intensity-cardio" in sport.traits) == (sport.intensity == "vigorous")


@each
def test_it_says_whether_it_lands(sport: Exercise) -> None:
    assert ("impact" in sport.traits) == LANDS[sport.id]
    assert "low-impact-cardio" not in sport.traits or not LANDS[sport.id]


@each
def test_a_beginner_is_led_through_four_weeks(sport: Exercise) -> None:
    assert [text.partition(":")[0] for text in sport.first_month] == ["Week 1", "Week 2", "Week 3", "Week 4"]
    assert all(len(text.partition(":")[2].split()) >= 3 for text in sport.first_month)
