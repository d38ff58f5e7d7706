"""The people of the panel: read from YAML, checked by the profile schema. Plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from setlist import Catalog, Profile, profile_from_data
from setlist.schema import check

HERE = Path(__file__).parent
PEOPLE = HERE / "profiles.yaml"
IMPOSSIBLE = HERE / "impossible.yaml"
OURS = ("who", "template", "packs")  # what is said of a person besides the profile


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asks for a program. `packs` are those to choose from, None all built-in ones; `template` where one is asked for."""

    name: str
    who: str
    profile: Profile
    template: str | None = None
    packs: tuple[str, ...] | None = None

    def healthy(self, catalog: Catalog) -> bool:
        """Names no condition and no pain, and no goal that means a condition."""
        goal = catalog.vocabulary.terms["goals"].get(self.profile.goal)
        return not (self.profile.conditions or self.profile.pain or (goal is not None and goal.data.get("means")))


def read_people(path: Path = PEOPLE) -> tuple[Person, ...]:
    """The people of a file, in its order. ValueError for one that the profile schema refuses or that nobody describes."""
    told: Mapping[str, Mapping[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(read_person(name, data, path.name) for name, data in told.items())


def read_person(name: str, data: Mapping[str, Any], file: str) -> Person:
    if not data.get("who"):
        raise ValueError(f"{file}: {name} says nothing of who it is: add a line `who:`")
    asked = {key: value for key, value in data.items() if key not in OURS}
    problems = check("profile", asked, f"{file}: {name}")
    if problems:
        raise ValueError("\n".join(str(problem) for problem in problems))
    packs = tuple(data["packs"]) if "packs" in data else None
    return Person(name, str(data["who"]), profile_from_data(asked), data.get("template"), packs)
