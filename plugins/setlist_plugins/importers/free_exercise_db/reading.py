"""The JSON of free-exercise-db, read and checked: a list of entries whose words are all known. Its contents may still be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from setlist import InputError, Problem, locate_all, plain, read_json

FILES = ("exercises.json", "dist/exercises.json")
MUSCLES = (
    *("abdominals", "abductors", "adductors", "biceps", "calves", "chest", "forearms", "glutes", "hamstrings", "lats"),
    *("lower back", "middle back", "neck", "quadriceps", "shoulders", "traps", "triceps"),
)
MOST_ID, MOST_TEXT = 80, 2000  # characters, as in the schemas of a pack
MOST_PROBLEMS = 50
MOST_BYTES = 32 * 1024 * 1024  # the data have one MiB

Words = tuple[str, ...]
GIVEN: dict[str, Words] = {
    "level": ("beginner", "intermediate", "expert"),
    "category": ("cardio", "olympic weightlifting", "plyometrics", "powerlifting", "strength", "stretching", "strongman"),
}
NULLABLE: dict[str, Words] = {
    "force": ("push", "pull", "static"),
    "mechanic": ("compound", "isolation"),
    "equipment": (
        *("bands", "barbell", "body only", "cable", "dumbbell", "e-z curl bar", "exercise ball", "foam roll", "kettlebells"),
        *("machine", "medicine ball", "other"),
    ),
}


class Entry(NamedTuple):
    """One exercise as free-exercise-db has it. None where it says null; `id` in the form that a pack needs.

    `title` is the name in lower case, with single spaces for everything but letters and digits; `text` the same of the instructions.
    """

    id: str
    name: str
    force: str | None
    level: str
    mechanic: str | None
    equipment: str | None
    primary: Words
    secondary: Words
    instructions: Words
    category: str
    title: str
    text: str


def simplify(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("'", "")))


def read_entries(path: Path) -> list[Entry]:
    """The entries in the order of their ids. InputError, with places, for what cannot be read or is not free-exercise-db."""
    file = find_file(path)
    try:
        source = file.read_bytes()
        data = read_json(source.decode("utf-8"), str(file))
    except UnicodeDecodeError as error:
        raise InputError([Problem(str(file), 0, 0, "E001", f"byte {error.start} is not valid UTF-8", "download the file again")]) from None
    except OSError as error:
        raise InputError([Problem(str(file), 0, 0, "E206", f"cannot be read ({error.strerror})")]) from error
    problems = list(_problems(data))[:MOST_PROBLEMS]
    if problems:
        places = locate_all(source, [found[0] for found in problems], f"{file}.json")
        raise InputError(Problem(str(file), places[at].line, places[at].col, code, said, hint) for at, code, said, hint in problems)
    return sorted((_entry(item) for item in data), key=lambda entry: entry.id)


def find_file(path: Path) -> Path:
    """The JSON file itself, where a folder is given. InputError where the folder holds none, or what is given is no file of that kind."""
    if not path.is_dir():
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            hint = f"name the JSON file of free-exercise-db, at most {MOST_BYTES >> 20} MiB"
            raise InputError([Problem(str(path), 0, 0, "E206", "is no file, or a very large one", hint)])
        return path
    for name in FILES:
        if (path / name).is_file():
            return find_file(path / name)
    raise InputError([Problem(str(path), 0, 0, "E201", f"holds no {' and no '.join(FILES)}", "name the JSON file of free-exercise-db")])


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _entry(item: Mapping[str, Any]) -> Entry:
    name, steps = plain(item["name"]), [plain(step) for step in item["instructions"]]
    primary = tuple(dict.fromkeys(item["primaryMuscles"]))
    secondary = tuple(muscle for muscle in dict.fromkeys(item["secondaryMuscles"]) if muscle not in primary)
    return Entry(
        slug(item["id"]),
        name,
        item.get("force"),
        item["level"],
        item.get("mechanic"),
        item.get("equipment"),
        primary,
        secondary,
        tuple(filter(None, steps)),
        item["category"],
        simplify(name),
        simplify(" ".join(steps)),
    )


Found = tuple[tuple[str | int, ...], str, str, str | None]  # where, code, what is wrong, what helps


def _problems(data: Any) -> Iterator[Found]:
    if not isinstance(data, list):
        yield (), "E103", "expected a list of exercises", "name the file exercises.json of free-exercise-db"
        return
    taken: dict[str, int] = {}
    for index, item in enumerate(data):
        if not isinstance(item, dict):
            yield (index,), "E103", "expected an exercise: a mapping with id, name, level, category, ...", None
            continue
        yield from (((index, *at), code, said, hint) for at, code, said, hint in _wrong(item))
        name = slug(item["id"]) if isinstance(item.get("id"), str) else ""
        if name and name in taken:
            yield (index, "id"), "E211", f"the id {item['id']!r} is that of entry {taken[name] + 1} too", "keep one of them"
        taken.setdefault(name, index)


def _wrong(item: Mapping[str, Any]) -> Iterator[Found]:
    for field, most, readable in (("id", MOST_ID, slug), ("name", MOST_TEXT, plain)):
        value = item.get(field)
        if not isinstance(value, str) or not readable(value) or len(value) > most:
            yield (field,), "E105", f"{field} should be a text of 1 to {most} characters", None
    for field, words in GIVEN.items():
        if item.get(field) not in words:
            yield (field,), "E104", f"{field} should be one of {', '.join(words)}", None
    for field, words in NULLABLE.items():
        if item.get(field) is not None and item[field] not in words:
            yield (field,), "E104", f"{field} should be null or one of {', '.join(words)}", None
    for field, known in (("primaryMuscles", MUSCLES), ("secondaryMuscles", MUSCLES), ("instructions", None)):
        yield from _wrong_list(field, item.get(field), known)


def _wrong_list(field: str, value: Any, known: Words | None) -> Iterator[Found]:
    if not isinstance(value, list) or (field == "primaryMuscles" and not value):
        yield (field,), "E103", f"{field} should be a list{' with at least one muscle' if field == 'primaryMuscles' else ''}", None
        return
    for index, word in enumerate(value):
        if known is not None and word not in known:
            yield (field, index), "E104", f"a muscle should be one of {', '.join(known)}", None
        elif not isinstance(word, str) or len(word) > MOST_TEXT:
            yield (field, index), "E105", f"a step should be a text of at most {MOST_TEXT} characters", None
