"""A pack on a page: its manifest, where it comes from, how much is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from setlist.cli.layout import bullets, facts, section, show, title
from setlist.packfiles import KINDS
from setlist.packs import Pack, PackSource


def contents(pack: Pack) -> dict[str, int]:
    """How many entries the pack has, by folder; words of the vocabulary are counted one by one."""
    counts = dict.fromkeys(KINDS, 0)
    folders = {kind: folder for folder, kind in KINDS.items()}
    for file in pack.files:
        if file.kind:
            entries = file.data.values() if isinstance(file.data, dict) else [file.data]
            counts[folders[file.kind]] += sum(map(len, entries))
    return counts


def show_page(pack: Pack) -> None:
    source, manifest = pack.source, pack.source.manifest
    show(
        title(str(manifest["title"])),
        facts(
            [
                ("Id", pack.id),
                ("Version", source.version),
                ("About", str(manifest.get("summary", ""))),
                ("Licence", str(manifest["license"])),
                ("Authors", ", ".join(manifest.get("authors", ()))),
                ("Language", str(manifest.get("language", ""))),
                ("Homepage", str(manifest.get("homepage", ""))),
                ("Tags", ", ".join(manifest.get("tags", ()))),
                ("From", _origin(source)),
                ("Folder", str(source.path)),
                ("Needs", ", ".join(_needs(source))),
                ("Replaces", ", ".join(manifest.get("overrides", ()))),
                ("Hides", ", ".join(str(hidden.path) for hidden in source.shadows)),
                ("Digest", pack.digest),
            ]
        ),
        section("What is in it", facts(_contents(pack), "  ")),
        section("Files that are no part of it", bullets(pack.strays)),
    )


def _origin(source: PackSource) -> str:
    return f"built in ({source.provider})" if source.built_in else source.provider if source.origin == "installed" else source.origin


def _needs(source: PackSource) -> Iterator[str]:
    setlist = source.manifest.get("requires", {}).get("setlist")
    yield from (f"{name} {version}" for name, version in source.requires.items())
    if setlist:
        yield f"setlist {setlist}"


def _contents(pack: Pack) -> Iterator[tuple[str, str]]:
    kinds = Counter(item["kind"] for file in pack.files if file.kind == "exercise" for item in file.data)
    for folder, count in contents(pack).items():
        if count:
            detail = ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])))
            yield folder, f"{count} ({detail})" if folder == "exercises" else str(count)
