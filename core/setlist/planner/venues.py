"""Home days and gym days: a session that finds other equipment on another day is another session, with picks of its own."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from setlist.model import Template
from setlist.planner.schedule import week_days
from setlist.profile import Profile


def by_venue(template: Template, profile: Profile) -> Template:
    """The template with a copy of each session for each set of equipment that its days have; the same one where days are alike."""
    days, there = week_days(profile.days, profile.weekdays, profile.start), profile.equipment_by_day()
    number = min(len(days), len(template.week)) - 1
    asked = template.week[number]
    sessions, named = dict(template.sessions), dict[tuple[str, tuple[str, ...]], str]()
    for i, day in enumerate(days):
        name = asked[i % len(asked)]
        if (name, there[day]) not in named:
            free = name if all(known != name for known, _ in named) else _free(name, sessions)
            named[name, there[day]] = free
            sessions[free] = replace(template.sessions[name], id=free)
    if len(sessions) == len(template.sessions):
        return template
    held = tuple(named[asked[i % len(asked)], there[day]] for i, day in enumerate(days))
    return replace(template, sessions=sessions, week=(*template.week[:number], held, *template.week[number + 1 :]))


def _free(name: str, taken: Collection[str]) -> str:
    """The name with the first number that no session has."""
    return next(f"{name}-{n}" for n in range(2, len(taken) + 3) if f"{name}-{n}" not in taken)
