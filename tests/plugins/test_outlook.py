"""How a program goes on: the doses of weeks compared and said in a line."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import examples
from setlist import Week
from setlist.model import Dose
from setlist_plugins.formats.outlook import growth, outlook


def doses(**fields: list[float | None]) -> list[Dose]:
    (name, values), *_ = fields.items()
    return [Dose(**{name: value}) for value in values]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("weeks", "text", "span"),
    [
        (doses(reps=[8, 8, 8]), "Stay as they are", ""),
        (doses(reps=[8, 9, 10]), "Add 1 rep a week", "8 to 10 reps"),
        (doses(reps=[8, 9, 10, 10, 10]), "Add 1 rep a week", "8 to 10 reps"),
        (doses(hold_s=[10, 15, 18]), "Hold 5 s longer each week", "10 to 18 s"),
        (doses(breaths=[3, 4]), "Stay 1 breath longer each week", "3 to 4 breaths"),
        (doses(minutes=[10, 15]), "Go on 5 minutes longer each week", "10 to 15 minutes"),
        (doses(load_kg=[60, 62.5]), "Add 2.5 kg a week", "60 to 62.5 kg"),
        (doses(rir=[3, 2, 1]), "Leave less in reserve", "3 to 1 in reserve"),
        (doses(reps=[8, 12, 9]), "Change from week to week", "8 reps, 12 reps, 9 reps"),
        (doses(load_kg=[None, 20]), "Change from week to week", "none, 20 kg"),
    ],
)
def test_growth_is_one_human_line(weeks: list[Dose], text: str, span: str) -> None:
    found = growth(weeks)
    assert (found.text, found.span) == (text, span)


def test_two_things_that_grow_share_a_line() -> None:
    found = growth([Dose(sets=2, reps=8), Dose(sets=3, reps=9)])
    assert found.text == "Add 1 set a week and add 1 rep a week"


def test_imperial_loads_are_compared_in_pounds() -> None:
    assert growth([Dose(load_kg=20), Dose(load_kg=22)], "imperial").span == "44 to 48 lb"


def test_exercises_that_change_alike_share_a_line() -> None:
    (stage,) = outlook(examples.relief())
    assert stage.title == "Weeks 1 to 4"
    assert stage.lines == (
        "Hold 5 s longer each week, from 15 to 25 s: Bird dog.",
        "Add 1 rep a week, from 3 to 6 reps: Wall side bridge.",
        "Stay 1 breath longer each week, from 5 to 8 breaths: Child's pose.",
        "Stay as they are: Easy walk and Pelvic tilt.",
    )


def test_cycles_name_what_rotates_and_how_loads_go_on() -> None:
    first, second = outlook(examples.strength())
    assert first.lines == (
        "Add 1 rep a week, from 8 to 10 reps, then a little more load (2 to 10 %) and fewer reps again: Deadlift and One-arm dumbbell row.",
        "Stay as they are: Farmer's carry and Wall side bridge.",
        "Week 4 is a lighter week: fewer sets and more left in reserve, so that you come back fresh.",
    )
    assert second.title == "Weeks 5 to 8"
    assert second.lines[0] == "Hinge and row: Side bridge from the knees instead of Wall side bridge."
    assert second.lines[1] == (
        "Add 1 rep a week: Deadlift (8 to 10 reps, with 62.5 kg) and One-arm dumbbell row (8 to 10 reps, with a little more load)."
    )
    assert second.lines[-1].startswith("Week 8 is a lighter week")


def test_sessions_of_one_title_are_told_apart_by_their_day() -> None:
    """Copies of a session, for days with other equipment, have ids of their own and the title of the one they are copies of."""
    base = examples.strength()

    def copied(week: Week) -> Week:
        copy = replace(week.sessions[0], id="copy", day=6)
        return replace(week, sessions=(*week.sessions, copy))

    _, second = outlook(replace(base, weeks=tuple(map(copied, base.weeks))))
    day = base.weeks[0].sessions[0].day
    assert second.lines[:2] == (
        f"Hinge and row, day {day}: Side bridge from the knees instead of Wall side bridge.",
        "Hinge and row, day 6: Side bridge from the knees instead of Wall side bridge.",
    )


def test_a_band_goes_on_with_the_next_band_and_a_body_with_a_harder_version() -> None:
    base = examples.strength()
    band = replace(base, exercises={**base.exercises, "gym:one-arm-row": {"name": "Band row", "more": "the next band"}})
    first, second = outlook(band)
    assert "Add 1 rep a week, from 8 to 10 reps, then the next band and fewer reps again: One-arm dumbbell row." in first.lines
    assert "One-arm dumbbell row (8 to 10 reps, with the next band)" in second.lines[1]
    body = replace(base, exercises={**base.exercises, "gym:one-arm-row": {"name": "Push-up"}})
    first, _ = outlook(body)
    assert "Add 1 rep a week, from 8 to 10 reps: One-arm dumbbell row." in first.lines, "there is nothing to add to"
    kept = [replace(w, sessions=base.weeks[2].sessions, phase="build") for w in base.weeks[4:6]]
    _, still = outlook(replace(body, weeks=(*base.weeks[:3], *kept)))
    assert any(line.startswith("Stay as they are; when that feels easy") and "dumbbell row" in line for line in still.lines)


def test_a_cycle_that_repeats_the_one_before_says_so() -> None:
    base = examples.relief()
    calm = [replace(week, sessions=base.weeks[0].sessions) for week in base.weeks]
    again = [replace(week, number=week.number + 4, cycle=2) for week in calm]
    first, second = outlook(replace(base, weeks=(*calm, *again)))
    assert first.lines == ("Stay as they are: Easy walk, Pelvic tilt, Bird dog, Wall side bridge and Child's pose.",)
    assert second.lines == ("As in weeks 1 to 4.",)


def test_an_exercise_that_joins_or_stops_is_named() -> None:
    base = examples.relief()
    short = [replace(s, blocks=s.blocks[:2]) for s in base.weeks[0].sessions]
    later = replace(base.weeks[0], number=2, cycle=2, sessions=tuple(short))
    _, second = outlook(replace(base, weeks=(base.weeks[0], later)))
    assert second.lines[0] == "Brace: Child's pose stops."
    _, second = outlook(replace(base, weeks=(replace(later, number=1, cycle=1), replace(base.weeks[0], number=2, cycle=2))))
    assert second.lines[0] == "Brace: Child's pose joins."


def test_a_long_line_names_main_lifts_first_and_counts_the_rest() -> None:
    base = examples.strength()
    many = [
        replace(item, exercise=f"gym:lift-{n}", name=f"Lift {n}", role="main" if n == 7 else "accessory")
        for n in range(8)
        for item in base.weeks[0].sessions[0].items[:1]
    ]
    session = replace(base.weeks[0].sessions[0], blocks=(replace(base.weeks[0].sessions[0].blocks[0], items=tuple(many)),))
    weeks = tuple(replace(week, sessions=(session,), phase="build", cycle=1) for week in base.weeks[:2])
    (stage,) = outlook(replace(base, weeks=weeks))
    assert stage.lines == ("Stay as they are: Lift 7, Lift 0, Lift 1, Lift 2, Lift 3, Lift 4 and 2 more.",)
