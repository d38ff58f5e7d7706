"""Swings tire the grip: no more than one bracing move a session, nothing on the forearms, and a list of titles as output."""

from setlist import Context, Dose, Exercise, Finding, Format, Program, Rule, SafetyFilter, hookimpl, limit, where


@hookimpl
def setlist_rules(context: Context):
    yield Rule(
        "kb/one-brace",
        limit(where(patterns={"any": ["anti-rotation"]}), exercises=(None, 1), per="session"),
        hard=True,
        because="One anti-rotation move leaves grip for the swings",
        source="coach",
    )


@hookimpl
def setlist_safety_filters(context: Context):
    def judge(exercise: Exercise, dose: Dose):
        if exercise.position == "forearms":
            yield Finding("exclude", trait="forearms", reason="Sore elbows after swings", source="coach")

    yield SafetyFilter("kb/forearms", judge)


@hookimpl
def setlist_formats(context: Context):
    def titles(program: Program) -> str:
        return "".join(f"{s.title}\n" for w in program.weeks for s in w.sessions)

    yield Format("titles", suffix=".titles", render=titles, summary="The titles of all sessions")
