"""Requests that make no sense: one line on stderr and exit code 2. And types of options that answer that way.

click prints three lines of usage around its own complaints; of what a person asked for, one line with the way out says more.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from setlist.cli.errors import USAGE

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class UsageProblem(click.ClickException):
    """What was asked for is not possible. The message is complete."""

    exit_code = USAGE


class Whole(click.ParamType):
    """A whole number from `low` to `high`."""

    name = "number"

    def __init__(self, low: int, high: int) -> None:
        self.low = low
        self.high = high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(value)
        except ValueError:
            number = self.low - 1
        if not self.low <= number <= self.high:
            raise UsageProblem(f"{option_name(param)} should be a whole number from {self.low} to {self.high}, found {value!s:.40}")
        return number


class Weekday(click.ParamType):
    """A day of the week as a number, 1 for Monday, by number or by the first letters of its English name."""

    name = "weekday"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip().lower()
        hits = [n for n, day in enumerate(WEEKDAYS, 1) if text == str(n) or (len(text) >= 2 and day.startswith(text))]
        if len(hits) != 1:
            raise UsageProblem(f"{option_name(param)} should be a day such as mon or 1 (Monday) to 7 (Sunday), found {text!r:.40}")
        return hits[0]


class Day(click.ParamType):
    """A date, kept as ISO text."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise UsageProblem(f"{option_name(param)} should be a date such as 2026-12-01, found {value!r:.40}") from None


def option_name(param: click.Parameter | None) -> str:
    """`--days`: the longest of an option's names."""
    return max(param.opts, key=len) if param is not None else "the value"
