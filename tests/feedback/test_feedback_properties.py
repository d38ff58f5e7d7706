"""Whatever a log says: the next weeks hold nothing that is excluded, stay within every limit, leave the past alone and always say why."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

from club_log import catalog, club_program, plugins
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from building import built, built_in, real_catalog
from setlist import HasCondition, Program
from setlist import Profile as Person
from setlist.builder import Plan, plan
from setlist.feedback.advance import Advanced, advance
from setlist.feedback.log import Entry, items
from setlist.model import Catalog
from setlist.planner.audit import audit
from setlist.plugins import Plugins

MORE = int(os.environ.get("SETLIST_EXAMPLES", "1"))  # `tox -e feedback` tries many more logs
FEW = settings(
    max_examples=5 * MORE, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate)
)
PAIN = st.sampled_from([0.0, 0.0, 2.0, 3.0, 4.0, 5.0, 5.0, 6.0, 10.0])
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "done": st.lists(st.integers(0, 40), max_size=4).map(lambda counts: tuple(map(float, counts))),
        "load_kg": st.sampled_from([0.0, 1.0, 17.5, 40.0, 400.0]),
        "rir": st.integers(0, 10).map(float),
        "pain": PAIN,
        "pain_next_day": PAIN,
    },
)


@lru_cache
def sore_back() -> Program:
    """A program for somebody with a condition: its findings limit doses and exclude a great deal."""
    has = (HasCondition("lumbar-disc-herniation-sciatica"),)
    return built(Person(goal="back-relief", days=2, minutes=20, weeks=3, conditions=has))


def verify(before: Program, log: list[Entry], made: Advanced, catalog: Catalog, plugins: Plugins) -> None:
    now = plan(made.program.profile, catalog, plugins, template=before.template)
    assert isinstance(now, Plan)
    assert audit(made.program, catalog, now.template, now.rules, now.filters) == ()
    last = max((e.week, e.session) for e in log if e.says)
    doses = {(w.number, s.id, i.exercise): i.dose for w in before.weeks for s in w.sessions for i in s.items}
    for week in made.program.weeks:
        for number, session in enumerate(week.sessions, 1):
            if (week.number, number) <= last:
                assert session == replace(before.weeks[week.number - 1].sessions[number - 1], done=True)
                continue
            for item in session.items:
                assert item.exercise in now.admissible
                new = doses.get((week.number, session.id, item.exercise)) != item.dose
                assert not new or _renewed(made) or any(r.rule.startswith("feedback/") for r in item.reasons)


def _renewed(made: Advanced) -> bool:
    """Whether the weeks were chosen anew: then the reasons are those of a build."""
    return any("chosen anew" in change.text for change in made.changes)


def logs(program: Program, data: st.DataObject) -> list[Entry]:
    last = data.draw(st.integers(1, len(program.weeks) - 1))
    rows = [key for key, _, _ in items(program) if key[0] <= last]
    return [Entry(*key, **cells) for key in rows if (cells := data.draw(CELLS))]


def checked(program: Program, catalog: Catalog, plugins: Plugins, data: Any) -> None:
    log = logs(program, data)
    if any(entry.says for entry in log):
        made = advance(program, log, catalog, plugins)
        if isinstance(made, Advanced):
            verify(program, log, made, catalog, plugins)


@FEW
@given(data=st.data())
def test_whatever_the_log_says_of_a_club_week(data: st.DataObject) -> None:
    checked(club_program(), catalog(), plugins(), data)


@settings(FEW, max_examples=2 * MORE)
@given(data=st.data())
def test_whatever_the_log_says_of_a_sore_back(data: st.DataObject) -> None:
    checked(sore_back(), real_catalog(), built_in(), data)
