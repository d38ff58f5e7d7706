"""What is missing, as lines of text; and `docs/coverage.md`, the table of what lives where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.coverage.checks import Unmet, check
from tests.coverage.counts import COUNTS, EVIDENCE, INVENTORY
from tests.coverage.homes import DOCS, Homes, Missing
from tests.coverage.ledger import Entry, Ledger

PAGE = DOCS / "coverage.md"
INTRO = """\
# Coverage

Where everything lives that the project was founded on: the *inventory* (movements, rules of thumb, figures, goals and claims of five
articles) and the *evidence* (tables for safety, dosing and sequence). Each id has a home in packs, rules, plugins or these pages;
`tests/coverage` holds the figures and fails when a home or a figure goes missing.

This page is generated: `python -m tests.coverage --write`.
"""


def problems(homes: Homes, ledger: Ledger, counts: Mapping[str, int] = COUNTS) -> list[str]:
    """Every fault as a line `section/id: what is wrong`; a section with the wrong number of ids as `section: ...`."""
    return [line for section in sorted({*counts, *ledger}) for line in section_problems(section, homes, ledger, counts)]


def section_problems(section: str, homes: Homes, ledger: Ledger, counts: Mapping[str, int] = COUNTS) -> list[str]:
    """The faults of one section."""
    entries = ledger.get(section, ())
    lines = [f"{entry.name}: {fault}" for entry in entries for fault in entry_problems(entry, homes)]
    if section not in counts:
        lines.append(f"{section}: is not counted: add it to counts.py")
    elif len(entries) != counts[section]:
        lines.append(f"{section}: has {len(entries)} ids in the ledger, {counts[section]} belong there")
    return lines


def entry_problems(entry: Entry, homes: Homes) -> Iterator[str]:
    """What is wrong with one entry: homes that are not there, figures that are not the same."""
    yield from entry.mistakes
    for home in entry.homes:
        try:
            homes.find(home, entry.id)
        except Missing as error:
            yield f"{home}: {error}"
    for home, at, test, wanted in entry.checks:
        try:
            check(homes.find(home), at, test, wanted)
        except (Missing, Unmet) as error:
            yield f"{home}: {error}"


def page(ledger: Ledger) -> str:
    """The text of `docs/coverage.md`."""
    parts = [INTRO]
    for title, sections in (("Inventory", INVENTORY), ("Evidence", EVIDENCE)):
        parts.append(f"## {title}\n\n| section | ids | figures checked |\n|---|---:|---:|")
        parts += [_count(section, ledger.get(section, ())) for section in sections]
        parts.append("")
    parts += [_table(section, ledger.get(section, ())) for section in COUNTS]
    return "\n".join(parts)


def _count(section: str, entries: tuple[Entry, ...]) -> str:
    return f"| [{_title(section)}](#{section.replace('_', '-')}) | {len(entries)} | {sum(len(entry.checks) for entry in entries)} |"


def _table(section: str, entries: tuple[Entry, ...]) -> str:
    rows = [f"| {_cell(entry.id)} | {'<br>'.join(_cell(home) for home in entry.homes)} |" for entry in entries]
    return "\n".join([f"### {_title(section)}", "", "| id | where it lives |", "|---|---|", *rows, ""])


def _title(section: str) -> str:
    return section.replace("_", " ").capitalize()


def _cell(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"
