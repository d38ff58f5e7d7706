"""What a program shows a person, as plain nodes in reading order. Text and Markdown print the same page, each with its own escaping.

Texts here are raw: they may come from packs and people, and only the printing formats know what has to be escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from setlist import Program, Week
from setlist_plugins.formats.leftout import condition_words, left_out
from setlist_plugins.formats.outlook import outlook
from setlist_plugins.formats.sessions import Card, cards
from setlist_plugins.formats.wording import (
    STANDING,
    WEEKDAYS,
    counted,
    date_words,
    dose_words,
    id_words,
    listed,
    lower_first,
    minutes_words,
    quality_words,
    sentence,
    unique,
)

MOST_TIPS = 6
NOT_SCREENED = (
    "Not screened: nobody has asked you the short health questions yet. They take two minutes (setlist profile new), and they are worth it "
    "before you start."
)
LEVELS = {"beginner": "a beginner", "intermediate": "someone with some practice", "advanced": "someone with long practice"}
EFFORT = "'Effort 6 of 10' means: 0 is sitting still, 10 is all you have; at 6 you breathe faster and can still speak in short sentences."
ONE_REP_MAX = "1RM is the most you could lift once with good form. Nobody needs to test it: go by how often you could lift the load."
BUILD_UP = (
    "'Build up with' means: light sets before the first heavy one, with a minute of rest after each. They come on top of the minutes."
)
EASY = "You should finish a session feeling that you could have done a little more. Breathe all the time; never hold your breath."
NOT_CHECKED = "'Not checked' means: it rests on general knowledge, and no page was read that confirms it."
FORECAST = "Weeks after the first are a forecast. Repeat a week whenever it felt too hard; nothing is lost."
ONE_WEEK = "This program is one week long. Repeat it while it feels right, or build a longer one with --weeks."


class Para(Struct, frozen=True):
    text: str


class Point(Struct, frozen=True):
    """A line of a list, with an optional heading word or two."""

    text: str
    head: str = ""


class Points(Struct, frozen=True):
    points: tuple[Point, ...]
    title: str = ""


class HowTo(Struct, frozen=True):
    """How an exercise is done: numbered steps, then remarks."""

    name: str
    steps: tuple[str, ...]
    remarks: tuple[Point, ...] = ()


Node = Para | Points | HowTo | Card


class Section(Struct, frozen=True):
    title: str
    nodes: tuple[Node, ...]


class Page(Struct, frozen=True):
    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]


def page(program: Program, *, all_weeks: bool = False, hint: str = "") -> Page:
    """The page of a program: its next week, or all of them; how it goes on is summed up in both. `hint` says how to see more."""
    seen: set[str] = set()
    ahead = next((n for n, week in enumerate(program.weeks) if not all(session.done for session in week.sessions)), 0)
    weeks = program.weeks if all_weeks else program.weeks[ahead : ahead + 1]
    sections = [
        Section("Before you begin", tuple(_before(program))),
        *(Section(_week_title(week), cards(program, week, seen)) for week in weeks),
        Section("How to do each exercise", tuple(_how_to(program))),
        Section("How it goes on", tuple(_goes_on(program, hint))),
        Section("How hard it should feel", tuple(_effort(program))),
        Section("Stop if", tuple(_stop(program))),
        Section("On the other days", tuple(_other_days(program))),
        Section("Good to know", tuple(_tips(program))),
        Section("Left out because", tuple(_left_out(program))),
        Section("How good this program is", tuple(_quality(program))),
    ]
    return Page(program.title, tuple(_lead(program)), tuple(s for s in sections if s.nodes))


def _weekday(word: str) -> str:
    return next(name for name in WEEKDAYS if name.lower().startswith(word))


def _called(program: Program, id: str) -> str:
    """The name of something that the profile or the program speaks of, for the middle of a sentence."""
    return lower_first(program.names.get(id) or id_words(id))


def _things(program: Program, ids: Iterable[str]) -> str:
    return listed([_called(program, id) for id in ids])


def _on_days(program: Program) -> Iterable[str]:
    """What there is besides on some days."""
    for day, things in program.profile.equipment_on.items():
        yield f"; on {_weekday(day)} also {_things(program, things)}"


def _lead(program: Program) -> Iterable[str]:
    profile = program.profile
    days = len(profile.weekdays) or profile.days
    weeks = len(program.weeks)
    yield (
        f"For {LEVELS.get(profile.level, profile.level)}: {counted(days, 'session')} a week of about {profile.minutes} minutes, "
        f"for {counted(weeks, 'week')}. Goal: {id_words(profile.goal)}. "
        f"Equipment: {_things(program, profile.equipment) or 'none'}{''.join(_on_days(program))}."
    )
    if program.at_hand:
        yield f"Have at hand: {_things(program, program.at_hand)}."
    if profile.start:
        yield f"Starts on {date_words(profile.start)}."
    known = unique(condition_words(c.id, program.conditions) for c in profile.conditions)
    sore = unique(_called(program, str(p.get("region") or p.get("trait") or p.get("exercise") or "")) for p in profile.pain)
    if known or sore:
        yield f"Made with care for: {listed([*known, *(f'pain ({s})' for s in sore)])}."


def _before(program: Program) -> Iterable[Node]:
    gates = [Point(f"{sentence(g.reason)} {sentence(g.advice)}".strip(), "See someone") for g in program.gates]
    if gates:
        yield Points(tuple(gates))
    if not program.screened:
        yield Para(NOT_SCREENED)
    advice = _advice(program, "first-page")
    if advice:
        yield Points(tuple(advice))


def _advice(program: Program, placement: str) -> list[Point]:
    return [Point(str(a["text"]), str(a.get("title") or "")) for a in program.advice if a.get("placement") == placement]


def _week_title(week: Week) -> str:
    return f"Week {week.number}" + (" (a lighter week)" if week.phase == "deload" else "")


def _how_to(program: Program) -> Iterable[Node]:
    used = unique(i.exercise for w in program.weeks for s in w.sessions for i in s.items)
    for ref in used:
        card = program.exercises.get(ref)
        if card is None or not card.get("steps"):
            continue
        careful = " ".join(sentence(str(text)) for text in card.get("cautions", ()))
        remarks = [Point(careful, "Careful")] if careful else []
        easier = _easier(program, card)
        if easier:
            remarks.append(Point(sentence(listed(easier[:2], "or")), "Too hard? Go back to"))
        elif card.get("regress"):
            remarks.append(Point(sentence(str(card["regress"])), "To make it easier"))
        yield HowTo(str(card["name"]), tuple(str(step) for step in card["steps"]), tuple(remarks))


def _easier(program: Program, card: Mapping[str, Any]) -> list[str]:
    """The names of the easier versions; where a program has none of them, those of its cards, or the ids in words."""
    refs, names = card.get("easier", ()), card.get("easier_names", ())
    if len(names) == len(refs):
        return [str(name) for name in names]
    return [str(program.exercises[ref]["name"]) if ref in program.exercises else id_words(ref) for ref in refs]


def _goes_on(program: Program, hint: str) -> Iterable[Node]:
    if len(program.weeks) == 1:
        yield Para(ONE_WEEK)
        return
    for stage in outlook(program):
        yield Points(tuple(Point(line) for line in stage.lines), stage.title)
    yield Para(f"{FORECAST} {hint}")


def _effort(program: Program) -> Iterable[Node]:
    items = [i for w in program.weeks for s in w.sessions for i in s.items]
    doses = [i.dose for i in sorted(items, key=lambda i: i.role == "warm-up")]  # what is meant to be work explains effort
    reserve = next((d.rir for d in doses if d.rir), None)
    if reserve is not None:
        yield Para(
            f"'Leave {reserve} in reserve' means: end the set, or choose the weight, so that {reserve} more good ones would be possible."
        )
    if any(d.rpe is not None for d in doses):
        yield Para(EFFORT)
    weighed = [i for i in items if "more" not in program.exercises.get(i.exercise, {})]
    if any(i.dose.load_pct_1rm is not None for i in weighed):
        yield Para(ONE_REP_MAX)
    if any(i.build_up for i in items):
        yield Para(BUILD_UP)
    tempo = next((d.tempo for d in doses if d.tempo), None)
    if tempo is not None:
        parts = tempo.split("-")
        yield Para(f"{tempo} is the pace of one repetition: {parts[0]} s down, {parts[1]} s pause, {parts[2]} s up.")
    yield Para(EASY)


def _stop(program: Program) -> Iterable[Node]:
    """The stop signs, then the other disclaimers. The standing one closes, whatever the packs bring."""
    texts = [text for text in unique(program.disclaimers) if text != STANDING]
    signs = [*(Point(text) for text in texts if "stop" in text.lower()), *_advice(program, "every-output")]
    if signs:
        yield Points(tuple(signs))
    yield Points((*(Point(text) for text in texts if "stop" not in text.lower()), Point(STANDING)), "Please know")


def _other_days(program: Program) -> Iterable[Node]:
    points = []
    for s in program.suggestions:
        parts = [s.name, dose_words(s.dose, program.profile.units), *(r.text for r in s.reasons[:1])]
        if s.dose.minutes is None:
            parts.insert(2, f"About {minutes_words(s.minutes)}")
        points.append(Point(" ".join(sentence(part) for part in parts), f"Day {s.day}"))
        month = program.exercises.get(s.exercise, {}).get("first_month", ())
        if month and program.profile.level == "beginner":
            points.append(Point(" ".join(sentence(str(text)) for text in month), f"If {lower_first(s.name)} is new to you, instead"))
    if points:
        yield Points(tuple(points))


def _tips(program: Program) -> Iterable[Node]:
    tips = [a for a in program.advice if a.get("placement") not in ("every-output", "first-page")]
    points = [Point(str(a["text"]), str(a.get("title") or "")) for a in tips[:MOST_TIPS]] + [Point(sentence(n)) for n in program.notes]
    if points:
        yield Points(tuple(points))


def _left_out(program: Program) -> Iterable[Node]:
    for group in left_out(program):
        more = [Point(f"And {counted(group.more, 'more reason')}.")] if group.more else []
        yield Points((*(Point(line) for line in group.lines), *more), group.title)
    if program.excluded:
        count = counted(len(program.excluded), "exercise")
        yield Para(f"{count} in all. The JSON format (-f json) lists them with every reason and source. {NOT_CHECKED}")


def _quality(program: Program) -> Iterable[Node]:
    yield Para(f"{quality_words(program.certificate)} That covers which exercises and how many sets, not their order or the later weeks.")
    if program.relaxed:
        points = tuple(Point(sentence(r.because or id_words(r.rule))) for r in program.relaxed)
        yield Points(points, "Not everything could hold at once. This gave way:")
    if program.disabled_plugins:
        yield Para(f"Switched off for this program: {listed(program.disabled_plugins)}.")
