"""What a profile made by a program may not say."""

from __future__ import annotations

from math import inf, nan

import pytest

from safety_world import real_catalog
from setlist import NoTemplate, Profile, ProfileError, build
from setlist.profilecheck import check_profile


@pytest.mark.parametrize(
    ("profile", "says"),
    [
        (Profile(level="expert"), "level is one of beginner, intermediate, advanced, not 'expert'"),  # type: ignore[arg-type]
        (Profile(start="2026-13-45"), "start is a date such as 2026-12-01, not '2026-13-45'"),
        (Profile(start="9999-12-31"), "the calendar ends before a program that starts on 9999-12-31: begin earlier"),
        (Profile(start="9999-10-01", weeks=26), "the calendar ends before"),
        (Profile(age=nan), "age is a whole number, not nan"),  # type: ignore[arg-type]
        (Profile(age="17"), "age is a whole number, not '17'"),  # type: ignore[arg-type]
        (Profile(loads={"working": {"squat": 1e18}}), "loads are weights in kg up to 1000, not 1e+18 (working squat)"),
        (Profile(loads={"one_rm": {"squat": inf}}), "loads are weights in kg up to 1000, not inf (one_rm squat)"),
        (Profile(loads={"owned": {"barbell": [20, -5]}}), "loads are weights in kg up to 1000, not -5 (owned barbell)"),
        (Profile(weekdays=(9,)), "weekdays are 1 (Monday) to 7, not 9"),
        (Profile(equipment_on={"monday": ("gym",)}), "equipment_on goes by mon, tue,"),
        (Profile(equipment=("none", "barbell")), "equipment is none, or what there is: not both"),
        (Profile(days="x", weeks=True), "days is a whole number, not 'x'; weeks is a whole number, not True"),  # type: ignore[arg-type]
        (Profile(equipment="barbell"), "equipment is a tuple of str, not 'barbell'"),  # type: ignore[arg-type]
        (Profile(conditions=("glaucoma",)), "conditions is a tuple of HasCondition, not ('glaucoma',)"),  # type: ignore[arg-type]
        (Profile(loads=None), "loads is a mapping, not None"),  # type: ignore[arg-type]
        (Profile(dislikes=("bird-dgo",)), "nothing is called 'bird-dgo', so it cannot be avoided (did you mean 'bird-dog'?)"),
    ],
)
def test_a_fault_is_named_and_nothing_is_built(profile: Profile, says: str) -> None:
    with pytest.raises(ProfileError) as raised:
        build(profile, real_catalog())
    assert says in str(raised.value)


def test_a_goal_that_nothing_serves_is_wrong_input_too() -> None:
    assert build.__doc__ is not None and "NoTemplate" in build.__doc__ and "ProfileError" in build.__doc__
    with pytest.raises(NoTemplate, match="no template of the chosen packs serves the goal 'nope'"):
        build(Profile(goal="nope"), real_catalog())


@pytest.mark.parametrize("word", ["home:bird-dog", "bird-dog", "kneeling", "hinge", "barbell", "glutes", "gym", "elsewhere:anything"])
def test_what_can_be_avoided(word: str) -> None:
    check_profile(Profile(dislikes=(word,)), real_catalog())
