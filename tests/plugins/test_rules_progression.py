"""How doses grow. What each function does to a dose is told in tests/planner/test_progress.py; here: who takes which, in a program."""

from __future__ import annotations

from rule_world import built

from safety_world import real_catalog
from setlist import Context, Profile, Progression
from setlist_plugins.rules import progression


def test_five_progressions_each_with_words() -> None:
    found = [*progression.setlist_progressions(Context(Profile(), real_catalog()))]
    assert [p.name for p in found] == ["double", "linear", "hold", "distance", "breath"]
    assert all(isinstance(p, Progression) and p.summary for p in found)


def test_a_program_grows_by_what_it_is_measured_in() -> None:
    program = built(progression, minutes=30, weeks=4, target=0.0)
    grown = 0
    for first, last in zip(program.weeks[0].sessions[0].items, program.weeks[3].sessions[0].items, strict=True):
        exercise = real_catalog().exercises[first.exercise]
        measure = exercise.dose_for("back-relief").measure
        before, after = getattr(first.dose, measure), getattr(last.dose, measure)
        assert before <= after
        grown += before < after
        if measure == "minutes":
            assert before == after
    assert grown


def test_without_it_doses_stay() -> None:
    program = built(minutes=30, weeks=4)
    assert [s.items for s in program.weeks[0].sessions] == [s.items for s in program.weeks[3].sessions]
