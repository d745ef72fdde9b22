"""The ledger: what could not be added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from index.library.store.database import Database
from index.model import Failure, PassedOver


class Ledger:
    """What the library knows of papers that it does not hold. Writing is done inside a transaction."""

    def __init__(self, connection: Database) -> None:
        self._connection = connection

    def failures(self) -> list[Failure]:
        """Files that could not be added, by path."""
        rows = self._connection.execute("SELECT file, path, sha256, reason, retry FROM failures ORDER BY path")
        return [Failure(file, path, sha256, reason, bool(retry)) for file, path, sha256, reason, retry in rows]

    def record_failure(self, path: str, sha256: str, reason: str, *, retry: bool) -> None:
        """Note that a file could not be added, and why."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._connection.execute(
            "INSERT INTO failures VALUES (?,?,?,?,?,?) ON CONFLICT (path) DO UPDATE SET file = excluded.file, "
            "sha256 = excluded.sha256, reason = excluded.reason, retry = excluded.retry, at = excluded.at",
            (path, Path(path).name, sha256, reason, int(retry), at),
        )

    def forget_failure(self, path: str) -> None:
        """The file was added after all, or is gone."""
        self._connection.execute("DELETE FROM failures WHERE path = ?", (path,))

    def passed_over(self) -> list[PassedOver]:
        """Files that lay among the papers and were not read, by path."""
        rows = self._connection.execute("SELECT file, path, reason FROM passed_over ORDER BY path")
        return [PassedOver(*row) for row in rows]

    def note_passed_over(self, found: Sequence[PassedOver], read: Sequence[str]) -> None:
        """Remember what an add did not read; what it did read, by path, is forgotten."""
        self._connection.executemany("DELETE FROM passed_over WHERE path = ?", [(path,) for path in read])
        rows = [(each.path, each.file, each.reason) for each in found]
        self._connection.executemany(
            "INSERT INTO passed_over VALUES (?,?,?) "
            "ON CONFLICT (path) DO UPDATE SET file = excluded.file, reason = excluded.reason",
            rows,
        )
