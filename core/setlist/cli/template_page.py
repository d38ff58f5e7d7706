"""A template on a page: whom it is for, how its weeks run, and its sessions down to the slots."""

from __future__ import annotations

from collections.abc import Iterator

from setlist.cli.amounts import dose_words, span_words
from setlist.cli.clauses import clause_words
from setlist.cli.evidence import source_words
from setlist.cli.layout import Lines, bullets, facts, section, show, title, wrapped
from setlist.model import Block, Catalog, Session, Slot, Template
from setlist.selectors import compile_clause


def show_page(t: Template, catalog: Catalog) -> None:
    show(
        title(t.name),
        _head(t),
        section("The sessions of a week", facts(_weeks(t), "  ")),
        *(_session(session, catalog) for session in t.sessions.values()),
        section("On the other days", _rest_days(t)),
        section("Rules of its own", bullets(f"{rule['id']}: {rule['because']}" for rule in t.rules)),
        section("Notes", bullets(t.notes)),
        section("Sources", bullets(source_words(t.sources, catalog.vocabulary))),
    )


def _head(t: Template) -> Lines:
    pairs = [
        ("Id", t.ref),
        ("Also", ", ".join(t.aliases)),
        ("About", t.summary),
        ("Goals", ", ".join(t.goals)),
        ("Levels", ", ".join(t.levels)),
        ("Made for", ", ".join((*t.for_conditions, *t.for_equipment))),
        ("Not for", ", ".join(t.excludes_conditions)),
        ("Family", t.family),
        ("Days", f"{span_words(t.days)} a week"),
        ("Minutes", f"{span_words(t.minutes)} a session"),
        ("Weeks", f"{t.weeks}, at most {t.max_weeks}"),
        ("Cycles", f"{t.cycle_weeks} weeks that keep their main exercises"),
        ("Easy week", _deload(t)),
        ("Progress", ", ".join(f"{role}: {name}" for role, name in t.progression.items())),
    ]
    return facts(pairs)


def _deload(t: Template) -> str:
    if not t.deload:
        return ""
    parts = [f"the last of a cycle, for {', '.join(t.deload['levels'])}"]
    if "sets_pct" in t.deload:
        parts.append(f"{t.deload['sets_pct']} % of the sets")
    if "add_rir" in t.deload:
        parts.append(f"{t.deload['add_rir']} more in reserve")
    return ", ".join(parts)


def _weeks(t: Template) -> Iterator[tuple[str, str]]:
    for days, names in enumerate(t.week, 1):
        if t.days[0] <= days <= t.days[1]:
            yield f"{days} day{'' if days == 1 else 's'}", ", ".join(t.sessions[name].title for name in names)


def _session(session: Session, catalog: Catalog) -> Lines:
    return section(f"Session: {session.title} ({session.id})", (line for block in session.blocks for line in _block(block, catalog)))


def _block(block: Block, catalog: Catalog) -> Iterator[str]:
    about = [block.role, *([] if block.style == "straight" else [block.style])]
    if block.rounds:
        about.append(f"{span_words(block.rounds)} rounds")
    if block.interval:
        about.append(f"{block.interval.work_s} s of work and {block.interval.rest_s} s of rest by turns")
    if block.short:
        rounds = f" of {span_words(block.short.rounds)} rounds" if block.short.rounds else ""
        about.append(f"{block.short.style}{rounds} in sessions of {block.short.minutes} minutes or less")
    if block.share:
        about.append(f"{span_words(block.share)} % of the time")
    if block.per_30:
        about.append(f"{span_words(block.per_30)} exercises in 30 minutes")
    if block.from_minutes:
        about.append(f"in sessions of {block.from_minutes} minutes or more")
    yield from wrapped(f"{block.name}: {', '.join(about)}", "  ", "    ")
    for slot in block.slots:
        yield from _slot(slot, block, catalog)


def _slot(slot: Slot, block: Block, catalog: Catalog) -> Iterator[str]:
    matching = sum(map(compile_clause(slot.where, catalog.vocabulary), catalog))
    head = [f"{span_words(slot.count)} x {slot.title or slot.id}"]
    head += [slot.role] if slot.role != block.role else []
    head += ["always last"] if slot.last else []
    head += ["in short sessions too"] if slot.always else []
    yield from bullets([", ".join(head)], "    ")
    yield from facts(
        [
            ("from", f"{matching} exercise{'' if matching == 1 else 's'}: {clause_words(slot.where)}"),
            ("dose", dose_words(slot.dose) if slot.dose else ""),
        ],
        "      ",
    )


def _rest_days(t: Template) -> Lines:
    if not t.rest_days:
        return []
    often = t.rest_days["per_week"]
    times = span_words((often[0], often[1])) if isinstance(often, (list, tuple)) else str(often)
    return bullets([f"{times} a week: {clause_words(t.rest_days['where'])}"])
