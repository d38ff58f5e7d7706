"""What free-exercise-db files under stretching: (expression, family, patterns, primary muscles). See `moves`."""

STRENGTH = (
    (r"superman|lower back curl", "superman", "trunk-extension", ""),
    (r"scissor kick|toe touchers", "leg-raise", "trunk-flexion", "abdominals"),
    (r"stomach vacuum", "vacuum", "breathing", ""),
    (r"crossover reverse lunge", "lunge", "lunge rotation", ""),
    (r"split squats", "jump", "jump", ""),
    (r"sit squats", "squat", "squat", ""),
    (r"frog hops", "jump", "jump", ""),
    (r"groiners", "groiner", "jump hip-mobility", ""),
    (r"rear leg raises", "hip-extension", "hip-extension", ""),
    (r"pelvic tilt into bridge", "bridge", "hip-extension spine-mobility", ""),
)

MOBILITY = (
    (r"ankle circles", "ankle-circle", "ankle-mobility", ""),
    (r"knee circles", "knee-circle", "ankle-mobility hip-mobility", ""),
    (r"wrist circles", "wrist-circle", "wrist-mobility", ""),
    (r"(arm|elbow|shoulder) circles|shoulder raise|round the world", "shoulder-circle", "shoulder-mobility", ""),
    (r"hip circles", "hip-circle", "hip-mobility", ""),
    (r"(front|side) leg raises", "leg-swing", "hip-mobility", ""),
    (r"dynamic (back|chest) stretch", "arm-swing", "shoulder-mobility thoracic-mobility", ""),
    (r"torso rotation", "trunk-rotation", "thoracic-mobility spine-mobility", ""),
    (r"inchworm", "inchworm", "flow spine-mobility hip-mobility", ""),
    (r"worlds greatest stretch", "lunge-stretch", "hip-mobility thoracic-mobility", ""),
    (r"standing pelvic tilt|cat stretch", "pelvic-tilt", "spine-mobility", ""),
    (r"windmills|iron crosses", "leg-crossing", "spine-mobility hip-mobility", ""),
)

STRETCHES = (
    (r"dancers stretch|knee across the body|middle back stretch|spinal stretch|lying crossover", "twist", "spine-rotation-stretch", ""),
    (r"standing lateral|chair lower back|seated overhead|side lying floor", "side-bend", "side-bend-stretch", ""),
    (r"looking at ceiling|one half locust", "backbend", "spine-extension-stretch hip-flexor-stretch", ""),
    (r"overhead stretch|upward stretch|one handed hang|overhead lat|one arm against wall", "lat-stretch", "lat-stretch", ""),
    (r"childs pose|hug|pyramid|upper back leg grab|groin and back", "rounding", "spine-flexion-stretch", ""),
    (r"chin to chest|side neck", "neck-stretch", "neck-stretch", ""),
    (r"standing toe touches|runners stretch", "forward-fold", "hamstring-stretch", ""),
    (r"chair upper body|elbows back", "chest-stretch", "chest-stretch shoulder-stretch", ""),
    (r"intermediate groin|side lying groin", "adductor-stretch", "adductor-stretch", ""),
)
