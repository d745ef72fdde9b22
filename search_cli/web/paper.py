"""Pages of papers as pictures."""

from __future__ import annotations

import hashlib
import io
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as WebP. tag: what a browser that has it asks with, whether it is still so."""

    content: bytes
    tag: str


class _Kept:
    """Pictures that were drawn lately, by the hash of their file: a page of a file never looks otherwise."""

    def __init__(self) -> None:
        self._images: OrderedDict[tuple[object, ...], Picture] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[object, ...]) -> Picture | None:
        with self._lock:
            if key in self._images:
                self._images.move_to_end(key)
            return self._images.get(key)

    def keep(self, key: tuple[object, ...], image: Picture) -> None:
        with self._lock:
            self._images[key] = image
            while len(self._images) > KEPT_PAGES:
                self._images.popitem(last=False)


_KEPT = _Kept()


def kept_image(sha256: str, number: int, width: int, marks: tuple[Box, ...] = ()) -> Picture | None:
    """A picture that was drawn lately; None where it was not."""
    return _KEPT.get((sha256, number, width, marks))


def page_image(path: Path, sha256: str, number: int, width: int, marks: tuple[Box, ...] = ()) -> Picture:
    """A page (from 1) of a PDF with lines marked on it.

    Args:
        sha256: of the file.

    Raises:
        NoPageError: the file is gone, or has no such page.
    """
    if kept := kept_image(sha256, number, width, marks):
        return kept
    image = _rendered(path, number, width)
    if marks:
        image = _marked(image, marks)
    written = io.BytesIO()
    image.save(written, "WEBP", quality=QUALITY, method=METHOD)
    content = written.getvalue()
    drawn = Picture(content, f'"{hashlib.sha256(content).hexdigest()[:16]}"')
    _KEPT.keep((sha256, number, width, marks), drawn)
    return drawn


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
