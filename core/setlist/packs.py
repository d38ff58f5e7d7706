"""Finding packs, and reading one.

One precedence: paths that were named come before the user's pack folder (`SETLIST_HOME/packs/*`), which comes before installed
distributions (entry points of the group `setlist.packs`, whose value is a package with pack folders in it). A pack of a lower level
with the same id is shadowed, which is recorded; the same id twice on one level is a problem of that pack, and so is the id of a built-in
pack: whoever asks for `base` gets the conditions and questions that setlist was checked with, or an error.

A pack with a damaged manifest is found all the same, with its problems: they matter to whoever asks for it, and to nobody else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from setlist import cache
from setlist.frozen import freeze
from setlist.manifests import read_manifest
from setlist.model import EMPTY, PackInfo
from setlist.packfiles import KINDS, MANIFEST, PackFiles, UnsafeFile, read_file, read_files
from setlist.problems import InputError, Problem

Origin = Literal["path", "home", "installed"]


class PackSource(NamedTuple):
    """Where a pack was found. `provider` is the distribution, or the folder that was searched; `shadows` are packs with the same id that
    this one hides."""

    id: str
    path: Path
    origin: Origin
    provider: str
    manifest: Mapping[str, Any] = EMPTY
    problems: tuple[Problem, ...] = ()
    shadows: tuple[PackSource, ...] = ()
    built_in: bool = False

    @property
    def version(self) -> str:
        return str(self.manifest.get("version", ""))

    @property
    def requires(self) -> Mapping[str, str]:
        """The packs that this one needs: id -> version requirement."""
        packs: Mapping[str, str] = self.manifest.get("requires", EMPTY).get("packs", EMPTY)
        return packs


class PackFile(NamedTuple):
    """A document of a pack: what kind it is, how it is named in problems, its bytes and its checked data."""

    kind: str
    name: str
    source: bytes
    data: Any


class Pack(NamedTuple):
    """A pack that was read: its `pack.yaml`, the other documents in name order, and the names of `strays`, which are no part of a pack."""

    source: PackSource
    digest: str
    manifest: PackFile
    files: tuple[PackFile, ...]
    strays: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.source.id


class OpenPack(NamedTuple):
    """A pack whose files were read but not yet looked into."""

    source: PackSource
    files: PackFiles
    digest: str


class _Place(NamedTuple):
    folder: Path
    provider: str
    built_in: bool = False
    empty: str = ""  # why there is no pack, where one was promised


def find_packs(paths: Iterable[str | Path] = (), home: str | Path | None = None) -> Mapping[str, PackSource]:
    """Every pack that can be had, by id in id order.

    paths: pack folders, or folders of pack folders. home: what `SETLIST_HOME` says, unless given. Raises InputError for a path
    that holds no pack; damaged packs are returned with their `problems`.
    """
    found: dict[str, PackSource] = {}
    levels: tuple[tuple[Origin, Iterable[_Place]], ...] = (("path", _named(paths)), ("home", _users(home)), ("installed", _installed()))
    for origin, places in levels:
        level: dict[str, list[PackSource]] = {}
        seen: set[Path] = {source.path.resolve() for source in found.values()}
        for place in places:
            if place.folder.resolve() not in seen:
                seen.add(place.folder.resolve())
                source = _source(place, origin)
                level.setdefault(source.id, []).append(source)
        for pack_id, sources in level.items():
            if above := found.get(pack_id):
                taken = [_taken(above, source) for source in sources if source.built_in]
                found[pack_id] = above._replace(shadows=(*above.shadows, *sources), problems=(*above.problems, *taken))
            else:
                found[pack_id] = sources[0] if len(sources) == 1 else _ambiguous(sources)
    return {pack_id: found[pack_id] for pack_id in sorted(found)}


def _ambiguous(sources: list[PackSource]) -> PackSource:
    first = sources[0]
    places = " and ".join(f"{s.path} ({s.provider})" if s.origin == "installed" else str(s.path) for s in sources)
    message = f"the pack {first.id!r} is there {len(sources)} times, and neither comes first: {places}"
    problem = Problem(str(first.path / MANIFEST), 0, 0, "E202", message, "remove one, or name the folder of the one you want")
    return first._replace(problems=(*first.problems, problem))


def _taken(source: PackSource, built_in: PackSource) -> Problem:
    message = f"the id {source.id!r} is taken by a built-in pack ({built_in.path})"
    return Problem(str(source.path / MANIFEST), 0, 0, "E207", message, "give the pack an id of its own")


def _named(paths: Iterable[str | Path]) -> Iterator[_Place]:
    for path in map(Path, paths):
        folders = [path] if (path / MANIFEST).is_file() else list(_children(path))
        if not folders:
            what = f"no {MANIFEST} in it or in a folder below it" if path.is_dir() else "no such folder"
            raise InputError([Problem(str(path), 0, 0, "E201", f"is no pack: {what}")])
        for folder in folders:
            yield _Place(folder, str(path))


def _users(home: str | Path | None) -> Iterator[_Place]:
    from setlist.folders import user_dir

    folder = Path(home if home is not None else user_dir()) / "packs"
    for child in _children(folder):
        yield _Place(child, str(folder))


def _children(folder: Path) -> Iterator[Path]:
    """The pack folders in a folder, in name order; none where there is no such folder."""
    try:
        children = sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise InputError([Problem(str(folder), 0, 0, "E206", f"cannot be listed ({error.strerror})")]) from error
    for child in children:
        if (child / MANIFEST).is_file():
            yield child


def _installed() -> Iterator[_Place]:
    from setlist.entrypoints import entry_points

    for entry in entry_points("setlist.packs"):
        provider = f"{entry.dist} {entry.version}".strip()
        folders = [child for folder in package_folders(entry.value.partition(":")[0]) for child in _children(folder)]
        for folder in folders:
            yield _Place(folder, provider, entry.dist.lower() == "setlist")
        if not folders:
            yield _Place(Path(entry.name), provider, empty=f"the entry point {entry.name} = {entry.value} leads to no pack")


def package_folders(name: str) -> list[Path]:
    """The folders of a package, found as an import would find them but without running any of it."""
    search: list[str] | None = None
    parts = name.split(".")
    for depth in range(1, len(parts) + 1):
        full = ".".join(parts[:depth])
        finders = (getattr(finder, "find_spec", None) for finder in sys.meta_path)
        spec = next((spec for find in finders if find and (spec := find(full, search, None))), None)
        if spec is None or spec.submodule_search_locations is None:
            return []
        search = list(spec.submodule_search_locations)
    return [Path(folder) for folder in search or ()]


def _source(place: _Place, origin: Origin) -> PackSource:
    name = str(place.folder / MANIFEST)
    try:
        if place.empty:
            raise UnsafeFile(place.empty)
        content = read_file(place.folder, MANIFEST)
    except UnsafeFile as error:
        problem = Problem(place.provider if place.empty else name, 0, 0, "E206", str(error))
        return PackSource(place.folder.name, place.folder, origin, place.provider, problems=(problem,))
    manifest, problems = read_manifest(content, name)
    named = manifest.get("id")
    pack_id = named if isinstance(named, str) and named else place.folder.name
    return PackSource(pack_id, place.folder, origin, place.provider, freeze(manifest), problems, built_in=place.built_in)


def open_pack(source: PackSource) -> OpenPack:
    """The pack's bytes and their digest. Raises InputError where a file is refused or cannot be read."""
    if source.problems:
        raise InputError(source.problems)
    try:
        files = read_files(source.path)
    except OSError as error:
        raise InputError([Problem(str(source.path), 0, 0, "E206", f"cannot be read ({error.strerror})")]) from error
    if files.refused:
        raise InputError(Problem(str(source.path / name), 0, 0, "E206", reason) for name, reason in files.refused)
    return OpenPack(source, files, files.digest())


