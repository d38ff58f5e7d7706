"""Balance in strength programs: pulls and pushes, hinges and squats, both directions of pull, the three ways a trunk resists, and a
stretch for what was strengthened. Soft: a back program may lean to pulls, and says so. Sources: evidence balance rules."""

from __future__ import annotations

from collections.abc import Iterable

from setlist import Context, Rule, hookimpl, limit, ratio, require, where

STRENGTH = {"families": ["strength", "mixed"]}
PULLS = where(kind="strength", patterns={"any": ["horizontal-pull", "vertical-pull"]})
PUSHES = where(kind="strength", patterns={"any": ["horizontal-push", "vertical-push"]})
HINGES = where(kind="strength", patterns={"any": ["hinge"]})
SQUATS = where(kind="strength", patterns={"any": ["squat", "lunge"]})
TRUNK = {"anti-extension": "arching", "anti-rotation": "twisting", "anti-lateral-flexion": "bending sideways"}


@hookimpl
def setlist_rules(context: Context) -> Iterable[Rule]:
    whole = context.profile.goal == "balanced-body"
    yield Rule(
        "balance/pull-push",
        ratio(PULLS, PUSHES, (1.0, 1.5)),
        weight=2.0 if whole else 0.5,
        because="As much pulling as pushing, up to half more",
        source="NEGRETE-2013",
        scope=STRENGTH,
    )
    yield Rule(
        "balance/hinge-squat",
        ratio(HINGES, SQUATS, (0.8, 1.25)),
        weight=2.0 if whole else 0.5,
        because="About as much hinging as squatting",
        scope=STRENGTH,
    )
    for pattern, word in (("horizontal-pull", "rows"), ("vertical-pull", "pulls from above")):
        clause = where(kind="strength", patterns={"any": [pattern]})
        text = f"Some {word} every week"
        yield Rule(f"balance/{pattern}", limit(clause, exercises=(1, None), per="week"), weight=3, because=text, scope=STRENGTH)
    for pattern, word in TRUNK.items():
        clause = where(kind="strength", patterns={"any": [pattern]})
        text = f"A trunk that resists {word}, at least 2 sets a week"
        yield Rule(
            f"balance/{pattern}", limit(clause, sets=(2, None), per="week"), weight=1.5, because=text, source="CORE-ANTI", scope=STRENGTH
        )
    for region in ("back", "hips", "hamstrings", "chest", "quadriceps"):
        trained = where(kind="strength", muscles={"primary": {"any": [region]}})
        eased = where(kind="stretch", muscles={"any": [region]})
        text = f"What works the {region} is stretched in the same week"
        yield Rule(
            f"balance/stretch-{region}",
            require(eased, per="week", if_=trained),
            weight=0.5,
            because=text,
            source="seed-000",
            scope=STRENGTH,
        )
