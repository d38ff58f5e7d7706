"""The person: whatever a profile is made of, it cannot change afterwards, and comes out again as it went in."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest

from setlist import Context, HasCondition, Profile, SafetyFilter, build, hookimpl
from setlist.failures import PluginFailure
from setlist.plugins import builtin_plugins
from setlist.profile import profile_from_data
from small_week import a_catalog

TOLD = {
    "days": 3,
    "conditions": [{"id": "recent-surgery", "site": "spine"}],
    "pain": [{"region": "chest", "level": 9}],
    "screening": {"emergency": False, "q1": True},
    "equipment_on": {"mon": ["gym"]},
    "loads": {"owned": {"barbell": [20, 40]}},
    "ext": {"club": {"locker": [7]}},
}


def test_a_profile_comes_out_as_it_went_in() -> None:
    data = profile_from_data(TOLD).to_data()
    assert {name: data[name] for name in TOLD} == TOLD
    data["loads"]["owned"]["barbell"].append(60)  # what comes out is plain data, and nobody else's


CHANGES: dict[str, Callable[[Profile], Any]] = {
    "pain": lambda p: p.pain[0].pop("level"),  # type: ignore[attr-defined]
    "facts": lambda p: p.conditions[0].facts.update(site="other"),  # type: ignore[attr-defined]
    "screening": lambda p: p.screening.pop("q1"),  # type: ignore[attr-defined]
    "equipment": lambda p: p.equipment_on["mon"].append("barbell"),  # type: ignore[attr-defined]
    "loads": lambda p: p.loads["owned"]["barbell"].append(60),
    "ext": lambda p: p.ext["club"].clear(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_in_it_can_change(change: Callable[[Profile], Any]) -> None:
    profile = profile_from_data(TOLD)
    with pytest.raises((TypeError, AttributeError)):
        change(profile)
    assert profile == profile_from_data(TOLD)


@pytest.mark.parametrize("kind", [dict, OrderedDict, MappingProxyType])
def test_nor_through_what_a_caller_kept_of_it(kind: Callable[[dict[str, Any]], Any]) -> None:
    facts, answers = {"site": "spine"}, {"q1": True}
    profile = Profile(conditions=(HasCondition("recent-surgery", kind(facts)),), screening=kind(answers))
    facts["site"] = "other"
    answers.clear()
    assert (profile.conditions[0].facts, profile.screening) == ({"site": "spine"}, {"q1": True})


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_plugin_that_writes_into_it_is_named(change: Callable[[Profile], Any]) -> None:
    """It sorts before the built-in filters, which would read what it left of pain, facts and answers."""

    @hookimpl
    def setlist_safety_filters(context: Context) -> Iterable[SafetyFilter]:
        change(context.profile)
        yield SafetyFilter("aaa/none")

    plugins = builtin_plugins().plus(("aaa", SimpleNamespace(setlist_safety_filters=setlist_safety_filters)))
    with pytest.raises(
        PluginFailure, match=r"plugin aaa \(given to the program\) failed in setlist_safety_filters.*(cannot change|no attribute)"
    ):
        build(profile_from_data(TOLD), a_catalog(), plugins)
