"""A small world for tests of the planner: a dozen movements, a template of two sessions, and programs solved over them.

One set of ten takes a minute, an item a quarter of a minute more. The walk at the end can take as long as is left, so that the minutes
asked for stand in no rule's way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from setlist import Catalog, Context, DoseRange, Exercise, Profile, Program, Rule, SafetyFilter, Score, Template, hookimpl, where
from setlist.builder import Plan, plan
from setlist.model import EMPTY, Block, Equipment, Session, Slot, Term, Vocabulary
from setlist.planner.cycles import Stuck, attempt
from setlist.planner.evaluate import missed
from setlist.planner.held import Held, Matcher, held
from setlist.plugins import Plugins
from setlist.rules import Form

GROUPS = {"lats": "back", "rhomboids": "back", "quads": "legs", "glutes": "legs", "chest": "chest"}
TERMS: dict[str, dict[str, Term]] = {
    "muscles": {name: Term(name, name, data={"group": group}) for name, group in GROUPS.items()},
    "groups": {name: Term(name, name.title()) for name in ("back", "legs", "chest")},
    "equipment": {"barbell": Term("barbell", "Barbell", data={"load_step_kg": 2.5, "setup_s": 45}), "band": Term("band", "Band")},
    "patterns": {
        "pull": Term("pull", "Pull", data={"joints": "multi"}),
        "push": Term("push", "Push"),
        "squat": Term("squat", "Squat"),
        "carry": Term("carry", "Carry", data={"joints": "multi", "late": True}),
    },
    "positions": {
        "standing": Term("standing", "Standing", data={"rank": 10}),
        "lying": Term("lying", "Lying", data={"rank": 60, "floor": True}),
    },
    "traits": {name: Term(name, name) for name in ("heavy-load", "twist", "kneeling")},
    "goals": {"strong": Term("strong", "Strong")},
}
TEN = DoseRange(sets=(1, 3), reps=(10, 10), rest_s=(20, 20))


def a_move(name: str, **changes: Any) -> Exercise:
    """A pull for the lats, 1-3 sets of ten; whatever is given changes it."""
    plain = Exercise(
        ref=f"club:{name}",
        pack="club",
        id=name,
        name=name.replace("-", " ").capitalize(),
        kind="strength",
        level="beginner",
        patterns=("pull",),
        primary=("lats",),
        secondary=(),
        equipment=Equipment(),
        traits=(),
        roles=("main", "accessory"),
        dose=TEN,
        steps=("Begin", "Move", "End"),
    )
    return replace(plain, **changes)


MOVES = (
    a_move("row", secondary=("rhomboids",), family="row"),
    a_move("high-row", family="row"),
    a_move("pull-down"),
    a_move("squat", patterns=("squat",), primary=("quads",), secondary=("glutes",)),
    a_move("lunge", patterns=("squat",), primary=("quads",), traits=("kneeling",)),
    a_move("press", patterns=("push",), primary=("chest",)),
    a_move("push-up", patterns=("push",), primary=("chest",), traits=("kneeling",)),
    a_move("lat-stretch", kind="stretch", patterns=(), roles=("stretch",), dose=DoseRange(sets=(1, 1), hold_s=(20, 40))),
    a_move(
        "quad-stretch", kind="stretch", patterns=(), primary=("quads",), roles=("stretch",), dose=DoseRange(sets=(1, 1), hold_s=(20, 40))
    ),
    a_move("walk", kind="cardio", patterns=(), primary=("quads",), roles=("fill",), dose=DoseRange(minutes=(1, 15))),
    a_move("swim", kind="sport", patterns=(), roles=(), dose=DoseRange(minutes=(20, 40))),
)


def a_slot(name: str, role: str, most: int, **clause: Any) -> Slot:
    return Slot(name, where(**clause), (0, most), role)


def a_session(name: str) -> Session:
    main = Block(
        "main", "Main work", "main", (a_slot("lift", "main", 3, kind="strength"), a_slot("extra", "accessory", 2, kind="strength"))
    )
    ease = Block("ease", "Ease out", "stretch", (a_slot("stretch", "stretch", 2, kind="stretch"),))
    finish = Block("finish", "Finish", "fill", (Slot("walk", where(kind="cardio"), (1, 1), "fill"),))
    return Session(name, name.title(), (main, ease, finish))


TEMPLATE = Template(
    ref="club:week",
    pack="club",
    id="week",
    name="Club week",
    summary="Two sessions",
    goals=("strong",),
    family="strength",
    levels=("beginner", "intermediate", "advanced"),
    days=(1, 7),
    minutes=(10, 60),
    weeks=2,
    max_weeks=12,
    cycle_weeks=2,
    week=(("one",), ("one", "two"), ("one", "two", "one"), ("one", "two", "one", "two")),
    sessions={"one": a_session("one"), "two": a_session("two")},
)
PERSON = Profile(goal="strong", days=2, minutes=20)


def a_catalog(moves: Iterable[Exercise] = MOVES, template: Template = TEMPLATE) -> Catalog:
    return Catalog(
        packs=(),
        vocabulary=Vocabulary(terms=TERMS),
        exercises={e.ref: e for e in moves},
        templates={template.ref: template},
        conditions=EMPTY,
        questions=EMPTY,
        advice=EMPTY,
    )


class Club:
    """A plugin that gives what a test hands it."""

    def __init__(
        self, rules: Iterable[Rule], filters: Iterable[SafetyFilter], scores: Iterable[Score], progressions: Iterable[Any]
    ) -> None:
        self.rules, self.filters, self.scores, self.progressions = tuple(rules), tuple(filters), tuple(scores), tuple(progressions)

    @hookimpl
    def setlist_rules(self, context: Context) -> Iterable[Rule]:
        return self.rules

    @hookimpl
    def setlist_safety_filters(self, context: Context) -> Iterable[SafetyFilter]:
        return self.filters

    @hookimpl
    def setlist_scores(self, context: Context) -> Iterable[Score]:
        return self.scores

    @hookimpl
    def setlist_progressions(self, context: Context) -> Iterable[Any]:
        return self.progressions


def a_plan(
    *rules: Rule,
    moves: Iterable[Exercise] = MOVES,
    template: Template = TEMPLATE,
    profile: Profile = PERSON,
    filters: Iterable[SafetyFilter] = (),
    scores: Iterable[Score] = (),
    progressions: Iterable[Any] = (),
) -> Plan:
    """Everything before solving, with no rules, filters or points but those given."""
    made = plan(profile, a_catalog(moves, template), Plugins.of(("club", Club(rules, filters, scores, progressions))))
    assert isinstance(made, Plan)
    return made


def solved(*rules: Rule, seed: int = 0, best_effort: bool = False, **world: Any) -> Program:
    """The best program, exactly."""
    made = attempt(a_plan(*rules, **world), seed=seed, best_effort=best_effort, target=0.0)
    assert isinstance(made, Program), made.order or "infeasible"
    return made


def stuck(*rules: Rule, **world: Any) -> bool:
    """Whether the rules cannot all hold."""
    return isinstance(attempt(a_plan(*rules, **world)), Stuck)


def hard(form: Form, name: str = "club/rule", **more: Any) -> Rule:
    return Rule(name, form, hard=True, because=name, **more)


def soft(form: Form, weight: float = 1.0, name: str = "club/wish", **more: Any) -> Rule:
    return Rule(name, form, weight=weight, because=name, **more)


def weeks_held(program: Program, world: Mapping[str, Any] = EMPTY) -> list[Held]:
    """The weeks of a program as the audit's evaluation sees them."""
    template = world.get("template", TEMPLATE)
    catalog = a_catalog(world.get("moves", MOVES), template)
    matching = Matcher(catalog)
    return [held(week, catalog, template, program.profile.minutes, matching) for week in program.weeks]


def misses(rule: Rule, program: Program, **world: Any) -> float:
    """By how much a program misses a rule, over all its weeks, as the audit evaluates it."""
    weeks = weeks_held(program, world)
    return sum(amount for before, week in zip([None, *weeks], weeks, strict=False) for _, amount in missed(rule, week, before))


def refs(program: Program, week: int = 1) -> list[list[str]]:
    """The short ids of what is done in each session of a week, in order."""
    return [[item.exercise.partition(":")[2] for item in session.items] for session in program.weeks[week - 1].sessions]
