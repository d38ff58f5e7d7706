"""The rules of the report: what each says, and the entries that met it. docs/importing.md has the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from setlist import Correction

LEFT_OUT = ("duplicate", "no-instructions")
TEXTS: dict[str, str] = {
    "no-instructions": "nobody can do it without instructions: left out",
    "duplicate": "another entry has the same instructions and equipment: left out",
    "bar-missing": "said to need the body only, but hangs from a bar or rings, or stands on parallel bars",
    "bench-missing": "needs a bench that the data do not list",
    "partner-missing": "needs somebody who helps, which the data do not list",
    "not-only-body": "said to need nothing, but its name or instructions ask for something",
    "equipment-added": "needs more than the one thing that the data can list",
    "equipment-other": "equipment is `other`: read from the name and the instructions",
    "equipment-null": "equipment is not given: read from the name and the instructions, else none",
    "level-strength": "raised: asks for strength that beginners do not have yet (pull-ups, dips, handstands, one-legged squats)",
    "level-power": "raised: a weight or a body that is thrown, caught or landed",
    "level-joints": "raised: puts a joint where it has little room (behind the neck, upright rows, good mornings)",
    "level-powerlifting": "raised: bands, chains and partial lifts of powerlifting",
    "level-balance": "raised: one limb or an unsteady base carries the load",
    "level-barbell": "raised: a multi-joint lift with a barbell",
    "level-category": "raised: no exercise of its category is for beginners (Olympic, strongman, powerlifting, plyometrics)",
    "level-partner": "raised: somebody else pushes or holds",
    "muscle-moved": "the instructions train another muscle than the one listed",
    "force-null": "force is not given: not used",
    "mechanic-null": "mechanic is not given: joints follow from the pattern",
    "kind-changed": "filed under stretching, but is strength, loosening or rolling",
    "category-power": "Olympic lifts, plyometrics and strongman events are kept as assistance work, never as a main lift",
    "pattern-guessed": "no known movement in the name: the pattern follows from muscle and force",
    "steps-split": "fewer than three instructions: split into sentences",
    "steps-added": "fewer than three sentences: closed with sentences of setlist",
}


def count_corrections(met: Mapping[str, Iterable[str]]) -> tuple[Correction, ...]:
    """The corrections of the report, in the order of TEXTS; `met` maps rules to names of entries."""
    listed = {rule: tuple(met[rule]) for rule in TEXTS if rule in met}
    return tuple(Correction(rule, TEXTS[rule], names, rule in LEFT_OUT) for rule, names in listed.items() if names)
