"""From options to what is asked for: the person, the packs, the template. Shared by the commands that plan for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from setlist.cli.health import read_condition
from setlist.cli.names import Unclear, find_cleared, find_equipment, find_goal, find_template, find_wish
from setlist.cli.pack_options import catalog_from
from setlist.cli.usage import UsageProblem, calendar_day, weekday, whole
from setlist.facts import UNKNOWN
from setlist.problems import did_you_mean

if TYPE_CHECKING:
    from setlist.model import Catalog
    from setlist.profile import Profile

FIRST_WEEKS = 8  # of the program that one gets without asking for anything; pain goals that are asked for say less
LEVELS = ("beginner", "intermediate", "advanced")
F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


class Request(Struct, frozen=True):
    """What a command line asks for, names made into ids."""

    profile: Profile
    catalog: Catalog
    template: str | None = None


def profile_option(command: F) -> F:
    """Add `--profile`."""
    text = "Who it is for (`setlist profile new`); options override it, and add to its conditions and dislikes."
    return click.option("--profile", "profile", type=click.Path(path_type=Path), metavar="FILE", help=text)(command)


def person_options(command: F) -> F:
    """Add the options about the person; the command gets them by their names, to hand to `read_request` or `asked_data`."""
    for option in reversed(_PERSON):
        command = option(command)
    return command


def _one(name: str, metavar: str, text: str, read: Callable[[str], Any] | None = None) -> Callable[[F], F]:
    return click.option(name, type=read, metavar=metavar, help=text)


def _many(name: str, metavar: str, text: str, read: Callable[[str], Any] | None = None) -> Callable[[F], F]:
    return click.option(name, multiple=True, type=read, metavar=metavar, help=f"{text} May be repeated.")


_PERSON: tuple[Callable[[Any], Any], ...] = (
    _one("--goal", "GOAL", "What for (`setlist goal list`)."),
    _one("--level", "LEVEL", f"How much practice: {', '.join(LEVELS)}."),
    _one("--days", "N", "Sessions a week.", whole("--days", 1, 7)),
    _many("--weekday", "DAY", "A day to train on, such as mon.", weekday("--weekday")),
    _one("--minutes", "N", "Minutes a session.", whole("--minutes", 5, 240)),
    _one("--weeks", "N", "Weeks in all.", whole("--weeks", 1, 52)),
    _many("--equipment", "THING", "What there is to train with (`setlist equipment list`); a,b for a list, mon=gym for Mondays only."),
    _many("--condition", "NAME", "A health condition (`setlist condition list`), also with facts: back-pain:weeks_since=3."),
    _many("--cleared", "NAME", "A condition that a professional has agreed to, today."),
    _many("--avoid", "NAME", "What to leave out: an exercise, family, muscle, position or equipment."),
    _many("--like", "NAME", "What to have more of."),
    _many("--pin", "NAME", "What to have every week."),
    _one("--start", "DATE", "The first day, such as 2026-12-01; without it there are no dates.", calendar_day("--start")),
    _one("--age", "N", "Age in years.", whole("--age", 0, 130)),
)


def read_request(options: Mapping[str, Any]) -> Request:
    """The request behind the options of `profile_option`, `person_options` and `pack_options`, and `template` where the command has it.

    UsageProblem for what nobody can ask for, InputError for a profile file or a pack that is at fault, OSError.
    """
    from setlist.cli.reading import read_profile, settled
    from setlist.profile import profile_from_data

    file = read_profile(options["profile"]) if options["profile"] is not None else None
    catalog = catalog_from(options["packs"])
    asked = asked_data(options, catalog)
    template = find_option("--template", find_template, options.get("template"), catalog)
    data = override(settled(file, catalog) if file is not None else {}, asked)
    if template is not None:
        data.setdefault("goal", catalog.templates[template].goals[0])
    usual = {"weeks": data.get("weeks") or _weeks(data, catalog), "minutes": data.get("minutes") or _minutes(data, catalog, template)}
    return Request(profile_from_data({**data, **{name: value for name, value in usual.items() if value}}), catalog, template)


def find_option(option: str, finder: Callable[[str, Catalog], T], word: str | None, catalog: Catalog) -> T | None:
    """What a word given to an option stands for; UsageProblem when it stands for nothing."""
    if word is None:
        return None
    try:
        return finder(word, catalog)
    except Unclear as error:
        raise UsageProblem(f"{option}: {error}") from error


def find_level(word: str, catalog: Catalog) -> str:
    if word.lower() not in LEVELS:
        raise Unclear(f"there is no level {word!r}", did_you_mean(word, LEVELS) or f"known: {', '.join(LEVELS)}")
    return word.lower()


def asked_data(options: Mapping[str, Any], catalog: Catalog) -> dict[str, Any]:
    """The profile data that the options of `person_options` speak of. UsageProblem."""

    def several(option: str, finder: Callable[[str, Catalog], T]) -> list[T]:
        found = (find_option(f"--{option}", finder, word, catalog) for word in options[option])
        return [one for one in found if one is not None]

    today = min(date.today().isoformat(), options["start"] or "9999") if options["cleared"] else ""  # also for a plan that is under way
    asked = {
        "goal": find_option("--goal", find_goal, options["goal"], catalog),
        "level": find_option("--level", find_level, options["level"], catalog),
        **_equipment(options["equipment"], catalog),
        "conditions": several("condition", read_condition),
        "cleared": [{"condition": name, "date": today} for name in _unique(several("cleared", find_cleared))],
        "dislikes": _unique(several("avoid", find_wish)),
        "likes": _unique(several("like", find_wish)),
        "pins": _unique(several("pin", find_wish)),
        "weekdays": sorted(set(options["weekday"])),
        **{name: options[name] for name in ("days", "minutes", "weeks", "start", "age")},
    }
    if asked["weekdays"] and asked["days"] not in (None, len(asked["weekdays"])):
        raise UsageProblem(f"--days {asked['days']} and {len(asked['weekdays'])} times --weekday: leave --days out")
    asked["days"] = len(asked["weekdays"]) or asked["days"]
    return {name: value for name, value in asked.items() if value not in (None, [], {})}


def _equipment(words: Iterable[str], catalog: Catalog) -> dict[str, Any]:
    """`barbell` is there every day, `mon=gym` on Mondays; `barbell,bench` and `mon=gym,band` are lists, where a day speaks for what follows
    it. UsageProblem."""
    from setlist.profile import WEEKDAYS

    always: list[str | None] = []
    on: dict[str, list[str | None]] = {}
    day_of = weekday("--equipment, before the =,")
    for word in words:
        here = always
        for part in word.split(","):
            day, parted, thing = part.partition("=")
            if parted:
                here = on.setdefault(WEEKDAYS[day_of(day) - 1], [])
            here.append(find_option("--equipment", find_equipment, (thing if parted else part).strip(), catalog))
    return {"equipment": _unique(always), "equipment_on": {day: _unique(on[day]) for day in WEEKDAYS if day in on}}


def _unique(words: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(words))


def override(data: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """A profile's data with what options ask for. What protects (conditions, clearances, dislikes) is added to; the rest is replaced."""
    out = {**data, **asked}
    if "conditions" in data and "conditions" in asked:
        out["conditions"] = _with_conditions(data["conditions"], asked["conditions"])
    for name in ("cleared", "dislikes"):
        if name in data and name in asked:
            out[name] = [*data[name], *(one for one in asked[name] if one not in data[name])]
    if "days" in asked and "weekdays" not in asked:
        out.pop("weekdays", None)
    return out


