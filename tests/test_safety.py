"""Merging what filters find: the strictest counts, and what nobody can read or keep excludes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safety_world import VOCABULARY, a_catalog, an_exercise
from setlist import DoseRange, Exercise, Finding, Gate
from setlist.model import Equipment
from setlist.safety import Judgement, judge, session_limits, sort_gates, strictest

LUNGE = an_exercise("lunge", traits=("impact", "bend"), dose=DoseRange(sets=(2, 4), reps=(8, 12)))
REST = an_exercise("rest", kind="rest", traits=("inversion",), dose=DoseRange(minutes=(2, 5)))


def judged(*findings: Finding, exercise: Exercise = LUNGE, has_condition: bool = True) -> Judgement:
    return judge(exercise, exercise.dose, findings, VOCABULARY, has_condition=has_condition)


def test_nothing_found_leaves_the_dose_as_it_is() -> None:
    assert judged().dose == LUNGE.dose


def test_the_strictest_severity_wins() -> None:
    verdict = judged(
        Finding("prefer", trait="impact"), Finding("exclude", trait="impact"), Finding("modify", trait="bend", limits={"max_sets": 2})
    )
    assert verdict.excluded
    assert [f.severity for f in verdict.findings] == ["exclude", "modify", "prefer"]


def test_a_preference_admits_nothing_again() -> None:
    assert judged(Finding("exclude", trait="impact"), *[Finding("prefer", trait="impact")] * 9).excluded


def test_the_strictest_of_several_limits_counts() -> None:
    verdict = judged(Finding("modify", limits={"max_sets": 3, "min_rir": 2}), Finding("modify", limits={"max_sets": 2}))
    assert verdict.dose is not None
    assert (verdict.dose.sets, verdict.dose.rir) == ((2, 2), (2, 2))
    assert verdict.limits == {"max_sets": 2, "min_rir": 2}


def test_limits_that_together_leave_nothing_exclude_and_say_so() -> None:
    verdict = judged(
        Finding("modify", reason="Go easy", limits={"max_reps": 5}), Finding("modify", reason="Slowly", limits={"tempo": "slow"})
    )
    assert verdict.excluded
    assert [(f.severity, f.reason) for f in verdict.findings] == [
        ("exclude", "Go easy. No dose is left within the limits (at most 5 reps)"),
        ("modify", "Slowly"),
    ]


def test_a_caution_with_limits_tightens_too() -> None:
    verdict = judged(Finding("caution", limits={"max_sets": 2}))
    assert verdict.dose is not None
    assert verdict.dose.sets == (2, 2)


def test_a_caution_takes_one_set_off_the_top_however_many_there_are_and_never_goes_below_the_least() -> None:
    twice = judged(Finding("caution", trait="impact"), Finding("caution", trait="bend"))
    assert twice.dose == replace(LUNGE.dose, sets=(2, 3))
    single = replace(LUNGE, dose=DoseRange(sets=(2, 2), reps=(8, 12)))
    assert judged(Finding("caution", trait="impact"), exercise=single).dose == single.dose


@pytest.mark.parametrize("limits", [{}, None])
def test_a_modify_that_says_no_way_out_excludes(limits: Any) -> None:
    assert judged(Finding("modify", limits=limits)).excluded
    assert judged(Finding("modify", limits=limits, variant={})).excluded


@pytest.mark.parametrize("severity", ["modify", "caution", "prefer"])
@pytest.mark.parametrize(
    "limits",
    [
        {"max_height": 1},
        {"range": "full"},
        {"max_sets": "two"},
        {"max_sets": True},
        {"min_rir": float("inf")},
        {"max_reps": -1},
        ["max_sets"],
    ],
)
def test_a_limit_that_cannot_be_read_excludes(severity: Any, limits: Any) -> None:
    assert judged(Finding(severity, limits=limits)).excluded


def test_an_unknown_severity_excludes() -> None:
    verdict = judged(Finding("perhaps", reason="Hm"))  # type: ignore[arg-type]
    assert verdict.findings[0].reason == "Hm (unknown severity 'perhaps')"
    assert verdict.excluded


@pytest.mark.parametrize("severity", ["modify", "caution"])
def test_an_exercise_that_is_not_the_gentler_version_is_excluded(severity: Any) -> None:
    assert judged(Finding(severity, variant={"traits": {"none": ["impact"]}})).excluded
    assert not judged(Finding(severity, variant={"traits": {"any": ["impact"]}})).excluded


def test_a_preference_for_another_version_is_no_preference() -> None:
    verdict = judged(Finding("prefer", variant={"traits": {"none": ["impact"]}}))
    assert verdict.findings == ()
    assert verdict.dose == LUNGE.dose


@pytest.mark.parametrize("variant", [{"colour": "red"}, {"traits": 3}, {"level": {"max": "olympic"}}, {"traits": {"any": 3}}])
def test_a_variant_that_cannot_be_read_excludes(variant: Any) -> None:
    assert judged(Finding("modify", variant=variant, limits={"max_sets": 2})).excluded


def test_a_movement_that_nobody_reviewed_is_not_for_a_person_with_a_condition() -> None:
    unreviewed = replace(LUNGE, reviewed=False)
    assert judged(exercise=unreviewed).excluded
    assert not judged(exercise=unreviewed, has_condition=False).excluded


def test_a_suppressed_preference_is_dropped() -> None:
    verdict = judged(Finding("exclude", trait="bend"), Finding("prefer", trait="small-bend"), Finding("prefer", trait="impact"))
    assert [f.trait for f in verdict.findings] == ["bend", "impact"]


@pytest.mark.parametrize(
    ("limits", "excluded"),
    [
        ({"max_hold_s": 60}, True),  # two minutes at least are two minutes of it
        ({"max_hold_s": 120}, False),
        ({"max_hold_s": 15, "max_minutes": 3}, False),  # the finding says itself what it means for minutes
        ({"max_reps": 10}, True),  # nobody counts them
        ({"max_reps": 10, "max_minutes": 3}, False),
    ],
)
def test_minutes_do_not_slip_past_a_limit_on_holds_or_repetitions(limits: dict[str, int], excluded: bool) -> None:
    assert judged(Finding("modify", limits=limits), exercise=REST).excluded is excluded


def test_each_finding_speaks_for_itself_about_minutes() -> None:
    verdict = judged(Finding("modify", limits={"max_minutes": 3}), Finding("modify", limits={"max_hold_s": 15}), exercise=REST)
    assert verdict.excluded
    assert [f.severity for f in verdict.findings] == ["exclude", "modify"]


def test_nothing_is_held_in_steady_movement() -> None:
    rowing = replace(REST, kind="cardio")
    assert judged(Finding("modify", limits={"max_hold_s": 15}), exercise=rowing).dose == REST.dose


def test_a_load_that_cannot_be_chosen_excludes_where_it_must_change_and_not_where_care_is_asked() -> None:
    assert judged(Finding("modify", limits={"max_load_pct_1rm": 60})).excluded
    assert not judged(Finding("caution", limits={"max_load_pct_1rm": 60})).excluded
    loaded = replace(LUNGE, equipment=Equipment(all=("barbell",)))
    verdict = judged(Finding("caution", limits={"max_load_pct_1rm": 60}), exercise=loaded)
    assert verdict.dose is not None
    assert verdict.dose.load_pct_1rm == (60, 60)


def test_a_number_per_session_needs_the_trait_that_is_counted() -> None:
    assert judged(Finding("modify", limits={"max_per_session": 1})).excluded
    assert judged(Finding("modify", trait="inversion", limits={"max_per_session": 1})).excluded
    assert not judged(Finding("modify", trait="impact", limits={"max_per_session": 1})).excluded


def test_session_limits_are_the_fewest_that_any_finding_allows() -> None:
    hop = replace(LUNGE, ref="home:hop")
    some = {
        LUNGE.ref: judged(Finding("modify", trait="impact", limits={"max_per_session": 3})),
        hop.ref: judged(
            Finding("caution", trait="impact", limits={"max_per_session": 2}),
            Finding("modify", trait="bend", limits={"max_per_session": 1}),
            exercise=hop,
        ),
    }
    assert session_limits(some, a_catalog([LUNGE, hop])) == {"impact": 2, "bend": 1}


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], "go"),
        (["go", "see-someone"], "see-someone"),
        (["clearance", "see-someone"], "clearance"),
        (["clearance", "stop", "go"], "stop"),
        (["go", "wait-and-see"], "stop"),
    ],
)
def test_the_strictest_gate_counts_and_an_unknown_one_is_a_stop(steps: list[Any], expected: str) -> None:
    assert strictest(Gate(step, "because") for step in steps) == expected


def test_gates_are_there_once_each_strictest_first() -> None:
    ask = Gate("clearance", "Ask the maternity team", condition="pregnancy-trimester-1")
    other = replace(ask, condition="pregnancy-trimester-2")
    stop = Gate("stop", "Chest pain", question="chest-pain")
    assert sort_gates([other, ask, ask, stop, other]) == (stop, ask, other)


# What any filter might say, of a condition, of pain, or by mistake.
TRAITS = st.sampled_from([None, "impact", "bend", "small-bend", "inversion"])
LIMITS = st.dictionaries(
    st.sampled_from(
        ["max_sets", "max_reps", "max_hold_s", "max_minutes", "min_rir", "min_rest_s", "max_per_session", "max_load_kg", "odd"]
    ),
    st.integers(0, 20),
    max_size=3,
)
VARIANTS = st.sampled_from([None, {}, {"traits": {"any": ["impact"]}}, {"traits": {"none": ["impact"]}}, {"colour": "red"}])
FINDINGS = st.builds(
    Finding,
    severity=st.sampled_from(["exclude", "modify", "caution", "prefer", "perhaps"]),
    trait=TRAITS,
    reason=st.sampled_from(["one", "two"]),
    limits=LIMITS,
    variant=VARIANTS,
    filter=st.sampled_from(["conditions", "pain", "coach"]),
)
EXERCISES = st.sampled_from([LUNGE, REST, replace(LUNGE, reviewed=False), replace(LUNGE, equipment=Equipment(all=("barbell",)))])


@given(EXERCISES, st.lists(FINDINGS, max_size=5), st.randoms(use_true_random=False))
def test_the_order_in_which_filters_speak_does_not_matter(exercise: Exercise, findings: list[Finding], random: Any) -> None:
    shuffled = list(findings)
    random.shuffle(shuffled)
    assert judged(*shuffled, exercise=exercise) == judged(*findings, exercise=exercise)


@given(EXERCISES, st.lists(FINDINGS, max_size=4), FINDINGS, st.booleans())
def test_another_finding_never_gives_anything_back(exercise: Exercise, findings: list[Finding], more: Finding, has: bool) -> None:
    before = judged(*findings, exercise=exercise, has_condition=has).dose
    after = judged(*findings, more, exercise=exercise, has_condition=has).dose
    if before is None:
        assert after is None
    elif after is not None:
        for field in ("sets", "reps", "minutes", "load_kg"):
            had, left = getattr(before, field), getattr(after, field)
            assert had is None or left[1] <= had[1]
        assert all((getattr(after, f) or (0, 0))[0] >= (getattr(before, f) or (0, 0))[0] for f in ("rest_s", "rir"))


@given(EXERCISES, st.lists(FINDINGS, max_size=5))
def test_what_is_excluded_says_why_and_what_is_not_has_no_exclusion(exercise: Exercise, findings: list[Finding]) -> None:
    verdict = judged(*findings, exercise=exercise)
    assert verdict.excluded is any(f.severity == "exclude" for f in verdict.findings)
