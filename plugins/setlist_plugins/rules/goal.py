"""Goal fit: the preferences that a goal's vocabulary entry states, as points."""

from __future__ import annotations

from collections.abc import Iterable

from setlist import Context, Rule, hookimpl, prefer


@hookimpl
def setlist_rules(context: Context) -> Iterable[Rule]:
    goal = context.catalog.vocabulary.terms.get("goals", {}).get(context.profile.goal)
    if goal is None:
        return
    for number, wish in enumerate(goal.data.get("prefer", ()), 1):
        yield Rule(f"goal/{goal.id}/{number}", prefer(wish["where"], wish["points"]), because=wish["because"])
