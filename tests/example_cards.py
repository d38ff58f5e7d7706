"""What the example programs hold beside their sessions: exercises, advice and disclaimers."""

from __future__ import annotations

from typing import Any

CARDS: dict[str, dict[str, Any]] = {
    "home:easy-walk": {
        "name": "Easy walk",
        "kind": "cardio",
        "steps": ["Stand tall and set off at an easy pace.", "Let the arms swing.", "Slow down for the last minute."],
        "cues": ["Talk without puffing", "Light feet"],
        "sources": ["RACGP-ACTIVE"],
    },
    "home:pelvic-tilt": {
        "name": "Pelvic tilt",
        "kind": "mobility",
        "steps": [
            "Lie on your back with knees bent and feet flat.",
            "Breathe out and roll the pelvis so that the low back settles toward the floor.",
            "Hold softly, then let the natural curve return as you breathe in.",
        ],
        "cues": ["Small and easy like a rocking boat", "Legs and face stay relaxed", "Shoulders heavy"],
        "cautions": ["Stay in the middle of the range where it feels good"],
        "sources": ["GK"],
    },
    "home:bird-dog": {
        "name": "Bird dog",
        "kind": "strength",
        "steps": [
            "Kneel on all fours with wrists beneath the shoulders and knees beneath the hips.",
            "Breathe out, slide one leg back and reach the opposite arm forward, thumb up.",
            "Hold one line from fingertips to heel, then come down with control and change sides.",
        ],
        "cues": ["Hips as level as a table", "Reach long rather than high"],
        "cautions": ["The leg never rises above the pelvis"],
        "easier": ["home:bird-dog-leg-only"],
        "easier_names": ["Bird dog, leg only"],
        "sources": ["seed-002", "MCGILL"],
    },
    "home:side-bridge-wall": {
        "name": "Wall side bridge",
        "kind": "strength",
        "steps": [
            "Stand side-on to a wall with your forearm on it.",
            "Walk your feet away until you lean in one straight line.",
            "Press the forearm into the wall, breathe, then step in and change sides.",
        ],
        "cues": ["Ear, hip and ankle in line", "Hips forward"],
        "equipment": {"all": ["wall"]},
        "sources": ["MPF-BIG3"],
    },
    "home:side-bridge-knees": {
        "name": "Side bridge from the knees",
        "kind": "strength",
        "steps": [
            "Lie on your side, elbow under the shoulder, knees bent behind you.",
            "Bring the hips forward and up until head, hips and knees line up.",
            "Hold and breathe, lower gently, and change sides after the set.",
        ],
        "cues": ["Hips forward as if standing tall", "Push the elbow into the floor"],
        "cautions": ["Go back to the wall if the shoulder hurts"],
        "sources": ["MPF-BIG3"],
    },
    "yoga:childs-pose": {
        "name": "Child's pose",
        "kind": "rest",
        "steps": ["Kneel with big toes together.", "Fold forward and rest the forehead.", "Breathe into the back, then sit up slowly."],
        "cues": ["Let the seat sink", "Arms where they are happy"],
        "sources": ["seed-002"],
    },
    "gym:deadlift": {
        "name": "Deadlift",
        "kind": "strength",
        "steps": ["Stand with the bar over mid-foot.", "Hinge and take the bar.", "Push the floor away.", "Set it down the way it came."],
        "cues": ["Bar close to the legs", "Long back"],
        "equipment": {"all": ["barbell"]},
        "load_step_kg": 2.5,
        "sources": ["seed-003"],
    },
    "gym:one-arm-row": {
        "name": "One-arm dumbbell row",
        "kind": "strength",
        "steps": ["Put one hand on a bench.", "Pull the elbow to the hip.", "Lower slowly."],
        "cues": ["Pull to the hip", "Blades together"],
        "equipment": {"all": ["dumbbells", "flat-bench"]},
        "load_step_kg": 2,
        "sources": ["seed-003"],
    },
    "gym:farmers-carry": {
        "name": "Farmer's carry",
        "kind": "strength",
        "steps": ["Lift two weights from a hinge.", "Walk tall.", "Set them down from a hinge."],
        "cues": ["Quiet steps", "Tall neck"],
        "equipment": {"all": ["dumbbells"]},
        "sources": ["seed-004"],
    },
}
ADVICE = (
    {
        "id": "stop-signs",
        "title": "Signs to stop",
        "text": "End the session if you notice pressure in the chest, dizziness, or numbness out of nowhere. Sit down and call for help.",
        "placement": "every-output",
    },
    {
        "id": "professional-consultation",
        "title": "When to ask a professional",
        "text": "A known back condition, or any doubt - ask before you begin.",
        "placement": "first-page",
    },
    {
        "id": "keep-moving",
        "title": "Keep gently active",
        "text": "Short walks and light everyday movement do more for a sore back than lying in bed.",
        "placement": "pain-programs",
    },
    {
        "id": "consistency",
        "title": "Regular beats heroic",
        "text": "Results come to those who keep turning up.",
        "placement": "session-end",
    },
)
DISCLAIMERS = (
    "setlist teaches and suggests exercise. It does not diagnose or treat anyone.",
    "Stop and get help straight away for chest pain, faintness, or a bladder or bowel that you can no longer control.",
    "No physician or physiotherapist has checked these rules and programs as a whole.",
)
