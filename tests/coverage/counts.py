"""How many ids each section of the founding knowledge has, so that a ledger cannot lose one unnoticed."""

from __future__ import annotations

INVENTORY = {
    "packs": 5,
    "items": 89,
    "collections": 24,
    "muscles": 64,
    "anatomy_facts": 16,
    "inventory_conditions": 44,
    "rules_of_thumb": 119,
    "goals": 37,
    "audiences": 19,
    "statistics": 18,
    "equipment": 28,
    "concepts": 19,
    "program_types": 15,
    "external_references": 7,
    "claims_to_handle": 13,
    "ambiguities": 33,
    "meta_sources": 5,
}
EVIDENCE = {
    # 47 hazards, 34 benefits, 4 implications, 5 suppressions, 4 severities, 5 grades, 8 gates, 6 combination rules
    "evidence_vocabulary": 113,
    "conditions": 32,
    "condition_rows": 318,
    "red_flags": 38,
    "screening": 46,  # 11 questions, 6 rights, 3 + 6 rules of answers, 1 fact, 3 bands, 9 disclaimers, 5 policies, stop signs, pain rule
    "dosing": 68,  # 59 rows, 3 presets, 6 statements of guidelines
    "sequencing": 18,
    "taxonomy": 48,  # 9 patterns, 4 core functions, 24 muscles, 6 balance rules, 5 times
    "mets": 40,  # 38 activities, the formula for energy, the licence
    "sources": 179,
}
COUNTS = {**INVENTORY, **EVIDENCE}
