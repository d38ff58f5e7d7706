"""The audit of who takes turns: groups of supersets and circuits as a program has them, judged without the solver's help."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, groupby

from setlist.model import EMPTY, Catalog, Exercise
from setlist.planner import times
from setlist.program import BlockPlan, Item

LeastRest = Callable[[Item], int]  # the least seconds of rest that safety lets an item have between two sets
MOST_IN_SUPERSET = 3


def wrong_turns(block: BlockPlan, catalog: Catalog, least_rest: LeastRest) -> Iterator[str]:
    """What is wrong with the groups of a block, in plain words; exercises that the catalog lacks are judged by their doses alone."""
    groups = [(letter, list(items)) for letter, items in groupby(block.items, key=_letter)]
    letters = [letter for letter, _ in groups if letter]
    if letters and block.style not in ("superset", "circuit"):
        yield f"'{block.name}' is {block.style}: nothing in it takes turns"
        return
    if len(letters) != len(set(letters)):
        yield f"'{block.name}': those that take turns do not stand side by side"
    for letter, items in groups:
        if letter and [item.group for item in items] != [f"{letter}{n}" for n in range(1, len(items) + 1)]:
            yield f"'{block.name}': {', '.join(item.group or '' for item in items)} are not numbered from 1 on"
        if letter:
            yield from (f"'{block.name}': {text}" for text in _wrong_group(block.style, items, catalog, least_rest))
    if block.style == "circuit" and letters and (len(letters) > 1 or not all(item.group for item in block.items)):
        yield f"'{block.name}' is a circuit, and not all of it goes round together"


def _letter(item: Item) -> str:
    return (item.group or "").rstrip("0123456789")


def _wrong_group(style: str, items: Sequence[Item], catalog: Catalog, least_rest: LeastRest) -> Iterator[str]:
    names = ", ".join(item.exercise for item in items)
    sets = [item.dose.sets for item in items]
    if len(items) < 2 or (style == "superset" and len(items) > MOST_IN_SUPERSET):
        yield f"{names}: {len(items)} cannot take turns"
    if max(sets) - min(sets) > (1 if style == "superset" else 0):
        yield f"{names} take turns with {', '.join(map(str, sets))} sets"
    rest = times.round_rest([item.dose for item in items], style)
    for item in items:
        others = sum(times.set_seconds(other.dose, style) for other in items if other is not item)
        if item.dose.sets > 1 and others + rest < least_rest(item):
            yield f"{item.exercise} rests {others + rest:.0f} s, {least_rest(item)} s at least"
    if style == "superset":
        for a, b in combinations([catalog.exercises[i.exercise] for i in items if i.exercise in catalog.exercises], 2):
            yield from _competing(a, b, catalog)
        yield from (f"{item.exercise} is {item.role}, and has its rests to itself" for item in items if item.role == "main")


def _competing(a: Exercise, b: Exercise, catalog: Catalog) -> Iterator[str]:
    muscles, things = (catalog.vocabulary.terms.get(kind, EMPTY) for kind in ("muscles", "equipment"))
    first, second = ([str(muscles[m].data.get("group", m)) if m in muscles else m for m in e.primary] for e in (a, b))
    for muscle in sorted(set(first) & set(second)):
        yield f"{a.ref} and {b.ref} both work {muscle} first of all"
    needs = [(*e.equipment.all, *e.equipment.any[:1]) for e in (a, b)]
    for thing in sorted(set(needs[0]) & set(needs[1])):
        if thing in things and float(things[thing].data.get("setup_s", 0)) > times.STATION_S:
            yield f"{a.ref} and {b.ref} both need the {thing}"
