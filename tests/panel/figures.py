"""What a finished program document shows: plain counting over its JSON data, sharing nothing with the search.

Each figure is a `Share`: how many of the things it is about hold, of how many, and in words what does not. `facts` say what an
exercise is; see `facts_of`. Deload weeks are left out where the figure says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, NamedTuple

from setlist import Catalog, Exercise

Document = Mapping[str, Any]  # a program document, format 1
WORK = ("main", "accessory", "core")  # the roles of what trains muscles
WITHIN = 0.10  # of the minutes asked for
ROUNDED = 0.051  # minutes: sessions are told to a tenth, items to a hundredth
PER_30 = (3, 5)  # main exercises in half an hour
SETS = 0.051  # sets are told to a tenth
OPEN = 99  # sets: what a document says where a range has no upper end


class Fact(NamedTuple):
    """What counting needs of an exercise. `muscles`: a muscle, what it is part of, or its group -> 1.0 where it is primary, else 0.5."""

    kind: str
    patterns: tuple[str, ...]
    muscles: Mapping[str, float]


Facts = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Share:
    """`held` of `of` things hold; `misses` says of each other one what and where."""

    held: int
    of: int
    misses: tuple[str, ...] = ()

    @classmethod
    def over(cls, found: Iterable[str | None]) -> Share:
        """Of what was looked at: None where it holds, else what is wrong."""
        all_of_it = list(found)
        misses = tuple(text for text in all_of_it if text is not None)
        return cls(len(all_of_it) - len(misses), len(all_of_it), misses)

    @property
    def whole(self) -> bool:
        return self.held == self.of


def facts_of(catalog: Catalog) -> dict[str, Fact]:
    """The facts of a catalog's exercises, by `pack:id`."""
    known = catalog.vocabulary.terms["muscles"]

    def muscles(exercise: Exercise) -> dict[str, float]:
        found: dict[str, float] = {}
        for muscle in (*exercise.primary, *exercise.secondary):
            share = 1.0 if muscle in exercise.primary else 0.5
            data = known[muscle].data
            for name in (muscle, data.get("part_of"), data["group"]):
                if name:
                    found[name] = max(found.get(name, 0.0), share)
        return found

    return {ref: Fact(e.kind, e.patterns, muscles(e)) for ref, e in catalog.exercises.items()}


def build_weeks(document: Document) -> list[Mapping[str, Any]]:
    """The weeks that are no deload."""
    return [week for week in document["weeks"] if week["phase"] != "deload"]


