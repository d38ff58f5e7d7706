"""One of the panel's two processes: `python -m tests.panel.worker 0|1 [NAME]...` prints a JSON line a result.

Both build everybody, the second one in reverse and with what is installed found in reverse; each measures every other person, and
explains every other impossible request.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from .measure import Result, catalog_of, measure
from .people import IMPOSSIBLE, read_people


def results(which: int, only: list[str]) -> Iterator[tuple[str, Result]]:
    people = list(enumerate(p for p in read_people() if not only or p.name in only))
    for _, person in people:  # read before the long work begins: content may be edited meanwhile
        catalog_of(person.packs)
    for number, person in reversed(people) if which else people:
        yield "built", measure(person, figures=number % 2 == which)
    for number, person in enumerate(p for p in read_people(IMPOSSIBLE) if not only or p.name in only):
        if number % 2 == which:
            yield "explained", measure(person, figures=True)


def install_in_reverse() -> None:
    """Every distribution and entry point is found in the opposite order, as if they had been installed so."""
    import setlist.entrypoints as found

    forwards = found._installed
    found._installed = lambda: reversed(list(forwards()))


def main(arguments: list[str]) -> int:
    which, only = int(arguments[0]), arguments[1:]
    if which:
        install_in_reverse()
    for what, result in results(which, only):
        print(json.dumps({"what": what, "result": result.to_data()}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
