"""`setlist explain`: why an exercise is in a program or is not, and what limits a program."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commands import Command, built

from setlist.cli.reasons import quality_words
from setlist.program import Certificate, CycleProof


def flat(text: str) -> str:
    return " ".join(text.split())


def test_equipment_that_is_missing_is_named(setlist: Command, strength: Path) -> None:
    said = setlist("explain", strength, "gym:lat-pulldown")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Lat pulldown (gym:lat-pulldown) is not in the program.\n")
    assert "Needs equipment that you did not name: " in said.out
    assert "[equipment/owned]" in said.out
    data = setlist("explain", "--json", strength, "gym:lat-pulldown").json
    assert data["picked"] is False
    assert "equipment/owned" in [rule["rule"] for rule in data["forbidden"]]
    assert {"Cable machine", "Lat pulldown machine"} & set(data["missing_equipment"])


def test_an_exercise_that_was_picked(setlist: Command, relief: Path) -> None:
    item = built(relief)["weeks"][0]["sessions"][0]["blocks"][1]["items"][0]
    said = setlist("explain", relief, item["exercise"])
    assert said.code == 0
    assert flat(said.out).startswith(f"{item['name']} ({item['exercise']}) is in the program. Where: - day 1, ")
    assert all(flat(reason["text"]) in flat(said.out) for reason in item["reasons"])
    assert "Without it:" in said.out
    data = setlist("explain", "--json", relief, item["exercise"]).json
    assert data["picked"] is True
    assert data["places"][0].startswith("day 1, ")
    assert data["cost"] is None or data["cost"] >= 0


def test_an_exercise_is_found_by_its_name(setlist: Command, relief: Path) -> None:
    item = built(relief)["weeks"][0]["sessions"][0]["blocks"][1]["items"][0]
    assert setlist("explain", relief, item["name"].upper()).out == setlist("explain", relief, item["exercise"]).out


def test_what_safety_excludes_has_rule_source_and_strength(setlist: Command, relief: Path) -> None:
    row = next(row for row in built(relief)["excluded"])
    finding = row["findings"][0]
    text = flat(setlist("explain", relief, row["exercise"]).out)
    assert "Excluded for safety" in text
    assert f"{finding['trait']}: {finding['reason']} (" in text
    assert finding["source"] in text
    assert f"[safety/{finding['filter']}]" in text


def test_an_exercise_of_a_pack_that_was_not_chosen(setlist: Command, relief: Path) -> None:
    text = flat(setlist("explain", relief, "gym:deadlift").out)
    assert "The program was built without the pack gym: add -p gym." in text
    assert "Excluded for safety because of Slipped disc or sciatica" in text
    assert "Needs equipment that you did not name: Barbell and plates" in text
    data = setlist("explain", "--json", relief, "gym:deadlift").json
    assert (data["outside_packs"], data["picked"]) == (True, False)


def test_an_exercise_that_others_beat(setlist: Command, relief: Path) -> None:
    used = {item["exercise"] for s in built(relief)["weeks"][0]["sessions"] for b in s["blocks"] for item in b["items"]}
    candidates = ("home:bird-dog", "home:dead-bug", "home:glute-bridge", "home:pelvic-tilt", "home:side-bridge-knees")
    answers = [setlist("explain", "--json", relief, ref).json for ref in candidates if ref not in used][:2]
    assert answers
    for data in answers:
        assert data["slots"]
        assert data["cost"] is None or data["cost"] >= 0
        said = setlist("explain", relief, data["exercise"]).out
        assert ("Others score more" in said) is bool(data["cost"])


def test_an_exercise_that_no_slot_takes(setlist: Command, relief: Path) -> None:
    said = setlist("explain", relief, "home:backpack-curl")
    assert (
        said.out == "Backpack curl (home:backpack-curl) is not in the program.\n\n  - No slot of the template base:back-relief takes it.\n"
    )


def test_an_unknown_exercise_gets_the_closest(setlist: Command, relief: Path) -> None:
    said = setlist("explain", relief, "birddgo")
    assert (said.code, said.out) == (2, "")
    assert "there is no exercise 'birddgo'; did you mean 'home:bird-dog'?" in said.line


def test_what_limits_a_program(setlist: Command, strength: Path) -> None:
    said = setlist("explain", strength)
    assert said.code == 0
    assert said.out.startswith("Back strength: 4 weeks (template base:back-strength)\nScore ")
    assert "What costs points in a week, dearest first:" in said.out
    data = setlist("explain", "--json", strength).json
    assert data["certificate"] == built(strength)["certificate"]
    assert [row["points"] for row in data["limits"]] == sorted((row["points"] for row in data["limits"]), reverse=True)
    assert all(row["why"] for row in data["volume"])


def test_what_safety_left_out_is_counted_and_listed_as_data(setlist: Command, relief: Path) -> None:
    excluded = built(relief)["excluded"]
    assert (
        f"Not in it for safety:\n  - {len(excluded)} exercises; --json lists them with reason and source\n"
        in setlist("explain", relief).out
    )
    assert setlist("explain", "--json", relief).json["excluded"] == excluded


def test_what_gave_way_is_listed(setlist: Command, relief: Path) -> None:
    data = json.loads(relief.read_text("utf-8"))
    data["relaxed"] = [{"rule": "acme/less", "because": "Less of it", "by": 2}]
    relief.write_text(json.dumps(data), "utf-8")
    assert "What gave way:\n  - Less of it (by 2) [acme/less]\n" in setlist("explain", relief).out


def test_a_person_who_would_get_no_program_now(setlist: Command, relief: Path) -> None:
    data = json.loads(relief.read_text("utf-8"))
    data["profile"]["age"] = 15
    relief.write_text(json.dumps(data), "utf-8")
    said = setlist("explain", relief, "home:bird-dog")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("No program for now.\n")


@pytest.mark.parametrize(
    ("certificate", "text"),
    [
        (
            Certificate("proven", 40.0, 40.3, 0.0075, (CycleProof(1, "proven", 40.0, 40.3, 0.0075),)),
            "Score 40; no program by these rules scores more than 40.3: proven to be within 0.8 % of the best.",
        ),
        (
            Certificate("not proven", 80.0, 84.0, 0.0501, (CycleProof(1, "not proven", 40, 42, 0.05), CycleProof(2, "proven", 40, 42, 0))),
            "Score 80; no program by these rules scores more than 84: not proven: the gap is 5.1 %, in the worst of 2 cycles.",
        ),
    ],
)
def test_the_proof_in_words_promises_no_more_than_was_proven(certificate: Certificate, text: str) -> None:
    assert quality_words(certificate) == text


def test_what_a_rule_does(setlist: Command, strength: Path) -> None:
    said = setlist("explain", strength, "balance/pull-push")
    assert said.code == 0
    assert flat(said.out).startswith("balance/pull-push: As much pulling as pushing, up to half more")
    assert "Firm: it holds in every week that can hold it; elsewhere it weighs" in flat(said.out)
    assert "Soft: it weighs" in flat(setlist("explain", strength, "variety/few").out)
    (data,) = setlist("explain", "--json", strength, "equipment/owned").json
    assert "gym:lat-pulldown" in data["keeps_out"]
    unknown = setlist("explain", strength, "balance/pul-push")
    assert unknown.code == 2 and "did you mean 'balance/pull-push'?" in unknown.err


def test_a_rule_of_other_programs_says_which(setlist: Command, relief: Path) -> None:
    said = setlist("explain", relief, "balance/pull-push")
    assert (said.code, said.out) == (2, "")
    assert said.line == (
        "Error: no rule 'balance/pull-push' had a say in this program: it is for the family of templates strength or mixed"
    )
    assert "it is for the template base:back-strength" in setlist("explain", relief, "base:back-strength/lead").line
    assert "did you mean 'balance/pull-push'?" in setlist("explain", relief, "balance/pul-push").line
    assert "`setlist rule list` names the rules" in setlist("explain", relief, "a/b").line


def test_the_readme_asks_about_a_rule_that_its_program_has(setlist: Command, relief: Path) -> None:
    readme = Path(__file__).parents[2] / "README.md"
    (rule,) = re.findall(r"setlist explain plan.json (\S+/\S+)", readme.read_text("utf-8"))
    assert "It binds" in setlist("explain", relief, rule).out
