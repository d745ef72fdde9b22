"""Quotations checked against papers, and the papers that citations mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.citing.cite import known_citations
from ingest.model import Box, Document, Metadata, Page, Word
from nlp.quotations.model import QuotedText, Stated, Verdict
from nlp.quotations.quoted_text import markdown_paragraphs, quotations_in
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


@pytest.mark.parametrize(
    "citation",
    [
        "Rust in de uitvoering keert terug, p. 2",
        "Rust in de uitvoering keert terug (2021), p. 2",
        "Rust in de uitvoering keert terug, 2021, p. 2",
    ],
)
def test_a_report_is_known_by_its_title_alone_where_that_is_no_common_words(citation: str) -> None:
    report = Metadata("rapport-rust-1", SHA, "rapport", "Rust in de uitvoering keert terug", date="2021-03-02")
    [found], _ = quotations_in(markdown_paragraphs(f"“Dat kost tijd” ({citation})"), known_citations(report))
    assert (papers_cited(found, [report]), found.first_page) == ([report], 2)
    short = replace(report, title="Jaarverslag uitvoering")
    assert quotations_in(markdown_paragraphs("“Dat” (Jaarverslag uitvoering, p. 2)"), known_citations(short))[0] == []


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
