"""Files come down whole and checked, or are said not to have come down."""

import json
import re
import time

import pytest
from pytest_httpserver import HTTPServer

from ingest.errors import VindplaatsError
from ingest.sources.addresses import Addresses
from ingest.sources.client import Client, Limits, Pacer, retry_after_s
from ingest.sources.download import DownloadFolderError, download
from ingest.sources.model import FetchError, NoServiceError, Publication
from ingest.sources.plan import plan
from ingest.sources.state import folder_of, read_state
from tests.ingest.fake_services import ERROR_PAGE, Paper, Services, letter, make_pdf, make_xml


@pytest.fixture(scope="module")
def running():
    with HTTPServer(threaded=True) as server:
        yield server


@pytest.fixture
def server(running):
    yield running
    running.clear()


def fetch(services: Services, folder, *targets: str):
    """Plan and download; the outcomes by id."""
    with services.client() as client:
        papers = plan(targets, client)
        return {outcome.publication.id: outcome for outcome in download(papers.wanted, folder, client)}


def test_a_paper_comes_down_with_its_xml_edition(server, tmp_path):
    paper = letter("31490", 284)
    outcome = fetch(Services(server, [paper]), tmp_path, "kst-31490-284")["kst-31490-284"]
    folder = tmp_path / "kst-31490-284"
    assert (outcome.status, outcome.notes) == ("new", ())
    assert outcome.files == (folder / "kst-31490-284.pdf", folder / "kst-31490-284.xml")
    assert [file.read_bytes() for file in outcome.files] == [paper.files["pdf"], paper.files["xml"]]
    assert sorted(file.name for file in folder.iterdir()) == ["kst-31490-284.pdf", "kst-31490-284.xml", "state.json"]


def test_the_metadata_are_kept_beside_the_paper_and_are_no_paper(server, tmp_path):
    metadata = b'<metadata_gegevens><metadata name="DC.title" content="Rapport"/></metadata_gegevens>'
    services = Services(server, [Paper("blg-1", files={"pdf": make_pdf("Rapport"), "metadata": metadata})])
    outcome = fetch(services, tmp_path, "blg-1")["blg-1"]
    assert [file.name for file in outcome.files] == ["blg-1.pdf"]
    assert (tmp_path / "blg-1" / "blg-1.metadata.xml").read_bytes() == metadata
    services.papers["blg-2"] = Paper("blg-2", files={"metadata": metadata})
    assert fetch(services, tmp_path, "blg-2")["blg-2"].reason == "the service names no PDF and no XML edition of it"


def test_what_is_here_and_unchanged_is_not_asked_for_again(server, tmp_path):
    services = Services(server, [letter("31490", 284)])
    fetch(services, tmp_path, "kst-31490-284")
    services.requests.clear()
    again = fetch(services, tmp_path, "kst-31490-284")["kst-31490-284"]
    assert (again.status, len(again.files)) == ("unchanged", 2)
    assert not [path for path in services.paths() if path.startswith("/frbr")]


def test_a_record_that_was_touched_costs_a_question_and_no_download(server, tmp_path):
    """The services stamp records anew when they are indexed again, without another file."""
    services = Services(server, [letter("31490", 284)])
    fetch(services, tmp_path, "kst-31490-284")
    services.papers["kst-31490-284"].version = "2022-01-01T00:00:00+01:00"
    services.requests.clear()
    assert fetch(services, tmp_path, "kst-31490-284")["kst-31490-284"].status == "unchanged"
    asked = [request for request in services.requests if request.path.startswith("/frbr")]
    assert len(asked) == 2
    assert all("If-None-Match" in request.headers for request in asked)


def test_a_changed_file_replaces_the_old_one(server, tmp_path):
    services = Services(server, [letter("31490", 284)])
    fetch(services, tmp_path, "kst-31490-284")
    changed = services.papers["kst-31490-284"]
    changed.version, changed.files["pdf"] = "2022-01-01T00:00:00+01:00", make_pdf("Herdruk")
    outcome = fetch(services, tmp_path, "kst-31490-284")["kst-31490-284"]
    assert outcome.status == "updated"
    assert outcome.files[0].read_bytes() == changed.files["pdf"]


def test_a_file_damaged_on_disk_is_fetched_again(server, tmp_path):
    services = Services(server, [letter("31490", 284)])
    (pdf, _) = fetch(services, tmp_path, "kst-31490-284")["kst-31490-284"].files
    pdf.write_bytes(pdf.read_bytes()[:-1] + b"!")
    fetch(services, tmp_path, "kst-31490-284")
    assert pdf.read_bytes() == services.papers["kst-31490-284"].files["pdf"]


