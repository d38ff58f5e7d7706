"""The log: what was done, one row for each item of a session, as CSV that a spreadsheet opens.

`done` counts in the unit of the dose: repetitions, seconds of a hold, breaths, minutes or metres, a number for each set (`8 8 7`) or
one for all of them (`8`, `2x8`). `rir` is repetitions left in reserve, `pain` and `pain_next_day` go from 0 to 10: the worst while it was
done, and the worst of the 24 hours after. An empty cell is not a zero: nobody said.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from setlist.model import Dose
from setlist.program import Item, Program, SessionPlan

COLUMNS = ("date", "week", "session", "exercise", "planned", "done", "load_kg", "rir", "pain", "pain_next_day", "note")
MOST = {"load_kg": 1000.0, "rir": 10.0, "pain": 10.0, "pain_next_day": 10.0}  # each from 0
PAINS = ("pain", "pain_next_day")
FAR = 0.25  # of the load planned
FORMULA = ("=", "+", "-", "@")  # what a spreadsheet would run; it is written behind an apostrophe, and read without

Key = tuple[int, int, str]  # week, session of the week (from 1), exercise


class Entry(Struct, frozen=True):
    """What was done of one item. `session` counts within the week, from 1; `done` is empty where nobody said, `line` its line in a file."""

    week: int
    session: int
    exercise: str
    done: tuple[float, ...] = ()
    load_kg: float | None = None
    rir: float | None = None
    pain: float | None = None
    pain_next_day: float | None = None
    date: str = ""
    note: str = ""
    line: int = 0

    @property
    def key(self) -> Key:
        return self.week, self.session, self.exercise

    @property
    def says(self) -> bool:
        """Whether it records anything."""
        return bool(self.done or self.note) or any(getattr(self, name) is not None for name in MOST)


def sessions(program: Program) -> dict[tuple[int, int], SessionPlan]:
    """(week, session of the week) -> session, in the order of the program."""
    return {(week.number, n): session for week in program.weeks for n, session in enumerate(week.sessions, 1)}


def template(program: Program, only: Iterable[tuple[int, int]] | None = None) -> tuple[Entry, ...]:
    """An empty entry for every item of the program, or of some (week, session)s."""
    wanted = None if only is None else set(only)
    return tuple(
        Entry(week, number, item.exercise, date=session.date or "")
        for (week, number), session in sessions(program).items()
        if wanted is None or (week, number) in wanted
        for item in session.items
    )


def merge(old: Iterable[Entry], new: Iterable[Entry]) -> tuple[Entry, ...]:
    """Both, in the order of the program's weeks and sessions. Of the same item the new one counts cell by cell, where it says something;
    of two pains the worse."""
    rows: dict[Key, Entry] = {}
    for entry in (*old, *new):
        rows[entry.key] = _united(rows[entry.key], entry) if entry.key in rows else entry
    order = {key: n for n, key in enumerate(rows)}
    return tuple(sorted(rows.values(), key=lambda e: (e.week, e.session, order[e.key])))


def _united(old: Entry, new: Entry) -> Entry:
    cells: dict[str, Any] = {name: getattr(new, name) or getattr(old, name) for name in ("done", "date", "note", "line")}
    for name in MOST:
        told = [value for entry in (old, new) if (value := getattr(entry, name)) is not None]
        cells[name] = (max(told) if name in PAINS else told[-1]) if told else None
    return replace(new, **cells)


def far_off(entries: Iterable[Entry], program: Program) -> Iterator[tuple[Entry, float]]:
    """(entry, load planned) where the load that was written down is far from the plan: perhaps a slip of the pen."""
    planned = {key: item.dose.load_kg for key, _, item in items(program)}
    for entry in entries:
        load = planned.get(entry.key)
        if load is not None and entry.load_kg is not None and abs(entry.load_kg - load) > FAR * load:
            yield entry, load


def write_log(entries: Iterable[Entry], program: Program) -> str:
    """The CSV of entries, with a header and the planned doses. What it writes `reading.read_log` reads back."""
    planned = {(*at, item.exercise): planned_words(item.dose) for at, session in sessions(program).items() for item in session.items}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for e in entries:
        numbers = [_number(getattr(e, name)) for name in MOST]
        note = f"'{e.note}" if e.note.startswith((*FORMULA, "'")) else e.note
        done = " ".join(map(_number, e.done))
        writer.writerow([e.date, e.week, e.session, e.exercise, planned.get(e.key, ""), done, *numbers, note])
    return out.getvalue()


def planned_words(dose: Dose) -> str:
    """A dose as a log names it: `3 x 8, 60 kg, rir 2`, `2 x 20 s each side`."""
    units = {"reps": "", "breaths": " breaths", "minutes": " min", "distance_m": " m", "hold_s": " s"}
    name = next((n for n in units if getattr(dose, n) is not None), None)
    amount = "" if name is None else f" x {getattr(dose, name)}{units[name]}"
    held = f" held {dose.hold_s} s" if name == "reps" and dose.hold_s is not None else ""
    side = " each side" if dose.per_side and dose.minutes is None else ""  # sides are inside minutes
    parts = [f"{dose.sets}{amount}{held}{side}"]
    parts += [] if dose.load_kg is None else [f"{dose.load_kg:g} kg"]
    parts += [] if dose.load_pct_1rm is None else [f"{dose.load_pct_1rm} % of 1RM"]
    parts += [] if dose.rir is None else [f"rir {dose.rir}"]
    return ", ".join(parts)


def _number(value: Any) -> str:
    return "" if value is None else f"{value:g}"


def items(program: Program) -> Iterator[tuple[Key, str, Item]]:
    """(key, phase of the week, item) of every item of a program, in its order."""
    for week in program.weeks:
        for n, session in enumerate(week.sessions, 1):
            for item in session.items:
                yield (week.number, n, item.exercise), week.phase, item
