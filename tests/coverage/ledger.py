"""The ledger: every id and figure of the founding knowledge with its home, one file a section in `ledger/`.

An entry is `{homes: [...], checks: [{in: HOME, at: PATH, is|has|says|covers|within: VALUE}]}`; see `homes` and `checks`.
The first home is what a check means when it leaves `in` out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from setlist.documents import read
from tests.coverage.checks import TESTS
from tests.coverage.evidence import READERS

LEDGER = Path(__file__).parent / "ledger"


class Check(NamedTuple):
    home: str
    at: str
    test: str
    wanted: Any


class Entry(NamedTuple):
    """One id, where it lives, and what must hold there. `mistakes` are faults of the ledger itself."""

    section: str
    id: str
    homes: tuple[str, ...]
    checks: tuple[Check, ...] = ()
    mistakes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.section}/{self.id}"


Ledger = Mapping[str, tuple[Entry, ...]]


def read_ledger(folder: Path = LEDGER) -> Ledger:
    """The entries of every section file, by section. Raises InputError for a file that is no YAML or has a key twice."""
    return {path.stem: tuple(_entries(path)) for path in sorted(folder.glob("*.yaml"))}


def _entries(path: Path) -> Iterator[Entry]:
    data = read(path.read_bytes(), str(path))
    section = path.stem
    for name, raw in (READERS[section](data) if section in READERS else data).items():
        yield _entry(section, str(name), raw)


def _entry(section: str, name: str, raw: Any) -> Entry:
    if not isinstance(raw, Mapping) or not raw.get("homes"):
        return Entry(section, name, (), mistakes=("has no home in the ledger",))
    homes = tuple(map(_home, raw["homes"]))
    mistakes = [f"the ledger says {key!r}, which means nothing" for key in raw if key not in ("homes", "checks")]
    checks = []
    for given in raw.get("checks", ()):
        tests = [test for test in TESTS if test in given]
        strange = [key for key in given if key not in ("in", "at", *TESTS)]
        if len(tests) != 1 or strange:
            mistakes.append(f"a check needs exactly one of {', '.join(TESTS)} beside `in` and `at`: {dict(given)}")
        else:
            checks.append(Check(_home(given.get("in", homes[0])), str(given.get("at", "")), tests[0], given[tests[0]]))
    return Entry(section, name, homes, tuple(checks), tuple(mistakes))


def _home(text: str) -> str:
    """A home as it is looked up: what belongs to no pack alone may still be written with `base/`."""
    return text.replace(" base/", " ", 1)
