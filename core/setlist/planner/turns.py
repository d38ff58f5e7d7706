"""Who takes turns: the pairs of a superset, the one group of a circuit. Solver and layout ask the same question here; the audit does not.

A pair works muscles that leave each other alone, so that one rests while the other works: never the same primary muscle group twice
(row supersets), never the same bar or machine, which would have to be loaded anew each time, and never a heavy lift with core work; with
what tires the grip only where nobody else is left. A pair with a heavy lift stands where that does, before lighter work has tired
anything; any other where its last stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from setlist.model import EMPTY, Block, Dose, Exercise, Vocabulary
from setlist.planner import times
from setlist.planner.columns import Column, Place
from setlist.planner.problem import Problem, Row, Terms, ones
from setlist.planner.terms import Compiler
from setlist.program import BlockPlan, Item
from setlist.safety import Judgement

TOGETHER = "core/turns"  # rows that make sure that what takes turns has somebody to take turns with; never relaxed
MOST_IN_SUPERSET = 3
MOST_ALONE = 3  # in a superset of many; when more than that find nobody all do straight sets
HEAVY, CORE = "heavy-load", "core"
GRIPPED = 2.0  # how much worse what tires the grip is beside a heavy lift
OPPOSITE = 1.0  # how much better an opposite muscle is than one that merely leaves the other alone

Groups = tuple[tuple[int, ...], ...]
One = TypeVar("One")


class Turn(Struct, frozen=True):
    """One that takes turns: its dose in every week, and the least rest that safety lets it have between two sets."""

    exercise: Exercise
    doses: tuple[Dose, ...]
    least_rest_s: int = 0


def grouped(turns: Sequence[Turn], style: str, vocabulary: Vocabulary) -> Groups:
    """The positions of those that go together: everyone where that can be, else as many as can. All of a circuit, or nobody."""
    everyone = tuple(range(len(turns)))
    if style == "circuit":
        even = len({turn.doses[0].sets for turn in turns}) == 1
        return (everyone,) if len(turns) > 1 and even and rested(turns, style) else ()
    found = {(a, b): _fit(turns[a], turns[b], vocabulary) for a, b in combinations(everyone, 2)}
    fits = {pair: cost for pair, cost in found.items() if cost is not None}
    for alone in range(MOST_ALONE + 1):
        for left in combinations(everyone, len(turns) - alone):  # the last of a session are the first to be left alone
            groups = _split(turns, left, fits)
            if groups is not None:
                return groups
    return ()


def _split(turns: Sequence[Turn], left: tuple[int, ...], fits: Mapping[tuple[int, int], float]) -> Groups | None:
    """Pairs, and one three where the number is odd; the first finds its best partner, and takes the next best where the rest is stuck."""
    if not left:
        return ()
    first, others = left[0], left[1:]
    near = sorted((n for n in others if (first, n) in fits), key=lambda n: (fits[first, n], n))
    options: list[tuple[int, ...]] = [(first, n) for n in near]
    if len(left) % 2:
        options = [(first, n, m) for n in near for m in near if n < m and (n, m) in fits] + (
            options if len(left) > MOST_IN_SUPERSET else []
        )
    for group in options:
        if rested([turns[n] for n in group], "superset"):
            after = _split(turns, tuple(n for n in others if n not in group), fits)
            if after is not None:
                return (group, *after)
    return None


def _fit(a: Turn, b: Turn, vocabulary: Vocabulary) -> float | None:
    """How little two leave each other alone (smaller is better); None where they may not be together."""
    worked = [turn.exercise.groups or dict.fromkeys(turn.exercise.primary, 1.0) for turn in (a, b)]
    main = [{group for group, share in groups.items() if share == 1} for groups in worked]
    if not main[0].isdisjoint(main[1]) or not _stations(a, vocabulary).isdisjoint(_stations(b, vocabulary)):
        return None
    if abs(a.doses[0].sets - b.doses[0].sets) > 1 or _braced(a, b) or _braced(b, a):
        return None
    groups = vocabulary.terms.get("groups", EMPTY)
    opposite = any(group in groups and groups[group].data.get("opposite") in main[1] for group in sorted(main[0]))
    uneven = abs(a.doses[0].sets - b.doses[0].sets) / 2
    gripped = GRIPPED * (_gripped(a, b, vocabulary) or _gripped(b, a, vocabulary))
    return sum(min(share, worked[1].get(group, 0.0)) for group, share in worked[0].items()) + uneven + gripped - OPPOSITE * opposite


def _braced(a: Turn, b: Turn) -> bool:
    """Whether one is lifted heavily while the other tires the trunk that has to hold it."""
    return HEAVY in a.exercise.traits and CORE in b.exercise.roles


def _gripped(a: Turn, b: Turn, vocabulary: Vocabulary) -> bool:
    """Whether one is lifted heavily while the other tires the grip, which is why such a pattern is `late`."""
    patterns = vocabulary.terms.get("patterns", EMPTY)
    late = any(pattern in patterns and patterns[pattern].data.get("late") for pattern in b.exercise.patterns)
    return HEAVY in a.exercise.traits and late


def _stations(turn: Turn, vocabulary: Vocabulary) -> frozenset[str]:
    """What an exercise needs that takes longer to set up than to walk to."""
    things = vocabulary.terms.get("equipment", EMPTY)
    needs = (*turn.exercise.equipment.all, *turn.exercise.equipment.any[:1])
    return frozenset(n for n in needs if n in things and float(things[n].data.get("setup_s", 0)) > times.STATION_S)


def rested(turns: Sequence[Turn], style: str) -> bool:
    """Whether everyone has the least rest that safety asks for while the others have their turn and all rest after it."""
    for week in zip(*(turn.doses for turn in turns), strict=True):
        work = [times.set_seconds(dose, style) for dose in week]
        rest = times.round_rest(week, style)
        for turn, dose, own in zip(turns, week, work, strict=True):
            if dose.sets > 1 and sum(work) - own + rest < turn.least_rest_s:
                return False
    return True


def in_turns(
    line: Sequence[Column], block: Block, places: Sequence[Place], judgements: Mapping[str, Judgement], vocabulary: Vocabulary
) -> list[tuple[Column, str | None]]:
    """The picks of a block in order, those that go together side by side, each with its letter and number."""
    sharing = [n for n, c in enumerate(line) if times.takes_turns(block.style, places[c.place].slot.role)]
    groups = grouped([turn_of(line[n], judgements) for n in sharing], block.style, vocabulary)
    heavy = [n for n in sharing if HEAVY in line[n].exercise.traits]
    return side_by_side(line, [[sharing[n] for n in group] for group in groups], heavy)


def side_by_side(line: Sequence[One], groups: Sequence[Sequence[int]], heavy: Collection[int] = ()) -> list[tuple[One, str | None]]:
    """A line with its groups (of positions) together where the first `heavy` one of each stands, or else the last, so that nothing light
    moves before a main lift and nothing heavy behind light work: A1, A2, then B1 and so on; None is in no group."""
    stands = {min((n for n in group if n in heavy), default=max(group)): sorted(group) for group in groups}
    ends = {n: stands[n] for n in sorted(stands)}
    placed = {n for group in groups for n in group}
    out: list[tuple[One, str | None]] = []
    for n, one in enumerate(line):
        if n in ends:
            letter = chr(ord("A") + list(ends).index(n))
            out += [(line[m], f"{letter}{number}") for number, m in enumerate(ends[n], 1)]
        elif n not in placed:
            out.append((one, None))
    return out


def turn_of(column: Column, judgements: Mapping[str, Judgement]) -> Turn:
    return Turn(column.exercise, column.doses, _least_rest(column.exercise.ref, judgements))


def _least_rest(ref: str, judgements: Mapping[str, Judgement]) -> int:
    allowed = judgements[ref].dose if ref in judgements else None
    return 0 if allowed is None or allowed.rest_s is None else allowed.rest_s[0]


def again(block: BlockPlan, known: Mapping[str, Exercise], judgements: Mapping[str, Judgement], vocabulary: Vocabulary) -> BlockPlan:
    """A block after something in it was exchanged or went: its turns, the minutes they take, and its rounds. Groups stay as they are as
    long as they go together; where nobody fits any more all do straight sets. One with an exercise that the packs lack stays as it is."""
    sharing = [n for n, item in enumerate(block.items) if times.takes_turns(block.style, item.role)]
    items = block.items
    if sharing and all(item.exercise in known for item in items):
        turns = {n: Turn(known[items[n].exercise], (items[n].dose,), _least_rest(items[n].exercise, judgements)) for n in sharing}
        groups = _kept(block, turns, vocabulary)
        if groups is None:
            found = grouped([turns[n] for n in sharing], block.style, vocabulary)
            groups = [[sharing[n] for n in group] for group in found]
        heavy = [n for n in sharing if HEAVY in known[items[n].exercise].traits]
        items = tuple(_timed(item, group, block.style, known, vocabulary) for item, group in side_by_side(items, groups, heavy))
        if block.style == "circuit" and items[0].group is None:
            return replace(block, items=items, style="straight", rounds=None)
    counted = block.rounds is not None and items
    return replace(block, items=items, rounds=max(item.dose.sets for item in items) if counted else block.rounds)


def _kept(block: BlockPlan, turns: Mapping[int, Turn], vocabulary: Vocabulary) -> list[list[int]] | None:
    """The groups that a block's items name, where everyone who takes turns is in one and they still go together."""
    named: dict[str, list[int]] = {}
    for n in turns:
        named.setdefault((block.items[n].group or "")[:1], []).append(n)
    whole = "" not in named and all(
        grouped([turns[n] for n in group], block.style, vocabulary) == (tuple(range(len(group))),) for group in named.values()
    )
    return list(named.values()) if whole and (block.style != "circuit" or len(named) == 1) else None


