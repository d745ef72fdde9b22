"""Citations in the formats of other programs."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from datetime import date
from pathlib import Path

import bibtexparser
import pytest
import rispy

from ingest.citing.cite import Citation, cite
from ingest.citing.export import csl_item, render
from ingest.model import Metadata, Signatory

SHA = "0" * 64
URL = "https://zoek.officielebekendmakingen.nl/kst-31490-284.html"
TODAY = date.today()
LETTER = Metadata(
    "kst-31490-284",
    SHA,
    "kamerstuk",
    "Vernieuwing van de rijksdienst",
    date="2020-09-11",
    session="2019-2020",
    chamber="II",
)
# A style of our own with the fields of Zotero's Leidraad style: series in italics, year, number, pages, note.
STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="en-US">
 <info><title>Test</title><id>test</id><updated>2024-01-01T00:00:00+00:00</updated></info>
 <citation><layout>
  <group delimiter=", ">
   <group delimiter=" "><text variable="container-title" font-style="italic"/><text variable="volume"/></group>
   <text variable="number"/>
   <group delimiter=" "><text value="p."/><text variable="locator"/></group>
  </group>
 </layout></citation>
</style>
"""


def printed_by_a_csl_processor(citation: Citation, folder: Path) -> str:
    from citeproc import Citation as CiteprocCitation
    from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, formatter
    from citeproc.source.json import CiteProcJSON

    style = folder / "test.csl"
    style.write_text(STYLE, "utf-8")
    item = csl_item(citation)
    locator = Locator(item.pop("label"), item.pop("locator")) if "locator" in item else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bibliography = CitationStylesBibliography(
            CitationStylesStyle(str(style), validate=False), CiteProcJSON([item]), formatter.html
        )
        cited = CiteprocCitation([CitationItem(item["id"], locator=locator) if locator else CitationItem(item["id"])])
        bibliography.register(cited)
        return str(bibliography.cite(cited, lambda _: None))


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (cite(LETTER, 3), "<i>Kamerstukken II</i> 2019/20, 31490, nr. 284, p. 3"),
        (cite(LETTER, 3, 4), "<i>Kamerstukken II</i> 2019/20, 31490, nr. 284, p. 3-4"),
        (cite(LETTER), "<i>Kamerstukken II</i> 2019/20, 31490, nr. 284"),
        (
            cite(Metadata("kst-31700-VI-D", SHA, session="2008-2009"), 4),
            "<i>Kamerstukken I</i> 2008/09, 31700 VI, D, p. 4",
        ),
        (cite(Metadata("ah-tk-20142015-1241", SHA)), "<i>Aanhangsel Handelingen II</i> 2014/15, nr. 1241"),
        (cite(Metadata("h-tk-20102011-108-5", SHA), 25), "<i>Handelingen II</i> 2010/11, nr. 108, item 5, p. 25"),
    ],
)
def test_a_csl_processor_prints_what_cite_prints(citation: Citation, expected: str, tmp_path: Path) -> None:
    printed = printed_by_a_csl_processor(citation, tmp_path).replace("\u2013", "-")
    assert printed == expected == citation.html


def test_csl_json_of_a_paper_has_exactly_the_fields_of_a_bill() -> None:
    assert json.loads(render([cite(LETTER, 3)], "csl-json")) == [
        {
            "id": "kst-31490-284",
            "type": "bill",
            "title": "Vernieuwing van de rijksdienst",
            "container-title": "Kamerstukken II",
            "volume": "2019/20",
            "number": "31490, nr. 284",
            "issued": {"date-parts": [[2020, 9, 11]]},
            "language": "nl",
            "URL": URL,
            "accessed": {"date-parts": [[TODAY.year, TODAY.month, TODAY.day]]},
            "locator": "3",
            "label": "page",
        }
    ]


def test_csl_json_without_session_has_no_volume_instead_of_a_wrong_one() -> None:
    item = csl_item(cite(Metadata("kst-31490-284", SHA)))
    assert item["number"] == "31490, nr. 284"
    assert "volume" not in item


def test_a_letter_and_a_report_are_no_bills() -> None:
    signed = (Signatory("A. Jansen", "De minister van X"),)
    letter = csl_item(cite(Metadata("brief-1", SHA, "brief", "Over Y", kenmerk="K-1", signatories=signed)))
    assert letter == {
        "id": "brief-1",
        "type": "personal_communication",
        "title": "Over Y",
        "author": [{"literal": "De minister van X"}],
        "number": "K-1",
        "language": "nl",
    }
    assert csl_item(cite(Metadata("r-1", SHA, "rapport", "Rapport"), 2))["type"] == "report"


def test_bibtex_keeps_signs_that_latex_would_take_for_commands() -> None:
    entry = render(
        [cite(Metadata("kst-31490-284", SHA, title="Kosten & {baten}:\n100%_", session="2019-2020"), 3, 4)], "bibtex"
    )
    assert entry == (
        "@misc{kst-31490-284,\n"
        "  title = {{Kosten \\& \\textbraceleft{}baten\\textbraceright{}: 100\\%\\_}},\n"
        "  howpublished = {Kamerstukken II 2019/20, 31490, nr. 284},\n"
        "  langid = {dutch},\n"
        f"  url = {{{URL}}},\n"
        f"  urldate = {{{TODAY.isoformat()}}},\n"
        "  note = {p. 3--4}\n"
        "}"
    )


