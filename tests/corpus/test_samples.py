"""The sample papers are what their maker makes, look like the true forms, and say that they are samples."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF

pytest.importorskip("font_lato", reason="the fonts of the samples are in the test extra")
pytest.importorskip("font_source_serif_pro", reason="the fonts of the samples are in the test extra")

from tools.samples.markup import Run, chunks, plain
from tools.samples.papers import PAPERS
from tools.samples.typeset import SAMPLE_LINE

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
# pdfium gives this for a hyphen at a line end.
HYPHEN = "\ufffe"


def page_texts(pdf: bytes | Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def producer(pdf: bytes) -> str:
    return str(pypdfium2.PdfDocument(pdf).get_metadata_dict()["Producer"])


@pytest.mark.parametrize(("name", "make"), PAPERS.items())
def test_the_maker_makes_the_committed_papers(name: str, make: Callable[[], FPDF]) -> None:
    made, committed = bytes(make().output()), (SAMPLES / name).read_bytes()
    assert page_texts(made) == page_texts(committed)
    if producer(made) != producer(committed):
        pytest.skip(f"bytes not compared: made here by {producer(made)}, committed by {producer(committed)}")
    assert made == committed


def test_making_a_paper_twice_gives_the_same_bytes() -> None:
    make = PAPERS["kst-99901-14.pdf"]
    assert bytes(make().output()) == bytes(make().output())


@pytest.mark.parametrize("name", PAPERS)
def test_every_page_says_that_it_is_a_sample(name: str) -> None:
    texts = page_texts(SAMPLES / name)
    assert [SAMPLE_LINE in text for text in texts] == [True] * len(texts)


def test_the_samples_have_the_pages_their_readme_promises() -> None:
    n_pages = {name: len(pypdfium2.PdfDocument(SAMPLES / name)) for name in PAPERS}
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip(" `") for cell in line.split("|")] for line in readme if ".pdf" in line]
    assert n_pages == {row[1]: int(row[3]) for row in rows}


def test_typeset_papers_are_cropped_as_the_printed_ones_are() -> None:
    page = pypdfium2.PdfDocument(SAMPLES / "kst-99901-12.pdf")[0]
    assert page.get_mediabox() == pytest.approx((0, 0, 595, 842), abs=1)
    assert page.get_size() == pytest.approx((558.4, 771.0), abs=0.1)


LINE_ENDS = [
    # the hyphen belongs to the word: ICT-systemen
    ("verouderde ICT", "systemen"),
    # it stands for the rest of the word: beleids- en uitvoeringsfase
    ("beleids", "en uitvoeringsfase"),
    # it is there for the line end only: handelingsperspectieven
    ("handelingsperspec", "tieven"),
]


@pytest.mark.parametrize(("before", "after"), LINE_ENDS)
def test_the_letter_breaks_words_in_the_three_ways_that_readers_confuse(before: str, after: str) -> None:
    text = "".join(page_texts(SAMPLES / "kst-99901-12.pdf")).replace("-\r\n", HYPHEN).replace(HYPHEN + "\r\n", HYPHEN)
    assert before + HYPHEN + after in text


def test_a_note_marker_stands_against_a_year() -> None:
    assert "2 juli 20222" in page_texts(SAMPLES / "kst-99901-12.pdf")[0]


def test_the_samples_use_wendbaar_in_all_its_forms() -> None:
    words = {word for name in PAPERS for text in page_texts(SAMPLES / name) for word in text.lower().split()}
    assert {"wendbaar", "wendbare", "wendbaarheid", "wendbaarder"} <= words


CHUNKS = [
    # the hyphen of the word stays where the line goes on
    ("ICT-systemen", [("ICT-", "", ""), ("systemen", "", "")]),
    # the hyphen of the line end does not
    (r"perspec\-tief", [("perspec", "", "-"), ("tief", "", "")]),
    # a date or a number is not a place to break
    ("3-4", [("3-4", "", "")]),
    ("99~901 en", [("99 901", " ", ""), ("en", "", "")]),
]


@pytest.mark.parametrize(("source", "expected"), CHUNKS)
def test_text_is_cut_where_a_line_may_end(source: str, expected: list[tuple[str, str, str]]) -> None:
    cut = [("".join(run.text for run in chunk.runs), chunk.join, chunk.hyphen) for chunk in chunks(source)]
    assert cut == expected


def test_marks_and_faces_are_runs_of_their_own() -> None:
    (chunk,) = chunks("**Vet**[^1].")
    assert chunk.runs == (Run("Vet", "B"), Run("1", is_mark=True), Run("."))


def test_plain_text_has_no_places_to_break() -> None:
    assert plain(r"de **ICT-systemen** van 99~901\-tallen") == "de ICT-systemen van 99 901tallen"
