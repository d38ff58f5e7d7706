"""The command line as a whole: what it lists, what it imports, whom it blames."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from setlist import __version__
from setlist.cli import main
from setlist.cli.app import COMMANDS, SECTIONS, LazyGroup, app, run
from sites import Site

HELLO = """
    import click

    @click.command()
    @click.option("--fail", is_flag=True)
    @click.option("--stop", is_flag=True)
    @click.pass_context
    def hello(ctx, fail, stop):
        "Say hello."
        if fail:
            raise KeyError("hello")
        if stop:
            raise KeyboardInterrupt
        click.secho("hello", fg="red")
        return 3 if ctx.obj.quiet else None

    @click.command()
    def endless():
        while True:
            click.echo("more and more")
"""


@pytest.fixture
def site(site: Site, home: Path) -> Site:
    text = "[setlist.commands]\nhello = hello_commands:hello\nendless = hello_commands:endless"
    site.install("hello-world", "1.2", text=text, modules={"hello_commands": HELLO})
    return site


def python(code: str, site: Site, home: Path, **options: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site.folder), *sys.path]), "SETLIST_HOME": str(home)}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


# Starting


def test_the_version_is_answered_without_click(site: Site, home: Path) -> None:
    code = "import sys; sys.argv[1:] = ['--version']; from setlist.cli import main; main(); print({'click', 'typing'} & set(sys.modules))"
    assert python(code, site, home).stdout == f"setlist {__version__}\nset()\n"


def test_the_version_is_an_option_like_any_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-q", "--version"]) == 0
    assert capsys.readouterr().out == f"setlist {__version__}\n"


def test_help_imports_no_plugin_and_no_command(site: Site, home: Path) -> None:
    site.install("acme", plugins={"acme": "acme_plugin"}, modules={"acme_plugin": "raise RuntimeError"})
    code = "import sys; from setlist.cli.app import run; code = run(['--help']); print(code, *sys.modules)"
    first, second = python(code, site, home), python(code, site, home)
    assert first.stderr == second.stderr == ""
    done, *modules = second.stdout.splitlines()[-1].split()
    assert done == "0"
    unwanted = ("setlist.cli.", "setlist.plugins", "setlist_", "acme", "hello", "pluggy", "yaml", "importlib.metadata")
    assert sorted(name for name in modules if name.startswith(unwanted)) == ["setlist.cli.app", "setlist.cli.errors"]


def test_help_has_a_section_for_every_kind_of_command(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    places = [out.index(f"{title}:\n") for title in SECTIONS]
    assert places == sorted(places)
    for name, entry in COMMANDS.items():
        assert f"\n  {name} " in out
        assert entry.help in out
    assert "  hello    From hello-world 1.2." in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_is_there(name: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    assert f"Usage: setlist {name}" in capsys.readouterr().out


def test_the_console_script_is_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["setlist", "nonsense"])
    assert main() == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("before", "after"), [(None, "1"), ("3", "3")])
def test_algebra_takes_one_thread_unless_somebody_says_otherwise(
    before: str | None, after: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["setlist", "--help"])
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", before or "")
    if before is None:
        monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    main()
    assert os.environ["OPENBLAS_NUM_THREADS"] == after


def test_how_much_to_say_may_stand_on_either_side_of_a_command(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for quiet in (["-q", "exercise", "list", "nothing"], ["exercise", "-q", "list", "nothing"], ["exercise", "list", "nothing", "--quiet"]):
        assert run(quiet) == 0
        assert capsys.readouterr().err == ""
    assert run(["exercise", "list", "nothing"]) == 0
    assert capsys.readouterr().err == "no exercise matches\n"
    assert run(["profile", "check", str(home), "-v"]) == 1
    assert "Traceback (most recent call last)" in capsys.readouterr().err


# Names


def test_an_unknown_command_gets_the_closest_one(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["biuld"]) == 2
    assert "Error: There is no command 'biuld'; did you mean 'build'?" in capsys.readouterr().err
    assert run(["helo"]) == 2
    assert "did you mean 'hello'?" in capsys.readouterr().err
    assert run(["plugin", "lst"]) == 2
    assert "Error: There is no command 'lst'; did you mean 'list'?" in capsys.readouterr().err


def test_completion_knows_the_commands_and_imports_none(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(LazyGroup, "get_command", lambda *args: pytest.fail("a command was imported"))
    found = app.shell_complete(click.Context(app), "e")
    assert [(item.value, item.help) for item in found] == [
        ("endless", "From hello-world 1.2."),
        ("explain", COMMANDS["explain"].help),
        ("exercise", COMMANDS["exercise"].help),
        ("equipment", COMMANDS["equipment"].help),
    ]


def test_the_shell_can_ask_for_completion(site: Site, home: Path) -> None:
    code = (
        "import os; os.environ.update(_SETLIST_COMPLETE='bash_complete', COMP_WORDS='setlist pl', COMP_CWORD='1');"
        "from setlist.cli.app import run; run([])"
    )
    assert python(code, site, home).stdout == "plain,plugin\n"


# Commands of other distributions


def test_another_distributions_command_runs(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["hello"]) == 0
    assert capsys.readouterr().out == "hello\n"
    assert run(["-q", "hello"]) == 3


def test_its_bugs_are_its_own(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["hello", "--fail"]) == 1
    err = capsys.readouterr().err
    assert err == f"Error: plugin hello (hello-world 1.2) failed in its command at {site.folder}/hello_commands.py:11: KeyError: 'hello'\n"


def test_a_command_that_cannot_be_imported_is_named_only_when_it_is_used(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.install("acme", text="[setlist.commands]\nacme = acme_missing:acme\nbare = hello_commands:click")
    assert run(["hello"]) == 0
    assert run(["acme"]) == 1
    assert "plugin acme (acme 1.0) failed in its command: ModuleNotFoundError: No module named 'acme_missing'" in capsys.readouterr().err
    assert run(["bare"]) == 1
    assert "hello_commands:click is no click command" in capsys.readouterr().err


def test_nobody_takes_over_a_command_of_setlist(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.install("acme", text="[setlist.commands]\nplugin = hello_commands:hello")
    run(["--help"])
    assert "  plugin   From acme 1.0, not used: setlist has this command." in capsys.readouterr().out
    assert run(["plugin", "--help"]) == 0
    assert "List, show, disable and enable plugins." in capsys.readouterr().out


def test_two_commands_of_one_name_are_both_named(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.install("acme", text="[setlist.commands]\nhello = acme:hello")
    assert run(["hello"]) == 1
    assert "two plugins have a command 'hello': acme 1.0 and hello-world 1.2; uninstall one of them" in capsys.readouterr().err


# Terminals


def test_no_color_is_honoured(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for value, color in (("1", False), ("", None)):
        monkeypatch.setenv("NO_COLOR", value)
        with app.make_context("setlist", ["hello"]) as ctx:
            monkeypatch.setattr(LazyGroup, "get_command", lambda *args: click.Command("hello"))
            app.invoke(ctx)
        assert ctx.color is color


def test_an_interrupt_has_its_own_code(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["hello", "--stop"]) == 130
    assert capsys.readouterr().err == "interrupted\n"


def test_a_reader_that_has_enough_is_no_error(site: Site, home: Path) -> None:
    reading, writing = os.pipe()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site.folder), *sys.path]), "SETLIST_HOME": str(home)}
    code = "import sys; from setlist.cli.app import run; sys.exit(run(['endless']))"
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=writing, stderr=subprocess.PIPE, text=True) as process:
        os.close(writing)
        assert os.read(reading, 4).decode() == "more"
        os.close(reading)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize(("stream", "code"), [(">&-", 0), (">/dev/full", 1), ("2>&- >/dev/null", 0), (">/dev/full 2>/dev/full", 1)])
def test_an_output_that_is_closed_or_full_is_no_bug(stream: str, code: int, site: Site, home: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site.folder), *sys.path]), "SETLIST_HOME": str(home)}
    program = "import sys; from setlist.cli.app import run; sys.exit(run(['hello']))"
    done = subprocess.run(f'"{sys.executable}" -c "{program}" {stream}', shell=True, env=environment, capture_output=True, text=True)
    assert done.returncode == code
    assert done.stderr == ("Error: cannot write: No space left on device\n" if stream == ">/dev/full" else "")
