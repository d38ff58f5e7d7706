"""`setlist check`: a program against its rules, filters, times and counts again, by the audit that shares no code with the solver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from setlist.cli.app import Talk
from setlist.cli.errors import DONE, INPUT
from setlist.cli.listing import emit, json_option
from setlist.cli.notices import notice
from setlist.cli.plugin_options import plugin_options
from setlist.plaintext import plain

if TYPE_CHECKING:
    from setlist.cli.replan import Replan
    from setlist.model import Gate
    from setlist.planner.audit import Broken
    from setlist.program import Program, Relaxed
    from setlist.results import Refused

NOT_THERE = "core/catalog"  # what the audit says of an exercise that the program's packs do not have


@click.command()
@click.argument("program", type=click.Path(path_type=Path))
@click.option("-p", "--pack", "packs", multiple=True, metavar="FOLDER", help="The folder of a pack that is not installed. May be repeated.")
@json_option
@plugin_options
@click.pass_obj
def command(talk: Talk, /, program: Path, packs: tuple[str, ...], as_json: bool, **options: Any) -> int:
    """Check a program against its packs, rules and safety filters again.

    Prints each thing that does not hold on a line of its own. Exit codes: 0 everything holds, 1 it does not.
    """
    from setlist.builder import NoTemplate
    from setlist.cli.ahead import plugins_for
    from setlist.cli.reading import read_program
    from setlist.cli.replan import changes_since, replan
    from setlist.planner.audit import Broken

    document = read_program(program)
    plugins = plugins_for(document, program, options["no_plugin"], options["plugin"])
    try:
        found = replan(document, plugins, packs)
    except NoTemplate as error:
        broken = [Broken("core/template", "the program", str(error))]
    else:
        for text in (*changes_since(found), *map(_relaxed, document.relaxed), *left_out_since(found)):
            notice(talk, f"{program}: {plain(text)}")
        broken = list(broken_things(found))
    if as_json:
        emit([{"where": b.where, "rule": b.rule, "text": b.text} for b in broken], (), as_json)
    else:
        for b in broken:
            click.echo(plain(str(b)))
        if not broken:
            click.echo(f"{program}: everything holds ({_size(document)})")
    return INPUT if broken else DONE


def left_out_since(found: Replan) -> Iterator[str]:
    """What stands in sessions that are done and safety leaves out now: a record is not judged again, but it should not be silent."""
    from setlist.cli.against import against
    from setlist.results import Refused

    if isinstance(found.plan, Refused):
        return
    done = {item.exercise: None for week in found.program.weeks for s in week.sessions if s.done for item in s.items}
    for ref in done:
        if ref in found.plan.judgements and found.plan.judgements[ref].excluded:
            yield from (f"in sessions that are done: {text}" for rule, text in against(found.plan, ref) if rule.startswith("safety/"))


def broken_things(found: Replan) -> Iterator[Broken]:
    """Everything that does not hold, in the order of the program; what gave way under --best-effort is no news."""
    from setlist.planner.audit import Broken, audit
    from setlist.results import Refused

    plan = found.plan
    if isinstance(plan, Refused):
        yield from _closed(plan)
        return
    yield from _untold(found.program, plan.gates)
    yield from _out_of_turn(found.program)
    for b in audit(found.program, found.catalog, plan.template, plan.rules, plan.filters):
        yield b
        if b.rule == NOT_THERE:
            yield from (Broken(rule, b.where, text) for rule, text in _judged(found, b.text.split()[0]))


def _out_of_turn(program: Program) -> Iterator[Broken]:
    """What was done comes before what is to come: a session that is marked as done before its turn would only escape judgement."""
    from setlist.planner.audit import Broken

    sessions = [(f"week {week.number}, day {session.day}", session) for week in program.weeks for session in week.sessions]
    first = next((n for n, (_, session) in enumerate(sessions) if not session.done), len(sessions))
    for where, session in sessions[first:]:
        if session.done:
            yield Broken("core/done", where, f"it is marked as done, and {sessions[first][0]} before it is not")


def _closed(refused: Refused) -> Iterator[Broken]:
    """The gates that leave this person without a program."""
    from setlist.planner.audit import Broken

    for gate in refused.gates:
        if gate.step == refused.step:
            yield Broken(f"safety/{gate.filter}", "the profile", f"there is no program for it now: {gate.reason}")


def _untold(program: Program, gates: Sequence[Gate]) -> Iterator[Broken]:
    """What the first page should say of whom to see and does not."""
    from setlist.planner.audit import Broken

    told = {(gate.condition, gate.question, gate.reason, gate.advice) for gate in program.gates}
    for gate in gates:
        if gate.step == "see-someone" and (gate.condition, gate.question, gate.reason, gate.advice) not in told:
            yield Broken(f"safety/{gate.filter}", "the first page", f"it does not say whom to see: {gate.reason}")


def _judged(found: Replan, ref: str) -> Iterator[tuple[str, str]]:
    """What else speaks against an exercise that was not in the packs, (rule, text); judged by the pack that has it."""
    from setlist.cli.against import against
    from setlist.cli.replan import widen
    from setlist.results import Refused

    wide = widen(found, ref.partition(":")[0])
    if wide is None or ref not in wide.catalog.exercises:
        yield NOT_THERE, f"{ref} is in no installed pack"
    elif isinstance(wide.plan, Refused):
        yield from ((b.rule, f"{ref}: with its pack {b.text}") for b in _closed(wide.plan))
    else:
        yield from against(wide.plan, ref)


def _relaxed(relaxed: Relaxed) -> str:
    return f"gave way when it was built: {relaxed.because or relaxed.rule} [{relaxed.rule}]"


def _size(program: Program) -> str:
    sessions = [session for week in program.weeks for session in week.sessions]
    done = sum(1 for s in sessions if s.done)
    size = f"{len(program.weeks)} weeks, {len(sessions)} sessions, {sum(len(s.items) for s in sessions)} items"
    return f"{size}; {done} done, which are not judged again" if done else size
