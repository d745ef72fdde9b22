"""What a PDF says of itself beside its pages: labels of pages, and the properties that its maker gave it."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium

from ingest.errors import UnreadableError
from ingest.pdf.opening import open_pdf


@dataclass(frozen=True, slots=True)
class Hints:
    """labels: of each page, as a viewer shows them; empty where there are none.

    title and author: properties of the file, often of a template or of whoever typed it.
    """

    labels: tuple[str, ...] = ()
    title: str = ""
    author: str = ""


def read_hints(data: bytes, name: str) -> Hints:
    """The hints of a PDF; none of one that cannot be read."""
    try:
        pdf = open_pdf(data, name)
    except UnreadableError:
        return Hints()
    try:
        labels = tuple(pdf.get_page_label(index) for index in range(len(pdf)))
        said = pdf.get_metadata_dict()
        return Hints(labels if any(labels) else (), said.get("Title", "").strip(), said.get("Author", "").strip())
    except (pdfium.PdfiumError, UnicodeDecodeError):
        return Hints()
    finally:
        pdf.close()
