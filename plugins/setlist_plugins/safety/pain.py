"""Reported pain: the person's own word beats every table. A movement that hurts is left out; a sore region is trained gently or not.

The levels are those of the pain traffic light (source: TRAFFIC-PAIN): up to 3 of 10 is green, 4 and 5 amber, 6 and more red. A level
that is missing or no number from 0 to 10 counts as red; a name that no pack knows stops the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from setlist import Catalog, Context, Dose, Exercise, Finding, Gate, Profile, SafetyFilter, hookimpl

SOURCE, GRADE = "TRAFFIC-PAIN", "expert"
GREEN, AMBER, MOST = 3, 5, 10
AMBER_CUE = "Stay in the middle of the range, keep four good reps in hand, and go on only if it settles within 24 hours."
GREEN_CUE = "Up to 3 of 10 is fine. Stop this one if the pain rises above 5 or is still there the next day."


class Sore(Struct, frozen=True):
    """One thing that hurts: what to look for in an exercise, and what to say of it."""

    hits: Callable[[Exercise], bool]
    finding: Finding


@hookimpl
def setlist_safety_filters(context: Context) -> Iterable[SafetyFilter]:
    catalog = context.catalog
    sore, unread = read_pain(context.profile, catalog)
    blanket = tuple(Finding("exclude", reason=gate.reason, source=gate.source, grade=GRADE) for gate in unread)

    def judge(exercise: Exercise, dose: Dose) -> Iterable[Finding]:
        return [*blanket, *(one.finding for one in sore if one.hits(exercise))]

    def gates(profile: Profile) -> Iterable[Gate]:
        return read_pain(profile, catalog)[1]

    yield SafetyFilter("pain", judge, gates, "Leaves out what hurts and goes easy on sore regions")


def read_pain(profile: Profile, catalog: Catalog) -> tuple[list[Sore], list[Gate]]:
    """What hurts, and a stop for every report that cannot be read."""
    sore: list[Sore] = []
    unread: list[Gate] = []
    for entry in profile.pain:
        level = _level(entry.get("level"))
        told = [(kind, entry[kind]) for kind in READERS if entry.get(kind)]
        if not told:
            unread.append(_unread(f"A report of pain names no region, trait or exercise: {dict(entry)}", catalog))
        for kind, name in told:
            read = READERS[kind](name, catalog)
            if read is None:
                unread.append(_unread(f"The painful {kind} {name!r} is not known to the chosen packs", catalog))
                continue
            finding = _finding(kind, name, level)
            if finding is not None:
                sore.append(Sore(read, finding))
    return sore, unread


def _level(value: Any) -> float:
    """The level of pain; the worst where nobody gave one that can be read."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= MOST:
        return MOST
    return value


def _finding(kind: str, name: str, level: float) -> Finding | None:
    """What a pain says of the exercises it is in; None where there is none at all."""
    trait = name if kind == "trait" else None
    words = name.replace("-", " ")
    if level <= 0:
        return None
    if kind != "region":
        what = "You report that this hurts" if kind == "exercise" else f"You report that this hurts: {words}"
        return Finding("exclude", trait=trait, reason=what, source=SOURCE, grade=GRADE)
    told = f"You report pain in this region: {words}, {level:g} of {MOST}"
    if level > AMBER:
        return Finding("exclude", reason=told, source=SOURCE, grade=GRADE)
    if level > GREEN:
        return Finding("modify", reason=told, source=SOURCE, grade=GRADE, limits={"min_rir": 4, "range": "mid"}, cue=AMBER_CUE)
    return Finding("caution", reason=told, source=SOURCE, grade=GRADE, cue=GREEN_CUE)


def _region(name: str, catalog: Catalog) -> Callable[[Exercise], bool] | None:
    """Exercises that use a muscle of the region. A part that hurts (`upper-trapezius`) is also in the whole (`trapezius`)."""
    sore = set(catalog.vocabulary.muscles(name))
    known = catalog.vocabulary.terms.get("muscles", {})
    if name in known and known[name].data.get("part_of"):
        sore.add(known[name].data["part_of"])
    return (lambda exercise: not sore.isdisjoint(exercise.primary + exercise.secondary)) if sore else None


def _trait(name: str, catalog: Catalog) -> Callable[[Exercise], bool] | None:
    return (lambda exercise: name in exercise.traits) if name in catalog.vocabulary.terms.get("traits", {}) else None


def _exercise(name: str, catalog: Catalog) -> Callable[[Exercise], bool] | None:
    """The exercise of that name; where a short name fits several, all of them."""
    ref = catalog.resolve(name)
    refs = {ref} if ref else {exercise.ref for exercise in catalog if exercise.id == name}
    return (lambda exercise: exercise.ref in refs) if refs else None


Reader = Callable[[str, Catalog], Callable[[Exercise], bool] | None]
READERS: Mapping[str, Reader] = {"trait": _trait, "exercise": _exercise, "region": _region}


def _unread(reason: str, catalog: Catalog) -> Gate:
    terms = catalog.vocabulary.terms
    regions = sorted({*terms.get("regions", ()), *terms.get("groups", ())})
    advice = f"Correct the profile: name one region ({', '.join(regions)}), a muscle, a trait or an exercise of the chosen packs."
    return Gate("stop", reason, advice, source=SOURCE)
