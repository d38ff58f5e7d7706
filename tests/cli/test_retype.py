"""The command line as it was typed, with changes."""

from __future__ import annotations

import shlex
from typing import Any

import click
import pytest

from setlist.cli.build import command
from setlist.cli.retype import retype


def context(*args: str) -> click.Context:
    return command.make_context("build", list(args), parent=click.Context(click.Group("setlist"), info_name="setlist"))


@pytest.mark.parametrize(
    "typed",
    [
        "setlist build",
        "setlist build -p yoga -p ./club --days 3 --weekday 1 --no-screening --best-effort -f json -o plan.json --all",
        "setlist build --condition 'slipped disc:eases=flexion' --age 40 --no-plugin acme",
    ],
)
def test_without_changes_it_is_what_was_typed(typed: str) -> None:
    assert retype(context(*shlex.split(typed)[2:]), {}) == typed


@pytest.mark.parametrize(
    ("typed", "settings", "expected"),
    [
        ("--days 3 --minutes 5", {"minutes": 10}, "--days 3 --minutes 10"),
        ("-p sports", {"packs": "home", "minutes": 10}, "-p sports -p home --minutes 10"),
        ("--equipment band", {"equipment": ("resistance-band", "gym")}, "--equipment resistance-band --equipment gym"),
        ("--pin boat --avoid boat", {"pins": ()}, "--avoid boat"),
        ("--pin boat --avoid boat", {"dislikes": ()}, "--pin boat"),
        ("-t a", {"template": "base:b", "weeks": 12}, "-t base:b --weeks 12"),
    ],
)
def test_a_change_takes_the_place_of_what_was_typed(typed: str, settings: dict[str, Any], expected: str) -> None:
    assert retype(context(*shlex.split(typed)), settings) == f"setlist build {expected}"


def test_what_came_from_a_profile_cannot_be_typed_away() -> None:
    assert retype(context("--profile", "me.yaml"), {"pins": ()}) is None
    assert retype(context(), {"unheard_of": 1}) is None
