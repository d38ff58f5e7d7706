"""What counts as out of reach: ten minutes once a week cannot train everything, but some of it."""

from __future__ import annotations

from setlist.builder import Plan, plan

from .feasible import holds, missed, volume_rules
from .measure import built_in, catalog_of
from .people import read_people


def ten_minutes() -> Plan:
    person = next(p for p in read_people() if p.name == "nothing-10-1")
    made = plan(person.profile, catalog_of(None), built_in())
    assert isinstance(made, Plan)
    return made


def volume(**sets: float) -> dict[str, list[dict[str, float | str]]]:
    """A document that says of each muscle how many of the 4 to 8 sets it has."""
    return {"volume": [{"week": 1, "muscle": name.replace("_", "-"), "sets": n, "min": 4, "max": 8} for name, n in sets.items()]}


def test_one_range_can_hold_and_all_of_them_cannot() -> None:
    made = ten_minutes()
    ranges = volume_rules(made)
    assert holds(made, [ranges["glutes"]])
    assert not holds(made, [ranges[name] for name in ("glutes", "lats", "abdominals", "shoulders", "traps")])


def test_what_is_met_comes_first_and_what_fits_beside_it_is_no_excuse() -> None:
    reach = missed(ten_minutes(), volume(glutes=0, lats=0, abdominals=0, shoulders=0))
    beside = {muscle for _, muscle in reach.beside}
    assert set(reach.alone) <= set(reach.beside)
    assert "glutes" not in beside  # asked for first, it fits
    assert beside & {"lats", "abdominals", "shoulders"}  # and then there is no room for all of these


def test_nothing_is_out_of_reach_where_everything_is_met() -> None:
    assert missed(ten_minutes(), volume(glutes=4, lats=8)).beside == ()
