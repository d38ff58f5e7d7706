"""How strong the evidence is and where it comes from, in words."""

from __future__ import annotations

from collections.abc import Iterable

from setlist.model import EMPTY, Vocabulary

GRADES = {
    "guideline": "guideline",
    "study": "study",
    "official-info": "official health information",
    "expert": "expert opinion",
    "general": "general knowledge",
}
VERDICTS = {"exclude": "left out", "modify": "with limits", "caution": "with care", "prefer": "good choice"}  # by severity
NOT_CHECKED = "not checked"


def evidence_words(grade: str, sources: Iterable[str], confirmed: bool) -> str:
    """'guideline, RACGP-ACTIVE'; what nobody has checked against its source says so."""
    return ", ".join(filter(None, [GRADES.get(grade, grade), *sources, "" if confirmed else NOT_CHECKED]))


def source_words(names: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """Each source once, with its title: 'NICE-NG59: Low back pain and sciatica (NICE, 2016)'."""
    known = vocabulary.terms.get("sources", EMPTY)
    out = []
    for name in dict.fromkeys(names):
        source = known.get(name)
        if source is None:
            out.append(name)
            continue
        made = ", ".join(str(source.data[field]) for field in ("org", "year") if source.data.get(field))
        unread = "" if source.data.get("confirmed") else f" - {NOT_CHECKED}"
        out.append(f"{name}: {source.name}{f' ({made})' if made else ''}{unread}")
    return out
