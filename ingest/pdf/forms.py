"""What is filled in on a form, and text boxes and stamps that were laid on a page: viewers show and print them all, as
text of it.
"""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

READ = (pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_STAMP)
# More are a trap; a long form has some hundreds of fields on a page.
MAX_ANNOTATIONS = 2000
# A longer text box is a trap too. It is set in this size where the file does not say how it looks, in letters of which
# each takes half of that.
MAX_CHARS = 20_000
SIZE_PT, LEADING, LETTER = 10.0, 1.2, 0.5
HIDDEN = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW


def open_forms(pdf: pdfium.PdfDocument) -> None:
    """Let the fields of a form be drawn, also those that have a value and no looks; before pages are opened."""
    if pdf.get_formtype() == pdfium_c.FORMTYPE_ACRO_FORM:
        pdf.init_forms()


def open_page(pdf: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """A page with its fields and text boxes as part of it.

    Raises:
        pdfium.PdfiumError: the page cannot be loaded.
    """
    page = pdf[index]
    if not _has_text_laid_on(page) or pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY) != (
        pdfium_c.FLATTEN_SUCCESS
    ):
        return page
    page.close()
    return pdf[index]


def _has_text_laid_on(page: pdfium.PdfPage) -> bool:
    found = False
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), MAX_ANNOTATIONS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if annotation:
            kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
            found = found or kind in READ
            if kind == pdfium_c.FPDF_ANNOT_FREETEXT:
                _draw(annotation)
            pdfium_c.FPDFPage_CloseAnnot(annotation)
    return found


def _draw(annotation: pdfium_c.FPDF_ANNOTATION) -> None:
    """Set the words of a text box in lines, where the file does not say how they look; viewers do so by themselves."""
    rect = pdfium_c.FS_RECTF()
    if (
        pdfium_c.FPDFAnnot_GetAP(annotation, pdfium_c.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2
        or pdfium_c.FPDFAnnot_GetFlags(annotation) & HIDDEN
        or not pdfium_c.FPDFAnnot_GetRect(annotation, rect)
    ):
        return
    words = _value(annotation, b"Contents").split()
    if not words:
        return
    room = max(int((rect.right - rect.left) / (LETTER * SIZE_PT)), 1)
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + len(word) < room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    size = min(SIZE_PT, max((rect.top - rect.bottom) / (LEADING * len(lines)), 1.5))
    shown = " ".join(f"<{line.encode('cp1252', 'replace').hex()}> Tj T*" for line in lines)
    content = f"BT /Helv {size:.2f} Tf {LEADING * size:.2f} TL {rect.left:.2f} {rect.top - size:.2f} Td {shown} ET"
    _set_looks(annotation, content)


def _value(annotation: pdfium_c.FPDF_ANNOTATION, key: bytes) -> str:
    n_bytes = min(pdfium_c.FPDFAnnot_GetStringValue(annotation, key, None, 0), 2 * MAX_CHARS)
    buffer = (ctypes.c_ushort * (n_bytes // 2 + 1))()
    pdfium_c.FPDFAnnot_GetStringValue(annotation, key, buffer, n_bytes)
    return bytes(buffer).decode("utf-16-le", "replace").split("\0")[0]


def _set_looks(annotation: pdfium_c.FPDF_ANNOTATION, content: str) -> None:
    encoded = (content + "\0").encode("utf-16-le")
    buffer = (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)
    pdfium_c.FPDFAnnot_SetAP(annotation, pdfium_c.FPDF_ANNOT_APPEARANCEMODE_NORMAL, buffer)
