"""`setlist explain`: what limits a program, and why an exercise is in it or is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from setlist.cli.app import Talk
from setlist.cli.errors import DONE, GATE
from setlist.cli.layout import show
from setlist.cli.listing import emit, emit_one, json_option
from setlist.cli.notices import notice, tell
from setlist.cli.plugin_options import plugin_options, plugins_from
from setlist.cli.usage import UsageProblem
from setlist.plaintext import plain


@click.command()
@click.argument("program", type=click.Path(path_type=Path))
@click.argument("exercise", metavar="[EXERCISE|RULE]", required=False)
@click.option("-p", "--pack", "packs", multiple=True, metavar="FOLDER", help="The folder of a pack that is not installed. May be repeated.")
@json_option
@plugin_options
@click.pass_obj
def command(talk: Talk, /, program: Path, exercise: str | None, packs: tuple[str, ...], as_json: bool, **options: Any) -> int:
    """Say what limits a program; with EXERCISE, why it is in the program or is not; with RULE, what that rule does to it.

    A rule is named as `setlist rule list` does: balance/pull-push.
    """
    from setlist.builder import NoTemplate
    from setlist.cli.outcome import refused_lines
    from setlist.cli.reading import read_program
    from setlist.cli.reasons import answer, answer_data, answer_lines, overview_data, overview_lines
    from setlist.cli.replan import changes_since, replan
    from setlist.results import Refused

    document, plugins = read_program(program), plugins_from(options["no_plugin"], options["plugin"])
    try:
        found = replan(document, plugins, packs)
    except NoTemplate as error:
        raise UsageProblem(f"{program}: {error}") from error
    for change in changes_since(found):
        notice(talk, f"{program}: {plain(change)}")
    if isinstance(found.plan, Refused):
        tell(refused_lines(found.plan, found.catalog))
        return GATE
    if exercise is None:
        if as_json:
            emit_one(overview_data(found), as_json)
        else:
            show(overview_lines(found))
        return DONE
    if "/" in exercise:
        from setlist.cli.bindings import binding_data, binding_lines, bindings

        bound = bindings(found, exercise)
        if as_json:
            emit([binding_data(one) for one in bound], (), as_json)
        else:
            show(binding_lines(bound))
        return DONE
    given = answer(found, exercise)
    if as_json:
        emit_one(answer_data(given), as_json)
    else:
        show(answer_lines(given))
    return DONE
