"""Only what the person has: an exercise that needs anything else is not offered, nor on a day on which it is not there."""

from __future__ import annotations

from collections.abc import Iterable

from setlist import Context, Rule, forbid, hookimpl, where


@hookimpl
def setlist_rules(context: Context) -> Iterable[Rule]:
    profile = context.profile
    everything = profile.all_equipment
    yield Rule(
        "equipment/owned",
        forbid(where(not_=where(equipment={"within": list(everything)}))),
        hard=True,
        because="Needs equipment that you did not name",
        priority=95,
    )
    days: dict[tuple[str, ...], list[int]] = {}
    for day, things in profile.equipment_by_day().items():
        days.setdefault(things, []).append(day)
    for things, on in sorted(days.items(), key=lambda entry: min(entry[1])):
        if set(things) != set(everything):
            yield Rule(
                f"equipment/day-{min(on)}",
                forbid(where(not_=where(equipment={"within": list(things)}))),
                hard=True,
                because="Needs equipment that is not there on that day",
                where_in={"days": tuple(sorted(on))},
                priority=95,
            )
