"""What goes wrong with plugins, always told with the plugin's name, its distribution, the hook and the line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple


class PluginInfo(NamedTuple):
    """A plugin that could be loaded: from an entry point (`module`, `distribution`, `version`), a file, or neither (given as an object)."""

    name: str
    module: str = ""
    distribution: str = ""
    version: str = ""
    file: str = ""

    @property
    def built_in(self) -> bool:
        return self.distribution == "setlist"

    @property
    def protected(self) -> bool:
        """A built-in safety filter: it cannot be disabled."""
        return self.built_in and self.name.startswith("safety-")

    @property
    def origin(self) -> str:
        """Where it comes from, in words: `acme-rules 1.0`, a file's path, or `given to the program`."""
        return self.file or f"{self.distribution} {self.version}".strip() or "given to the program"

    def __str__(self) -> str:
        return f"{self.name} ({self.origin})"


class PluginError(Exception):
    """Something about plugins that stops the work. Its text is complete: print it and exit."""


class PluginChoiceError(PluginError):
    """Plugins were named that do not exist or cannot be disabled: the request is at fault, not a plugin."""


class PluginConflict(PluginError):
    """Two plugins with one name, or two items with one name. The text names both providers."""


class Refused(Exception):
    """Why a plugin, or what its code returned, does not keep to the contract. `place` is `file:line` of the code meant."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(reason)
        self.place = place


_DOING = {"import": "could not be imported", "registration": "was refused", "command": "failed in its command"}


class PluginFailure(PluginError):
    """A plugin that could not be loaded, broke the contract or raised.

    `hook` is the hook's name, `import`, `registration` or `command`; `place` is `file:line`, or empty; `original` is the exception.
    """

    def __init__(self, info: PluginInfo, hook: str, original: BaseException) -> None:
        self.info = info
        self.plugin, self.distribution, self.version = info.name, info.distribution, info.version
        self.hook = hook
        self.original = original
        self.place = original.place if isinstance(original, Refused) else _place(original, info)
        super().__init__(self._text())

    def _text(self) -> str:
        doing = _DOING.get(self.hook, f"failed in {self.hook}")
        where = f" at {self.place}" if self.place else ""
        what = str(self.original) if isinstance(self.original, Refused) else _summary(self.original)
        return f"plugin {self.info} {doing}{where}: {what}{'' if self.hook == 'command' else advice(self.info)}"


def advice(*infos: PluginInfo) -> str:
    """How to go on without one of the plugins; empty where none may be left out."""
    options = dict.fromkeys(f"--no-plugin {info.name}" for info in infos if not info.protected and not info.file)
    return f" ({' or '.join(options)} leaves it out)" if options else ""


def suggest(word: str, words: Iterable[str]) -> str:
    """`; did you mean 'x'?` to end a message with, or nothing when no word is close."""
    from setlist.problems import did_you_mean

    hint = did_you_mean(word, words)
    return f"; {hint}" if hint else ""


@contextmanager
def guard(info: PluginInfo, hook: str) -> Iterator[None]:
    """Run a plugin's code: whatever it raises becomes a `PluginFailure` that names it."""
    try:
        yield
    except PluginError:
        raise
    except (Exception, SystemExit) as error:  # a plugin that calls sys.exit() must not end the program as if all were well
        raise PluginFailure(info, hook, error) from error


def _summary(error: BaseException) -> str:
    message = " ".join(str(error).split())
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def _place(error: BaseException, info: PluginInfo) -> str:
    """`file:line` of the innermost frame of the plugin's own code, else of the innermost one that is not setlist's or importlib's."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    from traceback import walk_tb

    package = info.module.partition(".")[0]
    others, own = [""], []
    for frame, line in walk_tb(error.__traceback__):
        filename, name = frame.f_code.co_filename, str(frame.f_globals.get("__name__", "")).partition(".")[0]
        if filename == info.file or (name and name == package):
            own.append(f"{filename}:{line}")
        elif name not in ("setlist", "importlib") and not filename.startswith("<"):
            others.append(f"{filename}:{line}")
    return (own or others)[-1]
