"""Quotations read from a text and checked against papers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as WordDocument

from ingest.citing.cite import known_citations
from ingest.errors import VindplaatsError
from ingest.model import Box, Document, Metadata, Page, Word
from nlp.quotations.model import QuotedText, Stated, Verdict
from nlp.quotations.quoted_text import markdown_paragraphs, quotations_in, read_quotations
from nlp.quotations.stated import stated_in
from nlp.quotations.verify import Source, check, check_misnamed, papers_alike, papers_cited
from search_cli.render.citing import show_verdicts, verdict_shapes
from search_cli.terminal import out

SHA = "0" * 64
CITATION = "Kamerstukken II 2019/20, 31490, nr. 284"
ONE, TWO = "De uitvoering moet wendbaar zijn. De burger", "merkt dat zelden. Dat kost tijd."


def printed(*pages: str, id: str = "kst-31490-284", **known: object) -> Document:
    """A document whose words know their pages."""
    text = "\n".join(pages)
    words, folios, start = [], [], 0
    for number, page in enumerate(pages, start=1):
        folios.append(Page(number, start, start + len(page), 500, 800))
        for word in page.split():
            at = text.index(word, words[-1].end if words else 0)
            words.append(Word(at, at + len(word), (Box(number, 0, 0, 1, 1),)))
        start += len(page) + 1
    return Document(Metadata(id, SHA, **known), text, tuple(folios), tuple(words))  # type: ignore[arg-type]


LETTER = Source(printed(ONE, TWO))


def quoted(text: str, first: int | None = None, last: int | None = None) -> QuotedText:
    return QuotedText(text, CITATION, ("kst-31490-284",), False, first, last or first)


VERDICTS = [
    (quoted("De uitvoering moet wendbaar zijn", 1), "exact", (1, 1)),
    (quoted("Dat kost tijd", 2), "exact", (2, 2)),
    # over the page turn both pages are to be cited
    (quoted("De burger merkt dat zelden", 1, 2), "exact", (1, 2)),
    (quoted("De burger merkt dat zelden", 1), "other page", (1, 2)),
    (quoted("De uitvoering moet wendbaar zijn", 2), "other page", (1, 1)),
    (quoted("Dat kost tijd", 1), "other page", (2, 2)),
    # without a page any page will do
    (quoted("Dat kost tijd"), "exact", (2, 2)),
    (quoted("De uitvoering moet flexibel zijn", 1), "differs", (1, 1)),
    (quoted("Geheel andere woorden over dijken", 1), "not found", None),
]


@pytest.mark.parametrize(("quotation", "kind", "pages"), VERDICTS)
def test_words_and_page_decide(quotation: QuotedText, kind: str, pages: tuple[int, int] | None) -> None:
    verdict = check(quotation, [LETTER])
    assert (verdict.kind, verdict.pages, verdict.document) == (kind, pages, "kst-31490-284")


@pytest.mark.parametrize(
    ("first", "kind", "page_by"),
    [
        # as printed, and as a viewer counts
        (1, "exact", "print"),
        (2, "exact", "pdf"),
        (3, "other page", None),
        (None, "exact", None),
    ],
)
def test_a_page_is_cited_as_it_is_printed_or_as_a_viewer_counts(first, kind, page_by) -> None:
    paper = Source(printed(ONE, TWO, labels=((2, "1"),)))
    verdict = check(quoted("Dat kost tijd", first), [paper])
    assert (verdict.kind, verdict.pages, verdict.printed, verdict.page_by) == (kind, (2, 2), (1, 1), page_by)
    (shape,) = verdict_shapes([verdict])
    assert (shape["page"], shape["page_label"], shape["page_by"]) == (2, "1", page_by)


def test_a_paper_that_is_not_held_is_said_to_be_so() -> None:
    assert check(quoted("Dat kost tijd"), []).kind == "not held"


def test_of_several_papers_that_a_citation_may_mean_the_best_counts() -> None:
    other = Source(printed("Iets anders, over dijken."))
    assert check(quoted("Dat kost tijd", 2), [other, LETTER]).kind == "exact"


def test_handelingen_of_before_2011_count_their_pages_through_the_year() -> None:
    meeting = Source(printed(ONE, TWO, id="h-tk-20072008-7909-7943"))
    assert check(quoted("Dat kost tijd", 7910), [meeting]).kind == "exact"
    assert check(quoted("Dat kost tijd", 2), [meeting]).pages == (7910, 7910)


HELD = [
    Metadata("kst-31490-284", SHA),
    Metadata("blg-1", SHA, "rapport", "Bijlage", attachment_of="kst-31490-284", session="2019-2020"),
    Metadata("rapport-1a", SHA, "rapport", "Werk in uitvoering", date="2020-07-03"),
]


def test_a_citation_finds_its_paper_by_id_attachment_or_title() -> None:
    by_id = QuotedText("x", CITATION, ("kst-31490-284",))
    attachment = QuotedText("x", CITATION, ("kst-31490-284",), is_attachment=True)
    by_title = QuotedText("x", "Werk in uitvoering, 3 juli 2020, p. 12")
    elsewhere = QuotedText("x", "Kamerstukken II 2019/20, 31490, nr. 9", ("kst-31490-9",))
    assert [paper.id for paper in papers_cited(by_id, HELD)] == ["kst-31490-284"]
    assert [paper.id for paper in papers_cited(attachment, HELD)] == ["blg-1"]
    assert [paper.id for paper in papers_cited(by_title, HELD)] == ["rapport-1a"]
    assert papers_cited(elsewhere, HELD) == []


STATED = [
    ("Kamerstukken II 2019/20, 31490, nr. 284", Stated("II", "2019-2020")),
    ("Tweede Kamer, vergaderjaar 2019-2020, 31 490, nr. 284", Stated("II", "2019-2020")),
    ("EK 2019/20, 31490, A", Stated("I", "2019-2020")),
    ("Aanhangsel Handelingen I 2014/15, nr. 12", Stated("I", "2014-2015")),
    # neither is said
    ("Kamerstuk 31490, nr. 284", Stated()),
    ("kst-31490-284", Stated()),
    # behind the dossier I is a chapter of the budget
    ("Kamerstuk 36 600 I, nr. 2", Stated()),
    ("Kamerstukken I 2008/09, 31700 VI, D", Stated("I", "2008-2009")),
    # both chambers, several years
    ("Kamerstukken I/II 1993/94-1996/97, 23761, nr. 3", Stated()),
    # a report has a day, and may have one in its title
    ("Vragen van 14 oktober 2019, 15 oktober 2019", Stated(date="2019-10-15")),
]


@pytest.mark.parametrize(("citation", "stated"), STATED)
def test_a_citation_states_chamber_session_and_day_or_leaves_them_out(citation: str, stated: Stated) -> None:
    assert stated_in(citation) == stated


PRINTED = Metadata("kst-31490-284", SHA, "brief", session="2019-2020", chamber="II")
ANSWERS = Metadata("ah-tk-20232024-1076", SHA, "aanhangsel", session="2023-2024", chamber="II", number="1076")
DEBATE = Metadata("h-tk-20102011-108-5", SHA, "handelingen", session="2010-2011", chamber="II")
DATED = Metadata("rapport-1a", SHA, "rapport", "Werk in uitvoering", date="2020-07-03")
FROM_CITATION = [
    ("Kamerstukken II 2019/20, 31490, nr. 284, p. 2", "exact", None),
    ("Kamerstuk 31490, nr. 284, p. 2", "exact", None),
    # another chamber, another session
    ("Kamerstukken I 2019/20, 31490, nr. 284, p. 2", "wrong citation", "Kamerstukken II 2019/20, 31490, nr. 284"),
    ("Kamerstukken II 2018/19, 31490, nr. 284, p. 2", "wrong citation", "Kamerstukken II 2019/20, 31490, nr. 284"),
    ("Kamerstukken I 2019/20, 31490, nr. 284, p. 1", "other page", "Kamerstukken II 2019/20, 31490, nr. 284"),
    ("Aanhangsel Handelingen II 2023/24, nr. 1076, p. 2", "exact", None),
    (
        "Aanhangsel Handelingen II 2022/23, nr. 1076, p. 2",
        "wrong citation",
        "Aanhangsel Handelingen II 2023/24, nr. 1076",
    ),
    (
        "Aanhangsel Handelingen I 2023/24, nr. 1076, p. 2",
        "wrong citation",
        "Aanhangsel Handelingen II 2023/24, nr. 1076",
    ),
    ("Handelingen I 2011/12, nr. 108, item 5, p. 2", "wrong citation", "Handelingen II 2010/11, nr. 108, item 5"),
    ("Werk in uitvoering, 3 juli 2020, p. 2", "exact", None),
    ("Werk in uitvoering, 3 juli 2019, p. 2", "wrong citation", "Werk in uitvoering, 3 juli 2020"),
]


def verdict_on(text: str, held: list[Metadata]) -> Verdict:
    """The verdict on the one quotation in a text; every held paper has the words of LETTER."""
    (quotation,), _ = quotations_in(
        markdown_paragraphs(text), [known for paper in held for known in known_citations(paper)]
    )
    if papers := papers_cited(quotation, held):
        return check(quotation, [Source(replace(LETTER.document, metadata=paper)) for paper in papers])
    alike = papers_alike(quotation, held)
    return check_misnamed(quotation, [Source(replace(LETTER.document, metadata=paper)) for paper in alike])


@pytest.mark.parametrize(("citation", "kind", "paper"), FROM_CITATION)
def test_a_citation_that_names_another_chamber_session_or_day_is_not_exact(
    citation: str, kind: str, paper: str | None
) -> None:
    verdict = verdict_on(f"“Dat kost tijd” ({citation})", [PRINTED, ANSWERS, DEBATE, DATED])
    assert (verdict.kind, verdict.paper) == (kind, paper)


def test_a_paper_before_it_is_typeset_is_found_by_the_number_it_prints() -> None:
    letter = Metadata("kst-1183151", SHA, date="2025-02-14", dossiers=("35334", "30252"), number="331")
    right = verdict_on("“Dat kost tijd” (Kamerstukken II 2024/25, 35334, nr. 331, p. 2)", [PRINTED, letter])
    wrong = verdict_on("“Dat kost tijd” (Kamerstukken II 2023/24, 35334, nr. 331, p. 2)", [PRINTED, letter])
    assert [(verdict.kind, verdict.document) for verdict in (right, wrong)] == [
        ("exact", "kst-1183151"),
        ("wrong citation", "kst-1183151"),
    ]


def explanatory(id: str, bill: str) -> Metadata:
    return Metadata(id, SHA, "kamerstuk", "MEMORIE VAN TOELICHTING", bill)


BILLS = [
    explanatory("12052-319b026b", "Wijziging van de Gemeentewet"),
    explanatory("12118-1b449659", "Wet klokkenluiders"),
]
UNNAMED = Metadata("11998-7579b892", SHA, "kamerstuk", "Memorie van Toelichting", "Memorie van Toelichting")


@pytest.mark.parametrize(
    ("citation", "document", "also_fits"),
    [
        ("Memorie van toelichting bij Wet klokkenluiders, p. 2", "12118-1b449659", ()),
        # the title alone, as it is printed
        ("MEMORIE VAN TOELICHTING, p. 2", "12052-319b026b", ("12118-1b449659", "11998-7579b892")),
    ],
)
def test_a_citation_that_fits_several_papers_names_them(citation: str, document: str, also_fits: tuple[str]) -> None:
    verdict = verdict_on(f"“Dat kost tijd” ({citation})", [*BILLS, UNNAMED])
    assert (verdict.kind, verdict.document, verdict.also_fits) == ("exact", document, also_fits)


def test_the_explanation_of_a_bill_that_is_not_held_is_not_taken_for_another() -> None:
    text = "“Dat kost heel veel tijd” (Memorie van Toelichting bij de Wet waterkering, p. 2)"
    assert quotations_in(markdown_paragraphs(text), known_citations(UNNAMED))[0] == []


def test_an_ambiguous_citation_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    verdict = verdict_on("“Dat kost tijd” (MEMORIE VAN TOELICHTING, p. 2)", [*BILLS, UNNAMED])
    assert verdict_shapes([verdict])[0]["also_fits"] == ["12118-1b449659", "11998-7579b892"]
    show_verdicts(out(), [verdict, replace(verdict, kind="not found")])
    printed = " ".join(capsys.readouterr().out.split())
    assert (
        "exact, in 12052-319b026b; the citation is ambiguous, as it also fits 12118-1b449659 and 11998-7579b892"
        in printed
    )
    assert "do not stand in 12052-319b026b, 12118-1b449659 and 11998-7579b892" in printed


def test_idem_repeats_what_is_wrong_in_the_citation_before_it() -> None:
    found, _ = quotations_in(
        markdown_paragraphs("“Dat kost tijd” (Kamerstukken I 2018/19, 31490, nr. 284, p. 2) en “kost” (idem, p. 2).")
    )
    assert [item.stated for item in found] == [Stated("I", "2018-2019")] * 2


def test_another_paper_of_the_same_number_is_not_held_where_the_words_are_not_in_the_one_held() -> None:
    text = "“Geheel andere woorden over dijken” (Aanhangsel Handelingen II 2022/23, nr. 1076, p. 2)"
    assert verdict_on(text, [ANSWERS]) == Verdict(quotations_in(markdown_paragraphs(text))[0][0], "not held")


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
