"""Position of the body: by name, else by the first instructions, else by pattern. Positions imply traits, so none is left open."""

from __future__ import annotations

from setlist_plugins.importers.free_exercise_db.expressions import fits
from setlist_plugins.importers.free_exercise_db.moves import Move
from setlist_plugins.importers.free_exercise_db.reading import Entry, Words

BENCHES = ("flat-bench", "incline-bench", "decline-bench")
NAMED = (  # (expression in the name, position)
    (r"handstand", "inverted"),
    (r"hanging|pull ?ups?|(?<!to )chins?(?! to)|muscle up|rope climb|one handed hang|wind sprints|london bridges", "hanging"),
    (
        r"push ?ups?|pushups|mountain climbers|groiners|spider crawl|bear crawl|drop push|rollout|ab roller|suspended reverse",
        "hands-and-feet",
    ),
    (r"plank", "forearms"),
    (r"pyramid|downward facing", "prone"),
    (r"side (bridge|jackknife|lying)|on your side", "side-lying"),
    (r"all fours|cat stretch|childs pose|rear leg raises|hip circles prone|glute kickback", "quadruped"),
    (r"kneeling", "kneeling"),
    (r"bent over|renegade|t bar row|long bar row", "bent-over"),
    (r"lying (face down|prone|t bar|rear|cambered|high bench|leg curls)|prone|hyperextensions?|superman|locust|lower back curl", "prone"),
    (
        r"supine|(?<!floor )bench press|inverted row|(chain|pin|board) press(es)?|chain handle|decline|flat bench",
        "supine",
    ),
    (r"press sit up|skull ?crusher|floor press|crunch(es)?|sit ups?|bridge|dead bug|leg raise|pullover|lying", "supine"),
    (r"butt lift|hip (thrust|lift)", "supine"),
    (r"incline .*(press|flyes?|curls?|extension)", "supine"),
    (r"incline .*(row|pull|raise)|incline row", "incline-supported"),
    (r"standing", "standing"),
    (r"seated|chair|preacher|concentration", "seated-chair"),
    (r"walk(ing)?|carry|sled( \w+)?|backward drag|drag with press|drags|wheel", "walking"),
)
TOLD = (  # (expression in the first instructions, position)
    (r"hands and knees|all fours", "quadruped"),
    (r"push ?up position|plank position", "hands-and-feet"),
    (r"face ?down|on your (stomach|belly)|facedown", "prone"),
    (r"on your (right |left )?side", "side-lying"),
    (r"(lie|lay|lying|laying) (\w+ ){0,8}(back|down|up|floor|bench|flat)|on your back|supine|from a lying position", "supine"),
    (r"kneel", "kneeling"),
    (r"sit (\w+ ){0,4}(floor|mat|ground)|seated on the (floor|ground)|in a seated position on the floor", "seated-floor"),
    (r"sit(?! back)|seated|seat yourself", "seated-chair"),
    (r"bend (over|forward)|bent over|torso (is )?(almost )?parallel", "bent-over"),
)
PATTERN = {"locomotion": "walking", "soft-tissue": "seated-floor", "carry": "walking", "hang": "hanging"}
START = 60  # words of the instructions that tell how it begins


def find_position(entry: Entry, move: Move, needs: Words) -> str:
    machine = any(thing.endswith(("machine", "deck")) and thing not in ("cable-machine", "smith-machine") for thing in needs)
    if machine and move.kind == "strength":
        return "machine"
    start = " ".join(entry.text.split()[:START])
    found = _first(NAMED, entry.title) or _first(TOLD, start) or next((PATTERN[p] for p in move.patterns if p in PATTERN), "standing")
    if found == "supine" and any(bench in needs for bench in BENCHES):
        return "supine-bench"
    return found


def _first(table: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((position for expression, position in table if fits(expression, text)), None)
