"""What 'make' installs is known to the last byte, and is what was tested."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = sorted(Path().glob("requirements*.lock"))
PACKAGE = re.compile(
    r"(?P<name>[\w.-]+)==(?P<version>[\w.+]+)(?: ; [^\\\n]+?)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
)


def locked(*locks: Path) -> dict[str, str]:
    """The version of each package, by its name."""
    found = (match for lock in locks for match in PACKAGE.finditer(lock.read_text()))
    return {canonicalize_name(match["name"]): match["version"] for match in found}


@pytest.mark.parametrize("lock", LOCKS, ids=str)
def test_each_package_has_a_version_and_checksums_and_none_has_an_address(lock: Path) -> None:
    said = re.sub(r"^#.*\n", "", lock.read_text(), flags=re.MULTILINE)
    assert PACKAGE.sub("", said) == ""
    assert "://" not in said


def test_the_locked_versions_are_those_that_were_tested() -> None:
    tested = [Requirement(line) for line in Path("constraints.txt").read_text().splitlines() if line[:1] not in "# "]
    versions = locked(*LOCKS)
    assert len(tested) > 100
    assert [one for one in tested if str(one.specifier) != f"=={versions.get(canonicalize_name(one.name))}"] == []


def test_all_that_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text())
    asked = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for extra in ("serve", "mcp", "cluster", "test"):
        asked += project["project"]["optional-dependencies"][extra]
    versions = locked(*LOCKS)
    lacking = [
        one
        for one in map(Requirement, asked)
        if one.name != "vindplaats" and not one.specifier.contains(versions.get(canonicalize_name(one.name), "0"))
    ]
    assert lacking == []
