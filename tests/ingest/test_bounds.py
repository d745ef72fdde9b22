"""A paper may hold more than any paper does: it is read up to bounds, and what is beyond is told."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from index.adding.files import not_taken_out
from ingest.bounds import LONGEST_WORD, MOST_CELLS, MOST_NOTES
from ingest.errors import UnreadableError
from ingest.model import Document, Metadata
from ingest.reader import read_file
from ingest.xml.text import NOTE, MarkedNote, Run, TextWriter
from tests.timing import growth, least, seconds

OPENING = "De minister betaalt het loket."
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def web_page(inside: str, folder: Path) -> Document:
    file = folder / "a.html"
    file.write_text(f"<!doctype html><html><body><main><p>{OPENING}</p>{inside}</main></body></html>", "utf-8")
    return read_file(file)


def edition(inside: str, folder: Path) -> Document:
    file = folder / "a.xml"
    opened = "<officiele-publicatie><kamerstuk><stuk><algemeen><vrije-tekst><tekst>"
    closed = "</tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"
    file.write_text(f"{opened}<al>{OPENING}</al>{inside}{closed}", "utf-8")
    return read_file(file)


def word_file(inside: str, folder: Path) -> Document:
    file = folder / "a.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        body = f"<w:p><w:r><w:t>{OPENING}</w:t></w:r></w:p>{inside}"
        package.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    return read_file(file)


def n_cells(document: Document) -> int:
    return sum(len(block.cells) for block in document.blocks)


def test_a_table_is_read_up_to_so_many_cells_and_the_others_are_counted():
    writer, row = TextWriter(), [Run("a")] * 500
    writer.add_table([row] * (MOST_CELLS // 500 + 2))
    writer.add("paragraph", Run("Daarna."))
    written = writer.finish()
    assert [len(block.cells) for block in written.blocks] == [MOST_CELLS, 0]
    assert written.text.endswith("Daarna.")
    assert written.not_read == ("1,000 cells of its tables were not read: of a table the first 50,000 are",)


def test_notes_are_read_up_to_so_many_and_the_others_are_counted():
    writer = TextWriter()
    writer.add("paragraph", Run(f"zin{NOTE} " * (MOST_NOTES + 2), (MarkedNote("1", "n"),) * (MOST_NOTES + 2)))
    written = writer.finish()
    assert len(written.footnotes) == MOST_NOTES
    assert written.not_read == ("2 of its notes were not read: the first 20,000 are",)


@pytest.mark.parametrize("span", ["1000000", "9" * 5000, "²", "-1"])
def test_cells_that_span_more_than_there_is_are_cells(span, tmp_path):
    cells = f'<td colspan="{span}" rowspan="{span}">a</td><td>b</td>'
    assert n_cells(web_page(f"<table>{f'<tr>{cells}</tr>' * 3}</table>", tmp_path)) == 6
    spread = f'<row><entry namest="c0" nameend="c1999" morerows="{span}"><al>a</al></entry></row>' * 30
    columns = "".join(f'<colspec colname="c{number}"/>' for number in range(2000))
    read = edition(f"<table><tgroup>{columns}<tbody>{spread}</tbody></tgroup></table>", tmp_path)
    assert "a" in read.text[len(OPENING) :]
    joined = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>'
    assert n_cells(word_file(f"<w:tbl>{f'<w:tr>{joined * 2}</w:tr>' * 3}</w:tbl>", tmp_path)) == 6


def test_words_of_a_table_in_a_table_are_read_once(tmp_path):
    inside = "<table><tr><td>binnen</td></tr></table>"
    read = web_page(f"<table><tbody><tr><td>buiten {inside}</td><td>naast</td></tr></tbody></table>", tmp_path)
    assert read.text == f"{OPENING}\n\nbuiten binnen | naast"


@pytest.mark.parametrize("read", [web_page, edition, word_file])
def test_a_run_without_spaces_that_is_no_word_is_left_out_and_told(read, tmp_path):
    for run in ("k" * LONGEST_WORD, "1" * (LONGEST_WORD + 1)):
        text = f"voor {run} na"
        inside = {
            web_page: f"<p>{text}</p>",
            edition: f"<al>{text}</al>",
            word_file: f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>",
        }[read]
        document = read(inside, tmp_path)
        is_word = len(run) <= LONGEST_WORD
        assert document.text.endswith(text if is_word else "voor na")
        told = "1 runs without a space were not read (2,001 characters): more than 2,000 are no word"
        assert document.metadata.not_read == (() if is_word else (told,))


def test_a_text_without_spaces_is_no_text(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("abcdefghij" * 1_000_000)
    with pytest.raises(UnreadableError, match=r"a.txt is no text: 1 runs without a space .* \(10,000,000 characters\)"):
        read_file(file)
    file.write_text(OPENING + "\n\n" + "abcdefghij" * 100_000)
    assert read_file(file).text.strip() == OPENING


def test_a_web_page_of_boxes_without_end_says_that_it_was_read_in_part(tmp_path):
    told = web_page("<div>x" * 200, tmp_path).metadata.not_read
    assert told == ("1 parts were not read, as they stand inside too many others",)
    told = web_page("<div>x" * 2000, tmp_path).metadata.not_read
    assert told[1:] == ("it was read up to a part that is too large, or that stands inside too many others",)


def test_what_was_not_read_is_told_as_passed_over():
    paper = Metadata("kst-1-2", "0" * 64, not_read=("2 of its notes were not read",))
    (told,) = not_taken_out(paper, "/papers/kst-1-2.xml", ())
    assert (told.file, told.reason) == ("kst-1-2.xml", "read in part: 2 of its notes were not read")


def test_hidden_words_are_told_by_page_and_not_by_what_they_say():
    hidden = tuple((page, "2 words", "not visible on the page") for page in (3, 1, 1))
    paper = Metadata("a", "0" * 64, unread=(*hidden, (2, "1 word", "its font does not say which letters stand there")))
    assert [told.reason for told in not_taken_out(paper, "/papers/a.pdf", ())] == [
        "read in part: words on pages 1, 3 were not read: not visible on the page",
        "read in part: words on page 2 were not read: its font does not say which letters stand there",
    ]
    many = replace(paper, unread=tuple((page, "1 word", "why") for page in range(1, 13)))
    (told,) = not_taken_out(many, "/papers/a.pdf", ())
    assert told.reason == "read in part: words on pages 1, 2, 3, 4, 5, 6, 7, 8 and 4 more were not read: why"


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["noot", "nadruk"])
def test_twice_the_elements_in_one_paragraph_take_twice_the_time(tag, tmp_path):
    """A sum of notes in a paragraph once grew as their square."""

    inside = {"noot": "<noot><noot.nr>1</noot.nr><noot.al>n</noot.al></noot> ", "nadruk": "<nadruk>x</nadruk> "}

    def time_of(n: int) -> float:
        return seconds(lambda: edition(f"<al>{inside[tag] * n}</al>", tmp_path))

    time_of(100)
    assert growth(time_of, (2000, 8000), enough=8) < 8


@pytest.mark.slow
def test_tables_of_five_hundred_by_five_hundred_and_fifty_thousand_notes_take_seconds(tmp_path):
    """Of the processor; before the bounds they took 13 and 34."""
    cell = "<w:tc><w:p><w:r><w:t>cel woord</w:t></w:r></w:p></w:tc>"
    papers = [
        lambda: web_page(f"<table>{('<tr>' + '<td>cel woord</td>' * 500 + '</tr>') * 500}</table>", tmp_path),
        lambda: word_file(f"<w:tbl>{('<w:tr>' + cell * 500 + '</w:tr>') * 500}</w:tbl>", tmp_path),
        lambda: edition(f"<al>{'zin<noot><noot.nr>1</noot.nr><noot.al>n</noot.al></noot> ' * 50_000}</al>", tmp_path),
    ]
    for read in papers:
        assert read().metadata.not_read
        assert least(partial(seconds, read), enough=10) < 10
