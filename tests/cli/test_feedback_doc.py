"""The tutorial of docs/feedback.md: its commands run as they are printed, and do what the page says.

`SETLIST_SAMPLES=write pytest tests/cli/test_feedback_doc.py` writes the answers of today into the page.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from commands import Command, built

from setlist.feedback.log import COLUMNS
from setlist.problems import LOG_CODES

PAGE = Path(__file__).parent.parent.parent / "docs" / "feedback.md"
HERE = re.compile(r"cat > (\S+) <<'END'\n(.*?)END\n", re.S)


def commands(page: str) -> list[str]:
    """The shell of a page in its order: a line each, a file that is written here whole."""
    out: list[str] = []
    for block in re.findall(r"```sh\n(.*?)```", page, re.S):
        out += [block] if HERE.match(block) else block.splitlines()
    return out


def printed(said: str, head: str) -> str:
    """What a page shows of an answer: its heading and the first entry below it."""
    lines = said[said.index(head) :].splitlines()
    end = next((n for n, line in enumerate(lines) if not line or (n > 1 and line.startswith("  - "))), len(lines))
    return "".join(f"{line}\n" for line in lines[:end])


def samples(page: str, said: dict[str, str]) -> str:
    """The page with every sample as the commands before it answer now."""

    def shown(match: re.Match[str]) -> str:
        before = page[: match.start()]
        answers = [said[line] for line in commands(before) if line in said]
        head = match[1].partition("\n")[0].partition(",")[0]
        answer = next(answer for answer in reversed(answers) if head in answer)
        return f"```text\n{printed(answer, head)}```"

    return re.sub(r"```text\n(.*?)```", shown, page, flags=re.S)


def test_the_commands_run_as_printed(setlist: Command) -> None:
    page = PAGE.read_text("utf-8")
    said = {}
    for line in commands(page):
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
    now = samples(page, {line: done.out + done.err for line, done in said.items()})
    if os.environ.get("SETLIST_SAMPLES") == "write":  # after content has changed
        PAGE.write_text(now, "utf-8")
    assert PAGE.read_text("utf-8") == now


def test_the_page_names_every_column_and_source() -> None:
    page = PAGE.read_text("utf-8")
    assert all(f"`{column}`" in page for column in COLUMNS)
    assert all(source in page for source in ("TRAFFIC-PAIN", "SUFFOLK-PAIN", "HACKETT-RIR", "ACSM-2009"))
    assert all(code.startswith("E4") for code in LOG_CODES)
