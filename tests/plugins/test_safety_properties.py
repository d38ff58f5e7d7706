"""What must hold for any person: filters only take away, in whatever order they speak, and what is excluded stays out."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from safety_world import admissible, gates_of, thin_catalog, verdicts
from setlist import Catalog, Condition, Finding, HasCondition, Profile, SafetyFilter
from setlist_plugins.safety import conditions


def profiles(catalog: Catalog) -> st.SearchStrategy[Profile]:
    """Random people, with facts that their conditions ask for or none at all."""

    def facts_of(condition: Condition) -> st.SearchStrategy[HasCondition]:
        options: dict[str, st.SearchStrategy[Any]] = {}
        for name, fact in condition.facts.items():
            kinds: dict[str, st.SearchStrategy[Any]] = {"number": st.integers(0, 30), "boolean": st.booleans()}
            options[name] = st.sampled_from(fact["values"]) if "values" in fact else kinds[fact["type"]]
        return st.fixed_dictionaries({}, optional=options).map(lambda facts: HasCondition(condition.id, facts))

    has = st.one_of([facts_of(c) for _, c in sorted(catalog.conditions.items())])
    return st.builds(
        Profile,
        goal=st.sampled_from(["back-relief", "back-strength"]),
        level=st.sampled_from(["beginner", "intermediate", "advanced"]),
        age=st.none() | st.integers(18, 90),
        conditions=st.lists(has, max_size=3).map(tuple),
    )


COACH = SafetyFilter("coach", lambda exercise, dose: [Finding("exclude", reason="Not today")] if "impact" in exercise.traits else ())
FUSSY = SafetyFilter("fussy", lambda exercise, dose: [Finding("modify", trait="kneeling", limits={"max_hold_s": 10})])
FOND = SafetyFilter("fond", lambda exercise, dose: [Finding("prefer", trait=trait, reason="!") for trait in exercise.traits])


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_another_condition_or_filter_never_admits_another_exercise(data: st.DataObject) -> None:
    catalog = thin_catalog()
    profile, other = data.draw(profiles(catalog)), data.draw(profiles(catalog))
    more = replace(profile, conditions=profile.conditions + other.conditions)
    before = admissible(profile, catalog)
    assert admissible(more, catalog) <= before
    assert admissible(profile, catalog, data.draw(st.sampled_from([COACH, FUSSY]))) <= before
    assert admissible(profile, catalog, FOND) == before


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_exercise_with_an_excluded_trait_is_left(data: st.DataObject) -> None:
    """Told from the packs' rows alone: an unconditional exclusion of a condition that the profile names."""
    catalog = thin_catalog()
    profile = data.draw(profiles(catalog))
    left = admissible(profile, catalog)
    excluded = {
        row.trait for has in profile.conditions for row in catalog.conditions[has.id].rows if row.severity == "exclude" and not row.when
    }
    assert [ref for ref in sorted(left) if excluded.intersection(catalog.exercises[ref].traits)] == []


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_the_order_of_conditions_does_not_matter(data: st.DataObject) -> None:
    catalog = thin_catalog()
    profile = data.draw(profiles(catalog))
    turned = replace(profile, conditions=profile.conditions[::-1])
    assert verdicts(turned, catalog) == verdicts(profile, catalog)
    assert gates_of(conditions, turned, catalog) == gates_of(conditions, profile, catalog)
