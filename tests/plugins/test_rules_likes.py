"""Likes, dislikes and pins: by the name of an exercise, and by every other word."""

from __future__ import annotations

from typing import Any

import pytest
from rule_world import built, exercises, planned, yielded

from safety_world import real_catalog
from setlist import where
from setlist.planner.cycles import Stuck, attempt
from setlist_plugins.rules import likes
from setlist_plugins.rules.likes import LIKE_POINTS, clause


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("home:bird-dog", where(id="home:bird-dog")),
        ("gym:deadlift", where(id="gym:deadlift")),
        ("hinge", {"patterns": {"any": ["hinge"]}}),
        ("kneeling", {"traits": {"any": ["kneeling"]}}),
        ("cardio", {"kind": "cardio"}),
        ("quadruped", {"position": "quadruped"}),
        ("glutes", where(muscles={"any": ["glutes"]})),
        ("dumbbells", where(equipment={"any": ["dumbbells"]})),
        ("yoga", {"tags": {"any": ["yoga"]}}),
        ("sports", where(pack="sports")),
        ("nobody-knows", where(id="nobody-knows")),
    ],
)
def test_what_a_word_stands_for(name: str, expected: dict[str, Any]) -> None:
    assert clause(name, real_catalog()) == expected


def test_likes_are_points_dislikes_forbid_and_pins_are_asked_for() -> None:
    rules = yielded(likes, likes=("walking",), dislikes=("kneeling",), pins=("home:bird-dog",))
    assert {id: (rule.hard, type(rule.form).__name__) for id, rule in rules.items()} == {
        "likes/walking": (False, "Prefer"),
        "likes/not-kneeling": (True, "Forbid"),
        "likes/pin-home:bird-dog": (True, "Limit"),
    }
    assert rules["likes/walking"].form.points == LIKE_POINTS  # type: ignore[union-attr]


def test_a_wish_that_is_named_twice_is_one_wish() -> None:
    twice = {"likes": ("walking", "walking"), "dislikes": ("kneeling", "kneeling"), "pins": ("home:bird-dog", "home:bird-dog")}
    assert len([rule for rule in planned(likes, **twice).rules if rule.id.startswith("likes/")]) == 3


def test_a_program_holds_what_is_pinned_and_nothing_that_is_disliked() -> None:
    first = next(e.ref for e in exercises(built(likes), roles=("core", "main")))
    fitting = (e for e in planned(likes).admissible.values() if {"core", "main"} <= set(e.roles) and "neutral-spine-core" in e.traits)
    pinned = next(e.ref for e in fitting if "kneeling" not in e.traits and e.ref != first)
    done = exercises(built(likes, pins=(pinned,), dislikes=(first, "kneeling")))
    assert pinned in {e.ref for e in done}
    assert first not in {e.ref for e in done}
    assert not any("kneeling" in e.traits for e in done)


def test_a_like_wins_a_place_and_the_reason_says_so() -> None:
    program = built(likes, likes=("home:bird-dog",))
    items = {i.exercise: i for s in program.weeks[0].sessions for i in s.items}
    assert ("likes/home:bird-dog", LIKE_POINTS) in [(r.rule, r.points) for r in items["home:bird-dog"].reasons]


def test_a_pin_that_is_disliked_too_cannot_be() -> None:
    assert isinstance(attempt(planned(likes, pins=("home:bird-dog",), dislikes=("home:bird-dog",))), Stuck)
