"""Pages of papers as pictures."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from index.library import Library
from index.model import DocumentRecord
from ingest.errors import VindplaatsError
from ingest.model import Box
from search_cli.web.marks import AROUND_PT, lines

# pdfium is for one thread at a time: several at once end the program.
PDFIUM = Lock()
# Pixels across: of a page that is read, and of one beside a hit.
WIDTH, THUMB_WIDTH = 1000, 240
# Of 100 pages each has some 90 kB.
KEPT_PAGES = 200
# The quickest setting: the next takes half as long again, for a tenth fewer bytes.
QUALITY, METHOD = 78, 0
MARKER = "#ffe27a"


class NoPageError(VindplaatsError):
    """A page that cannot be shown: there is none, or its original is gone."""


def page_image(path: Path, number: int, width: int, marks: tuple[Box, ...] = ()) -> bytes:
    """A page (from 1) of a PDF as WebP, with lines marked on it; pages drawn lately are kept.

    Raises:
        NoPageError: the file is gone, or has no such page.
    """
    return _drawn(path, number, width, marks)


@lru_cache(maxsize=KEPT_PAGES)
def _drawn(path: Path, number: int, width: int, marks: tuple[Box, ...]) -> bytes:
    image = _rendered(path, number, width)
    if marks:
        image = _marked(image, marks)
    written = io.BytesIO()
    image.save(written, "WEBP", quality=QUALITY, method=METHOD)
    return written.getvalue()


def _rendered(path: Path, number: int, width: int) -> Any:
    import pypdfium2

    with PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(path)
        except (FileNotFoundError, pypdfium2.PdfiumError) as error:
            raise NoPageError(f"the original {path.name} is gone or altered; add the paper again") from error
        try:
            if not 1 <= number <= len(pdf):
                raise NoPageError(f"{path.name} has {len(pdf)} pages, no page {number}")
            page = pdf[number - 1]
            # A sheet as wide as a wall is no reason to fill the memory.
            scale = min(width / page.get_width(), 3 * width / page.get_height())
            return page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
        finally:
            pdf.close()


def _marked(image: Any, marks: tuple[Box, ...]) -> Any:
    from PIL import Image, ImageChops, ImageDraw

    ink = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(ink)
    for box in marks:
        pen.rectangle([box.x0, box.top, box.x1, box.bottom], fill=MARKER)
    return ImageChops.multiply(image, ink)


def thumb_marks(library: Library, record: DocumentRecord, number: int, start: int, end: int) -> tuple[Box, ...]:
    """Where the words of a range stand on a page of THUMB_WIDTH, in pixels."""
    held = library.documents.load(record.id)
    if not 1 <= number <= len(held.pages):
        return ()
    scale = THUMB_WIDTH / held.pages[number - 1].width
    around: Callable[[float, int], float] = lambda value, way: (value + way * AROUND_PT) * scale  # noqa: E731
    return tuple(
        Box(number, around(box.x0, -1), around(box.top, -1), around(box.x1, 1), around(box.bottom, 1))
        for box in lines(held.boxes_of(start, end))
        if box.page == number
    )
