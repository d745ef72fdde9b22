"""What is done on Windows, tried where Windows is not: its modules are put in the place of ours."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a stand-in for Windows; here it is itself")

ON_WINDOWS = """
import ctypes, sys, types
from pathlib import Path

class Function:
    def __init__(self, name, calls, answers):
        self.name, self.calls, self.answers = name, calls, answers
    def __call__(self, *given):
        self.calls.append((self.name, given))
        return self.answers.get(self.name, 1)

class Kernel:
    def __init__(self):
        self.calls, self.answers = [], {"CreateJobObjectW": 7, "GetCurrentProcess": 2**64 - 1}
    def __getattr__(self, name):
        return Function(name, self.calls, self.answers)
    def said(self, name):
        return [given for called, given in self.calls if called == name]

kernel, locked = Kernel(), []
sys.modules["fcntl"] = sys.modules["resource"] = None
sys.modules["msvcrt"] = types.SimpleNamespace(
    LK_LOCK=1, LK_NBLCK=2, locking=lambda handle, mode, n: locked.append((mode, n))
)
vars(ctypes)["windll"] = types.SimpleNamespace(kernel32=kernel)
folder = Path(sys.argv[1])
"""


def on_windows(script: str, folder) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", ON_WINDOWS + script, str(folder)], capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr


def test_a_worker_is_limited_by_a_job_that_ends_with_it(tmp_path):
    on_windows(
        """
from ingest import workers
workers.begin_group()
workers.limit_memory(2000)
assert kernel.said("AssignProcessToJobObject") == [(7, 2**64 - 1)]
job, kind, _, size = kernel.said("SetInformationJobObject")[-1]
assert (job, kind, size) == (7, 9, 144)
from ingest.system.windows import _Job
assert (_Job.limits.flags, _Job.limits.process_memory) == (0x2100, 2000 * 1024 * 1024)
workers.end_group()
assert kernel.said("TerminateJobObject") == [(7, 1)]
kernel.answers["SetInformationJobObject"] = 0
try:
    workers.limit_memory(100)
except OSError:
    pass
else:
    raise SystemExit("a worker without limits went on")
""",
        tmp_path,
    )


def test_whether_a_process_runs_is_asked_without_ending_it(tmp_path):
    on_windows(
        """
from index.library.core import is_running
kernel.answers["OpenProcess"] = 0
assert not is_running(4)
kernel.answers |= {"OpenProcess": 9, "GetExitCodeProcess": 0}
assert is_running(4)
kernel.answers["GetExitCodeProcess"] = 1
assert not is_running(4)  # it ended, with status 0
assert kernel.said("CloseHandle") == [(9,), (9,)]
""",
        tmp_path,
    )


def test_a_file_takes_its_place_when_it_is_closed_and_no_other_has_it_open(tmp_path):
    on_windows(
        """
from ingest.atomic import temporary_folder, write_text
target, whole, busy = folder / "a.txt", Path.replace, [True, True]
target.write_text("oud")

def replace(self, name):
    assert self.read_text() == "nieuw"
    assert not any(link.resolve() == self for link in Path("/proc/self/fd").iterdir())
    if busy:
        busy.pop()
        raise PermissionError(32, "in use")
    return whole(self, name)

Path.replace = replace
write_text(target, "nieuw")
assert target.read_text() == "nieuw" and not busy
assert [path.name for path in folder.iterdir()] == ["a.txt"]
assert (1, 1) in locked
with temporary_folder() as made:
    (made / "scan.pdf").touch()
assert not made.exists()
""",
        tmp_path,
    )
