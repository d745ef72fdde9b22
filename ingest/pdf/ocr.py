"""The text of pages that are only a picture, recognised by ocrmypdf and tesseract."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.errors import UnreadableError
from ingest.model import Document

# A full page of small print takes tesseract 5 to 15 seconds on one core.
PAGE_LIMIT_S = 60
# ocrmypdf's exit status when tesseract or its Dutch language data is missing.
MISSING_DEPENDENCY = 3


def recognise(document: Document, data: bytes, name: str, read: Callable[[bytes], Document]) -> Document:
    """The document read again, with the text of its pages without text recognised and those pages marked as OCR.

    Pages with a text layer are read as before. A page on which nothing is
    recognised stays a page without text. Files are read side by side, so each
    is recognised on one core.

    Args:
        data: the bytes of the PDF that document was read from; name: of its file.
        read: reads the bytes of a PDF.

    Raises:
        UnreadableError: ocrmypdf, tesseract or its Dutch language data is not
            installed, or recognition failed or took too long.
    """
    pages = document.pages_without_text
    with TemporaryDirectory(prefix="vindplaats-ocr-") as folder:
        scan, readable = Path(folder, "scan.pdf"), Path(folder, "readable.pdf")
        scan.write_bytes(data)
        _run_ocrmypdf(scan, readable, pages, name)
        recognised = read(readable.read_bytes())
    marked = tuple(replace(page, is_ocr=page.has_text and page.number in pages) for page in recognised.pages)
    return replace(recognised, pages=marked)


def _run_ocrmypdf(scan: Path, readable: Path, pages: list[int], name: str) -> None:
    program = shutil.which("ocrmypdf")
    if program is None:
        raise _missing(pages, name)
    # Some of these pages have a text layer, of garbage: it is replaced. Other pages are left alone.
    options = ["--language", "nld", "--force-ocr", "--output-type", "pdf", "--optimize", "0", "--jobs", "1", "--quiet"]
    options += ["--pages", ",".join(map(str, pages)), "--tesseract-timeout", str(PAGE_LIMIT_S)]
    limit_s = PAGE_LIMIT_S * (len(pages) + 1)
    try:
        subprocess.run(
            [program, *options, scan, readable],
            capture_output=True,
            text=True,
            check=True,
            timeout=limit_s,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.CalledProcessError as error:
        if error.returncode == MISSING_DEPENDENCY:
            raise _missing(pages, name) from error
        last_words = error.stderr.strip().splitlines()[-1:] or [f"exit status {error.returncode}"]
        raise UnreadableError(
            f"the text of {name} could not be recognised: ocrmypdf says '{last_words[0]}'. Add it without --ocr."
        ) from error
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(
            f"recognising the text of {name} took more than {limit_s} seconds, so it was stopped. "
            f"Run 'ocrmypdf -l nld {name} out.pdf' yourself, then add out.pdf.",
            retry=True,
        ) from error


def _missing(pages: list[int], name: str) -> UnreadableError:
    shown = ", ".join(map(str, pages[:10])) + (" and more" if len(pages) > 10 else "")
    return UnreadableError(
        f"{name} has no text on page {shown}, and the programs that recognise text are not installed. "
        "Run 'sudo apt-get install ocrmypdf tesseract-ocr-nld', then try again.",
        retry=True,
    )
