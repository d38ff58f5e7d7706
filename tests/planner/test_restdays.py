"""Free days: something worth going out for, easy before hard, and called what it is."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from setlist import DoseRange, Exercise, Finding, SafetyFilter, Score, Suggestion, where
from small_week import MOVES, PERSON, TEMPLATE, a_move, solved

RESTING = replace(TEMPLATE, rest_days={"where": where(kind={"any": ["cardio", "sport"]}), "per_week": 1})


def outing(name: str, low: int, high: int, kind: str = "cardio", intensity: str = "light") -> Exercise:
    return a_move(name, kind=kind, patterns=(), roles=(), dose=DoseRange(minutes=(low, high)), intensity=intensity)


def suggested(*outings: Exercise, **world: Any) -> Suggestion:
    """What is suggested for the one free day; the world's own walk and swim are no choice."""
    others = [m for m in MOVES if m.kind not in ("cardio", "sport")]
    walk = replace(MOVES[-2], kind="mobility")
    blocks = {n: replace(s, blocks=s.blocks[:2]) for n, s in RESTING.sessions.items()}
    template = replace(RESTING, sessions=blocks, minutes=(1, 60))
    program = solved(moves=(*others, walk, *outings), template=template, profile=replace(PERSON, minutes=8), best_effort=True, **world)
    (found,) = program.suggestions
    return found


@pytest.mark.parametrize(("low", "high", "minutes"), [(3, 30, 20), (5, 15, 15), (30, 60, 30)])
def test_an_outing_lasts_twenty_minutes_where_it_may(low: int, high: int, minutes: int) -> None:
    assert suggested(outing("walk-out", low, high)).dose.minutes == minutes


def test_safety_says_how_long_at_most() -> None:
    careful = SafetyFilter("careful", lambda e, d: [Finding("caution", limits={"max_minutes": 10})] if e.id == "walk-out" else [])
    assert suggested(outing("walk-out", 3, 30), filters=[careful]).dose.minutes == 10


def test_easy_things_come_first_and_short_ones_last() -> None:
    easy, brisk, stairs = outing("b-easy", 10, 30), outing("a-brisk", 10, 30, intensity="moderate"), outing("a-stairs", 3, 10)
    assert suggested(easy, brisk, stairs).exercise == "club:b-easy"
    assert suggested(brisk, stairs).exercise == "club:a-brisk"
    liked = Score("wish", lambda e: 5.0 * (e.id == "a-brisk"), because="You like it")
    assert suggested(easy, brisk, scores=[liked]).exercise == "club:a-brisk", "what a person likes comes before that"


@pytest.mark.parametrize(
    ("kind", "intensity", "words"),
    [
        ("sport", "moderate", "A sport for a day without a session"),
        ("cardio", "light", "Easy movement between sessions"),
        ("cardio", "moderate", "Steady movement between sessions, at a pace at which you can talk"),
    ],
)
def test_a_sport_is_called_a_sport(kind: str, intensity: str, words: str) -> None:
    assert suggested(outing("out", 20, 40, kind, intensity)).reasons[0].text == words
