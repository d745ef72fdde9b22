"""What the name of a file tells: the id of a document that shows no official one, and what was published beside it."""

from __future__ import annotations

import re
import unicodedata

# Behind the name of a paper: what its publisher says of it, in a file beside it.
METADATA_ENDING = ".metadata.xml"
_JUNK = re.compile(r"[^a-z0-9]+")
_MOST_CHARS = 60


def local_id(name: str, sha256: str) -> str:
    """An id for a document that shows no official one: its file name and the start of its hash."""
    return f"{slug(name.rsplit('.', 1)[0]) or 'document'}-{sha256[:8]}"


def slug(name: str) -> str:
    """A name in small letters, with hyphens for all else.

    >>> slug("Brief_PS 2022")
    'brief-ps-2022'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _JUNK.sub("-", plain.lower()).strip("-")[:_MOST_CHARS].strip("-")
