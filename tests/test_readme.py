"""The README's sample is what its first command prints today, shortened.

`SETLIST_SAMPLES=write pytest tests/test_readme.py` writes today's into the page.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
SAMPLE = re.compile(r"(?<=<!-- sample -->\n```text\n).*?(?=```\n<!-- /sample -->)", re.DOTALL)
LEFT_OUT_LINES = 9


def shortened(text: str) -> str:
    """The title, the first session, how it goes on, the beginning of what is left out, and how good the program is."""
    lead, *sections = text.split("\n\n\n")
    named = {section.partition("\n")[0].strip(): section for section in sections}
    first = named["WEEK 1"].split("\n\nDay ")
    left_out = "\n".join(named["LEFT OUT BECAUSE"].split("\n")[:LEFT_OUT_LINES])
    parts = (
        lead,
        f"{first[0]}\n\nDay {first[1]}\n\n  ... (the other sessions, how to do each exercise)",
        named["HOW IT GOES ON"],
        f"{left_out}\n  ...",
        named["HOW GOOD THIS PROGRAM IS"].rstrip(),
    )
    return "\n\n\n".join(parts) + "\n"


def test_the_sample_is_what_the_command_prints() -> None:
    done = subprocess.run([sys.executable, "-m", "setlist", "build"], capture_output=True, text=True, check=True)
    page = README.read_text(encoding="utf-8")
    sample = shortened(done.stdout)
    if os.environ.get("SETLIST_SAMPLES") == "write":
        README.write_text(SAMPLE.sub(lambda _: sample, page), encoding="utf-8")
    found = SAMPLE.search(README.read_text(encoding="utf-8"))
    assert found is not None
    assert found[0] == sample
