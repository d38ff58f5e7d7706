"""Level: what free-exercise-db says, raised where a stranger without a teacher should not begin there. Never lowered.

The tables follow the levels of the built-in packs: a bar on the back or over the chest asks for practice, a pull-up for strength,
what is thrown, jumped or caught for both. Expressions look at the name.
"""

from __future__ import annotations

from setlist_plugins.importers.free_exercise_db.expressions import fits
from setlist_plugins.importers.free_exercise_db.moves import Move
from setlist_plugins.importers.free_exercise_db.reading import Entry, Words

LEVELS = ("beginner", "intermediate", "advanced")
SAID = {"beginner": "beginner", "intermediate": "intermediate", "expert": "advanced"}

NAMED: tuple[tuple[str, str, str], ...] = (  # (expression, least level, rule of the report)
    (
        r"muscle up|one arm chin up|handstand|single arm push up|rope climb|pistol|sissy|weighted pull ups|wide grip rear",
        "advanced",
        "level-strength",
    ),
    (
        r"london bridges|bent press|windmill|overhead squats?|overhead kettlebell squats|one leg barbell squat|hanging pike",
        "advanced",
        "level-strength",
    ),
    (
        r"(natural|floor) glute ham raise|rollout|advanced|pull ?ups|v bar pullup|side to side chins|mixed grip chin|gironda",
        "advanced",
        "level-strength",
    ),
    (r"(?<!to )chins?(?! to)", "intermediate", "level-strength"),
    (r"dips?|hanging|wind sprints|inverted row|glute ham raise|janda|gorilla|parallel bars|fallout", "intermediate", "level-strength"),
    (r"plyo|depth jump|drop push|kettlebell pushups", "advanced", "level-power"),
    (r"snatch|jerk|push press|clean and press", "advanced", "level-power"),
    (r"clean|high pull|swings?|rack delivery|thruster|get up|slams?", "intermediate", "level-power"),
    (
        r"behind (the )?neck|guillotine|neck press|bradford|rocky presses|neck resistance|jefferson|zercher|one arm side deadlift",
        "advanced",
        "level-joints",
    ),
    (r"upright|good mornings?|skull ?crusher|press to chin|jm press|behind the head", "intermediate", "level-joints"),
    (r"with (bands|chains)|reverse band|board press|pin press|rack pulls?|deficit|speed", "advanced", "level-powerlifting"),
    (r"one arm|single arm|one legged|single leg|lunge pass|bosu|exercise ball", "intermediate", "level-balance"),
)
LEAST = {"olympic weightlifting": "advanced", "strongman": "advanced", "plyometrics": "intermediate", "powerlifting": "intermediate"}
ONE_SIDE = r"one arm|single arm|one legged|single leg"


def find_level(entry: Entry, move: Move, needs: Words) -> tuple[str, Words]:
    """(level, rules of the report that raised it)."""
    said = SAID[entry.level]
    raised = [(least, rule) for least, rule in _least(entry, move, needs) if LEVELS.index(least) > LEVELS.index(said)]
    level = max([said, *(least for least, _ in raised)], key=LEVELS.index)
    return level, tuple(dict.fromkeys(rule for least, rule in raised if least == level))[:1]


def _least(entry: Entry, move: Move, needs: Words) -> list[tuple[str, str]]:
    found = []
    if move.kind == "strength":
        for expression, least, rule in NAMED:
            if fits(expression, entry.title) and not _spared(entry, rule, needs):
                found.append((least, rule))
    light = ("powerlifting" if "barbell" not in needs else "", "strongman" if needs == ("dumbbells",) else "")
    if entry.category in LEAST and entry.category not in light:
        found.append((LEAST[entry.category], "level-category"))
    if move.kind == "strength" and "barbell" in needs and entry.mechanic == "compound" and not move.small:
        found.append(("intermediate", "level-barbell"))
    if "partner" in needs:
        found.append(("intermediate", "level-partner"))
    return found


def _spared(entry: Entry, rule: str, needs: Words) -> bool:
    """What a name seems to say and does not mean: bands alone, and one limb at a time with a weight that anybody can hold."""
    if rule == "level-powerlifting":
        return "barbell" not in needs
    isolated = "barbell" not in needs and entry.mechanic == "isolation"
    light = isolated or any(thing.endswith("machine") for thing in needs) or "dumbbells" in needs
    return rule == "level-balance" and light and fits(ONE_SIDE, entry.title)
