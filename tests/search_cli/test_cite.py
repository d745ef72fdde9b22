"""Citations. The rows are the rules with the source that states them:

AR Aanwijzing 3.43 voor de regelgeving · LG the libguide of the Leidraad 2019 · SC scribbr on the Leidraad 2022.
"""

from __future__ import annotations

import pytest

from index.errors import LibraryError
from index.library import open_library
from ingest.citing.cite import citation_text, cite, cite_dossier, long_date, session_on, short_session
from ingest.citing.export import csl_item, render
from ingest.identifiers import DossierId
from ingest.model import Metadata, Signatory
from search_cli.targets import cite_target

SHA = "0" * 64


def paper(id: str, **known: object) -> Metadata:
    return Metadata(id, SHA, **known)  # type: ignore[arg-type]


PRINTED = [
    # 1 (AR, LG)
    (paper("kst-27858-88", session="2009-2010", chamber="II"), 3, "Kamerstukken II 2009/10, 27858, nr. 88, p. 3"),
    (paper("kst-34442-3", session="2015-2016", chamber="II"), 7, "Kamerstukken II 2015/16, 34442, nr. 3, p. 7"),
    # 1: full years across the century
    (paper("kst-26800-2", session="1999-2000", chamber="II"), None, "Kamerstukken II 1999/2000, 26800, nr. 2"),
    # 2 (AR): a letter of the Eerste Kamer has no "nr."; (LG) number and letter have
    (paper("kst-32217-A", session="2009-2010", chamber="I"), None, "Kamerstukken I 2009/10, 32217, A"),
    (paper("kst-33802-C", session="2014-2015", chamber="I"), 3, "Kamerstukken I 2014/15, 33802, C, p. 3"),
    (paper("kst-23700-188b", session="1995-1996", chamber="I"), 3, "Kamerstukken I 1995/96, 23700, nr. 188b, p. 3"),
    # 2: without the chamber in the metadata the number tells it
    (paper("kst-32217-A", session="2009-2010"), None, "Kamerstukken I 2009/10, 32217, A"),
    # 3 (AR): a budget chapter with a space
    (paper("kst-31700-VI-D", session="2008-2009", chamber="I"), 4, "Kamerstukken I 2008/09, 31700 VI, D, p. 4"),
    (paper("kst-36600-A-6", session="2024-2025", chamber="II"), None, "Kamerstukken II 2024/25, 36600 A, nr. 6"),
    (paper("kst-21501-02-466", session="2003-2004"), None, "Kamerstukken II 2003/04, 21501-02, nr. 466"),
    # 4 (LG): an attachment
    (
        paper("blg-712345", session="2015-2016", chamber="II", attachment_of="kst-34389-9", kind="rapport", title="T"),
        None,
        "Bijlage bij Kamerstukken II 2015/16, 34389, nr. 9",
    ),
    # a reprint says so: its first print has the same number, and a fault
    (paper("kst-34389-8-h1", session="2015-2016"), 2, "Kamerstukken II 2015/16, 34389, nr. 8 (herdruk), p. 2"),
    (paper("kst-31490-1-b1", session="2007-2008"), 2, "Bijlage bij Kamerstukken II 2007/08, 31490, nr. 1, p. 2"),
    # 6 (AR): until 2010 running pages, since 2011 per item; the id tells where the pages begin
    (paper("h-tk-20102011-108-5"), None, "Handelingen II 2010/11, nr. 108, item 5"),
    (paper("h-tk-20072008-7909-7943", number="108"), None, "Handelingen II 2007/08, nr. 108, p. 7909-7943"),
    (paper("h-tk-20072008-7909-7943", number="108"), 3, "Handelingen II 2007/08, nr. 108, p. 7911"),
    (paper("h-tk-20092010-62-5479"), 1, "Handelingen II 2009/10, nr. 62, p. 5479"),
    (paper("h-ek-19951996-33-1512-1530"), None, "Handelingen I 1995/96, nr. 33, p. 1512-1530"),
    # 7 (AR, LG)
    (paper("ah-ek-20142015-12"), None, "Aanhangsel Handelingen I 2014/15, nr. 12"),
    (paper("ah-tk-20142015-1241"), None, "Aanhangsel Handelingen II 2014/15, nr. 1241"),
    # a year in the id serves where the paper itself does not say it
    (paper("kst-20032004-29200-II-C"), None, "Kamerstukken I 2003/04, 29200 II, C"),
]


