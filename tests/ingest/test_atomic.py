"""A file is whole or not there, whenever the process that writes it is killed."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.atomic import locked_part, temporary_folder, throw_away_left, write_text, writing


def test_a_file_takes_its_place_at_the_end(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("oud")
    with writing(path) as file:
        file.write(b"nieuw")
        file.flush()
        assert path.read_text() == "oud"
    assert path.read_text() == "nieuw"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_leaves_what_stood_there_and_nothing_beside_it(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("oud")
    with pytest.raises(TypeError), writing(path) as file:
        file.write("a text, where bytes are due")
    assert path.read_text() == "oud"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_permissions_stay_those_of_the_file_that_stood_there(tmp_path, mode):
    path = tmp_path / "a.txt"
    path.touch()
    path.chmod(mode)
    write_text(path, "nieuw")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "a.txt", tmp_path / "b.txt"
    link.symlink_to(target)
    write_text(link, "nieuw")
    assert link.is_symlink()
    assert target.read_text() == "nieuw"


def test_a_pipe_is_written_to(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    write_text(pipe, "nieuw")
    assert reader.communicate()[0] == b"nieuw"


PROGRAM = """
import os, signal, sys
from pathlib import Path
from ingest.atomic import writing
with writing(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_in_the_middle_leaves_what_stood_there(tmp_path: Path):
    path = tmp_path / "a.docx"
    path.write_text("oud")
    assert subprocess.run([sys.executable, "-c", PROGRAM, path], check=False).returncode == -signal.SIGKILL
    assert path.read_text() == "oud"
    (beside,) = (file for file in tmp_path.iterdir() if file != path)
    assert beside.suffix == ".part"


def test_what_a_killed_run_left_is_thrown_away_by_the_next_that_writes_the_same_file(tmp_path: Path):
    path = tmp_path / "a[1].docx"
    subprocess.run([sys.executable, "-c", PROGRAM, path], check=False)
    (other,) = tmp_path.iterdir()
    write_text(path, "nieuw")
    assert not other.exists()
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_being_written_is_left_alone(tmp_path: Path):
    path = tmp_path / "a.txt"
    with writing(path) as file:
        write_text(path, "tussendoor")
        throw_away_left(tmp_path.glob(".*"))
        file.write(b"nieuw")
    assert path.read_text() == "nieuw"
    handle, beside = locked_part(tmp_path, "b")
    throw_away_left([beside])
    assert beside.exists()
    os.close(handle)
    throw_away_left([beside])
    assert not beside.exists()


KILLED_WITH_A_FOLDER = """
import os, signal
from ingest.atomic import temporary_folder
with temporary_folder() as folder:
    (folder / "scan.pdf").touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_folders_for_a_moment_go_also_when_their_process_was_killed(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    subprocess.run([sys.executable, "-c", KILLED_WITH_A_FOLDER], check=False)
    assert len(list(tmp_path.iterdir())) == 1
    with temporary_folder() as folder, temporary_folder() as another:
        assert sorted(tmp_path.iterdir()) == sorted([folder, another])
    assert list(tmp_path.iterdir()) == []


# Where a file is written as it is: in a folder for a moment, beside its place, or in one that is renamed when whole; or
# opened to learn whether that is allowed.
WRITES_ITSELF = {
    "ingest/atomic.py",
    "ingest/formats/converted.py",
    "ingest/pdf/ocr.py",
    "ingest/sources/download.py",
    "ingest/sources/state.py",
    # To the system, not to a file.
    "ingest/system/posix.py",
    "nlp/encoder/cache.py",
    "index/embedding/e5_directory.py",
    "nlp/encoder/session.py",
    "index/library/opening.py",
    "index/adding/runners/dask.py",
    "index/stamped.py",
    "index/vectors.py",
    "search_cli/web/routes/briefing.py",
}
WRITE = re.compile(
    r"\.write_(?:bytes|text)\(|\bopen\([^)\n]*[\"'][wax]b?\+?[\"']|\.save\((?:path|target|str\()|savefig"
)


def test_every_file_is_written_by_what_keeps_it_whole():
    modules = [path for package in ("ingest", "nlp", "index", "search_cli") for path in Path(package).rglob("*.py")]
    assert {str(path) for path in modules if WRITE.search(path.read_text("utf-8"))} == WRITES_ITSELF
