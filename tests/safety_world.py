"""A small world for safety tests: a few exercises, muscles and things, and the real catalog; what filters leave of either."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from msgspec.structs import replace

import setlist_packs
from setlist import Catalog, Condition, Context, DoseRange, Exercise, Gate, Profile, Question, Row, SafetyFilter, load_catalog
from setlist.model import EMPTY, Equipment, Term, Vocabulary
from setlist.safety import Judgement, judge, sort_gates
from setlist_plugins.safety import conditions, pain, screening

BUILT_IN = (conditions, pain, screening)

TERMS: dict[str, dict[str, Term]] = {
    "muscles": {
        "trapezius": Term("trapezius", "Trapezius", data={"group": "traps"}),
        "upper-trapezius": Term("upper-trapezius", "Upper trapezius", data={"group": "traps", "part_of": "trapezius"}),
        "hamstrings": Term("hamstrings", "Hamstrings", data={"group": "hamstrings"}),
        "multifidus": Term("multifidus", "Multifidus", data={"group": "lower-back"}),
    },
    "groups": {name: Term(name, name) for name in ("traps", "hamstrings", "lower-back")},
    "regions": {"back": Term("back", "Back", data={"groups": ["lower-back", "traps"]})},
    "traits": {name: Term(name, name) for name in ("inversion", "impact", "heavy-load", "bend", "small-bend")},
    "equipment": {
        "barbell": Term("barbell", "Barbell", data={"load_step_kg": 2.5}),
        "band": Term("band", "Band", data={"adjustable": True}),
        "rack": Term("rack", "Rack"),
    },
}
VOCABULARY = Vocabulary(terms=TERMS, suppressions=(("bend", "small-bend", "no bend, small or large"),))


def an_exercise(name: str = "bird-dog", **changes: Any) -> Exercise:
    """A strength exercise without traits, 2-3 sets of 8-12; whatever is given changes it."""
    plain = Exercise(
        ref=f"home:{name}",
        pack="home",
        id=name,
        name=name,
        kind="strength",
        level="beginner",
        patterns=("hinge",),
        primary=("multifidus",),
        secondary=(),
        equipment=Equipment(),
        traits=(),
        roles=("main",),
        dose=DoseRange(sets=(2, 3), reps=(8, 12)),
        steps=("Begin", "Move", "End"),
    )
    return replace(plain, **changes)


def a_row(trait: str, severity: str = "exclude", **changes: Any) -> Row:
    return replace(Row(trait, severity, f"because of {trait}", "study", True, ("ONE", "TWO")), **changes)  # type: ignore[arg-type]


def a_condition(name: str, *rows: Row, **changes: Any) -> Condition:
    return replace(Condition(f"base:{name}", name, name.title(), rows), **changes)


def a_catalog(exercises: Iterable[Exercise] = (), known: Iterable[Condition] = (), questions: Iterable[Question] = ()) -> Catalog:
    return Catalog(
        packs=(),
        vocabulary=VOCABULARY,
        exercises={e.ref: e for e in exercises},
        templates=EMPTY,
        conditions={c.id: c for c in known},
        questions={q.id: q for q in questions},
        advice=EMPTY,
    )


@lru_cache
def real_catalog() -> Catalog:
    """The built-in packs as they are in this checkout."""
    return load_catalog(paths=setlist_packs.__path__, home=Path(__file__).parent / "no-home")


@lru_cache
def thin_catalog() -> Catalog:
    """The real catalog with every fourth exercise, for tests that judge it again and again."""
    catalog = real_catalog()
    return replace(catalog, exercises={ref: catalog.exercises[ref] for ref in sorted(catalog.exercises)[::4]})


def filter_of(module: ModuleType, profile: Profile, catalog: Catalog) -> SafetyFilter:
    (found,) = module.setlist_safety_filters(Context(profile, catalog))
    assert isinstance(found, SafetyFilter)
    return found


def gates_of(module: ModuleType, profile: Profile, catalog: Catalog) -> tuple[Gate, ...]:
    """The gates of one plugin, strictest first."""
    found = filter_of(module, profile, catalog)
    assert found.gates is not None
    return sort_gates(found.gates(profile))


def verdicts(profile: Profile, catalog: Catalog, *more: SafetyFilter) -> dict[str, Judgement]:
    """What the built-in filters, and more, leave of every exercise: the way a build asks."""
    filters = [*(filter_of(module, profile, catalog) for module in BUILT_IN), *more]
    has_condition = bool(profile.conditions or profile.pain)
    out = {}
    for exercise in catalog:
        dose = exercise.dose_for(profile.goal)
        found = [finding.named(f.name) for f in filters for finding in f.judge(exercise, dose.at("high"))]
        out[exercise.ref] = judge(exercise, dose, found, catalog.vocabulary, has_condition=has_condition)
    return out


def admissible(profile: Profile, catalog: Catalog, *more: SafetyFilter) -> set[str]:
    return {ref for ref, verdict in verdicts(profile, catalog, *more).items() if not verdict.excluded}
