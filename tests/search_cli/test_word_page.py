"""A Word briefing is A4 and Dutch, and takes the styles of a house template."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm

from index.model import Quotation
from ingest.errors import VindplaatsError
from ingest.model import Metadata
from search_cli.briefing.composed import compose
from search_cli.briefing.writing import write

QUOTED = Quotation("kst-31490-284", "0" * 64, 1, 1, 0, 9, "De woorden", (), "Let op")


def briefing():
    return compose("Wendbaarheid", [QUOTED], lambda id: Metadata(id, "0" * 64, title="Rijksdienst"))


def test_a_briefing_is_a4_and_dutch(tmp_path: Path) -> None:
    write(briefing(), tmp_path / "b.docx")
    document = WordDocument(str(tmp_path / "b.docx"))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.core_properties.language == "nl-NL"
    assert document.core_properties.comments == ""
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"nl-NL"}
    assert [paragraph.style.name for paragraph in document.paragraphs][:3] == ["Heading 1", "Normal", "Quote"]


def test_a_template_gives_page_and_styles_and_none_of_its_text(tmp_path: Path) -> None:
    house = WordDocument()
    house.add_paragraph("Vul hier in")
    house.sections[0].page_width = Mm(200)
    house.sections[0].header.paragraphs[0].text = "Ministerie van Water"
    house.save(str(tmp_path / "huis.docx"))
    write(briefing(), tmp_path / "b.docx", tmp_path / "huis.docx")
    document = WordDocument(str(tmp_path / "b.docx"))
    assert round(document.sections[0].page_width.mm) == 200
    assert document.sections[0].header.paragraphs[0].text == "Ministerie van Water"
    assert [paragraph.text for paragraph in document.paragraphs][:3] == ["Wendbaarheid", "Let op", "“De woorden”"]


def test_a_template_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "huis.docx").write_text("geen Word")
    with pytest.raises(VindplaatsError, match=r"huis\.docx is no Word template"):
        write(briefing(), tmp_path / "b.docx", tmp_path / "huis.docx")
    with pytest.raises(VindplaatsError, match=r"name the briefing b\.docx"):
        write(briefing(), tmp_path / "b.md", tmp_path / "huis.docx")