def items_of(session: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [item for block in session["blocks"] for item in block["items"]]


def work_sets(week: Mapping[str, Any], facts: Facts) -> Iterator[tuple[Fact, int]]:
    """(exercise, sets) for every strength item of a week that is work, on each day it is done."""
    for session in week["sessions"]:
        for item in items_of(session):
            fact = facts[item["exercise"]]
            if fact.kind == "strength" and item["role"] in WORK:
                yield fact, int(item["dose"].get("sets", 1))


def weekly_sets(week: Mapping[str, Any], facts: Facts) -> dict[str, float]:
    """Sets in a week for each muscle and muscle group: 1 where it is a primary one, 0.5 where it helps."""
    total: dict[str, float] = {}
    for fact, sets in work_sets(week, facts):
        for muscle, share in fact.muscles.items():
            total[muscle] = total.get(muscle, 0.0) + share * sets
    return total


def targets(document: Document) -> list[Mapping[str, Any]]:
    """The muscle targets of a program: ranges of weekly sets with both ends, once a cycle."""
    return [row for row in document.get("volume", ()) if row["min"] > 0 and row["max"] < OPEN]


def outside(row: Mapping[str, Any]) -> bool:
    """Whether the sets of a volume row are out of its range."""
    return not row["min"] - SETS <= row["sets"] <= row["max"] + SETS


def in_range(document: Document, impossible: Iterable[tuple[int, str]] = ()) -> Share:
    """Feasible muscle targets inside their range. `impossible` are (week, muscle) whose range could not hold beside those that do."""
    beyond = set(impossible)
    rows = [row for row in targets(document) if not (outside(row) and (row["week"], row["muscle"]) in beyond)]
    return Share.over(
        f"week {r['week']}: {r['sets']:g} sets for the {r['muscle']}, {r['min']:g} to {r['max']:g} wanted" if outside(r) else None
        for r in rows
    )


def named(document: Document) -> Share:
    """Every muscle out of its range says why, targets and others."""
    return Share.over(
        None if row.get("why") else f"week {row['week']}: nothing says why the {row['muscle']} has {row['sets']:g} sets"
        for row in document.get("volume", ())
        if outside(row)
    )


def counted(document: Document, facts: Facts) -> Share:
    """The sets that the document states are those of its items."""
    weeks = {week["number"]: week for week in document["weeks"]}
    found = []
    for row in document.get("volume", ()):
        have = weekly_sets(weeks[row["week"]], facts).get(row["muscle"], 0.0)
        same = abs(have - row["sets"]) <= SETS
        found.append(None if same else f"week {row['week']}: {row['sets']:g} sets stated for the {row['muscle']}, {have:g} in the items")
    return Share.over(found)


def minutes(document: Document) -> Share:
    """Sessions within a tenth of the minutes asked for whose times add up, in every week that is no deload."""
    asked = document["profile"]["minutes"]
    found: list[str | None] = []
    for week in build_weeks(document):
        for session in week["sessions"]:
            told = sum(item["minutes"] for item in items_of(session)) + session["overhead"]
            where = f"week {week['number']}, day {session['day']}"
            if abs(told - session["minutes"]) > 2 * ROUNDED:
                found.append(f"{where}: {session['minutes']:g} minutes stated, the items and their overhead take {told:.1f}")
            elif abs(session["minutes"] - asked) > WITHIN * asked + ROUNDED:
                found.append(f"{where}: {session['minutes']:g} minutes, {asked} asked for")
            else:
                found.append(None)
    return Share.over(found)


def kept(document: Document, role: str) -> Share:
    """Exercises of a role that are still there in each later week of their cycle, session by session."""
    first: dict[tuple[int, int], set[str]] = {}
    found: list[str | None] = []
    for week in document["weeks"]:
        for number, session in enumerate(week["sessions"]):
            have = {item["exercise"] for item in items_of(session) if item["role"] == role}
            before = first.setdefault((week["cycle"], number), have)
            if before is not have:
                where = f"week {week['number']}, day {session['day']}"
                found += [None if ref in have else f"{where}: {ref} is gone" for ref in sorted(before)]
    return Share.over(found)


def main_exercises(document: Document) -> Share:
    """Sessions with 3 to 5 exercises of main work for every 30 minutes; whole numbers inside those bounds, at least 1."""
    least, most = (bound * document["profile"]["minutes"] / 30 for bound in PER_30)
    low, high = max(1, ceil(least)), max(1, floor(most))
    found = []
    for week in build_weeks(document):
        for session in week["sessions"]:
            have = sum(1 for item in items_of(session) if item["role"] in WORK)
            where = f"week {week['number']}, day {session['day']}"
            found.append(None if low <= have <= high else f"{where}: {have} main exercises, {low} to {high} wanted")
    return Share.over(found)


def proven(document: Document, most: float) -> Share:
    """Whether the program is proven within a share of the best; `not proven` is a miss whatever its gap."""
    proof = document["certificate"]
    holds = proof["status"] == "proven" and proof["gap"] <= most
    return Share.over([None if holds else f"{proof['status']}, gap {proof['gap']:.2%}"])


def reasons(document: Document) -> Share:
    """Every pick of every week, and every suggestion, says why in words."""
    return Share.over(
        None if _told(item.get("reasons", ()), ("rule", "text")) else f"{where}: {item['exercise']} has no reason"
        for where, item in (
            *((f"week {w['number']}, day {s['day']}", item) for w in document["weeks"] for s in w["sessions"] for item in items_of(s)),
            *((f"free day {item['day']}", item) for item in document.get("suggestions", ())),
        )
    )


def exclusions(document: Document) -> Share:
    """Every exclusion says why and where that is from."""
    return Share.over(
        None if _told(left_out["findings"], ("reason", "source")) else f"{left_out['exercise']} is left out without a reason or source"
        for left_out in document["excluded"]
    )


def _told(entries: Sequence[Mapping[str, Any]], fields: Sequence[str]) -> bool:
    return bool(entries) and all(str(entry.get(field, "")).strip() for entry in entries for field in fields)
