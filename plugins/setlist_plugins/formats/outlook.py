"""How a program goes on: what changes from week to week and from cycle to cycle, read off its doses and said in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from setlist import Dose, Program, Week
from setlist_plugins.formats.wording import listed, load_words, lower_first, some, unique

SAME = "Stay as they are"
AT_ITS_TOP = f"{SAME}; when that feels easy, go slower or take a harder version"
LIFTED = ("main", "accessory", "core")
MOST_NAMES = 6
MORE_LOAD = "a little more load (2 to 10 %)"


class Stage(Struct, frozen=True):
    """A run of weeks, such as 'Weeks 1 to 4', and what happens in them."""

    title: str
    lines: tuple[str, ...]


class Growth(Struct, frozen=True):
    """What is done to a dose each week ('Add 1 rep a week') and between which amounts ('5 to 8 reps')."""

    text: str
    span: str = ""


def outlook(program: Program) -> tuple[Stage, ...]:
    """One stage a cycle. Lighter weeks are named; exercises that change the same way share a line."""
    cycles = [tuple(weeks) for _, weeks in groupby(program.weeks, key=lambda w: w.cycle)]
    stages: list[Stage] = []
    for number, weeks in enumerate(cycles):
        before = cycles[number - 1] if number else ()
        after = cycles[number + 1] if number + 1 < len(cycles) else ()
        changes = _swaps(before[0], weeks[0]) if before else ()
        lines = _growths(program, weeks, before, after) if len(program.weeks) > 1 else ()
        if number and not changes and lines == _growths(program, before, cycles[number - 2] if number > 1 else (), weeks):
            lines = (f"As in {lower_first(stages[-1].title)}.",)
        stages.append(Stage(_span(weeks), (*changes, *lines, *_special_weeks(weeks))))
    return tuple(stages)


def _span(weeks: Sequence[Week]) -> str:
    first, last = weeks[0].number, weeks[-1].number
    return f"Week {first}" if first == last else f"Weeks {first} to {last}"


def _doses(weeks: Sequence[Week]) -> dict[str, list[Dose]]:
    """Exercise -> its dose in each of these weeks, in order of appearance; a week's first session with it speaks for the week."""
    out: dict[str, list[Dose]] = {}
    for week in weeks:
        first: dict[str, Dose] = {}
        for session in week.sessions:
            for item in session.items:
                first.setdefault(item.exercise, item.dose)
        for ref, dose in first.items():
            out.setdefault(ref, []).append(dose)
    return out


def _names(weeks: Sequence[Week]) -> dict[str, str]:
    return {item.exercise: item.name for week in weeks for session in week.sessions for item in session.items}


def _main(weeks: Sequence[Week]) -> frozenset[str]:
    """The exercises of main slots: where a line cannot name all, these come first."""
    return frozenset(i.exercise for w in weeks for s in w.sessions for i in s.items if i.role == "main")


def _build(weeks: Sequence[Week]) -> list[Week]:
    return [w for w in weeks if w.phase == "build"]


def _growths(program: Program, weeks: Sequence[Week], before: Sequence[Week], after: Sequence[Week]) -> tuple[str, ...]:
    """One line for every way in which doses change, what stays as it is last."""
    units, names, first = program.profile.units, _names(weeks), _main(weeks)
    earlier, later = _doses(_build(before)), _doses(_build(after))
    lifted = frozenset(i.exercise for w in weeks for s in w.sessions for i in s.items if i.role in LIFTED and i.dose.reps is not None)
    groups: dict[str, list[tuple[str, str]]] = {}
    for ref, doses in sorted(_doses(_build(weeks)).items(), key=lambda pair: pair[0] not in first):
        found, more = growth(doses, units), _more(program, ref)
        text, span = found.text, found.span
        if text == SAME and more is None and ref in lifted and ref in earlier and growth(earlier[ref], units).text != SAME:
            text = AT_ITS_TOP
        if more and ref in later and _starts_over(doses[-1], later[ref][0]):
            text += f", then {more} and fewer reps again"
        spans = [span]
        if ref in earlier and doses[0].load_kg not in (None, earlier[ref][-1].load_kg):
            spans.append(f"with {load_words(doses[0].load_kg or 0, units)}")
        elif more and ref in earlier and _starts_over(earlier[ref][-1], doses[0]):
            spans.append(f"with {more.partition(' (')[0]}")
        groups.setdefault(text, []).append((names[ref], ", ".join(s for s in spans if s)))
    return tuple(_line(text, groups[text]) for text in sorted(groups, key=lambda t: (t.startswith(SAME), t == SAME)))


def _more(program: Program, ref: str) -> str | None:
    """How the load of an exercise grows, in words; None where there is nothing to add to."""
    card = program.exercises.get(ref, {})
    return str(card["more"]) if "more" in card else MORE_LOAD if "load_step_kg" in card else None


def _starts_over(last: Dose, first: Dose) -> bool:
    """Fewer reps than before: it goes back to the start of its range and gets heavier instead."""
    return last.reps is not None and first.reps is not None and first.reps < last.reps


def _line(text: str, members: Sequence[tuple[str, str]]) -> str:
    """'Add 1 rep a week, from 5 to 8 reps: Bird dog, Dead bug.' Where the amounts differ, each has its own in brackets."""
    spans = unique(span for _, span in members)
    if len(spans) == 1:
        head, _, rest = text.partition(", ")
        span = f", {'from ' if ' to ' in spans[0] else ''}{spans[0]}" if spans[0] else ""
        return f"{head}{span}{', ' + rest if rest else ''}: {some([name for name, _ in members], MOST_NAMES)}."
    return f"{text}: {some([f'{name} ({span})' if span else name for name, span in members], MOST_NAMES)}."


