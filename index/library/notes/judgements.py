"""What readers said of recommendations, in the order in which they said it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from index.library.notes import Notes
from index.model import Judgement

_COLUMNS = "id, document, sha256, first, last, text, verdict, remark, at, judge, record"


class Judgements:
    """The judgements of one library. They stay when a paper is read again, removed or replaced."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def all(self, documents: Iterable[str] | None = None) -> list[Judgement]:
        """All, or those of some documents, the oldest first."""
        wanted = None if documents is None else json.dumps(sorted(set(documents)))
        rows = self._notes.connection.execute(
            f"SELECT {_COLUMNS} FROM judgements WHERE about = 'recommendation' AND "
            "(?1 IS NULL OR document IN (SELECT value FROM json_each(?1))) ORDER BY at, id",
            (wanted,),
        )
        return [_judgement(*row) for row in rows]

    def put(self, judgement: Judgement, replaces: int | None = None) -> int:
        """Note a judgement, now; its id. replaces: the id of the one that it takes the place of."""
        record = {
            "page": judgement.page,
            "type": judgement.type,
            "number": judgement.number,
            "addressees": judgement.addressees,
            "deadline": judgement.deadline,
            "sources": judgement.sources,
        }
        with self._notes.writing() as connection:
            if replaces is not None:
                self.drop(replaces)
            row = connection.execute(
                "INSERT INTO judgements (document, sha256, first, last, text, about, verdict, remark, at, judge, "
                "record) VALUES (?, ?, ?, ?, ?, 'recommendation', ?, ?, ?, ?, ?) RETURNING id",
                (
                    judgement.document,
                    judgement.sha256,
                    judgement.start,
                    judgement.end,
                    judgement.text,
                    judgement.verdict,
                    judgement.remark,
                    datetime.now(UTC).isoformat(timespec="seconds"),
                    judgement.judge,
                    json.dumps(record, ensure_ascii=False),
                ),
            ).fetchone()
        return int(row[0])

    def drop(self, id: int) -> bool:
        """Forget a judgement; whether there was one."""
        with self._notes.writing() as connection:
            return connection.execute("DELETE FROM judgements WHERE id = ?", (id,)).rowcount > 0


def _judgement(
    id: int,
    document: str,
    sha256: str,
    first: int,
    last: int,
    text: str,
    verdict: str,
    remark: str,
    at: str,
    judge: str,
    record: str,
) -> Judgement:
    said = json.loads(record)
    sources = said["sources"]
    return Judgement(
        document=document,
        sha256=sha256,
        page=said["page"],
        start=first,
        end=last,
        text=text,
        verdict=verdict,  # type: ignore[arg-type]  # what put wrote
        type=said["type"],
        number=said["number"],
        addressees=tuple(said["addressees"]),
        deadline=said["deadline"],
        sources=None if sources is None else tuple(sources),
        remark=remark,
        judge=judge,
        at=at,
        id=id,
    )
