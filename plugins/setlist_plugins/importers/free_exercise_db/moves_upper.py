"""Chest, back, shoulders and arms: (expression, family, patterns, primary muscles). See `moves`.

SMALL holds single-joint work and what only assists, which never is a main lift; it is asked first.
"""

SMALL = (
    (
        r"fl[iy]es?|flye|crossover|cross over|butterfly|around the worlds|svend press|chest squeezes|wipers",
        "fly",
        "horizontal-push",
        "chest",
    ),
    (r"cable iron cross", "fly", "horizontal-push", "chest"),
    (
        r"rear delt|rear lateral|reverse fly?i?es?|reverse machine flyes|back flyes|reverse flye|pull apart|face pull",
        "rear-delt",
        "horizontal-abduction",
        "shoulders",
    ),
    (r"bent over (low pulley side lateral|dumbbell rear delt raise)", "rear-delt", "horizontal-abduction", "shoulders"),
    (r"external rotation|internal rotation|cuban press", "cuff", "shoulder-rotation", ""),
    (r"upright (barbell |cable )?row|upright row", "upright-row", "shoulder-abduction", ""),
    (r"shrugs?", "shrug", "scapular-elevation", ""),
    (r"scapular pull up", "scapular-pull", "scapular-control hang", ""),
    (r"pullover", "pullover", "shoulder-extension", "chest, lats"),
    (r"straight arm pulldown|incline pushdown", "straight-arm-pulldown", "shoulder-extension", "lats"),
    (
        r"wrist (curls?|roller|rotations)|finger curls|pronation|supination|plate pinch|hand squeeze|bottoms up clean",
        "grip",
        "grip",
        "forearms",
    ),
    (r"curls?", "curl", "elbow-flexion", "biceps"),
    (r"body (up|tricep press)", "triceps", "elbow-extension", "triceps"),
    (
        r"jm press|tate press|triceps? press|skull ?crusher|bench to skull crusher|extensions?|pushdown|kickback|speed band",
        "triceps",
        "elbow-extension",
        "triceps",
    ),
    (
        r"laterals?|lateral raise|scaption|power partials|raises?|raise and|iron cross|crucifix|car drivers|deltoid raise",
        "shoulder-raise",
        "shoulder-abduction",
        "shoulders",
    ),
    (r"front raise and pullover", "pullover", "shoulder-extension", ""),
)

ROWS = (
    (r"handstand push ups", "handstand-push-up", "vertical-push", ""),
    (r"muscle up", "muscle-up", "vertical-pull", ""),
    (r"dips?|dip machine", "dip", "horizontal-push", "triceps, chest"),
    (r"push ?ups?|pushups|push up wide", "push-up", "horizontal-push", ""),
    (r"incline .*press|incline (bench|dumbbell|barbell) .*|incline dumbbell bench .*", "incline-press", "horizontal-push", "chest"),
    (r"floor press", "floor-press", "horizontal-push", "chest, triceps"),
    (r"press(es)?|bench press", "bench-press", "horizontal-push", "chest, triceps"),
    (r"press(es)?|presses|jammer", "shoulder-press", "vertical-push", "shoulders"),
    (r"renegade row", "renegade-row", "horizontal-pull anti-rotation", ""),
    (r"(inverted|suspended|mid) row|inverted row with straps|bodyweight mid row", "inverted-row", "horizontal-pull", ""),
    (r"high pulley row|shotgun row", "pulldown", "vertical-pull", ""),
    (r"rows?|bench pull|mid rows|row to neck|row with handle", "row", "horizontal-pull", ""),
    (r"pulldowns?|pull ups pulldowns", "pulldown", "vertical-pull", "lats"),
    (r"pull ?ups?|chins?|chin up|rope climb|london bridges", "pull-up", "vertical-pull", ""),
)
