"""What a rule asks for and cannot have, and who took it away."""

from __future__ import annotations

from msgspec.structs import replace

from building import built_in, planned
from safety_world import real_catalog
from setlist import Exercise, Finding, Profile, SafetyFilter, forbid, limit, where
from setlist.builder import Plan
from setlist.planner.lacking import taken_words, unowned, would_do
from small_week import a_plan, hard

PIN = hard(limit(where(id="club:squat"), exercises=(1, None), per="week"), name="club/pin")
MANY = hard(limit(where(patterns={"any": ["pull"]}), exercises=(2, None), per="week"), name="club/many")


def names(exercises: list[Exercise]) -> list[str]:
    return [e.id for e in exercises]


def test_what_would_do_is_what_a_rule_counts_or_a_slot_takes() -> None:
    few = hard(limit(where(kind="strength"), exercises=(None, 9), per="week"), name="club/few")
    made = a_plan(PIN, few)
    assert names(would_do(made, "club/pin")) == ["squat"]
    assert names(would_do(made, "template/one/walk")) == ["walk"]
    assert names(would_do(made, "template/one/stretch")) == ["lat-stretch", "quad-stretch"]
    assert would_do(made, "club/few") == [], "it asks for nothing"
    assert would_do(made, "club/elsewhere") == []


def test_one_exercise_is_told_with_its_reasons_and_many_are_counted() -> None:
    no = hard(forbid(where(kind="strength")), name="club/no")
    wary = SafetyFilter("wary", lambda e, dose: [Finding("exclude", reason="Knees")] if e.id == "squat" else [])
    made = a_plan(PIN, MANY, no, filters=[wary])
    assert taken_words(made, "club/pin") == "Squat: Left out for safety (Knees), club/no"
    pulls = len(would_do(made, "club/many"))
    assert taken_words(made, "club/many") == f"{pulls} of {pulls} that would do are out: {pulls} (club/no)"
    assert taken_words(a_plan(PIN), "club/pin") == ""


def gym_plan(**person: object) -> Plan:
    squats = Profile(goal="balanced-body", days=2, minutes=40, pins=("gym:barbell-back-squat",))
    return planned(replace(squats, **person), built_in(), real_catalog())


def test_only_what_equipment_alone_keeps_out_could_be_had_by_buying_it() -> None:
    assert names(unowned(gym_plan(level="intermediate"), ["likes/pin-gym:barbell-back-squat"])) == ["barbell-back-squat"]
    assert unowned(gym_plan(level="beginner"), ["likes/pin-gym:barbell-back-squat"]) == [], "the level keeps it out, too"
    assert unowned(gym_plan(level="intermediate", equipment=("gym",)), ["likes/pin-gym:barbell-back-squat"]) == []
    words = taken_words(gym_plan(level="intermediate"), "likes/pin-gym:barbell-back-squat")
    assert words == "Barbell back squat: Needs equipment that you did not name (Barbell and plates, Squat rack)"