@pytest.mark.parametrize(("metadata", "page", "text"), PRINTED)
def test_a_printed_paper_is_cited_by_the_rules(metadata: Metadata, page: int | None, text: str) -> None:
    found = cite(metadata, page)
    assert (found.text, found.warnings) == (text, ())


def test_pages_that_run_on_are_a_range() -> None:
    metadata = paper("h-tk-20102011-108-5")
    assert citation_text(metadata, 25, 36) == "Handelingen II 2010/11, nr. 108, item 5, p. 25-36"
    assert citation_text(metadata, 25, 25) == "Handelingen II 2010/11, nr. 108, item 5, p. 25"


def test_only_the_series_is_in_italics_and_only_where_the_format_has_them() -> None:
    metadata = paper("kst-34389-9", session="2015-2016")
    assert cite(metadata).markdown == "*Kamerstukken II* 2015/16, 34389, nr. 9"
    assert cite(metadata).html == "<i>Kamerstukken II</i> 2015/16, 34389, nr. 9"
    assert cite(paper("kst-34389-9-b1", session="2015-2016")).markdown == (
        "Bijlage bij *Kamerstukken II* 2015/16, 34389, nr. 9"
    )


@pytest.mark.parametrize(
    ("papers", "text", "warning"),
    [
        # 5 (LG): several years, first and last; both houses without number; (AR) a bill
        (
            [("1994-1995", "II"), ("1993-1994", "II"), ("1996-1997", "II")],
            "Kamerstukken II 1993/94-1996/97, 23761",
            "3",
        ),
        ([("1993-1994", "II"), ("1996-1997", "I")], "Kamerstukken 1993/94-1996/97, 23761", "the 2 papers held"),
        ([("1993-1994", "II")], "Kamerstukken II 1993/94, 23761", "the 1 paper held"),
        ([(None, None)], "Kamerstukken 23761", "not known"),
    ],
)
def test_a_whole_file_is_cited_by_the_years_of_its_papers(papers, text: str, warning: str) -> None:
    held = [paper(f"kst-23761-{i}", session=session, chamber=chamber) for i, (session, chamber) in enumerate(papers, 1)]
    citation = cite_dossier(DossierId("23761"), held)
    assert citation.text == text
    assert warning in citation.warnings[0]


def test_a_letter_that_is_not_printed_is_cited_by_sender_date_and_kenmerk() -> None:
    letter = paper(
        "brief-3f2a",
        kind="brief",
        date="2021-03-05",
        kenmerk="2021-0000112233",
        signatories=(Signatory("A. Jansen", "De minister van Sociale Zaken en Werkgelegenheid"),),
    )
    found = cite(letter, 3)
    assert found.text == (
        "Brief van de minister van Sociale Zaken en Werkgelegenheid van 5 maart 2021, kenmerk 2021-0000112233, p. 3"
    )
    assert found.warnings == ("this letter has no number as Kamerstuk; if it is printed as one, cite that",)


def test_an_office_signed_in_capitals_is_cited_in_small_letters() -> None:
    by = (Signatory("A. Jansen", "DE MINISTER VAN ALGEMENE ZAKEN"),)
    assert cite(paper("brief-1", kind="brief", date="2022-12-22", signatories=by)).text.startswith(
        "Brief van de Minister van Algemene Zaken van 22 december 2022"
    )


