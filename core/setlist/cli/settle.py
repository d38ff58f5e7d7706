"""The names in a profile made into ids of the catalog; those that stand for nothing become problems with their places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from setlist.cli.health import EMERGENCY, check_name, check_value, facts_of
from setlist.cli.names import Unclear, find_cleared, find_condition, find_equipment, find_exercise, find_goal, find_wish
from setlist.cli.usage import is_date
from setlist.wording import Fault

if TYPE_CHECKING:
    from setlist.model import Catalog
    from setlist.places import Path

UNKNOWN_ID = "E210"
NOT_A_DATE = "E105"

Finder = Callable[[str, "Catalog"], str]


def settle(data: Mapping[str, Any], catalog: Catalog) -> tuple[dict[str, Any], list[Fault]]:
    """The data of a profile that its schema has checked, with ids for other names; and what the catalog does not know."""
    settling = _Settling(catalog)
    return settling.profile(data), settling.faults


class _Settling:
    """One pass over one profile, collecting faults."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.faults: list[Fault] = []

    def profile(self, data: Mapping[str, Any]) -> dict[str, Any]:
        out = dict(data)
        if "goal" in data:
            out["goal"] = self.find(("goal",), data["goal"], find_goal)
        for key, finder in (("equipment", find_equipment), ("likes", find_wish), ("dislikes", find_wish), ("pins", find_wish)):
            if key in data:
                out[key] = list(dict.fromkeys(self.find((key, n), word, finder) for n, word in enumerate(data[key])))
        for day, things in data.get("equipment_on", {}).items():
            words = [self.find(("equipment_on", day, n), word, find_equipment) for n, word in enumerate(things)]
            out["equipment_on"] = {**out["equipment_on"], day: list(dict.fromkeys(words))}
        if "conditions" in data:
            out["conditions"] = [self.condition(("conditions", n), entry) for n, entry in enumerate(data["conditions"])]
        if "cleared" in data:
            out["cleared"] = [self.cleared(("cleared", n), entry) for n, entry in enumerate(data["cleared"])]
        if "start" in data:
            self.date(("start",), data["start"])
        for n, entry in enumerate(data.get("pain", ())):
            self.pain(("pain", n), entry)
        for name in data.get("screening", {}):
            if name != EMERGENCY and name not in self.catalog.questions:
                self.fault(("screening", name), Unclear(f"there is no screening question {name!r}", "remove it"), at_key=True)
        self.loads(data.get("loads", {}))
        return out

    def fault(self, path: Path, error: Unclear, *, at_key: bool = False, code: str = UNKNOWN_ID) -> None:
        self.faults.append(Fault(path, code, error.message, error.hint, at_key))

    def find(self, path: Path, word: str, finder: Finder, *, at_key: bool = False) -> str:
        try:
            return finder(word, self.catalog)
        except Unclear as error:
            self.fault(path, error, at_key=at_key)
            return word

    def condition(self, path: Path, entry: Any) -> dict[str, Any]:
        facts = {} if isinstance(entry, str) else {key: value for key, value in entry.items() if key != "id"}
        name = self.find(
            path if isinstance(entry, str) else (*path, "id"), entry if isinstance(entry, str) else entry["id"], find_condition
        )
        known = facts_of(name, self.catalog) if name in self.catalog.conditions else {}
        for fact, value in facts.items() if known else ():
            try:
                check_name(fact, known)
                check_value(fact, value, known)
            except Unclear as error:
                self.fault((*path, fact), error)
        return {"id": name, **facts}

    def cleared(self, path: Path, entry: Any) -> Any:
        if isinstance(entry, str):
            return self.find(path, entry, find_cleared)
        for key in ("date", "until"):
            if key in entry:
                self.date((*path, key), entry[key])
        return {**entry, "condition": self.find((*path, "condition"), entry["condition"], find_cleared)}

    def date(self, path: Path, text: str) -> None:
        if not is_date(text):
            self.fault(path, Unclear(f"there is no day {text}", "write it as year-month-day"), code=NOT_A_DATE)

    def pain(self, path: Path, entry: Mapping[str, Any]) -> None:
        """Left as it is: the safety filter reads regions, traits and exercises its own way."""
        terms = self.catalog.vocabulary.terms
        if "exercise" in entry and not any(e.id == entry["exercise"] for e in self.catalog):
            self.find((*path, "exercise"), entry["exercise"], find_exercise)
        if "trait" in entry and entry["trait"] not in terms.get("traits", {}):
            self.fault((*path, "trait"), Unclear(f"there is no trait {entry['trait']!r}", "name a region or an exercise instead"))
        if "region" in entry and not self.catalog.vocabulary.muscles(entry["region"]):
            known = ", ".join(sorted({*terms.get("regions", ()), *terms.get("groups", ())}))
            self.fault((*path, "region"), Unclear(f"there is no region {entry['region']!r}", f"known: {known}"))

    def loads(self, loads: Mapping[str, Any]) -> None:
        for key, finder in (("working", find_exercise), ("one_rm", find_exercise), ("owned", find_equipment)):
            for word in loads.get(key, {}):
                self.find(("loads", key, word), word, finder, at_key=True)
