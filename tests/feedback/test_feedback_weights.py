"""Which loads can be made."""

from __future__ import annotations

import pytest
from club_log import PERSON, catalog
from msgspec.structs import replace

from setlist.feedback.weights import Weights, weights
from setlist.model import Equipment
from small_week import a_move

ROW = a_move("row", equipment=Equipment(all=("barbell",)))


@pytest.mark.parametrize(("load", "heavier", "lighter"), [(40, 42.5, 35), (100, 102.5, 90), (20, 20, 17.5), (2.5, 2.5, None)])
def test_steps_of_the_equipment(load: float, heavier: float, lighter: float | None) -> None:
    made = Weights(2.5)
    assert (made.heavier(load), made.lighter(load)) == (heavier, lighter)


@pytest.mark.parametrize(("load", "heavier", "lighter"), [(10, 10, 8), (12, 12.5, 10), (4, 4, None)])
def test_weights_that_are_owned(load: float, heavier: float, lighter: float | None) -> None:
    made = Weights(2, (4, 8, 10, 12, 12.5))
    assert (made.heavier(load), made.lighter(load)) == (heavier, lighter)


def test_nothing_is_made_of_what_has_no_weight() -> None:
    assert (Weights(None).heavier(10), Weights(None).lighter(10)) == (10, None)


def test_small_pieces_go_on_in_pairs() -> None:
    person = replace(PERSON, loads={"owned": {"barbell": [1.25, 5, 10]}})
    assert weights(ROW, person, catalog().vocabulary, 60) == Weights(2.5)
    assert weights(ROW, person, catalog().vocabulary, 10) == Weights(2.5, (1.25, 5, 10))
    assert weights(ROW, PERSON, catalog().vocabulary, 60) == Weights(2.5)
    assert weights(a_move("plank"), PERSON, catalog().vocabulary, 60) == Weights(None)