@pytest.mark.parametrize(
    "office", ["Minister van Algemene Zaken, namens deze", "Minister van Algemene Zaken,\nnamens deze,"]
)
def test_who_signs_for_a_minister_is_not_part_of_the_office(office: str) -> None:
    letter = paper("brief-3f2a", kind="brief", date="2021-07-01", signatories=(Signatory("G.J. Buitendijk", office),))
    assert cite(letter).text == "Brief van de minister van Algemene Zaken van 1 juli 2021"
    assert csl_item(cite(letter))["author"] == [{"literal": "Minister van Algemene Zaken"}]
    report = paper("rapport-1a", kind="rapport", title="T", signatories=(Signatory("G.J. Buitendijk", office),))
    assert cite(report).text == "T, Minister van Algemene Zaken"


def test_a_paper_before_it_is_typeset_is_cited_by_the_dossier_and_number_it_prints() -> None:
    known = {"kind": "kamerstuk", "date": "2025-02-14", "dossiers": ("35334", "30252"), "number": "331"}
    found = cite(paper("kst-1183151", **known), 3)
    assert (found.text, found.warnings) == ("Kamerstukken II 2024/25, 35334, nr. 331, p. 3", ())
    assert found.markdown == "*Kamerstukken II* 2024/25, 35334, nr. 331, p. 3"
    assert found.html == "<i>Kamerstukken II</i> 2024/25, 35334, nr. 331, p. 3"
    # what the paper says itself goes before its date
    stated = cite(paper("kst-1183151", session="2023-2024", chamber="II", **known))
    assert stated.text == "Kamerstukken II 2023/24, 35334, nr. 331"
    chapter = cite(paper("kst-1183151", dossiers=("36600-XV",), number="12", date="2024-10-02"))
    assert chapter.text == "Kamerstukken II 2024/25, 36600 XV, nr. 12"
    # without a date nothing is made up
    undated = cite(paper("kst-1183151", dossiers=("35334",), number="331"))
    assert undated.text == "Kamerstukken II 35334, nr. 331"
    assert "the vergaderjaar of kst-35334-331 is not known" in undated.warnings[0]


@pytest.mark.parametrize(
    ("day", "session"),
    [
        # the third Tuesday of September, and the day before: the 17th of 2024, the 15th of 2020, the 21st of 2021
        ("2024-09-17", "2024-2025"),
        ("2024-09-16", "2023-2024"),
        ("2020-09-15", "2020-2021"),
        ("2020-09-14", "2019-2020"),
        ("2021-09-21", "2021-2022"),
        ("2021-09-20", "2020-2021"),
        ("2000-01-01", "1999-2000"),
    ],
)
def test_a_session_begins_on_the_third_tuesday_of_september(day: str, session: str) -> None:
    assert session_on(day) == session


def test_a_paper_before_it_is_typeset_has_its_address() -> None:
    found = cite(paper("kst-1183151", kind="kamerstuk", date="2024-10-02", kenmerk="LVVN-1"))
    assert (
        found.text
        == "Brief van 2 oktober 2024, kenmerk LVVN-1, https://zoek.officielebekendmakingen.nl/kst-1183151.html"
    )


def test_a_report_is_cited_as_attachment_or_by_itself() -> None:
    report = paper(
        "rapport-1a", kind="rapport", title="Werken aan *wendbaarheid*", date="2020-07-03", session="2019-2020"
    )
    assert cite(report, 12).text == "Werken aan *wendbaarheid*, 3 juli 2020, p. 12"
    assert cite(report, 12).markdown == r"*Werken aan \*wendbaarheid\**, 3 juli 2020, p. 12"
    sent = paper("rapport-1a", kind="rapport", title="T", session="2019-2020", attachment_of="kst-31490-284")
    assert cite(sent, 12).text == "Bijlage bij Kamerstukken II 2019/20, 31490, nr. 284, p. 12"
    assert cite(sent, 12, as_report=True).text == "T, p. 12"


def test_what_is_missing_is_named_and_never_made_up() -> None:
    bare = cite(paper("kst-31490-284"), 3)
    assert bare.text == "Kamerstukken II 31490, nr. 284, p. 3"
    assert bare.warnings == ("the vergaderjaar of kst-31490-284 is not known; add it after 'Kamerstukken II'",)
    assert cite(paper("h-tk-20072008-7909-7943")).warnings == (
        "the number of the meeting of h-tk-20072008-7909-7943 is not known",
    )
    assert cite(paper("scan-12ab")).warnings == (
        "the title of scan-12ab is not known",
        "who issued it is not known",
        "its date is not known",
    )


