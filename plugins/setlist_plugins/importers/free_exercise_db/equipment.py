"""Equipment: what free-exercise-db names, in ids, and what its name and instructions ask for beside that.

`words` holds the ids that `base` does not have. Nothing named is taken away: the tables only add.
"""

from __future__ import annotations

from setlist_plugins.importers.free_exercise_db.expressions import fits
from setlist_plugins.importers.free_exercise_db.moves import Move
from setlist_plugins.importers.free_exercise_db.reading import Entry, Words

SAID = {
    "bands": "resistance-band",
    "barbell": "barbell",
    "cable": "cable-machine",
    "dumbbell": "dumbbells",
    "e-z curl bar": "barbell",
    "exercise ball": "stability-ball",
    "foam roll": "foam-roller",
    "kettlebells": "kettlebell",
    "medicine ball": "medicine-ball",
}
Table = tuple[tuple[str, str], ...]  # (expression, id)

MACHINES: Table = (  # the first that fits the name of a `machine`
    (r"smith", "smith-machine"),
    (r"calf", "calf-raise-machine"),
    (r"leg press", "leg-press-machine"),
    (r"hack squats?|machine squat|chair squat", "hack-squat-machine"),
    (r"leg curls?", "leg-curl-machine"),
    (r"leg extensions?", "leg-extension-machine"),
    (r"thigh", "hip-machine"),
    (r"high row", "high-row-machine"),
    (r"iso row|t bar row", "row-machine"),
    (r"shoulder|military", "shoulder-press-machine"),
    (r"shrug|leverage deadlift", "plate-loaded-machine"),
    (r"chest press|bench press", "chest-press-machine"),
    (r"butterfly|flyes", "pec-deck"),
    (r"crunch", "crunch-machine"),
    (r"curls?", "arm-curl-machine"),
    (r"triceps|dip", "triceps-machine"),
    (r"glute ham", "glute-ham-bench"),
    (r"hyperextension", "reverse-hyper-bench"),
    (r"bicycling|bike", "stationary-bike"),
    (r"treadmill", "treadmill"),
    (r"elliptical", "elliptical"),
    (r"rowing", "rowing-machine"),
    (r"stairmaster|step mill", "stair-machine"),
    (r"lunge sprint", "smith-machine"),
)
NAMED: Table = (  # all that fit the name
    (r"pull ?ups?|(?<!to )chins?(?! to)|hanging (leg raise|pike)|bodyweight mid row|one handed hang|wind sprints", "pull-up-bar"),
    (r"(?<!it )bands?", "resistance-band"),
    (r"chains?", "chains"),
    (r"plate", "barbell"),
    (r"smith", "smith-machine"),
    (r"(?<!arm )(?<!pull ups )pulldowns?", "lat-pulldown-machine"),
    (r"decline (barbell|dumbbell|ez|close grip|crunch|oblique|reverse crunch|smith)|wide grip decline", "decline-bench"),
    (
        r"incline (bench|barbell|dumbbell|hammer|inner|cable|db|lateral)|\w+ incline dumbbell|on incline bench|incline bench|an incline",
        "incline-bench",
    ),
    (
        r"flat bench|bench (press|dips?|jump|sprint|pull|mid rows?)|over a bench|to a bench|from bench|on bench|high bench|feet elevated",
        "flat-bench",
    ),
    (r"preacher|spider curl", "preacher-bench"),
    (r"inverted row(?! with)|body tricep press", "squat-rack"),
    (r"inverted row(?! with)|body tricep press", "barbell"),
    (r"ring|muscle up", "gym-rings"),
    (r"suspended|with straps", "suspension-trainer"),
    (r"parallel bars?|dips (chest|triceps) version", "parallel-bars"),
    (r"ab roller", "ab-wheel"),
    (r"box|depth jump|quick leap", "plyo-box"),
    (r"hurdle hops|hurdle", "hurdles"),
    (r"sled|prowler|drag (harness|with press)|backward drag|forward drag", "sled"),
    (r"tire", "tire"),
    (r"sledgehammer", "sledgehammer"),
    (r"rope climb|london bridges", "climbing-rope"),
    (r"battling ropes", "battle-ropes"),
    (r"rope jumping", "jump-rope"),
    (r"trap bar", "trap-bar"),
    (r"axle", "axle-bar"),
    (r"log lift", "log-bar"),
    (r"atlas stones?", "atlas-stone"),
    (r"keg", "keg"),
    (r"sandbag", "sandbag"),
    (r"yoke", "yoke"),
    (r"rickshaw|car deadlift|conans wheel|power stairs|crucifix", "strongman-implements"),
    (r"circus bell", "circus-bell"),
    (r"head harness", "neck-harness"),
    (r"balance board|bosu", "balance-board"),
    (r"wrist roller", "wrist-roller"),
    (r"weighted (pull ups|squat)", "dip-belt"),
    (r"heavy bag", "heavy-bag"),
    (r"skating", "roller-skates"),
    (r"bicycling(?! stationary)", "bicycle"),
    (r"t bar row|(one|two) arm long bar row|linear jammer|landmine", "landmine"),
    (r"hyperextensions back", "back-extension-machine"),
    (r"ball leg curl|physioball|exercise ball|on stability ball", "stability-ball"),
    (r"dumbbell|farmers walk", "dumbbells"),
)
RACKED: Table = (  # what a barbell alone does not say
    (r"(bench|board|neck|guillotine|pin) press(es)?|barbell (full )?squat|squat with (bands|chains)|box squat|speed squats", "squat-rack"),
)
TOLD: Table = (  # all that fit the instructions
    (r"(?<!resting on )(?<!your feet on )(flat|exercise|the|a) bench(?! press)", "flat-bench"),
    (r"incline bench|(inclined?|adjustable) bench", "incline-bench"),
    (r"decline bench", "decline-bench"),
    (r"preacher bench", "preacher-bench"),
    (r"(?<!no )hyperextension bench|roman chair", "back-extension-machine"),
    (r"squat rack|power rack|(?<!dumbbell )(?<!weight )rack (the|it|at|to)|uprights|the rack|a rack", "squat-rack"),
    (r"(pull ?up|chin ?up|chin) (bar|apparatus)|chinup bar", "pull-up-bar"),
    (r"parallel bars|leg raise bench", "parallel-bars"),
    (r"suspension straps", "suspension-trainer"),
    (r"low boxes|(two|a|the) box(es)?|boxes or benches", "plyo-box"),
    (r"donkey calf raise machine", "calf-raise-machine"),
    (r"dip belt|weighted belt", "dip-belt"),
    (r"foot roller|muscle roller|rolling pin", "massage-ball"),
)
HELPED: Table = ((r"part?ner|someone (to|who)", "partner"),)
HELPED_BY = r"glute ham raise|manual|towel triceps|weighted bench dip|no hyperextension bench"  # in names; elsewhere a partner is an option
WEIGHTED: Table = ((r"plates?", "barbell"), (r"(hold|holding) a weight", "dumbbells"))  # where `other` says nothing else
HOUSEHOLD = r"towel|cones?|belt|chair|step|broomstick|wall|clasp your hands"  # things that everybody has, and nothing at all
UNKNOWN = "other-equipment"  # nobody can tell what: offered only to who names it
INSTEAD = {  # a more precise thing stands for a coarser one that it includes
    "incline-bench": ("flat-bench",),
    "decline-bench": ("flat-bench",),
    "preacher-bench": ("flat-bench", "incline-bench", "plyo-box"),
    "arm-curl-machine": ("preacher-bench",),
    "row-machine": ("landmine",),
    "suspension-trainer": ("squat-rack",),
    "chest-press-machine": ("flat-bench",),
    "smith-machine": ("squat-rack", "barbell"),
    "lat-pulldown-machine": ("cable-machine",),
    "gym-rings": ("pull-up-bar", "parallel-bars"),
    "back-extension-machine": ("flat-bench",),
    "parallel-bars": ("flat-bench",),
    "plyo-box": ("flat-bench",),
    "trap-bar": ("barbell",),
    "axle-bar": ("barbell",),
    "foam-roller": ("massage-ball",),
    "climbing-rope": ("squat-rack", "smith-machine"),
}
FREE = ("body only", None)
SPARE = ("stretch", "mobility")  # kinds whose instructions name a bench or rack only as something to hold on to
COMPLETE = ("machine", "deck", "bike", "treadmill", "elliptical")  # how the names of things end that need no bench beside them


