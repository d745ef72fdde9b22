"""What is printed on a page but is no part of its text: headers, folios, margin columns, letterheads.

Found by place and repetition, and by what it says: a letter of one to three
pages repeats nothing, and a heading that stands alone is no header.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.furniture.margins import find_margins
from ingest.furniture.mastheads import find_frame
from ingest.furniture.running import find_running
from ingest.layout.lines import PageLines


def find_furniture(pages: Sequence[PageLines], body_size: float) -> set[int]:
    """The furniture among the lines of a document, as id(line); body_size: of the running text, in points."""
    found = find_running(pages) | find_frame(pages)
    return found | find_margins(pages, found, body_size)
