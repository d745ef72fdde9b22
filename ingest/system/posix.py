"""Linux, macOS and BSD."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
from contextlib import suppress
from pathlib import Path

# A file that is open may be renamed, and its name taken by another.
RENAMES_OPEN_FILES = True
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


def begin_group() -> None:
    """Make this process the first of a group, with whatever it starts; the group gives way as the process does."""
    os.setsid()
    # Linux weighs sessions against each other, and a priority within its session only (sched_autogroup, sched(7)).
    with suppress(OSError):
        _AUTOGROUP.write_text(str(os.getpriority(os.PRIO_PROCESS, 0)), "ascii")


def end_group() -> None:
    """End this process and what it started (ocrmypdf, tesseract)."""
    os.killpg(0, signal.SIGKILL)


def is_running(process: int) -> bool:
    """Whether there is a process of this number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
