"""The sessions of a week as cards: the days they are on, and numbered rows with dose, minutes, why, care and cues."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from setlist import BlockPlan, Finding, Item, Program, SessionPlan, Week
from setlist_plugins.formats.leftout import condition_words
from setlist_plugins.formats.turns import dose_in, how_words
from setlist_plugins.formats.wording import WEEKDAYS, build_up_words, date_words, dose_words, listed, minutes_words, sentence, unique

MOST_CUES = 2


class Row(Struct, frozen=True):
    """One numbered line. `why`, `care` and `cues` are sentences; `care` is there every time, and `first` what to do before the dose."""

    number: int
    name: str
    dose: str
    minutes: str
    first: str = ""
    why: str = ""
    care: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


class Part(Struct, frozen=True):
    """A part of a session. `how` says in which way its rows are done: sentences, empty for one set after the other."""

    title: str
    rows: tuple[Row, ...]
    how: tuple[str, ...] = ()


class Card(Struct, frozen=True):
    """A session and all the days of the week on which it is done."""

    days: str
    title: str
    minutes: str
    parts: tuple[Part, ...]


def cards(program: Program, week: Week, seen: set[str]) -> tuple[Card, ...]:
    """The cards of a week. Sessions that are alike share one. `seen` holds the exercises explained so far, and grows.

    An exercise has its full why and its cues the first time. In the first week shown it says what it is there for every time.
    """
    later = bool(seen)
    alike: list[list[SessionPlan]] = []
    for session in week.sessions:
        same = next((group for group in alike if (group[0].title, group[0].blocks) == (session.title, session.blocks)), None)
        if same is None:
            alike.append([session])
        else:
            same.append(session)
    return tuple(_card(program, sessions, seen, later) for sessions in alike)


def _card(program: Program, sessions: Sequence[SessionPlan], seen: set[str], later: bool) -> Card:
    first = sessions[0]
    number = 0
    said: set[str] = set()
    parts = []
    for block in first.blocks:
        rows = []
        for item in block.items:
            number += 1
            new = item.exercise not in seen
            seen.add(item.exercise)
            why = [_place(block, item) if new or not later else "", _news(item, said) if new else ""]
            rows.append(_row(program, block, item, number, " ".join(unique(w for w in why if w)), new))
        parts.append(Part(block.name, tuple(rows), tuple(how_words(block))))
    return Card(listed([_day(program, s) for s in sessions]), first.title, minutes_words(first.minutes), tuple(parts))


def _day(program: Program, session: SessionPlan) -> str:
    """The date where there is one, else the weekday that was asked for, else the day's number; and whether it is done."""
    done = " (done)" if session.done else ""
    if session.date:
        return date_words(session.date) + done
    return (WEEKDAYS[session.day - 1] if program.profile.weekdays else f"Day {session.day}") + done


def _row(program: Program, block: BlockPlan, item: Item, number: int, why: str, new: bool) -> Row:
    card = program.exercises.get(item.exercise, {})
    return Row(
        number,
        f"{item.group}: {item.name}" if item.group else item.name,
        dose_words(dose_in(block, item), program.profile.units, weighed="more" not in card),
        minutes_words(item.minutes),
        f"Build up with {build_up_words(item.build_up, program.profile.units)}." if item.build_up else "",
        why,
        unique(_care(program, f) for f in item.findings if f.severity in ("modify", "caution")),
        tuple(sentence(str(cue)) for cue in card.get("cues", ())[:MOST_CUES]) if new else (),
    )


def _place(block: BlockPlan, item: Item) -> str:
    """What it is there for, without the name of the block it stands in."""
    return sentence(item.reasons[0].text.removeprefix(f"{block.name}: ")) if item.reasons else ""


def _news(item: Item, said: set[str]) -> str:
    """The strongest thing that spoke for it and was not said before in this session; `said` grows."""
    speaks = [r.text for r in item.reasons[1:] if r.points is None or r.points > 0]
    best = next((text for text in speaks if text not in said), "")
    said.add(best)
    return sentence(best)


def _care(program: Program, finding: Finding) -> str:
    """What to mind and because of what: 'Stay in the easy middle (because of: neck pain; not checked).'"""
    text = sentence(finding.cue or finding.reason)
    notes = [f"because of: {condition_words(finding.condition, program.conditions)}"] if finding.condition else []
    notes += [] if finding.confirmed else ["not checked"]
    return f"{text} ({'; '.join(notes)})" if notes else text
