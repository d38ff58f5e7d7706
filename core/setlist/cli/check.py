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
from setlist.cli.plugin_options import plugin_options, plugins_from
from setlist.plaintext import plain

if TYPE_CHECKING:
    from setlist.cli.replan import Replan
    from setlist.planner.audit import Broken
    from setlist.program import Program, Relaxed
    from setlist.results import Refused

STAYS = ("core/", "safety/")  # never gives way, whatever --best-effort relaxed
NOT_THERE = "core/catalog"


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
    from setlist.cli.reading import read_program
    from setlist.cli.replan import changes_since, replan

    document = read_program(program)
    found = replan(document, plugins_from(options["no_plugin"], options["plugin"]), packs)
    for change in changes_since(found):
        notice(talk, f"{program}: {plain(change)}")
    for relaxed in document.relaxed:
        notice(talk, f"{program}: gave way when it was built: {plain(relaxed.because or relaxed.rule)} [{plain(relaxed.rule)}]")
    broken = list(broken_things(found))
    if as_json:
        emit([{"where": b.where, "rule": b.rule, "text": b.text} for b in broken], (), as_json)
    else:
        for b in broken:
            click.echo(plain(str(b)))
        if not broken:
            click.echo(f"{program}: everything holds ({_size(document)})")
    return INPUT if broken else DONE


def broken_things(found: Replan) -> Iterator[Broken]:
    """Everything that does not hold, in the order of the program. What gave way under --best-effort is no news; safety never does."""
    from setlist.planner.audit import Broken, audit
    from setlist.results import Refused

    program, plan = found.program, found.plan
    if isinstance(plan, Refused):
        yield from _closed(plan)
        return
    filters = {f.name for f in plan.filters}
    for b in audit(program, found.catalog, plan.template, plan.rules, plan.filters):
        if b.rule in filters or b.rule.startswith(STAYS) or not _gave_way(b.rule, program.relaxed):
            yield b
        if b.rule == NOT_THERE:
            yield from (Broken(rule, b.where, text) for rule, text in _judged(found, b.text.split()[0]))
    for suggestion in program.suggestions:
        where = f"day {suggestion.day}, suggested"
        if suggestion.exercise not in found.catalog.exercises:
            yield Broken(NOT_THERE, where, f"{suggestion.exercise} is not in the chosen packs")
        yield from (Broken(rule, where, text) for rule, text in _judged(found, suggestion.exercise))


def _gave_way(rule: str, relaxed: Sequence[Relaxed]) -> bool:
    """Whether the program says that this rule gave way. The audit names what the solver's rows split by session as one."""
    kind, _, last = rule.partition("/")
    for r in relaxed:
        parts = r.rule.split("/")
        if r.rule == rule or r.rule.startswith(f"{rule}/") or (kind == parts[0] == "template" and last in parts):
            return True
    return False


def _closed(refused: Refused) -> Iterator[Broken]:
    """The gates that leave this person without a program."""
    from setlist.planner.audit import Broken

    for gate in refused.gates:
        if gate.step == refused.step:
            yield Broken(gate.filter or "safety", "the profile", f"there is no program for it now: {gate.reason}")


def _judged(found: Replan, ref: str) -> Iterator[tuple[str, str]]:
    """What speaks against an exercise for this person, (rule, text); judged by the pack that has it, chosen or not."""
    from setlist.builder import Plan
    from setlist.cli.against import against
    from setlist.cli.replan import widen

    wide = found if ref in found.catalog.exercises else widen(found, ref.partition(":")[0])
    if wide is None or ref not in wide.catalog.exercises:
        yield NOT_THERE, f"{ref} is in no installed pack"
        return
    assert isinstance(wide.plan, Plan)  # the same person at the same gates
    yield from against(wide.plan, ref)


def _size(program: Program) -> str:
    sessions = [session for week in program.weeks for session in week.sessions]
    return f"{len(program.weeks)} weeks, {len(sessions)} sessions, {sum(len(s.items) for s in sessions)} items"
