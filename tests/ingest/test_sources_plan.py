"""From what people ask for to the papers that the services name."""

import datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from ingest.sources.addresses import Addresses, addresses_from_environment
from ingest.sources.catalogue import CatalogueError, CataloguePaper, read_catalogue
from ingest.sources.client import Limits
from ingest.sources.completeness import expected_papers
from ingest.sources.download import download
from ingest.sources.model import ExpectedPaper, Failure
from ingest.sources.plan import TargetError, plan
from tests.ingest.fake_services import Paper, Services, letter, make_pdf

WAU = Path(__file__).parents[2] / "corpus" / "catalogue" / "werk-aan-uitvoering.toml"


@pytest.fixture(scope="module")
def running():
    with HTTPServer(threaded=True) as server:
        yield server


@pytest.fixture
def server(running):
    yield running
    running.clear()


def attachment(id: str, main: str, dossier: str = "31490") -> Paper:
    return Paper(id, dossier, main.split("-")[-1], main_document=main, heading="", files={"pdf": make_pdf(id)})


def small_dossier() -> list[Paper]:
    return [
        letter("31490", 9, available="2019-11-20"),
        letter("31490", 12, available="2020-09-12", kenmerk="2020D35555"),
        attachment("blg-1", "kst-31490-12"),
        letter("31490", 13, available="2020-10-01", heading="Motie"),
        attachment("blg-2", "kst-31490-13"),
        letter("29362", 290, available="2021-03-12", kenmerk="2021D09236"),
    ]


def ids(publications) -> list[str]:
    return [publication.id for publication in publications]


# What is asked, and which papers that is in the small dossier.
TARGETS = [
    ("31490", {}, "kst-31490-9 kst-31490-12 blg-1 kst-31490-13 blg-2"),
    # as people write it
    ("31 490", {}, "kst-31490-9 kst-31490-12 blg-1 kst-31490-13 blg-2"),
    ("31490", {"attachments": False}, "kst-31490-9 kst-31490-12 kst-31490-13"),
    # an attachment goes with its paper
    ("31490", {"kinds": ("motie",)}, "kst-31490-13 blg-2"),
    ("31490", {"kinds": ("brief",), "attachments": False}, "kst-31490-9 kst-31490-12"),
    ("31490", {"kinds": ("bijlage",)}, "blg-1 blg-2"),
    # published on that very day
    ("31490", {"since": "2020-10-01"}, "kst-31490-13 blg-2"),
    ("kst-31490-12", {}, "kst-31490-12 blg-1"),
    ("kst-31490-12", {"attachments": False}, "kst-31490-12"),
    ("KST-31490-9", {}, "kst-31490-9"),
    ("https://zoek.officielebekendmakingen.nl/kst-31490-9.html", {}, "kst-31490-9"),
    ("blg-2", {}, "blg-2"),
    # a citation
    ("31490, nr. 9", {}, "kst-31490-9"),
    # the number of the Tweede Kamer leads to the printed paper
    ("2021D09236", {}, "kst-29362-290"),
]


@pytest.mark.parametrize(("target", "options", "said"), TARGETS)
def test_a_target_becomes_the_papers_it_names(server, target, options, said):
    papers = small_dossier()
    for paper in papers:
        if paper.id == "blg-2":
            paper.available = "2020-10-01"
        if paper.id == "blg-1":
            paper.available = "2020-09-12"
    with Services(server, papers).client() as client:
        planned = plan([target], client, **options)
    assert (ids(planned.wanted), planned.failures) == (said.split(), ())


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        # a citation without quotes, of which the shell makes two words
        (["31490,", "9"], ["kst-31490-9"]),
        # a list with commas
        (["kst-31490-9,", "blg-2"], ["kst-31490-9", "blg-2"]),
        (["29362,", "31490"], ["kst-29362-290", "kst-31490-9", "kst-31490-12", "blg-1", "kst-31490-13", "blg-2"]),
    ],
)
def test_a_comma_behind_a_target_belongs_to_a_citation_or_a_list(server, targets, said):
    with Services(server, small_dossier()).client() as client:
        assert ids(plan(targets, client).wanted) == said