# A fault on the first request for the file; what goes wrong passes.
@pytest.mark.parametrize("fault", ["busy", "late", "cut", "short", "page", "broken"])
def test_a_fault_that_passes_is_tried_again(server, tmp_path, fault):
    paper = Paper("blg-1", files={"pdf": make_pdf("Rapport")})
    services = Services(server, [paper], lambda path, nth: fault if "/frbr/" in path and nth == 1 else None)
    outcome = fetch(services, tmp_path, "blg-1")["blg-1"]
    assert outcome.status == "new"
    assert outcome.files[0].read_bytes() == paper.files["pdf"]


# A fault on every request for the file, and what the user is told.
LASTING = [
    ("page", "instead of a PDF", True),
    ("page", "'Pagina niet gevonden'", True),
    ("short", "cut off after", True),
    ("broken", "cut off after", True),
    ("cut", "broke off half-way", True),
    ("busy", "status 503", True),
    ("late", "did not answer within 0.25 s", True),
    ("away", "refused to fetch 'https://elsewhere.example/login'", False),
]


@pytest.mark.parametrize(("fault", "reason", "retry"), LASTING)
def test_a_fault_that_lasts_is_told_by_its_true_name(server, tmp_path, fault, reason, retry):
    paper = Paper("blg-1", files={"pdf": make_pdf("Rapport")})
    services = Services(server, [paper], lambda path, nth: fault if "/frbr/" in path else None)
    limits = Limits(requests_per_second=10_000, attempts=2, backoff_s=0.001, timeout_s=0.25, reach_s=30)
    still = Pacer(10_000, clock=lambda: 0.0, sleep=lambda seconds: None)
    with services.client(limits, still) as client:
        (outcome,) = download(plan(["blg-1"], client).wanted, tmp_path, client)
    assert (outcome.status, outcome.retry, outcome.files) == ("failed", retry, ())
    assert reason in outcome.reason
    assert not (tmp_path / "blg-1" / "blg-1.pdf").exists()


def test_a_withdrawn_paper_is_called_so(server, tmp_path):
    paper = Paper("blg-1", files={"pdf": make_pdf("Rapport")})
    services = Services(server, [paper], lambda path, nth: "gone" if "/frbr/" in path else None)
    assert fetch(services, tmp_path, "blg-1")["blg-1"].status == "withdrawn"


def test_a_download_that_was_cut_goes_on_where_it_stopped(server, tmp_path):
    paper = Paper("blg-1", files={"pdf": make_pdf("Rapport " * 2000)})
    services = Services(server, [paper], lambda path, nth: "cut" if "/frbr/" in path and nth == 1 else None)
    fetch(services, tmp_path, "blg-1")
    first, second = (request for request in services.requests if "/frbr/" in request.path)
    half = len(paper.files["pdf"]) // 2
    assert ("Range" in first.headers, second.headers["Range"]) == (False, f"bytes={half}-")
    assert (tmp_path / "blg-1" / "blg-1.pdf").read_bytes() == paper.files["pdf"]


def test_the_beginning_of_another_edition_is_not_joined_to_the_rest_of_this_one(server, tmp_path):
    """Between the cut and the resumption the service put another file in its place."""
    paper = Paper("blg-1", files={"pdf": make_pdf("Eerste druk " * 2000)})
    services = Services(server, [paper], lambda path, nth: "cut" if "/frbr/" in path else None)
    limits = Limits(requests_per_second=10_000, attempts=1, timeout_s=1)
    with services.client(limits) as client:
        (outcome,) = download(plan(["blg-1"], client).wanted, tmp_path, client)
    assert outcome.status == "failed"
    assert (tmp_path / "blg-1" / "blg-1.pdf.part").stat().st_size > 0
    services.fault = lambda path, nth: None
    paper.files["pdf"] = make_pdf("Tweede druk " * 2500)
    assert fetch(services, tmp_path, "blg-1")["blg-1"].files[0].read_bytes() == paper.files["pdf"]


def test_an_xml_shell_is_not_kept_and_not_asked_for_again(server, tmp_path):
    services = Services(server, [letter("31490", 9, files={"pdf": make_pdf("Scan"), "xml": make_xml(None)})])
    outcome = fetch(services, tmp_path, "kst-31490-9")["kst-31490-9"]
    assert [file.name for file in outcome.files] == ["kst-31490-9.pdf"]
    services.requests.clear()
    assert fetch(services, tmp_path, "kst-31490-9")["kst-31490-9"].status == "unchanged"
    assert not [path for path in services.paths() if path.startswith("/frbr")]