def test_a_ris_record_has_one_field_a_line() -> None:
    assert render([cite(LETTER, 3)], "ris").splitlines() == [
        "TY  - BILL",
        "ID  - kst-31490-284",
        "TI  - Vernieuwing van de rijksdienst",
        "T2  - Kamerstukken II",
        "VL  - 2019/20",
        "M1  - 31490, nr. 284",
        "PY  - 2020",
        "DA  - 2020/09/11",
        "LA  - nl",
        f"UR  - {URL}",
        f"Y2  - {TODAY:%Y/%m/%d}",
        "SP  - 3",
        "EP  - 3",
        "N1  - Kamerstukken II 2019/20, 31490, nr. 284, p. 3",
        "ER  - ",
    ]


# The paper itself, two passages of it out of order and one twice, and another paper between.
SEVERAL = [
    cite(LETTER),
    cite(LETTER, 5, 6),
    cite(Metadata("kst-9-1", SHA)),
    cite(LETTER, 2, 2),
    cite(LETTER, 5, 6),
]


def test_a_paper_that_is_cited_more_than_once_is_one_entry_with_all_pages() -> None:
    entries = render(SEVERAL, "bibtex").split("\n\n")
    assert [entry.splitlines()[0] for entry in entries] == ["@misc{kst-31490-284,", "@techreport{kst-9-1,"]
    assert "  note = {p. 2, 5--6}" in entries[0]
    items = json.loads(render(SEVERAL, "csl-json"))
    assert [(item["id"], item.get("note"), "locator" in item) for item in items] == [
        ("kst-31490-284", "p. 2, 5-6", False),
        ("kst-9-1", None, False),
    ]
    records = render(SEVERAL, "ris").split("\n\n")
    assert [record.splitlines()[1] for record in records] == ["ID  - kst-31490-284", "ID  - kst-9-1"]
    assert records[0].splitlines()[-3:] == [
        "SP  - 2, 5-6",
        "N1  - Kamerstukken II 2019/20, 31490, nr. 284, p. 2, 5-6",
        "ER  - ",
    ]


def test_a_paper_and_one_passage_of_it_have_the_page_of_the_passage() -> None:
    (item,) = json.loads(render([cite(LETTER), cite(LETTER, 2, 3)], "csl-json"))
    assert (item["locator"], item["label"]) == ("2-3", "page")
    assert render([cite(LETTER), cite(LETTER, 2, 3)], "ris").splitlines()[-4:-1] == [
        "SP  - 2",
        "EP  - 3",
        "N1  - Kamerstukken II 2019/20, 31490, nr. 284, p. 2-3",
    ]


def test_text_styles_print_a_line_a_citation() -> None:
    both = [cite(LETTER, 3), cite(Metadata("ah-tk-20142015-1241", SHA))]
    assert render(both, "leidraad").splitlines() == [citation.text for citation in both]
    assert render(both, "markdown").splitlines() == [citation.markdown for citation in both]


REPORT = Metadata(
    "rapport-1", SHA, "rapport", "Stand van het UWV en de SVB & DUO", date="2021-12", corrected=("issuer",),
    issuer="Ministerie van Volksgezondheid, Welzijn en Sport",
)  # fmt: skip


def test_a_report_makes_the_round_trip_through_ris_with_its_issuer_in_one_piece() -> None:
    (record,) = rispy.loads(render([cite(REPORT, 3, 4)], "ris"))
    assert record["type_of_reference"] == "RPRT"
    assert record["authors"] == ["Ministerie van Volksgezondheid Welzijn en Sport"]
    assert (record["publisher"], record["language"]) == ("Ministerie van Volksgezondheid, Welzijn en Sport", "nl")
    assert (record["title"], record["start_page"], record["end_page"]) == (REPORT.title, "3", "4")


def test_a_report_makes_the_round_trip_through_bibtex_with_its_capitals() -> None:
    (entry,) = bibtexparser.loads(render([cite(REPORT, 3, 4)], "bibtex")).entries
    assert (entry["ENTRYTYPE"], entry["year"], entry["month"], entry["langid"]) == ("techreport", "2021", "12", "dutch")
    assert entry["title"] == r"{Stand van het UWV en de SVB \& DUO}"
    assert entry["author"] == entry["institution"] == "{Ministerie van Volksgezondheid, Welzijn en Sport}"


def test_all_who_moved_a_motion_are_its_authors() -> None:
    movers = (Signatory("Van Dam"), Signatory("A. Jansen"))
    motion = Metadata("kst-99901-14", "x", "motie", dossiers=("99901",), number="14", signatories=movers)
    assert csl_item(cite(motion))["author"] == [{"literal": "Van Dam"}, {"family": "Jansen", "given": "A."}]


def test_people_who_wrote_a_report_are_its_authors_in_each_format() -> None:
    written = replace(REPORT, authors=("dr. J. van der Wal", "Anna Jansen"))
    assert csl_item(cite(written))["author"] == [
        {"family": "Wal", "given": "J.", "non-dropping-particle": "van der"},
        {"family": "Jansen", "given": "Anna"},
    ]
    assert "  author = {van der Wal, J. and Jansen, Anna}" in render([cite(written)], "bibtex")
    assert "AU  - van der Wal, J.\nAU  - Jansen, Anna\n" in render([cite(written)], "ris")


def test_a_title_in_capitals_is_exported_as_it_is_written() -> None:
    title = "BRIEF VAN DE MINISTER VAN ECONOMISCHE ZAKEN"
    item = csl_item(cite(Metadata("kst-31490-284", SHA, "brief", title)))
    assert item["title"] == "Brief van de Minister van Economische Zaken"
