"""Days and order: which days of the week, and what comes first in a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from setlist.model import Block, Vocabulary
from setlist.planner.columns import Column, Place
from setlist.rules import Order, Rule
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


def in_order(picked: Sequence[Column], block: Block, places: Sequence[Place], vocabulary: Vocabulary, rules: Sequence[Rule]) -> list[Column]:
    """The picks of a block in the order they are done.

    Strength: power, then multi-joint, then single-joint, heavier and harder first, core last (row gym-order: ACSM-2009). Else the template's
    phases, then from standing down to lying, rest poses last (rows standing-before-seated, savasana-last). A counterpose follows
    its pose; order rules have the last word.
    """
    slots = {id(place): n for n, place in enumerate(places)}
    loaded = block.style != "flow" and block.role in BY_LOAD
    key = _by_load(places, vocabulary) if loaded else _by_phase(places, slots, vocabulary)
    line = sorted(picked, key=key)
    if not loaded:
        line = _counterposes(line)
    return _apply(line, [r for r in rules if isinstance(r.form, Order)], vocabulary)


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


def _by_phase(places: Sequence[Place], slots: dict[int, int], vocabulary: Vocabulary) -> Callable[[Column], tuple[object, ...]]:
    positions = vocabulary.terms.get("positions", {})

    def key(c: Column) -> tuple[object, ...]:
        e, place = c.exercise, places[c.place]
        rank = positions[e.position].data.get("rank", 50) if e.position in positions else 50
        return (place.slot.last, slots[id(place)], "rest-pose" in e.patterns, rank, e.ref)

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


def _apply(line: list[Column], rules: Sequence[Rule], vocabulary: Vocabulary) -> list[Column]:
    """Moves what must come earlier up, one pass a rule at most as long as the line; rules that contradict leave the earlier rule's order."""
    out = list(line)
    for rule in rules:
        form = rule.form
        assert isinstance(form, Order)
        first, second = compile_clause(form.before, vocabulary), compile_clause(form.after, vocabulary)
        early = [c for c in out if first(c.exercise) and not second(c.exercise)]
        late = [c for c in out if second(c.exercise) and not first(c.exercise)]
        if not early or not late:
            continue
        if form.within == "next":
            for c in late:
                out.remove(c)
            at = out.index(early[-1]) + 1
            out[at:at] = late
            continue
        for c in early:
            top = min(out.index(x) for x in late)
            if out.index(c) > top:
                out.remove(c)
                out.insert(top, c)
    return out