def test_a_dossier_of_the_eerste_kamer_itself_is_not_asked_of_the_tweede_kamer(server):
    services = Services(server, [Paper("kst-CXXIV-G", "CXXIV", "G", files={"pdf": make_pdf("brief")})])
    with services.client() as client:
        assert ids(plan(["CXXIV"], client).wanted) == ["kst-CXXIV-G"]
        assert ids(plan(["https://zoek.officielebekendmakingen.nl/kst-cxxiv-g.html"], client).wanted) == ["kst-CXXIV-G"]
    assert not [path for path in services.paths() if "odata" in path]


def test_a_paper_named_twice_is_fetched_once(server):
    with Services(server, small_dossier()).client() as client:
        planned = plan(["31490", "kst-31490-12", "31490", "blg-1"], client)
    assert sorted(ids(planned.wanted)) == sorted(set(ids(planned.wanted)))


def test_a_dossier_says_what_was_named_and_not_asked_for(server):
    with Services(server, small_dossier()).client() as client:
        planned = plan(["31490"], client, kinds=("motie",))
    assert ids(planned.skipped) == ["kst-31490-9", "kst-31490-12", "blg-1"]
    assert ids(planned.listings[0].publications) == ids(small_dossier()[:-1])
    assert planned.listings[0].complete


def test_a_paper_that_only_the_tweede_kamer_has_is_fetched_from_there(server, tmp_path):
    fresh = Paper("kst-31490-14", number="14", printed=False, kenmerk="2026D00001", files={"pdf": make_pdf("vers")})
    services = Services(server, [*small_dossier(), fresh])
    for target in ("31490", "kst-31490-14", "2026D00001"):
        with services.client() as client:
            planned = plan([target], client)
            (publication,) = (one for one in planned.wanted if one.id == "kst-31490-14")
            (outcome,) = download([publication], tmp_path / target, client)
        assert outcome.files[0].read_bytes() == fresh.files["pdf"]


def test_the_number_of_the_tweede_kamer_is_added_to_the_printed_paper(server):
    with Services(server, small_dossier()).client() as client:
        by_id = {publication.id: publication for publication in plan(["31490"], client).wanted}
    assert by_id["kst-31490-12"].kenmerk == "2020D35555"


def test_a_provisional_edition_gives_way_to_the_typeset_one(server):
    provisional = Paper("kst-1183151", number="12", files={"pdf": make_pdf("onopgemaakt")})
    waiting = Paper("kst-1183152", number="99", files={"pdf": make_pdf("onopgemaakt")})
    with Services(server, [provisional, *small_dossier(), waiting]).client() as client:
        named = ids(plan(["31490"], client).wanted)
    assert "kst-1183151" not in named
    assert "kst-1183152" in named


def test_a_paper_that_no_service_knows_is_told(server):
    with Services(server, small_dossier()).client() as client:
        planned = plan(["kst-31490-999", "31490-II", "kst-31490-9", "2020D99999"], client)
    assert ids(planned.wanted) == ["kst-31490-9"]
    assert [(failure.target, failure.reason, failure.retry) for failure in planned.failures] == [
        ("31490-II", "no service knows a dossier 31490-II", False),
        ("2020D99999", "the Tweede Kamer knows no 2020D99999", False),
        ("kst-31490-999", "no service knows kst-31490-999", False),
    ]


@pytest.mark.parametrize("target", ["wendbaarheid", "kst-", "../../etc", "314", "text:", "ronl-1234"])
def test_a_target_nobody_understands_stops_before_anything_is_asked(server, target):
    services = Services(server, [])
    with services.client() as client, pytest.raises(TargetError, match="cannot fetch"):
        plan(["31490", target], client)
    assert services.requests == []


