"""Linux, macOS and BSD."""

from __future__ import annotations

import fcntl
import math
import os
import resource
import signal
import time
from contextlib import suppress
from pathlib import Path

# A file that is open may be renamed, and its name taken by another.
RENAMES_OPEN_FILES = True
# How a process ends that has used the time it was given.
OUT_OF_TIME: int | None = -signal.SIGXCPU
_AUTOGROUP = Path("/proc/self/autogroup")


def lock(handle: int, *, wait: bool = True) -> None:
    """Lock an open file or folder against others, until it is closed or its process ends.

    Raises:
        OSError: another holds it and wait is False, or the disk knows no locks.
    """
    fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def limit_memory(megabytes: int) -> None:
    """Let this process use so much address space; macOS does not keep to it."""
    limit = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def limit_time(seconds: float) -> None:
    """Let this process use so much more of the processor, and each that it starts at least as much; then it ends."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    most = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def begin_group() -> None:
    """Make this process the first of a group, with whatever it starts; the group gives way as the process does."""
    os.setsid()
    # Linux weighs sessions against each other, and a priority within its session only (sched_autogroup, sched(7)).
    with suppress(OSError):
        _AUTOGROUP.write_text(str(os.getpriority(os.PRIO_PROCESS, 0)), "ascii")


def end_group() -> None:
    """End this process and what it started (ocrmypdf, tesseract)."""
    os.killpg(0, signal.SIGKILL)


def end_group_of(process: int) -> None:
    """End what a process that began a group has left behind."""
    with suppress(OSError):
        os.killpg(process, signal.SIGKILL)


def is_running(process: int) -> bool:
    """Whether there is a process of this number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
