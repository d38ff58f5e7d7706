"""A gate for vigorous work: until it is open, what is vigorous is left out."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from safety_world import a_catalog, a_condition, admissible, an_exercise, filter_of, real_catalog
from setlist import Clearance, Condition, Dose, GateRow, HasCondition, Profile
from setlist_plugins.safety import conditions

RUN = an_exercise("run", intensity="vigorous")
SWING = an_exercise("swing", traits=("high-intensity-cardio",))
WALK = an_exercise("walk", intensity="moderate")
INTENSITY = {"intensity": {"ask": "How hard?", "values": ["light", "moderate", "vigorous"]}}
ASK = GateRow("clearance", "The heart is under strain", "Ask your doctor", {"intensity": ["vigorous"]}, ("ONE",))
PRESSURE = a_condition("pressure", gates=(ASK, GateRow("go", "Start")), facts=INTENSITY)
CLEARED = (Clearance("pressure"),)


def left(known: Condition, cleared: tuple[Clearance, ...] = (), **facts: Any) -> set[str]:
    person = Profile(level="advanced", conditions=(HasCondition(known.id, facts),), cleared=cleared)
    return {ref.removeprefix("home:") for ref in admissible(person, a_catalog([RUN, SWING, WALK], [known]))}


@pytest.mark.parametrize(
    "facts", [{}, {"intensity": "unknown"}, {"intensity": "light"}, {"intensity": "moderate"}, {"intensity": "vigorous"}]
)
@pytest.mark.parametrize("cleared", [(), CLEARED])
def test_vigorous_work_needs_the_wish_and_the_clearance(facts: dict[str, Any], cleared: tuple[Clearance, ...]) -> None:
    opened = facts.get("intensity") == "vigorous" and bool(cleared)
    assert left(PRESSURE, cleared, **facts) == ({"run", "swing", "walk"} if opened else {"walk"})


def test_the_reason_is_that_of_the_gate() -> None:
    person = Profile(level="advanced", conditions=(HasCondition("pressure"), HasCondition("pressure", {"intensity": "light"})))
    (finding,) = filter_of(conditions, person, a_catalog([RUN], [PRESSURE])).judge(RUN, Dose())
    assert finding.reason == "The heart is under strain; vigorous work needs a clearance"
    assert (finding.severity, finding.source, finding.condition) == ("exclude", "ONE", "pressure")


def test_a_clearance_that_ran_out_opens_nothing() -> None:
    person = Profile(level="advanced", conditions=(HasCondition("pressure", {"intensity": "vigorous"}),), start="2026-12-01")
    old = replace(person, cleared=(Clearance("pressure", date="2026-10-01", until="2026-11-30"),))
    assert admissible(old, a_catalog([RUN], [PRESSURE])) == set()
    assert admissible(replace(old, start="2026-11-01"), a_catalog([RUN], [PRESSURE])) == {RUN.ref}


@pytest.mark.parametrize(
    ("gate", "facts", "stays"),
    [
        (replace(ASK, step="stop"), {"intensity": "vigorous"}, False),
        (replace(ASK, step="see-someone"), {}, True),
        (replace(ASK, when={"intensity": ["light"]}), {}, True),
        (replace(ASK, when={}), {}, True),
        (replace(ASK, when={"intensity": ["vigorous"], "fainted": True}), {"fainted": False}, True),
        (replace(ASK, when={"intensity": ["vigorous"], "fainted": True}), {}, False),
    ],
)
def test_which_gates_are_about_vigorous_work(gate: GateRow, facts: dict[str, Any], stays: bool) -> None:
    fainted = {"fainted": {"ask": "Fainted?", "type": "boolean"}}
    known = replace(PRESSURE, gates=(gate,), facts={**INTENSITY, **fainted})
    assert ("run" in left(known, CLEARED, **facts)) is stays


def vigorous(person: Profile) -> set[str]:
    catalog = real_catalog()
    hard = {e.ref for e in catalog if e.intensity == "vigorous" or "high-intensity-cardio" in e.traits}
    return hard & admissible(person, catalog)


@pytest.mark.parametrize("name", ["hypertension-controlled", "glaucoma", "older-adult-65"])
def test_the_built_in_gates_for_vigorous_work_cannot_be_slipped_past(name: str) -> None:
    plain = Profile(level="advanced")
    assert vigorous(plain)
    for facts in ({}, {"intensity": "moderate"}, {"intensity": "vigorous"}):
        assert vigorous(replace(plain, conditions=(HasCondition(name, facts),))) == set()
    cleared = replace(plain, conditions=(HasCondition(name, {"intensity": "vigorous"}),), cleared=(Clearance(name),))
    assert vigorous(cleared)


def test_an_age_of_65_asks_before_vigorous_work() -> None:
    assert vigorous(Profile(level="advanced", age=70, cleared=(Clearance("older-adult-65"),))) == set()
