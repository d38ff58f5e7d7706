"""Movements that differ only in the tool or in a detail are one family, whatever pack they come from.

A session takes at most one of a family, so it never holds both; and whoever avoids the family avoids them all.
"""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from building import built_in
from safety_world import real_catalog
from setlist import Profile
from setlist.builder import Plan, plan
from setlist.rules import Limit

ALIKE = (
    ("gym:squat", "home:bodyweight-squat", "home:backpack-squat", "gym:goblet-squat", "home:sit-to-stand"),
    ("gym:dumbbell-split-squat", "home:split-squat", "home:reverse-lunge"),
    ("gym:dumbbell-step-up", "home:step-up", "home:easy-step-ups"),
    ("gym:good-morning", "home:pipe-good-morning", "home:band-good-morning", "home:wall-tap-hinge"),
    ("gym:dumbbell-romanian-deadlift", "home:backpack-rdl", "home:band-deadlift"),
    ("gym:weighted-glute-bridge", "home:glute-bridge", "home:single-leg-glute-bridge", "yoga:bridge-pose", "yoga:low-bridge"),
    ("home:plank-forearm", "home:plank-hands", "home:plank-knee", "home:plank-shoulder-tap-knees"),
    ("home:bird-dog", "home:bird-dog-pause", "yoga:balancing-table"),
    ("gym:weighted-dead-bug", "home:dead-bug"),
    ("gym:pallof-press", "home:band-pallof-press"),
    ("home:superman", "home:prone-swimmer-flutter", "yoga:locust-pose", "yoga:low-locust"),
    ("gym:seated-cable-row", "home:seated-band-row", "home:band-high-row"),
    ("gym:chair-supported-row", "gym:one-arm-dumbbell-row", "home:backpack-row", "home:band-thigh-row"),
    ("gym:inverted-row", "home:table-row", "home:doorway-row"),
    ("gym:lat-pulldown", "home:band-lat-pulldown", "home:towel-pull-down"),
    ("gym:straight-arm-lat-pulldown", "home:band-straight-arm-pulldown"),
    ("gym:reverse-fly", "home:banded-pull-apart"),
    ("gym:barbell-bench-press", "gym:dumbbell-bench-press", "gym:barbell-floor-press", "gym:dumbbell-floor-press"),
    ("gym:machine-chest-press", "home:band-chest-press"),
    ("gym:seated-dumbbell-press", "gym:half-kneeling-press", "home:backpack-overhead-press", "home:band-overhead-press"),
    ("gym:band-assisted-pull-up", "gym:band-assisted-chin-up", "gym:foot-assisted-chin-up"),
    ("gym:negative-chin-up", "gym:foot-assisted-negative", "gym:jumping-chin-up"),
    ("gym:dumbbell-shrug", "home:backpack-shrug"),
    ("gym:hip-abduction-machine", "gym:cable-hip-abduction", "home:standing-hip-abduction"),
    ("home:push-up", "home:wall-push-up", "home:close-hand-wall-push-up"),
    ("gym:dumbbell-curl", "home:band-curl", "home:backpack-curl"),
    ("gym:cable-external-rotation", "home:band-external-rotation"),
    ("gym:farmer-carry", "home:backpack-suitcase-carry", "home:loaded-march"),
    ("gym:machine-calf-raise", "home:calf-raise"),
    ("home:side-lying-leg-raise", "yoga:side-lying-leg-lift"),
    ("home:hug-knees-to-chest", "home:single-knee-hug", "yoga:one-knee-to-chest"),
    ("home:knee-rocks", "yoga:gentle-supine-twist"),
    ("home:seated-thoracic-rotation", "yoga:chair-twist"),
    ("home:hamstring-towel", "yoga:strap-hamstring-stretch"),
    ("home:piriformis-stretch-lying", "home:figure-four-seated", "yoga:reclined-figure-four"),
    ("home:hip-flexor-half-kneeling", "gym:bench-hip-flexor-stretch", "yoga:low-lunge"),
    ("home:standing-side-reach", "home:seated-side-stretch", "yoga:standing-side-bend"),
    ("home:prone-on-elbows", "yoga:sphinx-pose"),
    ("home:prone-press-up", "yoga:low-cobra"),
    ("home:lat-stretch-chair", "yoga:wall-downward-dog"),
    ("home:doorway-chest-stretch", "gym:rack-chest-stretch"),
    ("base:calf-stretch-standing", "home:calf-wall-stretch"),
    ("base:march-in-place", "home:march-on-spot", "home:chair-march"),
    ("base:hip-circles-standing", "home:hip-circles"),
    ("base:shoulder-rolls-standing", "home:shoulder-rolls"),
    ("base:slow-breathing", "yoga:chair-belly-breathing"),
    ("base:rest-on-back", "yoga:constructive-rest"),
    ("self-care:foam-roll-upper-back", "self-care:massage-ball-upper-back"),
    ("self-care:foam-roll-glutes", "self-care:massage-ball-glutes"),
    ("sports:walking", "sports:brisk-walking", "sports:treadmill"),
    ("sports:rowing", "sports:rowing-machine"),
    ("sports:cycling", "sports:stationary-bike"),
)


@pytest.mark.parametrize("alike", ALIKE, ids=lambda alike: alike[0])
def test_near_pairs_are_one_family(alike: tuple[str, ...]) -> None:
    exercises = real_catalog().exercises
    assert len({exercises[ref].family for ref in alike}) == 1, {ref: exercises[ref].family for ref in alike}


def test_every_exercise_says_what_family_it_is_of() -> None:
    assert [e.ref for e in real_catalog() if not e.family] == []


def test_a_family_that_is_avoided_is_avoided_in_every_pack() -> None:
    everybody = Profile(goal="balanced-body", level="advanced", equipment=tuple(real_catalog().vocabulary.terms["equipment"]))
    made = plan(replace(everybody, dislikes=("cable-row",)), real_catalog(), built_in())
    assert isinstance(made, Plan)
    assert made.admissible.keys().isdisjoint({"gym:seated-cable-row", "home:seated-band-row", "home:seated-band-row-chair"})
    assert "gym:inverted-row" in made.admissible


def test_one_of_a_family_in_a_session_is_a_hard_rule_for_every_family() -> None:
    made = plan(Profile(goal="balanced-body", level="advanced"), real_catalog(), built_in())
    assert isinstance(made, Plan)
    bounded = {rule.form.where["family"] for rule in made.rules if rule.id.startswith("variety/family") and isinstance(rule.form, Limit)}
    assert bounded == {e.family for e in real_catalog()}
    assert all(rule.hard for rule in made.rules if rule.id.startswith("variety/family"))
