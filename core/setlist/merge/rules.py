"""Rules of packs and templates: checked as data, kept as data; `setlist.ruleforms` reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from setlist.frozen import FrozenDict, freeze
from setlist.merge.clauses import check_clause, settled
from setlist.merge.known import Known
from setlist.merge.mistakes import Item, Mistake, Path

CLAUSES = ("where", "of", "to", "if", "then", "before", "after")


def check_rule(item: Item, known: Known, path: Path = (), rule: Mapping[str, Any] | None = None) -> Iterator[Mistake]:
    """Mistakes in a rule: the item itself, or `rule` at `path` in it."""
    data = item.data if rule is None else rule
    for key in CLAUSES:
        if key in data:
            yield from check_clause(data[key], item, (*path, key), known)
    for index, term in enumerate(data.get("terms", ())):
        yield from check_clause(term["where"], item, (*path, "terms", index, "where"), known)
    yield from known.check("sources", data.get("sources", ()), item, (*path, "sources"))
    yield from known.check("muscle names", data.get("muscles", ()), item, (*path, "muscles"))
    yield from known.check("goals", data.get("scope", {}).get("goals", ()), item, (*path, "scope", "goals"))
    ends = {"between": data.get("between", (0, 0)), "min": (data["min"], data["max"]) if "min" in data and "max" in data else (0, 0)}
    for field, (low, high) in ends.items():
        if low > high:
            yield item.mistake((*path, field), "E219", f"the smaller number comes first: {low} is more than {high}")


def build_rule(data: Mapping[str, Any], pack: str, known: Known) -> FrozenDict:
    """The rule's data, frozen, with its clauses brought up to date and `pack` added."""
    out: dict[str, Any] = {**data, "pack": pack}
    for key in CLAUSES:
        if key in data:
            out[key] = settled(data[key], pack, known)
    if "terms" in data:
        out["terms"] = [{**term, "where": settled(term["where"], pack, known)} for term in data["terms"]]
    frozen: FrozenDict = freeze(out)
    return frozen
