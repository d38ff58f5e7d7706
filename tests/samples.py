"""One valid document of every kind, small enough to read and wide enough to meet most of its schema."""

from __future__ import annotations

from typing import Any

from setlist.model import Dose, Finding, Gate
from setlist.profile import Clearance, HasCondition, Profile
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
)

EXERCISE = """\
- id: bird-dog
  name: Bird dog
  aliases: [Quadruped arm and leg raise]
  kind: strength
  level: beginner
  patterns: [anti-rotation, anti-extension]
  muscles: {primary: [erector-spinae, gluteus-maximus], secondary: [multifidus, posterior-deltoids]}
  equipment: yoga-mat?
  position: quadruped
  sides: alternating
  traits: [neutral-spine-core, kneeling, wrist-weight-bearing]
  roles: [main, core]
  family: bird-dog
  dose: {sets: [2, 4], reps: [5, 10], hold: 5-10 s, rest: 45 s, tempo: 2-0-2, load: bodyweight, effort: RIR 2-4}
  doses:
    endurance: {sets: 2, reps: 15}
  met: {value: 2.8, code: "02024"}
  steps:
    - Kneel on all fours, hands under shoulders and knees under hips.
    - Slide one leg back and reach the opposite arm forward.
    - Come back with control before you change sides.
  cues: [Keep the hips level, Reach long rather than high]
  cautions: [Stop at hip height so that the low back does not arch]
  easier: [bird-dog-leg-only, "home:kneeling-reach"]
  regress: Leave the toes of the back foot on the floor
  media: [{url: "https://example.org/bird-dog.png", licence: CC-BY-4.0, alt: A person on all fours}]
  sources: [seed-002, MCGILL]
  reviewed: true
  ext: {my-plugin: {anything: [1, 2.5, null]}}
- id: side-plank
  name: Side plank
  kind: strength
  level: intermediate
  patterns: [anti-lateral-flexion]
  muscles: {primary: [obliques]}
  equipment: {any: [yoga-mat, towel], optional: [cushion]}
  traits: []
  dose: {sets: 3, hold: 20-40 s}
  steps: [Lie on your side., Lift the hips., Lower them with control.]
"""

TEMPLATE = """\
- id: back-strength
  name: Back strength
  summary: Two short sessions that build the back.
  goals: [back-strength]
  family: strength
  levels: [beginner, intermediate]
  days: [1, 3]
  minutes: [20, 60]
  weeks: {default: 8, max: 12}
  cycle: {weeks: 4, deload: {levels: [intermediate], sets_pct: 60, add_rir: 1}}
  week: [[a], [a, a]]
  sessions:
    - id: a
      title: Session A
      blocks:
        - id: main
          name: Main
          role: main
          style: superset
          share: [40, 70]
          slots:
            - {id: pull, where: {patterns: {any: [horizontal-pull]}, level: {max: intermediate}}, count: [1, 2], role: main}
            - {id: core, where: {any: [{traits: {any: [neutral-spine-core]}}, {not: {kind: sport}}]}, count: 1, dose: {minutes: 5}}
  progression: {main: double, fill: none}
  rest_days: {where: {kind: {any: [sport, rest]}}, per_week: [0, 2]}
  rules:
    - {id: push-pull, form: ratio, of: {patterns: {any: [horizontal-pull]}}, to: {}, between: [1, 2], because: Balance}
"""

RULE = """\
- {id: one-swing, form: limit, where: {family: kettlebell-swing}, measure: exercises, per: session, max: 1, because: Swings tire the grip}
- id: stretch-what-you-train
  form: require
  if: {muscles: {primary: {any: [$it]}}}
  then: {kind: stretch, muscles: {any: [$it]}}
  per: week
  each: muscles
  hard: false
  weight: 3
  scope: {goals: [flexibility], levels: [beginner]}
  in: {role: stretch}
  because: A muscle that works hard likes to be stretched
  sources: [ACSM]
- {id: breathe-last, form: order, before: {}, after: {family: savasana}, within: 3, because: Rest comes last}
"""

CONDITION = """\
- id: lumbar-disc-herniation
  name: Disc herniation
  aliases: [slipped disc]
  screens: [spine]
  pain: true
  gates:
    - {step: clearance, when: {neurological: true, weeks_since: {max: 6}, eases: [flexion, neither]}, reason: Ask first, confirmed: false}
  facts:
    eases: {ask: Which way eases it?, values: [flexion, extension, neither]}
    weeks_since: {ask: How long ago?, type: number}
  resolves:
    - {when: {weeks_since: {min: 12}}, to: chronic-low-back-pain}
  rows:
    - {trait: loaded-spinal-flexion, severity: exclude, reason: It loads the disc, grade: study, confirmed: true, sources: [MCGILL]}
    - trait: axial-compression
      severity: modify
      reason: Keep the load low
      grade: expert
      confirmed: false
      sources: [MCGILL]
      limits: {max_load_pct_1rm: 60, min_rir: 3, range: mid}
      variant: {position: supine}
      cue: Stop before the pain
  sources: [MCGILL]
  confirmed: true
"""

VOCABULARY = """\
groups: [{id: back, name: Back}]
regions: [{id: trunk, name: Trunk, groups: [back]}]
muscles: [{id: multifidus, name: Multifidus, group: back, part_of: erector-spinae}]
equipment: [{id: wall, name: Wall, assumed: true}, {id: dumbbells, name: Dumbbells, setup_s: 20, load_step_kg: 2.5}]
traits: [{id: inversion, name: Inversion, kind: hazard, definition: Legs above the heart}]
implications: [{if: inversion, also: head-below-heart}]
goals: [{id: back-relief, name: Back relief, prefer: [{where: {traits: {any: [gentle]}}, points: 2.5, because: It is gentle}]}]
kinds: [{id: strength, name: Strength, roles: [main, core], dose: {sets: 3, reps: 10}, performed: true}]
sources: [{id: MCGILL, title: Low back disorders, year: 2015, confirmed: true}]
"""

