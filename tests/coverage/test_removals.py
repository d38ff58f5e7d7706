"""The ledger's tests can fail: take one thing away, and the ids that lived there are named, and no others."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from packfolders import forget_packs
from tests.coverage.counts import COUNTS
from tests.coverage.homes import DOCS, PACKS, Homes, read_homes
from tests.coverage.ledger import Ledger, read_ledger
from tests.coverage.removals import about, changed, figures, residents, rewritten, taken_out, without
from tests.coverage.report import entry_problems, problems

NOT_IN_PACKS = ("plugin", "role")
SEED = 3
KINDS = ("exercise", "template", "rule", "condition", "red-flag", "advice", "trait", "goal", "source")


@pytest.fixture(scope="module")
def homes() -> Homes:
    return read_homes()


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return read_ledger()


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the built-in packs; each test leaves it as it was."""
    folder = tmp_path_factory.mktemp("coverage")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SETLIST_CACHE", str(folder / "cache"))
        forget_packs(patch)
        yield Path(shutil.copytree(PACKS, folder / "packs", ignore=shutil.ignore_patterns("__pycache__")))


def named(homes: Homes, ledger: Ledger) -> set[str]:
    """The ids that problems speak of."""
    return {line.partition(":")[0] for line in problems(homes, ledger)}


@pytest.fixture(scope="module")
def already(homes: Homes, ledger: Ledger) -> set[str]:
    """What has no home as it is; empty but for a moment of work in progress, and then the tests below stay exact."""
    return named(homes, ledger)


@pytest.mark.parametrize("section", COUNTS)
def test_no_id_survives_without_its_home(section: str, homes: Homes, ledger: Ledger) -> None:
    for entry in ledger.get(section, ()):
        for home in entry.homes:
            if not home.startswith(NOT_IN_PACKS):
                assert list(entry_problems(entry, without(homes, home))), f"{entry.name} is content without {home}"


@pytest.mark.parametrize("section", COUNTS)
def test_no_figure_can_change_unnoticed(section: str, homes: Homes, ledger: Ledger) -> None:
    for entry in ledger.get(section, ()):
        for home, at, _, _ in entry.checks:
            kind, _, name = home.partition(" ")
            key = (kind, name)
            if key in homes.entries:
                other = homes._replace(entries={**homes.entries, key: changed(homes.entries[key], at)})
                assert list(entry_problems(entry, other)), f"{entry.name} is content with another {at} in {home}"


def drawn(ledger: Ledger, start: str) -> str:
    """A home that begins like this and at which somebody lives; the same one each time."""
    there = {home for entries in ledger.values() for entry in entries for home in entry.homes if home.startswith(start)}
    return random.Random(SEED).choice(sorted(there))


@pytest.mark.parametrize("pack", ["yoga", "sports"])
def test_an_exercise_taken_out_of_its_file_is_named(pack: str, packs: Path, ledger: Ledger, already: set[str]) -> None:
    home = drawn(ledger, f"exercise {pack}:")
    with taken_out(packs, home):
        assert named(read_homes(packs), ledger) == about(ledger, home) | already


def test_one_of_everything_taken_out_of_its_file_is_named(packs: Path, ledger: Ledger, already: set[str]) -> None:
    gone = [drawn(ledger, f"{kind} ") for kind in KINDS]
    with ExitStack() as stack:
        for home in gone:
            stack.enter_context(taken_out(packs, home))
        assert named(read_homes(packs), ledger) == already.union(*(about(ledger, home) for home in gone))


def test_a_dose_written_differently_is_named(packs: Path, ledger: Ledger, already: set[str]) -> None:
    def halve(exercise: dict[str, Any]) -> None:
        exercise["dose"]["hold"] = "15-30 s"

    with rewritten(packs, "exercise yoga:childs-pose", halve):
        assert named(read_homes(packs), ledger) == figures(ledger, "exercise yoga:childs-pose", "dose.hold") | already


def test_a_row_taken_out_of_a_condition_is_named(packs: Path, ledger: Ledger, already: set[str]) -> None:
    row = drawn(ledger, "row ")
    condition, trait = row.split(" ")[1:]

    def drop(entry: dict[str, Any]) -> None:
        entry["rows"] = [row for row in entry["rows"] if row["trait"] != trait]

    with rewritten(packs, f"condition {condition}", drop):
        assert named(read_homes(packs), ledger) == residents(ledger, row) | already


def test_a_page_of_the_docs_that_no_longer_names_an_id_is_noticed(tmp_path: Path, ledger: Ledger) -> None:
    docs = Path(shutil.copytree(DOCS, tmp_path / "docs"))
    page = docs / "content.md"
    page.write_text(page.read_text(encoding="utf-8").replace("`newsletter-discount`", ""), encoding="utf-8")
    assert "external_references/newsletter-discount" in named(read_homes(docs=docs), ledger)


def test_an_id_that_the_ledger_loses_is_counted(homes: Homes, ledger: Ledger) -> None:
    short = {**ledger, "items": ledger["items"][1:]}
    assert "items: has 88 ids in the ledger, 89 belong there" in problems(homes, short)
