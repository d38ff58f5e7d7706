"""The rules of the base pack, by the programs they lead to: how a session begins and ends, how often the back is trained, how a practice
is put together. Each is seen to matter: without the pack's rules the same request gives something else."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from setlist import Catalog, Profile, Program, build, load_catalog
from setlist.model import LEVELS, Exercise
from setlist.program import SessionPlan
from setlist.selectors import compile_clause

HOME = {"equipment": ("resistance-band", "dumbbells"), "weeks": 4}
CLAUSES = ("where", "of", "to", "if", "then", "before", "after")


@cache
def catalog() -> Catalog:
    return load_catalog()


@cache
def made(template: str, **wishes: Any) -> Program:
    program = build(Profile(age=40, **wishes), catalog(), template=template)
    assert isinstance(program, Program)
    return program


def yoga(minutes: int, level: str) -> Program:
    return made("base:yoga-flow", goal="yoga-practice", level=level, days=2, minutes=minutes, weeks=4)


def strength() -> Program:
    return made("base:back-strength", goal="back-strength", level="intermediate", days=2, minutes=40, **HOME)


def poses(session: SessionPlan, block: str | None = None) -> list[Exercise]:
    return [catalog().exercises[i.exercise] for b in session.blocks for i in b.items if block in (None, b.id)]


def minutes_in(session: SessionPlan, role: str) -> float:
    return sum(i.minutes for b in session.blocks for i in b.items if i.role == role)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule["id"]) for rule in load_catalog().rules if rule["pack"] == "base"])
def test_every_clause_of_a_rule_speaks_of_some_exercise(rule: Any) -> None:
    for key in CLAUSES:
        if rule.get(key):
            test = compile_clause(rule[key], catalog().vocabulary)
            assert any(test(e) for e in catalog()), f"{key} matches nothing"


def test_advice_about_exercises_finds_some_and_not_all() -> None:
    everyone = len(catalog().exercises)
    for advice in catalog().advice.values():
        clause = (advice.when or {}).get("exercise")
        if clause is not None:
            test = compile_clause(clause, catalog().vocabulary)
            assert 0 < sum(map(test, catalog())) < everyone / 2, advice.id


def test_a_strength_session_warms_up_by_pulse_and_by_movement() -> None:
    for session in strength().weeks[0].sessions:
        first = session.blocks[0]
        kinds = {catalog().exercises[i.exercise].kind for i in first.items}
        assert first.items[0].role == "warm-up"
        assert {"cardio", "mobility"} <= kinds
        assert 0.1 <= minutes_in(session, "warm-up") / 40 <= 0.25


def test_stretches_come_last_and_in_every_session() -> None:
    for session in strength().weeks[0].sessions:
        kinds = [e.kind for e in poses(session)]
        assert "stretch" in kinds
        assert max(n for n, kind in enumerate(kinds) if kind == "strength") < kinds.index("stretch")


def test_the_back_is_trained_twice_a_week_from_all_sides() -> None:
    week = strength().weeks[0]
    back = set(catalog().vocabulary.muscles("back"))
    days = [s for s in week.sessions if any(e.kind == "strength" and not back.isdisjoint(e.primary) for e in poses(s))]
    trained = {m for s in week.sessions for e in poses(s) if e.kind == "strength" for m in (*e.primary, *e.secondary)}
    assert len(days) >= 2
    assert {"latissimus-dorsi", "rhomboids", "erector-spinae"} <= trained
    assert trained & {"trapezius", "upper-trapezius", "mid-lower-trapezius"}
    assert trained & {"multifidus", "transverse-abdominis"}


PEAKS = {"yoga:plow-pose", "yoga:bow-pose", "yoga:camel-pose", "yoga:headstand", "yoga:shoulderstand"}


@pytest.mark.parametrize("wish", ["yoga:plow-pose", "yoga:camel-pose"])
@pytest.mark.parametrize("template", ["base:back-strength", "base:balanced-body", "base:three-pillars", "base:back-relief"])
def test_after_the_work_nobody_is_stretched_upside_down_or_in_a_peak_pose(template: str, wish: str) -> None:
    goal = catalog().templates[template].goals[0]
    program = made(template, goal=goal, level="advanced", days=2, minutes=75, weeks=1, equipment=("gym",), likes=(wish,))
    stretched = [e for s in program.weeks[0].sessions for e in poses(s) if e.kind in ("stretch", "rest")]
    assert {"hamstrings", "glutes"} <= {group for e in stretched for group in e.groups}
    assert not PEAKS & {e.ref for s in program.weeks[0].sessions for e in poses(s)}


@pytest.mark.parametrize(("minutes", "level"), [(60, "advanced"), (45, "intermediate"), (30, "beginner"), (20, "beginner")])
def test_a_practice_ends_lying_still(minutes: int, level: str) -> None:
    for session in yoga(minutes, level).weeks[0].sessions:
        last = session.blocks[-1]
        assert [catalog().exercises[i.exercise].kind for i in last.items] == ["rest"]
        assert last.items[0].minutes >= max(3, minutes / 6 - 1)  # five for every thirty


@pytest.mark.parametrize(("minutes", "level"), [(60, "advanced"), (45, "intermediate")])
def test_a_deep_backbend_is_prepared_and_followed_by_neutral(minutes: int, level: str) -> None:
    for session in yoga(minutes, level).weeks[0].sessions:
        line = poses(session)
        tags = [e.tags for e in line]
        deep = [n for n, t in enumerate(tags) if "deep-backbend" in t]
        assert deep, "nothing to see without a deep backbend"
        assert len([e for e in line[: deep[0]] if "gentle-backbend" in e.tags or "chest-stretch" in e.patterns]) >= 2
        assert "counterpose" in tags[deep[-1] + 1]
        assert not any("forward-bend" in t for t in tags[deep[0] : deep[-1] + 2])


@pytest.mark.parametrize(("minutes", "level"), [(60, "advanced"), (45, "intermediate")])
def test_the_peak_of_a_practice_comes_after_its_middle(minutes: int, level: str) -> None:
    """Row intensity-arc: the peak at 55 to 75 % of the way."""
    for session in yoga(minutes, level).weeks[0].sessions:
        spent, whole, peaks = 0.0, sum(i.minutes for b in session.blocks for i in b.items), []
        for item in (i for b in session.blocks for i in b.items):
            if "deep-backbend" in catalog().exercises[item.exercise].tags:
                peaks.append((spent + item.minutes / 2) / whole)
            spent += item.minutes
        assert 0.55 <= max(peaks) <= 0.75


def test_without_the_rules_no_practice_would_come_back_to_neutral() -> None:
    bare = Catalog(**{**{name: getattr(catalog(), name) for name in _fields(catalog())}, "rules": ()})
    profile = Profile(age=40, goal="yoga-practice", level="intermediate", days=2, minutes=45, weeks=4)
    program = build(profile, bare, template="base:yoga-flow")
    assert isinstance(program, Program)
    rules = [r.rule for s in program.weeks[0].sessions for b in s.blocks for i in b.items for r in i.reasons]
    assert not any(rule.startswith("base/") for rule in rules)
    followed = []
    for session in program.weeks[0].sessions:
        tags = [e.tags for e in poses(session)]
        deep = [n for n, t in enumerate(tags) if "deep-backbend" in t]
        followed += ["counterpose" in tags[deep[-1] + 1] for _ in deep[-1:]]
    assert not all(followed)


def test_a_counterpose_is_gentler_than_its_pose() -> None:
    rank = LEVELS.index
    for pose in catalog():
        for ref in pose.counterposes:
            counter = catalog().exercises[ref]
            assert rank(counter.level) <= rank(pose.level), (pose.ref, ref)
            assert "deep-backbend" not in counter.tags, (pose.ref, ref)


def _fields(value: Any) -> tuple[str, ...]:
    return tuple(getattr(value, "__struct_fields__", None) or value.__dataclass_fields__)
