"""A font that the file names and does not have: letters are as broad as the file says, whatever stands in for it."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium

from ingest.reader import read_pdf

WORDS = "Pagina 2 van 9 met woorden die iemand leest"
WIDTH = 640


def pdf_in(font: str, weight: int) -> bytes:
    """A page with a line in a font that is not in the file, of letters that are all equally broad."""
    content = f"BT /F 10 Tf 60 700 Td ({WORDS}) Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        f"<</Type/Font/Subtype/TrueType/BaseFont/{font}/FirstChar 32/LastChar 126/Widths[{f'{WIDTH} ' * 95}]"
        "/Encoding/WinAnsiEncoding/FontDescriptor 6 0 R>>",
        f"<</Type/FontDescriptor/FontName/{font}/Flags 32/StemV {weight}/ItalicAngle 0/Ascent 1005/Descent -210"
        "/CapHeight 727/FontBBox[-50 -207 1447 1000]>>",
    ]
    return file_of(objects)


def file_of(objects: Sequence[str]) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    file, places = "%PDF-1.4\n", []
    for number, content_of in enumerate(objects, start=1):
        places.append(len(file))
        file += f"{number} 0 obj{content_of}endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    file += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n"
    return (file + f"startxref\n{file.index('xref')}\n%%EOF").encode("latin-1")


def boxes() -> list[tuple[float, float]]:
    document = read_pdf(pdf_in("Verdana", 80), "proef.pdf")
    return [(round(box.x0, 1), round(box.x1, 1)) for word in document.words for box in word.boxes]


def test_a_page_is_read_the_same_after_another_was_painted():
    breadth, at = WIDTH / 100, 60.0
    expected = []
    for word in WORDS.split():
        expected.append((round(at, 1), round(at + breadth * len(word), 1)))
        at += breadth * (len(word) + 1)
    assert boxes() == expected
    for font, weight in (("Verdana-Bold", 180), ("Arial-Black", 250), ("Tahoma", 50)):
        pdfium.PdfDocument(pdf_in(font, weight))[0].render(scale=1)
        assert boxes() == expected
