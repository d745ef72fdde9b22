"""What each operating system does in a way of its own: locks on files, limits of memory, groups of processes."""

try:
    from ingest.system.posix import RENAMES_OPEN_FILES, begin_group, end_group, is_running, limit_memory, lock
except ImportError:
    # Windows has neither fcntl nor resource.
    from ingest.system.windows import RENAMES_OPEN_FILES, begin_group, end_group, is_running, limit_memory, lock

__all__ = ["RENAMES_OPEN_FILES", "begin_group", "end_group", "is_running", "limit_memory", "lock"]