def test_a_diagnostic_between_two_pages_is_asked_again(server):
    papers = [letter("31490", number, files={"pdf": b""}) for number in range(1, 200)]
    second_page = "startRecord=61&"
    services = Services(server, papers, lambda path, nth: "refusal" if second_page in path and nth == 1 else None)
    with services.client() as client:
        planned = plan(["31490"], client)
    assert (len(planned.wanted), planned.failures) == (199, ())


def test_a_listing_that_stops_half_way_is_not_called_complete(server):
    papers = [letter("31490", number, files={"pdf": b""}) for number in range(1, 200)]
    services = Services(server, papers, lambda path, nth: "refusal" if "startRecord=121&" in path else None)
    with services.client() as client:
        planned = plan(["31490"], client)
    assert (len(planned.wanted), planned.listings[0].complete) == (120, False)
    assert planned.failures == (
        Failure(
            "31490",
            "dossier 31490 is not known wholly: it stopped after 120 papers: "
            "the search service refused the question at record 121: mismatched input",
            retry=True,
        ),
    )


def test_a_dossier_with_more_papers_than_the_service_gives_is_not_called_complete(server, monkeypatch):
    """The service answers 504 beyond record 9,999."""
    monkeypatch.setattr("ingest.sources.sru.LAST_RECORD", 100)
    papers = [letter("31490", number, files={"pdf": b""}) for number in range(1, 131)]
    services = Services(server, papers)
    with services.client() as client:
        planned = plan(["31490"], client)
    assert (len(planned.wanted), planned.listings[0].complete) == (120, False)
    assert planned.failures[0].reason.endswith("it names 130 papers, and gives no more than 100")
    assert "startRecord=121&" not in " ".join(services.asked)


def test_a_question_that_is_wrong_is_asked_once(server):
    services = Services(server, [], lambda path, nth: "refusal" if path.startswith("/sru") else None)
    with services.client() as client:
        plan(["31490"], client)
    assert len([path for path in services.paths() if path == "/sru"]) == 1


def test_a_record_sent_twice_in_place_of_another_is_looked_for_again(server):
    papers = [letter("31490", number, files={"pdf": b""}) for number in range(1, 131)]
    seen = []

    def once(path, start):
        if path == "duplicate" and not seen:
            seen.append(start)
            return "yes"
        return None

    with Services(server, papers, once).client() as client:
        assert len(plan(["31490"], client).wanted) == 130


def test_the_tweede_kamer_being_down_does_not_hide_the_official_papers(server):
    services = Services(server, small_dossier(), lambda path, nth: "page" if "/odata" in path else None)
    with services.client() as client:
        planned = plan(["31490"], client)
    assert (len(planned.wanted), planned.listings[0].complete) == (5, True)
    (failure,) = planned.failures
    assert failure.reason.startswith("papers that are not printed yet may be missing from dossier 31490: the Tweede")


def test_a_record_without_files_is_looked_for_on_the_website(server):
    services = Services(server, [letter("31490", 9, files={})])
    with services.client() as client:
        (publication,) = plan(["kst-31490-9"], client).wanted
    assert publication.files == {"pdf": f"{services.address}/kst-31490-9.pdf"}


def test_what_became_of_every_paper_of_a_dossier(server, tmp_path):
    papers = small_dossier()
    services = Services(server, papers, lambda path, nth: "gone" if "/kst-31490-9/" in path else None)
    with services.client() as client:
        planned = plan(["31490", "kst-31490-999"], client, kinds=("brief",))
        first, *_ = planned.wanted
        outcomes = list(download([first, planned.wanted[1]], tmp_path, client))
    at = "2026-01-01T00:00:00+00:00"

    def record(id, number, date, status, reason):
        return ExpectedPaper("31490", id, number, "Werk aan Uitvoering" if date else None, date, status, reason, at)

    host = services.address.removeprefix("http://")
    gone = "; ".join(f"kst-31490-9.{kind}: {host} has withdrawn it (410)" for kind in ("pdf", "xml"))
    assert expected_papers(planned, outcomes, at) == [
        record("kst-31490-9", "9", "2019-11-20", "withdrawn", gone),
        record("kst-31490-12", "12", "2020-09-12", "held", None),
        record("blg-1", None, "2021-03-12", "missing", "not fetched yet"),
        record("kst-31490-13", "13", "2020-10-01", "skipped", "not asked for"),
        record("blg-2", None, "2021-03-12", "skipped", "not asked for"),
        record("kst-31490-999", "999", None, "missing", "no service knows kst-31490-999"),
    ]


