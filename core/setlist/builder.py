"""From a profile and a catalog to a program: gates, template, candidates, cycles, weeks, audit. Results, not exceptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from setlist.garbage import rarely
from setlist.hookspecs import Context, Progression, RuleForm, SafetyFilter, Score
from setlist.inforce import ids_in_force
from setlist.model import Catalog, Exercise, Finding, Gate, Template
from setlist.planner import progress
from setlist.planner.compile import applies, spread
from setlist.planner.loads import load_in, makeable
from setlist.planner.venues import by_venue
from setlist.profile import Profile
from setlist.profilecheck import check_profile
from setlist.program import Program
from setlist.results import Infeasible, Refused
from setlist.ruleforms import PLUGIN_FORM, read_rules
from setlist.rules import Forbid, Rule, limit
from setlist.safety import Judgement, judge, session_limits, sort_gates, strictest
from setlist.selectors import compile_clause

if TYPE_CHECKING:
    from setlist.plugins import Plugins


OPINIONS = (("prefer", 2.0), ("caution", -1.0))
MOST_OPINIONS = 3


class AuditFailed(Exception):
    """The independent audit disagrees with the solver: a bug in setlist or in a rule form, never in the input."""


class NoTemplate(Exception):
    """No template of the chosen packs serves the goal, or the one asked for is not there."""


class Plan(Struct, frozen=True, dict=True):
    """Everything a build decided before solving. `forbidden` says which hard rules and `judgements` which findings keep an exercise out;
    `wanted` is the template that was asked for by name."""

    profile: Profile
    catalog: Catalog
    template: Template
    rules: tuple[Rule, ...]
    filters: tuple[SafetyFilter, ...]
    scores: Mapping[str, tuple[tuple[str, str, float], ...]]  # exercise -> (name, because, points)
    progressions: Mapping[str, progress.Step]
    judgements: Mapping[str, Judgement]
    forbidden: Mapping[str, tuple[Rule, ...]]
    gates: tuple[Gate, ...]
    plugins: Plugins
    wanted: str | None = None

    @cached_property
    def admissible(self) -> dict[str, Exercise]:
        """What may be picked at all: no safety exclusion, no forbidding rule."""
        return {ref: e for ref, e in self.catalog.exercises.items() if ref not in self.forbidden and not self.judgements[ref].excluded}


def build(
    profile: Profile,
    catalog: Catalog,
    plugins: Plugins | None = None,
    *,
    template: str | None = None,
    seed: int = 0,
    best_effort: bool = False,
    proof: bool = True,
) -> Program | Refused | Infeasible:
    """The best program for a profile by the stated rules.

    plugins: None takes the built-in ones and no others. template: an id; None takes the first that serves the goal. proof: False takes the
    first good answer, which keeps every hard rule; its certificate says how far it may be from the best one. Wrong
    input raises: NoTemplate where no template serves the goal, ProfileError where the profile says what nobody can act on (a wrong type,
    a word that stands for nothing), setlist.plugins.PluginFailure where a rule or filter raises. Gates and rules that cannot all hold are
    results.
    """
    from setlist.planner.cycles import run

    with rarely():
        planned = plan(profile, catalog, plugins, template=template)
        return planned if isinstance(planned, Refused) else run(planned, seed=seed, best_effort=best_effort, proof=proof)


def plan(profile: Profile, catalog: Catalog, plugins: Plugins | None = None, *, template: str | None = None) -> Plan | Refused:
    """The first half of a build: gates, template, rules, filters and what they leave. Raises ProfileError."""
    check_profile(profile, catalog)
    if plugins is None:
        from setlist.plugins import builtin_plugins

        plugins = builtin_plugins()
    context = Context(profile, catalog)
    refused = refusal(gates_of(gather_filters(context, plugins), profile), catalog)
    if refused is not None:  # before there is a template to miss: whom to see matters more
        return refused
    chosen = choose_template(catalog, profile, template)
    profile = replace(profile, weeks=profile.weeks or chosen.weeks)  # what is in force may change within them
    chosen = by_venue(chosen, profile)
    context = replace(context, profile=profile, template=chosen)
    filters = gather_filters(context, plugins)
    gates = gates_of(filters, profile)
    refused = refusal(gates, catalog)
    if refused is not None:
        return refused
    judgements = judge_all(profile, catalog, filters, -(-(profile.weeks or 1) // chosen.cycle_weeks))
    rules = gather_rules(context, plugins, judgements)
    scores = gather_scores(context, plugins, judgements)
    progressions: dict[str, progress.Step] = {}
    for _, item in plugins.collect("setlist_progressions", context):
        assert isinstance(item, Progression)
        progressions[item.name] = item.dose
    forbidden = forbid_all(catalog, rules)
    return Plan(profile, catalog, chosen, rules, filters, scores, progressions, judgements, forbidden, gates, plugins, template)


def choose_template(catalog: Catalog, profile: Profile, name: str | None) -> Template:
    """The template asked for, else the one that serves the goal and fits the level, days and minutes best; ids decide ties.

    One that is not for people with a condition that is in force in its weeks is never chosen.
    """

    def have(t: Template) -> set[str]:
        return ids_in_force(profile, catalog, profile.weeks or t.weeks)

    if name is not None:
        found = [t for ref, t in sorted(catalog.templates.items()) if name in (ref, t.id)]
        if not found:
            raise NoTemplate(f"no template {name!r} in the chosen packs; see `setlist template list`")
        against = sorted(have(found[0]).intersection(found[0].excludes_conditions))
        if against:
            raise NoTemplate(f"the template {found[0].ref} is not for people with {', '.join(against)}")
        return found[0]
    serving = [t for _, t in sorted(catalog.templates.items()) if profile.goal in t.goals]
    if not serving:
        raise NoTemplate(f"no template of the chosen packs serves the goal {profile.goal!r}; see `setlist goal list`")
    suited = [t for t in serving if have(t).isdisjoint(t.excludes_conditions)]
    if not suited:
        against = sorted({c for t in serving for c in have(t).intersection(t.excludes_conditions)})
        raise NoTemplate(f"no template for the goal {profile.goal!r} is for people with {', '.join(against)}")
    days = len(set(profile.weekdays)) or profile.days
    owned = catalog.vocabulary.owned(profile.all_equipment)

    def misfit(t: Template) -> tuple[Any, ...]:
        meant_for = set(t.for_conditions)
        meant = not have(t).isdisjoint(meant_for)
        return (
            bool(meant_for) and not meant,
            profile.level not in t.levels,
            not t.minutes[0] <= profile.minutes <= t.minutes[1],
            not t.days[0] <= days <= t.days[1],
            not meant,
            t.goals.index(profile.goal),
            not owned.issuperset(t.for_equipment),
            not t.for_equipment,
            t.ref,
        )

    return min(suited, key=misfit)


def gather_filters(context: Context, plugins: Plugins) -> tuple[SafetyFilter, ...]:
    """All safety filters, by name."""
    return tuple(sorted((f for _, f in plugins.collect("setlist_safety_filters", context)), key=lambda f: f.name))


def refusal(gates: Sequence[Gate], catalog: Catalog) -> Refused | None:
    """What stands in for a program where a gate is closed; None where none is."""
    step = strictest(gates)
    if step in ("stop", "clearance"):
        return Refused(step, tuple(g for g in gates if g.step != "go"), disclaimers(catalog))
    return None


def gates_of(filters: Sequence[SafetyFilter], profile: Profile) -> tuple[Gate, ...]:
    """Every gate that a filter sets for the person, strictest first, with the filter's name."""
    return sort_gates(replace(g, filter=f.name) for f in filters if f.gates for g in f.gates(profile))