def _timed(item: Item, group: str | None, style: str, known: Mapping[str, Exercise], vocabulary: Vocabulary) -> Item:
    setup = times.setup_seconds(known[item.exercise], vocabulary)
    return replace(item, group=group, minutes=round(times.item_minutes(item.dose, setup, times.manner(style, group is not None)), 2))


def turn_rows(c: Compiler) -> None:
    """Rows of circuits: nobody is alone in one, and it has one number of rounds. Supersets need none: who finds no partner there may do
    straight sets, and `cuts` says where not."""
    for (s, b), members in _sharing(c.problem).items():
        block = c.problem.frame.blocks[s][b]
        if block.style != "circuit":
            continue
        text = f"{c.problem.frame.sessions[s].title}: who takes turns in '{block.name}'"
        some = c.switch(members)
        c.problem.add(Row(TOGETHER, text, Terms.of([*((i, 1.0) for i in members), (some, -2.0)]), 0, None))
        by_sets: dict[int, list[int]] = {}
        for i in members:
            by_sets.setdefault(c.problem.columns[i].sets, []).append(i)
        if len(by_sets) > 1:
            c.problem.add(Row(TOGETHER, text, ones([c.switch(found) for found in by_sets.values()]), None, 1))


def _sharing(problem: Problem) -> dict[tuple[int, int], list[int]]:
    """(session, block) -> the columns that take turns there."""
    shape = problem.frame
    found: dict[tuple[int, int], list[int]] = {}
    for i, column in enumerate(problem.columns):
        place = shape.places[column.place]
        if times.takes_turns(shape.blocks[column.session][place.block].style, place.slot.role):
            found.setdefault((column.session, place.block), []).append(i)
    return found


