"""The entry points of setlist's groups, from an index that is as good as reading every installed distribution, and much faster.

The index holds what `importlib.metadata` found, together with everything that answer depended on: the folders of `sys.path`, the
names of the distributions in them and the stamps of their `entry_points.txt`. Working out the same again takes one listing a folder;
when a single character differs, the index is a miss. A hit does not import `importlib.metadata`.
"""

# os.path, because importing pathlib takes longer than all of this.
# ruff: noqa: PTH100, PTH108, PTH116, PTH118

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from setlist.folders import cache_path, read_private, write_private

PREFIX = "setlist."  # the index holds the groups whose names begin like this
FORMAT = 1
FOLDER = "entry-points"
KEPT = 40
PATH_FINDER = "_frozen_importlib_external"  # where the standard finder of distributions on sys.path lives
SETTLED_NS = 2_000_000_000  # the coarsest file time of common file systems: a file may still change within it and keep its stamp


class EntryPoint(NamedTuple):
    """One entry point: `value` is `module` or `module:object`; `dist` and `version` are those of the distribution that declares it.

    A line that cannot be read is kept with an empty value, so that using it fails with its name rather than being skipped.
    """

    name: str
    value: str
    dist: str
    version: str


class _Stamp(NamedTuple):
    """`place` names the index file of this path; `text` is everything the answer depends on; `newest_ns` is its last change."""

    place: str
    text: str
    newest_ns: int


def entry_points(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group (`setlist.plugins`, ...), sorted by (name, distribution)."""
    if not group.startswith(PREFIX):
        raise ValueError(f"the index holds groups that begin with {PREFIX!r}, not {group!r}")
    stamp = _environment()
    rows = _cached(stamp) if stamp else None
    if rows is None:
        rows = list(_installed())
        if stamp:
            _store(stamp, rows)
    found = [EntryPoint(*row[1:]) for row in rows if row[0] == group]
    return tuple(sorted(found, key=lambda e: (e.name, e.dist, e.value)))


def _environment() -> _Stamp | None:
    """What the answer depends on, or None where it depends on more: on finders that only their code knows, or on a lost working folder."""
    if any(hasattr(finder, "find_distributions") and finder.__module__ != PATH_FINDER for finder in sys.meta_path):
        return None
    try:
        folders = [os.path.abspath(entry) for entry in sys.path if isinstance(entry, str)]
    except FileNotFoundError:
        return None
    import zlib

    lines = [sys.version]
    newest = 0
    for folder in folders:
        lines.append(folder)
        for text, changed in _folder_stamps(folder):
            lines.append(text)
            newest = max(newest, changed)
    place = zlib.crc32(os.fsencode("\0".join([sys.version, *folders])))  # a clash is only a miss
    return _Stamp(cache_path(FOLDER, f"{place:08x}.json"), "\n".join(lines), newest)


def _folder_stamps(folder: str) -> list[tuple[str, int]]:
    suffixes = (".dist-info", ".egg-info", "egg-info") if folder.lower().endswith(".egg") else (".dist-info", ".egg-info")
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.lower().endswith(suffixes))
    except NotADirectoryError:  # a zip file on the path
        return [_file_stamp("", folder)]
    except OSError:
        return []
    return [_file_stamp(name, os.path.join(folder, name, "entry_points.txt")) for name in names]


def _file_stamp(name: str, path: str) -> tuple[str, int]:
    try:
        status = os.stat(path)
    except OSError:
        return name, 0
    return f"{name} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_size}", status.st_mtime_ns


def _cached(stamp: _Stamp) -> list[list[str]] | None:
    data = read_private(stamp.place)
    if data is None:
        return None
    import json

    try:
        index = json.loads(data)
    except ValueError:
        return None
    if not isinstance(index, dict) or index.get("format") != FORMAT or index.get("environment") != stamp.text:
        return None
    rows = index.get("entries")
    return rows if isinstance(rows, list) and all(_is_row(row) for row in rows) else None


def _is_row(row: Any) -> bool:
    return isinstance(row, list) and len(row) == 5 and all(isinstance(cell, str) for cell in row)


def _store(stamp: _Stamp, rows: list[list[str]]) -> None:
    import json
    import time

    if stamp.newest_ns > time.time_ns() - SETTLED_NS:
        return
    text = json.dumps({"format": FORMAT, "environment": stamp.text, "entries": rows})
    if write_private(stamp.place, text.encode()):  # a cache that cannot be written is no cache
        _forget_oldest()


def _forget_oldest() -> None:
    """Environments and working folders come and go; keep the index of the last few."""
    try:
        with os.scandir(cache_path(FOLDER)) as entries:
            files = sorted(entries, key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
        for file in files[KEPT:]:
            os.unlink(file.path)
    except OSError:
        return  # another process was faster


def _installed() -> Iterator[list[str]]:
    """[group, name, value, distribution, version] of every distribution; of several with one name the first on the path counts."""
    import importlib.metadata

    seen = set()
    for dist in importlib.metadata.distributions():
        folder = str(getattr(getattr(dist, "_path", None), "name", ""))  # saves reading the metadata of what is not our business
        if folder.startswith("~"):  # what pip leaves behind of an uninstall that it could not finish
            continue
        text = _read(dist, "entry_points.txt")
        header = _read(dist, "METADATA", "PKG-INFO") if not folder or PREFIX in text else ""
        name = _field(header, "Name") or folder.rpartition(".")[0].split("-")[0]
        key = name.lower().replace("_", "-").replace(".", "-")
        if key not in seen:
            seen.add(key)
            for group, line_name, value in _parse(text):
                yield [group, line_name, value, name, _field(header, "Version")]


def _read(dist: Any, *names: str) -> str:
    try:
        return next(filter(None, map(dist.read_text, names)), "")
    except UnicodeDecodeError:
        return ""  # no installer writes one, and it is as likely as not another program's


def _field(header: str, name: str) -> str:
    start = f"{name}: "
    return next((line.removeprefix(start).strip() for line in header.splitlines() if line.startswith(start)), "")


def _parse(text: str) -> Iterator[tuple[str, str, str]]:
    group = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1].strip()
        elif line and line[0] not in "#;" and group.startswith(PREFIX):
            name, _, value = line.partition("=")
            yield group, name.strip(), value.split("[")[0].strip()
