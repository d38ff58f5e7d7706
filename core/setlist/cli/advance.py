"""`setlist advance`: the next weeks of a program from what was done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from setlist.cli.app import Talk
from setlist.cli.errors import DONE, GATE, INFEASIBLE
from setlist.cli.layout import Lines, bullets, section, wrapped
from setlist.cli.notices import notice, tell
from setlist.cli.plugin_options import plugin_options
from setlist.cli.usage import UsageProblem, whole
from setlist.cli.writing import choose_outputs, output_options, write_outputs

if TYPE_CHECKING:
    from setlist.feedback.advance import Advanced
    from setlist.model import Catalog
    from setlist.program import Program
    from setlist.results import Infeasible

MOST_WEEKS = 52
ASK_EVERY = 4  # weeks
HEADINGS = {
    "swap": "Left out, because it hurt:",
    "left-out": "Left out, for your safety:",
    "step-back": "A step back:",
    "hold": "The same again:",
    "progress": "A step on:",
    "gone": "Not in the weeks to come:",
}


@click.command()
@click.argument("program", type=click.Path(path_type=Path))
@click.option("--log", "log", type=click.Path(path_type=Path), required=True, metavar="FILE", help="What was done (`setlist log`).")
@click.option(
    "--weeks", type=whole("--weeks", 1, MOST_WEEKS), metavar="N", help="How many weeks to come; without it, all that the program has left."
)
@click.option("-p", "--pack", "packs", multiple=True, metavar="FOLDER", help="The folder of a pack that is not installed. May be repeated.")
@output_options
@plugin_options
@click.pass_obj
def command(talk: Talk, /, program: Path, log: Path, weeks: int | None, packs: tuple[str, ...], **options: Any) -> int:
    """Write the next weeks of a program from what was done.

    What the log speaks of, and all that was due before it, stays as it was. What comes after is worked out anew: a step on, the same again,
    a step back, or another exercise where one hurt. Every dose says why.

    Exit codes: 0 done; 1 the log or a plugin is at fault; 2 the request is; 3 a professional should be asked first; 4 without what hurts
    the rules cannot all hold.
    """
    from setlist.cli.ahead import plugins_for, replanned
    from setlist.cli.outcome import refused_lines
    from setlist.cli.reading import read_program
    from setlist.feedback.advance import NotNow, advance
    from setlist.feedback.log import far_off
    from setlist.feedback.reading import read_log
    from setlist.hookspecs import Context
    from setlist.planner.substitute import NoPlace
    from setlist.results import Infeasible, Refused

    document = read_program(program)
    plugins = plugins_for(document, program, options["no_plugin"], options["plugin"])
    entries = read_log(log.read_bytes(), str(log), document)
    for entry, load in far_off(entries, document):
        notice(talk, f"{log}:{entry.line}: {entry.load_kg:g} kg of {entry.exercise} is far from the {load:g} kg planned; is it right?")
    found = replanned(talk, program, document, plugins, packs)
    context = Context(document.profile, found.catalog)
    outputs = choose_outputs(plugins, context, options["formats"], options["files"], options["in_full"])
    try:
        made = advance(document, entries, found.catalog, plugins, weeks)
    except NotNow as error:
        raise UsageProblem(f"{log}: {error}") from error
    except NoPlace as error:
        raise UsageProblem(f"{program}: {error}; build a new program") from error
    if isinstance(made, Refused):
        tell(refused_lines(made, found.catalog))
        return GATE
    if isinstance(made, Infeasible):
        tell(_stuck(made))
        return INFEASIBLE
    notice(talk, "\n".join(changes_lines(made)))
    notice(talk, _ask_again(made.program, found.catalog))
    write_outputs(made.program, outputs, with_health=options["with_health"], tell=lambda text: notice(talk, text))
    return DONE


def _ask_again(program: Program, catalog: Catalog) -> str:
    """Where the goal is less pain, the health questions are due again after four weeks, and after pain that was new (row policy-4: GK)."""
    from setlist.planner.swap import FEEDBACK

    goal = catalog.vocabulary.terms.get("goals", {}).get(program.profile.goal)
    done = sum(1 for week in program.weeks if all(session.done for session in week.sessions))
    hurt = any(gate.filter == FEEDBACK for gate in program.gates)
    due = hurt or (done > 0 and done % ASK_EVERY == 0)
    if goal is None or not goal.data.get("pain") or not due:
        return ""
    return "Answer the health questions again before you go on, with what is new: `setlist profile new` asks them.\n"


def changes_lines(made: Advanced) -> Lines:
    """What was decided, what matters most first, and whom to see."""
    from setlist.planner.swap import FEEDBACK

    lines: Lines = []
    for gate in made.program.gates:
        if gate.filter == FEEDBACK:
            lines += wrapped(f"{gate.reason}. {gate.advice}")
    for decision, heading in HEADINGS.items():
        lines += section(heading, bullets(dict.fromkeys(f"{c.name}: {c.text}" for c in made.changes if c.decision == decision)))
    return [*lines, ""]


def _stuck(found: Infeasible) -> Lines:
    lines = wrapped("No next weeks: without what hurts and what is close to it the rules cannot all hold.")
    for conflict in found.conflicts:
        lines += section("These cannot hold together:", bullets(f"{text} [{rule}]" for rule, text in conflict.rules))
    lines += section("What would help (each was tried):", bullets(change.text for change in found.changes))
    return [*lines, "", *wrapped("Build a new program with `setlist build`, with the exercise that hurts under `pain` in the profile.")]
