"""An exercise on a page: how it is done, how much, what it trains, what to watch, what is easier and harder, where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from setlist.cli.amounts import dose_words
from setlist.cli.evidence import VERDICTS, source_words
from setlist.cli.layout import Lines, bullets, facts, numbered, section, show, title
from setlist.model import EMPTY, SEVERITIES, Catalog, Equipment, Exercise, Finding, Vocabulary
from setlist.phrases import either
from setlist.safety import judge

UNREVIEWED = "Nobody has reviewed its traits: it is never offered to a person with a condition."
SIDES = {"each": "one side, then the other", "alternating": "sides take turns"}
KINDS = {"hazard": "Hazards", "benefit": "Benefits"}


def show_page(e: Exercise, catalog: Catalog) -> None:
    words = catalog.vocabulary
    show(
        title(e.name),
        _head(e, words),
        [] if e.reviewed else ["", UNREVIEWED],
        section("How to do it", numbered(e.steps)),
        section("Cues", bullets(e.cues)),
        section("Careful", bullets(e.cautions)),
        section("First month", bullets(e.first_month)),
        section("Dose", facts(_doses(e), "  ")),
        section("Good for", bullets(e.benefits)),
        *(section(heading, _traits(e, words, kind)) for kind, heading in KINDS.items()),
        section("What conditions say of it", facts(_conditions(e, catalog), "  ")),
        section("Variations", bullets(e.variations)),
        section("Easier", _chain(e, catalog, "easier")),
        section("Made easier", bullets((e.regress,) if e.regress else ())),
        section("Harder", _chain(e, catalog, "harder")),
        section("Afterwards", bullets(_named(ref, catalog) for ref in e.counterposes)),
        section("Notes", bullets(e.notes)),
        section("Pictures", bullets(f"{m['alt']}: {m['url']} ({m['licence']})" for m in e.media)),
        section("Sources", bullets(source_words(e.sources, words))),
    )


def _head(e: Exercise, words: Vocabulary) -> Lines:
    pairs = [
        ("Id", e.ref),
        ("Also", ", ".join(e.aliases)),
        ("About", e.summary or ""),
        ("Kind", f"{_names('kinds', (e.kind,), words)}, {e.level}"),
        ("Used as", ", ".join(e.roles)),
        ("Trains", ", ".join(e.patterns)),
        ("Muscles", _names("muscles", e.primary, words)),
        ("Helped by", _names("muscles", e.secondary, words)),
        ("Position", _names("positions", (e.position,), words) if e.position else ""),
        ("Sides", SIDES.get(e.sides, "")),
        ("Needs", needs(e.equipment, words) or "nothing"),
        ("Effort", ", ".join([*([e.intensity] if e.intensity else []), *([f"{e.met['value']} MET"] if e.met else [])])),
        ("Family", e.family or ""),
        ("Tags", ", ".join(e.tags)),
    ]
    return facts(pairs)


def needs(equipment: Equipment, words: Vocabulary) -> str:
    """Equipment in words: 'Barbell and plates; Flat bench or Chair; Yoga mat helps'."""
    parts = [_names("equipment", equipment.all, words)]
    if equipment.any:
        parts.append(either([_names("equipment", (name,), words) for name in equipment.any]))
    if equipment.optional:
        parts.append(f"optional: {_names('equipment', equipment.optional, words)}")
    return "; ".join(part for part in parts if part)


def _names(kind: str, names: tuple[str, ...], words: Vocabulary) -> str:
    known = words.terms.get(kind, EMPTY)
    return ", ".join(known[name].name if name in known else name for name in names)


def _doses(e: Exercise) -> Iterator[tuple[str, str]]:
    yield "usually", dose_words(e.dose)
    yield from ((goal, dose_words(dose)) for goal, dose in e.doses.items())


def _traits(e: Exercise, words: Vocabulary, kind: str) -> Lines:
    known = words.terms.get("traits", EMPTY)
    found = [known[name] for name in e.traits if name in known and known[name].data.get("kind") == kind]
    return bullets(f"{trait.id}: {trait.data['definition']}" for trait in found)


def _conditions(e: Exercise, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Condition ids by what all their rows together make of the exercise. The facts of a person may switch rows off, never on."""
    found: dict[str, list[str]] = {severity: [] for severity in SEVERITIES}
    for name, condition in catalog.conditions.items():
        said = [row for row in condition.rows if row.trait in e.traits]
        findings = [Finding(row.severity, trait=row.trait, limits=row.limits, variant=row.variant) for row in said]
        verdict = judge(e, e.dose, findings, catalog.vocabulary, has_condition=True)
        if verdict.findings:
            found[verdict.findings[0].severity].append(name)
    yield from ((VERDICTS[severity], ", ".join(names)) for severity, names in found.items())


def _chain(e: Exercise, catalog: Catalog, field: Literal["easier", "harder"]) -> Lines:
    """One line a step away, nearest first; an exercise that several ways lead to is named once."""
    seen = {e.ref}
    step = _next([e], catalog, field, seen)
    lines: Lines = []
    while step:
        lines += bullets([either([_named(other.ref, catalog) for other in step])])
        step = _next(step, catalog, field, seen)
    return lines


def _next(step: list[Exercise], catalog: Catalog, field: Literal["easier", "harder"], seen: set[str]) -> list[Exercise]:
    found = []
    for e in step:
        for ref in e.easier if field == "easier" else e.harder:
            if ref not in seen:
                seen.add(ref)
                found.append(catalog.exercises[ref])
    return found


def _named(ref: str, catalog: Catalog) -> str:
    return f"{catalog.exercises[ref].name} ({ref})" if ref in catalog.exercises else ref
