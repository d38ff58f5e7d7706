"""Conditions: what several packs say of one condition unites, and the strictest word counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from setlist.frozen import FrozenDict, freeze
from setlist.limits import merge_limits
from setlist.merge.clauses import check_clause, settled
from setlist.merge.known import Known
from setlist.merge.mistakes import Item, Mistake, Path, repeated
from setlist.model import EMPTY, SEVERITIES, Condition, GateRow, Row
from setlist.problems import did_you_mean

AGREED = ("applies", "resolves")  # what packs must not say differently: there is no stricter of two


def check_conditions(entries: Sequence[Item], known: Known) -> Iterator[Mistake]:
    yield from repeated(entries, "condition")
    for same in by_id(entries).values():
        facts = _facts(same)
        for item in same:
            yield from _check_condition(item, facts, known)
        for field in AGREED:
            said = [item for item in same if field in item.data]
            for item in said[1:]:
                if item.data[field] != said[0].data[field]:
                    message = f"{said[0].file.name} says something else of {field!r} for {item.id!r}"
                    yield item.mistake((field,), "E221", message, "leave it out here")


def by_id(entries: Sequence[Item]) -> dict[str, list[Item]]:
    """The entries by condition, in id order; each condition's in merge order."""
    found: dict[str, list[Item]] = {}
    for item in entries:
        found.setdefault(item.id, []).append(item)
    return {name: found[name] for name in sorted(found)}


def _facts(same: Sequence[Item]) -> dict[str, Any]:
    """Facts by name, as the first pack words them; allowed values from all. One that grows for any pack grows."""
    facts: dict[str, Any] = {}
    for item in same:
        for name, fact in item.data.get("facts", EMPTY).items():
            known = facts.setdefault(name, dict(fact))
            if known.get("values") is not None and "values" in fact:
                known["values"] = list(dict.fromkeys([*known["values"], *fact["values"]]))
            if "grows" in fact:
                known["grows"] = fact["grows"]
    return facts


def _check_condition(item: Item, facts: Mapping[str, Any], known: Known) -> Iterator[Mistake]:
    data = item.data
    yield from known.check("sources", data["sources"], item, ("sources",))
    yield from known.check("screens", data.get("screens", ()), item, ("screens",))
    for index, row in enumerate(data.get("rows", ())):
        here: Path = ("rows", index)
        yield from known.check_one("traits", row["trait"], item, (*here, "trait"))
        yield from known.check("sources", row["sources"], item, (*here, "sources"))
        yield from _check_when(row, item, here, facts)
        if "variant" in row:
            yield from check_clause(row["variant"], item, (*here, "variant"), known)
    for path, gate in _gates(data):
        yield from known.check("sources", gate.get("sources", ()), item, (*path, "sources"))
        yield from _check_when(gate, item, path, facts)
    for index, step in enumerate(data.get("resolves", ())):
        yield from known.check_one("conditions", step["to"], item, ("resolves", index, "to"))
        yield from _check_when(step, item, ("resolves", index), facts)


def _check_when(data: Mapping[str, Any], item: Item, path: Path, facts: Mapping[str, Any]) -> Iterator[Mistake]:
    """A fact or value that nobody can state would silently switch a row off."""
    for name, value in data.get("when", EMPTY).items():
        here: Path = (*path, "when", name)
        if name not in facts:
            hint = did_you_mean(name, facts) or "the condition must list it under `facts:`"
            yield item.mistake(here, "E210", f"unknown fact {name!r} of the condition {item.id!r}", hint)
            continue
        fact = facts[name]
        for part in value if isinstance(value, list) else [value]:
            if "values" in fact and part not in fact["values"]:
                hint = did_you_mean(str(part), fact["values"]) or f"use {', '.join(fact['values'])}"
                yield item.mistake(here, "E210", f"the fact {name!r} never has the value {part!r}", hint)
            elif "values" not in fact and not _fits(part, fact.get("type")):
                yield item.mistake(here, "E210", f"the fact {name!r} never has the value {part!r}", f"it is a {fact.get('type', 'text')}")


def _fits(value: Any, kind: str | None) -> bool:
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, dict) or (isinstance(value, int) and not isinstance(value, bool))
    return isinstance(value, str)


def _gates(data: Mapping[str, Any]) -> list[tuple[Path, Mapping[str, Any]]]:
    gates: list[tuple[Path, Mapping[str, Any]]] = [(("gates", index), gate) for index, gate in enumerate(data.get("gates", ()))]
    return [*gates, (("gate",), data["gate"])] if "gate" in data else gates


