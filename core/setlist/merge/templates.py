"""Templates: checked data to the model. The shape is checked here too: a week of n days names n sessions that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from setlist.frozen import FrozenDict, freeze
from setlist.merge.clauses import check_clause, settled
from setlist.merge.exercises import check_dose
from setlist.merge.known import Known
from setlist.merge.mistakes import Item, Mistake, Path
from setlist.merge.rules import build_rule, check_rule
from setlist.model import EMPTY, Block, Interval, Range, Session, Short, Slot, Template
from setlist.problems import did_you_mean
from setlist.quantities import count, dose_range, quantity


def check_template(item: Item, known: Known) -> Iterator[Mistake]:
    data = item.data
    yield from known.check("goals", data["goals"], item, ("goals",))
    yield from known.check("sources", data.get("sources", ()), item, ("sources",))
    for field in ("for_conditions", "excludes_conditions"):
        yield from known.check("conditions", data.get(field, ()), item, (field,))
    yield from known.check("equipment", data.get("for_equipment", ()), item, ("for_equipment",))
    yield from _check_weeks(item)
    yield from _check_ids(item, data["sessions"], "session", ("sessions",))
    for index, session in enumerate(data["sessions"]):
        path: Path = ("sessions", index, "blocks")
        yield from _check_ids(item, session["blocks"], "block", path)
        for number, block in enumerate(session["blocks"]):
            yield from _check_block(item, block, (*path, number), known)
    if "rest_days" in data:
        yield from check_clause(data["rest_days"]["where"], item, ("rest_days", "where"), known)
        yield from _check_count(item, data["rest_days"]["per_week"], ("rest_days", "per_week"))
    rules = data.get("rules", ())
    yield from _check_ids(item, rules, "rule", ("rules",))
    for index, rule in enumerate(rules):
        yield from check_rule(item, known, ("rules", index), rule)


def _check_weeks(item: Item) -> Iterator[Mistake]:
    data = item.data
    sessions = {session["id"] for session in data["sessions"]}
    for index, names in enumerate(data["week"]):
        if len(names) != index + 1:
            message = f"entry {index + 1} of week is for {index + 1} days and names {len(names)} sessions"
            yield item.mistake(("week", index), "E220", message, "a session may be named more than once")
        for place, name in enumerate(names):
            if name not in sessions:
                yield item.mistake(("week", index, place), "E220", f"there is no session {name!r}", did_you_mean(name, sessions))
    for field in ("days", "minutes"):
        yield from _check_count(item, data[field], (field,))
    if data["days"][1] > len(data["week"]):
        yield item.mistake(("days",), "E220", f"days go up to {data['days'][1]}, but week ends with {len(data['week'])}")
    if data["weeks"].get("max", data["weeks"]["default"]) < data["weeks"]["default"]:
        yield item.mistake(("weeks",), "E220", "the default is more than max")


def _check_block(item: Item, block: Mapping[str, Any], path: Path, known: Known) -> Iterator[Mistake]:
    yield from _check_ids(item, block["slots"], "slot", (*path, "slots"))
    for field in ("rounds", "share", "per_30"):
        yield from _check_count(item, block.get(field, 0), (*path, field))
    yield from _check_count(item, block.get("short", {}).get("rounds", 0), (*path, "short", "rounds"))
    for part, time in block.get("interval", {}).items():
        yield from _check_time(item, time, (*path, "interval", part))
    for index, slot in enumerate(block["slots"]):
        here: Path = (*path, "slots", index)
        yield from check_clause(slot["where"], item, (*here, "where"), known)
        yield from _check_count(item, slot["count"], (*here, "count"))
        if "dose" in slot:
            yield from check_dose(slot["dose"], item, (*here, "dose"))


def _check_ids(item: Item, entries: Sequence[Mapping[str, Any]], what: str, path: Path) -> Iterator[Mistake]:
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry["id"] in seen:
            yield item.mistake((*path, index, "id"), "E211", f"the {what} {entry['id']!r} is there twice", "give one of them another id")
        seen.add(entry["id"])


def _check_count(item: Item, value: Any, path: Path) -> Iterator[Mistake]:
    try:
        count(value)
    except ValueError as error:
        yield item.mistake(path, "E219", str(error))


def _check_time(item: Item, value: str, path: Path) -> Iterator[Mistake]:
    try:
        _seconds(value)
    except ValueError as error:
        yield item.mistake(path, "E219", str(error))


def build_template(item: Item, known: Known) -> Template:
    """The template of data that passed its checks."""
    data = item.data
    cycle, weeks = data["cycle"], data["weeks"]
    rest_days = data.get("rest_days")
    return Template(
        ref=item.ref,
        pack=item.pack,
        id=item.id,
        name=data["name"],
        summary=data["summary"],
        goals=tuple(data["goals"]),
        family=data["family"],
        levels=tuple(data["levels"]),
        days=count(data["days"]),
        minutes=count(data["minutes"]),
        weeks=weeks["default"],
        max_weeks=weeks.get("max", weeks["default"]),
        cycle_weeks=cycle["weeks"],
        week=tuple(tuple(names) for names in data["week"]),
        sessions=FrozenDict({session["id"]: _session(session, item.pack, known) for session in data["sessions"]}),
        deload=freeze(cycle["deload"]) if "deload" in cycle else None,
        progression=freeze(data.get("progression", {})),
        rest_days=FrozenDict({**freeze(rest_days), "where": settled(rest_days["where"], item.pack, known)}) if rest_days else None,
        rules=tuple(build_rule(rule, item.pack, known) for rule in data.get("rules", ())),
        notes=tuple(data.get("notes", ())),
        sources=tuple(data.get("sources", ())),
        inventory=tuple(data.get("inventory", ())),
        for_conditions=tuple(data.get("for_conditions", ())),
        for_equipment=tuple(data.get("for_equipment", ())),
        excludes_conditions=tuple(data.get("excludes_conditions", ())),
        aliases=tuple(data.get("aliases", ())),
        ext=freeze(data["ext"]) if "ext" in data else EMPTY,
    )


def _session(data: Mapping[str, Any], pack: str, known: Known) -> Session:
    return Session(data["id"], data["title"], tuple(_block(block, pack, known) for block in data["blocks"]))


def _block(data: Mapping[str, Any], pack: str, known: Known) -> Block:
    return Block(
        id=data["id"],
        name=data["name"],
        role=data["role"],
        slots=tuple(_slot(slot, data["role"], pack, known) for slot in data["slots"]),
        style=data.get("style", "straight"),
        rounds=_range(data, "rounds"),
        share=_range(data, "share"),
        per_30=_range(data, "per_30"),
        from_minutes=data.get("from_minutes", 0),
        interval=Interval(*(_seconds(data["interval"][part]) for part in ("work", "rest"))) if "interval" in data else None,
        short=Short(data["short"]["minutes"], data["short"]["style"], _range(data["short"], "rounds")) if "short" in data else None,
    )


def _seconds(text: str) -> int:
    """The longest of a time: '40 s' -> 40."""
    return quantity(text, "time")[0][1]


def _range(data: Mapping[str, Any], field: str) -> Range | None:
    return count(data[field]) if field in data else None


def _slot(data: Mapping[str, Any], role: str, pack: str, known: Known) -> Slot:
    return Slot(
        id=data["id"],
        where=settled(data["where"], pack, known),
        count=count(data["count"]),
        role=data.get("role", role),
        dose=dose_range(data["dose"]) if "dose" in data else None,
        title=data.get("title", ""),
        last=data.get("last", False),
        always=data.get("always", False),
    )
