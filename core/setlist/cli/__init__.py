"""The command line. `main` answers `--version` by itself: importing click takes three times as long as starting Python."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """The console script: runs the command line of the process and returns its exit code."""
    if sys.argv[1:] == ["--version"]:
        from setlist import __version__

        print(f"setlist {__version__}")
        return 0
    from setlist.garbage import RARELY

    gc.set_threshold(*RARELY)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's other threads wait for work that never comes: 15 % of a build's time
    from setlist.cli.app import run

    code = run(sys.argv[1:])
    gc.freeze()  # the process ends here: nothing is left to look through
    return code