def build_condition(same: Sequence[Item], known: Known) -> Condition:
    """One condition from every pack's entry for it, the first pack's words first."""
    facts = _facts(same)
    same = [_heard(item, same, facts) for item in same]
    datas = [item.data for item in same]
    first = datas[0]
    agreed = {field: next((data[field] for data in datas if field in data), EMPTY) for field in AGREED}
    applies: Mapping[str, Any] = agreed["applies"]
    return Condition(
        ref=same[0].ref,
        id=first["id"],
        name=first["name"],
        rows=_rows(same, known),
        gates=tuple(_gate(gate, item.pack) for item in same for _, gate in _gates(item.data)),
        aliases=_united(datas, "aliases"),
        summary=next((data["summary"] for data in datas if "summary" in data), None),
        screens=_united(datas, "screens"),
        facts=freeze(facts),
        resolves=tuple(freeze(step) for step in agreed["resolves"]),
        applies_levels=tuple(applies.get("levels", ())),
        applies_min_age=applies.get("min_age"),
        pain=any(data.get("pain", False) for data in datas),
        notes=_united(datas, "notes"),
        sources=_united(datas, "sources"),
        confirmed=all(data["confirmed"] for data in datas),
    )


def _united(datas: Sequence[Mapping[str, Any]], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for data in datas for word in data.get(field, ())))


def _heard(item: Item, same: Sequence[Item], facts: Mapping[str, Any]) -> Item:
    """A pack's entry, with the values that only other packs have marked in every `when` as ones that it does not know: whoever has never
    heard of a keyhole cannot have meant that it is none of the operations that a row is for."""
    foreign = {name: values for name, fact in facts.items() if (values := _foreign(name, item, same, fact.get("values", ())))}
    if not foreign:
        return item

    def marked(entry: Mapping[str, Any]) -> dict[str, Any]:
        when = {name: _marked(asked, foreign.get(name, ())) for name, asked in entry.get("when", EMPTY).items()}
        return {**entry, "when": when} if when else {**entry}

    lists = [part for part in ("rows", "gates", "resolves") if part in item.data]
    parts: dict[str, Any] = {part: [marked(entry) for entry in item.data[part]] for part in lists}
    if "gate" in item.data:
        parts["gate"] = marked(item.data["gate"])
    return item._replace(data={**item.data, **parts})


def _foreign(name: str, item: Item, same: Sequence[Item], values: Sequence[str]) -> list[str]:
    """The values of a fact that a pack does not know: it knows its own, and those of the first pack that has any."""
    lists = [entry.data.get("facts", EMPTY).get(name, EMPTY).get("values") for entry in (item, *same)]
    known = {*(lists[0] or ()), *next((words for words in lists[1:] if words is not None), ())}
    return [value for value in values if value not in known]


def _marked(asked: Any, foreign: Sequence[str]) -> Any:
    said = asked if isinstance(asked, list) else [asked]
    unknown = [value for value in foreign if value not in said]
    return {"values": said, "unknown": unknown} if unknown else asked


def _gate(data: Mapping[str, Any], pack: str) -> GateRow:
    return GateRow(
        pack=pack,
        step=data["step"],
        reason=data["reason"],
        advice=data.get("advice", ""),
        when=freeze(data.get("when", {})),
        sources=tuple(data.get("sources", ())),
        confirmed=data.get("confirmed", False),
    )


def _rows(same: Sequence[Item], known: Known) -> tuple[Row, ...]:
    rows: dict[tuple[str, str], Row] = {}
    for item in same:
        for data in item.data.get("rows", ()):
            row = _row(data, item.pack, known)
            key = (row.trait, repr(sorted(row.when.items())) if row.when else "")
            rows[key] = strictest(rows[key], row) if key in rows else row
    return tuple(rows.values())


def _row(data: Mapping[str, Any], pack: str, known: Known) -> Row:
    limits, variant = data.get("limits"), data.get("variant")
    severity = data["severity"]
    if severity == "modify" and not limits and not variant:
        severity = "exclude"  # it says that something must change and not what: the safe reading is never
    return Row(
        trait=data["trait"],
        severity=severity,
        reason=data["reason"],
        grade=data["grade"],
        confirmed=data["confirmed"],
        sources=tuple(data["sources"]),
        when=freeze(data.get("when", EMPTY)),
        limits=freeze(limits or EMPTY),
        variant=settled(variant, pack, known) if variant else None,
        cue=data.get("cue"),
        ours=data.get("ours", False),
        note=data.get("note"),
    )


def strictest(one: Row, other: Row) -> Row:
    """Two rows for the same trait and facts as one: the stricter severity and its words, the strictest limits, both variants."""
    strict, mild = sorted((one, other), key=lambda row: SEVERITIES.index(row.severity))
    variants = [row.variant for row in (one, other) if row.variant is not None]
    if len(variants) == 2 and variants[0] != variants[1]:
        variants = [FrozenDict({"all": tuple(variants)})]
    return Row(
        trait=strict.trait,
        severity=strict.severity,
        reason=strict.reason,
        grade=strict.grade,
        confirmed=strict.confirmed,
        sources=tuple(dict.fromkeys((*strict.sources, *mild.sources))),
        when=strict.when,
        limits=freeze(merge_limits((one.limits, other.limits))),
        variant=variants[0] if variants else None,
        cue=strict.cue or mild.cue,
        ours=one.ours or other.ours,
        note=strict.note or mild.note,
    )
