"""Which loads can be made: by the steps of the equipment, or from the weights that the person owns."""

from __future__ import annotations

from msgspec import Struct

from setlist.model import EMPTY, Exercise, Vocabulary
from setlist.planner import progress
from setlist.profile import Profile

LESS = 0.9  # a step back takes a tenth off, as much as a step forward may add at most (row rt-progress: ACSM-2009; the share is ours: GK)


class Weights(Struct, frozen=True):
    """What can be made for an exercise: whole weights (`owned`, smallest first), else steps of `step_kg`; None where nothing is known."""

    step_kg: float | None
    owned: tuple[float, ...] = ()

    def heavier(self, load_kg: float) -> float:
        """The next load that can be made and is 2 to 10 % heavier; the same where there is none."""
        low, high = (load_kg * (1 + pct / 100) for pct in progress.LOAD_STEP_PCT)
        if self.owned:
            return next((w for w in self.owned if low <= w <= high), load_kg)
        return load_kg if self.step_kg is None else progress.next_load(load_kg, self.step_kg)

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


def weights(exercise: Exercise, profile: Profile, vocabulary: Vocabulary, load_kg: float) -> Weights:
    """What can be made around a load. Owned weights that are all smaller than it are pieces that go on in pairs: two of the smallest are
    the step."""
    told = profile.loads.get("owned", EMPTY)
    needs = (*exercise.equipment.all, *exercise.equipment.any)
    owned = tuple(sorted({float(w) for name in needs for w in told.get(name, ()) if w > 0}))
    if owned and owned[-1] < load_kg:
        return Weights(2 * owned[0])
    return Weights(progress.load_step(exercise, vocabulary), owned)
