"""What safety leaves of doses, points, loads and suggestions, in whole programs."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from setlist import DoseRange, Finding, Profile, Progression, SafetyFilter, limit, prefer, where
from setlist.builder import opinions
from setlist.model import Equipment
from small_week import MOVES, PERSON, TEMPLATE, a_move, a_plan, hard, refs, soft, solved


def test_cautions_cost_and_preferences_earn_and_the_reasons_show_it() -> None:
    said = [
        *(Finding("prefer", trait=f"good-{n}", reason=f"Good {n}", filter="club") for n in range(5)),
        Finding("prefer", trait="good-0", reason="Good again", filter="club"),
        Finding("caution", trait="kneeling", reason="Mind the knees", filter="club"),
        Finding("modify", trait="twist", reason="Slowly", limits={"max_sets": 2}, filter="club"),
    ]
    assert opinions(said) == [("safety/club", f"Good {n}", 2.0) for n in range(3)] + [("safety/club", "Mind the knees", -1.0)]


def test_an_exercise_with_a_caution_has_one_set_less_and_says_why() -> None:
    careful = SafetyFilter(
        "careful",
        lambda e, d: [Finding("caution", trait="kneeling", reason="Mind the knees", cue="On a mat")] if "kneeling" in e.traits else [],
    )
    only = [e for e in MOVES if e.id in ("row", "lunge", "walk")]
    program = solved(soft(limit(where(kind="strength"), sets=(99, None), per="week"), weight=5), filters=[careful], moves=only)
    items = {i.exercise: i for i in program.weeks[0].sessions[0].items}
    lunge = items["club:lunge"]
    assert (items["club:row"].dose.sets, lunge.dose.sets) == (3, 2)
    assert ("safety/careful", "Mind the knees", -1.0) in [(r.rule, r.text, r.points) for r in lunge.reasons]
    assert [f.cue for f in lunge.findings] == ["On a mat"]


BARBELL_ROW = a_move(
    "barbell-row", equipment=Equipment(all=("barbell",)), dose=DoseRange(sets=(2, 3), reps=(5, 8), rest_s=(20, 20), rir=(1, 3))
)
LIFTER = replace(PERSON, equipment=("barbell",), weeks=6, loads={"working": {"barbell-row": 40}, "one_rm": {"barbell-row": 60}})
WALK = next(e for e in MOVES if e.id == "walk")


def loads(profile: Profile, *filters: SafetyFilter) -> list[float | None]:
    """The weight of the barbell row in the first week of each cycle."""
    ask = hard(limit(where(id="club:barbell-row"), exercises=(1, None), per="session"))
    program = solved(ask, moves=[BARBELL_ROW, WALK], profile=profile, filters=filters)
    weeks = [w for n, w in enumerate(program.weeks) if n == 0 or program.weeks[n - 1].cycle != w.cycle]
    return [next(i.dose.load_kg for i in w.sessions[0].items if i.exercise == BARBELL_ROW.ref) for w in weeks]


def limiting(**limits: Any) -> SafetyFilter:
    return SafetyFilter("limiting", lambda e, d: [Finding("modify", reason="light", limits=limits)] if e.id == "barbell-row" else [])


def test_the_persons_weight_grows_from_cycle_to_cycle_below_every_limit() -> None:
    assert loads(LIFTER) == [40, 42.5, 45]
    assert loads(replace(LIFTER, loads={})) == [None, None, None]
    assert loads(LIFTER, limiting(max_load_kg=42)) == [40, 42, 42]
    assert loads(LIFTER, limiting(max_load_kg=20)) == [20, 20, 20]


def test_a_limit_on_the_share_of_the_maximum_holds_for_the_weight_too() -> None:
    assert loads(LIFTER, limiting(max_load_pct_1rm=70)) == [40, 40, 40]  # 42 kg, brought down to a weight that can be made
    unknown = replace(LIFTER, loads={"working": {"barbell-row": 40}})
    assert loads(unknown, limiting(max_load_pct_1rm=70)) == [None, None, None]


def test_a_filter_judges_the_weight_that_the_last_cycle_may_ask_for() -> None:
    heavy = SafetyFilter("heavy", lambda e, d: [Finding("exclude", reason="Too heavy")] if (d.load_kg or 0) > 43 else [])
    assert BARBELL_ROW.ref in a_plan(moves=[BARBELL_ROW, WALK], profile=replace(LIFTER, weeks=4), filters=[heavy]).admissible
    assert BARBELL_ROW.ref not in a_plan(moves=[BARBELL_ROW, WALK], profile=LIFTER, filters=[heavy]).admissible


def test_no_progression_leads_past_a_limit_in_any_week_or_cycle() -> None:
    greedy = Progression("greedy", lambda start, top, week, weeks: replace(start, reps=500, sets=9, load_kg=400.0, tempo="0-0-1"))
    careful = SafetyFilter("careful", lambda e, d: [Finding("modify", limits={"max_reps": 12, "max_sets": 2})] if e.dose.reps else [])
    program = solved(
        soft(prefer(where(kind="strength"), 5)),
        filters=[careful],
        progressions=[greedy],
        template=replace(TEMPLATE, progression={"main": "greedy", "accessory": "greedy"}),
        moves=[replace(e, dose=replace(e.dose, reps=(10, 20))) if e.dose.reps else e for e in MOVES],
        profile=replace(PERSON, weeks=6),
    )
    doses = [i.dose for w in program.weeks for s in w.sessions for i in s.items if i.dose.reps]
    assert doses
    assert all((d.reps or 0) <= 12 and d.sets <= 2 and d.load_kg is None and d.tempo is None for d in doses)


def test_a_pin_or_a_like_brings_nothing_back() -> None:
    never = SafetyFilter("never", lambda e, d: [Finding("exclude", reason="no")] if e.id == "row" else [])
    love = (soft(prefer(where(id="club:row"), 10)), hard(limit(where(id="club:row"), exercises=(1, None), per="week")))
    program = solved(*love, filters=[never], best_effort=True)
    assert "row" not in {name for names in refs(program) for name in names}
    assert [r.rule for r in program.relaxed] == ["club/rule"]


def test_rounds_of_a_circuit_are_its_sets() -> None:
    session = TEMPLATE.sessions["one"]
    circuit = replace(session.blocks[0], style="circuit", rounds=(2, 3))
    template = replace(TEMPLATE, sessions={"one": replace(session, blocks=(circuit, *session.blocks[1:])), "two": TEMPLATE.sessions["two"]})
    program = solved(hard(limit(where(kind="strength"), exercises=(2, None), per="session")), template=template)
    block = program.weeks[0].sessions[0].blocks[0]
    assert block.rounds == max(item.dose.sets for item in block.items)
    assert all(2 <= item.dose.sets <= 3 for item in block.items)


def test_an_easier_version_is_named_only_where_it_may_be_done() -> None:
    easier = [replace(e, easier=("club:push-up", "club:lunge")) if e.id == "press" else e for e in MOVES]
    never = SafetyFilter("never", lambda e, d: [Finding("exclude", reason="no")] if e.id == "lunge" else [])
    program = solved(hard(limit(where(id="club:press"), exercises=(1, None), per="session")), moves=easier, filters=[never])
    assert program.exercises["club:press"]["easier"] == ["club:push-up"]


def test_a_rung_that_may_not_be_done_is_stepped_over() -> None:
    ladder = {"press": ("club:lunge",), "lunge": ("club:push-up",)}
    moves = [replace(e, easier=ladder.get(e.id, ()), regress="Press half as far") for e in MOVES]
    never = SafetyFilter("never", lambda e, d: [Finding("exclude", reason="no")] if e.id == "lunge" else [])
    program = solved(hard(limit(where(id="club:press"), exercises=(1, None), per="session")), moves=moves, filters=[never])
    assert program.exercises["club:press"]["easier"] == ["club:push-up"]
    assert program.exercises["club:press"]["regress"] == "Press half as far"


def test_free_days_are_for_what_may_be_done_and_is_liked_best() -> None:
    template = replace(TEMPLATE, rest_days={"where": where(kind={"any": ["sport", "cardio"]}), "per_week": [1, 2]})
    swim_first = soft(prefer(where(id="club:swim"), 1))
    program = solved(swim_first, template=template)
    assert [(s.day, s.exercise) for s in program.suggestions] == [(2, "club:swim"), (3, "club:walk")]
    never = SafetyFilter("never", lambda e, d: [Finding("exclude", reason="no")] if e.id == "swim" else [])
    assert [s.exercise for s in solved(swim_first, template=template, filters=[never]).suggestions] == ["club:walk"]
    gently = SafetyFilter("gently", lambda e, d: [Finding("modify", limits={"max_minutes": 30}, cue="Gently")] if e.id == "swim" else [])
    assert [s.exercise for s in solved(swim_first, template=template, filters=[gently]).suggestions] == ["club:walk"]


def test_volume_is_counted_as_its_rule_counts() -> None:
    back = soft(limit(where(kind="strength", muscles={"any": ["back"]}), sets=(4, 5), per="week"), weight=5)
    (told,) = [v for v in solved(back).volume if v.week == 1]
    assert (told.muscle, told.sets, told.min, told.max, told.why) in [
        ("back", 4.0, 4, 5, None),
        ("back", 5.0, 4, 5, None),
        ("back", 4.5, 4, 5, None),
    ]
    much = soft(limit(where(kind="strength", muscles={"any": ["back"]}), sets=(400, None), per="week"))
    (told,) = [v for v in solved(much).volume if v.week == 1]
    assert told.why == f"{told.sets:g} of 400 sets: more do not fit in, or cost the week more points than they give"
