"""The demo's own library."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from index.errors import OtherFormatError
from index.library import open_library
from search_cli.runs.demo import DEMO_LIBRARY, open_demo_library, run


def make_library_of_other_format(path: Path) -> None:
    open_library(path, create=True).close()
    with sqlite3.connect(path / "library.sqlite") as connection:
        connection.execute("PRAGMA user_version = 1")


def test_the_demo_fits_two_screens_and_ends_with_three_things_to_try(sample_papers, tmp_path, capsys):
    shutil.copytree(sample_papers, tmp_path / "samples.library")
    run(tmp_path / "samples.library", quiet=True)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= 80
    at = next(at for at, line in enumerate(lines) if "What to type next" in line)
    assert [line.split()[1] for line in lines[at + 1 :]] == ["search", "serve", "add"]
    assert "2 recommendations in 1 paper" in "\n".join(lines)


def test_a_demo_library_of_another_version_is_put_aside(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    make_library_of_other_format(DEMO_LIBRARY)
    with open_demo_library(DEMO_LIBRARY) as library:
        assert library.documents.count() == 0
    assert len(list(tmp_path.glob("vindplaats-demo.library-*"))) == 1
    assert "it is now vindplaats-demo.library-" in capsys.readouterr().err


def test_a_library_that_the_user_names_is_never_put_aside(tmp_path):
    make_library_of_other_format(tmp_path / "mine.library")
    with pytest.raises(OtherFormatError, match="its format is 1, this one reads"):
        open_demo_library(tmp_path / "mine.library")
