"""Requests that make no sense: one line on stderr and exit code 2. And readers of options that answer that way.

click prints three lines of usage around its own complaints; of what a person asked for, one line with the way out says more.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import click

from setlist.cli.errors import USAGE

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHOWN = 40  # characters of a wrong value that a message shows


class UsageProblem(click.ClickException):
    """What was asked for is not possible. The message is complete."""

    exit_code = USAGE


def whole(option: str, low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers from `low` to `high`, as the `type` of an option."""

    def number(text: str) -> int:
        value = int(text) if str(text).strip().removeprefix("-").isdecimal() else None
        if value is None or not low <= value <= high:
            raise UsageProblem(f"{option} should be a whole number from {low} to {high}, found {text[:SHOWN]}")
        return value

    return number


def weekday(option: str) -> Callable[[str], int]:
    """A reader of days of the week, by number (1 is Monday) or by the first letters of the English name."""

    def day(text: str) -> int:
        word = text.strip().lower()
        hits = [n for n, name in enumerate(WEEKDAYS, 1) if word == str(n) or (len(word) >= 2 and name.startswith(word))]
        if len(hits) != 1:
            raise UsageProblem(f"{option} should be a day such as mon, or 1 (Monday) to 7 (Sunday), found {text[:SHOWN]!r}")
        return hits[0]

    return day


def calendar_day(option: str) -> Callable[[str], str]:
    """A reader of dates, which stay ISO text."""

    def day(text: str) -> str:
        if not is_date(text):
            raise UsageProblem(f"{option} should be a date such as 2026-12-01, found {text[:SHOWN]!r}")
        return text

    return day


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar, written as year-month-day."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
