"""Reading a log: a cell that is not what its column is for, and a row that the program knows nothing of, is a problem with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from setlist.feedback.log import COLUMNS, MOST, Entry, Key, sessions
from setlist.problems import InputError, Problem, did_you_mean
from setlist.program import Program

REQUIRED = ("week", "session", "exercise")
MOST_DONE, MOST_SETS = 36000.0, 100
MOST_DIGITS = 6  # of a week or session
_DONE = re.compile(r"(?:(?P<sets>[1-9][0-9]?) ?[x×] ?)?(?P<counts>[0-9]+(?:\.[0-9]+)?(?:[ /]+[0-9]+(?:\.[0-9]+)?)*)", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_log(source: bytes, name: str, program: Program) -> tuple[Entry, ...]:
    """The entries of a CSV file, in its order; rows that say nothing are there, too. `name` is the file in messages. InputError with every
    cell that is not what its column is for and every row that the program has no item for."""
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise InputError([Problem(name, line, 1, "E001", "the file is not valid UTF-8", "save it as CSV in UTF-8")]) from None
    return _Reading(name, program).read(text)


class _Reading:
    """One pass over one file, collecting problems."""

    def __init__(self, name: str, program: Program) -> None:
        self.name = name
        self.sessions = sessions(program)
        self.problems: list[Problem] = []
        self.line = 1

    def fault(self, code: str, message: str, hint: str | None, col: int = 1) -> None:
        self.problems.append(Problem(self.name, self.line, col, code, message, hint))

    def read(self, text: str) -> tuple[Entry, ...]:
        first = text.partition("\n")[0]
        reader = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
        entries: dict[Key, Entry] = {}
        try:
            header = [cell.strip().lower() for cell in next(reader, [])]
            self.header(header)
            for cells in reader if not self.problems else ():
                self.line = reader.line_num
                if any(cell.strip() for cell in cells):
                    self.add(header, cells, entries)
        except csv.Error as error:
            self.line = reader.line_num
            self.fault("E402", f"this is no row of a table: {error}", "quote the cell, or write the file with a spreadsheet")
        if self.problems:
            raise InputError(self.problems)
        return tuple(entries.values())

    def header(self, header: Sequence[str]) -> None:
        for column in REQUIRED:
            if column not in header:
                self.fault("E401", f"the log has no column {column!r}", "`setlist log PROGRAM --template` writes one to fill in")
        for n, column in enumerate(header):
            if column not in COLUMNS:
                known = f"known: {', '.join(COLUMNS)}"
                self.fault("E401", f"there is no column {column!r}", did_you_mean(column, COLUMNS) or known, n + 1)
            elif column in header[:n]:
                self.fault("E401", f"the column {column!r} is there twice", "remove one of them", n + 1)

    def add(self, header: Sequence[str], cells: Sequence[str], entries: dict[Key, Entry]) -> None:
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            self.fault("E402", f"{len(cells)} cells, {len(header)} columns", "quote cells that hold a comma")
            return
        row = {column: cell.strip() for column, cell in zip(header, cells, strict=False)}
        faults = len(self.problems)
        entry = self.entry(row, {column: n + 1 for n, column in enumerate(header)})
        if len(self.problems) > faults or not self.planned(entry):
            return
        if entry.key in entries:
            where = f"line {entries[entry.key].line}"
            self.fault(
                "E405", f"{entry.exercise} in week {entry.week}, session {entry.session} is on {where} already", "keep one of the rows"
            )
            return
        entries[entry.key] = entry

    def entry(self, row: Mapping[str, str], cols: Mapping[str, int]) -> Entry:
        place = {name: self.whole(name, row.get(name, ""), cols[name]) for name in ("week", "session")}
        numbers = {name: self.number(name, row.get(name, ""), most, cols.get(name, 1)) for name, most in MOST.items()}
        date, note = row.get("date", ""), row.get("note", "")
        if date and not _is_day(date):
            self.fault("E403", f"date should be a day such as 2026-12-01, found {date[:40]!r}", "write year-month-day", cols["date"])
        note = note[1:] if note.startswith("'") else note
        done = self.done(row.get("done", ""), cols.get("done", 1))
        return Entry(place["week"], place["session"], row.get("exercise", ""), done, date=date, note=note, line=self.line, **numbers)

    def whole(self, name: str, text: str, col: int) -> int:
        if len(text) > MOST_DIGITS or not re.fullmatch(r"0*[1-9][0-9]{0,4}", text, re.ASCII):
            self.fault("E403", f"{name} should be a whole number from 1, found {text[:40]!r}", None, col)
            return 0
        return int(text)

    def number(self, name: str, text: str, most: float, col: int) -> float | None:
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,6}([.,][0-9]{1,4})?", text, re.ASCII) or (value := float(text.replace(",", "."))) > most:
            self.fault(
                "E403", f"{name} should be a number from 0 to {most:g}, found {text[:40]!r}", "leave it empty when you do not know", col
            )
            return None
        return value

    def done(self, text: str, col: int) -> tuple[float, ...]:
        if not text:
            return ()
        try:
            return read_done(text)
        except ValueError as error:
            self.fault("E403", f"done {error}", "leave it empty when you do not know", col)
            return ()

    def values(self, entry: Entry) -> None:
        """Numbers that were given, and not read."""
        told = {name: (getattr(entry, name), most) for name, most in MOST.items() if getattr(entry, name) is not None}
        told |= {f"set {n} of done": (count, MOST_DONE) for n, count in enumerate(entry.done, 1)}
        for name, (value, most) in told.items():
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if not (number and 0 <= value <= most):
                self.fault(
                    "E403", f"{name} should be a number from 0 to {most:g}, found {value!r:.40}", "leave it out when you do not know"
                )

    def planned(self, entry: Entry) -> bool:
        """Whether the program has such an item; if not, what it has instead is told."""
        session = self.sessions.get((entry.week, entry.session))
        if session is None:
            weeks = max((week for week, _ in self.sessions), default=0)
            most = max((n for week, n in self.sessions if week == entry.week), default=0)
            what = f"week {entry.week} has {most} sessions" if most else f"the program has {weeks} weeks"
            self.fault("E404", f"there is no week {entry.week}, session {entry.session}: {what}", "correct week and session")
            return False
        refs = [item.exercise for item in session.items]
        if entry.exercise not in refs:
            about = f"{entry.exercise or 'no exercise'} is not in week {entry.week}, session {entry.session}"
            hint = did_you_mean(entry.exercise, refs) or f"it has {', '.join(refs)}"
            self.fault("E404", about, f"{hint}; what else you did belongs in a note")
            return False
        return True


def checked(entries: Iterable[Entry], program: Program) -> tuple[Entry, ...]:
    """Entries that no file was read for, as they are. InputError with every value that a file could not hold either, and every entry that
    the program has no item for."""
    reading = _Reading("the log", program)
    given = tuple(entries)
    for n, entry in enumerate(given, 1):
        reading.line = entry.line or n
        reading.values(entry)
        reading.planned(entry)
    if reading.problems:
        raise InputError(reading.problems)
    return given


def read_done(text: str) -> tuple[float, ...]:
    """`8 8 7` -> (8, 8, 7), `2x8` -> (8, 8), `8` -> (8,). ValueError says what is expected."""
    found = _DONE.fullmatch(text.strip().replace(",", " "))
    if found is None:
        raise ValueError(f"should be a number for each set, such as 8 8 7 or 3x8, found {text[:40]!r}")
    counts = tuple(float(part) for part in re.split(r"[ /]+", found["counts"]))
    if found["sets"]:
        if len(counts) > 1:
            raise ValueError(f"should be a number for each set or sets x a number, found {text[:40]!r}")
        counts *= int(found["sets"])
    if max(counts) > MOST_DONE or len(counts) > MOST_SETS:
        raise ValueError(f"should be at most {MOST_SETS} numbers from 0 to {MOST_DONE:g}, found {text[:40]!r}")
    return counts


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False
