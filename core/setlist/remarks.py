"""What a schema says about a place in it: the descriptions that turn an error into a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

Schema = Mapping[str, Any]

NAMED = frozenset({"properties", "patternProperties", "dependentSchemas", "prefixItems"})  # keyword, then a name: another value
INNER = frozenset({"items", "additionalProperties", "unevaluatedProperties", "contains", "propertyNames"})  # another value
BRANCHES = frozenset({"allOf", "anyOf", "oneOf"})  # keyword, then an index: the same value


class Remarks(Struct, frozen=True):
    """`form`: what the value should look like. `branch`: what the conditional rule around it says; `in_branch`: it is about this very
    value, not one around it. `names_key`: the error is about a key."""

    form: str | None = None
    branch: str | None = None
    in_branch: bool = False
    names_key: bool = False


def remarks_on(body: Schema, root: Schema, steps: Sequence[str | int], others: Mapping[str, Schema]) -> Remarks:
    """The remarks on the way from `body` along `steps`, the schema path of an error (which does not name `$ref`).

    `root` is the schema that `#/...` points into, `others` are those that an absolute `$ref` (`urn:setlist:common:1`) may name.
    """
    node: Any = body
    base = root
    form, branch, in_branch, names_key = None, None, False, False
    rest = list(steps)
    while rest and isinstance(node, Mapping):
        form = _form(node) or form
        while rest[0] not in node and "$ref" in node:
            base, node = _follow(node["$ref"], base, others)
            form = _form(node) or form
        step = rest.pop(0)
        if not rest or step not in node:
            break  # the keyword that failed, or a way that only jsonschema can follow
        node = node[step]
        if step in NAMED:
            node, form, in_branch = node[rest.pop(0)], None, False
        elif step in INNER:
            form, in_branch, names_key = None, False, step == "propertyNames"
        elif step in BRANCHES:
            node = node[rest.pop(0)]
            branch, in_branch = node.get("description"), True
    return Remarks(form, branch, in_branch, names_key)


def _form(node: Schema) -> str | None:
    return node.get("description") if "pattern" in node or "if" in node else None


def _follow(reference: str, base: Schema, others: Mapping[str, Schema]) -> tuple[Schema, Schema]:
    address, _, pointer = reference.partition("#")
    if address:
        base = others.get(address, {})
    node: Any = base
    for step in pointer.split("/")[1:]:
        node = node.get(step.replace("~1", "/").replace("~0", "~"), {}) if isinstance(node, Mapping) else {}
    return base, node
