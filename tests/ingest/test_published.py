"""What a PDF does not say of itself is taken from its publisher."""

import pytest

from ingest.metadata.local import local_id
from ingest.metadata.published import with_published
from ingest.model import Document, Metadata

METADATA = """<?xml version="1.0" encoding="UTF-8"?>
<metadata_gegevens>
<metadata name="DC.identifier" scheme="OVERHEIDop.ParlID" content="blg-77"/>
<metadata name="DC.title" scheme="" content="Doorlichting van de dienstverlening"/>
<metadata name="OVERHEIDop.dossiernummer" scheme="" content="29362"/>
<metadata name="OVERHEIDop.ondernummer" scheme="" content="300"/>
<metadata name="OVERHEIDop.vergaderjaar" scheme="" content="2021-2022"/>
<metadata name="DCTERMS.available" scheme="DCTERMS.W3CDTF" content="2021-12-03"/>
<metadata name="OVERHEIDop.hoofddocument" scheme="OVERHEIDop.ParlID" content="kst-29362-300"/>
</metadata_gegevens>"""


def pdf_named(path, **printed) -> Document:
    """What the reader makes of a PDF alone."""
    stated = {"id": local_id(path.name, "ab" * 32), "sha256": "ab" * 32, **printed}
    return Document(Metadata(**stated), text="")


def test_an_attachment_is_known_by_the_metadata_beside_it(tmp_path):
    path = tmp_path / "blg-77.pdf"
    path.with_suffix(".metadata.xml").write_text(METADATA)
    assert with_published(pdf_named(path, title="COLOFON"), path).metadata == Metadata(
        id="blg-77",
        sha256="ab" * 32,
        title="Doorlichting van de dienstverlening",
        date="2021-12-03",
        dossiers=("29362",),
        session="2021-2022",
        attachment_of="kst-29362-300",
    )


def test_what_the_paper_prints_goes_before_what_the_publisher_says(tmp_path):
    path = tmp_path / "kst-29362-300.pdf"
    path.with_suffix(".metadata.xml").write_text(METADATA.replace("blg-77", "kst-29362-300"))
    printed = {"id": "kst-29362-300", "title": "Brief", "date": "2021-11-30", "dossiers": ("29362", "31490")}
    metadata = with_published(pdf_named(path, **printed), path).metadata
    assert {name: getattr(metadata, name) for name in printed} == printed
    assert metadata.number == "300"


# The name of a file, and the id of the document; None where the name says nothing official.
NAMES = [
    ("blg-936562.pdf", "blg-936562"),
    ("kst-31490-284.pdf", "kst-31490-284"),
    ("2021D09236.pdf", "2021D09236"),
    # a dossier is not a paper
    ("31490.pdf", None),
    ("kst-31490.pdf", None),
    ("Advies 2021.pdf", None),
    # somebody's own name for it
    ("kst-31490-284 (1).pdf", None),
]


@pytest.mark.parametrize(("name", "id"), NAMES)
def test_an_official_file_name_is_the_id(tmp_path, name, id):
    read = pdf_named(tmp_path / name)
    assert with_published(read, tmp_path / name).id == (id or read.id)


def test_the_id_that_a_paper_prints_is_not_overruled_by_its_file_name(tmp_path):
    path = tmp_path / "kst-1-1.pdf"
    assert with_published(pdf_named(path, id="kst-31490-284"), path).id == "kst-31490-284"
