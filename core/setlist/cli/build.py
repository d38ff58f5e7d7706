"""`setlist build`: from a person and packs to a program, or to the reason why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from setlist.cli.errors import DONE, GATE, INFEASIBLE
from setlist.cli.notices import notice, patience, tell
from setlist.cli.pack_options import pack_options
from setlist.cli.plugin_options import plugin_options, plugins_from
from setlist.cli.requests import Request, person_options, profile_option, read_request
from setlist.cli.screening import interactive, screen
from setlist.cli.usage import UsageProblem, whole
from setlist.cli.writing import choose_outputs, output_options, write_outputs

if TYPE_CHECKING:
    from setlist.builder import Plan
    from setlist.cli.layout import Lines
    from setlist.results import Infeasible

MOST_SEED = 2**31 - 1
NOT_SCREENED = "Not screened: nobody asked the health questions. On a terminal setlist asks them; `setlist profile new` keeps the answers."


@click.command()
@pack_options
@click.option("-t", "--template", metavar="TEMPLATE", help="The shape of the program (`setlist template list`).")
@profile_option
@person_options
@click.option("--screening/--no-screening", default=True, help="Ask the health questions (on a terminal), or not.")
@click.option("--seed", type=whole("--seed", 0, MOST_SEED), default=0, metavar="N", help="Choose otherwise between equally good exercises.")
@click.option("--best-effort", is_flag=True, help="Let rules give way where not all can hold; never safety.")
@output_options
@plugin_options
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> int:
    """Build a program for a person.

    Without options: back care for a beginner without equipment, 3 days of 25 minutes, 8 weeks, to see what a program is like. Where the
    goal or a condition is named, pain goals take 4 weeks and then ask again; --weeks says otherwise.

    Exit codes: 0 a program; 1 a file, pack or plugin is at fault; 2 the request is; 3 a professional should be asked first;
    4 the rules cannot all hold.
    """
    from setlist.builder import NoTemplate, plan
    from setlist.hookspecs import Context
    from setlist.planner.cycles import run
    from setlist.results import Infeasible, Refused

    talk = ctx.obj
    plugins = plugins_from(options["no_plugin"], options["plugin"])
    request = read_request(options)
    profile, catalog = request.profile, request.catalog
    outputs = choose_outputs(plugins, Context(profile, catalog), options["formats"], options["files"], options["in_full"])
    if options["screening"] and interactive():
        profile = screen(profile, catalog)
    try:
        planned = plan(profile, catalog, plugins, template=request.template)
    except NoTemplate as error:
        raise UsageProblem(f"{error}{_served(request)}") from error
    if isinstance(planned, Refused):
        from setlist.cli.outcome import refused_lines

        tell(refused_lines(planned, catalog))
        return GATE
    with patience(talk):
        result = run(planned, seed=options["seed"], best_effort=options["best_effort"])
    if isinstance(result, Infeasible):
        tell(_stuck(ctx, planned, result))
        return INFEASIBLE
    asked_not_to = not options["screening"]  # who typed that knows; the program still says that it is not screened
    notice(talk, "" if result.screened or asked_not_to else NOT_SCREENED)
    write_outputs(result, outputs, with_health=options["with_health"], tell=lambda text: notice(talk, text))
    return DONE


def _stuck(ctx: click.Context, planned: Plan, found: Infeasible) -> Lines:
    """What stands in the way, with commands that were tried: the smallest changes, and --best-effort where it gives a program."""
    from setlist.cli.outcome import infeasible_lines
    from setlist.cli.retype import retype
    from setlist.planner.cycles import attempt
    from setlist.program import Program

    strict = not ctx.params["best_effort"]
    loosely = strict and isinstance(attempt(planned, seed=ctx.params["seed"], best_effort=True), Program)
    return infeasible_lines(found, lambda settings: retype(ctx, settings), loosely=loosely)


def _served(request: Request) -> str:
    """The goals that the chosen packs have a template for, where there is none for the one asked for."""
    goals = sorted({goal for template in request.catalog.templates.values() for goal in template.goals})
    return "" if request.profile.goal in goals else f"; with a template: {', '.join(goals)}"
