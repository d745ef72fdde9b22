"""Briefings: what is written can be read back and verified."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.library import open_library
from index.model import Quotation
from index.quoting import quote_passage, quote_words
from ingest.errors import VindplaatsError
from ingest.model import Block, BlockKind, Box, Document, Metadata, Page, Word
from nlp.quotations.quoted_text import read_quotations
from nlp.quotations.verify import Source, check, papers_cited
from search_cli.briefing.composed import Briefing, compose
from search_cli.briefing.formats import html, markdown
from search_cli.briefing.writing import write

SHA = "0" * 64
WORDS = "De *burger* zegt: «dat [systeem] kost <tijd> & geld_», 5 % meer. En nu?"


def letter(id: str = "kst-31490-284", text: str = WORDS) -> Document:
    words, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        words.append(Word(start, at, (Box(1, 10.0, 20.0, 30.0, 40.0),)))
    metadata = Metadata(id, SHA, "kamerstuk", "Over <b>tijd</b>", date="2020-09-11", session="2019-2020", chamber="II")
    return Document(metadata, text, (Page(1, 0, len(text), 500, 800),), tuple(words))


LETTER = letter()
REPORT = Document(
    Metadata("rapport-1a", SHA, "rapport", "Werk in uitvoering", date="2020-07-03"),
    LETTER.text,
    LETTER.pages,
    LETTER.words,
)
HELD = {document.id: document for document in (LETTER, REPORT)}


def briefing(style: str = "leidraad") -> object:
    quotations = [
        quote_words(LETTER, "dat [systeem] kost <tijd> & geld_», 5 % meer", note="Let op: *tijd*"),
        quote_words(REPORT, "De *burger* zegt: «dat [systeem] kost"),
    ]
    return compose("Tijd & geld", quotations, lambda id: HELD[id].metadata, style)  # type: ignore[arg-type]


def test_a_quotation_of_given_words_has_page_range_and_boxes() -> None:
    found = quote_words(LETTER, 'burger* zegt: "dat')
    assert (found.text, found.page, found.last_page) == ("burger* zegt: «dat", 1, 1)
    assert LETTER.text[found.start : found.end] == found.text
    assert len(found.boxes) == 3


def test_words_that_do_not_stand_there_are_refused_with_what_does() -> None:
    with pytest.raises(VindplaatsError, match=r"on page 1 it has: 'kost <tijd> & geld_», 5 % meer\.'"):
        quote_words(LETTER, "kost <tijd> & veel geld_», 5 % meer")
    with pytest.raises(VindplaatsError, match=r"does not stand in kst-31490-284$"):
        quote_words(LETTER, "wellicht ooit duinen en dijken")


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
def test_what_is_exported_verifies(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"briefing{suffix}"
    write(briefing(), path)  # type: ignore[arg-type]
    quotations, _ = read_quotations(path, ["Werk in uitvoering, 3 juli 2020"])
    papers = [document.metadata for document in HELD.values()]
    verdicts = [check(item, [Source(HELD[paper.id]) for paper in papers_cited(item, papers)]) for item in quotations]
    assert [(verdict.kind, verdict.document, verdict.pages) for verdict in verdicts] == [
        ("exact", "kst-31490-284", (1, 1)),
        ("exact", "rapport-1a", (1, 1)),
    ]


HEADED = (
    "3 De organisatie\n\nOntwikkeling van de organisatie\n\nHet jaar 2026 is een overgangsjaar.\n\n"
    "Dat vraagt\n- tijd; en\n1. geld.\n\nEen kop ertussen\n\nDaarna volgt rust.\n\n"
    "1 Zie «Het jaar».\n2 Idem, over geld."
)
# (kind, words, marker)
HEADED_BLOCKS: list[tuple[BlockKind, str, str | None]] = [
    ("heading", "De organisatie", "3"),
    ("heading", "Ontwikkeling van de organisatie", None),
    ("paragraph", "Het jaar 2026 is een overgangsjaar.", None),
    ("paragraph", "Dat vraagt", None),
    ("list_item", "tijd; en", "-"),
    ("list_item", "geld.", "1."),
    ("heading", "Een kop ertussen", None),
    ("paragraph", "Daarna volgt rust.", None),
    ("footnote", "Zie «Het jaar».", "1"),
    ("footnote", "Idem, over geld.", "2"),
]


def headed() -> Document:
    blocks = tuple(
        Block(kind, HEADED.index(words), HEADED.index(words) + len(words), 1, 1, marker=marker)
        for kind, words, marker in HEADED_BLOCKS
    )
    return replace(letter(text=HEADED), blocks=blocks)


def passage(first: str, last: str) -> tuple[int, int]:
    """The range of a text from the beginning of some words to the end of others."""
    return HEADED.index(first), HEADED.index(last) + len(last)


QUOTED_PASSAGES = [
    # the headings that open it are not quoted, with their numbers
    (("3 De", "overgangsjaar."), "Het jaar 2026 is een overgangsjaar."),
    (("Ontwikkeling", "geld."), "Het jaar 2026 is een overgangsjaar.\nDat vraagt\n- tijd; en\n1. geld."),
    # one that stands between is, on a line of its own
    (("Dat vraagt", "rust."), "Dat vraagt\n- tijd; en\n1. geld.\nEen kop ertussen\nDaarna volgt rust."),
    (("Een kop", "rust."), "Daarna volgt rust."),
    # a passage that is a part of a block
    (("een overgangs", "overgangsjaar."), "een overgangsjaar."),
    # nothing but a heading
    (("Ontwikkeling", "van de organisatie"), "Ontwikkeling van de organisatie"),
    # one note is quoted without its number, of several each begins with it
    (("1 Zie", "jaar»."), "Zie ‹Het jaar›."),
    (("1 Zie", "over geld."), "1 Zie ‹Het jaar›.\n2 Idem, over geld."),
]


def of_passage(ends: tuple[str, str]) -> Briefing:
    return compose("x", [quote_passage(headed(), *passage(*ends))], lambda id: LETTER.metadata)


@pytest.mark.parametrize(("ends", "words"), QUOTED_PASSAGES)
def test_a_passage_is_quoted_without_the_headings_above_it_its_paragraphs_apart(
    ends: tuple[str, str], words: str
) -> None:
    assert [item.words for item in of_passage(ends).items] == [words]


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
@pytest.mark.parametrize(("ends", "words"), QUOTED_PASSAGES)
def test_a_passage_that_is_exported_verifies(ends: tuple[str, str], words: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"briefing{suffix}"
    write(of_passage(ends), path)
    (quotation,), unchecked = read_quotations(path)
    assert (check(quotation, [Source(headed())]).kind, unchecked) == ("exact", [])


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
def test_a_bullet_that_its_font_makes_a_control_character_is_left_out(suffix: str, tmp_path: Path) -> None:
    source = letter(text="Dat vraagt\n\x00 tijd; en\n\x0f geld.")
    made = compose("x", [quote_passage(source, 0, len(source.text))], lambda id: source.metadata)
    assert made.items[0].words == "Dat vraagt\ntijd; en\ngeld."
    write(made, tmp_path / f"b{suffix}")
    (quotation,), _ = read_quotations(tmp_path / f"b{suffix}")
    assert check(quotation, [Source(source)]).kind == "exact"


def test_the_lines_of_a_quotation_stay_lines_and_make_no_list() -> None:
    found = of_passage(("Dat vraagt", "geld."))
    assert "> “Dat vraagt  \n> \\- tijd; en  \n> 1\\. geld.”[^1]\n" in markdown(found)
    assert "<p>“Dat vraagt<br>\n- tijd; en<br>\n1. geld.”<sup>" in html(found)


def test_markdown_has_footnotes_and_the_list_of_papers() -> None:
    assert markdown(briefing()) == (  # type: ignore[arg-type]
        "# Tijd & geld\n\n"
        "Let op: \\*tijd\\*\n\n"
        "> “dat \\[systeem\\] kost \\<tijd\\> & geld\\_›, 5 % meer”[^1]\n\n"
        "> “De \\*burger\\* zegt: ‹dat \\[systeem\\] kost”[^2]\n\n"
        "## Aangehaalde stukken\n\n"
        "- *Kamerstukken II* 2019/20, 31490, nr. 284 (Over \\<b\\>tijd\\</b\\>)\n"
        "- *Werk in uitvoering*, 3 juli 2020\n\n"
        "[^1]: *Kamerstukken II* 2019/20, 31490, nr. 284, p. 1.\n"
        "[^2]: *Werk in uitvoering*, 3 juli 2020, p. 1.\n"
    )


def test_a_title_that_is_printed_in_capitals_is_listed_as_it_is_written() -> None:
    metadata = replace(LETTER.metadata, title="BRIEF VAN DE MINISTER VAN FINANCIËN", subject=None)
    found = compose("Proef", [quote_words(LETTER, "En nu")], lambda id: metadata, "leidraad")
    assert "(Brief van de Minister van Financiën)" in markdown(found)


def test_html_escapes_what_papers_and_writers_say() -> None:
    page = html(briefing())  # type: ignore[arg-type]
    assert "kost &lt;tijd&gt; &amp; geld_" in page
    assert "Over &lt;b&gt;tijd&lt;/b&gt;" in page
    assert '<li id="note-1"><i>Kamerstukken II</i> 2019/20, 31490, nr. 284, p. 1.</li>' in page


def test_the_list_of_papers_can_be_in_another_programs_format() -> None:
    assert "@misc{kst-31490-284," in markdown(briefing("bibtex"))  # type: ignore[arg-type]
    assert "TY  - BILL" in html(briefing("ris"))  # type: ignore[arg-type]


def test_an_empty_briefing_and_an_unknown_format_are_refused(tmp_path: Path) -> None:
    with pytest.raises(VindplaatsError, match="the briefing is empty"):
        compose("x", [], lambda id: HELD[id].metadata)
    with pytest.raises(VindplaatsError, match=r"as \.md, \.docx or \.html, not as '\.pdf'"):
        write(briefing(), tmp_path / "b.pdf")  # type: ignore[arg-type]


def test_the_library_keeps_quotations_in_order(tmp_path: Path) -> None:
    first, second = quote_words(LETTER, "kost <tijd>", note="a"), quote_words(LETTER, "En nu")
    with open_library(tmp_path / "library", create=True) as library:
        with library.writing(), library.transaction():
            ids = [library.quotations.add(first), library.quotations.add(second)]
            assert library.quotations.move(ids[1], 1)
            assert not library.quotations.remove(99)
        stored = library.quotations.all()
    assert [quotation.id for quotation in stored] == [ids[1], ids[0]]
    assert [without_id(quotation) for quotation in stored] == [second, first]


def without_id(quotation: Quotation) -> Quotation:
    return replace(quotation, id=None)