def _with_conditions(has: Sequence[Mapping[str, Any]], asked: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """A profile's conditions and those that options name. An option completes the one entry that it can mean; where it says something else
    of the condition, or could mean either of two, it is an entry of its own: then the strictest of all counts, and no entry is lost."""
    out = list(has)
    for one in asked:
        same = [index for index, entry in enumerate(out) if entry["id"] == one["id"]]
        if len(same) == 1 and all(out[same[0]].get(fact, value) in (value, UNKNOWN) for fact, value in one.items()):
            out[same[0]] = {**out[same[0]], **one}
        elif not same or (len(one) > 1 and one not in out):
            out.append(one)
    return out


def _weeks(data: Mapping[str, Any], catalog: Catalog) -> int | None:
    """How long, where nobody says: as the goal has it, which is short where there is pain; None leaves it to the template."""
    if "goal" not in data and not data.get("conditions") and not data.get("pain"):
        return FIRST_WEEKS
    from setlist.profile import Profile

    goal = catalog.vocabulary.terms.get("goals", {}).get(data.get("goal", Profile().goal))
    weeks = goal.data.get("weeks") if goal is not None else None
    return int(weeks) if weeks is not None else None


def _minutes(data: Mapping[str, Any], catalog: Catalog, template: str | None) -> int | None:
    """How long a session is, where nobody says and the usual minutes are too many or too few for the template asked for, or for all that
    serve the goal: the middle of what it is made for, in steps of five. None where the usual minutes will do."""
    from setlist.profile import Profile

    usual, goal = Profile().minutes, data.get("goal", Profile().goal)
    serving = [t for ref, t in sorted(catalog.templates.items()) if (ref == template if template else goal in t.goals)]
    if not serving or any(t.minutes[0] <= usual <= t.minutes[1] for t in serving):
        return None
    low, high = serving[0].minutes
    return max(low, (low + high) // 10 * 5)
