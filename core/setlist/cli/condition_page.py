"""A condition on a page: gates, facts, the rows by severity, and how strong the evidence is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from setlist.cli.clauses import clause_words, when_words
from setlist.cli.evidence import evidence_words, source_words
from setlist.cli.layout import Lines, bullets, facts, section, show, title, wrapped
from setlist.limits import words as limit_words
from setlist.model import SEVERITIES, Condition, GateRow, Row, Vocabulary
from setlist.phrases import span

HEADINGS = {
    "exclude": "Left out",
    "modify": "Only with limits",
    "caution": "With care",
    "prefer": "Good choices",
}
GATES = {
    "stop": "no program",
    "clearance": "no program until a professional has agreed",
    "see-someone": "a program, with the advice to see someone first",
    "go": "a program",
}
OURS = "the numbers are setlist's own cautious default"


def show_page(c: Condition, words: Vocabulary) -> None:
    show(
        title(c.name),
        _head(c),
        section("Before there is a program", _gates(c)),
        section("What the rules ask about it", bullets(_fact(name, spec) for name, spec in c.facts.items())),
        section("Which list applies", bullets(_resolved(step) for step in c.resolves)),
        *(section(HEADINGS[severity], _rows(c, severity)) for severity in SEVERITIES),
        section("Notes", bullets(c.notes)),
        section("Sources", bullets(source_words(_sources(c), words))),
    )


def _head(c: Condition) -> Lines:
    levels = f"level {', '.join(c.applies_levels)}" if c.applies_levels else ""
    age = f"age {c.applies_min_age} and over" if c.applies_min_age is not None else ""
    return facts(
        [
            ("Id", c.id),
            ("Also", ", ".join(c.aliases)),
            ("About", c.summary or ""),
            ("Joins by itself", ", ".join(part for part in (levels, age) if part)),
            ("Pain", "a pain condition: programs follow the symptoms" if c.pain else ""),
            ("Screening", ", ".join(c.screens)),
            ("Checked", f"{sum(row.confirmed for row in c.rows)} of {len(c.rows)} rows against their source" if c.rows else ""),
        ]
    )


def _gates(c: Condition) -> Lines:
    packs = ", for each pack on its own" if len({gate.pack for gate in c.gates}) > 1 else ""
    order = [f"  The first that holds decides{packs}:"] if len(c.gates) > 1 else []
    return [*order, *(line for gate in c.gates for line in _gate(gate))]


def _gate(gate: GateRow) -> Iterator[str]:
    when = f"if {when_words(gate.when)}: " if gate.when else ""
    yield from bullets([f"{when}{GATES[gate.step]}. {gate.reason} ({evidence_words('', gate.sources, gate.confirmed)})"])
    if gate.advice:
        yield from wrapped(gate.advice, "    ", "    ")


def _fact(name: str, spec: Mapping[str, Any]) -> str:
    answers = ", ".join(map(str, spec["values"])) if "values" in spec else spec.get("type", "text")
    bounds = f" {span(spec.get('min'), spec.get('max'))}" if "min" in spec or "max" in spec else ""
    grows = ", one more in each week of the program" if "grows" in spec else ""
    return f"{name}: {spec['ask']} ({answers}{bounds}{grows})"


def _resolved(step: Mapping[str, Any]) -> str:
    return f"{when_words(step['when'])}: {step['to']}" if step.get("when") else f"otherwise, or when nobody knows: {step['to']}"


def _rows(c: Condition, severity: str) -> Lines:
    return [line for row in c.rows if row.severity == severity for line in _row(row)]


def _row(row: Row) -> Iterator[str]:
    yield from bullets([f"{row.trait}: {row.reason}"])
    said = [
        ("when", when_words(row.when)),
        ("limits", f"{limit_words(row.limits)}{f' ({OURS})' if row.ours else ''}" if row.limits else ""),
        ("only", clause_words(row.variant) if row.variant else ""),
        ("cue", row.cue or ""),
        ("note", row.note or ""),
        ("evidence", evidence_words(row.grade, row.sources, row.confirmed)),
    ]
    yield from facts(said, "    ")


def _sources(c: Condition) -> Iterator[str]:
    """Every source that the page names, in its order."""
    parts: tuple[GateRow | Row, ...] = (*c.gates, *c.rows)
    yield from c.sources
    for part in parts:
        yield from part.sources
