"""How heavy: the weights a person told of, what can be made of the equipment or of the weights owned, and how a load grows."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from setlist.limits import share_for
from setlist.model import EMPTY, Catalog, Exercise, Vocabulary
from setlist.planner.progress import MOST_STEP_PCT, effort, reserve
from setlist.profile import Profile
from setlist.safety import Judgement

STEP_PCT = (2, MOST_STEP_PCT)  # per cent a step (source: ACSM-2009, row rt-progress)
LESS = 0.9  # a step back takes a tenth off, as much as a step forward may add at most (row rt-progress: ACSM-2009; the share is ours: GK)


class Weights(Struct, frozen=True):
    """What can be made for an exercise: whole weights (`owned`, smallest first), else steps of `step_kg`; None where nothing is known."""

    step_kg: float | None
    owned: tuple[float, ...] = ()

    def heavier(self, load_kg: float) -> float:
        """The next load that can be made and is 2 to 10 % heavier; the same where there is none."""
        low, high = (load_kg * (1 + pct / 100) for pct in STEP_PCT)
        if self.owned:
            return next((w for w in self.owned if low <= w <= high), load_kg)
        return load_kg if self.step_kg is None else next_load(load_kg, self.step_kg)

    def towards(self, load_kg: float, used_kg: float) -> float:
        """A heavier load that was used, as far as one step goes (10 %) and down to what can be made; the same where that is no more."""
        made = self.below(min(used_kg, load_kg * (1 + STEP_PCT[1] / 100)))
        return load_kg if made is None else max(load_kg, made)

    def lighter(self, load_kg: float) -> float | None:
        """The heaviest load that can be made and is at least a tenth lighter; None where there is none."""
        return self.below(load_kg * LESS)

    def below(self, most_kg: float) -> float | None:
        """The heaviest load up to `most_kg` that can be made; None where there is none."""
        if self.owned:
            return max((w for w in self.owned if 0 < w <= most_kg), default=None)
        if self.step_kg is None:
            return None
        steps = int(most_kg / self.step_kg + 1e-9)
        return steps * self.step_kg if steps > 0 else None


def weights(exercise: Exercise, loads: Mapping[str, Any], vocabulary: Vocabulary, load_kg: float) -> Weights:
    """What can be made around a load. Owned weights that are all smaller than it are pieces that go on in pairs: two of the smallest are
    the step."""
    told = loads.get("owned", EMPTY)
    needs = (*exercise.equipment.all, *exercise.equipment.any)
    owned = tuple(sorted({float(w) for name in needs for w in told.get(name, ()) if w > 0}))
    if owned and owned[-1] < load_kg:
        return Weights(2 * owned[0])
    return Weights(load_step(exercise, vocabulary), owned)


def next_load(load_kg: float, step_kg: float) -> float:
    """The next load that can be made: one step up when that is 2-10 %, else the nearest step in that band, else the same load."""
    low, high = (load_kg * (1 + pct / 100) for pct in STEP_PCT)
    up = load_kg + max(1, ceil((low - load_kg) / step_kg)) * step_kg
    return up if up <= high else load_kg


def known_load(kind: str, exercise: Exercise, loads: Mapping[str, Any]) -> float | None:
    """What the person said of an exercise in kg, by full or short id: `working` (the weight used now) or `one_rm`."""
    told = loads.get(kind, EMPTY)
    value = told.get(exercise.ref, told.get(exercise.id))
    return None if value is None else float(value)


def load_step(exercise: Exercise, vocabulary: Vocabulary) -> float | None:
    """The smallest step in kg of the equipment an exercise needs; None where no weight can be chosen."""
    things = vocabulary.terms.get("equipment", EMPTY)
    needs = (*exercise.equipment.all, *exercise.equipment.any)
    return min((float(things[n].data["load_step_kg"]) for n in needs if n in things and things[n].data.get("load_step_kg")), default=None)


def first_load(exercise: Exercise, profile: Profile, catalog: Catalog, reps: int = 0) -> float | None:
    """What to begin with in kg: the weight used now, else the share of the one-repetition maximum at which the first reps, with their
    reserve, can just be done, or `reps` where these are more, rounded down to what can be made. None where the person told neither."""
    working, maximum = known_load("working", exercise, profile.loads), known_load("one_rm", exercise, profile.loads)
    if working is not None or maximum is None:
        return working
    usual = exercise.dose_for(profile.goal)
    if usual.reps is None:
        return None
    most = maximum * share_for(max(reps, usual.reps[0] + (reserve(usual, effort(profile, catalog)) or 0))) / 100
    return weights(exercise, profile.loads, catalog.vocabulary, most).below(most)


def load_in(exercise: Exercise, profile: Profile, catalog: Catalog, cycle: int, reps: int = 0) -> float | None:
    """The person's load in a cycle (from 0), a step that can be made heavier each; None where it is not known. `reps` are the most that it
    is lifted in a week, those in reserve too."""
    load = first_load(exercise, profile, catalog, reps) if profile.loads else None
    for _ in range(cycle if load is not None else 0):
        assert load is not None
        load = weights(exercise, profile.loads, catalog.vocabulary, load).heavier(load)
    return load


def deloaded(load_kg: float, exercise: Exercise, loads: Mapping[str, Any], vocabulary: Vocabulary) -> float:
    """The load of a deload: a tenth less, so that the reps that it leaves in reserve are there; the same where no such load can be made."""
    return weights(exercise, loads, vocabulary, load_kg).lighter(load_kg) or load_kg


def within_share(load_kg: float, most_pct: int, exercise: Exercise, loads: Mapping[str, Any], vocabulary: Vocabulary) -> float | None:
    """A weight brought below a share of the one-repetition maximum, to one that can be made; None where the maximum is not known: then
    reps in reserve say how heavy it may be, and a number in kg would only contradict them."""
    maximum = known_load("one_rm", exercise, loads)
    if maximum is None:
        return None
    most = maximum * most_pct / 100
    if load_kg <= most:
        return load_kg
    made = weights(exercise, loads, vocabulary, most)
    return most if made.step_kg is None and not made.owned else made.below(most)


def makeable(verdict: Judgement, exercise: Exercise, loads: Mapping[str, Any], vocabulary: Vocabulary) -> Judgement:
    """A verdict, which excludes where a limit in kg is lighter than anything the person owns for the exercise. Only weights that were told
    of count: where one of the things it can be done with has none, nobody knows."""
    most = verdict.limits.get("max_load_kg")
    if verdict.dose is None or verdict.dose.load_kg is None or most is None:
        return verdict
    told, things = loads.get("owned", EMPTY), vocabulary.terms.get("equipment", EMPTY)
    needs = [
        name for name in (*exercise.equipment.all, *exercise.equipment.any) if name in things and things[name].data.get("load_step_kg")
    ]
    if not needs or not all(told.get(name) for name in needs) or weights(exercise, loads, vocabulary, most).below(most) is not None:
        return verdict
    lightest = min(float(weight) for name in needs for weight in told[name])
    why = f". The lightest that you own for it is {lightest:g} kg"
    spent = [replace(f, severity="exclude", reason=f"{f.reason}{why}") if "max_load_kg" in f.limits else f for f in verdict.findings]
    return replace(verdict, dose=None, findings=tuple(sorted(spent, key=lambda f: f.severity != "exclude")))
