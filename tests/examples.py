"""Programs made by hand, for tests of everything that reads a program. They hold what a real build holds, in small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from example_cards import ADVICE, CARDS, DISCLAIMERS
from setlist.model import Dose, Finding, Gate
from setlist.profile import HasCondition, Profile
from setlist.program import (
    BlockPlan,
    Certificate,
    CycleProof,
    Excluded,
    Item,
    Program,
    Reason,
    Relaxed,
    SessionPlan,
    Suggestion,
    Volume,
    Week,
    program_from_data,
)

DISC = "lumbar-disc-herniation-sciatica"


def item(ref: str, dose: Dose, minutes: float, why: str, *, slot: str, role: str = "core", **more: Any) -> Item:
    """An item whose first reason is its place, as the planner writes it; `why` is '<block>: <purpose>'."""
    reasons = (Reason(f"template/brace/{slot}", why), *more.pop("reasons", ()))
    return Item(ref, CARDS[ref]["name"], role, dose, minutes, reasons, slot=slot, **more)


def relief() -> Program:
    """Back relief for a beginner: 3 days of 25 minutes, 4 weeks, no conditions, not screened. Days 1 and 5 are alike."""
    weeks = tuple(Week(n, 1, "build", (_brace(1, n), _bridge(3, n), _brace(5, n))) for n in range(1, 5))
    return _program(
        "Back relief: 4 weeks",
        Profile(goal="back-relief", days=3, minutes=25, weeks=4),
        weeks,
        template="base:back-relief",
        at_hand=("wall",),
        names={"wall": "Wall"},
        certificate=Certificate("proven", 61.25, 61.5, 0.0039, (CycleProof(1, "proven", 61.25, 61.5, 0.0039),)),
        suggestions=(
            Suggestion(
                2,
                "home:easy-walk",
                "Easy walk",
                Dose(minutes=20),
                20.0,
                (Reason("template/back-relief/rest-days", "Easy movement between sessions"),),
            ),
        ),
    )


def disc() -> Program:
    """The same for a person with a slipped disc, from a date on: a gate, care on items, exclusions with checked and unchecked rows."""
    base = relief()
    care = Finding(
        "modify",
        "end-range-spinal-flexion",
        "Keep to comfortable mid range",
        "NICE-NG59",
        "guideline",
        {"range": "mid"},
        cue="Round only as far as feels easy.",
        condition=DISC,
        filter="safety/conditions",
    )
    quiet = Finding(
        "caution",
        "kneeling",
        "Knees may complain",
        "GK",
        "general",
        confirmed=False,
        condition="everyone-novice",
        filter="safety/conditions",
    )
    liked = Reason("safety/conditions", "Trunk bracing is advised after a slipped disc")
    weeks = _each_item(base.weeks, lambda i: _dated(i, care, quiet, liked))
    profile = replace(
        base.profile,
        age=47,
        sex="female",
        start="2026-12-01",
        conditions=(HasCondition(DISC, {"phase": "settling"}),),
        screening={"leg-pain": True},
    )
    return replace(
        base,
        profile=profile,
        screened=True,
        weeks=tuple(replace(w, sessions=tuple(_on_date(s, w.number) for s in w.sessions)) for w in weeks),
        gates=(
            Gate(
                "see-someone",
                "A slipped disc deserves one look by a professional",
                "You may start gently. Show this plan to a physiotherapist.",
                "GK",
                DISC,
                filter="safety/conditions",
            ),
        ),
        excluded=tuple(
            Excluded(ref, name, (row,))
            for ref, name, row in (
                ("yoga:plow", "Plow", _row("end-range-spinal-flexion", "Deep rounding presses on the disc", "NICE-NG59")),
                (
                    "yoga:seated-fold",
                    "Seated forward fold",
                    _row("end-range-spinal-flexion", "Deep rounding presses on the disc", "NICE-NG59"),
                ),
                ("home:sit-up", "Sit-up", _row("loaded-spinal-flexion", "Curling up under load presses on the disc", "GK", checked=False)),
                (
                    "gym:deadlift",
                    "Deadlift",
                    replace(_row("heavy-load", "Heavy lifting can wait", "RACGP-ACTIVE"), limits={"max_load_pct_1rm": 60}),
                ),
            )
        ),
        conditions={
            DISC: "Slipped disc or sciatica (lumbar disc herniation)",
            "everyone-novice": "New to training (under 6 months of practice)",
        },
        ext={"diary": {"note": "numb left foot"}},
        notes=("Back pain of unknown age is taken as fresh",),
    )


def strength() -> Program:
    """Back strength for an intermediate with loads: 8 weeks, two cycles, lighter weeks 4 and 8, an accessory that rotates."""
    weeks = tuple(_strength_week(n) for n in range(1, 9))
    profile = Profile(
        goal="back-strength",
        level="intermediate",
        days=2,
        minutes=45,
        weeks=8,
        equipment=("barbell", "dumbbells", "flat-bench"),
        weekdays=(2, 5),
        screening={"chest-pain": False},
        loads={"working": {"gym:deadlift": 60}},
    )
    return _program(
        "Back strength: 8 weeks",
        profile,
        weeks,
        template="base:back-strength",
        certificate=Certificate("not proven", 90.0, 92.0, 0.0217, ()),
        screened=True,
        relaxed=(Relaxed("balance/push-pull", "Pulls and pushes balance each other", 1.0),),
        volume=(Volume(1, "back", 6.0, 8.0, 16.0, "6 of 8 sets fit beside the other rules and the minutes"),),
        disabled_plugins=("club-rules",),
    )


def one_week() -> Program:
    """A program of a single week."""
    base = relief()
    return replace(base, title="Back relief: 1 week", profile=replace(base.profile, weeks=1), weeks=base.weeks[:1])


def everything() -> dict[str, Program]:
    return {"relief": relief(), "disc": disc(), "strength": strength(), "one_week": one_week()}


TEXT_KEYS = frozenset({"title", "text", "name", "reason", "advice", "source", "cue", "because", "why"})
TEXT_LISTS = frozenset({"steps", "cues", "cautions", "first_month", "disclaimers", "notes", "disabled_plugins"})


def with_texts(program: Program, text: str) -> Program:
    """The program with `text` wherever a pack, plugin or person could have written one."""

    def walk(value: Any, key: str = "") -> Any:
        if isinstance(value, Mapping):
            return {k: walk(v, k) for k, v in value.items()} if key != "conditions" else dict.fromkeys(value, text)
        if isinstance(value, list):
            return [text if key in TEXT_LISTS else walk(v) for v in value]
        return text if key in TEXT_KEYS and isinstance(value, str) else value

    data = program.to_data()
    return program_from_data({k: walk(v, k) if k not in ("packs", "plugins", "profile") else v for k, v in data.items()})


def _program(title: str, profile: Profile, weeks: tuple[Week, ...], **more: Any) -> Program:
    used = {i.exercise for w in weeks for s in w.sessions for i in s.items} | {s.exercise for s in more.get("suggestions", ())}
    return Program(
        title=title,
        setlist="0.1.0",
        solver="highs 1.12.0",
        platform="linux python3.11",
        packs=({"id": "base", "version": "0.1.0", "digest": "0" * 64}, {"id": "home", "version": "0.1.0", "digest": "1" * 64}),
        plugins=({"name": "format-text", "version": "0.1.0"},),
        profile=profile,
        screened=more.pop("screened", False),
        seed=0,
        weeks=weeks,
        exercises={ref: CARDS[ref] for ref in sorted(used)},
        advice=ADVICE,
        disclaimers=DISCLAIMERS,
        **more,
    )


def _session(day: int, ident: str, title: str, blocks: Sequence[BlockPlan]) -> SessionPlan:
    work = sum(i.minutes for b in blocks for i in b.items)
    return SessionPlan(day, title, round(work + 3.5, 1), 3.5, tuple(blocks), ident)


def _brace(day: int, week: int) -> SessionPlan:
    goal = Reason("goal/back-relief/1", "Calm movement suits a sore back", 4.0)
    core = Reason("goal/back-relief/2", "A trunk that braces spares the spine", 6.0)
    return _session(
        day,
        "brace",
        "Brace",
        (
            BlockPlan(
                "Settle and loosen",
                "straight",
                (
                    item(
                        "home:easy-walk",
                        Dose(minutes=5),
                        5.0,
                        "Settle and loosen: walk yourself warm",
                        slot="walk-in",
                        role="warm-up",
                        reasons=(goal,),
                    ),
                    item(
                        "home:pelvic-tilt",
                        Dose(reps=5, hold_s=4, rest_s=20),
                        1.3,
                        "Settle and loosen: small easy movement for the spine",
                        slot="loosen",
                        role="warm-up",
                        reasons=(goal,),
                    ),
                ),
                "settle",
            ),
            BlockPlan(
                "Main work",
                "straight",
                (
                    item(
                        "home:bird-dog",
                        Dose(sets=3, hold_s=15 + 5 * min(week - 1, 2), rest_s=30, rir=4, per_side=True),
                        5.0,
                        "Main work: brace without moving the spine",
                        slot="brace",
                        reasons=(core, goal),
                    ),
                    item(
                        "home:side-bridge-wall",
                        Dose(sets=2, reps=2 + week, hold_s=8, rest_s=30, rir=4, per_side=True),
                        4.0,
                        "Main work: brace without moving the spine",
                        slot="brace",
                        reasons=(core, goal),
                    ),
                ),
                "main",
            ),
            BlockPlan(
                "Ease out",
                "flow",
                (
                    item(
                        "yoga:childs-pose",
                        Dose(breaths=4 + week),
                        1.0,
                        "Ease out: rest in comfort",
                        slot="rest",
                        role="cool-down",
                        reasons=(goal, Reason("likes/not", "Long rest poses cost minutes", -1.0)),
                    ),
                ),
                "ease",
            ),
        ),
    )


def _bridge(day: int, week: int) -> SessionPlan:
    return replace(_brace(day, week), title="Bridge and reach", id="bridge", blocks=_brace(day, week).blocks[:2])


def _strength_week(n: int) -> Week:
    cycle, at = divmod(n - 1, 4)
    light = at == 3
    reps = 8 + min(at, 2)
    sets, rir = (2, 5) if light else (3, 3)
    third = "home:side-bridge-wall" if cycle == 0 else "home:side-bridge-knees"

    def session(day: int) -> SessionPlan:
        deadlift = Dose(sets=sets, reps=reps, rest_s=120, rir=rir, tempo="3-1-3", load_kg=60.0 + 2.5 * cycle)
        row = Dose(sets=sets, reps=reps, rest_s=90, rir=rir, per_side=True, load_pct_1rm=60)
        main = (
            item("gym:deadlift", deadlift, 9.0, "Main work: a hip hinge", slot="hinge", role="main"),
            item("gym:one-arm-row", row, 9.0, "Main work: a row", slot="row", role="main"),
            item(
                "gym:farmers-carry",
                Dose(sets=2, distance_m=25, rest_s=60, rpe=6),
                3.0,
                "Main work: a carry",
                slot="carry",
                role="accessory",
            ),
            item(third, Dose(sets=2, hold_s=20, per_side=True), 2.0, "Main work: a trunk that stays still", slot="brace"),
        )
        return _session(day, "hinge", "Hinge and row", (BlockPlan("Main work", "circuit", main, "main", 2),))

    return Week(n, cycle + 1, "deload" if light else "build", (session(2), session(5)))


def _each_item(weeks: Sequence[Week], change: Any) -> tuple[Week, ...]:
    return tuple(
        replace(
            w,
            sessions=tuple(
                replace(s, blocks=tuple(replace(b, items=tuple(change(i) for i in b.items)) for b in s.blocks)) for s in w.sessions
            ),
        )
        for w in weeks
    )


def _dated(one: Item, care: Finding, quiet: Finding, liked: Reason) -> Item:
    if one.exercise == "home:pelvic-tilt":
        return replace(one, findings=(care,))
    if one.exercise == "home:bird-dog":
        return replace(one, findings=(quiet,), reasons=(*one.reasons, liked))
    return one


def _on_date(session: SessionPlan, week: int) -> SessionPlan:
    return replace(session, date=(date(2026, 12, 1) + timedelta(days=7 * (week - 1) + session.day - 1)).isoformat())


def _row(trait: str, reason: str, source: str, *, checked: bool = True) -> Finding:
    grade = "guideline" if checked else "general"
    return Finding("exclude", trait, reason, source, grade, confirmed=checked, condition=DISC, filter="safety/conditions")
