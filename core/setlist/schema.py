"""JSON Schema checks: jsonschema-rs says whether a document is valid; jsonschema, imported only then, explains what is not."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from setlist.problems import Problem

if TYPE_CHECKING:
    import jsonschema_rs

    from setlist.explain import Explainer
    from setlist.places import Path
    from setlist.wording import Fault

KINDS = ("pack", "exercise", "template", "rule", "condition", "vocabulary", "question", "advice", "profile", "program")
SHARED = ("common",)
Schema = dict[str, Any]


def kinds() -> tuple[str, ...]:
    """The kinds of documents that have a schema."""
    return KINDS


def schema_text(kind: str) -> str:
    """The JSON Schema of a kind, or of `common` (the parts that the others share), as text. KeyError for an unknown kind."""
    if kind not in KINDS + SHARED:
        raise KeyError(kind)
    import setlist_schemas

    return (FilePath(setlist_schemas.__path__[0]) / f"{kind}.schema.json").read_text("utf-8")


@cache
def schema(kind: str) -> Schema:
    """The JSON Schema of a kind as data. It is shared: do not change it."""
    data: Schema = json.loads(schema_text(kind))
    return data


def check(kind: str, data: Any, name: str, source: bytes | None = None) -> list[Problem]:
    """What is wrong with a document of this kind, in the order of the file; empty when it is valid.

    `data` is plain JSON, as `documents.read` made it of `source`. Without a source the problems have no line.
    """
    if _judge(kind).is_valid(data):
        return []
    faults: list[Fault] = []
    if isinstance(data, list) and _listed(kind):
        for index, item in enumerate(data):
            if not _item_judge(kind).is_valid(item):
                faults += _explain(kind, item, (index,), _item_judge(kind))
    if not faults:
        faults = _explain(kind, data, (), _judge(kind))
    from setlist.explain import placed

    return placed(faults, name, source)


def check_against(own: Schema, data: Any, name: str, source: bytes | None = None, at: Path = ()) -> list[Problem]:
    """What is wrong with `data`, the value at path `at` of a document, by the schema of a plugin, which jsonschema alone reads.

    Raises jsonschema's SchemaError when the schema itself is wrong, and referencing's Unresolvable for a reference it does not hold.
    """
    from jsonschema import Draft202012Validator

    from setlist.explain import Explainer, placed

    Draft202012Validator.check_schema(own)
    return placed(Explainer(own, own).explain(data, at), name, source)


def _explain(kind: str, data: Any, at: Path, judge: jsonschema_rs.Draft202012Validator) -> list[Fault]:
    """The faults of a document, or of one item of a list. Only the keys that are broken are looked at; a verdict of the fast
    validator that jsonschema cannot explain is reported as it stands: the document stays invalid."""
    from setlist.wording import Fault

    item = bool(at)
    errors = list(judge.iter_errors(data))
    broken = frozenset(str(error.instance_path[0]) for error in errors if error.instance_path)
    faults = _explainer(kind, item, broken).explain(data, at) if isinstance(data, dict) else []
    return faults or _explainer(kind, item, None).explain(data, at) or [Fault((*at, *e.instance_path), "E100", e.message) for e in errors]


@lru_cache(maxsize=256)
def _explainer(kind: str, item: bool, broken: frozenset[str] | None) -> Explainer:
    """jsonschema for a document or an item, with the properties that are not `broken` left out of sight."""
    from setlist.explain import Explainer

    root = schema(kind)
    body = {**root, **root["$defs"][kind]} if item else root
    if item:
        del body["items"]
    if broken is not None and "properties" in body:
        body = {**body, "properties": {key: part if key in broken else True for key, part in body["properties"].items()}}
    return Explainer(body, root)


def _listed(kind: str) -> bool:
    return schema(kind).get("items") == {"$ref": f"#/$defs/{kind}"}


@cache
def _judge(kind: str) -> jsonschema_rs.Draft202012Validator:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(schema(kind), registry=_registry())


@cache
def _item_judge(kind: str) -> jsonschema_rs.Draft202012Validator:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator({"$ref": f"{schema(kind)['$id']}#/$defs/{kind}"}, registry=_registry())


@cache
def _registry() -> jsonschema_rs.Registry:
    import jsonschema_rs

    return jsonschema_rs.Registry([(schema(kind)["$id"], schema(kind)) for kind in SHARED + KINDS])