def judge_all(profile: Profile, catalog: Catalog, filters: Sequence[SafetyFilter], cycles: int = 1) -> dict[str, Judgement]:
    """The merged verdict on every exercise of the catalog, at the largest dose and the load it may have grown to after some cycles.

    A filter that raises stops the build and is named.
    """
    has_condition = bool(profile.conditions or profile.pain)
    out: dict[str, Judgement] = {}
    for ref, exercise in catalog.exercises.items():
        dose = exercise.dose_for(profile.goal)
        load = load_in(exercise, profile, catalog, cycles - 1)
        most = dose.at("high") if load is None else replace(dose.at("high"), load_kg=load)
        findings: list[Finding] = []
        for f in filters:
            findings += [finding.named(f.name) for finding in f.judge(exercise, most)]
        verdict = judge(exercise, dose, findings, catalog.vocabulary, has_condition=has_condition)
        out[ref] = makeable(verdict, exercise, profile.loads, catalog.vocabulary)
    return out


def gather_rules(context: Context, plugins: Plugins, judgements: Mapping[str, Judgement]) -> tuple[Rule, ...]:
    """All rules in scope, `each` spread out."""
    catalog = context.catalog
    families = {e.family for e in catalog if e.family}
    inside = rules_in_scope(context, plugins, judgements)
    return tuple(r for _, rule in inside for r in spread(rule, catalog.vocabulary, families))


