"""What the commands share that go on from a program: swap, log and advance."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from setlist.cli.app import Talk
from setlist.cli.notices import notice
from setlist.cli.usage import UsageProblem
from setlist.plaintext import plain

if TYPE_CHECKING:
    from setlist.cli.replan import Replan
    from setlist.plugins import Plugins
    from setlist.program import Program


def replanned(talk: Talk, path: Path, program: Program, plugins: Plugins, folders: Sequence[str]) -> Replan:
    """The program's packs and plan, with a notice of each that changed since. UsageProblem where there is no such template any more."""
    from setlist.builder import NoTemplate
    from setlist.cli.replan import changes_since, replan

    try:
        found = replan(program, plugins, folders)
    except NoTemplate as error:
        raise UsageProblem(f"{path}: {error}") from error
    for change in changes_since(found):
        notice(talk, f"{path}: {plain(change)}")
    return found


def find_item(word: str, program: Program, names: dict[str, str]) -> str:
    """The exercise of a program that a word means: its id, the end of it, or its name. UsageProblem with what the program has instead.
    `names`: exercise -> name, of those that may be meant."""
    from setlist.cli.names import folded
    from setlist.problems import did_you_mean

    wanted = folded(word)
    hits = [ref for ref in names if ref == word]
    hits = hits or [ref for ref, name in names.items() if wanted in (folded(ref.partition(":")[2]), folded(name))]
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise UsageProblem(f"{word!r} may be {' or '.join(hits)}; say which")
    close = did_you_mean(word, [*names, *(ref.partition(":")[2] for ref in names), *names.values()])
    hint = close or "`setlist render PROGRAM --all` shows what is"
    raise UsageProblem(f"{word!r} is not in the sessions to come of {program.title!r}; {hint}")
