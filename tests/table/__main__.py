"""`python -m tests.table` prints the table; exit 1 when a pair crashes, fails the audit or is refused without a reason.

Run it from the root of the repository. A part of it: `--condition X`, `--template Y`, each as often as you like.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from setlist.problems import did_you_mean

from . import report
from .cell import Cell
from .pairs import Line, lines
from .work import judge_all, warm


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    catalog, _ = warm()
    refs = {ref.partition(":")[2]: ref for ref in sorted(catalog.templates)}
    for what, names, known in (("template", options.template, refs), ("condition", options.condition, catalog.conditions)):
        for name in names:
            if name not in known:
                return _unknown(what, name, sorted(known))
    templates = [ref for name, ref in refs.items() if not options.template or name in options.template]
    asked = list(lines(catalog, tuple(options.condition), every_fact=options.every_fact))
    widest = max(len(line.title) for line in asked)
    print(*report.head(templates, widest), sep="\n", flush=True)
    table: list[tuple[Line, list[Cell]]] = []
    for line, cells in zip(asked, judge_all(asked, templates, options.jobs), strict=True):
        table.append((line, cells))
        print(report.row(line, cells, widest), flush=True)
    print(*report.foot(table, templates), sep="\n")
    return int(bool(report.failures(table)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.table", description="Every condition against every template.")
    parser.add_argument("--condition", action="append", default=[], metavar="X", help="only this condition; may be given again")
    parser.add_argument("--template", action="append", default=[], metavar="Y", help="only this template; may be given again")
    parser.add_argument(
        "--every-fact", action="store_true", help="a line for every value of every fact, not only of those that choose rows"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes (default: one for each core)")
    return parser


def _unknown(what: str, name: str, known: list[str]) -> int:
    hint = did_you_mean(name, known) or f"known: {', '.join(known)}"
    print(f"there is no {what} {name!r}; {hint}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
