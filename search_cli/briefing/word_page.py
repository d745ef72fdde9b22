"""The page a Word briefing is set on: our own, or that of a house template."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.errors import VindplaatsError

_LANGUAGE = "nl-NL"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def new_document(title: str, template: Path | None) -> Any:
    """An empty document: A4 with margins of 25 mm, or with page, headers and styles of a template; in Dutch.

    Raises:
        VindplaatsError: the template is no Word file.
    """
    from docx import Document
    from docx.shared import Mm

    document = Document() if template is None else _from_template(template)
    if template is None:
        for section in document.sections:
            section.page_width, section.page_height = Mm(210), Mm(297)
            section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    _set_language(document)
    properties = document.core_properties
    properties.title, properties.language = title, _LANGUAGE
    if template is None:
        # What the library that writes it says of itself is nobody's remark.
        properties.comments = ""
    properties.author = properties.last_modified_by = _user()
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    return document


def styled(paragraph: Any, style: str) -> Any:
    """The paragraph in a style, where the document has it."""
    if style in (each.name for each in paragraph.part.document.styles):
        paragraph.style = style
    return paragraph


def _from_template(template: Path) -> Any:
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    from docx import Document

    try:
        with ZipFile(template) as package:
            files = {name: package.read(name) for name in package.namelist()}
        # A .dotx differs from a document by one line of its list of contents.
        contents = files["[Content_Types].xml"].replace(_TEMPLATE.encode(), _DOCUMENT.encode())
        together = BytesIO()
        with ZipFile(together, "w") as package:
            for name, data in (files | {"[Content_Types].xml": contents}).items():
                package.writestr(name, data)
        document = Document(together)
    except OSError as error:
        raise VindplaatsError(f"{template} cannot be opened: {error.strerror}") from error
    except (BadZipFile, KeyError, ValueError) as error:
        raise VindplaatsError(f"{template.name} is no Word template; save it again as .docx or .dotx") from error
    body = document.element.body
    for element in list(body):
        if not element.tag.endswith("}sectPr"):
            body.remove(element)
    return document


def _set_language(document: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for properties in document.styles.element.iter(qn("w:rPrDefault")):
        run = properties.find(qn("w:rPr"))
        if run is None:
            continue
        language = run.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            run.append(language)
        language.set(qn("w:val"), _LANGUAGE)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
