"""The one boundary that turns exceptions into messages and exit codes. Commands raise; nothing else prints errors or exits."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import click

DONE = 0
INPUT = 1  # the input, a plugin or a file is at fault
USAGE = 2
GATE = 3  # no program for this person now
INFEASIBLE = 4  # the rules cannot all hold
BUG = 70
INTERRUPTED = 130
PIPE_CLOSED = 141  # whoever read the output has enough; what a shell reports for SIGPIPE


def exit_code(call: Callable[[], object], verbose: bool) -> int:
    """Run a command and return the exit code: the int that it returns, else 0, or what its exception stands for."""
    try:
        result = call()
        sys.stdout.flush()
    except (click.exceptions.Abort, KeyboardInterrupt):
        _say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        _close("stdout")
        return PIPE_CLOSED
    except Exception as error:
        return _report(error, verbose)
    return result if isinstance(result, int) else DONE


def _report(error: Exception, verbose: bool) -> int:
    from setlist.failures import PluginChoiceError, PluginError
    from setlist.problems import InputError
    from setlist.profilecheck import ProfileError
    from setlist.results import Undecided

    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, Undecided):
        _say(f"Error: {error}; it may still be possible: ask for other minutes or days, or add --best-effort")
        return INFEASIBLE
    if isinstance(error, InputError):
        for problem in error.problems:
            _say(str(problem))
        return INPUT
    if isinstance(error, PluginChoiceError):
        _say(f"Error: {error}")
        return USAGE
    if isinstance(error, (PluginError, ProfileError)):
        _say(f"Error: {error}")
    elif isinstance(error, OSError) and (error.filename is not None or error.errno is not None):
        if error.filename is None:  # nobody opened a file: what was to be written is lost, and would be tried again on exit
            _close("stdout")
        _say(f"Error: {'cannot write' if error.filename is None else error.filename}: {error.strerror or error}")
    else:
        _report_bug(error, verbose)
        return BUG
    if verbose:
        _print_traceback(error)
    return INPUT


def is_told(error: Exception) -> bool:
    """Whether an exception is for the person to read, and no bug in the code that raised it."""
    from setlist.failures import PluginError
    from setlist.problems import InputError

    return isinstance(error, (click.ClickException, click.exceptions.Abort, click.exceptions.Exit, InputError, PluginError, OSError))


def _print_traceback(error: Exception) -> None:
    import traceback

    traceback.print_exception(error)


def _report_bug(error: Exception, verbose: bool) -> None:
    if verbose:
        _print_traceback(error)
        where = ""
    else:
        log = _write_log(error)
        where = f" (details: {log})" if log else " (setlist -v ... shows the details)"
    _say(f"Error: a bug in setlist: {' '.join(f'{type(error).__name__}: {error}'.split())}{where}")


def _write_log(error: Exception) -> str | None:
    """The traceback in a file for the report. Without the arguments: they may hold conditions, which are nobody's business."""
    import platform
    import traceback

    from setlist import __version__
    from setlist.folders import cache_path, write_private

    head = f"setlist {__version__}, Python {platform.python_version()} on {platform.platform()}\n\n"
    path = cache_path("last-error.log")
    return path if write_private(path, (head + "".join(traceback.format_exception(error))).encode(errors="backslashreplace")) else None


def _say(text: str) -> None:
    from setlist.cli.listing import cell_text

    try:
        click.echo(cell_text(text), err=True)  # one line, and nothing in it that a terminal would obey
    except OSError:  # where errors cannot be written either, the exit code has to do
        _close("stderr")


def _close(name: str) -> None:
    """Point stdout or stderr at nothing, or the interpreter would try once more to write what is left when it exits, and say 120."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), getattr(sys, name).fileno())
    except (OSError, ValueError):
        setattr(sys, name, None)  # a stream without a file: nothing is left to flush
