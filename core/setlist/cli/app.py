"""The command group. What `--help` shows is in the table below; a command's module is imported when the command is used."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, NamedTuple

import click

from setlist import __version__
from setlist.cli.errors import exit_code, is_told
from setlist.entrypoints import EntryPoint, entry_points
from setlist.failures import PluginConflict, PluginFailure, PluginInfo, Refused, guard, suggest

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

GROUP = "setlist.commands"  # entry points of other distributions: name = "module:click command"


class Entry(NamedTuple):
    """A built-in command: `setlist.cli.<module>` holds it as `command`."""

    module: str
    help: str


SECTIONS: dict[str, dict[str, Entry]] = {
    "Programs": {
        "build": Entry("build", "Build a program for a person."),
        "render": Entry("render", "Write a program in another format."),
        "explain": Entry("explain", "Say why an exercise is in a program, or not."),
        "check": Entry("check", "Check a program against its rules again."),
        "swap": Entry("swap", "Change one exercise of a program for another."),
        "log": Entry("log", "Write down what was done."),
        "advance": Entry("advance", "Write the next weeks from what was done."),
        "profile": Entry("profile", "Write or check a profile."),
    },
    "Content": {
        "pack": Entry("pack", "List, show and check content packs."),
        "exercise": Entry("exercise", "List and show exercises."),
        "condition": Entry("condition", "List and show conditions and what they rule out."),
        "template": Entry("template", "List and show program templates."),
        "rule": Entry("rule", "List the rules of packs and plugins."),
        "goal": Entry("goal", "List goals."),
        "equipment": Entry("equipment", "List equipment."),
        "advice": Entry("advice", "List advice texts."),
        "import": Entry("import_", "Turn foreign exercise data into a pack."),
    },
    "Plugins": {
        "plugin": Entry("plugin", "List, show, disable and enable plugins."),
        "format": Entry("format", "List output formats."),
    },
    "Other": {
        "schema": Entry("schema", "List and show the schemas of documents."),
    },
}
COMMANDS: dict[str, Entry] = {name: entry for section in SECTIONS.values() for name, entry in section.items()}


class Talk(NamedTuple):
    """How much to say on stderr. The context's object of every command."""

    quiet: bool = False
    verbose: bool = False


TALK = ((("-q", "--quiet"), "Say nothing but results and errors."), (("-v", "--verbose"), "Say more, and show where an error comes from."))


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS, *(e.name for e in _foreign() if e.name not in COMMANDS)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            return _built_in(COMMANDS[cmd_name])
        found = [e for e in _foreign() if e.name == cmd_name]
        if len(found) > 1:
            raise PluginConflict(
                f"two plugins have a command {cmd_name!r}: {_origin(found[0])} and {_origin(found[1])}; uninstall one of them"
            )
        return _load_foreign(found[0]) if found else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None:
            ctx.fail(f"There is no command {name!r}{suggest(name, self.list_commands(ctx))}")
        if name not in COMMANDS:
            ctx.meta[GROUP] = next(_foreign_info(e) for e in _foreign() if e.name == name)
        return name, command, args[1:]

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Exception as error:
            if GROUP not in ctx.meta or is_told(error):
                raise
            raise PluginFailure(ctx.meta[GROUP], "command", error) from error  # another distribution's bug is not setlist's

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections = {title: [(name, entry.help) for name, entry in entries.items()] for title, entries in SECTIONS.items()}
        sections["Other"] += [(e.name, _about(e)) for e in _foreign()]
        for title, rows in sections.items():
            with formatter.section(title):
                formatter.write_dl(rows)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        help_of = {**{e.name: _about(e) for e in _foreign()}, **{name: entry.help for name, entry in COMMANDS.items()}}
        names = [CompletionItem(name, help=text) for name, text in help_of.items() if name.startswith(incomplete)]
        return names + click.Command.shell_complete(self, ctx, incomplete)


class Group(click.Group):
    """A group of subcommands (`setlist pack ...`) that answers an unknown one with the closest."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None:
            ctx.fail(f"There is no command {args[0]!r}{suggest(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


def _built_in(entry: Entry) -> click.Command:
    import importlib

    command = importlib.import_module(f"setlist.cli.{entry.module}").command
    assert isinstance(command, click.Command)
    _let_talk(command)
    return command


def _let_talk(command: click.Command) -> None:
    """Take -q and -v also after the name of a command, and of those in it: nobody remembers on which side they belong."""
    if not any(param.name in Talk._fields for param in command.params):
        command.params += [click.Option(names, is_flag=True, expose_value=False, callback=_heed, help=text) for names, text in TALK]
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        _let_talk(inner)


def _heed(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and param.name:
        ctx.obj = (ctx.obj or Talk())._replace(**{param.name: True})


def _foreign() -> tuple[EntryPoint, ...]:
    return entry_points(GROUP)


def _origin(e: EntryPoint) -> str:
    return f"{e.dist} {e.version}"


def _about(e: EntryPoint) -> str:
    return f"From {_origin(e)}" + (", not used: setlist has this command." if e.name in COMMANDS else ".")


def _foreign_info(e: EntryPoint) -> PluginInfo:
    return PluginInfo(e.name, e.value.partition(":")[0], e.dist, e.version)


def _load_foreign(e: EntryPoint) -> click.Command:
    import importlib

    module, _, attribute = e.value.partition(":")
    with guard(_foreign_info(e), "command"):
        command = getattr(importlib.import_module(module), attribute or "command")
        if not isinstance(command, click.Command):
            raise Refused(f"{e.value} is no click command")
    return command


@click.group("setlist", cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(*TALK[0][0], is_flag=True, help=TALK[0][1])
@click.option(*TALK[1][0], is_flag=True, help=TALK[1][1])
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def app(ctx: click.Context, quiet: bool, verbose: bool) -> None:
    """Safe, balanced, explained exercise programs from content packs and plugins."""
    ctx.obj = Talk(quiet, verbose)
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def run(args: Sequence[str]) -> int:
    """Run the command line and return its exit code. Nothing that goes wrong leaves it as an exception."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started setlist: what is written goes nowhere
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name that the terminal cannot show is no reason to stop
    if os.environ.get("_SETLIST_COMPLETE"):
        app.main(args, prog_name="setlist")
    return exit_code(lambda: _invoke(args), verbose=_wants_details(args))


def _invoke(args: Sequence[str]) -> object:
    try:
        with app.make_context("setlist", list(args)) as ctx:
            return app.invoke(ctx)
    except click.exceptions.Exit as done:
        return done.exit_code


def _wants_details(args: Sequence[str]) -> bool:
    """Whether -v is among the words. That it might be the value of another option does no harm: it only shows more of an error."""
    return any(arg == "--verbose" or (arg.startswith("-") and "v" in arg and set(arg[1:]) <= {"q", "v"}) for arg in args)
