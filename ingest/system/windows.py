"""Windows, by its job objects; written after Microsoft's description and tried in simulation only.

See https://learn.microsoft.com/windows/win32/procthread/job-objects.
"""

from __future__ import annotations

import ctypes
import importlib
import os
from typing import Any

# A file that is open cannot be renamed, nor can another take its name.
RENAMES_OPEN_FILES = False
# The time that a process uses is not limited here.
OUT_OF_TIME: int | None = None

_PROCESS_MEMORY, _KILL_ON_CLOSE = 0x100, 0x2000
_EXTENDED_LIMITS = 9
_QUERY_LIMITED, _STILL_ACTIVE = 0x1000, 259


class _Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = [
        ("process_user_time", ctypes.c_int64),
        ("job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("most_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    ]


class _Job:
    """The job object of this process; 0 before there is one."""

    handle = 0
    limits = _Limits(flags=_KILL_ON_CLOSE)


def lock(handle: int, *, wait: bool = True) -> None:
    """Lock the first byte of an open file against others, until it is closed or its process ends.

    Raises:
        OSError: another holds it; with wait it is tried for ten seconds.
    """
    msvcrt = importlib.import_module("msvcrt")
    os.lseek(handle, 0, os.SEEK_SET)
    msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)


def limit_memory(megabytes: int) -> None:
    """Let this process, which has begun a group, and each that it starts use so much memory."""
    _Job.limits.flags |= _PROCESS_MEMORY
    _Job.limits.process_memory = megabytes * 1024 * 1024
    _set_limits()


def limit_time(seconds: float) -> None:
    """Nothing is limited; see OUT_OF_TIME."""
    del seconds


def begin_group() -> None:
    """Make this process the first of a group, with whatever it starts: all end when it does."""
    _Job.handle = _kernel().CreateJobObjectW(None, None)
    _set_limits()
    _check(_kernel().AssignProcessToJobObject(_Job.handle, _kernel().GetCurrentProcess()))


def end_group() -> None:
    """End this process and what it started."""
    _kernel().TerminateJobObject(_Job.handle, 1)


def end_group_of(process: int) -> None:
    """What a process has left behind ended with it, by its job."""
    del process


def is_running(process: int) -> bool:
    """Whether there is a process of this number; os.kill(…, 0) would end it."""
    handle = _kernel().OpenProcess(_QUERY_LIMITED, 0, process)
    if not handle:
        return False
    status = ctypes.c_uint32()
    known = _kernel().GetExitCodeProcess(handle, ctypes.byref(status))
    _kernel().CloseHandle(handle)
    return not known or status.value == _STILL_ACTIVE


def _set_limits() -> None:
    limits = _Job.limits
    _check(
        _kernel().SetInformationJobObject(_Job.handle, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    )


def _check(done: int) -> None:
    if not done:
        raise OSError("Windows refused to limit a process that reads papers")


def _kernel() -> Any:
    """kernel32, told what its functions take: a handle is as wide as a pointer."""
    kernel = vars(ctypes)["windll"].kernel32
    handle, number, pointer = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p
    for name, returned, taken in (
        ("CreateJobObjectW", handle, [pointer, ctypes.c_wchar_p]),
        ("SetInformationJobObject", ctypes.c_int, [handle, ctypes.c_int, pointer, number]),
        ("AssignProcessToJobObject", ctypes.c_int, [handle, handle]),
        ("TerminateJobObject", ctypes.c_int, [handle, number]),
        ("GetCurrentProcess", handle, []),
        ("OpenProcess", handle, [number, ctypes.c_int, number]),
        ("GetExitCodeProcess", ctypes.c_int, [handle, pointer]),
        ("CloseHandle", ctypes.c_int, [handle]),
    ):
        function = getattr(kernel, name)
        function.restype, function.argtypes = returned, taken
    return kernel
