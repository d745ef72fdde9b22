"""A paper is found by what its reader calls it: the name of its file, or what it is marked with."""

from __future__ import annotations

import pytest

from index.search import search
from ingest.metadata.local import local_id
from search_cli.shapes.hits import answer_shape
from tests.index.papers import store


@pytest.mark.parametrize("name", ["Brief_PS", "brief_ps_PPE", "Brief PS ppe", "Brief_PS_ppe_2022"])
def test_a_document_is_found_by_the_beginning_of_the_file_name_that_its_id_is_made_of(library, embedder, name):
    for file, sha256 in (("Brief_PS_ppe_2022", "1" * 64), ("Nota_2024", "2" * 64)):
        store(library, embedder, local_id(f"{file}.pdf", sha256), "De sluis.", sha256=sha256, file=f"{file}.pdf")
    assert library.documents.find(name).file == "Brief_PS_ppe_2022.pdf"


@pytest.mark.parametrize(
    "name", ["31490, nr. 284", "31\u00a0490, 284", "Kamerstukken II 2019/20, 31490, nr. 284, p. 3"]
)
def test_a_paper_is_found_by_its_citation_in_each_command(library, embedder, name):
    store(library, embedder, "kst-31490-284", "De sluis.")
    assert library.documents.find(name).id == "kst-31490-284"


MARKS = [("D2024-77", True), ("d2024 - 77", True), ("2024-0099", True), ("2024-77", False), ("sluis 2024-0099", False)]


@pytest.mark.parametrize(("mark", "is_one"), MARKS)
def test_a_paper_is_known_by_its_kenmerk_and_the_number_of_its_case(library, embedder, mark, is_one):
    store(library, embedder, "brief", "De sluis.", kenmerk="D2024-77", zaaknummer="2024-0099", sha256="1")
    store(library, embedder, "nota", "De dijk van D2024-77.", kenmerk="D2024-771", sha256="2")
    assert [record.id for record in library.documents.marked(mark)] == ["brief"] * is_one


def test_a_search_for_a_kenmerk_names_the_paper_that_prints_it(library, embedder):
    store(library, embedder, "brief", "De sluis.", kenmerk="D2024-77")
    answer = search(library, None, embedder, '"D2024-77"', mode="lexical")
    assert answer_shape(answer)["marked"] == ["brief"]
