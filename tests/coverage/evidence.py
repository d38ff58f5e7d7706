"""Sections whose ledger has a compact shape of its own: section -> a function from the file's data to `id -> entry`.

A row, a source and an activity say the same few things each, so they are lists; the head of each ledger file names what stands where.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Data = Mapping[str, Any]
Entries = Mapping[str, Mapping[str, Any]]


def read_rows(data: Data) -> Entries:
    """condition -> trait -> [severity, grade, confirmed, sources, checks?], as `condition/trait` with the home `row CONDITION TRAIT`.

    Where facts choose among several rows of a trait, `trait.0` means the first of them.
    """
    return {
        f"{condition}/{trait.partition('.')[0]}": _row(condition, trait, row)
        for condition, rows in data.items()
        for trait, row in rows.items()
    }


def _row(condition: str, trait: str, row: Sequence[Any]) -> Mapping[str, Any]:
    trait, _, which = trait.partition(".")
    severity, grade, confirmed, sources, *rest = row
    said = {"trait": trait, "severity": severity, "grade": grade, "confirmed": confirmed, "sources": sources}
    checks = [*_equal(said), *(rest[0] if rest else ())]
    return {"homes": [f"row {condition} {trait}"], "checks": [{**c, "at": f"{which}.{c['at']}"} for c in checks] if which else checks}


def read_sources(data: Data) -> Entries:
    """id -> [title, year, address, kind, confirmed]; an empty address stands for a source that has none."""
    return {name: _source(name, row) for name, row in data.items()}


def _source(name: str, row: Sequence[Any]) -> Mapping[str, Any]:
    said = dict(zip(("title", "year", "url", "kind", "confirmed"), row, strict=True))
    return {"homes": [f"source {name}"], "checks": _equal({key: value for key, value in said.items() if value != ""})}


def read_activities(data: Data) -> Entries:
    """id -> [home, METs, code, band, traits?]: a sport carries the figure in `met`, advice says it in words. Other entries stay."""
    return {name: _activity(*row) if isinstance(row, (list, tuple)) else row for name, row in data.items()}


def _activity(home: str, mets: float, code: str, band: str, traits: Sequence[str] = ()) -> Mapping[str, Any]:
    if home.startswith("advice "):
        return {"homes": [home], "checks": [{"at": "text", "says": f"{mets:.1f} MET ({code}"}]}
    checks = _equal({"met.value": mets, "met.code": code, "intensity": band})
    return {"homes": [home], "checks": [*checks, {"at": "traits", "has": list(traits)}]}


def _equal(said: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"at": at, "is": value} for at, value in said.items()]


READERS: Mapping[str, Callable[[Data], Entries]] = {"condition_rows": read_rows, "sources": read_sources, "mets": read_activities}
