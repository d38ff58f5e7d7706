"""`setlist log`: writing down what was done, from questions, from another file, or as a table to fill in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from setlist.cli.app import Talk
from setlist.cli.errors import DONE
from setlist.cli.notices import notice, tell
from setlist.cli.usage import UsageProblem, whole

if TYPE_CHECKING:
    from setlist.feedback.log import Entry
    from setlist.program import Item, Program

MOST = 520
T = TypeVar("T")


@click.command()
@click.argument("program", type=click.Path(path_type=Path))
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), metavar="LOG.csv", help="The log to write, or to add to.")
@click.option("--template", is_flag=True, help="Write a row for everything that is planned, to fill in.")
@click.option("--from", "other", type=click.Path(path_type=Path), metavar="FILE", help="Add the rows of another log.")
@click.option("--week", type=whole("--week", 1, MOST), metavar="N", help="The week to write down; without it, the first that is not yet.")
@click.option("--session", type=whole("--session", 1, 7), metavar="N", help="The session of the week, from 1.")
@click.pass_obj
def command(talk: Talk, program: Path, file: Path | None, template: bool, other: Path | None, week: int | None, session: int | None) -> int:
    """Write down what was done in a session: on a terminal it asks.

    For every exercise: what was done in each set (8 8 7), the load, how many more would have been possible (rir), and pain from 0 to 10
    while you did it and by the next day. Leave empty what you do not know. `setlist advance` writes the next weeks from it.

    Whoever leaves in the middle loses nothing of what was said; the next `setlist log` goes on from there.

    Exit codes: 0 done; 1 a log is at fault, with file and line; 2 the request is.
    """
    from setlist.cli.reading import read_program
    from setlist.cli.screening import interactive
    from setlist.cli.writing import write_file
    from setlist.feedback.log import merge, sessions, write_log
    from setlist.feedback.log import template as empty
    from setlist.feedback.reading import read_log

    document = read_program(program)
    old = read_log(file.read_bytes(), str(file), document) if file is not None and file.exists() else ()
    wanted = [at for at in sessions(document) if week in (None, at[0]) and session in (None, at[1])]
    if not wanted:
        raise UsageProblem(f"{program} has no {_spot(week, session)}: it has {_size(document)}")
    if template:
        new = empty(document, wanted)
    elif other is not None:
        new = read_log(other.read_bytes(), str(other), document)
    elif file is None:
        raise UsageProblem("name the log with -o LOG.csv; it is made where there is none, and added to where there is")
    elif not interactive():
        raise UsageProblem("there is no terminal to ask on: fill in what --template writes, or add a file with --from")
    else:
        return _asked(talk, document, program, file, old, wanted)
    text = write_log(merge(old, new), document)
    if file is None:
        click.echo(text, nl=False)
    else:
        write_file(file, text.encode())
        notice(talk, f"wrote {file}; next: setlist advance {program} --log {file}")
    return DONE


def _asked(talk: Talk, document: Program, program: Path, file: Path, old: Sequence[Entry], wanted: Sequence[tuple[int, int]]) -> int:
    """Ask about a session, and write what was said, also when they leave in the middle of it: what they did not come to has no row then, so
    that the next time goes on there."""
    from setlist.cli.writing import write_file
    from setlist.feedback.log import merge, write_log

    at = _session(document, old, wanted)
    there = {entry.exercise for entry in old if (entry.week, entry.session) == at}
    begun = any(entry.says for entry in old if (entry.week, entry.session) == at)
    new: list[Entry] = []
    try:
        for entry in _ask(document, at, there if begun else ()):
            new.append(entry)
    except click.Abort:
        if new:
            kept = [entry for entry in old if (entry.week, entry.session) != at or entry.says]
            write_file(file, write_log(merge(kept, new), document).encode())
            tell(["", f"kept {len(new)} exercise{'' if len(new) == 1 else 's'} in {file}; run again to go on"])
        raise
    write_file(file, write_log(merge(old, new), document).encode())
    notice(talk, f"wrote {file}; next: setlist advance {program} --log {file}")
    return DONE


def _spot(week: int | None, session: int | None) -> str:
    asked = [f"{name} {number}" for name, number in (("session", session), ("week", week)) if number is not None]
    return " in ".join(asked) or "sessions"


def _size(program: Program) -> str:
    weeks, most = len(program.weeks), max((len(week.sessions) for week in program.weeks), default=0)
    return f"{weeks} week{'' if weeks == 1 else 's'} of {most} session{'' if most == 1 else 's'}"


def _session(program: Program, old: Sequence[Entry], wanted: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The session to ask about: the first of those wanted that is not done and that the log says nothing of, or not yet of all its items;
    else the first."""
    from setlist.feedback.log import sessions

    there = sessions(program)
    said = {(entry.week, entry.session) for entry in old if entry.says}
    rows = {entry.key for entry in old}

    def open_(at: tuple[int, int]) -> bool:
        return at not in said or any((*at, item.exercise) not in rows for item in there[at].items)

    return next((at for at in wanted if open_(at) and not there[at].done), wanted[0])


def _ask(program: Program, at: tuple[int, int], there: Collection[str]) -> Iterator[Entry]:
    """What a person says of each item of a session but those that are `there` already. Raises click.Abort when they leave."""
    from setlist.feedback.log import Entry, planned_words, sessions
    from setlist.feedback.reading import read_done

    session = sessions(program)[at]
    tell([f"Week {at[0]}, session {at[1]}: {session.title}. Enter leaves empty what you do not know.", ""])
    left = [item for item in session.items if item.exercise not in there] or session.items
    for item in left:
        tell([f"{item.name}: {planned_words(item.dose)}"])
        done = _answer(f"  {_unit(item)} in each set, such as 8 8 7", read_done) or ()
        load = _answer("  load in kg", _number(1000)) if done and _has_load(program, item) else None
        rir = _answer("  how many more would have been possible", _number(10)) if done and item.dose.rir is not None else None
        pain = _answer("  pain while you did it, 0-10", _number(10))
        later = _answer("  pain by the next day, 0-10", _number(10)) if pain else None
        yield Entry(*at, item.exercise, done, load, rir, pain, later, date=session.date or "")


def _unit(item: Item) -> str:
    from setlist.feedback.judge import MEASURES

    words = {"reps": "repetitions", "breaths": "breaths", "minutes": "minutes", "distance_m": "metres", "hold_s": "seconds"}
    return next((words[name] for name in MEASURES if getattr(item.dose, name) is not None), "count")


def _has_load(program: Program, item: Item) -> bool:
    """Whether a load may be known: it is planned, or the exercise needs equipment."""
    return item.dose.load_kg is not None or bool(program.exercises.get(item.exercise, {}).get("equipment"))


def _number(most: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = -1.0
        if not 0 <= value <= most:
            raise ValueError(f"should be a number from 0 to {most:g}")
        return value

    return read


def _answer(question: str, read: Callable[[str], T]) -> T | None:
    """What `read` makes of an answer, None for none; what it raises as a ValueError is shown and asked again."""
    from setlist.cli.screening import ask

    def parse(text: str) -> T | None:
        try:
            return read(text) if text else None
        except ValueError as error:
            raise click.BadParameter(f"it {error}, or empty") from None

    return ask(question, parse)
