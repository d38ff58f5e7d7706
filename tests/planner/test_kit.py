"""What a program takes in things: what is at hand beside what was named, how loads grow, and names for all of it."""

from __future__ import annotations

from typing import Any

import pytest

from safety_world import real_catalog
from setlist import Profile
from setlist.model import Equipment, Exercise, Term, Vocabulary
from setlist.planner import kit
from small_week import a_move

THINGS = {
    "wall": Term("wall", "Wall", data={"assumed": True}),
    "backpack": Term("backpack", "Backpack with books", data={"assumed": True, "more": "another book in the bag"}),
    "dumbbells": Term("dumbbells", "Dumbbells", data={"load_step_kg": 2}),
    "band": Term("band", "Long band", data={"adjustable": True, "more": "the next band"}),
    "boat": Term("boat", "Boat"),
    "rower": Term("rower", "Rowing machine"),
    "gym": Term("gym", "A whole gym", data={"contains": ["dumbbells", "rower", "band"]}),
}
VOCABULARY = Vocabulary(terms={"equipment": THINGS})
IN_A_GYM = Profile(equipment=("gym",))


def needing(*all_of: str, one_of: tuple[str, ...] = ()) -> Exercise:
    return a_move("thing", equipment=Equipment(all_of, one_of))


@pytest.mark.parametrize(
    ("exercise", "person", "things"),
    [
        (needing("dumbbells"), IN_A_GYM, ()),  # a gym holds them
        (needing(one_of=("boat", "rower")), IN_A_GYM, ()),  # one of them is there
        (needing("wall"), IN_A_GYM, ("wall",)),  # everybody has one, and should have it at hand
        (needing(one_of=("dumbbells", "backpack")), Profile(), ("backpack",)),
        (needing(one_of=("backpack", "dumbbells")), IN_A_GYM, ()),
        (needing("boat"), Profile(equipment=("boat",)), ()),
    ],
)
def test_at_hand_is_what_the_person_did_not_name(exercise: Exercise, person: Profile, things: tuple[str, ...]) -> None:
    assert kit.at_hand([exercise], person, VOCABULARY) == things


@pytest.mark.parametrize(
    ("exercise", "person", "grows"),
    [
        (needing("dumbbells"), IN_A_GYM, {"load_step_kg": 2}),
        (needing(one_of=("dumbbells", "backpack")), Profile(), {"more": "another book in the bag"}),
        (needing(one_of=("dumbbells", "backpack")), IN_A_GYM, {"load_step_kg": 2}),
        (needing("band"), IN_A_GYM, {"more": "the next band"}),
        (needing("wall"), Profile(), {}),
    ],
)
def test_a_load_grows_by_what_the_person_takes(exercise: Exercise, person: Profile, grows: dict[str, Any]) -> None:
    assert kit.growing(exercise, person, VOCABULARY) == grows


def test_everything_has_the_name_that_people_know_it_by() -> None:
    catalog = real_catalog()
    pain = ({"exercise": "goblet-hinge", "level": 4}, {"region": "shoulders"}, {"trait": "hanging-traction"}, {"region": "nowhere"})
    found = kit.names(("wall",), Profile(goal="back-strength", equipment=("pull-up-bar",), pain=pain), catalog)
    assert found["pull-up-bar"] == "Pull-up bar"
    assert found["wall"] == "Wall"
    assert found["goblet-hinge"] == catalog.exercises["gym:goblet-hinge"].name
    assert {"shoulders", "hanging-traction"} <= found.keys()
    assert "nowhere" not in found
