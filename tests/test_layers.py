"""Data flows one way: a package imports itself and what stands above it, never what stands below."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = ["corpus", "ingest", "nlp", "index", "search_cli"]
FILES = sorted(path for package in ORDER for path in (ROOT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The top-level names that a file imports, also inside functions."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_nothing_from_below(path):
    below = ORDER[ORDER.index(path.relative_to(ROOT).parts[0]) + 1 :]
    assert {name for name in imported(path) if name.split(".")[0] in below} == set()


@pytest.mark.parametrize("package", ["ingest", "nlp", "index"])
def test_a_model_imports_the_standard_library_and_models_only(package):
    ours = {name for name in imported(ROOT / package / "model.py") if name.split(".")[0] in ORDER}
    assert all(name.endswith(".model") for name in ours)


@pytest.mark.parametrize(("library", "owner"), [("sqlite3", "index/library"), ("faiss", "index/vectors")])
def test_one_place_knows_the_engine(library, owner):
    knowing = [str(path.relative_to(ROOT)) for path in FILES if library in imported(path)]
    assert [path for path in knowing if not path.startswith(owner)] == []
