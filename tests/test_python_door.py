"""The packages give their verbs to programs, and docs/python.md tells the truth about them."""

from __future__ import annotations

import doctest
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_the_examples_for_python_run(monkeypatch):
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False)
    assert tried > 5
    assert failed == 0


@pytest.mark.parametrize("package", ["ingest", "nlp", "index"])
def test_each_verb_that_a_package_names_is_there(package):
    module = importlib.import_module(package)
    assert [name for name in module.__all__ if not callable(getattr(module, name, None))] == []


def test_importing_the_packages_imports_no_module_of_theirs():
    code = (
        "import sys, ingest, nlp, index; print([m for m in sys.modules if m.startswith(('ingest.', 'nlp.', 'index.'))])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"
