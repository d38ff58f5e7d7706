"""Building a program for a person and measuring it: one JSON-able result each. What goes wrong is a result too, with its words."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

from setlist import Catalog, Context, Infeasible, Profile, Program, Refused, build, load_catalog, profile_from_data, program_from_data
from setlist.builder import AuditFailed, NoTemplate, Plan, plan
from setlist.planner.audit import audit
from setlist.plugins import Plugins, builtin_plugins
from setlist.results import Change, Undecided

from .balance import balance
from .feasible import missed
from .figures import (
    Document,
    Share,
    counted,
    exclusions,
    facts_of,
    in_range,
    kept,
    main_exercises,
    minutes,
    named,
    proven,
    reasons,
)
from .people import Person

WORDS = 1000  # characters of what went wrong that are kept
FORMATS = ("json", "text")  # whose bytes are compared


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a request. `kind`: program, infeasible, refused or failed. `digest` is that of its bytes; `seconds` are of processor
    time, for building alone. `shares` are figures by name; `notes` numbers that no bar judges."""

    name: str
    kind: str
    healthy: bool
    seconds: float
    digest: str = ""
    template: str = ""
    family: str = ""
    text: str = ""
    shares: Mapping[str, Share] = field(default_factory=dict)
    notes: Mapping[str, float] = field(default_factory=dict)

    def to_data(self) -> dict[str, Any]:
        return asdict(self)


def result_from_data(data: Mapping[str, Any]) -> Result:
    shares = {name: Share(s["held"], s["of"], tuple(s["misses"])) for name, s in data["shares"].items()}
    return Result(**{**data, "shares": shares})


@lru_cache
def catalog_of(packs: tuple[str, ...] | None) -> Catalog:
    return load_catalog(packs)


@lru_cache
def built_in() -> Plugins:
    return builtin_plugins()


def measure(person: Person, *, figures: bool) -> Result:
    """Build and, with `figures`, measure: a program by its document, an explanation by the changes it offers."""
    catalog = catalog_of(person.packs)
    began = time.process_time()
    made, text = attempt(person.profile, catalog, person.template)
    seconds = round(time.process_time() - began, 2)
    healthy = person.healthy(catalog)
    if not isinstance(made, Program):
        digest = hashlib.sha256(text.encode()).hexdigest()
        shares = changes(person, catalog, made) if figures else {}
        return Result(person.name, kind_of(made), healthy, seconds, digest, text=text[:WORDS], shares=shares)
    written = [rendered(made, name, catalog) for name in FORMATS]
    digest = hashlib.sha256("\0".join(written).encode()).hexdigest()
    family = catalog.templates[made.template].family
    shares, notes = figures_of(json.loads(written[0]), catalog, person) if figures else ({}, {})
    return Result(person.name, "program", healthy, seconds, digest, made.template, family, "", shares, notes)


def attempt(profile: Profile, catalog: Catalog, template: str | None) -> tuple[Program | Infeasible | Refused | None, str]:
    """What a build gives, and in words why it is no program."""
    try:
        made = build(profile, catalog, built_in(), template=template)
    except (AuditFailed, NoTemplate, Undecided) as error:
        return None, f"{type(error).__name__}: {error}"
    if isinstance(made, Infeasible):
        conflicts = " | ".join(" + ".join(f"{text} [{rule}]" for rule, text in conflict.rules) for conflict in made.conflicts)
        ways = "; ".join(change.text for change in made.changes) or "none found"
        return made, f"{made.template}: {conflicts} -- changes: {ways}"
    if isinstance(made, Refused):
        return made, f"{made.step}: {'; '.join(gate.reason for gate in made.gates)}"
    return made, ""


def kind_of(made: Program | Infeasible | Refused | None) -> str:
    return "failed" if made is None else type(made).__name__.lower()


def rendered(program: Program, name: str, catalog: Catalog) -> str:
    _, found = built_in().find_format(name, Context(program.profile, catalog))
    text = found.render(program)
    assert isinstance(text, str)
    return text


def figures_of(document: Document, catalog: Catalog, person: Person) -> tuple[dict[str, Share], dict[str, float]]:
    """Every figure of a program document, by name."""
    facts = facts_of(catalog)
    made = plan(person.profile, catalog, built_in(), template=person.template)
    assert isinstance(made, Plan)
    reach = missed(made, document)
    shares = {
        "hard rules": hard_rules(document, made),
        "targets in range": in_range(document, reach.beside),
        "targets in range, each for itself": in_range(document, reach.alone),
        "targets in range, all": in_range(document),
        "out of range and named": named(document),
        "sets as stated": counted(document, facts),
        "minutes": minutes(document),
        "main kept": kept(document, "main"),
        "accessories kept": kept(document, "accessory"),
        "gap 1 %": proven(document, 0.01),
        "gap 3 %": proven(document, 0.03),
        "reasons": reasons(document),
        "exclusions": exclusions(document),
    }
    if made.template.family in ("strength", "relief"):
        shares["main exercises"] = main_exercises(document)
    if made.template.family == "strength":
        shares |= {f"balance: {name}": share for name, share in balance(document, facts).items()}
    return shares, {"gap": document["certificate"]["gap"], "excluded": len(document["excluded"]), "weeks": len(document["weeks"])}


def hard_rules(document: Document, made: Plan) -> Share:
    """The audit of the document as it was read back from its JSON."""
    program = program_from_data(document)
    return Share.over([*map(str, audit(program, made.catalog, made.template, made.rules, made.filters))] or [None])


def changes(person: Person, catalog: Catalog, made: Infeasible | Refused | None) -> dict[str, Share]:
    """Of an explanation the changes that, applied and built anew, give a program: the smallest one, and the others."""
    if isinstance(made, Refused):
        return {}
    offered = made.changes if made is not None else ()
    first = [_changed(person, catalog, change) for change in offered[:1]] or ["no change is offered"]
    return {"changes": Share.over(first), "changes, further ones": Share.over(_changed(person, catalog, c) for c in offered[1:])}


def _changed(person: Person, catalog: Catalog, change: Change) -> str | None:
    """Whether the change alone turns the request into a program; None where it does."""
    asked, template = person.profile.to_data(), person.template
    for setting, value in change.settings.items():
        if setting == "template":
            template = value
        elif setting == "packs":
            catalog = load_catalog([*(p.id for p in catalog.packs), *([value] if isinstance(value, str) else value)])
        else:
            asked[setting] = value
    made, text = attempt(profile_from_data(asked), catalog, template)
    return None if isinstance(made, Program) else f"'{change.text}' gives no program: {text[:300]}"
