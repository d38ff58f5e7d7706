"""Days and order: which days of the week, and what comes first in a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from setlist.model import EMPTY, LEVELS, Block, Exercise, Vocabulary
from setlist.planner.columns import Column, Place
from setlist.rules import Order, Rule, stands_in
from setlist.selectors import compile_clause

# Days of a week of n sessions, spread so that as few as possible follow on each other.
SPREAD = {1: (1,), 2: (1, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 5, 6), 6: (1, 2, 3, 4, 5, 6), 7: (1, 2, 3, 4, 5, 6, 7)}
BY_LOAD = ("main", "accessory", "core")
LIFTS = BY_LOAD[:2]  # the roles that a warm-up rehearses
STAGES = ("cardio", "mobility", "", "strength")  # the kinds of a warm-up in order; '' is any other. Rehearsal follows


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
    picked: Sequence[Column],
    block: Block,
    places: Sequence[Place],
    vocabulary: Vocabulary,
    rules: Sequence[Rule],
    lifts: Sequence[Exercise] = (),
) -> list[Column]:
    """The picks of a block in the order they are done. `lifts`: what is lifted after it, in order, for a warm-up to rehearse.

    Strength: power, then main lifts, accessories and core, each multi-joint before single-joint and heavier first (row gym-order:
    ACSM-2009). A warm-up raises the pulse, loosens, wakes up, and rehearses the first lift last (row wu-warmup). Else the template's
    phases, then from standing down to lying, rest poses last (rows standing-before-seated, savasana-last). A counterpose follows its
    pose; order rules have the last word.
    """
    straight = block.style != "flow"
    if straight and block.role in BY_LOAD:
        line = sorted(picked, key=_by_load(places, vocabulary))
    elif straight and block.role == "warm-up":
        line = _counterposes(sorted(picked, key=_by_readiness(places, vocabulary, lifts)))
    else:
        line = _counterposes(sorted(picked, key=_by_phase(places, vocabulary)))
    orders = [r for r in rules if isinstance(r.form, Order)]

    def inside(c: Column, rule: Rule) -> bool:
        return stands_in(rule.where_in, block.id, places[c.place].slot.id, places[c.place].slot.role, ())

    return _apply(line, orders, inside, vocabulary) if orders else line


def _by_load(places: Sequence[Place], vocabulary: Vocabulary) -> Callable[[Column], tuple[object, ...]]:
    """Role by role; carries and hangs, which tire the grip that pulls need, are `late` in theirs (GK)."""
    patterns = vocabulary.terms.get("patterns", EMPTY)

    def key(c: Column) -> tuple[object, ...]:
        e, slot = c.exercise, places[c.place].slot
        first = patterns[e.patterns[0]].data if e.patterns and e.patterns[0] in patterns else EMPTY
        return (
            slot.last,
            "power" not in e.tags,
            BY_LOAD.index(slot.role) if slot.role in BY_LOAD else len(BY_LOAD),
            bool(first.get("late")),
            first.get("joints") != "multi",
            "heavy-load" not in e.traits,
            c.place,
            -LEVELS.index(e.level),
            -c.sets,
            e.ref,
        )

    return key


def _by_readiness(places: Sequence[Place], vocabulary: Vocabulary, lifts: Sequence[Exercise]) -> Callable[[Column], tuple[object, ...]]:
    """People get down once: from standing to the floor while they loosen, from the floor up for what wakes muscles up and rehearses."""
    positions = vocabulary.terms.get("positions", EMPTY)

    def key(c: Column) -> tuple[object, ...]:
        e = c.exercise
        where = positions[e.position].data if e.position in positions else EMPTY
        floor, stage = bool(where.get("floor")), STAGES.index(e.kind if e.kind in STAGES else "")
        rehearsed = next((n for n, lift in enumerate(lifts) if not set(lift.patterns).isdisjoint(e.patterns[:1])), None)
        if stage and rehearsed is not None and not floor:
            stage = len(STAGES)
        up = stage >= STAGES.index("strength") and not floor
        return (places[c.place].slot.last, stage, up, -(rehearsed or 0), c.place, where.get("rank", 50), e.ref)

    return key


def _by_phase(places: Sequence[Place], vocabulary: Vocabulary) -> Callable[[Column], tuple[object, ...]]:
    positions = vocabulary.terms.get("positions", EMPTY)

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