def test_a_pdf_is_enough_when_its_xml_edition_will_not_come(server, tmp_path):
    services = Services(
        server, [letter("31490", 9)], lambda path, nth: "page" if path.startswith("/frbr") and "/xml/" in path else None
    )
    outcome = fetch(services, tmp_path, "kst-31490-9")["kst-31490-9"]
    assert [file.name for file in outcome.files] == ["kst-31490-9.pdf"]
    (note,) = outcome.notes
    assert note.startswith("kst-31490-9.xml: the service sent a web page")
    # it is tried again the next time, and the PDF is left alone
    services.fault = lambda path, nth: None
    services.requests.clear()
    assert len(fetch(services, tmp_path, "kst-31490-9")["kst-31490-9"].files) == 2


def test_a_paper_with_only_an_xml_edition_is_taken(server, tmp_path):
    services = Services(server, [letter("31490", 9, files={"xml": make_xml("Brief")})])
    outcome = fetch(services, tmp_path, "kst-31490-9")["kst-31490-9"]
    assert [file.name for file in outcome.files] == ["kst-31490-9.xml"]


def test_an_xml_edition_does_not_stand_in_for_a_pdf_that_the_service_has(server, tmp_path):
    """The PDF went wrong; read from the XML alone, the paper would have no pages."""
    services = Services(server, [letter("31490", 9)], lambda path, nth: "away" if "/pdf/" in path else None)
    outcome = fetch(services, tmp_path, "kst-31490-9")["kst-31490-9"]
    assert (outcome.status, outcome.files) == ("failed", ())


def test_a_file_larger_than_the_limit_is_refused(server, tmp_path):
    services = Services(server, [Paper("blg-1", files={"pdf": make_pdf("Rapport")})])
    limits = Limits(requests_per_second=10_000, max_bytes=100_000)
    with services.client(limits) as client:
        papers = plan(["blg-1"], client).wanted
        services.papers["blg-1"].files["pdf"] = make_pdf("x") + bytes(100_000)
        (outcome,) = download(papers, tmp_path, client)
    assert (outcome.status, outcome.retry) == ("failed", False)
    assert "larger than the limit of 100000 bytes" in outcome.reason
    assert [file.name for file in (tmp_path / "blg-1").iterdir()] == []


@pytest.mark.parametrize(
    "id",
    [
        "../escape",
        "..",
        ".",
        ".hidden",
        "",
        "/etc/passwd",
        "kst-1/../../x",
        "kst\\1",
        "kst-1\x00",
        "kst-1\n",
        "é",
        "a" * 101,
        "CON:1",
    ],
)
def test_no_id_leads_outside_the_download_folder(tmp_path, server, id):
    services = Services(server, [])
    with services.client() as client:
        (outcome,) = download(
            [Publication(id, "overig", files={"pdf": f"{services.address}/x"})], tmp_path / "d", client
        )
    assert outcome.status == "failed"
    assert "cannot be the identifier" in outcome.reason
    assert services.requests == []
    assert not (tmp_path / "d").exists()


def test_a_link_planted_in_the_download_folder_is_not_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "blg-1").symlink_to(outside)
    with pytest.raises(FetchError, match="cannot be the identifier"):
        folder_of(tmp_path / "downloads", "blg-1")


@pytest.mark.parametrize(
    "url",
    ["https://elsewhere.example/x.pdf", "ftp://127.0.0.1/x.pdf", "httbroken://x", "file:///etc/passwd", "http://[", ""],
)
def test_only_known_hosts_are_asked(server, tmp_path, url):
    services = Services(server, [])
    with services.client() as client:
        (outcome,) = download([Publication("blg-1", "bijlage", files={"pdf": url})], tmp_path, client)
    assert (outcome.status, outcome.retry) == ("failed", False)
    assert "refused to fetch" in outcome.reason
    assert services.requests == []


def test_a_service_that_sends_us_round_is_left(server, tmp_path):
    services = Services(server, [])
    server.clear()
    server.expect_request("/round").respond_with_data(status=302, headers={"Location": "/round"})
    server.expect_request("/").respond_with_data("")
    with services.client() as client:
        (outcome,) = download(
            [Publication("blg-1", "bijlage", files={"pdf": f"{services.address}/round"})], tmp_path, client
        )
    assert outcome.reason == "blg-1.pdf: the service sent us on more than 5 times"


