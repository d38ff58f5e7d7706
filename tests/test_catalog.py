"""The catalog: what packs become when they are put together, and what is said when they do not fit."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from packfolders import TEMPLATE, VOCABULARY, base, condition, exercise, pack, row, write
from setlist.catalog import load_catalog
from setlist.frozen import FrozenDict
from setlist.model import Catalog, DoseRange, Equipment
from setlist.problems import InputError


@pytest.fixture(autouse=True)
def private(home: Path, no_packs: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SETLIST_CACHE", raising=False)


def load(folder: Path, *packs: str) -> Catalog:
    """The catalog of packs in a folder, which has a base of its own unless there is one already."""
    if not (folder / "base").exists():
        base(folder)
    return load_catalog(list(packs), paths=[folder])


def problems(folder: Path, *packs: str) -> list[str]:
    """What is wrong with them, without the folder they are in."""
    with pytest.raises(InputError) as caught:
        load(folder, *packs)
    return [str(problem).replace(f"{folder}{os.sep}", "") for problem in caught.value.problems]


def one(folder: Path, *items: dict[str, Any], **manifest: Any) -> Path:
    """A pack `one` with these exercises."""
    return pack(folder, "one", {"exercises/e.yaml": list(items)}, **manifest)


# exercises


def test_an_exercise_in_full(tmp_path: Path) -> None:
    full = exercise(
        "bird-dog",
        patterns=["anti-rotation"],
        muscles={"primary": ["erector-spinae"], "secondary": ["multifidus", "gluteus-maximus"]},
        equipment=["bar", "mat?"],
        position="quadruped",
        sides="alternating",
        traits=["neutral-spine-core", "heavy-load"],
        dose={"sets": [2, 4], "reps": [5, 10], "hold": "5-10 s", "rest": "45 s"},
        doses={"back-relief": {"breaths": 5}},
        tags=["compound"],
        family="bird-dog",
        inventory=["bird-dog"],
    )
    one(tmp_path, full)
    e = load(tmp_path, "one").exercises["one:bird-dog"]
    assert (e.ref, e.pack, e.id, e.name, e.family, e.tags) == ("one:bird-dog", "one", "bird-dog", "Bird dog", "bird-dog", ("compound",))
    assert e.equipment == Equipment(("barbell",), (), ("yoga-mat",))
    assert dict(e.groups) == {"glutes": 0.5, "lower-back": 1.0}  # primary beats secondary of the same group
    assert e.traits == ("heavy-load", "high-pressure", "kneeling", "neutral-spine-core", "valsalva")
    assert e.roles == ("main", "accessory")  # the kind's
    assert e.dose == DoseRange(sets=(2, 4), reps=(5, 10), hold_s=(5, 10), rest_s=(45, 45), per_side=True)
    assert e.dose_for("back-relief") == DoseRange(sets=(2, 4), breaths=(5, 5), rest_s=(45, 45), per_side=True)
    assert e.dose_for("back-strength") == e.dose
    assert e.reviewed


def test_a_kind_gives_the_dose_and_roles_that_are_not_written(tmp_path: Path) -> None:
    one(tmp_path, exercise("a", dose=None), exercise("b", roles=["core"]))
    catalog = load(tmp_path, "one")
    assert catalog.exercises["one:a"].dose == DoseRange(sets=(2, 3), reps=(8, 12), rest_s=(60, 90))
    assert catalog.exercises["one:b"].roles == ("core",)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("barbell", Equipment(("barbell",))),
        ("mat?", Equipment(optional=("yoga-mat",))),
        (["bar", "dumbbell?"], Equipment(("barbell",), (), ("dumbbells",))),
        ({"any": ["bar", "dumbbell"]}, Equipment(any=("barbell", "dumbbells"))),
        ({"all": ["barbell"], "any": ["dumbbells"], "optional": ["mat"]}, Equipment(("barbell",), ("dumbbells",), ("yoga-mat",))),
    ],
)
def test_equipment_in_every_form(written: Any, read: Equipment, tmp_path: Path) -> None:
    one(tmp_path, exercise("a", equipment=written))
    assert load(tmp_path, "one").exercises["one:a"].equipment == read


def test_what_nobody_reviewed_stays_in_and_is_marked(tmp_path: Path) -> None:
    one(tmp_path, exercise("a", reviewed=False), exercise("b", inferred=["impact"]), exercise("c", inferred=["impact"], reviewed=True))
    catalog = load(tmp_path, "one")
    assert [e.reviewed for e in catalog] == [False, False, True]


def test_links_work_in_both_directions_and_across_packs(tmp_path: Path) -> None:
    one(tmp_path, exercise("easy", harder=["middle"]), exercise("middle", counterposes=["easy", "two:hard", "absent:x"]))
    pack(tmp_path, "two", {"exercises/e.yaml": [exercise("hard", easier=["one:middle", "absent:x"])]})
    catalog = load(tmp_path, "one", "two")
    middle = catalog.exercises["one:middle"]
    assert (middle.easier, middle.harder, middle.counterposes) == (("one:easy",), ("two:hard",), ("one:easy", "two:hard"))
    assert catalog.exercises["one:easy"].harder == ("one:middle",)
    assert catalog.exercises["two:hard"].easier == ("one:middle",)
    alone = load(tmp_path, "one").exercises["one:middle"]
    assert (alone.harder, alone.counterposes) == ((), ("one:easy",))


def test_ids_that_moved_still_lead_there(tmp_path: Path) -> None:
    one(tmp_path, exercise("new"), exercise("after", easier=["old"]), moved={"oldest": "old", "old": "new"})
    rule = {"id": "r", "form": "forbid", "because": "b", "where": {"id": {"any": ["one:oldest", "one:after"]}}}
    pack(tmp_path, "two", {"rules/r.yaml": [rule]})
    catalog = load(tmp_path, "one", "two")
    assert dict(catalog.moved) == {"one:old": "one:new", "one:oldest": "one:new"}
    assert catalog.resolve("one:oldest") == "one:new"
    assert catalog.exercises["one:after"].easier == ("one:new",)
    assert catalog.rules[0]["where"] == {"id": {"any": ("one:new", "one:after")}}


# overrides


def test_a_pack_may_replace_another_packs_exercise(tmp_path: Path) -> None:
    one(tmp_path, exercise("lift", inferred=["impact"]), exercise("hard", easier=["lift"]))
    better = exercise("lift", name="Better lift", traits=["impact"])
    pack(tmp_path, "two", {"exercises/e.yaml": [better, exercise("own", easier=["lift"])]}, overrides=["one:lift"])
    catalog = load(tmp_path, "one", "two")
    assert sorted(catalog.exercises) == ["one:hard", "one:lift", "two:own"]
    lift = catalog.exercises["one:lift"]
    assert (lift.name, lift.pack, lift.traits) == ("Better lift", "one", ("impact",))
    assert not lift.reviewed  # silence about that is not a review
    assert lift.harder == ("one:hard", "two:own")
    assert load(tmp_path, "one").exercises["one:lift"].name == "Lift"
    assert list(load(tmp_path, "two").exercises) == ["two:own"]


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ({"traits": ["impact", "overhead"]}, {"traits": ["overhead"]}, "impact"),
        ({"traits": ["heavy-load"]}, {"traits": []}, "heavy-load, high-pressure, valsalva"),
        ({"position": "quadruped"}, {"position": "standing"}, "kneeling"),
    ],
)
def test_an_override_cannot_drop_a_trait(before: Any, after: Any, lost: str, tmp_path: Path) -> None:
    one(tmp_path, exercise("lift", **before))
    pack(tmp_path, "two", {"exercises/e.yaml": [exercise("lift", **after)]}, overrides=["one:lift"])
    (problem,) = problems(tmp_path, "one", "two")
    assert f"E216 replaces 'one:lift' and drops its traits: {lost} (" in problem
    assert problem.startswith("two/exercises/e.yaml:")


BAG = {"vocabulary/bag.yaml": {"equipment": [{"id": "sandbag", "name": "Sandbag", "aliases": ["bag"], "adjustable": True}]}}
BACK = {"primary": ["erector-spinae"], "secondary": ["multifidus"]}


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ({"muscles": BACK}, {"muscles": {"primary": ["multifidus"]}}, "drops its muscles: erector-spinae"),
        ({"muscles": BACK}, {"muscles": {"primary": ["gluteus-maximus"]}}, "drops its muscles: erector-spinae, multifidus"),
        ({"level": "advanced"}, {"level": "beginner"}, "lowers its level from advanced to beginner"),
        ({"intensity": "vigorous"}, {"intensity": "moderate"}, "is no longer vigorous"),
        ({"intensity": "vigorous"}, {}, "is no longer vigorous"),
        ({"equipment": "bag"}, {"equipment": "sandbag?"}, "no longer needs a weight that can be chosen"),
        ({"equipment": "bag"}, {"equipment": {"any": ["sandbag", "yoga-mat"]}}, "no longer needs a weight that can be chosen"),
    ],
)
def test_nor_can_it_make_the_exercise_look_gentler(before: Any, after: Any, problem: str, tmp_path: Path) -> None:
    """Reports of pain go by muscles, levels by the level, clearances and load limits by intensity and equipment."""
    base(tmp_path, BAG)
    one(tmp_path, exercise("lift", **before))
    pack(tmp_path, "two", {"exercises/e.yaml": [exercise("lift", **after)]}, overrides=["one:lift"])
    (found,) = problems(tmp_path, "one", "two")
    assert f"E224 replaces 'one:lift' and {problem} (" in found


def test_it_may_ask_for_more_care(tmp_path: Path) -> None:
    base(tmp_path, BAG)
    one(tmp_path, exercise("lift", muscles=BACK, equipment="bag", intensity="moderate"))
    more = {"primary": ["multifidus"], "secondary": ["erector-spinae", "deltoids"]}
    stricter = exercise("lift", muscles=more, equipment="sandbag", intensity="vigorous", level="advanced", traits=["impact"])
    pack(tmp_path, "two", {"exercises/e.yaml": [stricter]}, overrides=["one:lift"])
    assert load(tmp_path, "one", "two").exercises["one:lift"].level == "advanced"


def test_two_packs_cannot_replace_the_same_exercise_unless_one_builds_on_the_other(tmp_path: Path) -> None:
    one(tmp_path, exercise("lift"))
    two = {"exercises/e.yaml": [exercise("lift", name="Two", traits=["impact"])]}
    pack(tmp_path, "two", two, overrides=["one:lift"])
    three = {"exercises/e.yaml": [exercise("lift", name="Three", traits=["impact", "overhead"])]}
    pack(tmp_path, "three", three, overrides=["one:lift"])
    (problem,) = problems(tmp_path, "one", "two", "three")
    assert "E217 'three' replaces 'one:lift' too, and neither comes first" in problem
    pack(tmp_path, "three", three, overrides=["one:lift"], requires={"packs": {"two": ">=1"}})
    assert load(tmp_path, "one", "three").exercises["one:lift"].name == "Three"
    pack(tmp_path, "three", two, overrides=["one:lift"], requires={"packs": {"two": ">=1"}})
    write(tmp_path / "three", {"exercises/e.yaml": [exercise("lift", name="Three")]})
    assert "drops its traits: impact" in problems(tmp_path, "one", "three")[0]


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        (["one:lfit"], "overrides names 'one:lfit', but the pack has no exercise 'lfit'"),
        (["one:own"], "overrides names 'one:own', which the pack 'one' does not have"),
        (["own"], "'own' is the pack's own exercise"),
    ],
)
def test_an_override_that_replaces_nothing_is_said(overrides: list[str], message: str, tmp_path: Path) -> None:
    one(tmp_path, exercise("lift"))
    pack(tmp_path, "two", {"exercises/e.yaml": [exercise("own")]}, overrides=overrides)
    (problem,) = problems(tmp_path, "one", "two")
    assert f"E215 {message}" in problem
    assert problem.startswith("two/pack.yaml:")


# what is wrong with references


UNKNOWN = [
    ({"patterns": ["hinges"]}, "unknown pattern 'hinges' (did you mean 'hinge'?)"),
    ({"traits": ["impcat"]}, "unknown trait 'impcat' (did you mean 'impact'?)"),
    ({"tags": ["compounds"]}, "unknown tag 'compounds' (did you mean 'compound'?)"),
    ({"sources": ["XX"]}, "unknown source 'XX' (a file in vocabulary/ must define it)"),
    ({"position": "standng"}, "unknown position 'standng' (did you mean 'standing'?)"),
    ({"equipment": ["barbel?"]}, "unknown equipment 'barbel' (did you mean 'barbell'?)"),
    ({"equipment": {"any": ["barbel"]}}, "unknown equipment 'barbel' (did you mean 'barbell'?)"),
    ({"muscles": {"primary": ["delts"]}}, "unknown muscle 'delts' (did you mean 'deltoids'?)"),
    ({"muscles": {"primary": ["back"]}}, "unknown muscle 'back' (that is a group or region: name the muscles themselves)"),
    ({"doses": {"back-releif": {"reps": 5}}}, "unknown goal 'back-releif' (did you mean 'back-relief'?)"),
    ({"kind": "stretch"}, "unknown kind 'stretch'"),
    ({"easier": ["liftt"]}, "there is no exercise 'one:liftt' (did you mean 'one:lift'?)"),
    ({"easier": ["one:other"]}, "there is no exercise 'one:other'"),
    ({"harder": ["base:lift"]}, "there is no exercise 'base:lift'"),
    ({"kind": "habit", "dose": None}, "'a' has no dose, and the kind 'habit' has none to fall back on"),
    ({"dose": {"reps": [10, 5]}}, "the range [10, 5] begins with its larger number"),
    ({"doses": {"back-relief": {"hold": "9-5 s"}}}, "the range '9-5 s' begins with its larger number"),
]


@pytest.mark.parametrize(("change", "message"), UNKNOWN, ids=[message[:30] for _, message in UNKNOWN])
def test_what_an_exercise_says_of_things_that_are_not_there(change: dict[str, Any], message: str, tmp_path: Path) -> None:
    one(tmp_path, exercise("lift"), exercise("a", **change))
    (problem,) = problems(tmp_path, "one")
    assert problem.startswith("one/exercises/e.yaml:")
    assert f" {message}" in problem.split(": ", 1)[1]


def test_the_line_is_that_of_the_word(tmp_path: Path) -> None:
    text = """\
    - id: lift
      name: Lift
      kind: strength
      level: beginner
      patterns: [hinge]
      muscles:
        primary:
          - erector-spinae
          - erector-spine
      traits: []
      steps: [a, b, c]
    """
    pack(tmp_path, "one", {"exercises/e.yaml": text})
    assert problems(tmp_path, "one") == [
        "one/exercises/e.yaml:9:13: E210 unknown muscle 'erector-spine' (did you mean 'erector-spinae'?)",
    ]


def test_all_problems_of_all_packs_come_at_once(tmp_path: Path) -> None:
    one(tmp_path, exercise("a", traits=["x1", "x2"]))
    pack(tmp_path, "two", {"exercises/e.yaml": [exercise("b", position="x3")]})
    found = problems(tmp_path, "two", "one")
    assert [word for line in found for word in ("x1", "x2", "x3") if word in line] == ["x1", "x2", "x3"]


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ({"traits": {"none": ["impcat"]}}, "unknown trait 'impcat'"),
        ({"not": {"any": [{"all": [{"patterns": {"any": ["jmp"]}}]}]}}, "unknown pattern 'jmp'"),
        ({"muscles": {"primary": {"any": ["lower-bakc"]}}}, "unknown muscle, group or region 'lower-bakc'"),
        ({"equipment": {"within": ["barbel"]}}, "unknown equipment 'barbel'"),
        ({"kind": {"any": ["strenght"]}}, "unknown kind 'strenght'"),
        ({"position": "standng"}, "unknown position 'standng'"),
        ({"roles": {"any": ["mian"]}}, "unknown role 'mian'"),
        ({"tags": {"any": ["x"]}}, "unknown tag 'x'"),
        ({"intensity": "hard"}, "unknown value 'hard' of intensity"),
        ({"sides": {"none": ["both"]}}, "unknown value 'both' of sides"),
        ({"id": "one:liftt"}, "there is no exercise 'one:liftt'"),
        ({"id": {"none": ["liftt"]}}, "there is no exercise 'liftt'"),
    ],
)
def test_unknown_ids_in_a_selector(where: dict[str, Any], message: str, tmp_path: Path) -> None:
    rule = {"id": "r", "form": "forbid", "because": "b", "where": where}
    pack(tmp_path, "one", {"rules/r.yaml": [rule], "exercises/e.yaml": [exercise("lift")]})
    (problem,) = problems(tmp_path, "one")
    assert message in problem


def test_selectors_may_name_what_was_not_chosen(tmp_path: Path) -> None:
    where = {"id": {"none": ["absent:lift", "lift"]}, "family": "unheard-of", "pack": {"any": ["absent"]}, "equipment": {"any": ["bar"]}}
    pack(
        tmp_path,
        "one",
        {"rules/r.yaml": [{"id": "r", "form": "forbid", "because": "b", "where": where}], "exercises/e.yaml": [exercise("lift")]},
    )
    (rule,) = load(tmp_path, "one").rules
    assert rule["pack"] == "one"
    assert rule["where"]["equipment"] == {"any": ("barbell",)}  # an alias becomes the word that exercises use


@pytest.mark.parametrize(
    ("links", "shown"),
    [
        ({"a": {"easier": ["a"]}}, "one:a -> one:a"),
        ({"a": {"easier": ["b"]}, "b": {"easier": ["c"]}, "c": {"easier": ["a"]}}, "one:a -> one:b -> one:c -> one:a"),
        ({"a": {"easier": ["b"], "harder": ["b"]}, "b": {}}, "one:a -> one:b -> one:a"),
    ],
)
def test_nothing_is_easier_than_itself(links: dict[str, dict[str, Any]], shown: str, tmp_path: Path) -> None:
    one(tmp_path, *(exercise(name, **link) for name, link in links.items()))
    (problem,) = problems(tmp_path, "one")
    assert f"E214 easier and harder go round in a circle: {shown}" in problem


def test_diamonds_are_no_circles(tmp_path: Path) -> None:
    one(tmp_path, exercise("d", easier=["b", "c"]), exercise("b", easier=["a"]), exercise("c", easier=["a"]), exercise("a"))
    assert load(tmp_path, "one").exercises["one:a"].harder == ("one:b", "one:c")


def test_an_id_may_be_used_once(tmp_path: Path) -> None:
    pack(tmp_path, "one", {"exercises/a.yaml": [exercise("lift")], "exercises/b.yaml": [exercise("lift")]})
    (problem,) = problems(tmp_path, "one")
    assert problem.startswith("one/exercises/b.yaml:3:9: E211 the exercise 'one:lift' is already defined in one/exercises/a.yaml (give one")
    pack(tmp_path, "two", {"exercises/a.yaml": [exercise("lift")]})
    (tmp_path / "one" / "exercises" / "b.yaml").unlink()
    assert sorted(load(tmp_path, "one", "two").exercises) == ["one:lift", "two:lift"]


@pytest.mark.parametrize(
    ("moved", "message"),
    [
        ({"lift": "squat"}, "'one:lift' has moved, but is still there"),
        ({"old": "squt"}, "'one:old' has moved to 'one:squt', which is not there (did you mean 'one:squat'?)"),
        ({"old": "older", "older": "old"}, "the moves go round in a circle"),
    ],
)
def test_moves_lead_somewhere(moved: dict[str, str], message: str, tmp_path: Path) -> None:
    one(tmp_path, exercise("lift"), exercise("squat"), moved=moved)
    assert f"E218 {message}" in problems(tmp_path, "one")[0]


# vocabulary


def test_vocabularies_merge(tmp_path: Path) -> None:
    words = {
        "traits": [{"id": "heat", "name": "Heat", "kind": "hazard", "definition": "Hot"}],
        "implications": [{"if": "impact", "also": "heat"}],
    }
    same = "equipment:\n  - {id: barbell, name: Barbell, aliases: [bar]}\n"
    pack(
        tmp_path, "one", {"vocabulary/w.yaml": words, "vocabulary/same.yaml": same, "exercises/e.yaml": [exercise("a", traits=["impact"])]}
    )
    catalog = load(tmp_path, "one")
    assert catalog.vocabulary.terms["traits"]["heat"].data["kind"] == "hazard"
    assert catalog.exercises["one:a"].traits == ("heat", "impact")
    assert catalog.vocabulary.muscles("back") == ("erector-spinae", "multifidus")
    assert catalog.vocabulary.suppressions == (("impact", "neutral-spine-core", "Quiet days"),)
    assert catalog.vocabulary.terms["sources"]["GK"].name == "General knowledge"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "equipment: [{id: barbell, name: Bar bell}]",
            "E212 'barbell' in equipment is already defined differently in base/vocabulary/words.yaml",
        ),
        ("equipment: [{id: axle, name: Axle, aliases: [bar]}]", "E212 the alias 'bar' already means 'barbell'"),
        ("equipment: [{id: axle, name: Axle, aliases: [dumbbells]}]", "E212 the alias 'dumbbells' already means 'dumbbells'"),
        ("equipment: [{id: set, name: Set, contains: [axle]}]", "E210 unknown equipment 'axle'"),
        ("muscles: [{id: soleus, name: Soleus, group: calves}]", "E210 unknown muscle group 'calves'"),
        ("groups: [{id: shins, name: Shins, opposite: calves}]", "E210 unknown muscle group 'calves'"),
        ("patterns: [{id: hop, name: Hop, group: power, implies: [impcat]}]", "E210 unknown trait 'impcat'"),
        ("implications: [{if: impact, also: nois}]", "E210 unknown trait 'nois'"),
        ("goals: [{id: g, name: G, screens: [spien]}]", "E210 unknown screening question or set 'spien' (did you mean 'spine'?)"),
        ("goals: [{id: g, name: G, targets: [lats]}]", "E210 unknown muscle group 'lats'"),
        ("goals: [{id: g, name: G, prefer: [{where: {tags: {any: [x]}}, points: 1, because: b}]}]", "E210 unknown tag 'x'"),
        ("kinds: [{id: stretch, name: Stretch, roles: [stretch], dose: {hold: 9-5 s}}]", "E219 the range '9-5 s'"),
        ("traits: [{id: t, name: T, kind: hazard, definition: D, sources: [XX]}]", "E210 unknown source 'XX'"),
    ],
)
def test_words_fit_together(words: str, message: str, tmp_path: Path) -> None:
    pack(tmp_path, "one", {"vocabulary/w.yaml": words + "\n"})
    (problem,) = problems(tmp_path, "one")
    assert message in problem
    assert problem.startswith("one/vocabulary/w.yaml:1:")


# conditions


def united(folder: Path, *said: Sequence[dict[str, Any]]) -> Any:
    """What several packs say of the condition `back`, in one condition."""
    for number, conditions in enumerate(said):
        pack(folder, f"p{number}", {"conditions/c.yaml": list(conditions)})
    return load(folder, *(f"p{number}" for number in range(len(said)))).conditions["back"]


def test_rows_of_several_packs_unite_and_the_strictest_counts(tmp_path: Path) -> None:
    back = united(
        tmp_path,
        [condition("back", row("impact", "modify", limits={"max_sets": 3, "min_rir": 2}, cue="Softly"), row("overhead", "caution"))],
        [
            condition(
                "back",
                row("impact", "modify", limits={"max_sets": 2, "max_hold_s": 10}),
                row("overhead", "exclude"),
                row("kneeling", "prefer"),
            )
        ],
    )
    rows = {r.trait: r for r in back.rows}
    assert dict(rows["impact"].limits) == {"max_hold_s": 10, "max_sets": 2, "min_rir": 2}
    assert rows["impact"].cue == "Softly"
    assert rows["overhead"].severity == "exclude"
    assert rows["kneeling"].severity == "prefer"
    assert len(back.rows) == 3


def test_rows_for_different_facts_stay_apart(tmp_path: Path) -> None:
    facts = {"phase": {"ask": "Which?", "values": ["acute", "calm"]}}
    back = united(
        tmp_path,
        [
            condition(
                "back", row("impact", "exclude", when={"phase": "acute"}), row("impact", "caution", when={"phase": "calm"}), facts=facts
            )
        ],
        [
            condition(
                "back",
                row("impact", "modify", when={"phase": "calm"}, variant={"pack": "p0"}),
                facts={"phase": {"ask": "?", "values": ["new"]}},
            )
        ],
    )
    assert [(r.severity, dict(r.when)) for r in back.rows] == [
        ("exclude", {"phase": {"values": ("acute",), "unknown": ("new",)}}),
        ("caution", {"phase": {"values": ("calm",), "unknown": ("new",)}}),
        ("modify", {"phase": "calm"}),  # whoever adds a value knows the others
    ]
    assert back.facts["phase"] == {"ask": "Which?", "values": ("acute", "calm", "new")}


def test_two_variants_must_both_hold(tmp_path: Path) -> None:
    variants = {"tags": {"any": ["compound"]}}, {"kind": "strength"}
    back = united(tmp_path, *([condition("back", row("impact", "modify", variant=variant))] for variant in variants))
    assert back.rows[0].variant == {"all": ({"tags": {"any": ("compound",)}}, {"kind": "strength"})}


def test_modify_without_saying_how_is_exclude(tmp_path: Path) -> None:
    back = united(
        tmp_path, [condition("back", row("impact", "modify"))], [condition("back", row("impact", "modify", limits={"max_sets": 9}))]
    )
    assert [r.severity for r in back.rows] == ["exclude"]


def test_gates_keep_their_order_and_remember_whose_they_are(tmp_path: Path) -> None:
    mild, strict = {"step": "see-someone", "reason": "m"}, {"step": "stop", "reason": "s"}
    alone = united(tmp_path / "1", [condition("back", gates=[mild, strict])])
    assert [gate.step for gate in alone.gates] == ["see-someone", "stop"]
    both = united(tmp_path / "2", [condition("back", gate=mild)], [condition("back", gates=[strict])])
    assert [(gate.pack, gate.step) for gate in both.gates] == [("p0", "see-someone"), ("p1", "stop")]


SITES = {"site": {"ask": "Where?", "values": ["spine", "joint"]}}
KEYHOLE = {"site": {"ask": "Where?", "values": ["keyhole"]}}


def test_a_value_that_another_pack_adds_is_marked_as_not_known(tmp_path: Path) -> None:
    """Else the first pack's rows would all be off for it, as if their author had known of it and meant it to be harmless."""
    first = condition("back", row("impact", when={"site": ["spine"]}), row("heavy-load", when={"site": "keyhole"}), facts=SITES)
    second = condition("back", row("kneeling", when={"site": "keyhole"}), facts=KEYHOLE)
    rows = {r.trait: r.when for r in united(tmp_path / "1", [first], [second]).rows}
    assert rows["impact"] == {"site": {"values": ("spine",), "unknown": ("keyhole",)}}
    assert rows["heavy-load"] == {"site": "keyhole"}, "this row plainly knows it"
    assert rows["kneeling"] == {"site": "keyhole"}, "whoever adds a value knows the others"
    alone = united(tmp_path / "2", [condition("back", row("impact", when={"site": ["spine"]}), facts=SITES)])
    assert [r.when for r in alone.rows] == [{"site": ("spine",)}]


