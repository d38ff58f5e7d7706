"""Block styles: what taking turns costs in minutes, who goes with whom, and what the audit says when somebody changes it by hand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from setlist import Dose, DoseRange, Exercise, Finding, Program, SafetyFilter, limit, order, prefer, where
from setlist.model import Equipment, Range, Short, Template, Vocabulary
from setlist.planner.audit import audit
from setlist.planner.audit_turns import wrong_turns
from setlist.planner.substitute import Choice, places, setting, substitute, without
from setlist.planner.times import CIRCUIT_CHANGE_S, STATION_S, item_minutes, manner, round_rest, set_seconds, takes_turns
from setlist.planner.turns import Turn, again, grouped, side_by_side
from setlist.program import BlockPlan, Item, Reason
from small_week import MOVES, PERSON, TEMPLATE, TERMS, a_catalog, a_move, a_plan, hard, misses, soft, solved

VOCABULARY = Vocabulary(terms=TERMS)
TEN = Dose(sets=3, reps=10, rest_s=60)


@pytest.mark.parametrize(
    ("dose", "how", "seconds"),
    [
        (TEN, "straight", 3 * 40 + 2 * 60 + 15),
        (TEN, "superset", 3 * 40 + 2 * (30 + 7.5) + 15),  # half of the rest and half of the way to the partner
        (TEN, "circuit", 3 * (40 + 10) + 2 * 20),  # 10 s to the next station, a third of the rest between rounds
        (TEN, "interval", 3 * 40 + 2 * 60 + 15),
        (Dose(breaths=5), "flow", 30 + 6),  # and a breath to the next pose
        (Dose(breaths=5, per_side=True), "flow", 2 * 36),
        (Dose(hold_s=30, per_side=True), "flow", 2 * 36),
        (Dose(reps=6), "flow", 24 + 6),
        (Dose(sets=2, hold_s=30, rest_s=10), "flow", 2 * 36 + 10),
        (Dose(minutes=5), "flow", 300),
        (Dose(minutes=5), "interval", 300),
        (Dose(minutes=5), "circuit", 300),
    ],
)
def test_what_an_item_takes_in_each_style(dose: Dose, how: str, seconds: float) -> None:
    assert item_minutes(dose, STATION_S, how) == pytest.approx(seconds / 60)


DOSES = st.builds(Dose, sets=st.just(3), reps=st.integers(1, 20), rest_s=st.integers(0, 180), per_side=st.booleans())


@given(DOSES, DOSES)
def test_the_minutes_of_a_pair_are_those_of_doing_it(a: Dose, b: Dose) -> None:
    """Turn by turn: the one, the way over, the other, and the rest of both; the first two ways are the changes of station."""
    rest = sum(dose.rest_s or 0 for dose in (a, b)) / 2
    seconds = sum(set_seconds(a) + STATION_S + set_seconds(b) + rest for _ in range(3)) - rest + STATION_S
    assert sum(item_minutes(dose, STATION_S, "superset") for dose in (a, b)) == pytest.approx(seconds / 60)
    assert abs(round_rest((a, b), "superset") - rest) <= 0.5


@given(st.lists(DOSES, min_size=2, max_size=6))
def test_the_minutes_of_a_circuit_are_those_of_going_round(doses: list[Dose]) -> None:
    rest = sum(dose.rest_s or 0 for dose in doses) / 3
    seconds = 3 * sum(set_seconds(dose) + CIRCUIT_CHANGE_S for dose in doses) + 2 * rest
    assert sum(item_minutes(dose, STATION_S, "circuit") for dose in doses) == pytest.approx(seconds / 60)


def test_main_lifts_of_a_superset_have_their_rests_to_themselves() -> None:
    assert [takes_turns("superset", role) for role in ("main", "accessory", "core")] == [False, True, True]
    assert takes_turns("circuit", "main") and not takes_turns("flow", "main")
    assert (manner("superset", False), manner("superset", True), manner("flow", False)) == ("straight", "superset", "flow")


def turn(name: str, muscle: str, sets: int = 3, least: int = 0, **changes: object) -> Turn:
    return Turn(a_move(name, primary=(muscle,), groups={muscle: 1.0}, **changes), (replace(TEN, sets=sets),), least)


def together(*turns: Turn, style: str = "superset") -> list[str]:
    """The groups as the ids of their members."""
    return ["+".join(turns[n].exercise.id for n in group) for group in grouped(turns, style, VOCABULARY)]


ROW, PRESS, SQUAT, CURL = turn("row", "back"), turn("press", "chest"), turn("squat", "legs"), turn("curl", "arms")


def test_pairs_never_work_the_same_muscle_first_of_all() -> None:
    assert together(ROW, turn("pull", "back"), PRESS, SQUAT) == ["row+press", "pull+squat"]
    assert together(ROW, turn("pull", "back")) == []


def test_an_odd_one_makes_a_three() -> None:
    assert together(ROW, PRESS, SQUAT) == ["row+press+squat"]
    assert together(ROW) == []


def test_opposite_muscles_go_together_first() -> None:
    opposed = Vocabulary(
        terms={**TERMS, "groups": {**TERMS["groups"], "back": replace(TERMS["groups"]["back"], data={"opposite": "legs"})}}
    )
    assert grouped((ROW, PRESS, SQUAT, CURL), "superset", opposed) == ((0, 2), (1, 3))


def test_one_bar_is_not_shared() -> None:
    """A bar would have to be loaded anew each time; a band is in reach."""
    bar, band = Equipment(all=("barbell",)), Equipment(all=("band",))
    assert together(turn("a", "back", equipment=bar), turn("b", "chest", equipment=bar)) == []
    assert together(turn("a", "back", equipment=band), turn("b", "chest", equipment=band)) == ["a+b"]


def test_a_heavy_lift_takes_no_turns_with_core_work() -> None:
    """The trunk that has to hold the bar is fresh, and the bar does not wait for the core work at the end."""
    heavy, brace = turn("heavy-squat", "legs", traits=("heavy-load",)), turn("brace", "back", roles=("core", "accessory"))
    assert together(heavy, brace) == together(brace, heavy) == []
    assert together(heavy, PRESS, brace, CURL) == ["heavy-squat+press", "brace+curl"]
    assert together(SQUAT, brace) == ["squat+brace"]


def test_a_heavy_lift_takes_turns_with_what_tires_the_grip_only_where_nobody_else_is_left() -> None:
    heavy, walk = turn("heavy-row", "back", traits=("heavy-load",)), turn("farmer-walk", "legs", patterns=("carry",))
    assert together(heavy, walk, CURL, PRESS) == ["heavy-row+curl", "farmer-walk+press"]
    assert together(heavy, walk) == ["heavy-row+farmer-walk"]


def test_as_many_sets_or_one_more() -> None:
    assert together(turn("a", "back", 2), turn("b", "chest", 3)) == ["a+b"]
    assert together(turn("a", "back", 2), turn("b", "chest", 4)) == []


def test_nobody_rests_less_than_safety_lets_them() -> None:
    """While the other works 40 s and both rest 60 s, 100 s pass."""
    assert together(turn("a", "back", least=100), PRESS) == ["a+press"]
    assert together(turn("a", "back", least=101), PRESS) == []
    assert together(turn("a", "back", least=81), PRESS, style="circuit") == []  # 40 s and a third of both rests
    assert together(turn("a", "back", sets=1, least=999), replace(PRESS, doses=(Dose(reps=5),))) == ["a+press"]  # nothing to rest for


def test_who_finds_nobody_is_left_alone() -> None:
    assert together(ROW, PRESS, turn("pull", "back", sets=1)) == ["row+press"]


def test_a_circuit_is_everyone_with_as_many_sets() -> None:
    assert together(ROW, PRESS, turn("pull", "back"), style="circuit") == ["row+press+pull"]
    assert together(ROW, turn("press", "chest", 2), style="circuit") == []


def test_groups_stand_where_their_last_stands() -> None:
    """What is light never moves before a main lift."""
    assert side_by_side("abcde", [(1, 4), (2, 3)]) == [("a", None), ("c", "A1"), ("d", "A2"), ("b", "B1"), ("e", "B2")]
    assert side_by_side("abc", [(0, 2)]) == [("b", None), ("a", "A1"), ("c", "A2")]


def test_a_pair_with_a_heavy_lift_stands_where_that_does() -> None:
    assert side_by_side("abcd", [(0, 3), (1, 2)], heavy=[0]) == [("a", "A1"), ("d", "A2"), ("b", "B1"), ("c", "B2")]
    assert side_by_side("abc", [(0, 2)], heavy=[2]) == [("b", None), ("a", "A1"), ("c", "A2")]


def styled(style: str, rounds: Range | None = None, short: Short | None = None) -> Template:
    """The small week with its main block in a style."""
    sessions = {}
    for name, session in TEMPLATE.sessions.items():
        main, *others = session.blocks
        sessions[name] = replace(session, blocks=(replace(main, style=style, rounds=rounds, short=short), *others))
    return replace(TEMPLATE, sessions=sessions)


def muscled(move: Exercise) -> Exercise:
    return replace(move, groups={TERMS["muscles"][m].data["group"]: 1.0 for m in move.primary})


SUPERSET = styled("superset")
WORLD = [muscled(move) for move in MOVES]
MUCH = soft(prefer(where(kind="strength"), 5))
EXTRA = {"slot": "extra"}
PAIRED = (  # a pull and a push beside the main lifts, three sets of each
    *(hard(limit(where(patterns={"any": [p]}), exercises=(1, 1), per="slot"), name=p, where_in=EXTRA) for p in ("pull", "push")),
    hard(limit(where(), sets=(6, 6), per="slot"), name="sets", where_in=EXTRA),
)


def main_blocks(program: Program) -> list[BlockPlan]:
    return [b for week in program.weeks for s in week.sessions for b in s.blocks if b.id == "main"]


def test_accessories_of_a_superset_are_paired_and_main_lifts_are_not() -> None:
    program = solved(MUCH, *PAIRED, template=styled("superset"), moves=WORLD)
    for block in main_blocks(program):
        assert [i.group for i in block.items if i.role == "accessory"] == ["A1", "A2"]
        assert all(i.group is None for i in block.items if i.role == "main")
        paired = [next(m for m in WORLD if m.ref == i.exercise) for i in block.items if i.group]
        assert all(a.groups.keys().isdisjoint(b.groups) for a, b in combinations(paired, 2))


def test_turns_save_time_for_more() -> None:
    """The minutes asked for are the same; what is not rested is worked."""
    slow = [replace(m, dose=replace(m.dose, rest_s=(90, 90))) if m.kind == "strength" else m for m in WORLD]

    def sets(style: str) -> int:
        program = solved(soft(limit(where(kind="strength"), sets=(99, None), per="week")), template=styled(style), moves=slow)
        return sum(i.dose.sets for b in main_blocks(program) for i in b.items)

    assert sets("straight") < sets("superset") < sets("circuit")


def test_a_circuit_has_one_number_of_rounds() -> None:
    program = solved(MUCH, template=styled("circuit", rounds=(2, 3)), moves=WORLD)
    for block in main_blocks(program):
        assert {item.dose.sets for item in block.items} == {block.rounds}
        assert [item.group for item in block.items] == [f"A{n}" for n in range(1, len(block.items) + 1)]


def test_where_nobody_can_take_turns_all_do_straight_sets() -> None:
    """One exercise is no circuit, and two for the same muscle are no superset."""
    one = hard(limit(where(kind="strength"), exercises=(1, 1), per="session"))
    assert {(b.style, b.rounds) for b in main_blocks(solved(one, template=styled("circuit", rounds=(2, 3)), moves=WORLD))} == {
        ("straight", None)
    }
    pulls = [m for m in WORLD if "back" in m.groups or m.kind != "strength"]
    both = hard(limit(where(kind="strength"), exercises=(1, None), per="slot"), where_in={"slot": "extra"})
    alone = solved(both, template=styled("superset"), moves=pulls)
    assert {item.group for b in main_blocks(alone) for item in b.items} == {None}


def test_an_order_that_turns_would_break_is_kept() -> None:
    """The press directly before the row, which pairs with the squat: then nobody takes turns."""
    near = hard(order(where(id="club:press"), where(id="club:row"), "next"))
    there = [hard(limit(where(id=f"club:{name}"), exercises=(1, 1), per="session"), name=name) for name in ("press", "row", "squat")]
    extra = hard(limit(where(), exercises=(2, 2), per="slot"), name="extra", where_in={"slot": "extra"})
    program = solved(near, *there, extra, MUCH, template=SUPERSET, moves=WORLD)
    assert misses(near, program, template=SUPERSET, moves=WORLD) == 0


def test_a_limit_on_rest_is_kept_while_taking_turns() -> None:
    careful = SafetyFilter("careful", lambda e, d: [Finding("modify", limits={"min_rest_s": 300})] if e.kind == "strength" else [])
    program = solved(MUCH, template=styled("circuit"), moves=WORLD, filters=[careful], profile=replace(PERSON, minutes=40))
    for block in main_blocks(program):
        work = [set_seconds(item.dose, block.style) for item in block.items]
        rest = round_rest([item.dose for item in block.items], "circuit")
        assert block.style == "straight" or all(
            i.dose.sets == 1 or sum(work) - w + rest >= 300 for i, w in zip(block.items, work, strict=True)
        )


def test_a_short_session_may_be_done_otherwise() -> None:
    template = styled("straight", short=Short(20, "circuit", (2, 2)))
    assert {b.style for b in main_blocks(solved(MUCH, template=template, moves=WORLD))} == {"circuit"}
    longer = solved(MUCH, template=template, moves=WORLD, profile=replace(PERSON, minutes=30))
    assert {b.style for b in main_blocks(longer)} == {"straight"}


def found(program: Program, template: Template = SUPERSET) -> list[str]:
    return [str(b) for b in audit(program, a_catalog(WORLD, template), template, (), ())]


def edited(program: Program, edit: Callable[[BlockPlan], BlockPlan]) -> Program:
    return replace(
        program,
        weeks=tuple(
            replace(w, sessions=tuple(replace(s, blocks=tuple(edit(b) if b.id == "main" else b for b in s.blocks)) for s in w.sessions))
            for w in program.weeks
        ),
    )


def regrouped(block: BlockPlan, *groups: str | None) -> BlockPlan:
    return replace(block, items=tuple(replace(item, group=group) for item, group in zip(block.items, groups, strict=True)))


def test_the_audit_finds_nothing_in_what_was_built_and_another_style_in_what_was_changed() -> None:
    program = solved(MUCH, *PAIRED, template=SUPERSET, moves=WORLD)
    assert found(program) == []
    assert any(
        "'Main work' is circuit, not superset [core/template]" in text
        for text in found(edited(program, lambda b: replace(b, style="circuit")))
    )
    ungrouped = edited(program, lambda b: regrouped(b, *[None] * len(b.items)))
    assert any("minutes, not" in text and "[core/time]" in text for text in found(ungrouped))  # alone they rest longer


def an_item(ref: str, group: str | None, sets: int = 3, role: str = "accessory") -> Item:
    return Item(f"club:{ref}", ref, role, replace(TEN, sets=sets), 1.0, (Reason("r", "r"),), group=group)


@pytest.mark.parametrize(
    ("style", "items", "text"),
    [
        ("superset", [an_item("row", "A1"), an_item("press", "A2")], None),
        ("superset", [an_item("row", "A1"), an_item("high-row", "A2")], "both work back first of all"),
        ("superset", [an_item("row", "A1"), an_item("press", "A2", 1)], "with 3, 1 sets"),
        ("superset", [an_item("row", "A1"), an_item("squat", None), an_item("press", "A2")], "side by side"),
        ("superset", [an_item("row", "A1")], "1 cannot take turns"),
        ("superset", [an_item("row", "A1"), an_item("press", "A3")], "numbered"),
        ("superset", [an_item(n, f"A{i}") for i, n in enumerate(("row", "press", "squat", "swim"), 1)], "4 cannot take turns"),
        ("superset", [an_item("row", "A1", role="main"), an_item("press", "A2")], "has its rests to itself"),
        ("superset", [an_item("bar-row", "A1"), an_item("bar-press", "A2")], "both need the barbell"),
        ("superset", [an_item("slow", "A1"), an_item("press", "A2")], "club:slow rests 100 s, 120 s at least"),
        ("circuit", [an_item("row", "A1"), an_item("press", "A2")], None),
        ("circuit", [an_item("row", "A1"), an_item("press", "A2", 2)], "with 3, 2 sets"),
        ("circuit", [an_item("row", "A1"), an_item("press", "A2"), an_item("squat", None)], "not all of it goes round"),
        ("straight", [an_item("row", "A1"), an_item("press", "A2")], "nothing in it takes turns"),
    ],
)
def test_the_audit_names_groups_that_are_wrong(style: str, items: list[Item], text: str | None) -> None:
    bar = Equipment(all=("barbell",))
    moves = [*MOVES, a_move("bar-row", equipment=bar), a_move("bar-press", primary=("chest",), equipment=bar), a_move("slow")]
    told = list(wrong_turns(BlockPlan("Main", style, tuple(items)), a_catalog(moves), lambda item: 120 if item.name == "slow" else 60))
    assert told == [] if text is None else any(text in line for line in told)


def test_an_exchange_keeps_the_turns_and_a_gap_mends_them() -> None:
    plan = a_plan(
        MUCH,
        template=SUPERSET,
        moves=[*WORLD, muscled(a_move("dip", primary=("chest",), dose=DoseRange(sets=(1, 3), reps=(10, 10), rest_s=(40, 40))))],
    )
    program = solved(MUCH, *PAIRED, template=SUPERSET, moves=WORLD)
    at = setting(plan)
    block = main_blocks(program)[0]
    item = next(i for i in block.items if i.group == "A1")
    place = places(program, item.exercise)[0]
    gone = without(at, program, place)[0].sessions[0].blocks[0]
    assert [i.group for i in gone.items] == [None] * len(gone.items)
    held = {i.exercise for i in block.items}
    for ref in sorted(m.ref for m in plan.admissible.values() if m.kind == "strength" and m.ref not in held):
        weeks = substitute(at, program, place, ref, Choice(item.dose.sets), lambda old: Reason("swap", "swap"))
        assert weeks is not None
        told = [
            b for b in audit(replace(program, weeks=weeks), plan.catalog, plan.template, (), ()) if b.rule in ("core/turns", "core/time")
        ]
        assert told == []


def test_groups_that_still_go_together_stay() -> None:
    known = {m.ref: m for m in WORLD}
    block = BlockPlan("Main", "superset", (an_item("row", "A1"), an_item("press", "A2")), "main")
    assert [i.group for i in again(block, known, {}, VOCABULARY).items] == ["A1", "A2"]
    broken = replace(block, items=(an_item("row", "A1"), an_item("high-row", "A2")))
    assert [i.group for i in again(broken, known, {}, VOCABULARY).items] == [None, None]
    unknown = replace(block, items=(an_item("row", "A1"), an_item("nobody-knows", None)))
    assert again(unknown, known, {}, VOCABULARY) == unknown


def test_a_circuit_that_has_lost_its_rounds_is_straight_sets() -> None:
    known = {m.ref: m for m in WORLD}
    block = BlockPlan("Main", "circuit", (an_item("row", "A1"), an_item("press", "A2")), "main", 3)
    assert again(block, known, {}, VOCABULARY).rounds == 3
    uneven = again(replace(block, items=(an_item("row", "A1"), an_item("press", "A2", sets=2))), known, {}, VOCABULARY)
    assert (uneven.style, uneven.rounds, [i.group for i in uneven.items]) == ("straight", None, [None, None])
