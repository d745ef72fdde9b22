"""What papers are called where people read."""

from __future__ import annotations

from index.model import DocumentRecord
from ingest.citing.titles import sentence_case


def shown_title(record: DocumentRecord) -> str:
    """What to call a paper on one line: its known title, not in capitals, else its file name."""
    return sentence_case(record.known_title) if record.known_title else record.file
