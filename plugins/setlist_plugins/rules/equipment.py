"""Only what the person owns: an exercise that needs anything else is not offered."""

from __future__ import annotations

from collections.abc import Iterable

from setlist import Context, Rule, forbid, hookimpl, where


@hookimpl
def setlist_rules(context: Context) -> Iterable[Rule]:
    owned = list(context.profile.equipment)
    yield Rule(
        "equipment/owned",
        forbid(where(not_=where(equipment={"within": owned}))),
        hard=True,
        because="Needs equipment that you did not name",
        priority=95,
    )
