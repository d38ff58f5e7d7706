"""What safety left out, grouped for a person: by condition, then by reason, with where the reason comes from."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from setlist import Finding, Program
from setlist_plugins.formats.wording import counted, evidence_words, id_words, lower_first, sentence, some

MOST_REASONS = 4


class LeftOut(Struct, frozen=True):
    """One condition: how many exercises, and for each of its main reasons which ones. `more` counts the reasons that are not shown."""

    title: str
    lines: tuple[str, ...]
    more: int = 0


def left_out(program: Program) -> tuple[LeftOut, ...]:
    """Groups with the most exercises first. An exercise that several conditions rule out is named under each of them."""
    groups: dict[str, dict[str, tuple[str, Finding]]] = {}
    for row in program.excluded:
        for finding in row.findings:
            groups.setdefault(finding.condition or "", {}).setdefault(row.exercise, (row.name, finding))
    ordered = sorted(groups.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0]))
    return tuple(_group(condition, members, program.conditions) for condition, members in ordered)


def _group(condition: str, members: Mapping[str, tuple[str, Finding]], names: Mapping[str, str]) -> LeftOut:
    by_reason: dict[tuple[str, str], list[str]] = {}
    for name, finding in members.values():
        by_reason.setdefault((finding.reason, evidence_words(finding)), []).append(name)
    ordered = sorted(by_reason.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    lines = [f"{some(found)}: {sentence(reason)} ({evidence})" for (reason, evidence), found in ordered[:MOST_REASONS]]
    count = counted(len(members), "exercise")
    title = f"{count} because of: {condition_words(condition, names)}" if condition else f"{count} for other reasons"
    return LeftOut(title, tuple(lines), max(0, len(ordered) - MOST_REASONS))


def condition_words(condition: str, names: Mapping[str, str]) -> str:
    """The name of a condition for the middle of a sentence, without its bracketed explanation."""
    name = names.get(condition) or id_words(condition)
    return lower_first(name.partition(" (")[0])
