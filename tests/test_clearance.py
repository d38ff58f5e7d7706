"""Clearances open a gate while they last, and nothing else."""

from __future__ import annotations

import pytest

from setlist import Clearance, Gate, Profile, apply_clearance

GATE = Gate("clearance", "Ask first", "See your doctor.", condition="glaucoma")


def opened(cleared: Clearance, start: str | None = None, gate: Gate = GATE) -> Gate:
    return apply_clearance(gate, Profile(cleared=(cleared,), start=start), "glaucoma")


def test_a_clearance_for_the_condition_opens_its_gate() -> None:
    assert opened(Clearance("glaucoma")).step == "go"


def test_a_clearance_for_something_else_does_not() -> None:
    assert opened(Clearance("gerd")) == GATE


@pytest.mark.parametrize("step", ["stop", "see-someone", "go"])
def test_only_a_clearance_gate_opens(step: str) -> None:
    gate = Gate(step, "Ask first")  # type: ignore[arg-type]
    assert opened(Clearance("glaucoma"), gate=gate) == gate


GIVEN = Clearance("glaucoma", date="2026-01-10")


@pytest.mark.parametrize(
    ("cleared", "start", "step"),
    [
        (GIVEN, "2027-01-10", "go"),
        (GIVEN, "2027-01-11", "clearance"),
        (Clearance("glaucoma", date="2024-02-29"), "2025-02-28", "go"),
        (Clearance("glaucoma", date="2024-02-29"), "2025-03-01", "clearance"),
        (Clearance("glaucoma", date="2026-11-01", until="2026-12-01"), "2026-12-01", "go"),
        (Clearance("glaucoma", date="2026-11-01", until="2026-12-01"), "2026-12-02", "clearance"),
        (Clearance("glaucoma", date="2026-01-10", until="2030-01-01"), "2027-06-01", "clearance"),
        (Clearance("glaucoma", date="2026-11-01", until="2026-11-30"), "2026-12-01", "clearance"),
        (Clearance("glaucoma", date="2026-12-01"), "2026-12-01", "go"),
        (Clearance("glaucoma", date="2026-12-02"), "2026-12-01", "clearance"),
        (Clearance("glaucoma", date="2027-01-01", until="2026-06-01"), "2026-01-05", "clearance"),
        (Clearance("glaucoma", date="9999-01-01"), "9999-06-01", "go"),
    ],
)
def test_it_lasts_a_year_or_until_its_end_measured_at_the_start(cleared: Clearance, start: str, step: str) -> None:
    assert opened(cleared, start).step == step


@pytest.mark.parametrize(
    ("cleared", "step"),
    [
        (Clearance("glaucoma", date="1999-01-01", until="1999-06-01"), "go"),
        (Clearance("glaucoma", date="1999-01-01"), "go"),
        (Clearance("glaucoma", date="1999-01-01", until="1998-06-01"), "clearance"),
        (Clearance("glaucoma", date="soon"), "clearance"),
    ],
)
def test_without_a_start_it_is_measured_on_its_own_day(cleared: Clearance, step: str) -> None:
    assert opened(cleared).step == step


@pytest.mark.parametrize("start", [None, "2026-12-01"])
def test_an_end_without_a_beginning_opens_nothing(start: str | None) -> None:
    gate = opened(Clearance("glaucoma", until="2030-01-01"), start)
    assert gate.step == "clearance"
    assert gate.advice.endswith("The clearance for glaucoma has an end but no date: say when it was given.")


@pytest.mark.parametrize(
    ("until", "start", "weeks", "step"),
    [
        ("2026-12-28", "2026-12-01", 4, "go"),  # the last day of the fourth week
        ("2026-12-27", "2026-12-01", 4, "see-someone"),
        ("2026-12-01", "2026-12-01", 12, "see-someone"),
        (None, "2027-01-05", 4, "see-someone"),  # the twelve months end on the 10th
        (None, "2026-12-01", 4, "go"),
        ("2026-02-01", None, 4, "see-someone"),
        ("2026-02-06", None, 4, "go"),
    ],
)
def test_one_that_ends_before_the_program_does_says_when_to_ask_again(until: str | None, start: str | None, weeks: int, step: str) -> None:
    given = Clearance("glaucoma", date="2026-01-10", until=until)
    gate = apply_clearance(GATE, Profile(cleared=(given,), start=start, weeks=weeks), "glaucoma")
    assert gate.step == step
    if step == "see-someone":
        assert gate.advice == f"The clearance for glaucoma ends on {until or '2027-01-10'}, before the program does: ask again by then."


def test_one_that_ran_out_says_so_beside_the_advice() -> None:
    gate = opened(Clearance("glaucoma", date="2025-01-10"), "2026-12-01")
    assert gate.advice == "See your doctor. The clearance for glaucoma of 2025-01-10 is more than 12 months old; ask again."


@pytest.mark.parametrize("cleared", [Clearance("glaucoma", date="2026-01-10", until="soon"), Clearance("glaucoma", date="2026-02-31")])
def test_dates_that_cannot_be_read_open_nothing(cleared: Clearance) -> None:
    gate = opened(cleared, "2026-12-01")
    assert gate.step == "clearance"
    assert "cannot be read" in gate.advice


def test_one_that_counts_is_enough() -> None:
    profile = Profile(
        cleared=(Clearance("glaucoma", date="2019-11-01", until="2020-01-01"), Clearance("glaucoma", date="2026-11-01")), start="2026-12-01"
    )
    assert apply_clearance(GATE, profile, "glaucoma").step == "go"
