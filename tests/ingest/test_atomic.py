"""A file is whole or not there, whenever the process that writes it is killed."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.atomic import write_text, writing


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
