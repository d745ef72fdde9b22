"""What readers corrected of the metadata of papers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from index.library.notes import Notes
from ingest.metadata.corrections import corrected
from ingest.model import Metadata

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Corrected:
    """All corrections of a library: values by field, by id of the document and by the hash of the file."""

    by_id: Mapping[str, Values] = field(default_factory=dict)
    by_sha256: Mapping[str, Values] = field(default_factory=dict)

    def applied_to(self, metadata: Metadata) -> Metadata:
        """The metadata of a paper as readers corrected it.

        A correction is of a file, whatever id it is read under, and of an id, whatever file takes its place.
        """
        if not self.by_id:
            return metadata
        return corrected(metadata, {**self.by_id.get(metadata.id, {}), **self.by_sha256.get(metadata.sha256, {})})


class Corrections:
    """The corrections of one library."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def all(self) -> Corrected:
        """All corrections so far."""
        by_id, by_sha256 = defaultdict[str, dict[str, Any]](dict), defaultdict[str, dict[str, Any]](dict)
        rows = self._notes.connection.execute("SELECT document, sha256, field, value FROM corrections ORDER BY at")
        for document, sha256, name, value in rows:
            by_id[document][name] = by_sha256[sha256][name] = json.loads(value)
        return Corrected(by_id, by_sha256)

    def put(self, as_read: Metadata, field: str, value: Any) -> None:
        """Note what a field of a paper should be. as_read: what was read of it."""
        with self._notes.writing() as connection:
            self.drop(as_read, field)
            connection.execute(
                "INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (document, field) DO UPDATE SET "
                "sha256 = excluded.sha256, value = excluded.value, was = excluded.was, at = excluded.at",
                (
                    as_read.id,
                    as_read.sha256,
                    field,
                    json.dumps(value, ensure_ascii=False),
                    json.dumps(getattr(as_read, field), ensure_ascii=False),
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )

    def drop(self, as_read: Metadata, field: str) -> bool:
        """Forget the correction of a field; whether there was one."""
        with self._notes.writing() as connection:
            return (
                connection.execute(
                    "DELETE FROM corrections WHERE (document = ? OR sha256 = ?) AND field = ?",
                    (as_read.id, as_read.sha256, field),
                ).rowcount
                > 0
            )