def read_pack(pack: PackSource | OpenPack) -> Pack:
    """The pack with all its documents, checked against the schemas. Raises InputError with every problem of the pack."""
    source, files, digest = pack if isinstance(pack, OpenPack) else open_pack(pack)
    entry = cache.key("pack", digest)
    documents = cache.load(entry)
    if not isinstance(documents, dict):
        documents = _parse(source, files)
        cache.store(entry, documents)
    manifest = PackFile("pack", str(source.path / MANIFEST), files.contents.get(MANIFEST, b""), source.manifest)
    rest = (PackFile(_kind(name), str(source.path / name), files.contents[name], data) for name, data in documents.items())
    return Pack(source, digest, manifest, tuple(rest), files.strays)


def _kind(name: str) -> str:
    """What kind of document a file holds; empty for what is no part of the catalog."""
    return KINDS.get(name.partition("/")[0], "")


def _parse(source: PackSource, files: PackFiles) -> dict[str, Any]:
    from setlist import documents, schema

    parsed: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, content in files.contents.items():
        if kind := _kind(name):
            shown = str(source.path / name)
            try:
                parsed[name] = documents.read(content, shown)
            except InputError as error:
                problems += error.problems
            else:
                problems += schema.check(kind, parsed[name], shown, content)
    if problems:
        raise InputError(problems)
    return parsed


def describe(pack: Pack | OpenPack) -> PackInfo:
    """What a catalog says of a pack."""
    manifest = pack.source.manifest
    return PackInfo(
        id=pack.source.id,
        version=pack.source.version,
        title=manifest["title"],
        digest=pack.digest,
        path=str(pack.source.path),
        license=manifest["license"],
        summary=manifest.get("summary", ""),
        requires=manifest.get("requires", EMPTY),
        built_in=pack.source.built_in,
    )
