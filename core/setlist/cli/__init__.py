"""The command line. `main` answers `--version` by itself: importing click takes three times as long as starting Python."""

from __future__ import annotations

import sys


def main() -> int:
    """The console script: runs the command line of the process and returns its exit code."""
    if sys.argv[1:] == ["--version"]:
        from setlist import __version__

        print(f"setlist {__version__}")
        return 0
    from setlist.cli.app import run

    return run(sys.argv[1:])
