"""`setlist build`: from a person and packs to a program, or to the reason why there is none."""

from __future__ import annotations

from typing import Any

import click

from setlist.cli.errors import DONE, GATE, INFEASIBLE
from setlist.cli.notices import notice, tell
from setlist.cli.outcome import infeasible_lines, refused_lines
from setlist.cli.pack_options import pack_options
from setlist.cli.plugin_options import plugin_options, plugins_from
from setlist.cli.requests import Request, person_options, profile_option, read_request
from setlist.cli.retype import retype
from setlist.cli.screening import interactive, screen
from setlist.cli.usage import UsageProblem
from setlist.cli.writing import choose_outputs, output_options, write_outputs

NOT_SCREENED = "Not screened: nobody asked the health questions. On a terminal setlist asks them; `setlist profile new` keeps the answers."


@click.command()
@pack_options
@click.option("-t", "--template", metavar="TEMPLATE", help="The shape of the program (`setlist template list`).")
@profile_option
@person_options
@click.option("--screening/--no-screening", default=True, help="Ask the health questions (on a terminal), or not.")
@click.option("--seed", type=int, default=0, metavar="N", help="Choose otherwise between equally good exercises.")
@click.option("--best-effort", is_flag=True, help="Let rules give way where not all can hold; never safety.")
@output_options
@plugin_options
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> int:
    """Build a program for a person.

    Without options: back care for a beginner without equipment, 3 days of 25 minutes, 8 weeks.

    Exit codes: 0 a program; 1 a file, pack or plugin is at fault; 2 the request is; 3 a professional should be asked first;
    4 the rules cannot all hold.
    """
    from setlist.builder import NoTemplate, build
    from setlist.hookspecs import Context
    from setlist.results import Infeasible, Refused

    talk = ctx.obj
    plugins = plugins_from(options["no_plugin"], options["plugin"])
    request = read_request(options)
    profile, catalog = request.profile, request.catalog
    outputs = choose_outputs(plugins, Context(profile, catalog), options["formats"], options["files"], options["in_full"])
    if options["screening"] and interactive():
        profile = screen(profile, catalog)
    try:
        result = build(profile, catalog, plugins, template=request.template, seed=options["seed"], best_effort=options["best_effort"])
    except NoTemplate as error:
        raise UsageProblem(f"{error}{_served(request)}") from error
    if isinstance(result, Refused):
        tell(refused_lines(result, catalog))
        return GATE
    if isinstance(result, Infeasible):
        tell(infeasible_lines(result, lambda settings: retype(ctx, settings)))
        return INFEASIBLE
    notice(talk, "" if result.screened else NOT_SCREENED)
    write_outputs(result, outputs, with_health=options["with_health"], tell=lambda text: notice(talk, text))
    return DONE


def _served(request: Request) -> str:
    """The goals that the chosen packs have a template for, where there is none for the one asked for."""
    goals = sorted({goal for template in request.catalog.templates.values() for goal in template.goals})
    return "" if request.profile.goal in goals else f"; with a template: {', '.join(goals)}"
