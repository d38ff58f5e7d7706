"""Clearances: a professional has agreed. One opens a gate; it lifts no exclusion, and it does not last for ever."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from setlist.model import Gate
from setlist.profile import Clearance, Profile

VALID_MONTHS = 12  # source: PARQ-2020, row validity


def apply_clearance(gate: Gate, profile: Profile, *names: str) -> Gate:
    """A gate as the profile's clearances leave it: `clearance` becomes `go` where one of `names` is cleared; nothing else changes.

    A clearance counts from its `date` for twelve months, or until its `until`, measured on the program's first day. Without a start that
    is taken to be the day of the clearance itself (never today: the same profile gives the same program). Where it ends before the
    program does the gate becomes `see-someone` and says when to ask again. One without any date counts; one of which only the end is
    known does not, for nobody can say that it had begun.
    """
    if gate.step != "clearance":
        return gate
    given = [c for c in profile.cleared if c.condition in names]
    problems = [_problem(c, profile.start) for c in given]
    counting = [c for c, problem in zip(given, problems, strict=True) if not problem]
    if not counting:
        return replace(gate, advice=" ".join([gate.advice, *dict.fromkeys(problems)]).strip()) if given else gate
    gate = replace(gate, reason=f"{gate.reason} (a professional has agreed)")
    too_short = [_ends_within(c, profile) for c in counting]
    return replace(gate, step="go") if "" in too_short else replace(gate, step="see-someone", advice=" ".join(dict.fromkeys(too_short)))


def _problem(clearance: Clearance, start: str | None) -> str:
    """Why a clearance does not count, as a sentence; empty when it does."""
    name = clearance.condition
    try:
        given, until, day = _read(clearance.date), _read(clearance.until), _read(start)
    except ValueError:
        return f"The dates of the clearance for {name} cannot be read (expected YYYY-MM-DD)."
    if given is None:
        return "" if until is None else f"The clearance for {name} has an end but no date: say when it was given."
    day = day or given
    if given > day:
        return f"The clearance for {name} is of {given}, and the program begins on {day}: begin later, or ask again."
    if until is not None and until < day:
        return f"The clearance for {name} ended on {until}; ask again."
    if _a_year_after(given) < day:
        return f"The clearance for {name} of {given} is more than {VALID_MONTHS} months old; ask again."
    return ""


def _ends_within(clearance: Clearance, profile: Profile) -> str:
    """That a clearance which counts ends before the program does, as a sentence; empty when it lasts."""
    given, until = _read(clearance.date), _read(clearance.until)
    if given is None:
        return ""
    end = min(until or date.max, _a_year_after(given))
    last = (_read(profile.start) or given).toordinal() + 7 * (profile.weeks or 0) - 1
    if end.toordinal() >= last:
        return ""
    return f"The clearance for {clearance.condition} ends on {end}, before the program does: ask again by then."


def _read(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _a_year_after(day: date) -> date:
    if day.year + VALID_MONTHS // 12 > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + VALID_MONTHS // 12)
    except ValueError:  # 29 February
        return day.replace(year=day.year + VALID_MONTHS // 12, day=28)
