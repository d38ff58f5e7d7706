"""Finding packs and reading one: precedence, damage that stays where it is, and folders that are not to be trusted."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from packfolders import exercise, pack, write
from setlist import __version__, packfiles
from setlist.packs import Pack, find_packs, package_folders, read_pack
from setlist.problems import InputError
from sites import Site


@pytest.fixture(autouse=True)
def private(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SETLIST_CACHE", raising=False)


def read(folder: Path) -> Pack:
    source = next(source for source in find_packs([folder]).values() if source.path == folder)
    return read_pack(source)


def refused(folder: Path) -> list[str]:
    """What is wrong with a pack, without the folder it is in."""
    with pytest.raises(InputError) as caught:
        read(folder)
    return [str(problem).replace(f"{folder}{os.sep}", "") for problem in caught.value.problems]


def install_pack(site: Site, dist: str, package: str, pack_id: str) -> Path:
    """Install a distribution whose package holds one pack."""
    site.install(dist, text=f"[setlist.packs]\n{dist} = {package}")
    return pack(write(site.folder / package, {"__init__.py": "raise SystemExit('nobody imports me')"}), pack_id)


# finding


def test_a_path_may_be_a_pack_or_hold_packs(tmp_path: Path) -> None:
    one, shelf = pack(tmp_path, "one"), tmp_path / "shelf"
    pack(shelf, "two")
    pack(shelf, "three")
    found = find_packs([one, shelf])
    assert {"one", "two", "three"} <= set(found)
    assert list(found) == sorted(found)
    assert found["two"].origin == "path"
    assert (found["two"].version, dict(found["two"].requires)) == ("1.0", {"base": ">=0.1"})


@pytest.mark.parametrize(("name", "what"), [("nowhere", "no such folder"), ("empty", "no pack.yaml")])
def test_a_path_without_a_pack_is_said(name: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=f"{name}: E201 is no pack: {what}"):
        find_packs([tmp_path / name])


def test_packs_of_the_user_and_of_distributions_are_found(home: Path, site: Site) -> None:
    mine = pack(home / "packs", "mine")
    theirs = install_pack(site, "their-packs", "their_packs", "theirs")
    found = find_packs()
    assert (found["mine"].path, found["mine"].origin) == (mine, "home")
    assert (found["theirs"].path, found["theirs"].origin, found["theirs"].provider) == (theirs, "installed", "their-packs 1.0")


def test_another_home_may_be_given(tmp_path: Path) -> None:
    pack(tmp_path / "elsewhere" / "packs", "mine")
    assert find_packs(home=tmp_path / "elsewhere")["mine"].origin == "home"
    assert "mine" not in find_packs()


def test_paths_come_before_the_user_before_distributions(home: Path, site: Site, tmp_path: Path) -> None:
    installed = install_pack(site, "their-packs", "their_packs", "yours")
    assert find_packs()["yours"].path == installed
    users = pack(home / "packs", "yours")
    found = find_packs()["yours"]
    assert (found.path, [hidden.path for hidden in found.shadows]) == (users, [installed])
    named = pack(tmp_path, "yours")
    found = find_packs([named])["yours"]
    assert (found.path, [hidden.path for hidden in found.shadows]) == (named, [users, installed])
    assert found.problems == ()


def test_the_same_id_twice_on_one_level_names_both(tmp_path: Path) -> None:
    one, two = pack(tmp_path / "a", "twin"), pack(tmp_path / "b", "twin")
    (problem,) = find_packs([one, two])["twin"].problems
    assert problem.code == "E202"
    assert str(one) in problem.message
    assert str(two) in problem.message
    with pytest.raises(InputError, match="E202"):
        read_pack(find_packs([one, two])["twin"])


def test_the_same_folder_twice_is_one_pack(tmp_path: Path) -> None:
    one = pack(tmp_path, "one")
    assert find_packs([one, tmp_path, one / ".." / "one"])["one"].problems == ()


@pytest.mark.parametrize("manifest", ["format: [", "", "- a list", "id: odd\nformat: 1\n", "\0"])
def test_a_damaged_manifest_does_not_hide_the_others(manifest: str, tmp_path: Path) -> None:
    write(tmp_path / "odd", {"pack.yaml": manifest})
    pack(tmp_path, "fine")
    found = find_packs([tmp_path])
    assert found["fine"].problems == ()
    assert found["odd"].problems[0].file == str(tmp_path / "odd" / "pack.yaml")


def test_a_distribution_without_its_package_does_not_hide_the_others(site: Site) -> None:
    install_pack(site, "their-packs", "their_packs", "theirs")
    site.install("gone", text="[setlist.packs]\ngone = no_such_package.inner")
    found = find_packs()
    assert found["theirs"].problems == ()
    assert "gone = no_such_package.inner leads to no pack" in str(found["gone"].problems[0])


def test_packages_are_found_without_running_them(site: Site) -> None:
    write(site.folder / "outer", {"__init__.py": "raise SystemExit", "inner/__init__.py": "raise SystemExit"})
    assert package_folders("outer.inner") == [site.folder / "outer" / "inner"]
    assert "outer" not in sys.modules
    assert package_folders("outer.nothing") == []
    assert package_folders("json") != []


# the manifest


def test_the_format_comes_before_everything_else(tmp_path: Path) -> None:
    folder = pack(tmp_path, "newer", format=2, requires={"setlist": ">=99"}, sparkles=True)
    assert refused(folder) == [f"pack.yaml:2:12: E203 the pack has format 2; setlist {__version__} reads format 1 (upgrade setlist)"]


def test_the_version_of_setlist_comes_before_unknown_fields(tmp_path: Path) -> None:
    folder = pack(tmp_path, "newer", requires={"setlist": ">=99"}, sparkles=True)
    (problem,) = refused(folder)
    assert "E203 the pack needs setlist >=99; this is" in problem


def test_a_requirement_that_is_none_is_said(tmp_path: Path) -> None:
    (problem,) = refused(pack(tmp_path, "odd", requires={"setlist": "newest"}))
    assert "E203 'newest' is not a version requirement such as '>=0.1,<1'" in problem


def test_an_unknown_field_of_the_manifest_is_said(tmp_path: Path) -> None:
    (problem,) = refused(pack(tmp_path, "odd", titel="Odd"))
    assert "E102" in problem
    assert "titel" in problem


# reading


def test_a_pack_is_read_file_by_file_in_name_order(tmp_path: Path) -> None:
    folder = pack(tmp_path, "one", {"exercises/b.yaml": [exercise("b")], "exercises/a.json": [exercise("a")], "rules/r.yml": "[]\n"})
    read_once = read(folder)
    assert [(file.kind, Path(file.name).name) for file in read_once.files] == [
        ("exercise", "a.json"),
        ("exercise", "b.yaml"),
        ("rule", "r.yml"),
    ]
    assert read_once.files[0].data == [exercise("a")]
    assert read(folder) == read_once  # the second time from the cache


def test_every_problem_of_every_file_is_reported_with_its_line(tmp_path: Path) -> None:
    folder = pack(
        tmp_path, "one", {"exercises/a.yaml": "- id: a\n  id: b\n", "exercises/b.yaml": "- id: b\n  nmae: B\n", "rules/c.yaml": "{}\n"}
    )
    codes = [problem.split()[1] for problem in refused(folder)]
    assert "E006" in codes
    assert {problem.split(":")[0] for problem in refused(folder)} == {"exercises/a.yaml", "exercises/b.yaml", "rules/c.yaml"}


def test_an_exercise_without_traits_is_an_error(tmp_path: Path) -> None:
    (problem,) = refused(pack(tmp_path, "one", {"exercises/a.yaml": [exercise("a", traits=None)]}))
    assert "E101" in problem
    assert "traits" in problem


def test_the_digest_is_of_names_and_bytes(tmp_path: Path) -> None:
    files = {"exercises/a.yaml": [exercise("a")], "exercises/b.yaml": [exercise("b")]}
    digest = read(pack(tmp_path / "1", "one", files)).digest
    assert digest == read(pack(tmp_path / "2", "one", dict(reversed(files.items())))).digest
    assert digest != read(pack(tmp_path / "3", "one", {**files, "exercises/b.yaml": [exercise("c")]})).digest
    assert (
        digest
        != read(pack(tmp_path / "4", "one", {"exercises/a.yaml": files["exercises/a.yaml"], "exercises/z.yaml": [exercise("b")]})).digest
    )


def test_what_is_no_part_of_a_pack_is_left_alone(tmp_path: Path) -> None:
    folder = pack(
        tmp_path, "one", {"README.md": "hello", "exercise/a.yaml": "not read: [", "exercises/notes.txt": "x", "exercises/.a.yaml.swp": "x"}
    )
    read_once = read(folder)
    assert read_once.strays == ("exercise/", "exercises/notes.txt")
    assert read_once.files == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_only_regular_files_inside_the_pack_are_read(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"a.yaml": [exercise("a")]})
    folder = pack(tmp_path, "one", {"exercises/own.yaml": [exercise("own")]})
    (folder / "exercises" / "out.yaml").symlink_to(outside / "a.yaml")
    (folder / "exercises" / "nowhere.yaml").symlink_to(tmp_path / "nowhere")
    (folder / "templates").symlink_to(outside)
    os.mkfifo(folder / "exercises" / "pipe.yaml")
    assert refused(folder) == [
        "exercises/nowhere.yaml: E206 cannot be read (No such file or directory)",
        "exercises/out.yaml: E206 a link that leaves the pack",
        "exercises/pipe.yaml: E206 not a regular file",
        "templates: E206 a link that leaves the pack",
    ]


def test_a_link_inside_the_pack_is_read(tmp_path: Path) -> None:
    folder = pack(tmp_path, "one", {"exercises/own.yaml": [exercise("own")]})
    (folder / "templates").mkdir()
    (folder / "exercises" / "same.yaml").symlink_to(folder / "exercises" / "own.yaml")
    assert [Path(file.name).name for file in read(folder).files] == ["own.yaml", "same.yaml"]


def test_caps_on_number_and_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = pack(tmp_path, "one", {f"exercises/{n}.yaml": "[]\n" for n in range(5)})
    monkeypatch.setattr(packfiles, "MAX_FILES", 3)
    assert "E206 a pack may hold 3 files" in refused(folder)[0]
    monkeypatch.setattr(packfiles, "MAX_FILES", 100)
    write(folder, {"exercises/0.yaml": "# " + "x" * packfiles.MAX_FILE_BYTES})
    assert refused(folder) == ["exercises/0.yaml: E206 larger than 4 MiB: split it"]
    write(folder, {"exercises/0.yaml": "[]\n"})
    monkeypatch.setattr(packfiles, "MAX_BYTES", 10)
    assert "E206 a pack may hold" in refused(folder)[0]


# the cache of packs


def test_a_damaged_cache_changes_nothing(home: Path, tmp_path: Path) -> None:
    folder = pack(tmp_path, "one", {"exercises/a.yaml": [exercise("a")]})
    before = read(folder)
    entries = list((home / "cache" / "packs").iterdir())
    assert any(b'"hinge"' in entry.read_bytes() for entry in entries)
    for entry in entries:
        entry.write_bytes(entry.read_bytes().replace(b'"hinge"', b'"jump"'))
    assert read(folder) == before
    for entry in entries:
        entry.write_text("{")
    assert read(folder) == before


def test_a_change_of_a_file_is_seen_at_once(tmp_path: Path) -> None:
    folder = pack(tmp_path, "one", {"exercises/a.yaml": [exercise("a")]})
    read(folder)
    write(folder, {"exercises/a.yaml": [exercise("a", name="Another name")]})
    assert read(folder).files[0].data[0]["name"] == "Another name"


def test_a_pack_with_problems_is_never_cached(tmp_path: Path) -> None:
    folder = pack(tmp_path, "one", {"exercises/a.yaml": [exercise("a", traits=None)]})
    assert refused(folder) == refused(folder) != []


def test_the_second_time_needs_neither_yaml_nor_validators(tmp_path: Path) -> None:
    pack(tmp_path, "one", {"exercises/a.yaml": [exercise("a")]})
    code = textwrap.dedent(
        """
        import sys
        from setlist.catalog import load_catalog
        assert "one:a" in load_catalog(["one"], paths=[sys.argv[1]]).exercises
        print([name for name in ("yaml", "jsonschema", "jsonschema_rs", "packaging") if name in sys.modules])
        """
    )
    first, second = (subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True) for _ in range(2))
    assert first.stdout.strip() == "['yaml', 'jsonschema_rs']", first.stderr
    assert second.stdout.strip() == "[]", second.stderr
