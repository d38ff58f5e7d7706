"""What a program says of a person's health, taken out: for formats that are written for other people (`Format.shared`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from setlist.model import EMPTY, Finding, Gate
from setlist.profile import Profile
from setlist.program import BlockPlan, Item, Program, Reason, SessionPlan, Suggestion, Week

if TYPE_CHECKING:
    from setlist.hookspecs import Format

GENERAL_REASON = Reason("template", "Part of this session")
GENERAL_GATE = Gate("see-someone", "Ask a doctor or physiotherapist before you begin", "Show them this program.")
OPEN_PLACEMENTS = frozenset({"every-output"})  # advice that everyone gets; any other may have been chosen for a condition


def render(form: Format, program: Program, *, with_health: bool = False) -> bytes:
    """A program in a format, as UTF-8. The one door, so that no caller forgets what a shared format may not see unless asked."""
    shown = form.render(program if with_health or not form.shared else without_health(program))
    return shown if isinstance(shown, bytes) else shown.encode("utf-8", "backslashreplace")


def without_health(program: Program) -> Program:
    """The same sessions and doses without age, sex, conditions, pain, clearances, screening answers, exclusions and what they are known by.

    A see-someone gate stays as general advice. A finding keeps its cue and nothing else; one without a cue goes. Reasons that a
    safety filter gave go, and so does advice that a condition may have chosen, free notes, and what plugins keep in `ext`.
    """
    return replace(
        program,
        profile=_profile(program.profile),
        weeks=tuple(_week(week) for week in program.weeks),
        excluded=(),
        conditions=EMPTY,
        names={id: name for id, name in program.names.items() if id in _open_ids(program)},
        suggestions=tuple(_suggestion(s) for s in program.suggestions),
        gates=(GENERAL_GATE,) if program.gates else (),
        relaxed=tuple(r for r in program.relaxed if not r.rule.startswith("safety/")),
        advice=tuple(a for a in program.advice if a.get("placement") in OPEN_PLACEMENTS),
        notes=(),
        ext=EMPTY,
    )


def _open_ids(program: Program) -> frozenset[str]:
    """What may be named: all but what hurts."""
    return frozenset((*program.profile.all_equipment, *program.at_hand))


def _profile(profile: Profile) -> Profile:
    return replace(profile, age=None, sex=None, conditions=(), pain=(), cleared=(), screening=EMPTY, ext=EMPTY)


def _week(week: Week) -> Week:
    return replace(week, sessions=tuple(_session(session) for session in week.sessions))


def _session(session: SessionPlan) -> SessionPlan:
    return replace(session, blocks=tuple(_block(block) for block in session.blocks))


def _block(block: BlockPlan) -> BlockPlan:
    return replace(block, items=tuple(_item(item) for item in block.items))


def _item(item: Item) -> Item:
    return replace(item, reasons=_reasons(item.reasons) or (GENERAL_REASON,), findings=_findings(item.findings))


def _suggestion(suggestion: Suggestion) -> Suggestion:
    return replace(suggestion, reasons=_reasons(suggestion.reasons))


def _reasons(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The place in the template and what rules gave points for; what a safety filter prefers has no points and tells of a condition."""
    return tuple(r for r in reasons if r.rule.startswith("template/") or (r.points is not None and not r.rule.startswith("safety/")))


def _findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One caution for each cue: how to move is worth sharing, why is not."""
    return tuple(Finding("caution", cue=cue) for cue in dict.fromkeys(f.cue for f in findings if f.cue))
