"""What the words of an exercise plainly say about a body, and the traits that this means.

`pack check` looks at positions, patterns, tags, kinds and doses. This table does not: it reads names, steps and equipment as a
physiotherapist would, so that a trait forgotten together with its field is still missed by somebody. `but` are the exercises whose
words say it and whose movement does not, each with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from movement_facts import Fact, lifted, name, set_up, steps, things, words

from setlist import Exercise

TURNED = ("gentle-rotation", "spinal-rotation-end-range", "loaded-rotation", "combined-flexion-rotation")
FOREARM = "the forearm turns, the trunk does not"
STEADY = "the hands only steady the body"

FACTS: tuple[Fact, ...] = (
    Fact(
        "on all fours",
        set_up,
        r"\ball fours\b|hands under (the |your )?shoulders and knees under",
        ("kneeling", "wrist-weight-bearing"),
        but={
            "home:plank-hands": "all fours is only the way into the plank",
            "home:push-up": "all fours is only the way into the push-up",
            "self-care:foam-roll-quads": "all fours is only the way onto the roller",
            "yoga:puppy-pose": "the forearms and the forehead rest on the floor",
        },
    ),
    Fact(
        "kneels",
        set_up,
        r"\bkneel\b",
        ("kneeling",),
        but={
            "base:rest-on-side": "kneels down only to get to the floor",
            "gym:stir-the-pot": "kneels only to set the forearms on the ball",
        },
    ),
    Fact("is pressed by a tool or a hand", name, r"\bfoam roll|massage|acupressure", ("tissue-pressure",)),
    Fact("lies on the back", set_up, r"\blie (back|beneath|on (your|the) back)\b", ("supine-position",)),
    Fact(
        "lies on the belly",
        set_up,
        r"\blie (on (your|the) (front|belly)|face down|chest down)\b",
        ("prone-position",),
        but={
            "home:plank-forearm": "the belly leaves the floor before the work starts",
            "home:plank-knee": "the belly leaves the floor before the work starts",
        },
    ),
    Fact(
        "lies on the side",
        set_up,
        r"\blie (down )?on (your|one|the) side\b",
        ("side-lying",),
        but={"gym:dumbbell-floor-press": "lies on the side only to pick the weights up"},
    ),
    Fact(
        "head lower than the heart",
        name,
        r"downward|forward bend|headstand|shoulderstand|plow|pike|\bbridge|legs up|puppy|child's pose",
        ("head-below-heart",),
        but={
            "home:glute-bridge-long-lever": "the hips rise a hand's width or two",
            "home:side-bridge": "no bridge on the back: the head is level with the trunk",
            "home:side-bridge-knees": "no bridge on the back: the head is level with the trunk",
            "home:side-bridge-wall": "stands at a wall",
            "yoga:low-bridge": "the hips rise a little only",
            "yoga:chair-half-forward-bend": "the head stays at the height of the hips",
            "yoga:seated-forward-bend": "sits, and the head stays above the heart or level with it",
            "yoga:wall-downward-dog": "the head stays at the height of the hips or above",
            "yoga:wide-knee-childs-pose": "head and chest rest on high cushions",
        },
    ),
    Fact(
        "hips lifted off the floor into a ramp",
        steps,
        r"(hips|seat) (until|up until|so that) (the )?(shoulders|working thigh|body)|into a bridge|raise the hips until",
        ("head-below-heart",),
        but={
            "gym:horizontal-ring-row": "hangs level under the rings, and the shoulders rise",
            "home:side-bridge": "lies on the side, head and trunk level",
            "home:table-row": "hangs level under a table, and the shoulders rise",
        },
    ),
    Fact("upside down on neck or hands", name, r"headstand|handstand|shoulderstand|plow", ("inversion", "neck-loading")),
    Fact(
        "a barbell is lifted",
        lifted,
        r"\bbarbell\b",
        ("heavy-load", "valsalva", "high-intra-abdominal-pressure"),
        but={"gym:inverted-row": "the bar lies in the rack and carries the body"},
    ),
    Fact(
        "a weight rests on the shoulders",
        steps,
        r"(rest|rests|lies|over your head to rest) (it |a broomstick )?(on|across) the (muscle of the )?(upper back|front of the shoulders)"
        r"|rest a broomstick across|straps over the shoulders",
        ("axial-compression",),
        but={"home:pipe-good-morning": "a broomstick weighs nothing to speak of"},
    ),
    Fact("a weight is carried or marched with", name, r"\bcarry\b|loaded march", ("axial-compression",)),
    Fact(
        "presses a load overhead",
        name,
        r"(overhead|backpack|seated dumbbell|standing dumbbell|one-arm|empty-bar) press",
        ("overhead", "axial-compression"),
    ),
    Fact(
        "arms reach past the head",
        steps,
        r"\boverhead\b|past (your|the) head|beside (your|the) ears?|toward your ear\b",
        ("overhead",),
        but={"home:crunch": "only the fingertips are beside the ears"},
    ),
    Fact("hangs from a bar", things, r"pull-up-bar", ("hanging-traction", "overhead")),
    Fact(
        "jumps or hops",
        words,
        r"\b(jump(ing)?|hops?|skip)\b",
        ("impact", "ballistic"),
        but={
            "gym:dead-hang": "step up and down instead of jumping, it says",
            "sports:climbing": "climb down instead of jumping, it says; what remains is a landing now and then, marked as impact",
            "sports:pilates-neutral": "skips (leaves out) curls",
            "sports:yoga-practice": "skips (leaves out) poses that pinch",
        },
    ),
    Fact("runs", words, r"\b(runs?|running|jogs?|jogging)\b", ("impact",), but={"sports:aqua-jogging": "the water carries the body"}),
    Fact("swings or throws itself", name, r"\bswings?\b|jump", ("ballistic",)),
    Fact(
        "twists",
        words,
        r"\btwist|\brotation\b|turn your chest|turn (your|the) (breastbone|trunk)|knees drift",
        TURNED,
        one_of=True,
        but={
            "gym:cable-external-rotation": FOREARM,
            "gym:side-lying-external-rotation": FOREARM,
            "home:band-external-rotation": FOREARM,
            "home:doorway-chest-stretch": "the chest turns a little away from a fixed arm; the pull is on the chest muscle",
        },
    ),
    Fact(
        "a deep backbend",
        name,
        r"\b(camel|bow pose|wheel pose|upward-facing dog|locust|superman|swimmer)\b",
        ("spinal-extension-end-range",),
        but={"yoga:low-locust": "chest or legs rise a hand's width"},
    ),
    Fact(
        "the trunk rounds under load",
        name,
        r"crunch|curl-up|sit-up|roll-up|hanging knee",
        ("loaded-spinal-flexion",),
        but={"home:curl-up-brace": "nothing leaves the floor"},
    ),
    Fact("bends far to the side", name, r"side stretch|side reach|triangle", ("lateral-flexion-end-range",)),
    Fact(
        "one leg carries the body",
        words,
        r"single-leg|tree pose|split squat|reverse lunge|step-ups?\b|(shift|stand( tall)?) on(to)? (one foot|the near leg|the inner leg)",
        ("single-leg-load",),
    ),
    Fact(
        "practises balance",
        name,
        r"tandem|heel-toe|single-leg stand|tree pose|tai chi",
        ("balance-training", "single-leg-balance"),
        one_of=True,
    ),
    Fact("hands carry weight with bent wrists", name, r"push-up|high plank|shoulder tap|press-up|upward-facing", ("wrist-weight-bearing",)),
    Fact(
        "leans on flat hands",
        steps,
        r"hands (flat )?on (it|the floor|the front corners|the edge)\b|press both hands into|hand on the seat or",
        ("wrist-weight-bearing",),
        but={
            "gym:stability-ball-back-extension": "the hands touch the floor only on the way on and off the ball",
            "home:adductor-stretch-standing": STEADY,
            "home:knee-to-wall": STEADY,
            "home:standing-hip-extension": STEADY,
        },
    ),
    Fact(
        "knees bent deeply", name, r"(bodyweight|hug|back|front|goblet|\b(?<!supported )split) squat|reverse lunge", ("deep-knee-flexion",)
    ),
    Fact("hip turned to its limit", name, r"figure.four|pigeon|lotus|piriformis|bound angle|happy baby", ("end-range-hip-rotation",)),
    Fact(
        "leg far behind the body",
        name,
        r"low lunge|hip flexor|quad stretch|dancer|warrior one|camel|bow pose",
        ("hip-extension-end-range",),
    ),
    Fact(
        "knee to the chest",
        words,
        r"\bknees? (in )?(toward|to|up to) ((your|the) )?chest|knee hug",
        ("hip-flexion-past-90", "abdominal-compression"),
    ),
    Fact("long hamstring stretch", name, r"hamstring.* stretch", ("neural-tension",)),
    Fact("neck taken to its limit", name, r"upper trapezius|levator|neck stretch", ("neck-end-range",)),
    Fact("a long hard hold", name, r"\bplank$|wall sit|dead hang|boat pose|stir the pot", ("long-isometric-hold",)),
    Fact("steps up, climbs or rides a belt", name, r"\bstep-ups?\b|climbing|hiking|treadmill|cycling$", ("fall-risk",)),
    Fact("is in a pool", things, r"\bpool\b", ("aquatic",)),
    Fact("goes without landing", name, r"elliptical|walking$|stationary bike|chair march|step jacks", ("low-impact-cardio",)),
    Fact("is heated", name, r"\bheat\b|\bhot\b", ("heat-exposure",)),
)


def gaps(exercises: Iterable[Exercise]) -> Iterator[str]:
    """`pack:id` is on all fours and lacks kneeling, one line for each fact that an exercise's words say and its traits do not."""
    for exercise in exercises:
        for fact in FACTS:
            if fact.holds(exercise) and exercise.ref not in fact.but and (missing := fact.missing(exercise)):
                yield f"{exercise.ref}: {fact.says}, and lacks {' or '.join(missing) if fact.one_of else ', '.join(missing)}"
