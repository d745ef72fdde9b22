"""Quotations and their citations read from texts of every kind of file."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as WordDocument

from ingest.errors import VindplaatsError
from nlp.quotations.quoted_text import Unchecked, markdown_paragraphs, quotations_in, read_quotations

SHA = "0" * 64
CITATION = "Kamerstukken II 2019/20, 31490, nr. 284"
ONE, TWO = "De uitvoering moet wendbaar zijn. De burger", "merkt dat zelden. Dat kost tijd."


# (text, the quotation in it, its first and last page)
READ = [
    (f"Zo is het: “Dat kost tijd” ({CITATION}, p. 3).", "Dat kost tijd", 3, 3),
    (f"„Dat kost tijd” ({CITATION}, p. 3-4)", "Dat kost tijd", 3, 4),
    (f"«Dat kost tijd» ({CITATION}, blz. 3)", "Dat kost tijd", 3, 3),
    (f'"Dat kost tijd" ({CITATION})', "Dat kost tijd", None, None),
    # the way letters of the government cite
    ("“Dat kost tijd” (Kamerstuk 31 490, nr. 284, p. 2)", "Dat kost tijd", 2, 2),
    # Markdown: a block quotation over lines, emphasis, escapes, a footnote
    ("> “Dat kost\n> veel tijd”\n> (*Kamerstukken II* 2019/20, 31490, nr. 284, p. 3)", "Dat kost\nveel tijd", 3, 3),
    (f"“Dat \\[...\\] *tijd*”[^1]\n\n[^1]: {CITATION}, p. 3.", "Dat [...] tijd", 3, 3),
    # a quotation within the quotation, with the same marks
    (f"“Dat “kost” nog tijd” ({CITATION}, p. 3)", "Dat “kost” nog tijd", 3, 3),
    (f'"Dat "kost" nog tijd" ({CITATION}, p. 3)', 'Dat "kost" nog tijd', 3, 3),
    # straight marks over a line end
    (f'"Dat kost\nnog tijd" ({CITATION}, p. 3)', "Dat kost\nnog tijd", 3, 3),
    # single marks, an apostrophe and a contraction between them
    (f"‘Foto’s en 't geld’ ({CITATION}, p. 3), hun foto’s’ tijd", "Foto’s en 't geld", 3, 3),
    (f"'Dat kost “veel” tijd' ({CITATION}, p. 3)", "Dat kost “veel” tijd", 3, 3),
    # what Word makes of a mark after a tab
    (f"”Dat kost tijd” ({CITATION}, p. 3)", "Dat kost tijd", 3, 3),
    # the citation leads up to the words
    (f"In {CITATION}, p. 3 staat: “Dat kost tijd”.", "Dat kost tijd", 3, 3),
    (f"Zoals in {CITATION} (p. 3) “Dat kost tijd” staat, en Kamerstuk 31 490, nr. 9 niet.", "Dat kost tijd", 3, 3),
    # a line of its own for the citation
    (f"> “Dat kost tijd”\n\n> — {CITATION}, p. 3", "Dat kost tijd", 3, 3),
    # rows of a table and items of a list do not mix, whichever comes first
    (f"| {CITATION}, p. 3 | “Dat kost tijd” |\n| Kamerstuk 31 490, nr. 9 | niets |", "Dat kost tijd", 3, 3),
    (f"- {CITATION}, p. 3: “Dat kost tijd”\n- Kamerstuk 31 490, nr. 9", "Dat kost tijd", 3, 3),
    # a single quotation mark within a quotation
    (f"“Dat ‘kost’ 's avonds tijd” ({CITATION}, p. 3)", "Dat ‘kost’ 's avonds tijd", 3, 3),
]


@pytest.mark.parametrize(("text", "words", "first", "last"), READ)
def test_a_quotation_is_read_with_its_citation(text: str, words: str, first: int | None, last: int | None) -> None:
    found, _ = quotations_in(markdown_paragraphs(text))
    assert [(item.text, item.targets, item.first_page, item.last_page) for item in found] == [
        (words, ("kst-31490-284",), first, last)
    ]


NO_QUOTATION = [
    # no citation, one of another paragraph, one far away after a single word
    "Zij noemt dat “wendbaar”.",
    f"Zij noemt dat “wendbaar en klaar voor morgen”.\n\nDe minister schreef dat in {CITATION}.",
    f"Wat heet “wendbaar”, vroeg de commissie zich af in haar verslag van die dag, zie ook {CITATION}.",
    # a law is no paper to check against
    "“een ieder” (Stb. 2020, 118)",
]


@pytest.mark.parametrize("text", NO_QUOTATION)
def test_words_without_a_citation_of_their_own_are_not_checked(text: str) -> None:
    assert quotations_in(markdown_paragraphs(text))[0] == []


def test_idem_is_the_citation_before_it() -> None:
    found, _ = quotations_in(markdown_paragraphs(f"“Dat kost tijd” ({CITATION}, p. 3) en “geld” (idem, p. 4)."))
    assert [(item.text, item.targets, item.first_page) for item in found] == [
        ("Dat kost tijd", ("kst-31490-284",), 3),
        ("geld", ("kst-31490-284",), 4),
    ]


UNCHECKED = [
    ("De minister zei: “dat kost veel tijd”.", "dat kost veel tijd"),
    # what belongs to one quotation is not lent to the next
    (f"“Dat kost tijd” ({CITATION}). Hij zei “dat kost veel geld”.", "dat kost veel geld"),
    # a mark that nothing closes
    (f"“Dat kost tijd ({CITATION}, p. 3)", f"Dat kost tijd ({CITATION}, p. 3)"),
]


@pytest.mark.parametrize(("text", "words"), UNCHECKED)
def test_a_quotation_that_cannot_be_checked_is_told(text: str, words: str) -> None:
    assert [item.text for item in quotations_in(markdown_paragraphs(text))[1]] == [words]


def test_a_word_of_irony_is_no_quotation_to_tell_of() -> None:
    assert quotations_in(markdown_paragraphs("Zo “wendbaar” is dat.")) == ([], [])


def test_a_row_of_a_word_table_is_read_as_one(tmp_path: Path) -> None:
    word = WordDocument()
    table = word.add_table(rows=2, cols=2)
    for row, text in zip(table.rows, ["Dat kost tijd", "Dat kost geld"], strict=True):
        row.cells[0].text, row.cells[1].text = f"{CITATION}, p. 3", f"“{text}”"
    word.save(str(tmp_path / "stuk.docx"))
    assert [(item.text, item.first_page) for item in read_quotations(tmp_path / "stuk.docx")[0]] == [
        ("Dat kost tijd", 3),
        ("Dat kost geld", 3),
    ]


def test_an_html_paragraph_with_an_id_that_nothing_links_to_is_read(tmp_path: Path) -> None:
    page = tmp_path / "stuk.html"
    page.write_text(
        f"<p id='eerste'>“Dat kost tijd” ({CITATION}, p. 3)</p>"
        f"<table><tr><td>{CITATION}, p. 4<td>“Dat kost geld”</tr></table>",
        "utf-8",
    )
    assert [(item.text, item.first_page) for item in read_quotations(page)[0]] == [
        ("Dat kost tijd", 3),
        ("Dat kost geld", 4),
    ]


def test_the_line_of_a_quotation_is_where_it_stands() -> None:
    text = f"# Kop\n\nTekst.\n\nEerst dit,\ndan “Dat kost tijd” ({CITATION})."
    assert [item.line for item in quotations_in(markdown_paragraphs(text))[0]] == [6]


def test_an_attachment_and_a_report_by_title_are_recognised() -> None:
    attachment, _ = quotations_in(markdown_paragraphs(f"“Dat kost tijd” (Bijlage bij {CITATION}, p. 3)"))
    assert [item.is_attachment for item in attachment] == [True]
    report, _ = quotations_in(
        markdown_paragraphs("“Dat kost tijd” (*Werk in uitvoering*, 3 juli 2020, p. 12)"),
        ["Werk in uitvoering, 3 juli 2020"],
    )
    assert [(item.citation, item.first_page) for item in report] == [("Werk in uitvoering, 3 juli 2020, p. 12", 12)]


def test_a_word_file_is_read_by_paragraph(tmp_path: Path) -> None:
    word = WordDocument()
    word.add_paragraph("Inleiding")
    word.add_paragraph("“Dat kost ").add_run(f"tijd” ({CITATION}, p. 3)")
    word.save(str(tmp_path / "stuk.docx"))
    assert [(item.text, item.line) for item in read_quotations(tmp_path / "stuk.docx")[0]] == [("Dat kost tijd", 2)]


def test_html_is_read_with_its_notes(tmp_path: Path) -> None:
    page = tmp_path / "stuk.html"
    page.write_text(
        f"<title>“x” {CITATION}</title><p>A &amp; B: “Dat <b>kost</b> tijd”<a href='#n1'>1</a></p>"
        f"<ol><li id='n1'>{CITATION}, p. 3</li></ol>",
        "utf-8",
    )
    assert [(item.text, item.first_page) for item in read_quotations(page)[0]] == [("Dat kost tijd", 3)]


def test_words_without_a_citation_are_given_back_to_be_looked_up(tmp_path: Path) -> None:
    text = tmp_path / "a.md"
    text.write_text("Hij zei: “een dienst die rustig werkt”.", "utf-8")
    assert read_quotations(text) == ([], [Unchecked("een dienst die rustig werkt", 1)])


def test_a_file_that_is_no_briefing_is_refused_with_the_reason(tmp_path: Path) -> None:
    empty, broken, binary = tmp_path / "a.md", tmp_path / "b.docx", tmp_path / "c.txt"
    empty.write_text("Niets.", "utf-8")
    broken.write_text("Niets.", "utf-8")
    binary.write_bytes(b"\xff\xfe\x00%PDF")
    for path, reason in [
        (empty, "has no quotation with a citation"),
        (broken, "is no Word file"),
        (binary, "is no text in UTF-8"),
        (tmp_path / "d.md", "there is no file"),
    ]:
        with pytest.raises(VindplaatsError, match=reason):
            read_quotations(path)