def test_a_paper_fetched_by_its_id_is_recorded_in_its_dossier(server, tmp_path):
    services = Services(server, small_dossier(), lambda path, nth: "away" if path.startswith("/frbr") else None)
    with services.client() as client:
        planned = plan(["kst-31490-9"], client)
        (record,) = expected_papers(planned, download(planned.wanted, tmp_path, client), "2026-01-01")
    assert (record.dossier, record.id, record.status) == ("31490", "kst-31490-9", "failed")
    assert record.reason.startswith("kst-31490-9.pdf: refused to fetch")


def test_an_answer_without_end_is_refused(server):
    services = Services(server, [letter("31490", number) for number in range(1, 30)])
    with services.client(Limits(requests_per_second=10_000, max_bytes=1000)) as client:
        (failure,) = plan(["kst-31490-1"], client, attachments=False).failures
    assert "the answer is larger than 1000 bytes" in failure.reason


def test_the_catalogue_of_the_project_lists_the_papers_of_werk_aan_uitvoering(server):
    catalogue = read_catalogue(WAU)
    assert catalogue.title == "Werk aan Uitvoering"
    assert len(catalogue.papers) == 13
    assert catalogue.papers[3] == CataloguePaper(
        id="kst-29362-290",
        date=datetime.date(2021, 3, 5),
        title="Kabinetsreactie inzake rapporten Werk aan Uitvoering: het versterken van de publieke dienstverlening",
        kenmerk="2021D09236",
    )
    with Services(server, [letter(*paper.id.split("-")[1:]) for paper in catalogue.papers]).client() as client:
        assert ids(plan([str(WAU)], client).wanted) == [paper.id for paper in catalogue.papers]


def test_a_catalogue_may_leave_the_attachments_of_a_paper_out(server, tmp_path):
    path = tmp_path / "two.toml"
    path.write_text('[[paper]]\nid = "kst-31490-12"\n\n[[paper]]\nid = "kst-31490-13"\nattachments = false\n')
    with Services(server, small_dossier()).client() as client:
        assert ids(plan([str(path)], client).wanted) == ["kst-31490-12", "kst-31490-13", "blg-1"]


BAD_CATALOGUES = [
    ("", "lists no papers"),
    ("paper = 3", "lists no papers"),
    ('[[paper]]\ntitle = "x"', "a paper without an id"),
    ('[[paper]]\nid = "kst-1-1"\nnummer = 3', "kst-1-1 has unknown fields: nummer"),
    ("[[paper", "is not a catalogue"),
]


@pytest.mark.parametrize(("text", "reason"), BAD_CATALOGUES)
def test_a_bad_catalogue_is_explained(tmp_path, text, reason):
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(CatalogueError, match=reason):
        read_catalogue(path)
    with pytest.raises(CatalogueError, match="cannot be read"):
        read_catalogue(tmp_path / "none.toml")


def test_addresses_can_be_set_in_the_environment(monkeypatch):
    monkeypatch.setenv("VINDPLAATS_SRU", "http://localhost:1234/sru/")
    addresses = addresses_from_environment()
    assert addresses == Addresses(sru="http://localhost:1234/sru")
    assert addresses.trusted("http://localhost:1234/frbr/x.pdf") == "http://localhost:1234/frbr/x.pdf"
    assert addresses.trusted("https://repository.overheid.nl/x.pdf") is None


def test_an_old_address_with_http_is_asked_with_https():
    assert Addresses().trusted(" http://repository.overheid.nl/x.pdf\n") == "https://repository.overheid.nl/x.pdf"