def test_gates_and_what_a_condition_turns_into_do_not_know_it_either(tmp_path: Path) -> None:
    stop = {"step": "stop", "reason": "Wait", "when": {"site": "spine"}}
    first = condition("back", facts=SITES, gates=[stop], resolves=[{"when": {"site": "joint"}, "to": "back"}])
    both = united(tmp_path, [first], [condition("back", facts=KEYHOLE)])
    assert [gate.when for gate in both.gates] == [{"site": {"values": ("spine",), "unknown": ("keyhole",)}}]
    assert [step["when"] for step in both.resolves] == [{"site": {"values": ("joint",), "unknown": ("keyhole",)}}]


def test_two_packs_that_add_values_do_not_know_each_others(tmp_path: Path) -> None:
    first = condition("back", row("kneeling", when={"site": "joint"}))
    other = condition("back", row("impact", when={"site": "robot"}), facts={"site": {"ask": "Where?", "values": ["robot"]}})
    both = united(tmp_path, [condition("back", facts=SITES)], [first], [condition("back", facts=KEYHOLE)], [other])
    assert {r.trait: r.when["site"] for r in both.rows} == {
        "kneeling": {"values": ("joint",), "unknown": ("keyhole", "robot")},
        "impact": {"values": ("robot",), "unknown": ("keyhole",)},
    }


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (condition("back", row("impcat")), "E210 unknown trait 'impcat'"),
        (condition("back", row("impact", sources=["XX"])), "E210 unknown source 'XX'"),
        (condition("back", row("impact", when={"phase": "acute"})), "E210 unknown fact 'phase' of the condition 'back'"),
        (
            condition("back", row("impact", when={"phase": ["acut"]}), facts={"phase": {"ask": "?", "values": ["acute"]}}),
            "E210 the fact 'phase' never has the value 'acut' (did you mean 'acute'?)",
        ),
        (
            condition("back", row("impact", when={"weeks": "ten"}), facts={"weeks": {"ask": "?", "type": "number"}}),
            "E210 the fact 'weeks' never has the value 'ten' (it is a number)",
        ),
        (condition("back", row("impact", "modify", variant={"tags": {"any": ["x"]}})), "E210 unknown tag 'x'"),
        (condition("back", screens=["spien"]), "E210 unknown screening question or set 'spien'"),
        (condition("back", resolves=[{"to": "bakc"}]), "E210 unknown condition 'bakc' (did you mean 'back'?)"),
    ],
)
def test_what_a_condition_says_of_things_that_are_not_there(said: dict[str, Any], message: str, tmp_path: Path) -> None:
    pack(tmp_path, "one", {"conditions/c.yaml": [said]})
    (problem,) = problems(tmp_path, "one")
    assert message in problem


