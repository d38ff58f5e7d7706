"""Clearances: a professional has agreed. One opens a gate; it lifts no exclusion, and it does not last for ever."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from setlist.model import Gate
from setlist.profile import Clearance, Profile

VALID_MONTHS = 12  # source: PARQ-2020, row validity


def apply_clearance(gate: Gate, profile: Profile, *names: str) -> Gate:
    """A gate as the profile's clearances leave it: `clearance` becomes `go` where one of `names` is cleared; nothing else changes.

    A clearance counts until its `until` and for twelve months from its `date`, measured at the profile's start. Without a start
    there is no day to measure at (never today's: the same profile gives the same program), so it counts.
    """
    if gate.step != "clearance":
        return gate
    given = [c for c in profile.cleared if c.condition in names]
    problems = [_problem(c, profile.start) for c in given]
    if "" in problems:
        return replace(gate, step="go", reason=f"{gate.reason} (a professional has agreed)")
    return replace(gate, advice=" ".join([gate.advice, *dict.fromkeys(problems)]).strip()) if given else gate


def _problem(clearance: Clearance, start: str | None) -> str:
    """Why a clearance does not count, as a sentence; empty when it does."""
    try:
        given = _read(clearance.date)
        until = _read(clearance.until)
        day = _read(start)
    except ValueError:
        return f"The dates of the clearance for {clearance.condition} cannot be read (expected YYYY-MM-DD)."
    if day is None:
        return ""
    if until is not None and until < day:
        return f"The clearance for {clearance.condition} ended on {until}; ask again."
    if given is not None and _a_year_after(given) < day:
        return f"The clearance for {clearance.condition} of {given} is more than {VALID_MONTHS} months old; ask again."
    return ""


def _read(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + VALID_MONTHS // 12)
    except ValueError:  # 29 February
        return day.replace(year=day.year + VALID_MONTHS // 12, day=28)
