"""Building up to a heavy lift: a few light sets before the first working set, so that nobody begins with a hundred kilos.

They are said beside the dose and are no part of the session's minutes; formats say so.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from setlist.builder import Plan
from setlist.limits import adjustable
from setlist.model import EMPTY, Exercise
from setlist.planner.loads import known_load, weights
from setlist.planner.schedule import LIFTS
from setlist.planner.turns import HEAVY
from setlist.program import BlockPlan, BuildUp, Item

STEPS = ((5, 50), (3, 70), (1, 85))  # repetitions, per cent of the working load (GK)
HEAVY_PCT = 60  # of 1RM: from here on a load is built up to (GK)


def built_up(plan: Plan, blocks: Iterable[BlockPlan]) -> tuple[BlockPlan, ...]:
    """The blocks of a session, in which the first heavy lift of each pattern says how to build up to it."""
    known = plan.catalog.exercises
    done: set[str] = set()
    out = []
    for block in blocks:
        items = []
        for item in block.items:
            exercise = known.get(item.exercise)
            if exercise is not None:
                first = item.role in LIFTS and exercise.kind == "strength" and done.isdisjoint(exercise.patterns[:1])
                item = replace(item, build_up=_steps(plan, exercise, item) if first else ())
                done.update(exercise.patterns[:1] if item.build_up else ())  # a light lift of the pattern prepares for no heavy one
            items.append(item)
        out.append(replace(block, items=tuple(items)))
    return tuple(out)


def _steps(plan: Plan, exercise: Exercise, item: Item) -> tuple[BuildUp, ...]:
    """What comes before the working sets: loads that can be made, each heavier than the one before; shares where no load is known."""
    loads, load = plan.profile.loads, item.dose.load_kg
    maximum = known_load("one_rm", exercise, loads or EMPTY)
    heavy = HEAVY in exercise.traits or (load is not None and maximum is not None and load >= maximum * HEAVY_PCT / 100)
    if not heavy or not adjustable(exercise, plan.catalog.vocabulary):
        return ()
    if load is None:
        return tuple(BuildUp(reps, share) for reps, share in STEPS)
    made = weights(exercise, loads, plan.catalog.vocabulary, load)
    found: dict[float, BuildUp] = {}
    for reps, share in STEPS:
        light = made.below(load * share / 100)
        if light is not None:
            found.setdefault(light, BuildUp(reps, share, light))
    return tuple(found.values())
