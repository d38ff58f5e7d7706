"""A relaxation whose status HiGHS does not know is solved again in other ways."""

from __future__ import annotations

import subprocess
import sys

import highspy
import pytest

from setlist.planner.matrix import run_relaxation


class Solver:
    """Stands in for HiGHS: it ends with the given statuses, one for each run, and writes down what it was told."""

    def __init__(self, *statuses: highspy.HighsModelStatus) -> None:
        self.statuses = list(statuses)
        self.told: list[str] = []

    def run(self) -> None:
        self.told.append("run")

    def clearSolver(self) -> None:
        self.told.append("clear")

    def setOptionValue(self, name: str, value: str) -> None:
        self.told.append(f"{name} {value}")

    def getModelStatus(self) -> highspy.HighsModelStatus:
        return self.statuses.pop(0)


@pytest.mark.parametrize("status", [highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible])
def test_an_answer_is_taken_as_it_is(status: highspy.HighsModelStatus) -> None:
    solver = Solver(status)
    run_relaxation(solver)
    assert solver.told == ["run"]


def test_an_unknown_status_is_asked_again_from_scratch() -> None:
    unknown, optimal = highspy.HighsModelStatus.kUnknown, highspy.HighsModelStatus.kOptimal
    solver = Solver(unknown, optimal)
    run_relaxation(solver)
    assert solver.told == ["run", "clear", "simplex_scale_strategy 1", "run"]


def test_an_unknown_status_is_asked_a_third_time_of_the_primal_simplex() -> None:
    solver = Solver(*[highspy.HighsModelStatus.kUnknown] * 2)
    run_relaxation(solver)
    assert solver.told == ["run", "clear", "simplex_scale_strategy 1", "run", "clear", "simplex_strategy 4", "run"]


def test_the_solver_writes_nothing_to_standard_output() -> None:
    """It greets once a process, so the process is a new one."""
    done = subprocess.run(
        [sys.executable, "-c", "import setlist.planner.matrix as m; m.Quiet().run()"], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")
