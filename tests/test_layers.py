"""Data flows one way: a package imports itself and what stands above it, never what stands below."""

from __future__ import annotations

import ast
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

# A folder with more is a corridor: nobody finds a door in it.
MOST_MODULES = 15

ROOT = Path(__file__).parents[1]
ORDER = ["corpus", "ingest", "nlp", "index", "search_cli"]
# Inside a package too: a room imports rooms before it in its row, and modules that stand in the package itself.
ROOMS = {
    "nlp": ["text", "registers", "encoder", "references", "names", "advice", "grounds", "followups"],
    "index": ["dutch", "embedding", "query", "library", "ranking", "adding"],
}
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


@pytest.mark.parametrize(
    ("library", "owner"),
    [("sqlite3", "index/library"), ("psycopg", "index/library/postgres"), ("faiss", "index/vectors")],
)
def test_one_place_knows_the_engine(library, owner):
    knowing = [str(path.relative_to(ROOT)) for path in FILES if library in imported(path)]
    assert [path for path in knowing if not path.startswith(owner)] == []


@pytest.mark.parametrize("package", sorted(ROOMS))
def test_a_room_imports_no_room_behind_it(package):
    wrong = []
    for path in FILES:
        parts = path.relative_to(ROOT).parts
        if parts[0] == package and parts[1] in ROOMS[package]:
            behind = {f"{package}.{room}" for room in ROOMS[package][ROOMS[package].index(parts[1]) + 1 :]}
            wrong += [
                f"{path.relative_to(ROOT)}: {name}"
                for name in imported(path)
                if ".".join(name.split(".")[:2]) in behind
            ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle():
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}
    graph = {name: sorted(imported(path) & modules.keys()) for name, path in modules.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_a_folder_of_a_package_holds_few_modules():
    counts = Counter(path.parent for path in FILES if path.name != "__init__.py")
    assert {str(folder.relative_to(ROOT)): n for folder, n in counts.items() if n > MOST_MODULES} == {}


@pytest.mark.parametrize("package", ["ingest", "nlp", "index", "search_cli"])
def test_no_two_classes_of_a_package_have_one_name(package):
    classes = Counter(
        node.name
        for path in FILES
        if path.relative_to(ROOT).parts[0] == package
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, n in classes.items() if n > 1] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_enough_to_do_one_thing(path):
    assert len(path.read_text("utf-8").splitlines()) <= 400
