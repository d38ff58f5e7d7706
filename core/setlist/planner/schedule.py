"""Days and order: which days of the week, and what comes first in a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from setlist.model import Block, Vocabulary
from setlist.planner.columns import Column, Place
from setlist.rules import Order, Rule, stands_in
from setlist.selectors import compile_clause

# Days of a week of n sessions, spread so that as few as possible follow on each other.
SPREAD = {1: (1,), 2: (1, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 5, 6), 6: (1, 2, 3, 4, 5, 6), 7: (1, 2, 3, 4, 5, 6, 7)}
BY_LOAD = frozenset({"main", "accessory", "core"})


def week_days(count: int, weekdays: Sequence[int], start: str | None) -> tuple[int, ...]:
    """The days (1-7) of the sessions. Day 1 is the start date's weekday; chosen weekdays (1 = Monday) are counted from it.

    A count that no week has is brought to the nearest: the template has already said that it does not fit.
    """
    if not weekdays:
        return SPREAD[min(max(count, 1), 7)]
    first = date.fromisoformat(start).isoweekday() if start else 1
    return tuple(sorted({(day - first) % 7 + 1 for day in weekdays}))


def on_date(start: str | None, week: int, day: int) -> str | None:
    """The ISO date of a day of a week (both from 1); None without a start date."""
    if start is None:
        return None
    return (date.fromisoformat(start) + timedelta(days=7 * (week - 1) + day - 1)).isoformat()


def in_order(
    picked: Sequence[Column], block: Block, places: Sequence[Place], vocabulary: Vocabulary, rules: Sequence[Rule]
) -> list[Column]:
    """The picks of a block in the order they are done.

    Strength: power, then multi-joint, then single-joint, heavier and harder first, core last (row gym-order: ACSM-2009). Else the
    template's phases, then from standing down to lying, rest poses last (rows standing-before-seated, savasana-last). A counterpose
    follows its pose; order rules have the last word.
    """
    loaded = block.style != "flow" and block.role in BY_LOAD
    key = _by_load(places, vocabulary) if loaded else _by_phase(places, vocabulary)
    line = sorted(picked, key=key)
    if not loaded:
        line = _counterposes(line)
    orders = [r for r in rules if isinstance(r.form, Order)]

    def inside(c: Column, rule: Rule) -> bool:
        return stands_in(rule.where_in, block.id, places[c.place].slot.id, places[c.place].slot.role, ())

    return _apply(line, orders, inside, vocabulary) if orders else line


def _by_load(places: Sequence[Place], vocabulary: Vocabulary) -> Callable[[Column], tuple[object, ...]]:
    patterns = vocabulary.terms.get("patterns", {})

    def key(c: Column) -> tuple[object, ...]:
        e, place = c.exercise, places[c.place]
        multi = any(p in patterns and patterns[p].data.get("joints") == "multi" for p in e.patterns[:1])
        return (
            place.slot.last,
            "power" not in e.tags,
            place.slot.role == "core",
            not multi,
            "heavy-load" not in e.traits,
            -("beginner", "intermediate", "advanced").index(e.level),
            c.place,
            -c.sets,
            e.ref,
        )

    return key


def _by_phase(places: Sequence[Place], vocabulary: Vocabulary) -> Callable[[Column], tuple[object, ...]]:
    positions = vocabulary.terms.get("positions", {})

    def key(c: Column) -> tuple[object, ...]:
        e, place = c.exercise, places[c.place]
        rank = positions[e.position].data.get("rank", 50) if e.position and e.position in positions else 50
        return (place.slot.last, c.place, "rest-pose" in e.patterns, rank, e.ref)

    return key


def _counterposes(line: list[Column]) -> list[Column]:
    """Moves a counterpose of a pose to the place after it."""
    out = list(line)
    for pose in line:
        for other in line:
            if other.exercise.ref in pose.exercise.counterposes and out.index(other) != out.index(pose) + 1:
                out.remove(other)
                out.insert(out.index(pose) + 1, other)
                break
    return out


def _apply(line: list[Column], rules: Sequence[Rule], inside: Callable[[Column, Rule], bool], vocabulary: Vocabulary) -> list[Column]:
    """The line with order rules kept, hard ones first, and otherwise as it was. Of rules that contradict each other the earlier stands."""
    after: dict[int, set[int]] = {n: set() for n in range(len(line))}  # what must come after
    near: list[tuple[list[int], list[int]]] = []
    for rule in sorted(rules, key=lambda r: not r.hard):
        form = rule.form
        assert isinstance(form, Order)
        first, second = compile_clause(form.before, vocabulary), compile_clause(form.after, vocabulary)
        members = [(n, first(c.exercise), second(c.exercise)) for n, c in enumerate(line) if inside(c, rule)]
        early, late = [n for n, a, b in members if a and not b], [n for n, a, b in members if b and not a]
        for a in early:
            after[a].update(b for b in late if a not in _following(b, after))
        if early and late and form.within not in ("block", "session"):
            near.append((early, late))
    order: list[int] = []
    while len(order) < len(line):
        left = [n for n in after if n not in order]
        order.append(next(n for n in left if not any(n in after[other] for other in left)))
    for early, late in near:
        moved = [n for n in order if n not in late]
        at = max(moved.index(n) for n in early) + 1
        moved[at:at] = [n for n in order if n in late]
        if all(moved.index(a) < moved.index(b) for a, behind in after.items() for b in behind):
            order = moved
    return [line[n] for n in order]


def _following(n: int, after: dict[int, set[int]]) -> set[int]:
    """Everything that must come after, directly or not, and the thing itself."""
    found, ahead = {n}, [n]
    while ahead:
        for other in after[ahead.pop()] - found:
            found.add(other)
            ahead.append(other)
    return found