def cuts(
    problem: Problem, picked: Iterable[Column], judgements: Mapping[str, Judgement], vocabulary: Vocabulary, *, exact: bool = False
) -> list[Row]:
    """A row against each block of picks that cannot be done as the block says: one of them goes, or somebody joins them.

    Some of a superset may stay alone and do straight sets, where the session has the minutes for their rests; not if minutes are `exact`.
    """
    chosen = {id(column) for column in picked}
    rows = []
    for (s, b), members in _sharing(problem).items():
        block = problem.frame.blocks[s][b]
        inside = [i for i in members if id(problem.columns[i]) in chosen]
        groups = grouped([turn_of(problem.columns[i], judgements) for i in inside], block.style, vocabulary)
        together = {inside[n] for group in groups for n in group}
        alone = len(inside) - len(together)
        session = [c for c in problem.columns if c.session == s and id(c) in chosen]
        if alone and (
            exact or block.style == "circuit" or not _room(problem, session, [problem.columns[i] for i in inside], alone, vocabulary)
        ):
            terms = Terms.of((i, 1.0 if i in inside else -1.0) for i in members)
            rows.append(Row(TOGETHER, f"'{block.name}': these do not go together", terms, None, len(inside) - 1))
    return rows


def _room(problem: Problem, session: Sequence[Column], sharing: Sequence[Column], alone: int, vocabulary: Vocabulary) -> bool:
    """Whether a session is short enough in every week when so many of those that take turns have their rests to themselves. Who they
    are depends on the order, which comes later, so the longest are taken."""
    fixed, factor = times.overhead(problem.frame.minutes)
    most = (1.1 * problem.frame.minutes - 0.01 - fixed) / factor
    for week in range(len(session[0].minutes)):
        more = (times.item_minutes(c.doses[week], times.setup_seconds(c.exercise, vocabulary)) - c.minutes[week] for c in sharing)
        if sum(c.minutes[week] for c in session) + sum(sorted(more, reverse=True)[:alone]) > most:
            return False
    return True
