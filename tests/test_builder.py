"""From a profile and a catalog to a program, or to the reason why there is none: results, not exceptions, and always the same ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from building import built, built_in, gym_program, planned, relief_plan, relief_program, used
from safety_world import real_catalog
from setlist import (
    Catalog,
    Clearance,
    Context,
    Dose,
    DoseRange,
    Exercise,
    Finding,
    HasCondition,
    Infeasible,
    Profile,
    Program,
    Progression,
    Refused,
    Rule,
    SafetyFilter,
    Score,
    Template,
    build,
    hookimpl,
    limit,
    load_catalog,
    order,
    prefer,
    where,
)
from setlist.builder import AuditFailed, NoTemplate, choose_template, judge_all, opinions, possible_conditions
from setlist.model import Condition, Equipment
from setlist.planner.audit import Broken
from setlist.plugins import PluginFailure, Plugins, load_plugins
from setlist.program import program_from_data
from setlist.schema import check
from small_week import MOVES, PERSON, TEMPLATE, Club, a_catalog, a_move, a_plan, hard, refs, soft, solved

SHORT = Profile(goal="back-relief", days=1, minutes=15, weeks=2)


def club(*rules: Rule, filters: Iterable[SafetyFilter] = (), scores: Iterable[Score] = (), progressions: Iterable[Any] = ()) -> Plugins:
    return Plugins.of(("club", Club(rules, filters, scores, progressions)))


def test_a_program() -> None:
    made = build(SHORT, real_catalog())
    assert isinstance(made, Program)
    assert made.certificate.status == "proven"
    assert made.certificate.gap <= 0.01
    assert [w.number for w in made.weeks] == [1, 2]
    assert made.profile == SHORT
    assert not made.screened
    assert made.disclaimers


def test_the_document_keeps_to_its_schema_and_reads_back() -> None:
    for program in (gym_program(), relief_program()):
        data = json.loads(json.dumps(program.to_data()))
        assert check("program", data, "program.json", None) == []
        assert program_from_data(data).to_data() == program.to_data()


def test_a_gate_refuses_and_says_what_to_do() -> None:
    made = build(replace(SHORT, conditions=(HasCondition("hypertension-uncontrolled"),)), real_catalog())
    assert isinstance(made, Refused)
    assert made.step in ("stop", "clearance")
    assert made.gates[0].advice
    assert made.disclaimers == relief_program().disclaimers


def test_a_clearance_opens_a_gate_and_lifts_no_exclusion() -> None:
    hip = Profile(goal="back-relief", days=1, minutes=15, weeks=1, conditions=(HasCondition("hip-replacement"),))
    assert isinstance(build(hip, real_catalog(), built_in()), Refused)
    cleared = replace(hip, cleared=(Clearance("hip-replacement", "doctor", "2026-11-01"),))
    shut = {ref for ref, verdict in judge_all(hip, real_catalog(), planned(cleared).filters).items() if verdict.excluded}
    assert shut
    assert shut == {e.exercise for e in built(cleared).excluded}


def test_rules_that_cannot_all_hold_are_a_result() -> None:
    made = build(replace(SHORT, pins=("gym:deadlift",)), real_catalog())
    assert isinstance(made, Infeasible)
    assert made.template == "base:back-relief"
    assert any(rule == "likes/pin-gym:deadlift" for conflict in made.conflicts for rule, _ in conflict.rules)


def test_a_goal_without_a_template_says_so() -> None:
    with pytest.raises(NoTemplate, match="no template of the chosen packs serves the goal 'flight'"):
        build(replace(SHORT, goal="flight"), real_catalog())
    with pytest.raises(NoTemplate, match="no template 'plane'"):
        build(SHORT, real_catalog(), template="plane")


def test_without_the_plugin_of_a_progression_doses_stay_and_the_program_says_so() -> None:
    template = replace(TEMPLATE, progression={"main": "magic", "accessory": "none", "fill": "by-measure"})
    program = solved(template=template)
    assert program.notes == ("Doses stay the same where the progression 'magic' is asked for: no plugin provides it",)
    assert [s.items for s in program.weeks[0].sessions] == [s.items for s in program.weeks[1].sessions]


def test_the_same_inputs_give_the_same_bytes_whatever_the_hash_seed() -> None:
    source = (
        "import hashlib, json\n"
        "from setlist import HasCondition, Profile, build, load_catalog\n"
        "profile = Profile(goal='back-relief', days=2, minutes=20, weeks=5, equipment=('resistance-band', 'dumbbells'),\n"
        "    likes=('bird-dog',), conditions=(HasCondition('glaucoma'), HasCondition('back-pain')), start='2026-12-01')\n"
        "print(hashlib.sha256(json.dumps(build(profile, load_catalog(), seed=3).to_data()).encode()).hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", source], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "4711")
    }
    assert len(digests) == 1
    assert len(digests.pop().strip()) == 64


# Removing a pack or a plugin removes what it gave and nothing else.


def test_without_a_pack_its_exercises_are_gone_and_every_verdict_on_the_others_stays() -> None:
    profile = Profile(goal="back-relief", days=1, minutes=15, conditions=(HasCondition("glaucoma"),), equipment=("gym",))
    whole, less = planned(profile), planned(profile, catalog=load_catalog(["home", "gym"]))
    gone = set(whole.catalog.exercises) - set(less.catalog.exercises)
    assert {ref.partition(":")[0] for ref in gone} == {"yoga", "sports", "self-care"}
    assert {ref: whole.judgements[ref].dose for ref in less.judgements} == {ref: j.dose for ref, j in less.judgements.items()}
    assert set(whole.admissible) - gone == set(less.admissible)
    assert not any(ref.startswith("yoga:") for ref in used(built(profile, catalog=load_catalog(["home", "gym"]))))


@pytest.mark.parametrize(
    "name", ["rules-likes", "rules-variety", "rules-volume", "rules-balance", "rules-recovery", "rules-goal", "rules-level"]
)
def test_without_a_plugin_its_rules_are_gone_and_no_others(name: str) -> None:
    profile = Profile(goal="back-strength", level="intermediate", days=3, minutes=30, likes=("gym:deadlift",), dislikes=("kneeling",))
    whole, less = planned(profile), planned(profile, load_plugins(disabled=[name], only_names=[i.name for i in built_in().infos]))
    (plugin,) = (p for p in built_in().loaded if p.info.name == name)
    own = {rule.id for rule in plugin.items("setlist_rules", Context(profile, real_catalog(), whole.template))}
    left = [rule for rule in whole.rules if not any(rule.id == id or rule.id.startswith(f"{id}/") for id in own)]
    assert len(left) < len(whole.rules)
    assert list(less.rules) == left
    assert less.plugins.disabled == (name,)
    assert less.judgements.keys() == whole.judgements.keys()


def test_a_plugin_adds_its_rule_its_filter_its_points_and_its_doses() -> None:
    rule = soft(prefer(where(id="home:bird-dog"), 2), name="club/bird")
    never = SafetyFilter("club/never", lambda e, d: [Finding("exclude", reason="No", source="me")] if e.id == "glute-bridge" else [])
    liked = Score("club/liked", lambda e: 99 if e.id == "dead-bug" else 0, "The coach likes it")
    slow = Progression("club-slow", lambda start, top, week, weeks: start)
    more = built_in().plus(("club", Club([rule], [never], [liked], [slow])))
    plain, made = planned(SHORT), planned(SHORT, more)
    assert [r for r in made.rules if r not in plain.rules] == [rule]
    assert {ref for ref in plain.admissible if ref not in made.admissible} == {
        ref for ref in plain.admissible if ref.endswith(":glute-bridge")
    }
    bugs = [ref for ref in made.scores if ref.endswith(":dead-bug")]
    assert bugs and all(("club/liked", "The coach likes it", 10.0) in made.scores[ref] for ref in bugs)
    assert set(made.progressions) - set(plain.progressions) == {"club-slow"}


def test_a_filter_that_raises_stops_the_build_and_is_named() -> None:
    def judge(exercise: Exercise, dose: Dose) -> Iterable[Finding]:
        raise RuntimeError("no idea")

    with pytest.raises(PluginFailure, match="club"):
        build(PERSON, a_catalog(), club(filters=[SafetyFilter("club/broken", judge)]))


def test_no_filters_but_those_of_the_plugins_given() -> None:
    made = build(PERSON, a_catalog(), club())
    assert isinstance(made, Program)
    assert made.excluded == ()
    assert [p["name"] for p in made.plugins] == ["club"]


# Which template.


def a_template(name: str, **changes: Any) -> Template:
    return replace(TEMPLATE, ref=f"club:{name}", id=name, **changes)


def chosen(profile: Profile, *templates: Template, name: str | None = None) -> str:
    catalog = replace(a_catalog(), templates={t.ref: t for t in templates}, conditions=CONDITIONS)
    return choose_template(catalog, profile, name).id


SPRAIN = Condition("club:sprain", "sprain", "Sprain", ())
ACHE = Condition(
    "club:ache",
    "ache",
    "Ache",
    (),
    resolves=({"when": {"weeks_since": {"max": 6}}, "to": "sprain"}, {"when": {"weeks_since": {"min": 7}}, "to": "strain"}),
)
CONDITIONS = {"sprain": SPRAIN, "ache": ACHE}
HURT = replace(PERSON, conditions=(HasCondition("sprain"),))


def test_the_template_that_fits_best() -> None:
    short, long = a_template("a-short", minutes=(5, 15)), a_template("b-long", minutes=(20, 60))
    assert chosen(PERSON, short, long) == "b-long"
    assert chosen(replace(PERSON, minutes=10), short, long) == "a-short"
    assert chosen(PERSON, a_template("b"), a_template("a")) == "a"
    assert chosen(PERSON, short, long, name="a-short") == "a-short"
    assert chosen(replace(PERSON, days=1, weekdays=(1, 2, 3, 3)), a_template("a", days=(4, 5)), a_template("b", days=(3, 3))) == "b"


def test_a_template_that_is_not_for_a_condition_is_never_chosen() -> None:
    wild, calm = a_template("a-wild", excludes_conditions=("sprain",)), a_template("b-calm")
    assert chosen(PERSON, wild, calm) == "a-wild"
    assert chosen(HURT, wild, calm) == "b-calm"
    with pytest.raises(NoTemplate, match="no template for the goal 'strong' is for people with sprain"):
        chosen(HURT, wild)
    with pytest.raises(NoTemplate, match="club:a-wild is not for people with sprain"):
        chosen(HURT, wild, calm, name="a-wild")


@pytest.mark.parametrize(("facts", "expected"), [({}, "b"), ({"weeks_since": 3}, "b"), ({"weeks_since": 30}, "a")])
def test_nor_one_that_is_not_for_what_a_condition_may_turn_out_to_be(facts: dict[str, Any], expected: str) -> None:
    aching = replace(PERSON, conditions=(HasCondition("ache", facts),))
    assert chosen(aching, a_template("a", excludes_conditions=("sprain",)), a_template("b")) == expected


def test_a_template_for_a_condition_is_for_those_who_have_it() -> None:
    plain, meant = a_template("a-plain"), a_template("b-meant", for_conditions=("sprain",))
    assert chosen(PERSON, plain, meant) == "a-plain"
    assert chosen(HURT, plain, meant) == "b-meant"


def test_conditions_turn_into_others_until_the_facts_say_no() -> None:
    catalog = replace(a_catalog(), conditions=CONDITIONS)
    profile = replace(PERSON, conditions=(HasCondition("ache", {"weeks_since": 2}), HasCondition("unknown")))
    assert possible_conditions(profile, catalog) == {"ache", "sprain", "unknown"}


# What safety leaves of doses, points and loads.


def test_cautions_cost_and_preferences_earn_and_the_reasons_show_it() -> None:
    said = [
        *(Finding("prefer", trait=f"good-{n}", reason=f"Good {n}", filter="club") for n in range(5)),
        Finding("prefer", trait="good-0", reason="Good again", filter="club"),
        Finding("caution", trait="kneeling", reason="Mind the knees", filter="club"),
        Finding("modify", trait="twist", reason="Slowly", limits={"max_sets": 2}, filter="club"),
    ]
    assert opinions(said) == [("club", f"Good {n}", 2.0) for n in range(3)] + [("club", "Mind the knees", -1.0)]


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
    assert ("careful", "Mind the knees", -1.0) in [(r.rule, r.text, r.points) for r in lunge.reasons]
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
    assert told.why == f"{told.sets:g} of 400 sets fit beside the other rules and the minutes"


def test_a_disagreement_of_the_audit_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    from setlist.planner import audit

    monkeypatch.setattr(audit, "audit", lambda *_: (Broken("core/once", "week 1", "twice"),))
    with pytest.raises(AuditFailed, match=r"week 1: twice \[core/once\]"):
        build(PERSON, a_catalog(), club())


@pytest.mark.parametrize("weight", [-1.0, float("inf"), float("nan")])
def test_a_weight_that_would_reward_a_miss_is_refused_where_it_is_written(weight: float) -> None:
    with pytest.raises(ValueError, match="rule club/wish: a weight is a number from 0 on"):
        soft(prefer(where(), 1), weight)
    with pytest.raises(ValueError, match="points are a finite number"):
        prefer(where(), float("nan"))


def test_order_rules_are_kept_in_the_program() -> None:
    squat_first = hard(order(where(patterns={"any": ["squat"]}), where(patterns={"any": ["pull"]})))
    both = hard(limit(where(id={"any": ["club:row", "club:lunge"]}), exercises=(4, None), per="week"), name="club/both")
    for names in refs(solved(squat_first, both)):
        assert names.index("lunge") < names.index("row")


def test_hooks_get_the_template_that_was_chosen() -> None:
    seen: list[Template | None] = []

    class Watching:
        @hookimpl
        def setlist_rules(self, context: Context) -> Iterable[Rule]:
            seen.append(context.template)
            return ()

    made = build(PERSON, a_catalog(), Plugins.of(("watching", Watching())))
    assert isinstance(made, Program)
    assert seen == [TEMPLATE]


def test_gates_that_ask_to_see_someone_stand_in_the_program() -> None:
    program = built(Profile(goal="back-relief", days=1, minutes=15, weeks=1, conditions=(HasCondition("back-pain"),)))
    plan = relief_plan()
    assert plan.gates == tuple(g for g in plan.gates if g.step not in ("stop", "clearance"))
    assert {g.step for g in program.gates} <= {"see-someone"}
    assert "back-pain" in program.conditions
    assert isinstance(real_catalog(), Catalog)
