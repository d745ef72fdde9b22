"""The files that lie inside a PDF, and forms whose pages only a program of Adobe can draw."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium

from ingest.atomic import write_bytes
from ingest.errors import UnreadableError
from ingest.pdf.opening import open_pdf

# More are a trap, or an archive that somebody should unpack by hand.
MAX_FILES = 200
MAX_BYTES = 100_000_000
_JUNK = re.compile(r"[^\w .()+-]+")


def attached_names(data: bytes, name: str) -> tuple[str, ...]:
    """The names of the files inside a PDF, in its order."""
    pdf = open_pdf(data, name)
    try:
        return tuple(_name(pdf, place) for place in range(min(pdf.count_attachments(), MAX_FILES)))
    except pdfium.PdfiumError:
        return ()
    finally:
        pdf.close()


def write_attached(path: Path, folder: Path) -> list[Path]:
    """Write the files inside a PDF into a folder, and give their paths; names never lead out of it.

    Raises:
        UnreadableError: the PDF cannot be opened, or holds more than is taken out.
    """
    pdf = open_pdf(path.read_bytes(), path.name)
    written: list[Path] = []
    left = MAX_BYTES
    try:
        for place in range(min(pdf.count_attachments(), MAX_FILES)):
            body = bytes(pdf.get_attachment(place).get_data())
            left -= len(body)
            if left < 0:
                raise UnreadableError(f"{path.name} holds files of more than {MAX_BYTES // 1_000_000} MB together.")
            folder.mkdir(parents=True, exist_ok=True)
            target = folder / safe_name(_name(pdf, place), place)
            write_bytes(target, body)
            written.append(target)
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"the files inside {path.name} cannot be taken out ({error}).") from error
    finally:
        pdf.close()
    return written


def safe_name(name: str, place: int) -> str:
    """The name under which an attached file is kept: without folders, and never hidden."""
    plain = _JUNK.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")[-120:]
    return plain or f"bijlage-{place + 1}"


def refuse_placeholder(data: bytes, name: str, words: list[str]) -> None:
    """Refuse a form of which the pages in the file only say that another program is needed.

    Raises:
        UnreadableError: with what to do.
    """
    if b"/XFA" not in data:
        return
    text = " ".join(words[:200]).casefold()
    if "please wait" in text or (len(words) < 120 and "adobe" in text):
        raise UnreadableError(
            f"{name} is a form that only Adobe Reader can show (XFA); what is in the file is a page that says so. "
            "Print it to a PDF there, and add that."
        )


def _name(pdf: pdfium.PdfDocument, place: int) -> str:
    return str(pdf.get_attachment(place).get_name()) or f"bijlage-{place + 1}"
