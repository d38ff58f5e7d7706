"""The panel in words: a line a person, then the figures against their bars and what missed them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from .bars import Pair, Row
from .measure import Result

HEAD = f"{'person':27} {'template':24} {'s':>6} {'targets':>9} {'minutes':>8} {'main':>5} {'gap':>7} {'balance':>7}"
COLUMNS = (("targets in range", 9), ("minutes", 8))
MOST = 8  # misses of a figure that are shown for a person


def line(pair: Pair) -> str:
    """One person. A figure that is missed ends in `!`."""
    result = pair.first
    if result.kind != "program":
        return f"{result.name:27} {result.kind.upper():24} {result.seconds:6.1f}  {result.text[:160]}"
    cells = [f"{result.name:27} {result.template:24} {result.seconds:6.1f}"]
    cells += [f"{_cell(result, key):>{width}}" for key, width in COLUMNS]
    cells.append(f"{_mark(result, 'main exercises'):>5}")
    proof = "" if result.shares["gap 1 %"].whole else "!"
    cells.append(f"{format(result.notes['gap'], '.2%') + proof:>7}")
    held = [share.whole for key, share in result.shares.items() if key.startswith("balance: ")]
    cells.append(f"{f'{sum(held)}/{len(held)}' if held else '-':>7}")
    rest = ("hard rules", "out of range and named", "sets as stated", "main kept", "accessories kept", "reasons", "exclusions")
    faults = [key for key in rest if not result.shares[key].whole]
    faults += [] if pair.same else ["bytes differ"]
    return " ".join(cells) + (f"  MISSED: {', '.join(faults)}" if faults else "")


def _cell(result: Result, key: str) -> str:
    share = result.shares[key]
    return "-" if not share.of else f"{share.held}/{share.of}" + ("" if share.whole else "!")


def _mark(result: Result, key: str) -> str:
    return "-" if key not in result.shares else ("ok" if result.shares[key].whole else "!")


def table(rows: Sequence[Row]) -> list[str]:
    """The figures as a Markdown table."""
    lines = ["| figure | bar | measured | | missed by |", "|---|---|---|---|---|"]
    for row in rows:
        bar = "" if row.bar is None else f">= {row.bar:.0%}"
        verdict = "" if row.bar is None else ("MISSED" if row.missed else "ok")
        who = ", ".join(row.missing[:6]) + (f" and {len(row.missing) - 6} more" if len(row.missing) > 6 else "")
        lines.append(f"| {row.figure} | {bar} | {row.share:.1%} ({row.held} of {row.of}) | {verdict} | {who} |")
    return lines


def times(pairs: Sequence[Pair]) -> str:
    """Processor seconds of the builds, the two processes together."""
    found = sorted((r.seconds, r.name) for pair in pairs for r in (pair.first, pair.second))
    if not found:
        return "nothing was built"
    slowest = {name: seconds for seconds, name in found}
    worst = ", ".join(f"{name} {seconds:g} s" for name, seconds in sorted(slowest.items(), key=lambda e: -e[1])[:5])
    return f"building: median {median(s for s, _ in found):.2f} s of processor time, the slowest {worst}"


def details(result: Result) -> list[str]:
    """Every figure that one person's program misses, with the first of its misses; of balance, which repeats itself, only one."""
    lines = []
    for key, share in result.shares.items():
        if not share.whole and not key.startswith("targets in range, "):
            most = 1 if key.startswith("balance: ") else MOST
            lines += [f"{result.name}: {key}: {share.held} of {share.of}", *(f"    {text}" for text in share.misses[:most])]
    return lines
