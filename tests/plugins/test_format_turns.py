"""How a part of a session is done, in words, in both printing formats."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import examples
from setlist import BlockPlan, Dose, Item
from setlist.model import Interval
from setlist.program import Reason
from setlist_plugins.formats import markdown, text
from setlist_plugins.formats.turns import dose_in, how_words

TEN = Dose(sets=3, reps=10, rest_s=60)


def an_item(group: str | None = None, dose: Dose = TEN) -> Item:
    return Item("home:row", "Row", "accessory", dose, 3.0, (Reason("r", "r"),), group=group)


def a_block(style: str, *items: Item, rounds: int | None = None, interval: Interval | None = None) -> BlockPlan:
    return BlockPlan("Main", style, items or (an_item(),), "main", rounds, interval)


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (a_block("straight"), []),
        (a_block("superset", an_item("A1"), an_item("A2")), ["A1/A2 back to back, then rest 60 s."]),
        (
            a_block("superset", an_item("A1"), an_item("A2", replace(TEN, rest_s=90)), an_item(), an_item("B1"), an_item("B2")),
            ["A1/A2 back to back, then rest 75 s.", "B1/B2 back to back, then rest 60 s."],
        ),
        (a_block("superset", an_item("A1"), an_item("A2"), an_item("A3")), ["A1/A2/A3 back to back, then rest 90 s."]),
        (a_block("superset", an_item("A1", Dose(reps=9, rest_s=60)), an_item("A2", Dose(reps=9))), ["A1/A2 back to back."]),  # one set
        (a_block("superset", an_item()), []),  # nobody takes turns
        (
            a_block("circuit", an_item("A1"), an_item("A2"), an_item("A3"), rounds=3),
            ["3 rounds of these, one straight after the other, then rest 60 s."],
        ),
        (a_block("circuit", an_item("A1"), an_item("A2"), rounds=1), ["1 round of these, one straight after the other."]),
        (a_block("circuit"), ["Round after round of these, one straight after the other."]),
        (a_block("flow", an_item(dose=Dose(breaths=5))), ["Flow: one breath from pose to pose."]),
        (a_block("flow", an_item(dose=Dose(sets=2, breaths=5)), rounds=2), ["Flow: one breath from pose to pose.", "2 rounds of these."]),
        (a_block("flow", an_item(dose=Dose(breaths=5)), an_item(dose=Dose(sets=2, breaths=5, rest_s=10))), []),  # they rest in between
        (a_block("flow", an_item(dose=Dose(minutes=8))), []),
        (a_block("interval", interval=Interval(40, 20)), ["40 s work, 20 s rest, by turns."]),
        (a_block("interval"), ["Work and rest by turns."]),
    ],
)
def test_how_a_block_is_done(block: BlockPlan, words: list[str]) -> None:
    assert list(how_words(block)) == words


def test_rests_are_told_in_steps_of_five_seconds_and_never_too_short() -> None:
    uneven = a_block("superset", an_item("A1", replace(TEN, rest_s=45)), an_item("A2"))
    assert list(how_words(uneven)) == ["A1/A2 back to back, then rest 55 s."]


def test_a_line_tells_only_its_own_dose() -> None:
    """The rest is said once for all; in rounds a line says what is done in one."""
    assert dose_in(a_block("superset"), an_item("A1")) == replace(TEN, rest_s=None)
    assert dose_in(a_block("circuit", rounds=3), an_item("A1")) == replace(TEN, rest_s=None, sets=1)
    assert dose_in(a_block("superset"), an_item()) == TEN


def test_both_formats_print_it_under_the_name_of_the_part() -> None:
    program = examples.relief()
    first = program.weeks[0].sessions[0]
    block = a_block("superset", an_item("A1"), an_item("A2"))
    session = replace(first, blocks=(block,))
    program = replace(program, weeks=(replace(program.weeks[0], sessions=(session,)),))
    shown = text.render(program)
    assert "  Main\n      A1/A2 back to back, then rest 60 s.\n   1. A1: Row" in shown
    assert "Dose  3 sets of 10\n" in shown
    assert "**Main**\n\nA1/A2 back to back, then rest 60 s.\n\n|  | Exercise |" in markdown.render(program)
