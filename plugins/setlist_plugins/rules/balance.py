"""Balance in strength programs: pulls and pushes, hinges and squats, both directions of pull, the three ways a trunk resists, and a
stretch for what was strengthened. Firm, for they hold in nearly every week that has the time; in less, and in ten-minute sessions, a
week trains what its goal names, and these only speak along. Sources: evidence balance rules."""

from __future__ import annotations

from collections.abc import Iterable

from setlist import Context, Rule, hookimpl, limit, ratio, require, where

STRENGTH = {"families": ["strength", "mixed"]}
WORK = {"roles": ("main", "accessory", "core")}  # a drill in the warm-up balances nothing
PULLS = where(kind="strength", patterns={"any": ["horizontal-pull", "vertical-pull"]})
PUSHES = where(kind="strength", patterns={"any": ["horizontal-push", "vertical-push"]})
PRESSES = where(kind="strength", patterns={"any": ["vertical-push"], "none": ["horizontal-push"]})
HINGES = where(kind="strength", patterns={"any": ["hinge"]})
SQUATS = where(kind="strength", patterns={"any": ["squat", "lunge"]})
FIRM_FROM = 60, 20  # minutes a week and a session
PRESS_FIRM_FROM = 120  # minutes a week: in less, a second kind of push takes the place of a whole muscle
EASED = {"hips": "glutes"}  # what works the hips works these above all: an inner-thigh stretch does not do for them
TRUNK = {"anti-extension": "arching", "anti-rotation": "twisting", "anti-lateral-flexion": "bending sideways"}


@hookimpl
def setlist_rules(context: Context) -> Iterable[Rule]:
    profile = context.profile
    whole = profile.goal == "balanced-body"
    week = profile.minutes * (len(set(profile.weekdays)) or profile.days)
    firm = week >= FIRM_FROM[0] and profile.minutes >= FIRM_FROM[1]
    yield Rule(
        "balance/pull-push",
        ratio(PULLS, PUSHES, (1.0, 1.5)),
        where_in=WORK,
        weight=2.0 if whole else 0.5,
        firm=firm,
        because="As much pulling as pushing, up to half more",
        source="NEGRETE-2013",
        scope=STRENGTH,
    )
    yield Rule(
        "balance/hinge-squat",
        ratio(HINGES, SQUATS, (0.8, 1.25)),
        where_in=WORK,
        weight=2.0 if whole else 0.5,
        firm=firm,
        because="About as much hinging as squatting",
        scope=STRENGTH,
    )
    for pattern, word in (("horizontal-pull", "rows"), ("vertical-pull", "pulls from above")):
        clause = where(kind="strength", patterns={"any": [pattern]})
        text = f"Some {word} every week"
        some = limit(clause, exercises=(1, None), per="week")
        yield Rule(f"balance/{pattern}", some, weight=3, firm=firm, where_in=WORK, because=text, scope=STRENGTH)
    yield Rule(
        "balance/press-up",
        require(PRESSES, per="week", if_=where(kind="strength", patterns={"any": ["horizontal-push"]})),
        weight=4,
        firm=firm and week >= PRESS_FIRM_FROM,
        where_in=WORK,
        because="Whoever pushes away also presses up, at least once a week",
        source="PATTERN-7, GK",
        scope={"goals": ["balanced-body", "sport-fitness"]},
    )
    for pattern, word in TRUNK.items():
        clause = where(kind="strength", patterns={"any": [pattern]})
        text = f"A trunk that resists {word}, at least 2 sets a week"
        yield Rule(
            f"balance/{pattern}",
            limit(clause, sets=(2, None), per="week"),
            weight=1.5,
            firm=firm,
            where_in=WORK,
            because=text,
            source="CORE-ANTI",
            scope=STRENGTH,
        )
    for region in ("back", "hips", "hamstrings", "chest", "quadriceps"):
        trained = where(kind="strength", muscles={"primary": {"any": [region]}})
        eased = where(kind="stretch", muscles={"any": [EASED.get(region, region)]})
        text = f"What works the {region} is stretched in the same week"
        yield Rule(
            f"balance/stretch-{region}",
            require(eased, per="week", if_=trained),
            weight=0.5,
            firm=firm,
            because=text,
            source="seed-000",
            scope=STRENGTH,
        )
