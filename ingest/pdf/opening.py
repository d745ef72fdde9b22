"""Open a PDF, or say in one sentence why it cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium

from ingest.errors import UnreadableError

# No paper comes near this; the longest report in use has some 900 pages. Beyond it a file is a bundle or a trap.
MAX_PAGES = 5000


def open_pdf(data: bytes, name: str) -> pdfium.PdfDocument:
    """Open a PDF, or say in one sentence why it cannot be read."""
    if not data:
        raise UnreadableError(f"{name} is empty: the download was probably broken off. Fetch it again.")
    if b"%PDF-" not in data[:1024]:
        ending = Path(name).suffix.lower()
        if ending not in ("", ".pdf") and not data.lstrip().startswith(b"<"):
            raise UnreadableError(
                f"{name} is not read: of the kinds of files PDF, official XML, Word, HTML and plain text are, "
                f"{ending} is not. Save it as PDF, and add that."
            )
        start = data[:12].decode("latin-1", "replace").strip()
        raise UnreadableError(
            f"{name} is not a PDF: it starts with {start!r}, "
            "so the download was probably an error page. Fetch it again."
        )
    try:
        pdf = pdfium.PdfDocument(data)
        n_pages = len(pdf)
    except pdfium.PdfiumError as error:
        raise UnreadableError(_why_closed(data, name)) from error
    if n_pages == 0:
        raise UnreadableError(f"{name} has no pages: it was never finished. Fetch it again.")
    if n_pages > MAX_PAGES:
        raise UnreadableError(f"{name} has {n_pages} pages, more than the {MAX_PAGES} that are read as one: split it.")
    return pdf


def _why_closed(data: bytes, name: str) -> str:
    """Why pdfium does not open a file. By the file itself: pdfium's error code may be that of the file before it."""
    if b"/Encrypt" in data:
        return f"{name} is encrypted: it opens only with a password. Save it without one, then read it again."
    if re.search(rb"/Count 0\b", data) and not re.search(rb"/Type ?/Page\b", data):
        return f"{name} has no pages: it was never finished. Fetch it again."
    return f"{name} is damaged: it cannot be opened as a PDF. Fetch it again."
