"""Real answers of the services, as kept beside the project, are read as what they say."""

import re

import pytest
from lxml import etree

from ingest.sources import odata, sru
from ingest.sources.model import FetchError, Publication
from tests.quality import gate

TK = "https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0"
REPOSITORY = "https://repository.overheid.nl/frbr/officielepublicaties"


def answer(name: str) -> bytes:
    return gate.gold(f"corpus/responses/{name}").read_bytes()


def files(folder: str, id: str, *editions: str) -> dict[str, str]:
    """The addresses of the editions of a paper, as the repository lays them out."""
    metadata = {"metadata": "metadata.xml", "metadataowms": "metadata_owms.xml"}
    return {kind: f"{REPOSITORY}/{folder}/{id}/1/{kind}/{metadata.get(kind, f'{id}.{kind}')}" for kind in editions}


ALL = ("html", "metadata", "metadataowms", "odt", "pdf", "xml")

RECORDS = [
    (
        "plooi_sru_record_kst.xml",
        Publication(
            id="kst-35842-4",
            kind="kamerstuk",
            title="Advies Afdeling advisering Raad van State en Nader rapport",
            date="2021-05-25",
            available="2021-05-26",
            dossiers=("35842",),
            number="4",
            session="2020-2021",
            chamber="II",
            signatories=("Th.C. de Graaf", "K.H. Ollongren"),
            status="Opgemaakt na onopgemaakt",
            files=files("kst/35842", "kst-35842-4", *ALL),
            version="2021-05-27T13:08:59.215342+02:00",
        ),
    ),
    (
        "plooi_sru_record_bijlage.xml",
        Publication(
            id="blg-936562",
            kind="bijlage",
            title="Eindnotitie verkenning haalbaarheid epidemiologisch onderzoek chroom 6 Defensie "
            "(samenvattende conclusies)",
            date="2020-06-16",
            available="2020-06-16",
            dossiers=("35300-X",),
            session="2019-2020",
            chamber="II",
            status="Onopgemaakt",
            files=files("blg/onopgemaakt", "blg-936562", "metadata", "metadataowms", "pdf"),
            main_document="kst-35300-X-63",
            version="2020-07-12T22:02:56.849694+02:00",
        ),
    ),
    (
        "plooi_sru_record_handeling.xml",
        Publication(
            id="h-ek-20202021-1-1",
            kind="handelingen",
            title="Presentie en opening",
            date="2020-09-22",
            available="2020-10-02",
            number="1",
            session="2020-2021",
            chamber="I",
            status="Opgemaakt",
            files=files("h-ek/20202021", "h-ek-20202021-1-1", *ALL),
            version="2021-04-07T14:09:03.212182+02:00",
        ),
    ),
    (
        "plooi_sru_record_kv_onopgemaakt.xml",
        Publication(
            id="kv-2989900822",
            kind="overig",
            title="Mondelinge vragen van het lid Atsma (CDA) aan de staatssecretaris van Onderwijs, Cultuur en "
            "Wetenschappen, dhr. Van der Ploeg, over diens uitlatingen inzake de omroepgidsen. "
            "(Ingezonden 28 september 1998)",
            date="1998-09-28",
            available="1998-09-28",
            session="1998-1999",
            chamber="II",
            signatories=("Atsma",),
            status="Opgemaakt",
            files=files("kv/onopgemaakt", "kv-2989900822", "html", "metadata", "metadataowms", "xml"),
            version="2020-06-05T13:25:09.860025+02:00",
        ),
    ),
]


@pytest.mark.parametrize(("name", "said"), RECORDS)
def test_a_record_of_the_search_service_is_read_wholly(name, said):
    assert sru.parse_page(answer(name)).publications == (said,)


# File, records announced, records sent, and the papers in them.
PAGES = [
    # the first page of eight
    (
        "plooi_sru.xml",
        76,
        10,
        "blg-998035 h-ek-20212022-2-7 h-tk-20202021-101-5 blg-1000226 blg-998029 kst-22112-3185 blg-999984 "
        "blg-1000150 h-tk-20202021-100-4 h-ek-20212022-2-1",
    ),
    # it announces fewer records than it sends
    (
        "plooi_integration_sru.xml",
        3,
        5,
        "kst-32545-143 ah-tk-20202021-3235 blg-1007826 blg-1025203 kst-32545-144",
    ),
    ("plooi_sru_record_kst.xml", 1, 1, "kst-35842-4"),
    ("sru_kst_blg_ah_2026_transcribed.xml", 3, 3, "kst-37020-IX-40 blg-1093410 ah-tk-20192020-4046"),
    # a single record, its namespaces stripped
    ("wetsuite_searchrec.xml", None, 1, "gmb-2023-174296"),
    # the register of organisations shares the service: a record, but no publication
    ("plooi_roo_sru.xml", 1, 1, ""),
    # a refused question: status 200, and no count
    ("sru_diagnostic_2026_transcribed.xml", None, 0, ""),
]


@pytest.mark.parametrize(("name", "total", "n_records", "ids"), PAGES)
def test_a_page_of_the_search_service_names_its_papers(name, total, n_records, ids):
    page = sru.parse_page(answer(name))
    assert (page.total, page.n_records) == (total, n_records)
    assert [publication.id for publication in page.publications] == ids.split()