def find_equipment(entry: Entry, move: Move) -> tuple[Words, Words]:
    """(ids that are needed, rules of the report that were met)."""
    said = _said(entry)
    found = [said, *_all(NAMED, entry.title)]
    if entry.equipment == "barbell":
        found += _all(RACKED, entry.title)
    found += [thing for thing in _all(TOLD, entry.text) if _really(thing, entry, move, said)]
    if entry.category in ("stretching", "plyometrics") or fits(HELPED_BY, entry.title):
        found += _all(HELPED, entry.text)
    needs = list(dict.fromkeys(filter(None, found)))
    if not needs and entry.equipment == "other" and not fits(HOUSEHOLD, entry.text):
        needs = _all(WEIGHTED, entry.text) or [UNKNOWN]
    dropped = {coarse for thing in needs for coarse in INSTEAD.get(thing, ())}
    needs = [thing for thing in needs if thing not in dropped]
    return tuple(sorted(needs)), tuple(_rules(entry, said, needs))


def _really(thing: str, entry: Entry, move: Move, said: str | None) -> bool:
    """Whether the instructions name a thing because it is needed."""
    if move.kind in SPARE:
        return thing == "pull-up-bar"
    if thing == "squat-rack" and entry.equipment in ("body only", "cable"):
        return False
    if thing == "back-extension-machine" and "no hyperextension bench" in entry.title:
        return False
    if thing == "flat-bench" and entry.title.startswith("incline push up"):
        return False  # any raised surface does
    return not (said and said.endswith(COMPLETE) and said not in ("smith-machine", "cable-machine"))


def _said(entry: Entry) -> str | None:
    if entry.equipment == "machine":
        return next((thing for expression, thing in MACHINES if fits(expression, entry.title)), "other-machine")
    return SAID.get(entry.equipment or "")


def _rules(entry: Entry, said: str | None, needs: list[str]) -> list[str]:
    rules = []
    extra = [thing for thing in needs if thing != said]
    if entry.equipment is None:
        rules.append("equipment-null")
    elif entry.equipment == "other":
        rules.append("equipment-other")
    if "partner" in extra:
        rules.append("partner-missing")
    if any(thing.endswith("bench") for thing in extra):
        rules.append("bench-missing")
    if any(thing in ("pull-up-bar", "gym-rings", "parallel-bars") for thing in extra) and entry.equipment in FREE:
        rules.append("bar-missing")
    if extra and entry.equipment in FREE:
        rules.append("not-only-body")
    if extra and entry.equipment not in (*FREE, "other"):
        rules.append("equipment-added")
    return rules


def _all(table: Table, text: str) -> list[str]:
    return [thing for expression, thing in table if fits(expression, text)]
