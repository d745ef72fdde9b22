"""The files that lie inside a PDF, and forms whose pages only a program of Adobe can draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.atomic import write_bytes
from ingest.errors import UnreadableError
from ingest.pdf.opening import open_pdf
from ingest.pdf.visible import object_streams

# More are a trap, or an archive that somebody should unpack by hand.
MAX_FILES = 200
MAX_BYTES = 100_000_000
# What the page says of a form that another program must show.
_PLACEHOLDER = ("adobe", "viewer", "ogenblik geduld", "even geduld")
_JUNK = re.compile(r"[^\w .()+-]+")


def attached_names(data: bytes, name: str) -> tuple[str, ...]:
    """The names of the files inside a PDF, in its order."""
    pdf = open_pdf(data, name)
    try:
        return tuple(_name(file, place) for place, file in enumerate(_attached(pdf, data)))
    except pdfium.PdfiumError:
        return ()
    finally:
        pdf.close()


def write_attached(path: Path, folder: Path) -> list[Path]:
    """Write the files inside a PDF into a folder, and give their paths; names never lead out of it.

    Raises:
        UnreadableError: the PDF cannot be opened, or holds more than is taken out.
    """
    data = path.read_bytes()
    pdf = open_pdf(data, path.name)
    written: list[Path] = []
    left = MAX_BYTES
    try:
        for place, file in enumerate(_attached(pdf, data)):
            body = bytes(file.get_data())
            left -= len(body)
            if left < 0:
                raise UnreadableError(f"{path.name} holds files of more than {MAX_BYTES // 1_000_000} MB together.")
            folder.mkdir(parents=True, exist_ok=True)
            target = folder / safe_name(_name(file, place), place)
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
    if not _mentions(data, b"/XFA"):
        return
    text = " ".join(words[:200]).casefold()
    if "please wait" in text or (len(words) < 120 and any(sign in text for sign in _PLACEHOLDER)):
        raise UnreadableError(
            f"{name} is a form that only Adobe Reader can show (XFA); what is in the file is a page that says so. "
            "Print it to a PDF there, and add that."
        )


def _attached(pdf: pdfium.PdfDocument, data: bytes) -> Iterator[pdfium.PdfAttachment]:
    """The files inside a PDF: those of the whole, then those that hang on a place of a page."""
    n_files = min(pdf.count_attachments(), MAX_FILES)
    of_whole = [pdf.get_attachment(place) for place in range(n_files)]
    yield from of_whole
    known = {str(file.get_name()) for file in of_whole}
    if not _mentions(data, b"/FileAttachment"):
        return
    for page in pdf:
        for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), MAX_FILES)):
            annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
            if annotation and pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_FILEATTACHMENT:
                raw = pdfium_c.FPDFAnnot_GetFileAttachment(annotation)
                # Some programs list what hangs on a page among those of the whole too.
                if raw and n_files < MAX_FILES and (file := pdfium.PdfAttachment(raw, pdf)).get_name() not in known:
                    n_files += 1
                    yield file
            if annotation:
                pdfium_c.FPDFPage_CloseAnnot(annotation)
        page.close()


def _mentions(data: bytes, name: bytes) -> bool:
    """Whether a name stands in the objects of a PDF, packed ones too."""
    return name in data or any(name in stream for stream in object_streams(data))


def _name(file: pdfium.PdfAttachment, place: int) -> str:
    return str(file.get_name()) or f"bijlage-{place + 1}"
