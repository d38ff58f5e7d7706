"""Programs of the real packs and the built-in plugins, each built once for all tests."""

from __future__ import annotations

from functools import lru_cache

from safety_world import real_catalog
from setlist import Catalog, Profile, Program
from setlist.builder import Plan, plan
from setlist.planner.cycles import Stuck, attempt
from setlist.plugins import Plugins, builtin_plugins

NEAR = 0.1  # a gap that is quickly proven: what these tests ask does not hang on the last per cent
GYM = Profile(
    goal="back-strength",
    level="intermediate",
    days=2,
    minutes=40,
    weeks=8,
    equipment=("gym",),
    loads={"working": {"gym:deadlift": 60, "gym:romanian-deadlift": 50}, "one_rm": {"gym:deadlift": 80}},
)
RELIEF = Profile(goal="back-relief", days=2, minutes=25, weeks=4)


@lru_cache
def built_in() -> Plugins:
    return builtin_plugins()


def planned(profile: Profile, plugins: Plugins | None = None, catalog: Catalog | None = None) -> Plan:
    made = plan(profile, catalog or real_catalog(), plugins or built_in())
    assert isinstance(made, Plan), made
    return made


def built(profile: Profile, plugins: Plugins | None = None, catalog: Catalog | None = None, *, best_effort: bool = False) -> Program:
    """A program that is near enough to the best."""
    made = attempt(planned(profile, plugins, catalog), target=NEAR, best_effort=best_effort)
    assert not isinstance(made, Stuck)
    return made


@lru_cache
def gym_plan() -> Plan:
    return planned(GYM)


@lru_cache
def gym_program() -> Program:
    return built(GYM)


@lru_cache
def relief_plan() -> Plan:
    return planned(RELIEF)


@lru_cache
def relief_program() -> Program:
    return built(RELIEF)


def used(program: Program) -> set[str]:
    """Everything a program asks for or suggests."""
    items = {item.exercise for week in program.weeks for session in week.sessions for item in session.items}
    return items | {suggestion.exercise for suggestion in program.suggestions}
