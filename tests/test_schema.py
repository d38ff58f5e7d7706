"""Schema checks: what is said about broken documents, where, and that both validators agree."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from referencing import Registry, Resource

import samples
from setlist import schema
from setlist.documents import read
from setlist.problems import CODES, Problem


def problems(kind: str, text: str, name: str = "f.yaml") -> list[Problem]:
    source = text.encode()
    return schema.check(kind, read(source, name), name, source)


def said(kind: str, text: str) -> list[str]:
    return [str(p) for p in problems(kind, text)]


@pytest.mark.parametrize("kind", schema.kinds())
def test_the_samples_are_valid(kind: str) -> None:
    assert schema.check(kind, samples.valid(kind), kind) == []


def test_what_a_program_emits_is_a_valid_document_and_comes_back() -> None:
    from setlist.program import program_from_data

    data = json.loads(json.dumps(samples.program().to_data()))
    assert schema.check("program", data, "plan.json") == []
    assert program_from_data(data).to_data() == data


def test_an_exercise_full_of_mistakes() -> None:
    text = """\
- id: Bird dog
  name: 5
  kind: strenght
  level: 1
  patterns: anti-rotation
  muscles: {secondry: [a]}
  equipment: Yoga Mat
  traits: [a, b, a]
  dose: {sets: [2], reps: "3", breaths: 4, rest: 45s, effort: rir 2, hold: 5 to 10 s}
  steps: [""]
  met: {value: 30}
  summary:
"""
    assert said("exercise", text) == [
        "f.yaml:1:7: E105 Bird dog: id should be lower-case words joined by hyphens, found the text 'Bird dog' (write 'bird-dog')",
        'f.yaml:2:9: E103 Bird dog: name should be text, found the number 5 (quote it: "5")',
        "f.yaml:3:9: E104 Bird dog: kind should be one of strength, stretch, mobility, balance, cardio, sport, rest, self-massage, habit, "
        "found the text 'strenght' (did you mean 'strength'?)",
        "f.yaml:4:10: E104 Bird dog: level should be one of beginner, intermediate, advanced, found the number 1",
        "f.yaml:5:13: E103 Bird dog: patterns should be a list, found the text 'anti-rotation' (write [anti-rotation])",
        "f.yaml:6:12: E101 Bird dog: muscles.primary is missing",
        "f.yaml:6:13: E102 Bird dog: unknown key muscles.secondry (did you mean 'secondary'?)",
        "f.yaml:7:14: E105 Bird dog: equipment should be an equipment id, with a ? at the end where it is optional, "
        "found the text 'Yoga Mat' (write 'yoga-mat')",
        "f.yaml:8:18: E109 Bird dog: traits holds 'a' twice (keep one of them)",
        "f.yaml:9:16: E107 Bird dog: dose.sets should have 2 entries, found 1",
        "f.yaml:9:27: E103 Bird dog: dose.reps should be a whole number or [low, high], found the text '3' (remove the quotation marks)",
        "f.yaml:9:32: E110 Bird dog: dose.breaths cannot stand here "
        "(a dose has one measure: reps, hold, breaths, minutes or distance (reps may go with hold))",
        "f.yaml:9:50: E105 Bird dog: dose.rest should be '20 s', '20-40 s' or '2 min', found the text '45s' (write '45 s')",
        "f.yaml:9:63: E105 Bird dog: dose.effort should be 'RIR 2', 'RIR 2-4' or 'RPE 7', found the text 'rir 2' (write 'RIR 2')",
        "f.yaml:9:76: E105 Bird dog: dose.hold should be '20 s', '20-40 s' or '2 min', found the text '5 to 10 s' (write '5-10 s')",
        "f.yaml:10:11: E108 Bird dog: steps[0] should not be empty (write a text, or remove the key)",
        "f.yaml:11:16: E106 Bird dog: met.value should be from 1 to 25, found 30",
        "f.yaml:12:11: E103 Bird dog: summary should be text, found nothing (write a value, or remove the key)",
    ]


def test_a_version_that_is_a_number_is_quoted_as_it_was_written() -> None:
    text = "format: 1\nid: a\nversion: 1.10\ntitle: T\nlicence: MIT\n"
    assert said("pack", text) == [
        "f.yaml:1:1: E101 license is missing",
        'f.yaml:3:10: E103 version should be a version in quotes, such as "0.1.0", found the number 1.1 (quote it: "1.10")',
        "f.yaml:5:1: E102 unknown key licence (did you mean 'license'?)",
    ]


def test_the_branch_that_the_author_meant_is_the_one_reported() -> None:
    text = """\
