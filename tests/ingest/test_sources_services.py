"""The services of today and of before: which way they are asked, and what is said when they answer otherwise."""

import json

import pytest
from pytest_httpserver import HTTPServer

from ingest.sources import odata, open_overheid
from ingest.sources.check import check_services
from ingest.sources.download import download
from ingest.sources.model import FetchError
from ingest.sources.plan import plan
from tests.ingest.fake_services import Paper, Services, letter, make_pdf

REPORT = "ronl-1a2b3c4d-0000-4000-8000-000000000001"
ANNEX = "0a0b0c0d-0000-4000-8000-00000000000a"


@pytest.fixture(scope="module")
def running():
    with HTTPServer(threaded=True) as server:
        yield server


@pytest.fixture
def server(running):
    yield running
    running.clear()


def report(id: str, title: str, **facts: object) -> Paper:
    of_ministry = {"published_by": "ministerie van Zaken", "heading": "rapport", "files": {"pdf": make_pdf(title)}}
    return Paper(id, title=title, **{**of_ministry, **facts})


def ids(publications) -> list[str]:
    return [publication.id for publication in publications]


@pytest.mark.parametrize(
    ("answering", "asked"),
    [
        ("both", ["/odata/Document"]),
        ("old", ["/odata/Document", "/odata-v4/Document", "/odata-v4/Document"]),
    ],
)
def test_the_old_service_of_the_tweede_kamer_is_asked_when_the_new_one_is_not_there(server, answering, asked):
    """And only once: the next question goes to the one that answered."""

    def gone(path, nth):
        return "gone" if answering == "old" and path.startswith("/odata/") else None

    fresh = Paper("kst-31490-14", number="14", printed=False, kenmerk="2026D00001", files={"pdf": make_pdf("vers")})
    services = Services(server, [fresh], gone)
    with services.client() as client:
        assert ids(plan(["2026D00001"], client, attachments=False).wanted) == ["kst-31490-14"]
        (found,) = plan(["kst-31490-14"], client, attachments=False).wanted
    paths = [path for path in services.paths() if "odata" in path]
    assert paths[: len(asked)] == asked
    assert found.files == {
        "pdf": f"{services.address}{paths[-1].removesuffix('Document')}Document(kst-31490-14)/resource"
    }


def test_a_service_that_answers_in_another_form_says_so_and_the_others_go_on(server):
    papers = [letter("31490", 9), report(REPORT, "Een rapport")]
    services = Services(server, papers, lambda path, nth: "other form" if "odata" in path or "/open/" in path else None)
    with services.client() as client:
        planned = plan(["kst-31490-9", "2026D00001", REPORT], client)
    assert ids(planned.wanted) == ["kst-31490-9"]
    assert [failure.reason for failure in planned.failures] == [
        "the Tweede Kamer answered in a form that this version of vindplaats does not know; its service before June "
        "2026: the Tweede Kamer answered in a form that this version of vindplaats does not know",
        "open.overheid.nl answered in a form that this version of vindplaats does not know",
    ]


def test_a_search_service_whose_records_have_no_known_form_is_not_taken_for_an_empty_one(server):
    services = Services(server, [letter("31490", 9)], lambda path, nth: "other form" if "/sru" in path else None)
    with services.client() as client:
        (failure,) = plan(["31490"], client).failures
    assert "the search service answered in a form that this version of vindplaats does not know" in failure.reason


def test_more_papers_than_fit_in_one_answer_of_the_tweede_kamer_are_all_found(server):
    papers = [Paper(f"kst-31490-{n}", number=str(n), printed=False, kenmerk=f"2026D{n:05}") for n in range(1, 601)]
    with Services(server, papers).client() as client:
        assert len(plan(["31490"], client).wanted) == 600


TARGETS = [
    REPORT,
    f"https://open.overheid.nl/documenten/{REPORT}",
    f"https://open.overheid.nl/details/{REPORT}/1",
    f"https://open.overheid.nl/repository/{REPORT}/1/pdf/een-rapport.pdf",
    "reports:Een rapport",
]


@pytest.mark.parametrize("target", TARGETS)
def test_a_report_of_a_ministry_comes_from_open_overheid(server, tmp_path, target):
    papers = [report(REPORT, "Een rapport"), report(ANNEX, "Een bijlage", main_document=REPORT)]
    services = Services(server, papers)
    with services.client() as client:
        planned = plan([target], client)
        outcomes = list(download(planned.wanted, tmp_path, client))
    assert planned.failures == ()
    first = planned.wanted[0]
    assert (first.id, first.kind, first.title, first.date) == (REPORT, "rapport", "Een rapport", "2021-03-12")
    assert first.signatories == ("ministerie van Zaken",)
    assert outcomes[0].files[0].read_bytes() == papers[0].files["pdf"]
    if not target.startswith("reports:"):
        assert [(one.id, one.main_document) for one in planned.wanted] == [(REPORT, None), (ANNEX, REPORT)]


