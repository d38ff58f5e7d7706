"""What a profile may not say, for callers who make one themselves: the command line's own are read against the schema and the catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from math import isfinite
from typing import Any

from setlist.model import LEVELS, Catalog
from setlist.problems import did_you_mean
from setlist.profile import NOTHING, WEEKDAYS, Clearance, HasCondition, Profile

LONGEST = 52  # weeks (schema profile)
HEAVIEST = 1000  # kg (schema profile)
WISHES = ("patterns", "traits", "tags", "kinds", "positions", "muscles", "groups", "regions", "equipment")
KINDS: Mapping[type, tuple[str, tuple[str, ...]]] = {
    str: ("a text", ("goal", "level", "start", "sex", "units", "language")),
    int: ("a whole number", ("days", "minutes", "weeks", "age")),
    Mapping: ("a mapping", ("equipment_on", "screening", "loads", "ext")),
}
OPTIONAL = ("start", "sex", "weeks", "age")
MEMBERS: Mapping[str, type] = {
    **dict.fromkeys(("equipment", "likes", "dislikes", "pins"), str),
    "conditions": HasCondition,
    "cleared": Clearance,
    "pain": Mapping,
    "weekdays": int,
}


class ProfileError(ValueError):
    """A profile says what nobody can act on. The message names every fault."""


def check_profile(profile: Profile, catalog: Catalog) -> None:
    """Raises ProfileError. What only cannot be met (too few minutes, a pin that no slot takes) is no fault: the build explains it."""
    faults = list(_mistyped(profile)) or list(_faults(profile, catalog))
    if faults:
        raise ProfileError("; ".join(faults))


def _mistyped(profile: Profile) -> Iterator[str]:
    """What is not even of the right kind; nothing else can be said of such a profile."""
    for kind, (what, names) in KINDS.items():
        for name in names:
            value = getattr(profile, name)
            fits = isinstance(value, kind) and not isinstance(value, bool)
            if not fits and not (value is None and name in OPTIONAL):
                yield f"{name} is {what}, not {value!r}"
    for name, member in MEMBERS.items():
        value = getattr(profile, name)
        if not isinstance(value, (tuple, list)) or not all(isinstance(one, member) for one in value):
            yield f"{name} is a tuple of {member.__name__}, not {value!r}"


def _faults(profile: Profile, catalog: Catalog) -> Iterator[str]:
    if profile.level not in LEVELS:
        yield f"level is one of {', '.join(LEVELS)}, not {profile.level!r}"
    if profile.start is not None and not _is_date(profile.start):
        yield f"start is a date such as 2026-12-01, not {profile.start!r}"
    elif profile.start is not None and date.max - date.fromisoformat(profile.start) < timedelta(weeks=(profile.weeks or LONGEST) + 1):
        yield f"the calendar ends before a program that starts on {profile.start}: begin earlier"
    for day in profile.weekdays:
        if day not in range(1, 8):
            yield f"weekdays are 1 (Monday) to 7, not {day!r}"
    for word in profile.equipment_on:
        if word not in WEEKDAYS:
            yield f"equipment_on goes by {', '.join(WEEKDAYS)}, not {word!r}"
    if NOTHING in profile.all_equipment:
        yield f"equipment is {NOTHING}, or what there is: not both"
    for kind, told in profile.loads.items():
        for name, value in told.items():
            for kg in value if kind == "owned" else (value,):
                if not _is_number(kg) or not 0 <= kg <= HEAVIEST:
                    yield f"loads are weights in kg up to {HEAVIEST}, not {kg!r} ({kind} {name})"
    for name in profile.dislikes:
        if not _known(name, catalog):
            yield f"nothing is called {name!r}, so it cannot be avoided{_meant(name, catalog)}"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _known(name: str, catalog: Catalog) -> bool:
    """Whether a word stands for something here; an exercise of a pack that was not chosen is avoided anyway."""
    pack, colon, _ = name.partition(":")
    chosen = {info.id for info in catalog.packs}
    if colon and pack not in chosen:
        return True
    words = (catalog.vocabulary.terms.get(kind, {}) for kind in WISHES)
    return (
        catalog.resolve(name) is not None
        or any(exercise.family == name for exercise in catalog)
        or any(name in terms for terms in words)
        or name in chosen
    )


def _meant(name: str, catalog: Catalog) -> str:
    hint = did_you_mean(name, sorted(ref.partition(":")[2] for ref in catalog.exercises))
    return f" ({hint})" if hint else ""
