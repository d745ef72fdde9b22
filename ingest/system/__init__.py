"""What each system does in a way of its own: locks on files, limits of memory and time, groups of processes."""

try:
    from ingest.system.posix import (
        OUT_OF_TIME,
        RENAMES_OPEN_FILES,
        begin_group,
        end_group,
        end_group_of,
        is_running,
        limit_memory,
        limit_time,
        lock,
    )
except ImportError:
    # Windows has neither fcntl nor resource.
    from ingest.system.windows import (
        OUT_OF_TIME,
        RENAMES_OPEN_FILES,
        begin_group,
        end_group,
        end_group_of,
        is_running,
        limit_memory,
        limit_time,
        lock,
    )

__all__ = [
    "OUT_OF_TIME",
    "RENAMES_OPEN_FILES",
    "begin_group",
    "end_group",
    "end_group_of",
    "is_running",
    "limit_memory",
    "limit_time",
    "lock",
]