def rules_in_scope(context: Context, plugins: Plugins, judgements: Mapping[str, Judgement]) -> list[tuple[str, Rule]]:
    """(provider, rule) for every rule that is for this template, goal and level."""
    template, profile = context.template, context.profile
    assert template is not None
    stated = stated_rules(context, plugins, judgements)
    return [(provider, rule) for provider, rule in stated if applies(rule, template, profile.goal, profile.level)]


def stated_rules(context: Context, plugins: Plugins, judgements: Mapping[str, Judgement]) -> list[tuple[str, Rule]]:
    """(provider, rule), whoever they are for: plugins', packs', the template's, and what safety asks of a session."""
    catalog, template = context.catalog, context.template
    assert template is not None
    found: list[tuple[str, Rule]] = [(f"plugin {info.name}", rule) for info, rule in plugins.collect("setlist_rules", context)]
    written = [(f"pack {data['pack']}", str(data["pack"]), data) for data in catalog.rules]
    written += [(f"template {template.ref}", template.ref, data) for data in template.rules]
    forms: dict[str, RuleForm] = {}
    if any(data["form"] == PLUGIN_FORM for _, _, data in written):
        forms = {form.name: form for _, form in plugins.collect("setlist_rule_forms", context)}
    found += [(source, rule) for source, provider, data in written for rule in read_rules(data, provider, forms)]
    for trait, most in session_limits(judgements, catalog).items():
        because = f"At most {most} exercise{'' if most == 1 else 's'} with {trait.replace('-', ' ')} in a session"
        form = limit({"traits": {"any": [trait]}}, exercises=(None, most), per="session")
        found.append(("safety filters", Rule(f"safety/{trait}", form, hard=True, because=because, priority=100)))
    return found


def gather_scores(context: Context, plugins: Plugins, judgements: Mapping[str, Judgement]) -> dict[str, tuple[tuple[str, str, float], ...]]:
    """(name, because, points) for every exercise: of score functions, clamped to -10..10, and of what safety prefers or is wary of."""
    scorers: list[Score] = [s for _, s in plugins.collect("setlist_scores", context)]
    out = {}
    for ref, exercise in context.catalog.exercises.items():
        points = [(s.name, s.because, max(-10.0, min(10.0, float(s.score(exercise))))) for s in scorers]
        kept = (*(p for p in points if p[2]), *opinions(judgements[ref].findings))
        if kept:
            out[ref] = kept
    return out


def opinions(findings: Sequence[Finding]) -> list[tuple[str, str, float]]:
    """Points of findings that exclude nothing: each trait counts once, and at most three of a kind."""
    out = []
    for severity, points in OPINIONS:
        by_trait: dict[str, Finding] = {}
        for f in findings:
            if f.severity == severity:
                by_trait.setdefault(f.trait or f.reason, f)
        out += [(f"safety/{f.filter}", f.reason, points) for f in [*by_trait.values()][:MOST_OPINIONS]]
    return out


def forbid_all(catalog: Catalog, rules: Sequence[Rule]) -> dict[str, tuple[Rule, ...]]:
    """Which hard `forbid` rules keep an exercise out. A soft forbid costs points instead, like prefer."""
    out: dict[str, list[Rule]] = {}
    for rule in rules:
        if isinstance(rule.form, Forbid) and rule.hard and not rule.where_in:
            test = compile_clause(rule.form.where, catalog.vocabulary)
            for ref, exercise in catalog.exercises.items():
                if test(exercise):
                    out.setdefault(ref, []).append(rule)
    return {ref: tuple(found) for ref, found in out.items()}


def disclaimers(catalog: Catalog) -> tuple[str, ...]:
    """The texts that every output shows, most important first."""
    shown = [a for a in catalog.advice.values() if a.disclaimer and a.placement in ("every-output", "first-page")]
    return tuple(a.text for a in sorted(shown, key=lambda a: (-a.priority, a.id)))
