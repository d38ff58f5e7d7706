"""What a log says of one exercise."""

from __future__ import annotations

from typing import Any

import pytest

from setlist import Dose
from setlist.feedback.judge import Exposure, Verdict, judge
from setlist.feedback.log import Entry

LIFT = Dose(sets=2, reps=8, rir=2, load_kg=40)


def shown(*rows: dict[str, Any], planned: Dose = LIFT) -> Verdict:
    """The verdict on one row a week."""
    entries = [Entry(week, 1, "club:row", **row) for week, row in enumerate(rows, 1)]
    return judge([Exposure(planned, "build", entry) for entry in entries])


@pytest.mark.parametrize(
    ("row", "decision", "words"),
    [
        ({"done": (8, 8), "rir": 2}, "progress", "every set done with 2 in reserve"),
        ({"done": (8,), "rir": 3}, "progress", "every set done"),  # one number stands for all sets
        ({"done": (9, 9)}, "progress", "every set done"),  # more than planned in every set is effort to spare
        ({"done": (8, 8)}, "hold", "not how hard it was"),
        ({"done": (8, 8), "rir": 1}, "hold", "1 in reserve, 2 asked for"),
        ({"done": (8, 7), "rir": 2}, "hold", "8 7 of 2 x 8"),
        ({"done": (8, 8), "rir": 0}, "hold", "0 in reserve, 2 planned"),
        ({"done": (8, 8, 1), "rir": 2}, "progress", "every set done"),  # a third set takes nothing away
        ({"pain": 2}, "hold", "No amounts were recorded"),
    ],
)
def test_effort_decides(row: dict[str, Any], decision: str, words: str) -> None:
    verdict = shown(row)
    assert verdict.decision == decision
    assert words in verdict.text
    assert verdict.source


def test_sets_that_were_not_written_down_were_not_done() -> None:
    assert shown({"done": (8, 8), "rir": 3}, planned=Dose(sets=3, reps=8, rir=2)).decision == "hold"


@pytest.mark.parametrize(
    ("row", "decision"),
    [
        ({"pain": 3, "pain_next_day": 3}, "progress"),
        ({"pain": 4, "pain_next_day": 3}, "hold"),  # amber that settled
        ({"pain": 5, "pain_next_day": 0}, "hold"),
        ({"pain": 4}, "step-back"),  # nobody said whether it settled
        ({"pain": 4, "pain_next_day": 4}, "step-back"),
        ({"pain": 0, "pain_next_day": 5}, "step-back"),
        ({"pain": 5.5, "pain_next_day": 0}, "swap"),
        ({"pain": 6, "pain_next_day": 0}, "swap"),
        ({"pain": 0, "pain_next_day": 6}, "swap"),
    ],
)
def test_pain_has_the_first_word(row: dict[str, Any], decision: str) -> None:
    verdict = shown({"done": (8, 8), "rir": 4, **row})
    assert verdict.decision == decision
    assert (verdict.source == "TRAFFIC-PAIN") == (decision != "progress")


def test_strong_pain_is_not_forgotten_when_it_was_fine_later() -> None:
    fine = {"done": (8, 8), "rir": 4, "pain": 0}
    assert shown({"pain": 7}, fine, fine).decision == "swap"
    assert shown({"pain": 4}, fine).decision == "progress"  # amber is of its week


def test_once_is_a_day_and_twice_in_a_row_a_step_back() -> None:
    missed, hard, well = {"done": (8, 6)}, {"done": (8, 8), "rir": 0}, {"done": (8, 8), "rir": 2}
    assert shown(well, missed).decision == "hold"
    assert shown(missed, hard).decision == "step-back"
    assert shown(missed, well, hard).decision == "hold"
    assert shown(missed, well).decision == "progress"


def test_a_step_back_starts_the_count_again() -> None:
    entries = [Entry(week, 1, "club:row", done=(4,)) for week in (1, 2, 3)]
    loads = (40, 40, 35)
    exposures = [Exposure(Dose(sets=2, reps=8, load_kg=load), "build", e) for load, e in zip(loads, entries, strict=True)]
    assert judge(exposures[:2]).decision == "step-back"
    assert judge(exposures).decision == "hold"


def test_a_lighter_week_says_nothing_of_effort_but_of_pain() -> None:
    well = Exposure(LIFT, "build", Entry(1, 1, "club:row", done=(8,), rir=3))
    light = Exposure(Dose(sets=1, reps=8, rir=4), "deload", Entry(2, 1, "club:row", done=(2,), rir=0))
    assert judge([well, light]).decision == "progress"
    sore = Exposure(light.planned, "deload", Entry(2, 1, "club:row", done=(8,), pain=5))
    assert judge([well, sore]).decision == "step-back"


def test_the_load_that_was_used_is_what_counts() -> None:
    verdict = shown({"done": (8, 8), "rir": 2, "load_kg": 35})
    assert verdict.planned.load_kg == 35
    assert shown({"done": (8, 8), "rir": 2}).planned.load_kg == 40
    unknown = Dose(sets=2, reps=8, rir=2)
    assert shown({"done": (8, 8), "rir": 2, "load_kg": 45}, planned=unknown).planned.load_kg == 45


def test_more_than_was_planned_counts_where_it_went_well() -> None:
    verdict = shown({"done": (12, 10, 1), "rir": 2, "load_kg": 45})
    assert (verdict.planned.load_kg, verdict.planned.reps) == (40, 8)
    assert verdict.reached is not None
    assert (verdict.reached.load_kg, verdict.reached.reps) == (45, 10)
    assert shown({"done": (12, 10), "rir": 0, "load_kg": 45}).reached is None


def test_a_dose_without_reserve_asks_for_none() -> None:
    hold = Dose(sets=2, hold_s=20)
    assert shown({"done": (20, 20)}, planned=hold).decision == "progress"
    assert shown({"done": (20, 15)}, planned=hold).decision == "hold"
    assert shown({"done": (20, 20), "rir": 0}, planned=hold).decision == "hold"