def test_a_refused_question_gives_the_reason_of_the_service():
    (diagnostic,) = sru.parse_page(answer("sru_diagnostic_2026_transcribed.xml")).diagnostics
    assert diagnostic.uri == "info:srw/diagnostic/1/10"
    assert diagnostic.message.startswith("line 1:13 mismatched input 'c.product-area'")
    assert not diagnostic.transient


def test_the_answers_of_2026_give_kind_number_and_dossier():
    motie, attachment, answered = sru.parse_page(answer("sru_kst_blg_ah_2026_transcribed.xml")).publications
    assert (motie.kind, motie.number, motie.dossiers, motie.signatories) == (
        "motie",
        "40",
        ("37020-IX",),
        ("L.A.J.M. Dassen", "L.C.J. Stultiens"),
    )
    assert (attachment.kind, attachment.number, attachment.main_document) == ("bijlage", None, "kst-31305-412")
    assert (answered.kind, answered.number, answered.session, answered.files) == (
        "aanhangsel",
        "4046",
        "2019-2020",
        {},
    )


def test_the_id_is_believed_where_a_record_contradicts_it():
    """One record in the corpus is kst-32545-144 and says that it is number 143."""
    page = sru.parse_page(answer("plooi_integration_sru.xml"))
    assert page.publications[-1].number == "144"
    assert page.publications[0].chamber == "II"  # its publisher is given as "overige"


ZAKEN = [
    ("0006f304-7f6f-45f7-923e-9975c29d77c6", "2025D06779", "kst-19637-3384"),
    ("1d1cb013-dec3-4642-af86-8b6aa1787038", "2024D51505", "kst-29826-228"),
    # a dossier with a numbered part
    ("3a1ca80f-6f81-4efa-93eb-9e6aa22d5f4a", "2025D38603", "kst-21501-02-3229"),
    ("56b847d5-4484-4621-8607-b7553e87820f", "2024D17388", "kst-30950-389"),
    ("72e6c46e-8e4d-4cd0-bcf1-96c8c3ef3613", "2024D19446", "kst-31305-455"),
    ("90064a43-6d2b-40f6-9399-12ded2d4dede", "2025D28920", "kst-31125-137"),
    ("aaa6bc9d-87d8-4681-a63e-df7c881de33b", "2023D51056", "kst-30252-141"),
    ("c7316812-47cd-4817-95db-40ecfdbd8cce", "2025D30030", "kst-36512-70"),
    ("e568f18b-b829-4885-914a-9994c05915fa", "2025D43317", "kst-30950-501"),
]


@pytest.mark.parametrize(("guid", "kenmerk", "id"), ZAKEN)
def test_the_tweede_kamer_joins_its_number_to_the_printed_paper(guid, kenmerk, id):
    (publication,) = odata.parse_page(answer(f"tk_odata_zaak_{guid}.json"), TK).publications
    assert (publication.id, publication.kenmerk, publication.kind) == (id, kenmerk, "motie")
    assert publication.number == id.split("-")[-1]
    assert set(publication.files) == {"pdf", "xml"}
    assert all(
        re.fullmatch(TK + r"/DocumentPublicatie\([0-9a-f-]{36}\)/Resource", url) for url in publication.files.values()
    )


def test_removed_documents_of_the_tweede_kamer_are_not_papers():
    page = odata.parse_page(answer("tk_odata_document_page_100_fullterm_20251003_000140.json"), TK)
    # 250 records, 64 of them removed
    assert len(page.publications) == 186
    first = page.publications[0]
    assert (first.id, first.number, first.date, first.kind) == ("2025D18359", "2", "2025-04-23", "kamerstuk")
    assert first.files == {"pdf": f"{TK}/Document(bd76df64-60b2-4e77-86bf-4cd2a4d5560a)/resource"}
    # old Word files cannot be read everywhere, so they are not named as something to fetch
    assert sum(not publication.files for publication in page.publications) == 16
    assert page.next_page is None


@pytest.mark.parametrize(
    "name",
    [
        "tk_odata_zaak_page_1000_fullterm_20251002_234033.json",  # zaken without their documents
        "tk_odata_vergadering_page_1_fullterm_20251003_002441.json",  # meetings
    ],
)
def test_an_answer_with_things_of_another_sort_is_not_read_as_an_empty_one(name):
    with pytest.raises(FetchError, match="in a form that this version of vindplaats does not know"):
        odata.parse_page(answer(name), TK)


def test_the_service_of_the_tweede_kamer_has_every_field_that_is_asked_for():
    edmx = etree.fromstring(answer("tk_odata_metadata.xml"))
    fields = {
        entity.get("Name"): {member.get("Name") for member in entity if member.get("Name")}
        for entity in edmx.iter("{*}EntityType")
    }
    assert {
        *("DocumentNummer", "Soort", "Titel", "Onderwerp", "Datum", "Vergaderjaar", "Kamer", "Volgnummer"),
        *("ContentType", "Verwijderd", "GewijzigdOp", "HuidigeDocumentVersie", "Kamerstukdossier", "BronDocument"),
    } <= fields["Document"]
    assert {"ExterneIdentifier", "DocumentPublicatie", "GewijzigdOp"} <= fields["DocumentVersie"]
    assert {"Id", "DocumentType", "Verwijderd"} <= fields["DocumentPublicatie"]
    assert {"Nummer", "Toevoeging"} <= fields["Kamerstukdossier"]
    assert {"Nummer", "Document"} <= fields["Zaak"]
