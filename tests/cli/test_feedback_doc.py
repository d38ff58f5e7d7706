"""The tutorial of docs/feedback.md: its commands run as they are printed, and do what the page says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from commands import Command, built

from setlist.feedback.log import COLUMNS
from setlist.problems import LOG_CODES

PAGE = Path(__file__).parent.parent.parent / "docs" / "feedback.md"
HERE = re.compile(r"cat > (\S+) <<'END'\n(.*?)END\n", re.S)


def commands() -> list[str]:
    """The shell of the page in its order: a line each, a file that is written here whole."""
    out: list[str] = []
    for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.S):
        out += [block] if HERE.match(block) else block.splitlines()
    return out


def test_the_commands_run_as_printed(setlist: Command) -> None:
    said = {}
    for line in commands():
        written = HERE.match(line)
        if written:
            Path(written[1]).write_text(written[2])
            continue
        program, *args = shlex.split(line)
        assert program == "setlist"
        done = setlist(*args)
        assert done.code == 0, f"{line}\n{done.err}"
        said[line] = done
    assert said["setlist swap plan.json bird-dog"].out.startswith("Instead of Bird dog, weeks 1 to ")
    assert "Side bridge from the knees (home:side-bridge-knees)" in said["setlist swap plan.json bird-dog"].out
    assert built("mine.json")["certificate"]["status"] == "swapped"
    told = " ".join(said["setlist advance plan.json --log log.csv -o next.json"].err.split())
    assert "The same again: - Bird dog: Week 1: pain 4 of 10; it settled, so the same again (TRAFFIC-PAIN)" in told
    assert "WEEK 2\n" in said["setlist render next.json"].out


def test_the_page_names_every_column_and_source() -> None:
    page = PAGE.read_text("utf-8")
    assert all(f"`{column}`" in page for column in COLUMNS)
    assert all(source in page for source in ("TRAFFIC-PAIN", "SUFFOLK-PAIN", "HACKETT-RIR", "ACSM-2009"))
    assert all(code.startswith("E4") for code in LOG_CODES)
