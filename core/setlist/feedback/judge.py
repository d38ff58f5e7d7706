"""What a log says of one exercise: progress, hold, step back or swap, with the reason and where the rule is from.

- Pain, 0-10 while it is done and over the next 24 hours (rows of the pain rule: TRAFFIC-PAIN, SUFFOLK-PAIN). Up to 3 is fine. 4 and 5 are
  allowed where they have settled to 3 or less by the next day; where they have not, or nobody said, the exercise steps back. Pain that is
  only there the next day counts as not settled. Above 5 the exercise is left out: what hurts is not offered again.
- Effort (row rt-rir-accuracy: HACKETT-RIR): people misjudge their reserve by about one repetition close to the end, so a set was too hard
  when two or more fewer were left than planned.
- Progress (row rt-progress: ACSM-2009) needs the planned amount in every set and a reserve as planned, at least one; or one more than
  planned in every set. An effort that nobody recorded is not taken for an easy one.
- Twice in a row is a pattern, once is a day (our own rule, as is the size of a step back: source GK).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from setlist.feedback.log import Entry
from setlist.model import Dose

Decision = Literal["progress", "hold", "step-back", "swap"]

PAIN_FINE, PAIN_MOST = 3, 5
PAIN_SOURCE, EFFORT_SOURCE, PROGRESS_SOURCE, OURS = "TRAFFIC-PAIN", "HACKETT-RIR", "ACSM-2009", "GK"
TOO_HARD = 2  # fewer reps in reserve than planned
IN_A_ROW = 2
MEASURES = ("reps", "breaths", "minutes", "distance_m", "hold_s")  # what `done` counts is the first that a dose has


class Exposure(Struct, frozen=True):
    """An item as it was planned and what the log says of it."""

    planned: Dose
    phase: str
    entry: Entry


class Verdict(Struct, frozen=True):
    """What follows for an exercise. `planned`: the dose that it was judged at, with the lighter of the load planned and the load used;
    `reached`: what every set of it came to, with the load used, where it went well; `short`: it was missed, far too hard or hurt, so
    that no session of it should be heavier; `pain`: how bad it was where pain is why, else 0."""

    decision: Decision
    text: str
    source: str
    planned: Dose
    pain: float = 0.0
    short: bool = False
    reached: Dose | None = None


def judge(exposures: Sequence[Exposure], everywhere: Sequence[Exposure] = ()) -> Verdict:
    """The verdict on an exercise in one place, from everything that was recorded there, oldest first; at least one.

    everywhere: what was recorded of it in all places, these among them: pain is of the exercise wherever it stands, and so is too much
    twice in a row. Strong pain counts whenever it was; the rest is judged by the last week recorded. Lighter weeks say nothing of effort.
    """
    everywhere = everywhere or exposures
    building = _building(exposures)
    base = no_heavier((building or [*exposures])[-1])
    return _by_pain(everywhere, base) or _by_effort(building, trailing(_building(everywhere)), base)


def _by_pain(exposures: Sequence[Exposure], base: Dose) -> Verdict | None:
    """What pain decides by itself: None where there was none, or it settled."""
    most = max(exposures, key=lambda e: worst(e.entry)).entry
    if worst(most) > PAIN_MOST:
        return Verdict("swap", _pain_words(most), PAIN_SOURCE, base, worst(most))
    amber = next((e.entry for e in _last_week(exposures) if unsettled(e.entry)), None)
    if amber is None:
        return None
    return Verdict("step-back", f"{_pain_words(amber)}{_not_settled(amber)}", PAIN_SOURCE, base, worst(amber), short=True)


def _by_effort(building: Sequence[Exposure], streak: Sequence[Exposure], base: Dose) -> Verdict:
    """What amounts and effort say. `streak`: the latest in a row that fell short."""
    if not building:
        return Verdict("hold", "No amounts were recorded, so it stays as it was", OURS, base)
    latest = _last_week(building)
    week = f"Week {latest[-1].entry.week}"
    if len(streak) >= IN_A_ROW:
        source = OURS if missed(streak[-1]) else EFFORT_SOURCE
        return Verdict("step-back", f"{week}: {_short(streak[-1])}, {_times(len(streak))} in a row", source, base, short=True)
    failed = next((e for e in reversed(latest) if fell_short(e)), None)
    if failed is not None:
        return Verdict("hold", f"{week}: {_short(failed)}, so the same again", OURS, base, short=True)
    sore = max(latest, key=lambda e: worst(e.entry)).entry
    if worst(sore) > PAIN_FINE:
        return Verdict("hold", f"{_pain_words(sore)}; it settled, so the same again", PAIN_SOURCE, base, short=True)
    strained = next((e for e in latest if not to_spare(e)), None)
    if strained is None:
        text = f"{week}: every set done{_reserve(latest[-1].entry)}"
        return Verdict("progress", text, PROGRESS_SOURCE, base, reached=reached(latest[-1]))
    if strained.entry.rir is None:
        return Verdict("hold", f"{week}: every set done, but not how hard it was: write the reserve (rir) to go on", OURS, base)
    asked = "nothing to spare" if strained.planned.rir is None else f"{max(strained.planned.rir, 1)} asked for"
    return Verdict("hold", f"{week}: every set done{_reserve(strained.entry)}, {asked}", PROGRESS_SOURCE, base)


def _building(exposures: Sequence[Exposure]) -> list[Exposure]:
    return [e for e in exposures if e.phase != "deload" and e.entry.done]


def worst(entry: Entry) -> float:
    """The most pain that was recorded, while it was done or the next day; 0 where none was."""
    return max(entry.pain or 0.0, entry.pain_next_day or 0.0)


def unsettled(entry: Entry) -> bool:
    """Whether there was pain that had not settled by the next day, as far as anybody said."""
    if worst(entry) <= PAIN_FINE:
        return False
    return entry.pain_next_day is None or entry.pain_next_day > PAIN_FINE


def no_heavier(exposure: Exposure) -> Dose:
    """The planned dose with the load that was used, where that was lighter or none was planned: more than was planned has to be earned."""
    planned, load = exposure.planned, exposure.entry.load_kg
    if load is None or (planned.load_kg is not None and load > planned.load_kg):
        return planned
    return replace(planned, load_kg=load)


def reached(exposure: Exposure) -> Dose:
    """The planned dose with what was done in every set of it, and with the load that was used."""
    planned, load = exposure.planned, exposure.entry.load_kg
    least = int(min(_best(exposure), default=0))
    counted = {name: least for name in MEASURES if getattr(planned, name) is not None}
    values = dict([*counted.items()][:1])  # what `done` counts
    return replace(planned, **values, load_kg=planned.load_kg if load is None else load)


def amount(dose: Dose) -> int:
    """What a set of a dose counts to, in its own unit; 0 for a dose that counts nothing."""
    return next((value for name in MEASURES if (value := getattr(dose, name)) is not None), 0)


def each_set(exposure: Exposure) -> tuple[float, ...]:
    """What was done in each planned set: one number stands for all of them, and sets beyond those that were written down were not done."""
    done, sets = exposure.entry.done, exposure.planned.sets
    return done * sets if len(done) == 1 else (*done, *[0.0] * (sets - len(done)))


def fell_short(exposure: Exposure) -> bool:
    """Whether a set was missed or was far harder than planned."""
    return missed(exposure) or too_hard(exposure)


def missed(exposure: Exposure) -> bool:
    return min(_best(exposure), default=0.0) < amount(exposure.planned)


def _best(exposure: Exposure) -> list[float]:
    """What was done in the best sets, as many as were planned."""
    return sorted(each_set(exposure), reverse=True)[: exposure.planned.sets]


def too_hard(exposure: Exposure) -> bool:
    left, asked = exposure.entry.rir, exposure.planned.rir
    return left is not None and asked is not None and asked - left >= TOO_HARD


def to_spare(exposure: Exposure) -> bool:
    """Whether all of it was done with the planned reserve, at least one; or with more than was planned in every set. A dose that names no
    reserve asks for none."""
    left, asked = exposure.entry.rir, exposure.planned.rir
    if asked is None and left is None:
        return not missed(exposure)
    if left is None:
        return min(each_set(exposure)) > amount(exposure.planned)
    return not missed(exposure) and left >= max(asked or 0, 1)


def trailing(exposures: Sequence[Exposure]) -> list[Exposure]:
    """The exposures at the end that fell short, oldest first. What was planned heavier or longer than the one after it was before a step
    back, and does not count again."""
    out: list[Exposure] = []
    for exposure in reversed(exposures):
        if not fell_short(exposure) or (out and _demand(exposure.planned) > _demand(out[0].planned)):
            break
        out.insert(0, exposure)
    return out


def _demand(dose: Dose) -> tuple[float, int]:
    return dose.load_kg or 0.0, amount(dose)


def _last_week(exposures: Sequence[Exposure]) -> list[Exposure]:
    return [e for e in exposures if e.entry.week == exposures[-1].entry.week]


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"


def _reserve(entry: Entry) -> str:
    return "" if entry.rir is None else f" with {entry.rir:g} in reserve"


def _short(exposure: Exposure) -> str:
    if missed(exposure):
        return f"{' '.join(f'{n:g}' for n in exposure.entry.done)} of {exposure.planned.sets} x {amount(exposure.planned)}"
    return f"{exposure.entry.rir or 0:g} in reserve, {exposure.planned.rir} planned"


def _pain_words(entry: Entry) -> str:
    when = "" if entry.pain is not None and entry.pain >= worst(entry) else " the next day"
    return f"Week {entry.week}: pain {worst(entry):g} of 10{when}"


def _not_settled(entry: Entry) -> str:
    return ", and nobody said whether it settled within 24 hours" if entry.pain_next_day is None else ", not settled within 24 hours"