- {id: a, form: limit, because: x, where: {muscle: {}}, in: {role: mian}}
- {id: b, form: limt, because: x}
- {id: c, form: order, because: x, before: {level: x}, after: {level: {min: low}}, within: nxt}
"""
    assert said("rule", text) == [
        "f.yaml:1:3: E101 a: this is incomplete: a rule of form limit needs where, measure and per",
        "f.yaml:1:44: E102 a: unknown key where.muscle (did you mean 'muscles'?)",
        "f.yaml:1:68: E104 a: in.role should be one of warm-up, main, accessory, core, stretch, cool-down, fill, "
        "found the text 'mian' (did you mean 'main'?)",
        "f.yaml:2:17: E104 b: form should be one of forbid, limit, ratio, require, prefer, order, rest, keep, rotate, onward, linear, "
        "plugin, found the text 'limt' (did you mean 'limit'?)",
        "f.yaml:3:52: E104 c: before.level should be one of beginner, intermediate, advanced, found the text 'x'",
        "f.yaml:3:77: E104 c: after.level.min should be one of beginner, intermediate, advanced, found the text 'low'",
        "f.yaml:3:92: E104 c: within should be one of next, block, session, found the text 'nxt' (did you mean 'next'?)",
    ]


def test_keys_of_maps_are_placed_at_the_key() -> None:
    text = samples.TEMPLATE.replace("{main: double,", "{mian: double,")
    (problem,) = problems("template", text)
    assert (problem.code, problem.line, problem.col) == ("E111", 24, 17)
    assert problem.hint == "did you mean 'main'?"


def test_a_profile() -> None:
    text = "days: 9\nconditions: [herniated disc, {since: 4}, {id: a, Since: 3}]\npain: [{level: 3}, {region: a, trait: b, level: 2}]\n"
    assert said("profile", text + 'start: "2026-13-01"\n') == [
        "f.yaml:1:7: E106 days should be from 1 to 7, found 9",
        "f.yaml:2:14: E105 conditions[0] should be lower-case words joined by hyphens, found the text 'herniated disc' "
        "(write 'herniated-disc')",
        "f.yaml:2:30: E101 conditions[1].id is missing",
        "f.yaml:2:50: E111 the key conditions[2].Since should be lower-case words joined by underscores (write 'since')",
        "f.yaml:3:8: E101 pain[0] is incomplete: a pain names a region, a trait or an exercise",
        "f.yaml:3:32: E110 pain[1].trait cannot stand here (a pain names one of region, trait and exercise)",
        "f.yaml:4:8: E105 start should be a date in quotes, such as \"2026-12-01\", found the text '2026-13-01'",
    ]


def test_a_program_needs_reasons_for_every_item() -> None:
    data = samples.valid("program")
    data["weeks"][0]["sessions"][0]["blocks"][0]["items"][1]["reasons"] = []
    del data["weeks"][0]["sessions"][0]["blocks"][0]["items"][0]["dose"]
    source = json.dumps(data, indent=1).encode()
    found = schema.check("program", read(source, "plan.json"), "plan.json", source)
    assert [(p.code, p.message) for p in found] == [
        ("E101", "weeks[0].sessions[0].blocks[0].items[0].dose is missing"),
        ("E107", "weeks[0].sessions[0].blocks[0].items[1].reasons should have at least 1 entry, found 0"),
    ]
    assert source.decode().split("\n")[found[1].line - 1].strip() == '"reasons": [],'


@pytest.mark.parametrize("text", ["3", "{}", "- 3", "- []", "-", "- - a"])
def test_a_list_of_the_wrong_things(text: str) -> None:
    (problem,) = problems("exercise", text)
    assert problem.code == "E103"
    assert "should be a " in problem.message


def test_hostile_keys_and_texts_cannot_garble_a_message() -> None:
    source = json.dumps([{"id": "\x1b[2J", "\x1b[31m" + "k" * 500: 1, "patterns": "a\x07b", "steps": {"\r": 1}}]).encode()
    for problem in schema.check("exercise", read(source, "f.json"), "f.json", source):
        assert str(problem).isprintable()
        assert len(str(problem)) < 250


def test_without_a_source_there_are_no_lines() -> None:
    (problem,) = schema.check("profile", {"days": 0}, "the profile")
    assert str(problem) == "the profile: E106 days should be from 1 to 7, found 0"


def test_only_the_broken_items_are_reported() -> None:
    data = [{**samples.valid("exercise")[0], "id": f"e-{i}"} for i in range(50)]
    data[31]["level"] = "beginer"
    (problem,) = schema.check("exercise", data, "f.yaml")
    assert problem.message.startswith("e-31: level should be")
    assert problem.hint == "did you mean 'beginner'?"


def test_jsonschema_is_imported_only_to_explain() -> None:
    code = """
import sys, setlist.schema as s
assert not s.check("rule", [], "f")
print("jsonschema" in sys.modules, "yaml" in sys.modules, len(s.check("rule", 3, "f")), "jsonschema" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "1", "True"]


def test_an_unknown_kind_is_a_bug_of_the_caller() -> None:
    with pytest.raises(KeyError):
        schema.schema_text("exercises")


