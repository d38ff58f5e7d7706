from setlist import Dose, Exercise, Finding, Format, Program, Rule, SafetyFilter, hookimpl, limit, where

@hookimpl
def setlist_rules(context):                      # context: profile, catalog, template, settings (frozen)
    yield Rule("kb/one-swing", limit(where(family="kettlebell-swing"), exercises=(None, 1), per="session"), hard=True, because="Swings tire the grip")

@hookimpl
def setlist_safety_filters(context):
    def judge(exercise: Exercise, dose: Dose):   # -> iterable of Finding
        if "ballistic" in exercise.traits and context.profile.level == "beginner":
            yield Finding("exclude", trait="ballistic", reason="Learn the hinge first", source="coach")
    yield SafetyFilter("kb/ballistic", judge)    # optional: gates(profile) -> iterable of Gate

@hookimpl
def setlist_formats(context):
    yield Format("titles", suffix=".txt", render=lambda program: "\n".join(s.title for w in program.weeks for s in w.sessions))
