"""Everything that the project was founded on has its home; and when a home or a figure goes missing, its id is named."""

from __future__ import annotations

import pytest

from tests.coverage.counts import COUNTS
from tests.coverage.homes import Homes, read_homes
from tests.coverage.ledger import Ledger, read_ledger
from tests.coverage.report import PAGE, page, section_problems


@pytest.fixture(scope="module")
def homes() -> Homes:
    return read_homes()


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return read_ledger()


@pytest.mark.parametrize("section", COUNTS)
def test_every_id_of_a_section_has_its_home(section: str, homes: Homes, ledger: Ledger) -> None:
    lines = section_problems(section, homes, ledger)
    assert not lines, "\n" + "\n".join(lines)


def test_every_ledger_file_is_counted(ledger: Ledger) -> None:
    assert not sorted(set(ledger) - set(COUNTS))


def test_the_page_is_current(ledger: Ledger) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(ledger), "run: python -m tests.coverage --write"
