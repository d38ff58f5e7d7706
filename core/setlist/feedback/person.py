"""The person as a log and the weeks that have gone by leave them: what hurts now, and what counts on the day that is next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil
from typing import Any

from msgspec.structs import replace

from setlist.builder import gates_of, gather_filters, refusal
from setlist.feedback.course import Spot
from setlist.feedback.judge import Verdict
from setlist.hookspecs import Context
from setlist.model import Catalog
from setlist.plugins import Plugins
from setlist.profile import Profile
from setlist.program import Program
from setlist.results import Refused


def sore(profile: Profile, found: Mapping[Spot, Verdict], catalog: Catalog) -> Profile:
    """The profile with a report of pain for each exercise that hurt too much, in the place of any milder one."""
    hurts = {ref: ceil(verdict.pain) for (_, ref), verdict in found.items() if verdict.decision == "swap"}

    def about(entry: Mapping[str, Any]) -> str | None:
        return catalog.resolve(str(entry.get("exercise", "")))

    def milder(entry: Mapping[str, Any]) -> bool:  # a level that cannot be read counts as the worst
        level = entry.get("level")
        return isinstance(level, (int, float)) and level < hurts.get(about(entry) or "", 0)

    kept = [entry for entry in profile.pain if not milder(entry)]
    known = {about(entry) for entry in kept}
    return replace(profile, pain=(*kept, *({"exercise": ref, "level": level} for ref, level in hurts.items() if ref not in known)))


def by_then(profile: Profile, program: Program, last: tuple[int, int]) -> Profile:
    """The profile as of the week that is next: what has a date is measured there, such as how long a clearance counts."""
    if profile.start is None:
        return profile
    week = next((w for w in program.weeks if w.number == last[0]), None)
    passed = last[0] if week is None or last[1] >= len(week.sessions) else last[0] - 1
    return replace(profile, start=(date.fromisoformat(profile.start) + timedelta(weeks=passed)).isoformat())


def closed(profile: Profile, catalog: Catalog, plugins: Plugins) -> Refused | None:
    """The gate that stands in the way of a person, if any does."""
    return refusal(gates_of(gather_filters(Context(profile, catalog), plugins), profile), catalog)
