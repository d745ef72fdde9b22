"""The parts of a Word file, which is a zip of XML: read with bounds, so that a small file cannot become a huge one."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ingest.errors import UnreadableError

# The largest letter in the samples holds 0.1 MB of text parts; a book of 800 pages some 15.
MAX_PART_BYTES = 60_000_000
MAX_BYTES = 120_000_000
MAX_PARTS = 5_000


def read_parts(data: bytes, name: str) -> dict[str, etree._Element]:
    """The XML parts that hold text, by their names ("word/document.xml").

    Nothing outside the file is read, and no entity is expanded.

    Raises:
        UnreadableError: it is no Word file, or more than is read.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            names = package.namelist()
            if len(names) > MAX_PARTS:
                raise UnreadableError(f"{name} holds {len(names)} parts; a Word file of a paper has some dozens.")
            wanted = [part for part in names if re.fullmatch(r"word/[^/]+\.xml", part)]
            if "word/document.xml" not in wanted:
                raise UnreadableError(f"{name} is a zip, but no Word file: save what is in it, and add that.")
            parts: dict[str, etree._Element] = {}
            left = MAX_BYTES
            for part in wanted:
                with package.open(part) as stream:
                    body = stream.read(min(MAX_PART_BYTES, left) + 1)
                left -= len(body)
                if len(body) > MAX_PART_BYTES or left < 0:
                    most = MAX_BYTES // 1_000_000
                    raise UnreadableError(f"{name} unpacks to more than {most} MB, so it is not read.")
                parts[part] = _parse(body, name)
            return parts
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UnreadableError(f"{name} is no whole Word file ({error}): save it again as .docx.") from error


def _parse(body: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"{name} is a damaged Word file ({error.msg}): save it again as .docx.") from error
