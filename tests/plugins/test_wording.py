"""Doses, days, evidence and quality in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.model import Dose, Finding
from setlist.program import BuildUp, Certificate
from setlist_plugins.formats import wording


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(sets=3, reps=8, tempo="3-1-3", rir=3, rest_s=60), "3 sets of 8, slow (3-1-3), leave 3 in reserve, rest 60 s"),
        (Dose(breaths=5, per_side=True), "5 breaths each side"),
        (Dose(sets=2, breaths=5, breath_s=8), "2 x 5 breaths, about 8 s a breath"),
        (Dose(sets=2, hold_s=20, per_side=True), "2 x 20 s each side"),
        (Dose(hold_s=20), "hold 20 s"),
        (Dose(reps=5, hold_s=8, per_side=True, rest_s=30), "1 set of 5 each side, hold each for 8 s"),
        (Dose(minutes=1), "1 minute"),
        (Dose(minutes=4, per_side=True), "4 minutes, half of it on each side"),
        (Dose(sets=3, minutes=2, rest_s=120), "3 x 2 minutes, rest 2 min"),
        (Dose(sets=2, distance_m=25), "2 x 25 m"),
        (Dose(distance_m=1500), "1.5 km"),
        (Dose(sets=3, reps=10, load_pct_1rm=60), "3 sets of 10, up to 60 % of 1RM, a load you could lift about 20 times"),
        (
            Dose(sets=1, reps=1, load_pct_1rm=100, rir=0),
            "1 set of 1, up to 100 % of 1RM, a load you could lift once, leave none in reserve",
        ),
        (Dose(sets=3, reps=5, load_kg=62.5, tempo="2-0-2"), "3 sets of 5, tempo 2-0-2, with 62.5 kg"),
        (Dose(minutes=2, times_per_day=3, rpe=4), "2 minutes, effort 4 of 10, 3 times a day"),
        (Dose(minutes=2, times_per_day=1), "2 minutes, once a day"),
    ],
)
def test_a_dose_reads_as_a_coach_says_it(dose: Dose, words: str) -> None:
    assert wording.dose_words(dose) == words


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(sets=2, reps=8, load_pct_1rm=60, rir=6), "2 sets of 8, light enough for about 20 reps"),
        (Dose(sets=2, reps=8, load_pct_1rm=80, rir=3), "2 sets of 8, light enough for about 8 reps, leave 3 in reserve"),
        (Dose(sets=2, reps=8, rir=3), "2 sets of 8, leave 3 in reserve"),
    ],
)
def test_what_nobody_weighs_has_no_share_of_a_maximum(dose: Dose, words: str) -> None:
    assert wording.dose_words(dose, weighed=False) == words


def test_building_up_is_said_in_loads_or_shares() -> None:
    assert (
        wording.build_up_words([BuildUp(5, 50, 50.0), BuildUp(3, 70, 70.0), BuildUp(1, 85, 85.0)]) == "5 x 50 kg, 3 x 70 kg and 1 x 85 kg"
    )
    assert wording.build_up_words([BuildUp(5, 50), BuildUp(3, 70)]) == "5 x 50 % and 3 x 70 % of the weight"
    assert wording.build_up_words([BuildUp(5, 50, 50.0)], "imperial") == "5 x 110 lb"


def test_loads_follow_the_units_of_the_profile() -> None:
    assert wording.dose_words(Dose(sets=1, reps=5, load_kg=20), "imperial") == "1 set of 5, with 44 lb"


@pytest.mark.parametrize(("kg", "pounds"), [(9, 19), (5, 11), (2.5, 5), (45.359, 100), (20.4, 44)])
def test_pounds_are_never_more_than_the_kilograms(kg: float, pounds: int) -> None:
    assert wording.load_words(kg, "imperial") == f"{pounds} lb"


def test_rest_is_not_mentioned_for_a_single_set() -> None:
    assert "rest" not in wording.dose_words(Dose(sets=1, reps=8, rest_s=60))


@given(st.builds(Dose, sets=st.integers(1, 6), reps=st.integers(1, 30), rest_s=st.integers(0, 300), per_side=st.booleans()))
def test_the_numbers_of_a_dose_are_all_said(dose: Dose) -> None:
    words = wording.dose_words(dose)
    assert f"{dose.sets} set" in words
    assert f"of {dose.reps}" in words
    assert ("each side" in words) == dose.per_side


def test_dates_are_the_same_in_every_locale() -> None:
    assert wording.date_words("2026-12-01") == "Tuesday 1 Dec 2026"
    assert wording.date_words("some day") == "some day"


def test_lists_and_long_lists() -> None:
    assert [wording.listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert wording.some(["a", "b", "c", "d"]) == "a, b, c and d"
    assert wording.some(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


def test_minutes_are_never_nothing() -> None:
    assert [wording.minutes_words(m) for m in (0.2, 1.4, 12.0)] == ["1 min", "1 min", "12 min"]


def test_abbreviations_keep_their_capitals_inside_a_sentence() -> None:
    assert wording.lower_first("Slipped disc") == "slipped disc"
    assert wording.lower_first("HSD") == "HSD"


def test_evidence_says_what_nobody_checked() -> None:
    checked = Finding("exclude", source="RACGP-ACTIVE", grade="guideline")
    unchecked = Finding("exclude", source="GK", grade="general", confirmed=False)
    assert wording.evidence_words(checked) == "guideline, RACGP-ACTIVE"
    assert wording.evidence_words(unchecked) == "general knowledge, GK, not checked"


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (0.004, "This is the best program by the stated rules: proven within 0.4 %."),
        (0.00401, "This is the best program by the stated rules: proven within 0.5 %."),
        (0.0, "This is the best program by the stated rules, and that is proven."),
    ],
)
def test_quality_never_promises_more_than_the_proof(gap: float, words: str) -> None:
    assert wording.quality_words(Certificate("proven", 1, 1, gap)) == words


def test_quality_admits_what_is_not_proven() -> None:
    words = wording.quality_words(Certificate("not proven", 90, 92, 0.0217))
    assert "not proven" in words
    assert "2.2 % better" in words