def test_packs_cannot_disagree_where_there_is_no_stricter(tmp_path: Path) -> None:
    pack(tmp_path, "one", {"conditions/c.yaml": [condition("back", applies={"min_age": 60})]})
    pack(tmp_path, "two", {"conditions/c.yaml": [condition("back", applies={"min_age": 65})]})
    (problem,) = problems(tmp_path, "one", "two")
    assert "E221" in problem
    assert problem.startswith("two/")


# templates, rules, questions, advice


def test_a_template_in_full(tmp_path: Path) -> None:
    template = load(tmp_path).templates["base:simple"]
    assert (template.weeks, template.max_weeks, template.cycle_weeks, template.days) == (8, 8, 4, (1, 2))
    assert template.week == (("a",), ("a", "a"))
    slot = template.sessions["a"].blocks[0].slots[0]
    assert (slot.id, slot.count, slot.role, slot.dose) == ("lift", (1, 3), "main", DoseRange(sets=(2, 2), reps=(5, 5)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("goals: [back-strength]", "goals: [back-strenght]", "E210 unknown goal 'back-strenght'"),
        ("[[a], [a, a]]", "[[a], [a]]", "E220 entry 2 of week is for 2 days and names 1 sessions"),
        ("[[a], [a, a]]", "[[a], [a, b]]", "E220 there is no session 'b'"),
        ("[[a], [a, a]]", "[[a]]", "E220 days go up to 2, but week ends with 1"),
        ("days: [1, 2]", "days: [2, 1]", "E219 the range [2, 1]"),
        ("weeks: {default: 8}", "weeks: {default: 8, max: 4}", "E220 the default is more than max"),
        ("count: [1, 3]", "count: [3, 1]", "E219 the range [3, 1]"),
        ("kind: strength", "kind: strenght", "E210 unknown kind 'strenght'"),
        ("reps: 5", "reps: [9, 5]", "E219 the range [9, 5]"),
        ("role: main", "role: main\n          interval: {work: 9-5 s, rest: 5 s}", "E219 the range '9-5 s'"),
        ("role: main", "role: main\n          short: {minutes: 20, style: circuit, rounds: [3, 2]}", "E219 the range [3, 2]"),
        ("  family: strength", "  excludes_conditions: [bakc]\n  family: strength", "E210 unknown condition 'bakc'"),
    ],
)
def test_what_is_wrong_with_a_template(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert old in TEMPLATE
    base(tmp_path, {"templates/simple.yaml": TEMPLATE.replace(old, new, 1)})
    (problem,) = problems(tmp_path)
    assert message in problem


def test_what_is_wrong_with_rules_questions_and_advice(tmp_path: Path) -> None:
    rules = [
        {"id": "a", "form": "limit", "because": "b", "where": {}, "measure": "sets", "per": "week", "min": 5, "max": 2},
        {"id": "b", "form": "ratio", "because": "b", "of": {}, "to": {"tags": {"any": ["t1"]}}, "between": [2, 1]},
        {
            "id": "c",
            "form": "linear",
            "because": "b",
            "terms": [{"where": {"tags": {"any": ["t2"]}}, "times": 1}],
            "scope": {"goals": ["g1"]},
        },
        {"id": "c", "form": "rest", "because": "b", "hours": 48, "muscles": ["m1"]},
    ]
    question = {
        "id": "numb",
        "group": "g",
        "ask": "?",
        "gate": "go",
        "needs": {"conditions": ["c1"], "goals": ["g2"]},
        "adds_condition": "c2",
        "answered_by": ["c4"],
    }
    advice = {
        "id": "a",
        "text": "t",
        "placement": "about",
        "when": {"goals": ["g3"], "conditions": ["c3"], "exercise": {"tags": {"any": ["t3"]}}},
    }
    pack(tmp_path, "one", {"rules/r.yaml": rules, "screening/q.yaml": [question], "advice/a.yaml": [advice]})
    found = "\n".join(problems(tmp_path, "one"))
    for word in ("t1", "t2", "t3", "g1", "g2", "g3", "c1", "c2", "c3", "c4", "m1"):
        assert f"'{word}'" in found
    assert "the smaller number comes first: 5 is more than 2" in found
    assert "the smaller number comes first: 2 is more than 1" in found
    assert "E211 the rule 'one:c' is already defined" in found
    assert "E211 the question 'numb' is already defined" in found


# which packs


def test_requirements_are_pulled_in_and_their_versions_checked(tmp_path: Path) -> None:
    one(tmp_path, exercise("a"), requires={"packs": {"two": ">=1.0"}})
    pack(tmp_path, "two", version="1.5")
    assert [info.id for info in load(tmp_path, "one").packs] == ["base", "two", "one"]
    pack(tmp_path, "two", version="0.9")
    (problem,) = problems(tmp_path, "one")
    assert "E204 the pack needs two >=1.0; found is 0.9" in problem
    assert problem.startswith("one/pack.yaml:")


def test_a_missing_requirement_is_said_where_it_is_written(tmp_path: Path) -> None:
    one(tmp_path, exercise("a"), requires={"packs": {"tow": ">=1.0"}})
    pack(tmp_path, "two")
    (problem,) = problems(tmp_path, "one")
    assert "E204 the required pack 'tow' is not there (did you mean 'two'?)" in problem
    assert problem.startswith("one/pack.yaml:")


def test_packs_that_require_each_other_are_said(tmp_path: Path) -> None:
    one(tmp_path, exercise("a"), requires={"packs": {"two": ">=1"}})
    pack(tmp_path, "two", requires={"packs": {"one": ">=1"}})
    (problem,) = problems(tmp_path, "one")
    assert "E205 these packs require each other in a circle: one, two" in problem


def test_a_pack_that_is_not_there(tmp_path: Path) -> None:
    one(tmp_path, exercise("a"))
    assert problems(tmp_path, "oen") == ["oen: E201 there is no pack 'oen' (did you mean 'one'?)"]


def test_a_folder_may_be_named_as_a_pack(tmp_path: Path) -> None:
    base(tmp_path / "shelf")
    folder = one(tmp_path, exercise("a"))
    assert list(load_catalog([f"{folder}{os.sep}"], paths=[tmp_path / "shelf"]).exercises) == ["one:a"]


def test_the_id_of_a_built_in_pack_is_an_error_wherever_it_stands(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from setlist import entrypoints

    shelf = write(tmp_path / "their_packs", {"__init__.py": ""})
    base(shelf)
    pack(shelf, "one", {"exercises/e.yaml": [exercise("theirs")]})
    built_in = entrypoints.EntryPoint("built-in", "their_packs", "setlist", "1")
    monkeypatch.setattr(entrypoints, "entry_points", lambda group: (built_in,))
    monkeypatch.syspath_prepend(str(tmp_path))
    pack(home / "packs", "extra", {"exercises/e.yaml": [exercise("extra")]})
    assert [(info.id, info.built_in) for info in load_catalog().packs] == [("base", True), ("one", True)]
    assert list(load_catalog(paths=[shelf]).exercises) == ["one:theirs"], "the built-in folders themselves may be named"
    mine = pack(home / "packs", "one", {"exercises/e.yaml": [exercise("mine")]})
    for wish in ({}, {"paths": [mine]}, {"packs": ["one"]}, {"packs": [str(mine)]}):
        with pytest.raises(InputError) as caught:
            load_catalog(**wish)  # type: ignore[arg-type]
        assert [p.code for p in caught.value.problems] == ["E207"]
    assert list(load_catalog(["extra"]).exercises) == ["extra:extra"], "what nobody asks for does not matter"


def test_a_broken_pack_that_nobody_asked_for_does_not_matter(tmp_path: Path) -> None:
    one(tmp_path, exercise("a"))
    pack(tmp_path, "broken", {"exercises/e.yaml": [exercise("b", traits=None)]})
    write(tmp_path / "worse", {"pack.yaml": "format: ["})
    pack(tmp_path, "lonely", requires={"packs": {"nobody": ">=1"}})
    assert list(load(tmp_path, "one").exercises) == ["one:a"]
    assert any("traits" in line for line in problems(tmp_path, "one", "broken"))


# the whole


def everything(folder: Path) -> None:
    """Three packs that touch each other in every way."""
    base(folder, {"conditions/c.yaml": [condition("back", row("impact", "caution"))], "exercises/e.yaml": [exercise("walk")]})
    pack(folder, "one", {"exercises/e.yaml": [exercise("a", harder=["b"]), exercise("b", easier=["base:walk"])]})
    words = {"traits": [{"id": "heat", "name": "Heat", "kind": "hazard", "definition": "Hot"}]}
    two = {
        "exercises/e.yaml": [exercise("walk", traits=["impact"]), exercise("c", easier=["one:b"], traits=["heat"])],
        "conditions/c.yaml": [condition("back", row("impact"), row("heat"))],
        "rules/r.yaml": [{"id": "r", "form": "forbid", "because": "b", "where": {"traits": {"any": ["heat"]}}}],
        "vocabulary/v.yaml": words,
    }
    pack(folder, "two", two, overrides=["base:walk"], moved={"old": "c"})


def test_the_order_in_which_packs_are_named_does_not_matter(tmp_path: Path) -> None:
    everything(tmp_path)
    catalog, other = load(tmp_path, "one", "two"), load(tmp_path, "two", "base", "one")
    assert catalog == other
    assert list(catalog.exercises) == list(other.exercises) == sorted(catalog.exercises)


def test_removing_a_pack_removes_its_contribution_and_nothing_else(tmp_path: Path) -> None:
    everything(tmp_path)
    before = load(tmp_path, "one")
    both = load(tmp_path, "one", "two")
    assert both.exercises["base:walk"].traits == ("impact",)
    assert both.exercises["one:b"].harder == ("one:a", "two:c") or both.exercises["one:b"].harder == ("two:c",)
    assert [r.severity for r in both.conditions["back"].rows] == ["exclude", "exclude"]
    assert (len(both.rules), len(both.moved)) == (1, 1)
    assert load(tmp_path, "one") == before
    assert not any(
        "two" in repr(part) or "heat" in repr(part) for part in (before.exercises, before.conditions, before.rules, before.vocabulary)
    )


def test_a_catalog_from_the_cache_is_the_same(tmp_path: Path, home: Path) -> None:
    everything(tmp_path)
    first = load(tmp_path, "one", "two")
    assert load(tmp_path, "one", "two") == first
    for entry in (home / "cache" / "packs").iterdir():
        entry.unlink()
    assert load(tmp_path, "one", "two") == first


def changeable(value: object, place: str = "catalog") -> list[str]:
    """Where plain dicts and lists are, of which anybody could change what everybody reads."""
    if isinstance(value, Struct):
        return [found for name in value.__struct_fields__ for found in changeable(getattr(value, name), f"{place}.{name}")]
    if isinstance(value, FrozenDict):
        return [found for name, item in value.items() for found in changeable(item, f"{place}[{name}]")]
    if isinstance(value, tuple):
        return [found for item in value for found in changeable(item, f"{place}[]")]
    return [place] if isinstance(value, (dict, list, set)) else []


def test_a_catalog_cannot_change(tmp_path: Path) -> None:
    everything(tmp_path)
    for _ in range(2):  # merged, and kept from the time before
        assert changeable(load(tmp_path, "one", "two")) == []
    with pytest.raises(TypeError):
        load(tmp_path, "one", "two").rules[0]["where"]["traits"]["new"] = 1


def test_the_digest_of_a_pack_is_in_the_catalog(tmp_path: Path) -> None:
    everything(tmp_path)
    before = {info.id: info.digest for info in load(tmp_path, "one", "two").packs}
    pack(tmp_path, "one", {"exercises/e.yaml": [exercise("a"), exercise("b")]})
    after = {info.id: info.digest for info in load(tmp_path, "one", "two").packs}
    assert [name for name in before if before[name] != after[name]] == ["one"]


def test_the_words_for_roles_are_those_of_the_schema() -> None:
    from setlist import schema
    from setlist.merge.clauses import FIXED
    from setlist.merge.known import ROLES

    assert set(schema.schema("common")["$defs"]["role"]["enum"]) == ROLES
    fields = schema.schema("exercise")["$defs"]["exercise"]["properties"]
    assert {field: tuple(fields[field]["enum"]) for field in FIXED} == FIXED


def test_the_words_of_these_tests_are_a_vocabulary(tmp_path: Path) -> None:
    base(tmp_path, {"vocabulary/words.yaml": VOCABULARY})
    assert load(tmp_path).vocabulary.terms["kinds"]["strength"].name == "Strength"


def test_packs_that_fit_alone_are_checked_again_together_and_after_a_change(tmp_path: Path) -> None:
    one(tmp_path, exercise("lift", traits=["impact"]))
    pack(tmp_path, "two", {"exercises/e.yaml": [exercise("lift")]}, overrides=["one:lift"])
    load(tmp_path, "one")
    load(tmp_path, "two")
    assert "E216" in problems(tmp_path, "one", "two")[0]
    assert "E216" in problems(tmp_path, "one", "two")[0]
    pack(tmp_path, "two", {"exercises/e.yaml": [exercise("lift", traits=["impact"])]}, overrides=["one:lift"])
    assert load(tmp_path, "one", "two")
    one(tmp_path, exercise("lift", traits=["impact", "overhead"]))
    assert "E216" in problems(tmp_path, "one", "two")[0]
