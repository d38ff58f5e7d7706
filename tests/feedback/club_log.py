"""A club whose members write a log: a loaded row, a push, a plank and a walk, with real progressions and the real filter of pain."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from setlist import Catalog, DoseRange, Profile, Program, Rule, prefer, where
from setlist.builder import Plan, plan
from setlist.feedback.judge import amount
from setlist.feedback.log import Entry, items
from setlist.model import Equipment, Slot
from setlist.planner.cycles import Stuck, attempt
from setlist.plugins import Plugins
from setlist_plugins.rules import progression
from setlist_plugins.safety import pain
from small_week import TEMPLATE, Club, a_catalog, a_move, soft

LIFT = DoseRange(sets=(2, 2), reps=(5, 8), rest_s=(60, 60), rir=(2, 2))
HOLD = DoseRange(sets=(2, 2), hold_s=(10, 30), rest_s=(20, 20))
MOVES = (
    a_move("row", dose=LIFT, equipment=Equipment(all=("barbell",)), family="row", easier=("club:band-row",)),
    a_move("band-row", dose=LIFT, family="row"),
    a_move("pull-down", dose=LIFT),
    a_move("twisted-pull", dose=LIFT, traits=("twist",)),
    a_move("squat", dose=LIFT, patterns=("squat",), primary=("quads",)),
    a_move("push-up", dose=LIFT, patterns=("push",), primary=("chest",), easier=("club:knee-push-up",)),
    a_move("knee-push-up", dose=LIFT, patterns=("push",), primary=("chest",)),
    a_move("plank", dose=HOLD, patterns=(), primary=("lats",)),
    a_move("lat-stretch", kind="stretch", patterns=(), roles=("stretch",), dose=DoseRange(sets=(1, 1), hold_s=(20, 40))),
    a_move("walk", kind="cardio", patterns=(), primary=("quads",), roles=("fill",), dose=DoseRange(minutes=(1, 15))),
)
WISHES = tuple(
    soft(prefer(where(id=f"club:{name}"), points), name=f"wish/{name}")
    for name, points in (("row", 9), ("push-up", 8), ("plank", 7), ("pull-down", 2), ("twisted-pull", 6), ("band-row", -3))
)
LIGHT = {"levels": ["intermediate"], "sets_pct": 60, "add_rir": 2}
PERSON = Profile(goal="strong", days=2, minutes=20, weeks=4, equipment=("barbell",), loads={"working": {"club:row": 40}})


def template(**changes: Any) -> Any:
    walk = Slot("walk", where(kind="cardio"), (1, 1), "fill")
    sessions = {
        name: replace(session, blocks=(*session.blocks[:2], replace(session.blocks[2], slots=(walk,))))
        for name, session in TEMPLATE.sessions.items()
    }
    by_role = {"main": "by-measure", "accessory": "by-measure", "stretch": "none", "fill": "none"}
    return replace(TEMPLATE, sessions=sessions, progression=by_role, cycle_weeks=4, weeks=4, **changes)


def plugins(*rules: Rule) -> Plugins:
    return Plugins.of(("club", Club((*WISHES, *rules), (), (), ())), ("progressions", progression), ("pain", pain))


@lru_cache
def catalog(light: bool = False) -> Catalog:
    return a_catalog(MOVES, template(deload=LIGHT if light else None))


def built(profile: Profile = PERSON, *, light: bool = False) -> Program:
    made = plan(profile, catalog(light), plugins())
    assert isinstance(made, Plan)
    program = attempt(made, target=0.0)
    assert not isinstance(program, Stuck)
    return program


@lru_cache
def club_program() -> Program:
    return built()


def as_planned(program: Program, weeks: int = 1, **changes: dict[str, Any]) -> list[Entry]:
    """A log of some weeks in which everything was done as planned with two in reserve. `changes` of an exercise, by its short id with
    underscores, are of all its rows."""
    out = []
    for (week, session, ref), _, item in items(program):
        told = changes.get(ref.partition(":")[2].replace("-", "_"), {})
        if week <= weeks and told is not None:
            values: dict[str, Any] = {"done": (float(amount(item.dose)),), "rir": None if item.dose.rir is None else 2.0, "pain": 0.0}
            out.append(Entry(week, session, ref, **{**values, **told}))
    return out
