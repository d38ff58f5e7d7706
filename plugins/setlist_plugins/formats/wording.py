"""A program in words: doses, minutes, days, evidence, quality. What a person reads says dose, why, left out because."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from setlist import BREATH_S, BuildUp, Certificate, Dose, Finding, reps_at

STANDING = "This is not medical advice, and the rules behind it have not been clinically reviewed."
SLOW_FROM_S = 6  # a repetition of this many seconds or more is called slow
LB_PER_KG = 2.20462
HAIR = 0.01  # lb: what rounding to whole grams may have taken off a whole pound
GRADES = {
    "guideline": "guideline",
    "study": "study",
    "official-info": "official health information",
    "expert": "expert opinion",
    "general": "general knowledge",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def dose_words(dose: Dose, units: str = "metric", *, weighed: bool = True) -> str:
    """A dose as a coach says it: '3 sets of 8, slow (3-1-3), leave 3 in reserve, rest 60 s'. `units` is metric or imperial, for loads.

    What is not `weighed`, a band or a bag, has no share of a maximum: how often it could be lifted says it all, the reserve too.
    """
    parts = [amount_words(dose)]
    if dose.tempo:
        slow = sum(int(part) for part in dose.tempo.split("-")) >= SLOW_FROM_S
        parts.append(f"slow ({dose.tempo})" if slow else f"tempo {dose.tempo}")
    if dose.load_kg is not None:
        parts.append(f"with {load_words(dose.load_kg, units)}")
    light = None if dose.load_pct_1rm is None else reps_at(dose.load_pct_1rm)
    if light is not None and weighed:
        parts.append(f"up to {dose.load_pct_1rm} % of 1RM, a load you could lift {'once' if light == 1 else f'about {light} times'}")
    elif light is not None:
        parts.append(f"light enough for about {counted(light, 'rep')}")
    implied = light is not None and not weighed and light >= (dose.reps or 0) + (dose.rir or 0)
    if dose.rir is not None and not implied:
        parts.append(f"leave {dose.rir or 'none'} in reserve")
    if dose.rpe is not None:
        parts.append(f"effort {dose.rpe} of 10")
    if dose.rest_s and dose.sets > 1:
        parts.append(f"rest {seconds_words(dose.rest_s)}")
    if dose.times_per_day is not None:
        parts.append("once a day" if dose.times_per_day == 1 else f"{dose.times_per_day} times a day")
    return ", ".join(parts)


def amount_words(dose: Dose) -> str:
    """What is done, without load, effort and rest: '2 x 20 s each side'."""
    times = f"{dose.sets} x " if dose.sets > 1 else ""
    side = " each side" if dose.per_side else ""
    if dose.reps is not None:
        held = f", hold each for {seconds_words(dose.hold_s)}" if dose.hold_s is not None else ""
        return f"{counted(dose.sets, 'set')} of {dose.reps}{side}{held}"
    if dose.breaths is not None:
        long = f", about {dose.breath_s} s a breath" if dose.breath_s not in (None, BREATH_S) else ""
        return f"{times}{counted(dose.breaths, 'breath')}{side}{long}"
    if dose.minutes is not None:
        return f"{times}{counted(dose.minutes, 'minute')}{', half of it on each side' if dose.per_side else ''}"
    if dose.distance_m is not None:
        return f"{times}{distance_words(dose.distance_m)}{side}"
    if dose.hold_s is not None:
        return f"{times or 'hold '}{seconds_words(dose.hold_s)}{side}"
    return f"{counted(dose.sets, 'set')}{side}"


def build_up_words(steps: Sequence[BuildUp], units: str = "metric") -> str:
    """'5 x 50 kg, 3 x 70 kg and 1 x 85 kg'; '5 x 50 %, 3 x 70 % and 1 x 85 % of the weight' where nobody knows it."""
    sets = listed([f"{s.reps} x {f'{s.share_pct} %' if s.load_kg is None else load_words(s.load_kg, units)}" for s in steps])
    return f"{sets} of the weight" if any(s.load_kg is None for s in steps) else sets


def load_words(kg: float, units: str = "metric") -> str:
    """A load in the units of the person. Whole pounds, and never more than it says: a limit in kg holds in pounds too."""
    return f"{math.floor(kg * LB_PER_KG + HAIR)} lb" if units == "imperial" else f"{kg:g} kg"


def distance_words(metres: int) -> str:
    return f"{metres / 1000:g} km" if metres >= 1000 else f"{metres} m"


def seconds_words(seconds: int) -> str:
    return f"{seconds // 60} min" if seconds >= 120 and seconds % 60 == 0 else f"{seconds} s"


def minutes_words(minutes: float) -> str:
    """Whole minutes, never none: '1 min', '12 min'."""
    return f"{max(1, round(minutes))} min"


def counted(count: int, noun: str) -> str:
    """'1 set', '3 sets'."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else ""


def some(names: Sequence[str], most: int = 3) -> str:
    """The first names and how many more there are."""
    return listed(names) if len(names) <= most + 1 else f"{', '.join(names[:most])} and {len(names) - most} more"


def id_words(name: str) -> str:
    """An id as words: 'home:bird-dog' -> 'bird dog'."""
    return name.rpartition(":")[2].replace("-", " ")


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = " ".join(text.split())
    return text if not text else text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def lower_first(text: str) -> str:
    """Ready for the middle of a sentence; abbreviations such as HSD keep their capitals."""
    return text[0].lower() + text[1:] if text[1:2].islower() or text.startswith("A ") else text


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def date_words(iso: str) -> str:
    """'2026-12-01' -> 'Tuesday 1 Dec 2026', the same in every locale; text that is no date stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def evidence_words(finding: Finding) -> str:
    """How strong the evidence is and where it is from: 'guideline, RACGP-ACTIVE'; what nobody checked says so."""
    parts = [GRADES.get(finding.grade, finding.grade), finding.source, "" if finding.confirmed else "not checked"]
    return ", ".join(p for p in parts if p)


def quality_words(certificate: Certificate) -> str:
    """How good the choice is, in one line; what was proven is rounded so that it never promises more than the proof."""
    within = f"{math.ceil(round(certificate.gap * 1000, 6)) / 10:g} %"
    if certificate.status == "swapped":
        return f"Exercises of this program were swapped: by the stated rules another could be up to {within} better."
    if certificate.status != "proven":
        return f"This is a good program by the stated rules, not proven to be the best: another could be up to {within} better."
    if certificate.gap <= 0:
        return "This is the best program by the stated rules, and that is proven."
    return f"This is the best program by the stated rules: proven within {within}."
