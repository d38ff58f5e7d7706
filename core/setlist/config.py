"""The user's configuration: `config.yaml` in the user's folder.

disabled_plugins: [acme]         # as `setlist plugin disable acme` writes it
plugins: {acme: {swings: 2}}     # settings, by plugin
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from setlist.folders import user_dir, write_whole
from setlist.frozen import FrozenDict, freeze
from setlist.problems import InputError, Problem, did_you_mean

KEYS = ("disabled_plugins", "plugins")


class Config(Struct, frozen=True):
    """What the file says; the defaults when there is none."""

    disabled_plugins: tuple[str, ...] = ()
    plugins: Mapping[str, Mapping[str, Any]] = field(default_factory=FrozenDict)


def config_file() -> Path:
    return user_dir() / "config.yaml"


def read_config() -> Config:
    """The configuration. InputError when the file is not as it should be, OSError when it cannot be read."""
    path = config_file()
    return _parse(path.read_bytes(), str(path)) if path.exists() else Config()


def disable_plugins(names: Iterable[str]) -> None:
    """Make the file's `disabled_plugins` exactly these names and leave every other line as it is.

    InputError when the file is at fault or too unusual to edit, OSError when it cannot be written.
    """
    path = config_file().resolve()  # through a link: the file meant is the one that it points to
    source = path.read_bytes() if path.exists() else b""
    before = _parse(source, str(path))
    wanted = tuple(sorted(set(names)))
    edited = _edit(source.decode(), wanted).encode()
    if _parse(edited, str(path)) != Config(wanted, before.plugins):
        hint = f"write `disabled_plugins: [{', '.join(wanted)}]` yourself"
        raise InputError([Problem(str(path), 0, 0, "E100", "disabled_plugins cannot be edited safely", hint)])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(str(path), edited)


def check_settings(plugin: str, settings: Mapping[str, Any], schema: dict[str, Any]) -> list[Problem]:
    """What is wrong with a plugin's settings by the schema that it supplies; in the configuration file, if they are from there."""
    import json

    from setlist.schema import check_against

    plain = json.loads(json.dumps(settings))  # lists for tuples: validators know no others
    path = config_file()
    source = path.read_bytes() if path.exists() else b""
    if _parse(source, str(path)).plugins.get(plugin) == settings:
        return check_against(schema, plain, str(path), source, ("plugins", plugin))
    return check_against(schema, plain, f"settings of plugin {plugin}")


def _parse(source: bytes, name: str) -> Config:
    if not _has_content(source):
        return Config()
    from setlist.documents import locate, read

    data = read(source, name)
    problems = [Problem(name, *locate(source, path), code, message, hint) for path, code, message, hint in _faults(data)]
    if problems:
        raise InputError(problems)
    return Config(tuple(data.get("disabled_plugins") or ()), freeze(data.get("plugins") or {}))


def _has_content(source: bytes) -> bool:
    return any(line.strip() and not line.lstrip().startswith(b"#") for line in source.splitlines())


def _faults(data: Any) -> list[tuple[tuple[str, ...], str, str, str | None]]:
    if not isinstance(data, dict):
        return [((), "E103", "expected a mapping", f"its keys are {' and '.join(KEYS)}")]
    faults: list[tuple[tuple[str, ...], str, str, str | None]] = [
        ((key,), "E102", f"unknown key {key!r}", did_you_mean(key, KEYS)) for key in data if key not in KEYS
    ]
    disabled = data.get("disabled_plugins") or []
    if not isinstance(disabled, list) or not all(isinstance(name, str) for name in disabled):
        faults.append((("disabled_plugins",), "E103", "expected a list of plugin names", None))
    settings = data.get("plugins") or {}
    if not isinstance(settings, dict):
        return [*faults, (("plugins",), "E103", "expected a mapping from plugin names to their settings", None)]
    wrong = [name for name, value in settings.items() if not isinstance(value, dict)]
    return faults + [(("plugins", name), "E103", f"expected a mapping of settings for {name}", None) for name in wrong]


def _edit(text: str, names: tuple[str, ...]) -> str:
    """The text with `disabled_plugins` replaced where it stands, or added at the end. Comments and order stay."""
    import json

    import yaml

    entry = f"disabled_plugins: {json.dumps(list(names), ensure_ascii=False)}"
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "disabled_plugins":
            last = value.value[-1] if isinstance(value, yaml.SequenceNode) and value.value and not value.flow_style else value
            return text[: key.start_mark.index] + entry + text[last.end_mark.index :]
    return text + ("" if not text or text.endswith("\n") else "\n") + entry + "\n"