PACK = """\
format: 1
id: yoga
version: "0.1.0"
title: Yoga
license: CC-BY-4.0
authors: [The authors]
language: en
requires: {setlist: ">=0.1,<1", packs: {base: ">=0.1"}}
homepage: https://example.org
moved: {old-pose: new-pose}
overrides: ["base:childs-pose"]
"""

QUESTION = """\
- id: chest-pain
  group: heart
  ask: Does your chest hurt when you move?
  sets: [emergency]
  answers: yes-no
  gate: stop
  urgency: emergency
  advice: Call the emergency number.
  needs: {goals: [back-strength]}
  sources: [ACSM]
  confirmed: true
"""

ADVICE = """\
- id: not-clinical
  text: These rules are not clinically reviewed.
  placement: every-output
  disclaimer: true
  when: {goals: [back-relief], exercise: {kind: strength}, pain: true}
  priority: 90
"""

PROFILE = """\
goal: back-relief
level: beginner
days: 3
minutes: 30
weekdays: [1, 3, 5]
equipment: [dumbbells, yoga-mat]
conditions: [glaucoma, {id: back-pain, weeks_since: 3, eases: extension, active: true}]
pain: [{region: trunk, level: 3}, {exercise: "gym:deadlift", level: 6}]
cleared: [glaucoma, {condition: back-pain, by: physiotherapist, date: "2026-11-02"}]
screening: {chest-pain: false, falls: 0, other: none of these}
likes: [bird-dog]
pins: ["yoga:cobra"]
age: 44
sex: female
loads: {working: {"gym:deadlift": 62.5}, owned: {dumbbells: [4, 6.5]}}
start: "2026-12-01"
units: metric
language: en
"""

SOURCES = {
    "exercise": EXERCISE,
    "template": TEMPLATE,
    "rule": RULE,
    "condition": CONDITION,
    "vocabulary": VOCABULARY,
    "pack": PACK,
    "question": QUESTION,
    "advice": ADVICE,
    "profile": PROFILE,
}


def program() -> Program:
    """A program that uses every part of the document."""
    caution = Finding(
        "caution", "kneeling", "Kneeling can hurt", "MCGILL", "expert", cue="Use a cushion", condition="base:knee", filter="conditions"
    )
    limited = Finding(
        "modify", "overhead", "Keep it light", limits={"max_load_pct_1rm": 60}, variant={"position": "supine"}, filter="conditions"
    )
    reasons = (Reason("goal", "It serves back relief", 2.5), Reason("kb/one-swing", "It keeps the grip fresh"))
    items = (
        Item(
            "home:bird-dog", "Bird dog", "main", Dose(sets=2, reps=8, hold_s=5, rest_s=45, per_side=True), 4.25, reasons, (caution,), "core"
        ),
        Item("yoga:cobra", "Cobra", "stretch", Dose(breaths=5, breath_s=6), 1.0, reasons[:1], (limited,), "stretch", group="a"),
    )
    block = BlockPlan("Main", "superset", items, id="main", rounds=2)
    session = SessionPlan(1, "Session A", 6.25, 1.0, (block,), id="a", date="2026-12-01")
    return Program(
        title="Back relief, 8 weeks",
        setlist="0.1.0",
        solver="HiGHS 1.10.0",
        platform="Linux x86_64",
        packs=({"id": "home", "version": "0.1.0", "digest": "sha256:00ff"},),
        plugins=({"name": "rules-goal", "version": "0.1.0"},),
        profile=Profile(
            conditions=(HasCondition("back-pain", {"weeks_since": 3}),),
            cleared=(Clearance("glaucoma", "doctor", "2026-11-02"),),
            pain=({"region": "trunk", "level": 2},),
            age=44,
        ),
        screened=False,
        seed=0,
        template="base:back-relief",
        certificate=Certificate("proven", 12.5, 12.5312, 0.0025, (CycleProof(1, "proven", 12.5, 12.5312, 0.0025),)),
        weeks=(Week(1, 1, "build", (session,)),),
        excluded=(
            Excluded("gym:deadlift", "Deadlift", (Finding("exclude", "axial-compression", "Too much load", "MCGILL", filter="pain"),)),
        ),
        suggestions=(Suggestion(2, "sports:walking", "Walking", Dose(minutes=30), 30.0, reasons[:1]),),
        gates=(
            Gate("see-someone", "Pain for more than six weeks", "See a physiotherapist", "NICE", condition="back-pain", filter="screening"),
        ),
        relaxed=(Relaxed("volume/back", "Ten sets a week", 2.0),),
        volume=(Volume(1, "back", 8.0, 10.0, 20.0, "short sessions"),),
        exercises={"home:bird-dog": {"name": "Bird dog", "steps": ["Kneel."], "cues": ["Reach long"]}},
        conditions={"back-pain": "Back pain"},
        advice=({"id": "walk", "text": "Walk every day.", "placement": "about"},),
        disclaimers=("These rules are not clinically reviewed.",),
        disabled_plugins=("format-poster",),
        notes=("Weeks after the first are a forecast.",),
        ext={"my-plugin": {"anything": True}},
    )


def valid(kind: str) -> Any:
    """The sample of a kind as data."""
    if kind == "program":
        return program().to_data()
    from setlist.documents import read

    return read(SOURCES[kind].encode(), f"{kind}.yaml")