def growth(doses: Sequence[Dose], units: str = "metric") -> Growth:
    """How a dose changes over successive weeks; steps that are not even are spelled out week by week."""
    found = [_field_growth(name, [getattr(d, name) for d in doses], units) for name in STEPS if len({getattr(d, name) for d in doses}) > 1]
    if not found:
        return Growth(SAME)
    texts = [found[0].text, *(lower_first(g.text) for g in found[1:])]
    return Growth(listed(texts), ", ".join(g.span for g in found))


def _field_growth(name: str, values: Sequence[float | None], units: str) -> Growth:
    known = [v for v in values if v is not None]
    steps = [b - a for a, b in pairwise(known)]
    if len(known) < len(values) or not _even(steps):
        shown = [_amount(name, v, units) if v is not None else "none" for v in values]
        return Growth("Change from week to week", ", ".join(shown))
    step = abs(steps[0])
    more = STEPS[name][0 if steps[0] > 0 else 1]
    text = more.format(step=_amount(name, step, units))
    what = " in reserve" if name == "rir" else ""
    return Growth(text, f"{_amount(name, known[0], units).split()[0]} to {_amount(name, known[-1], units)}{what}")


def _even(steps: Sequence[float]) -> bool:
    """Equal steps, the last one possibly shorter, then perhaps none: up to a ceiling, or down to a floor."""
    moving = [s for s in steps if s]
    trailing = steps[len(moving) :]
    head = moving[:-1]
    return bool(moving) and not any(trailing) and all(s == moving[0] for s in head) and 0 < moving[-1] / moving[0] <= 1


# Dose field -> what to do each week when it grows, and when it shrinks.
STEPS: Mapping[str, tuple[str, str]] = {
    "sets": ("Add {step} a week", "Do {step} less each week"),
    "reps": ("Add {step} a week", "Do {step} less each week"),
    "hold_s": ("Hold {step} longer each week", "Hold {step} less each week"),
    "breaths": ("Stay {step} longer each week", "Stay {step} less each week"),
    "minutes": ("Go on {step} longer each week", "Go on {step} less each week"),
    "distance_m": ("Go {step} further each week", "Go {step} less each week"),
    "load_kg": ("Add {step} a week", "Take {step} off each week"),
    "load_pct_1rm": ("Go {step} of 1RM heavier each week", "Go {step} of 1RM lighter each week"),
    "rir": ("Leave more in reserve", "Leave less in reserve"),  # the span says how much
}
NOUNS = {"sets": "set", "reps": "rep", "breaths": "breath", "minutes": "minute"}


def _amount(name: str, value: float, units: str) -> str:
    if name in NOUNS:
        return f"{value:g} {NOUNS[name]}{'' if value == 1 else 's'}"
    if name == "load_kg":
        return load_words(value, units)
    unit = {"hold_s": " s", "distance_m": " m", "load_pct_1rm": " %"}.get(name, "")
    return f"{value:g}{unit}"


def _swaps(old: Week, new: Week) -> tuple[str, ...]:
    """What a new cycle changes, one line a session: 'Brace: Wall side bridge makes way for Side bridge from the knees.'"""
    names = {**_names([old]), **_names([new])}
    before = {s.id or s.title: s for s in reversed(old.sessions)}
    lines = []
    after = {s.id or s.title: s for s in reversed(new.sessions)}
    titles = Counter(s.title for s in after.values())
    for session in sorted(after.values(), key=lambda s: s.day):
        title = session.title if titles[session.title] == 1 else f"{session.title}, day {session.day}"
        was = before.get(session.id or session.title)
        if was is None:
            lines.append(f"New session: {session.title}.")
            continue
        gone = [i for i in was.items if i.exercise not in {n.exercise for n in session.items}]
        come = [i for i in session.items if i.exercise not in {o.exercise for o in was.items}]
        changes = []
        for item in come:
            leaves = next((g for g in gone if g.slot == item.slot), None)
            if leaves is not None:
                gone.remove(leaves)
                changes.append(f"{names[item.exercise]} instead of {names[leaves.exercise]}")
            else:
                changes.append(f"{names[item.exercise]} joins")
        changes += [f"{names[item.exercise]} stops" for item in gone]
        if changes:
            lines.append(f"{title}: {'; '.join(changes)}.")
    return unique(lines)


def _special_weeks(weeks: Sequence[Week]) -> tuple[str, ...]:
    """The weeks that do not build: lighter ones say how they are lighter."""
    lines = []
    for week in weeks:
        if week.phase == "deload":
            lines.append(f"Week {week.number} is a lighter week{_lighter(weeks, week)}, so that you come back fresh.")
        elif week.phase != "build":
            lines.append(f"Week {week.number} is a {week.phase.replace('-', ' ')} week.")
    return tuple(lines)


def _lighter(weeks: Sequence[Week], light: Week) -> str:
    usual, now = _doses(_build(weeks)), _doses([light])
    pairs = [(usual[ref][-1], doses[0]) for ref, doses in now.items() if ref in usual]
    ways = []
    if any(b.sets < a.sets for a, b in pairs):
        ways.append("fewer sets")
    if any((b.rir or 0) > (a.rir or 0) for a, b in pairs):
        ways.append("more left in reserve")
    return f": {listed(ways)}" if ways else ""