NAMED = [
    (
        "MEMORIE VAN TOELICHTING",
        "Wijziging van de Gemeentewet",
        "Memorie van toelichting bij Wijziging van de Gemeentewet",
    ),
    ("Beslisnota", "Voortgang stikstof", "Beslisnota bij Voortgang stikstof"),
    ("VOORSTEL VAN WET", "Wijziging van de Gemeentewet", "Voorstel van wet: Wijziging van de Gemeentewet"),
    ("Brief", "Aanpak van het slot", "Brief: Aanpak van het slot"),
    # a subject that lists the title too
    ("Nota van toelichting", "Besluit X; NOTA VAN TOELICHTING", "Nota van toelichting bij Besluit X"),
    # a title of its own, which only begins so
    ("Advies regionaal meten", "Stikstof", "Advies regionaal meten"),
    ("Werk in uitvoering", "Uitvoering", "Werk in uitvoering"),
]


@pytest.mark.parametrize(("title", "subject", "cited"), NAMED)
def test_a_title_that_many_papers_have_is_cited_with_the_subject(title: str, subject: str, cited: str) -> None:
    bill = paper("12052-319b026b", kind="kamerstuk", title=title, subject=subject)
    assert cite(bill, 9).text == f"{cited}, p. 9"
    assert csl_item(cite(bill))["title"] == cited
    assert f"TI  - {cited}\n" in render([cite(bill)], "ris")


def test_a_title_that_many_papers_have_is_warned_of_where_nothing_else_is_known() -> None:
    bill = paper("12052-319b026b", title="MEMORIE VAN TOELICHTING", subject="MEMORIE VAN TOELICHTING")
    assert cite(bill).text == "Memorie van toelichting"
    assert cite(bill).warnings[0] == (
        "'Memorie van toelichting' is the title of many papers, and the subject of this one is not known"
    )


def test_titles_do_not_break_html() -> None:
    assert cite(paper("x", title="<b>A&B</b>")).html == "<i>&lt;b&gt;A&amp;B&lt;/b&gt;</i>"


def test_years_and_days_as_they_are_written() -> None:
    assert (short_session("2019-2020"), short_session("1999-2000")) == ("2019/20", "1999/2000")
    assert long_date("2020-09-01") == "1 september 2020"


@pytest.mark.parametrize(
    ("asked", "cited"),
    [
        ("Kamerstukken II 2023/24, 99901, nr. 12", "Kamerstukken II 2023/24, 99901, nr. 12"),
        # as others write it, with pages
        ("Kamerstuk 99 901, nr. 12, blz. 2-3", "Kamerstukken II 2023/24, 99901, nr. 12, p. 2-3"),
        ("Aanhangsel Handelingen II 2023/24, nr. 9901, p. 2.", "Aanhangsel Handelingen II 2023/24, nr. 9901, p. 2"),
        # a report by its title, with who gave it out or without
        *(
            (
                f"Meebewegen met het tij, {issuer}6 november 2023, p. 5",
                "Meebewegen met het tij, Adviescommissie Uitvoering Getijdevoorzieningen, 6 november 2023, p. 5",
            )
            for issuer in ("Adviescommissie Uitvoering Getijdevoorzieningen, ", "")
        ),
    ],
)
def test_what_is_printed_is_understood(sample_papers, asked, cited):
    with open_library(sample_papers) as library:
        assert cite_target(library, asked, None).text == cited


def test_a_citation_of_a_paper_that_is_not_held_is_told_as_such(sample_papers):
    with open_library(sample_papers) as library, pytest.raises(LibraryError, match="kst-99901-77, which is not held"):
        cite_target(library, "Kamerstukken II 2023/24, 99901, nr. 77", None)
