"""The command line as it was typed, with changes: what `build` proposes is a command to copy, not a description of one."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

import click
from click.core import ParameterSource

# Settings of a change that are called otherwise on the command line.
OPTIONS = {"packs": "packs", "dislikes": "avoid", "likes": "like", "pins": "pin"}
ADDED = frozenset({"packs"})  # the change names one more; others replace what was typed


def retype(ctx: click.Context, settings: Mapping[str, Any]) -> str | None:
    """The command of this context with the settings in place of what was typed. None where a setting came from elsewhere and no
    option takes it away."""
    changes = {OPTIONS.get(name, name): (name, value) for name, value in settings.items()}
    words = ctx.command_path.split()
    for param in ctx.command.params:
        typed = ctx.params.get(param.name or "") if _typed(ctx, param) else None
        if param.name in changes:
            name, value = changes[param.name]
            if value == () and typed is None:
                return None
            value = [*(typed or ()), value] if name in ADDED else value
        else:
            value = typed
        words += _words(param, value)
    missing = set(changes) - {param.name for param in ctx.command.params}
    return None if missing else shlex.join(words)


def _typed(ctx: click.Context, param: click.Parameter) -> bool:
    return ctx.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE


def _words(param: click.Parameter, value: Any) -> Iterator[str]:
    if isinstance(value, bool):
        yield from (param.opts if value else param.secondary_opts)[:1]
    elif value is not None:
        for one in value if isinstance(value, (list, tuple)) else [value]:
            yield from (param.opts[0], str(one))
