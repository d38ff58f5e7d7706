"""`python -m tests.coverage` prints what has no home; `--write` also writes docs/coverage.md. Run it from the repository's root."""

from __future__ import annotations

import sys

from tests.coverage.homes import read_homes
from tests.coverage.ledger import read_ledger
from tests.coverage.report import PAGE, page, problems


def main(arguments: list[str]) -> int:
    """0 when every id has its home, 1 when not, 2 for unknown arguments."""
    if arguments not in ([], ["--write"]):
        print("usage: python -m tests.coverage [--write]", file=sys.stderr)
        return 2
    ledger = read_ledger()
    if arguments:
        PAGE.write_text(page(ledger), encoding="utf-8")
    lines = problems(read_homes(), ledger)
    print("\n".join(lines) or "every id has its home")
    return 1 if lines else 0


sys.exit(main(sys.argv[1:]))
