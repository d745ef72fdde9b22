"""What a document says of itself: kind, numbers, dates, signatories. Unknown stays None."""

from __future__ import annotations

import re
import unicodedata

from ingest.layout import Layout
from ingest.model import Metadata

OFFICIAL_ID = re.compile(r"\bkst-\d{5}(?:-[A-Z]+)?-\d+\b|\bah-tk-\d{8}-\d+")
SLUG_JUNK = re.compile(r"[^a-z0-9]+")


def describe(layout: Layout, name: str, sha256: str) -> Metadata:
    """The metadata of a read document; name: its file name."""
    shown = " ".join(note.text for note in layout.furniture)
    official = OFFICIAL_ID.search(shown)
    return Metadata(id=official.group() if official else local_id(name, sha256), sha256=sha256)


def local_id(name: str, sha256: str) -> str:
    """An id for a document that shows no official one: its file name and the start of its hash."""
    stem = name.rsplit(".", 1)[0]
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return f"{SLUG_JUNK.sub('-', plain.lower()).strip('-')[:60].strip('-') or 'document'}-{sha256[:8]}"
