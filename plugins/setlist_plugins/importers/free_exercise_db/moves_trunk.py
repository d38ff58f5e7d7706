"""Trunk: (expression, family, patterns, primary muscles). See `moves`."""

TRUNK = "abdominals, lower back, lats, glutes, chest"

ROWS = (
    (r"turkish get up", "get-up", "anti-lateral-flexion", ""),
    (r"windmill|bent press", "windmill", "anti-lateral-flexion rotation", "abdominals"),
    (r"push up to side plank", "push-up", "horizontal-push anti-lateral-flexion", ""),
    (r"side bridge|side plank", "side-bridge", "anti-lateral-flexion", ""),
    (r"plank", "plank", "anti-extension", ""),
    (r"roll ?out|ab roller|fallout", "rollout", "anti-extension", ""),
    (r"dead bug", "dead-bug", "anti-extension", ""),
    (r"downward facing balance|spider crawl", "plank", "anti-extension", ""),
    (r"pallof press with rotation", "pallof-press", "anti-rotation rotation", ""),
    (r"pallof press", "pallof-press", "anti-rotation", ""),
    (r"landmine 180s", "landmine-turn", "anti-rotation rotation", ""),
    (r"russian twists?|plate twist|barbell twist|wood chop|cable lift|judo flip|spell caster", "trunk-turn", "rotation", ""),
    (r"figure 8|pass between the legs|pirate ships", "trunk-turn", "rotation", ""),
    (r"crunch with side bends|side bends?", "side-bend", "trunk-flexion", ""),
    (r"gorilla chin crunch", "hanging-raise", "trunk-flexion hang", ""),
    (r"hanging|wind sprints", "hanging-raise", "hip-flexion trunk-flexion hang", "abdominals"),
    (r"(knee|hip) raise on parallel bars", "hanging-raise", "hip-flexion trunk-flexion", ""),
    (r"crunch(es)?|cocoons|heel touchers|elbow to knee|air bike|tuck", "crunch", "trunk-flexion", "abdominals"),
    (r"sit ups?|jackknife|otis up", "sit-up", "trunk-flexion", "abdominals"),
    (r"leg raise|pull in|leg tucks|hip raise|bottoms up|butt ups|leg pull in", "leg-raise", "trunk-flexion hip-flexion", "abdominals"),
    (r"hyperextensions?|back extensions?", "back-extension", "trunk-extension hinge", ""),
    (r"isometric neck|neck resistance", "neck", "neck-control", ""),
)
