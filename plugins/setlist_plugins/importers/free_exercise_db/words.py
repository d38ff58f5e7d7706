"""The words that an imported pack brings along: equipment that `base` does not know, and where the exercises come from."""

from __future__ import annotations

from typing import Any

SOURCE = "FREE-EXERCISE-DB"
HOMEPAGE = "https://github.com/yuhonas/free-exercise-db"

_LOADED = {"setup_s": 20, "load_step_kg": 5}  # as the machines of `base`
EQUIPMENT: dict[str, tuple[str, dict[str, Any]]] = {
    "arm-curl-machine": ("Arm curl machine", _LOADED),
    "atlas-stone": ("Atlas stone", {"setup_s": 60}),
    "axle-bar": ("Axle bar and plates", {"setup_s": 60, "load_step_kg": 5}),
    "balance-board": ("Balance board or half ball", {}),
    "battle-ropes": ("Battle ropes", {"setup_s": 20}),
    "chains": ("Lifting chains", {"setup_s": 60}),
    "circus-bell": ("Circus dumbbell", {"setup_s": 30}),
    "climbing-rope": ("Climbing rope", {}),
    "crunch-machine": ("Crunch machine", _LOADED),
    "decline-bench": ("Decline bench", {}),
    "dip-belt": ("Belt for hanging weights on", {"setup_s": 30, "load_step_kg": 2}),
    "glute-ham-bench": ("Glute-ham bench", {"setup_s": 20}),
    "hack-squat-machine": ("Hack squat machine", {"setup_s": 30, "load_step_kg": 5}),
    "heavy-bag": ("Heavy punching bag", {}),
    "hurdles": ("Low hurdles", {"setup_s": 60}),
    "jump-rope": ("Skipping rope", {}),
    "keg": ("Keg", {"setup_s": 60}),
    "landmine": ("Landmine (a bar held at one end)", {"setup_s": 30}),
    "log-bar": ("Log bar", {"setup_s": 60, "load_step_kg": 5}),
    "neck-harness": ("Head harness with weights", {"setup_s": 30, "adjustable": True}),
    "other-equipment": ("Something that the data do not name", {}),
    "other-machine": ("Another machine", _LOADED),
    "partner": ("Somebody who helps", {"setup_s": 15}),
    "pec-deck": ("Chest fly machine", _LOADED),
    "plate-loaded-machine": ("Plate-loaded lever machine", {"setup_s": 30, "load_step_kg": 5}),
    "plyo-box": ("Sturdy box to jump or step on", {"setup_s": 15}),
    "preacher-bench": ("Preacher bench", {}),
    "reverse-hyper-bench": ("Reverse hyperextension bench", _LOADED),
    "roller-skates": ("Roller skates or ice skates", {}),
    "row-machine": ("Rowing machine for weights", _LOADED),
    "sandbag": ("Heavy sandbag", {"setup_s": 30}),
    "shoulder-press-machine": ("Shoulder press machine", _LOADED),
    "sled": ("Sled to push or drag", {"setup_s": 60, "load_step_kg": 5}),
    "sledgehammer": ("Sledgehammer and tyre", {"setup_s": 30}),
    "smith-machine": ("Smith machine", {"setup_s": 45, "load_step_kg": 5}),
    "stair-machine": ("Stair-climbing machine", {"setup_s": 30}),
    "strongman-implements": ("Strongman frames and handles", {"setup_s": 60}),
    "tire": ("Large tyre", {"setup_s": 30}),
    "trap-bar": ("Trap bar and plates", {"setup_s": 60, "load_step_kg": 2}),
    "triceps-machine": ("Triceps or dip machine", _LOADED),
    "wrist-roller": ("Wrist roller", {"setup_s": 20, "adjustable": True}),
    "yoke": ("Yoke", {"setup_s": 60, "load_step_kg": 5}),
}


def vocabulary(used: set[str]) -> dict[str, Any]:
    """The vocabulary file of a pack whose exercises need the equipment `used`."""
    equipment = [{"id": name, "name": title, **data} for name, (title, data) in EQUIPMENT.items() if name in used]
    return {**({"equipment": equipment} if equipment else {}), "sources": [_SOURCE]}


_SOURCE = {
    "id": SOURCE,
    "title": "free-exercise-db, a public-domain collection of exercises",
    "kind": "database",
    "url": HOMEPAGE,
    "confirmed": False,
    "note": "Its instructions stand as they are; everything else was inferred and nobody reviewed it",
}
