"""No reader lets control characters or bullets without a name into a document."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.model import Document
from ingest.plain import document_from_text
from ingest.reader import read_file, read_pdf
from ingest.xml import read_xml
from tests.conftest import SAMPLES

# What a font may say that its glyphs mean: text, control characters, and private signs.
SIGNS = st.sampled_from("aBé1.\x00\x01\x02\x03\x07\x1b\x1f\x7f\x85\x95\xad\uf0b7\uf061\ufffe\uffff•")
WORDS = st.lists(st.text(SIGNS, min_size=1, max_size=4), min_size=1, max_size=12)


def pdf_that_says(words: list[str]) -> bytes:
    """A PDF of these words on lines of four, whose font gives each character as its meaning."""
    codes = {char: code for code, char in enumerate(sorted({" ", *"".join(words)}), start=0x41)}
    # A glyph of which the font does not say what it means comes as its number.
    codes["\x00"] = 0
    named = {char: code for char, code in codes.items() if code}
    meanings = "".join(f"<{code:04x}> <{ord(char):04x}>\n" for char, code in named.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(named)} beginbfchar\n{meanings}endbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    lines = [words[start : start + 4] for start in range(0, len(words), 4)]
    shown = ["".join(f"{codes[char]:04x}" for char in " ".join(line)) for line in lines]
    drawn = "BT /F 11 Tf 72 700 Td 14 TL\n" + "".join(f"<{line}> Tj T*\n" for line in shown) + "ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Proef /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< "
        "/Type /Font /Subtype /CIDFontType2 /BaseFont /Proef /DW 600 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 7\n0000000000 65535 f \n{table}trailer << /Size 7 /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()


def xml_that_says(marker: str, text: str) -> bytes:
    def written(words: str) -> str:
        return "".join(escape(char) if char.isascii() else f"&#{ord(char)};" for char in words)

    return (
        "<officiele-publicatie><kamerstuk><stuk><titel>Brief</titel><algemeen><vrije-tekst><tekst>"
        f"<al>{written(text)} en meer</al><lijst><li><li.nr>{written(marker)}</li.nr><al>Punt</al></li></lijst>"
        "</tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"
    ).encode()


def strings(value: object) -> Iterator[str]:
    """All texts that a document holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def assert_readable(document: Document) -> None:
    texts = list(strings(document))
    assert not [text for text in texts if any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in text)]
    assert not [text for text in texts for word in text.split() if len(word) == 1 and "\ue000" <= word <= "\uf8ff"]


@settings(max_examples=200)
@given(WORDS)
@example(["\x00", "Eenheden", "om", "te", "sturen\x1b[31m"])
@example(["\uf0b7", "Eenheden", "\x7f\x7f", "\x03"])
def test_no_control_character_of_a_pdf_reaches_the_document(words):
    assert_readable(read_pdf(pdf_that_says(words), "proef.pdf"))


@given(st.text(st.sampled_from("\uf0b7a1.\x7f\x85\x9b"), max_size=3), st.text(max_size=20, alphabet=SIGNS))
@example("\uf0b7", "uit\x80voering")
def test_no_control_character_of_an_xml_edition_reaches_the_document(marker, text):
    allowed = "".join(char for char in text if char >= " " and char < "\ufffe")
    assert_readable(read_xml(xml_that_says(marker, allowed), "proef.xml"))


@given(st.text(st.characters() | SIGNS))
def test_no_control_character_of_a_plain_text_reaches_the_document_and_its_offsets_hold(text):
    document = document_from_text(text)
    assert_readable(document)
    assert len(document.text) == len(text)
    assert all(
        one == other or unicodedata.category(other) in ("Cc", "Co")
        for one, other in zip(document.text, text, strict=True)
    )


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf")) + sorted(SAMPLES.glob("*.xml")), ids=lambda p: p.name)
def test_the_sample_papers_hold_no_control_characters(path):
    assert_readable(read_file(path))


@pytest.mark.parametrize("bullet", ["\x00", "\x7f", "\uf0b7", "\uf0d8"])
def test_a_glyph_without_a_name_before_an_item_is_its_bullet(bullet):
    words = f"{bullet} Eenheden om sturen {bullet} Keuzes voor later".split(" ")
    document = read_pdf(pdf_that_says(words), "proef.pdf")
    assert document.text == "• Eenheden om sturen\n• Keuzes voor later"
    assert [(block.kind, block.marker) for block in document.blocks] == [("list_item", "•"), ("list_item", "•")]


def test_a_control_character_is_the_room_that_its_glyph_takes():
    assert read_pdf(pdf_that_says(["uit\x1b[31mvoering", "nu"]), "proef.pdf").text == "uit [31mvoering nu"


def test_the_private_marker_of_an_item_in_xml_is_a_bullet():
    document = read_xml(xml_that_says("\uf0b7", "Tekst"), "proef.xml")
    assert [block.marker for block in document.blocks if block.kind == "list_item"] == ["•"]
