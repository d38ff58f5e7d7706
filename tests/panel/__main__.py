"""`python -m tests.panel [--only NAME]... [--json]`: programs for the whole panel, measured; exit 1 when a bar is missed.

Run it from the repository's root. Two processes with different hash seeds build everybody, so that the bytes can be compared.
`--json` prints everything that was measured; without it the output is a line a person, the misses and the table.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from typing import Any

from .bars import Pair, Row, summary
from .measure import Result, result_from_data
from .pages import HEAD, details, line, table, times
from .people import IMPOSSIBLE, PEOPLE, read_people

SEEDS = ("1", "2")  # PYTHONHASHSEED of the two processes
ROOT = Path(__file__).parents[2]


class Collector:
    """Gathers what the two processes print; a person is told as soon as both have answered."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.built: dict[str, dict[int, Result]] = {}
        self.explained: list[Result] = []

    def read(self, which: int, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for text in process.stdout:
            told: dict[str, Any] = json.loads(text)
            result = result_from_data(told["result"])
            if told["what"] == "explained":
                self.explained.append(result)
                continue
            both = self.built.setdefault(result.name, {})
            both[which] = result
            if len(both) == len(SEEDS) and not self.quiet:
                print(line(pair_of(both)), flush=True)

    def pairs(self) -> list[Pair]:
        return [pair_of(both) for both in self.built.values() if len(both) == len(SEEDS)]


def pair_of(both: dict[int, Result]) -> Pair:
    """The two results, the measured one first."""
    first, second = sorted(both.values(), key=lambda r: not r.shares)
    return Pair(first, second)


def run(only: Sequence[str], *, quiet: bool) -> tuple[Collector, bool]:
    """Both processes over the panel; whether they ended well."""
    collector = Collector(quiet=quiet)
    with tempfile.TemporaryDirectory() as home:
        workers = []
        for which, seed in enumerate(SEEDS):
            own = {**os.environ, "PYTHONHASHSEED": seed, "SETLIST_HOME": str(Path(home, str(which)))}
            command = [sys.executable, "-m", f"{__package__}.worker", str(which), *only]
            workers.append(subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True))
        readers = [Thread(target=collector.read, args=(which, worker), daemon=True) for which, worker in enumerate(workers)]
        for reader in readers:
            reader.start()
        try:
            for reader in readers:
                reader.join()
            codes = [worker.wait() for worker in workers]
        finally:
            for worker in workers:  # on an interrupt the two would go on
                worker.kill()
    return collector, not any(codes)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.panel", description="Build the panel's programs and hold them against the bars.")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="one person, by name; may be given again")
    parser.add_argument("--json", action="store_true", help="print everything that was measured")
    options = parser.parse_args(arguments)
    known = {person.name for path in (PEOPLE, IMPOSSIBLE) for person in read_people(path)}
    unknown = [name for name in options.only if name not in known]
    if unknown:
        parser.error(f"nobody in the panel is called {', '.join(unknown)}")
    began = time.monotonic()
    if not options.json:
        print(HEAD)
    collector, ended_well = run(options.only, quiet=options.json)
    pairs = collector.pairs()
    rows = [row for row in summary(pairs, collector.explained) if row.of or not options.only]
    seconds = time.monotonic() - began
    if options.json:
        print(json.dumps(whole(pairs, collector.explained, rows, seconds), indent=1))
    else:
        faults = [text for result in (*(p.first for p in pairs), *collector.explained) for text in details(result)]
        print("", *faults, "", *table(rows), "", times(pairs), f"the whole panel: {seconds:.0f} s", sep="\n")
    return 1 if not ended_well or any(row.missed for row in rows) else 0


def whole(pairs: Sequence[Pair], explained: Sequence[Result], rows: Sequence[Row], seconds: float) -> dict[str, Any]:
    return {
        "people": [{**asdict(pair.first), "same_bytes": pair.same, "seconds_of_the_other": pair.second.seconds} for pair in pairs],
        "explained": [asdict(result) for result in explained],
        "summary": [row.to_data() for row in rows],
        "seconds": round(seconds, 1),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
