"""Quantities: what people write, in plain numbers, and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import packfolders
from setlist import schema
from setlist.model import DoseRange
from setlist.quantities import QuantityError, count, dose_data, dose_range, effort, quantity


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"reps": 8}, DoseRange(reps=(8, 8))),
        ({"sets": [2, 4], "reps": [5, 10], "hold": "5-10 s"}, DoseRange(sets=(2, 4), reps=(5, 10), hold_s=(5, 10))),
        ({"hold": "2 min", "rest": "60-90 s"}, DoseRange(hold_s=(120, 120), rest_s=(60, 90))),
        ({"distance": "1-2 km"}, DoseRange(distance_m=(1000, 2000))),
        ({"reps": 5, "load": "60-70 %1rm", "effort": "RIR 2-4"}, DoseRange(reps=(5, 5), load_pct_1rm=(60, 70), rir=(2, 4))),
        ({"reps": 5, "load": "20 kg", "effort": "RPE 7"}, DoseRange(reps=(5, 5), load_kg=(20, 20), rpe=(7, 7))),
        ({"reps": 5, "load": "bodyweight", "tempo": "2-0-2"}, DoseRange(reps=(5, 5), tempo="2-0-2")),
        ({"breaths": [5, 10], "breath": "5-6 s", "times_per_day": [1, 3]}, DoseRange(breaths=(5, 10), breath_s=6, times_per_day=(1, 3))),
    ],
)
def test_a_dose_is_read_into_plain_numbers(data: dict[str, Any], expected: DoseRange) -> None:
    assert dose_range(data) == expected


def test_counts_are_per_side_when_told() -> None:
    assert dose_range({"reps": 5}, per_side=True).per_side


@pytest.mark.parametrize(
    ("data", "field", "part"),
    [
        ({"reps": [10, 5]}, "reps", "write the smaller one first"),
        ({"sets": 2, "hold": "40-20 s"}, "hold", "write the smaller one first"),
        ({"reps": 5, "rest": "60s"}, "rest", "a space and s or min"),
        ({"distance": "5 s"}, "distance", "m or km"),
        ({"reps": 5, "effort": "2 RIR"}, "effort", "'RIR 2'"),
        ({"reps": "five"}, "reps", "[low, high]"),
        ({"reps": True}, "reps", "whole number"),
        ({"repetitions": 5}, "repetitions", "no field"),
    ],
)
def test_what_cannot_be_read_names_the_field_and_what_was_expected(data: dict[str, Any], field: str, part: str) -> None:
    with pytest.raises(QuantityError) as caught:
        dose_range(data)
    assert caught.value.field == field
    assert part in str(caught.value)


def test_the_parts_alone() -> None:
    assert quantity("20-40 s", "time") == ((20, 40), "s")
    assert effort("RIR 2-4") == ("rir", (2, 4))
    assert count([2, 4]) == (2, 4)


def ranges(most: int, least: int = 1) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(least, most), st.integers(least, most)).map(lambda pair: (min(pair), max(pair)))


MEASURES = st.one_of(
    st.fixed_dictionaries({"reps": ranges(100)}, optional={"hold_s": ranges(300)}),
    st.fixed_dictionaries({"hold_s": ranges(300)}),
    st.fixed_dictionaries({"breaths": ranges(30)}, optional={"breath_s": st.integers(1, 20)}),
    st.fixed_dictionaries({"minutes": ranges(90)}),
    st.fixed_dictionaries({"distance_m": ranges(10000)}),
)
LOADS = st.one_of(st.just({}), st.fixed_dictionaries({"load_kg": ranges(300)}), st.fixed_dictionaries({"load_pct_1rm": ranges(100)}))
EFFORTS = st.one_of(st.just({}), st.fixed_dictionaries({"rir": ranges(10, 0)}), st.fixed_dictionaries({"rpe": ranges(10)}))
OTHERS = st.fixed_dictionaries(
    {"sets": ranges(10), "per_side": st.booleans()},
    optional={"rest_s": ranges(300), "tempo": st.sampled_from(["2-0-2", "3-1-3-0"]), "times_per_day": ranges(10)},
)
DOSES = st.tuples(MEASURES, LOADS, EFFORTS, OTHERS).map(lambda parts: DoseRange(**{k: v for part in parts for k, v in part.items()}))


@given(DOSES)
def test_a_dose_written_out_reads_back_the_same(dose: DoseRange) -> None:
    assert dose_range(dose_data(dose), per_side=dose.per_side) == dose


@given(DOSES)
def test_a_dose_written_out_is_what_the_schema_allows(dose: DoseRange) -> None:
    assert schema.check("exercise", [packfolders.exercise("a", dose=dose_data(dose))], "a.yaml") == []
