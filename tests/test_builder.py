"""From a profile and a catalog to a program, or to the reason why there is none: results, not exceptions, and always the same ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

import pytest
from msgspec.structs import replace

from building import built, built_in, gym_program, planned, relief_plan, relief_program, used
from safety_world import real_catalog
from setlist import (
    Catalog,
    Clearance,
    Context,
    Dose,
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
from setlist.builder import AuditFailed, NoTemplate, judge_all
from setlist.planner.audit import Broken
from setlist.plugins import PluginFailure, Plugins, load_plugins
from setlist.program import program_from_data
from setlist.schema import check
from small_week import PERSON, TEMPLATE, Club, a_catalog, hard, refs, soft, solved

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
