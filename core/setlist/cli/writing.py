"""A program in the formats asked for, to stdout and to files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click
from msgspec.structs import replace

from setlist.cli.terminal import text_width
from setlist.cli.usage import UsageProblem
from setlist.failures import PluginChoiceError, PluginFailure

if TYPE_CHECKING:
    from setlist.hookspecs import Context, Format
    from setlist.plugins import Plugins
    from setlist.program import Program

DEFAULT = "text"
IN_FULL = "-all"  # `text-all` is `text` with every week
STDOUT = Path("-")
F = TypeVar("F", bound=Callable[..., Any])


class Output(NamedTuple):
    """A format and where it goes; no path is stdout."""

    format: Format
    path: Path | None = None


def output_options(command: F) -> F:
    """Add -f, -o, --all and --with-health; the command gets `formats`, `files`, `in_full` and `with_health`."""
    text = "Keep age, conditions and exclusions in formats that are made to share."
    command = click.option("--with-health", is_flag=True, help=text)(command)
    text = "Show every week, not just the first and how it goes on."
    command = click.option("--all", "in_full", is_flag=True, help=text)(command)
    text = "Where to write; one for each -f, - is the terminal."
    command = click.option("-o", "--output", "files", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help=text)(command)
    text = f"How to write (`setlist format list`); may be repeated. Without it: by the suffix of -o, else {DEFAULT}."
    return click.option("-f", "--format", "formats", multiple=True, metavar="FORMAT", help=text)(command)


def choose_outputs(plugins: Plugins, context: Context, formats: Sequence[str], files: Sequence[Path], in_full: bool) -> list[Output]:
    """What to write where. UsageProblem when formats and files do not pair up; PluginChoiceError and PluginFailure for a format."""
    paths = [None if path == STDOUT else path for path in files]
    named = [path for path in paths if path is not None]
    twice = [path for path in named if named.count(path) > 1]
    if twice:
        raise UsageProblem(f"-o {twice[0]} is there twice: each format needs a file of its own")
    if formats and paths and len(formats) != len(paths):
        raise UsageProblem(
            f"{len(formats)} times -f and {len(paths)} times -o: give one -o for each -f, in their order (- is the terminal)"
        )
    if not formats:
        formats = [suffix_format(plugins, context, path) for path in paths] or [DEFAULT]
    seen = replace(context, width=text_width(sys.stdout))  # a file is written as wide as any
    where = paths or [None] * len(formats)
    found = [_find(plugins, seen if path is None else context, name, in_full) for name, path in zip(formats, where, strict=True)]
    return [Output(item, path) for item, path in zip(found, where, strict=True)]


def suffix_format(plugins: Plugins, context: Context, path: Path | None) -> str:
    """The name of the first format with the suffix of a file."""
    if path is None:
        return DEFAULT
    items, failures = plugins.attempt("setlist_formats", context)
    for _, item in items:
        if item.suffix == path.suffix:
            return str(item.name)
    if failures:
        raise failures[0]
    names = ", ".join(item.name for _, item in items)
    raise UsageProblem(f"-o {path}: no format writes {path.suffix or 'files without a suffix'}; name one with -f ({names})")


def _find(plugins: Plugins, context: Context, name: str, in_full: bool) -> Format:
    if in_full and not name.endswith(IN_FULL):
        try:
            return plugins.find_format(name + IN_FULL, context)[1]
        except (PluginChoiceError, PluginFailure):
            pass  # it has no such version; whether there is the format at all is asked next
    return plugins.find_format(name, context)[1]


def write_outputs(program: Program, outputs: Sequence[Output], *, with_health: bool, tell: Callable[[str], None]) -> None:
    """Render and write all of them; `tell` hears of each file. A format that fails is raised when the others are written."""
    failures: list[PluginFailure] = []
    for output in outputs:
        try:
            made = _rendered(program, output.format, with_health)
        except PluginFailure as failure:
            failures.append(failure)
            continue
        if output.path is None:
            _print(made)
        else:
            write_file(output.path, _encoded(made))
            tell(f"wrote {output.path}")
    if failures:
        raise failures[0]


def _rendered(program: Program, item: Format, with_health: bool) -> str | bytes:
    if item.shared and not with_health:
        from setlist.privacy import without_health

        program = without_health(program)
    return item.render(program)


def _print(made: str | bytes) -> None:
    """A terminal gets text in its own encoding; a file or a pipe behind stdout gets the bytes that a file would."""
    in_bytes = hasattr(sys.stdout, "buffer") and not sys.stdout.isatty()
    click.echo(_encoded(made) if in_bytes else made, nl=False)


def _encoded(made: str | bytes) -> bytes:
    return made.encode("utf-8", "backslashreplace") if isinstance(made, str) else made


def write_file(path: Path, data: bytes) -> None:
    """Write through a temporary file beside it and a rename: nobody ever reads half of it. OSError names the file."""
    import os

    if path.exists() and not path.is_file():  # a device or a pipe; a folder says so itself
        path.write_bytes(data)
        return
    target = path.resolve()  # through a link: the file meant is the one that it points to
    temporary = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with temporary.open("xb") as file:  # as any new file: who may read it is for the umask to say
            file.write(data)
        temporary.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        with suppress(OSError):  # it is only there when something went wrong
            temporary.unlink()