def test_schemas_of_plugins_are_explained_too() -> None:
    own = {
        "type": "object",
        "properties": {"grip": {"enum": ["hook", "mixed"]}, "never": False, "code": {"type": "string", "pattern": "^[0-9]+$"}},
        "patternProperties": {"^x-": {"anyOf": [{"type": "array"}, {"type": "object", "required": ["kg"]}]}},
        "additionalProperties": False,
    }
    source = b"- ext:\n    kettlebell: {grip: hok, x-a: {}, never: 1, grib: 1, code: 7}\n"
    value = read(source, "f.yaml")[0]["ext"]["kettlebell"]
    found = schema.check_against(own, value, "f.yaml", source, (0, "ext", "kettlebell"))
    assert [str(p) for p in found] == [
        "f.yaml:2:17: E100 kettlebell: this: False schema does not allow 1",
        "f.yaml:2:24: E104 kettlebell: grip should be one of hook, mixed, found the text 'hok' (did you mean 'hook'?)",
        "f.yaml:2:34: E101 kettlebell: x-a.kg is missing",
        "f.yaml:2:48: E102 kettlebell: unknown key grib (did you mean 'grip'?)",
        'f.yaml:2:63: E103 kettlebell: code should be text, found the number 7 (quote it: "7")',
    ]
    with pytest.raises(jsonschema.SchemaError):
        schema.check_against({"type": "integr"}, value, "f.yaml")


def test_a_verdict_that_cannot_be_explained_still_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    from setlist.explain import Explainer

    monkeypatch.setattr(Explainer, "explain", lambda self, data, at: [])
    (problem,) = schema.check("profile", {"days": 9}, "f.yaml", b"days: 9")
    assert (problem.code, problem.line, problem.col) == ("E100", 1, 7)


ODD: list[Any] = [None, True, False, 0, 1, -1, 1.0, 2.5, 1e300, 2**53 - 1, [], {}, [1, 2], [2, 1.0], ["a", "a"], {"a": 1}, {"id": "a"}]
ODD += ["", "a", "a\n", "\n", "A b", "é", "😀" * 81, "20 s", "2 min\n", "RIR 2", "$it", "a:b", "a:b:c", "-", "a-", "١", "2026-12-01\n"]
KINDS = st.sampled_from(schema.kinds())


def _spots(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a document."""
    entries = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    return [(value, key) for key, _ in entries] + [spot for _, inner in entries for spot in _spots(inner)]


def mutate(data: st.DataObject, document: Any) -> Any:
    """The document with one thing changed: a value replaced or doubled, a key dropped, renamed or added, a newline appended."""
    document = copy.deepcopy(document)
    container, key = data.draw(st.sampled_from(_spots(document)))
    how = data.draw(st.sampled_from(["replace", "drop", "double", "rename", "newline", "float"]))
    value = container[key]
    if how == "drop":
        del container[key]
    elif how == "newline" and isinstance(value, str):
        container[key] = value + "\n"
    elif how == "float" and type(value) is int:
        container[key] = float(value)
    elif how == "double" and isinstance(container, list):
        container.append(value)
    elif how == "rename" and isinstance(container, dict):
        container[data.draw(st.sampled_from([f"{key}s", f"{key}\n", key.upper(), "", "id", "x-y", "été"]))] = container.pop(key)
    else:
        container[key] = data.draw(st.sampled_from(ODD))
    return document


REGISTRY: Registry[Any] = Registry().with_resources(
    (schema.schema(k)["$id"], Resource.from_contents(schema.schema(k))) for k in (*schema.KINDS, *schema.SHARED)
)
FAST = jsonschema_rs.Registry([(schema.schema(k)["$id"], schema.schema(k)) for k in (*schema.KINDS, *schema.SHARED)])
PAIRS = {
    kind: (
        jsonschema.Draft202012Validator(schema.schema(kind), registry=REGISTRY),
        jsonschema_rs.Draft202012Validator(schema.schema(kind), registry=FAST),
    )
    for kind in schema.kinds()
}
SAMPLES = {kind: samples.valid(kind) for kind in schema.kinds()}


@settings(max_examples=400, deadline=None)
@given(KINDS, st.data())
def test_both_validators_agree_and_every_invalid_document_is_explained(kind: str, data: st.DataObject) -> None:
    document = SAMPLES[kind]
    for _ in range(data.draw(st.integers(1, 3))):
        document = mutate(data, document)
        if not _spots(document):
            break
    slow, fast = PAIRS[kind]
    assert slow.is_valid(document) == fast.is_valid(document)
    found = schema.check(kind, document, "f.yaml")
    assert bool(found) == (not slow.is_valid(document))
    assert all(p.code in CODES and p.code != "E100" for p in found)


@settings(max_examples=60, deadline=None)
@given(KINDS, st.data())
def test_places_lie_within_the_file(kind: str, data: st.DataObject) -> None:
    source = json.dumps(mutate(data, SAMPLES[kind]), indent=1).encode()
    lines = source.decode().split("\n")
    for problem in schema.check(kind, read(source, "f.json"), "f.json", source):
        assert lines[problem.line - 1][problem.col - 1] not in " \n"
