"""`setlist render`: a program document in another format. Neither its packs nor the rules of its plugins are needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from setlist.cli.app import Talk
from setlist.cli.notices import notice
from setlist.cli.plugin_options import plugin_options, plugins_from
from setlist.cli.writing import choose_outputs, output_options, write_outputs


@click.command()
@click.argument("program", type=click.Path(path_type=Path))
@output_options
@plugin_options
@click.pass_obj
def command(talk: Talk, /, program: Path, **options: Any) -> None:
    """Write a program (the JSON that build -f json wrote) in another format."""
    from setlist.cli.reading import read_program
    from setlist.hookspecs import Context
    from setlist.model import Catalog, Vocabulary

    document = read_program(program)
    plugins = plugins_from(options["no_plugin"], options["plugin"])
    context = Context(document.profile, Catalog((), Vocabulary(), {}, {}, {}, {}, {}))
    outputs = choose_outputs(plugins, context, options["formats"], options["files"], options["in_full"])
    write_outputs(document, outputs, with_health=options["with_health"], tell=lambda text: notice(talk, text))
