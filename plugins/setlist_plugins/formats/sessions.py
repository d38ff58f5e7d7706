"""The sessions of a week as cards: the days they are on, and numbered rows with dose, minutes, why, care and cues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from setlist import BlockPlan, Finding, Item, Program, SessionPlan, Week

from setlist_plugins.formats.leftout import condition_words
from setlist_plugins.formats.wording import WEEKDAYS, counted, date_words, dose_words, listed, minutes_words, sentence, unique

STYLES = {
    "superset": "take turns between them",
    "circuit": "one after the other, then round again",
    "flow": "one flows into the next",
    "interval": "hard and easy take turns",
}
MOST_CUES = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One numbered line. `why`, `care` and `cues` are sentences; `care` is shown every time, the others the first time."""

    number: int
    name: str
    dose: str
    minutes: str
    why: str = ""
    care: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A session and all the days of the week on which it is done."""

    days: str
    title: str
    minutes: str
    parts: tuple[Part, ...]


def cards(program: Program, week: Week, seen: set[str]) -> tuple[Card, ...]:
    """The cards of a week. Sessions that are alike share one. `seen` holds the exercises explained so far, and grows."""
    alike: list[list[SessionPlan]] = []
    for session in week.sessions:
        same = next((group for group in alike if (group[0].title, group[0].blocks) == (session.title, session.blocks)), None)
        if same is None:
            alike.append([session])
        else:
            same.append(session)
    usual = _usual(week)
    return tuple(_card(program, sessions, usual, seen) for sessions in alike)


def _card(program: Program, sessions: Sequence[SessionPlan], usual: frozenset[str], seen: set[str]) -> Card:
    first = sessions[0]
    number = 0
    parts = []
    for block in first.blocks:
        rows = []
        for item in block.items:
            number += 1
            rows.append(_row(program, block, item, number, usual, new=item.exercise not in seen))
            seen.add(item.exercise)
        parts.append(Part(_part_title(block), tuple(rows)))
    return Card(listed([_day(program, s) for s in sessions]), first.title, minutes_words(first.minutes), tuple(parts))


def _day(program: Program, session: SessionPlan) -> str:
    """The date where there is one, else the weekday that was asked for, else the day's number."""
    if session.date:
        return date_words(session.date)
    return WEEKDAYS[session.day - 1] if program.profile.weekdays else f"Day {session.day}"


def _part_title(block: BlockPlan) -> str:
    how = [STYLES.get(block.style, ""), counted(block.rounds, "round") if block.rounds else ""]
    how = [h for h in how if h]
    return f"{block.name} ({', '.join(how)})" if how else block.name


def _row(program: Program, block: BlockPlan, item: Item, number: int, usual: frozenset[str], *, new: bool) -> Row:
    card = program.exercises.get(item.exercise, {})
    return Row(
        number,
        item.name,
        dose_words(item.dose, program.profile.units),
        minutes_words(item.minutes),
        _why(block, item, usual) if new else "",
        unique(_care(program, f) for f in item.findings if f.severity in ("modify", "caution")),
        tuple(sentence(str(cue)) for cue in card.get("cues", ())[:MOST_CUES]) if new else (),
    )


def _usual(week: Week) -> frozenset[str]:
    """Reasons that more than half of the week's items share: true, but no news."""
    items = [item for session in week.sessions for item in session.items]
    texts = [text for item in items for text in {r.text for r in item.reasons}]
    return frozenset(text for text in texts if 2 * texts.count(text) > len(items))


def _why(block: BlockPlan, item: Item, usual: frozenset[str]) -> str:
    """What it is there for, and the strongest thing that spoke for it."""
    place = [r.text.removeprefix(f"{block.name}: ") for r in item.reasons[:1]]
    speaks = [r for r in item.reasons[1:] if r.points is None or r.points > 0]
    best = [r.text for r in speaks if r.text not in usual] or [r.text for r in speaks]
    return " ".join(sentence(text) for text in unique([*place, *best[:1]]))


def _care(program: Program, finding: Finding) -> str:
    """What to mind and because of what: 'Stay in the easy middle (because of: neck pain; not checked).'"""
    text = sentence(finding.cue or finding.reason)
    notes = [f"because of: {condition_words(finding.condition, program.conditions)}"] if finding.condition else []
    notes += [] if finding.confirmed else ["not checked"]
    return f"{text} ({'; '.join(notes)})" if notes else text
