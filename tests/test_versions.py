"""Versions: the short way answers as packaging does."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet

from setlist.versions import satisfies

RELEASES = st.lists(st.integers(0, 3), min_size=1, max_size=4).map(lambda parts: ".".join(map(str, parts)))
CLAUSES = st.lists(st.tuples(st.sampled_from([">=", "<=", ">", "<", "==", "!=", "~="]), RELEASES).map("".join), min_size=1, max_size=3)


@given(RELEASES, CLAUSES)
def test_plain_requirements_answer_as_packaging_does(version: str, clauses: list[str]) -> None:
    requirement = ",".join(c if not c.startswith("~=") or "." in c else f"{c}.0" for c in clauses)
    assert satisfies(version, requirement) == SpecifierSet(requirement).contains(version, prereleases=True)


def test_a_pre_release_counts() -> None:
    assert satisfies("0.2.0.dev1", ">=0.1,<1")
    assert not satisfies("1.0rc1", ">=1.0")


@pytest.mark.parametrize("requirement", ["one", ">=", "=1", ">=0.1 <1"])
def test_what_is_no_requirement_is_said(requirement: str) -> None:
    with pytest.raises(ValueError, match="not a version requirement such as"):
        satisfies("1.0", requirement)


def test_the_plain_case_does_not_import_packaging() -> None:
    code = "import sys; from setlist.versions import satisfies; assert satisfies('0.1.0', '>=0.1,<1'); sys.exit('packaging' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
