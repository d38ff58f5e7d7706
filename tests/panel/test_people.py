"""The panel's people: enough of them, over everything a person can ask for, and each one well formed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from .measure import catalog_of
from .people import IMPOSSIBLE, PEOPLE, read_people, read_person


def test_there_are_enough_people_and_most_are_healthy() -> None:
    people = read_people()
    assert len(people) >= 64
    assert sum(person.healthy(catalog_of(person.packs)) for person in people) >= 45
    assert len(read_people(IMPOSSIBLE)) >= 12


def test_they_ask_for_every_goal_level_number_of_days_and_length() -> None:
    people = read_people()
    served = {goal for template in catalog_of(None).templates.values() for goal in template.goals}
    assert {p.profile.goal for p in people} == served
    assert {p.profile.level for p in people} == {"beginner", "intermediate", "advanced"}
    assert {len(p.profile.weekdays) or p.profile.days for p in people} >= {1, 2, 3, 4, 5, 6}
    assert {p.profile.minutes for p in people} >= {10, 15, 20, 30, 45, 60, 75, 90, 120}
    assert {p.profile.weeks for p in people} >= {1, 4, 8, 12, 52}
    assert len({p.profile.equipment for p in people}) >= 15
    assert len({c.id for p in people for c in p.profile.conditions}) >= 10


def test_they_use_every_other_wish() -> None:
    people = read_people()
    used = Counter(key for p in people for key in p.profile.to_data())
    assert {"weekdays", "likes", "dislikes", "pins", "loads", "cleared", "pain", "age", "start"} <= set(used)
    assert {kind for p in people for kind in p.profile.loads} >= {"working", "one_rm"}


@pytest.mark.parametrize("path", [PEOPLE, IMPOSSIBLE], ids=lambda path: path.name)
def test_what_they_name_exists(path: Path) -> None:
    catalog = catalog_of(None)
    terms = catalog.vocabulary.terms
    for person in read_people(path):
        profile = person.profile
        assert profile.goal in terms["goals"], person.name
        assert set(profile.equipment) <= set(terms["equipment"]), person.name
        assert {c.id for c in profile.conditions} <= set(catalog.conditions), person.name
        assert {c.condition for c in profile.cleared} <= set(catalog.conditions), person.name
        lifted = [ref for told in profile.loads.values() for ref in told]
        assert all(catalog.resolve(ref) for ref in (*lifted, *profile.pins)), person.name
        known = {name for kind in ("patterns", "positions", "kinds", "muscles", "groups") for name in terms.get(kind, {})}
        assert all(catalog.resolve(name) or name in known for name in (*profile.likes, *profile.dislikes)), person.name


def test_somebody_nobody_describes_and_a_profile_with_a_typo_are_refused() -> None:
    with pytest.raises(ValueError, match="says nothing of who it is"):
        read_person("x", {"goal": "back-relief"}, "p.yaml")
    with pytest.raises(ValueError, match=r"p\.yaml: x.*minutes"):
        read_person("x", {"who": "In a hurry", "minutes": "ten"}, "p.yaml")