def test_a_state_that_cannot_be_read_means_fetching_again(server, tmp_path):
    services = Services(server, [letter("31490", 284)])
    fetch(services, tmp_path, "kst-31490-284")
    state = tmp_path / "kst-31490-284" / "state.json"
    for damage in ("", "[]", '{"files": {"x": {}}}', json.dumps({"version": "1", "files": []})):
        state.write_text(damage)
        assert read_state(state.parent).files == {}
    assert fetch(services, tmp_path, "kst-31490-284")["kst-31490-284"].status == "new"


def test_a_service_that_is_down_is_not_asked_for_every_paper(server, tmp_path):
    papers = [letter("31490", number, files={"pdf": make_pdf(str(number))}) for number in range(1, 31)]
    services = Services(server, papers, lambda path, nth: "page" if path.startswith("/frbr") else None)
    with services.client() as client:
        outcomes = download(plan(["31490"], client).wanted, tmp_path, client)
        assert [next(outcomes).status for _ in range(10)] == ["failed"] * 10
        with pytest.raises(NoServiceError, match="10 papers in a row"):
            next(outcomes)


def test_a_folder_that_cannot_be_written_is_one_sentence(server, tmp_path):
    (tmp_path / "downloads").write_text("a file where the folder should be")
    services = Services(server, [letter("31490", 284)])
    with pytest.raises(DownloadFolderError, match=r"cannot write kst-31490-284 in .*: Not a directory"):
        fetch(services, tmp_path / "downloads", "kst-31490-284")


def test_without_internet_there_is_one_sentence_and_nothing_on_disk(tmp_path):
    closed = Addresses(sru="http://127.0.0.1:9/sru")
    with Client(closed, Limits(reach_s=2)) as client, pytest.raises(NoServiceError) as error:
        list(download(plan(["31490"], client).wanted, tmp_path / "downloads", client))
    assert str(error.value).startswith("127.0.0.1:9 cannot be reached: check the internet connection")
    assert list(tmp_path.iterdir()) == []


# What Retry-After says at noon on 1 January 2024 (UTC), and the pause in seconds.
@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 0),
        ("7", 7),
        ("Mon, 01 Jan 2024 12:00:30 GMT", 30),
        # a date in the past: no pause
        ("Mon, 01 Jan 2024 11:00:00 GMT", 0),
        ("soon", 0),
    ],
)
def test_retry_after_is_a_number_or_a_date(header, seconds):
    assert retry_after_s(header, now=1704110400.0) == seconds


def test_a_service_that_asks_for_a_short_pause_gets_it(server, tmp_path):
    paper = Paper("blg-1", files={"pdf": make_pdf("Rapport")})
    services = Services(server, [paper], lambda path, nth: "busy" if "/frbr/" in path and nth == 1 else None)
    now, slept = [0.0], []

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    with services.client(pacer=Pacer(10, lambda: now[0], sleep)) as client:
        list(download(plan(["blg-1"], client).wanted, tmp_path, client))
    # a tenth of a second between all requests, and the second that was asked for after the refusal
    assert [round(seconds, 3) for seconds in slept] == [0.1, 0.1, 1.0]


def test_when_the_connection_is_lost_the_rest_is_not_tried(server, tmp_path):
    services = Services(server, [letter("31490", number) for number in (1, 2, 3)])
    limits = Limits(requests_per_second=10_000, attempts=2, backoff_s=0.001, timeout_s=0.25, reach_s=0.25)
    with services.client(limits) as client:
        outcomes = download(plan(["31490"], client).wanted, tmp_path, client)
        assert next(outcomes).status == "new"
        server.clear()
        server.expect_request(re.compile(".*")).respond_with_handler(lambda _: time.sleep(0.6))
        with pytest.raises(NoServiceError, match="the connection was lost at kst-31490-2"):
            next(outcomes)


def test_a_service_that_asks_for_a_long_pause_is_left_alone(server, tmp_path):
    services = Services(server, [])
    server.clear()
    server.expect_request("/sru").respond_with_data(ERROR_PAGE, status=429, headers={"Retry-After": "3600"})
    server.expect_request("/").respond_with_data("")
    with services.client() as client, pytest.raises(NoServiceError, match="left alone for 60 minutes"):
        plan(["31490"], client)


def test_the_pace_can_be_set_but_not_to_nonsense(monkeypatch):
    assert Limits().requests_per_second == 2
    monkeypatch.setenv("VINDPLAATS_REQUESTS_PER_SECOND", "0.5")
    assert Limits().requests_per_second == 0.5
    for nonsense in ("0", "-1", "fast", "inf", "nan"):
        monkeypatch.setenv("VINDPLAATS_REQUESTS_PER_SECOND", nonsense)
        with pytest.raises(VindplaatsError, match="must be a number above 0"):
            Limits()
