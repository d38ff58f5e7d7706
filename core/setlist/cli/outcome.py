"""What to say when there is no program: which gate and what to do now, or which rules stand in the way and what would help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from setlist.cli.layout import Lines, bullets, section, wrapped
from setlist.plaintext import plain

if TYPE_CHECKING:
    from setlist.model import Catalog, Gate
    from setlist.results import Change, Infeasible, Refused

CLOSED = ("stop", "clearance")
BEST_EFFORT = "--best-effort"
Command = Callable[[Mapping[str, Any]], str | None]  # settings of a change -> the command with it; None where no option says it


def refused_lines(refused: Refused, catalog: Catalog) -> Lines:
    """Why there is no program for this person now, and what to do."""
    closed = [gate for gate in refused.gates if gate.step in CLOSED]
    other = [gate for gate in refused.gates if gate.step not in CLOSED]
    return [
        *wrapped(_heading(refused)),
        *(line for gate in closed for line in _gate(gate, catalog)),
        *section("Also:", (line for gate in other for line in bullets([f"{_sentence(gate.reason)} {gate.advice}"]))),
        *section("Please know:", bullets(refused.disclaimers)),
    ]


def _heading(refused: Refused) -> str:
    if any(gate.urgency == "emergency" for gate in refused.gates):
        return "No program: this may be an emergency."
    return "No program for now." if refused.step == "stop" else "No program until a professional agrees."


def _gate(gate: Gate, catalog: Catalog) -> Lines:
    lines = ["", *wrapped(f"{_subject(gate, catalog)}{_sentence(gate.reason)}")]
    if gate.advice:
        lines += wrapped(f"What to do now: {gate.advice}", "  ", "  ")
    if gate.step == "clearance":
        lines += wrapped(_opener(gate), "  ", "  ")
    if gate.source:
        lines += wrapped(f"Source: {gate.source}", "  ", "  ")
    return lines


def _subject(gate: Gate, catalog: Catalog) -> str:
    """The condition that the gate is about; the reason of a question quotes it."""
    condition = catalog.conditions.get(gate.condition or "")
    return f"{condition.name} ({condition.id}): " if condition is not None else ""


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _opener(gate: Gate) -> str:
    """What on the command line answers a gate that asks for a professional's agreement."""
    if gate.condition and gate.question:
        return f"Then build again with --condition {gate.condition}."
    name = gate.condition or gate.question
    return f"When they have agreed, build again with --cleared {name}." if name else "Build again when they have agreed."


def infeasible_lines(infeasible: Infeasible, command: Command, *, loosely: bool) -> Lines:
    """Which rules cannot all hold, and the commands that were tried and give a program. `loosely`: --best-effort gives one, too."""
    lines = wrapped(f"No program: the rules cannot all hold (template {infeasible.template}).")
    for conflict in infeasible.conflicts:
        together = (
            "This cannot hold:" if len(conflict.rules) == 1 else "These cannot hold together; without any one of them the others can:"
        )
        lines += section(together, bullets(f"{text} [{rule}]" for rule, text in conflict.rules))
    lines += section("Smallest changes that give a program (each was tried):", _changes(infeasible.changes, command))
    lines += section("Also:", bullets(infeasible.notes))
    if loosely:
        lines += ["", *wrapped("Or let the least important rules give way (never safety):"), f"  {command({})} {BEST_EFFORT}"]
    return lines


def _changes(changes: Iterable[Change], command: Command) -> Lines:
    lines: Lines = []
    for change in changes:
        typed = command(change.settings)
        lines += bullets([change.text])
        if typed is not None:
            lines.append(f"    {plain(typed)}")  # one line, to be copied
    return lines