def test_all_pages_of_what_open_overheid_finds_are_read_up_to_a_limit_that_is_told(server, monkeypatch):
    monkeypatch.setattr(open_overheid, "MOST_RESULTS", 100)
    papers = [report(f"ronl-0000{n:04}", "Over maatwerk") for n in range(120)]
    with Services(server, papers).client() as client:
        planned = plan(["reports:maatwerk"], client)
    assert len(planned.wanted) == 100
    assert [failure.reason for failure in planned.failures] == [
        "open.overheid.nl names 120 documents, of which the first 100 are taken"
    ]


def test_a_report_that_is_not_there_is_told(server):
    with Services(server, []).client() as client:
        (failure,) = plan([REPORT], client).failures
    assert (failure.reason, failure.retry) == (f"open.overheid.nl knows no {REPORT}", False)


def test_a_file_at_a_strange_host_is_taken_from_the_copy_of_the_service(server):
    services = Services(server, [report(REPORT, "Een rapport")])
    with services.client() as client:
        described = {
            "document": {"titelcollectie": {"officieleTitel": "T"}},
            "versies": [{"bestanden": [{"mime-type": "application/pdf", "url": "https://elsewhere.example/a.pdf"}]}],
        }
        server.clear()
        server.expect_request(f"/open/zoek/{REPORT}").respond_with_json(described)
        server.expect_request("/").respond_with_data("")
        (found,) = plan([REPORT], client, attachments=False).wanted
    assert found.files == {"pdf": f"{services.address}/open/documenten/{REPORT}"}


DOCUMENT = {"Id": "x", "Soort": "Motie", "Verwijderd": False, "Kamer": 2, "Datum": "2026-06-15T00:00:00+02:00"}
FORMS = [
    # since June 2026, before, and with small letters
    {"Nummer": "2026D00001", "Ondernummer": 14},
    {"DocumentNummer": "2026D00001", "Volgnummer": 14},
    {"nummer": "2026D00001", "ondernummer": "14"},
]


@pytest.mark.parametrize("names", FORMS)
def test_a_document_is_read_under_each_of_its_names(names):
    entry = {**DOCUMENT, **names, "Kamerstukdossier": [{"Nummer": 31490, "Toevoeging": None}]}
    (found,) = odata.parse_page(json.dumps({"value": [entry]}).encode(), "https://x").publications
    assert (found.id, found.kenmerk, found.number, found.chamber) == ("kst-31490-14", "2026D00001", "14", "II")


def test_minus_one_is_no_number_in_a_dossier():
    entry = {**DOCUMENT, "Nummer": "2026D00001", "Ondernummer": -1}
    (found,) = odata.parse_page(json.dumps({"value": [entry]}).encode(), "https://x").publications
    assert (found.id, found.number) == ("2026D00001", None)


@pytest.mark.parametrize("body", [b"[", b"3", b'{"value": 3}', b'{"value": [3]}', b"[" * 100_000])
def test_nonsense_of_the_tweede_kamer_is_an_error(body):
    with pytest.raises(FetchError):
        odata.parse_page(body, "https://x")


@pytest.mark.parametrize("body", [b"[", b"3", b"{}", b'{"document": 3}', b"[" * 100_000])
def test_nonsense_of_open_overheid_is_an_error(body):
    with pytest.raises(FetchError):
        open_overheid.parse_document(body, "https://x", REPORT)
    with pytest.raises(FetchError):
        open_overheid.parse_found(body)


def all_there() -> list[Paper]:
    return [
        letter("31490", 284),
        letter("29362", 290, kenmerk="2021D09236"),
        report(REPORT, "Over werk aan uitvoering"),
    ]


def test_each_service_is_asked_one_small_question(server):
    with Services(server, all_there()).client() as client:
        checks = check_services(client)
    assert [(one.service, one.status) for one in checks] == [
        ("official publications", "as expected"),
        ("website of the official publications", "as expected"),
        ("Tweede Kamer", "as expected"),
        ("Tweede Kamer (old)", "as expected"),
        ("open.overheid.nl", "as expected"),
        ("value lists of organisations", "as expected"),
    ]


def test_a_service_that_is_down_does_not_keep_the_others_from_being_asked(server):
    def faulty(path, nth):
        return "page" if path.startswith("/sru") else "gone" if "/odata/" in path else None

    with Services(server, all_there(), faulty).client() as client:
        by_service = {one.service: one for one in check_services(client)}
    assert by_service["official publications"].status == "otherwise"
    assert by_service["official publications"].said == "it does not name kst-31490-284"
    assert by_service["Tweede Kamer"].status == "otherwise"
    assert "has withdrawn it (410)" in by_service["Tweede Kamer"].said
    assert by_service["open.overheid.nl"].status == "as expected"
