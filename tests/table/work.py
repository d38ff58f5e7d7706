"""The cells of many lines, by one process or several; lines come back in the order in which they were asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path

import setlist_packs
from setlist import Catalog, load_catalog
from setlist.plugins import Plugins, builtin_plugins

from .cell import Cell, judge
from .pairs import Line


@lru_cache
def warm() -> tuple[Catalog, Plugins]:
    """The built-in packs and plugins, read once in every process; nothing of the user's own takes part."""
    return load_catalog(paths=setlist_packs.__path__, home=Path(__file__).parent / "no-home"), builtin_plugins()


def judge_line(line: Line, templates: Sequence[str]) -> list[Cell]:
    catalog, plugins = warm()
    return [judge(line, catalog.templates[ref], catalog, plugins) for ref in templates]


def judge_all(asked: Sequence[Line], templates: Sequence[str], jobs: int) -> Iterator[list[Cell]]:
    """The cells of each line in turn, whatever the order in which they are done."""
    work = partial(judge_line, templates=templates)
    if jobs == 1 or len(asked) == 1:
        yield from map(work, asked)
        return
    with get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(work, asked)
