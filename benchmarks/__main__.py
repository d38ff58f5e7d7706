"""`python -m benchmarks [NAME]...`: all figures of one run as a Markdown table; exit 1 when one misses its bar."""

from __future__ import annotations

import sys

from benchmarks import bench_build, bench_documents, bench_start

ALL = {"start": bench_start.rows, "documents": bench_documents.rows, "build": bench_build.rows}


def main(names: list[str]) -> int:
    print("| figure | bar | measured | |\n|---|---|---|---|")
    missed = False
    for name in names or list(ALL):
        for figure, bar, measured, verdict in ALL[name]():
            missed |= verdict == "MISSED"
            print(f"| {figure} | {bar} | {measured} | {verdict} |", flush=True)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
