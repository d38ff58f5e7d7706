"""The questions of `setlist profile new` to a person at a terminal. What options have answered is not asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from setlist.cli.health import check_value, facts_of, read_condition, read_fact
from setlist.cli.layout import wrapped
from setlist.cli.names import Unclear, find_equipment, find_goal
from setlist.cli.notices import tell
from setlist.cli.requests import LEVELS, find_level
from setlist.cli.screening import ask
from setlist.phrases import either

if TYPE_CHECKING:
    from setlist.model import Catalog

T = TypeVar("T")


def guide(data: Mapping[str, Any], defaults: Mapping[str, Any], catalog: Catalog) -> dict[str, Any]:
    """A profile's data with the answers. `defaults` are what Enter stands for. Raises click.Abort when the person leaves."""
    out = dict(data)
    if "goal" not in out:
        out["goal"] = _goal(str(defaults["goal"]), catalog)
    if "level" not in out:
        out["level"] = ask(f"How much practice do you have? {either(LEVELS)}", _named(find_level, catalog), str(defaults["level"]))
    if "days" not in out:
        out["days"] = ask("On how many days a week?", _whole(1, 7), str(defaults["days"]))
    if "minutes" not in out:
        out["minutes"] = ask("How many minutes a session?", _whole(5, 240), str(defaults["minutes"]))
    if "equipment" not in out:
        question = "What do you have to train with? Names with commas, such as: dumbbells, resistance band; Enter for nothing"
        out["equipment"] = ask(question, _listed(find_equipment, catalog))
    if "age" not in out:
        out["age"] = ask("How old are you? Enter to leave it out", lambda text: _whole(0, 130)(text) if text else None)
    if "conditions" not in out:
        question = "Any health conditions? Names with commas, such as: slipped disc, osteoporosis; Enter for none"
        out["conditions"] = [_facts(one, catalog) for one in ask(question, _listed(read_condition, catalog))]
    return {key: value for key, value in out.items() if value not in (None, [])}


def _goal(default: str, catalog: Catalog) -> str:
    served = sorted({goal for template in catalog.templates.values() for goal in template.goals})
    terms = catalog.vocabulary.terms["goals"]
    lines = [line for n, goal in enumerate(served, 1) for line in wrapped(f"{terms[goal].name} ({goal})", f"{n:4}. ", " " * 6)]
    tell(["", "What do you want to train for?", "", *lines, ""])

    def read(text: str) -> str:
        if text.isdigit():
            return served[_whole(1, len(served))(text) - 1]
        return _named(find_goal, catalog)(text)

    return ask("Its number or name", read, default)


def _facts(condition: dict[str, Any], catalog: Catalog) -> dict[str, Any]:
    """The condition with the facts that choose what it rules out; one that is not known counts against the person."""
    known = facts_of(condition["id"], catalog)
    out = dict(condition)
    for fact, spec in known.items():
        if spec.get("ask") and fact not in out:
            tell(["", *wrapped(str(spec["ask"]))])
            choice = (
                f"{either([str(v) for v in spec['values']])}; "
                if "values" in spec
                else "yes or no; "
                if spec.get("type") == "boolean"
                else ""
            )
            answer = ask(f"{choice}Enter when you do not know", _fact(fact, known))
            out |= {} if answer is None else {fact: answer}
    return out


def _fact(fact: str, known: Mapping[str, Mapping[str, Any]]) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if not text:
            return None
        value = read_fact(text, known[fact])
        check_value(fact, value, known)
        return value

    return _asking_again(read)


def _named(finder: Callable[[str, Catalog], T], catalog: Catalog) -> Callable[[str], T]:
    return _asking_again(lambda text: finder(text, catalog))


def _listed(finder: Callable[[str, Catalog], T], catalog: Catalog) -> Callable[[str], list[T]]:
    return _asking_again(lambda text: [finder(word.strip(), catalog) for word in text.split(",") if word.strip()])


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdigit() or not low <= int(text) <= high:
            raise click.BadParameter(f"please answer with a number from {low} to {high}")
        return int(text)

    return read


def _asking_again(read: Callable[[str], T]) -> Callable[[str], T]:
    """A reader whose Unclear makes click ask once more."""

    def wrapped_read(text: str) -> T:
        try:
            return read(text)
        except Unclear as error:
            raise click.BadParameter(str(error)) from error

    return wrapped_read
