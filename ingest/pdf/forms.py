"""What is filled in on a form, and text boxes that were laid on a page: viewers show and print both, as text of it."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

READ = (pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT)
# More are a trap; a long form has some hundreds of fields on a page.
MAX_ANNOTATIONS = 2000


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
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), MAX_ANNOTATIONS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if annotation:
            kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
            pdfium_c.FPDFPage_CloseAnnot(annotation)
            if kind in READ:
                return True
    return False
