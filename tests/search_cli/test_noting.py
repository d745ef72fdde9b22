"""What a reader notes at words of a paper is found back: by its tags, at a hit, and after the paper was read again."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from index.errors import LibraryError, QueryError
from index.library import Library, open_library
from index.quoting import quote_words
from index.readers.remarks import checked_tag, placed, remark_at, remarks_at
from index.searcher import Searcher
from search_cli.commands.quoting import noting
from search_cli.render.compact import show_compact
from search_cli.render.results import show_answer
from search_cli.shapes import answer_shape
from search_cli.shapes.types.answers import AnswerShape
from search_cli.terminal import VisibleConsole
from tests.conftest import WordEmbedder
from tests.index.papers import store
from tests.search_cli.test_json_docs import misfits

# Longer than one passage.
MORE = "\n\n".join(f"Alinea {number} gaat over de lasten van burgers en bedrijven in dat jaar." for number in range(4))
WORDS = "Zorg voor rust"
TEXT = f"De lasten zijn hoog.\n\n{WORDS}.\n\nHet kabinet verlaagt de lasten. Dat is niet nieuw.\n\n{MORE}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with two short papers."""
    path = tmp_path / "noted.library"
    with open_library(path, create=True) as library:
        store(library, WordEmbedder(), "rapport-1", TEXT)
        store(library, WordEmbedder(), "rapport-2", "Een ander stuk over rust.")
    return path


def run(path: Path, *arguments: object) -> tuple[int, str, str]:
    app = typer.Typer()
    app.callback()(lambda: None)
    noting.register(app)
    finished = CliRunner().invoke(app, ["notes", *map(str, arguments), "--library", str(path)])
    said = str(finished.exception) if isinstance(finished.exception, (LibraryError, QueryError)) else finished.output
    return finished.exit_code, finished.stdout, said


def listed(path: Path, *arguments: object) -> list[tuple[int, str, list[str]]]:
    found = json.loads(run(path, *arguments, "--json")[1])
    return [(item["id"], item["text"], item["tags"]) for item in found]


def note(library: Library, remark: str = "nagaan", tags: tuple[str, ...] = ("ict",), words: str = WORDS) -> int:
    return library.remarks.add(remark_at(quote_words(library.documents.load("rapport-1"), words), remark, tags))


def now(library: Library) -> list[tuple[str, str, bool]]:
    """The remarks as their words stand now."""
    records = {record.id: record for record in library.documents.all()}
    found = placed(library, library.remarks.all(), records)
    for remark in found:
        if remark.stands:
            held = library.documents.load(remark.document)
            assert held.text[remark.start : remark.end] == remark.text
            assert held.pages_of(remark.start, remark.end) == (remark.page, remark.last_page)
    return [(remark.document, remark.text, remark.stands) for remark in found]


def read_again(library: Library, text: str, id: str = "rapport-1") -> None:
    with library.transaction():
        library.documents.delete("rapport-1")
    store(library, WordEmbedder(), id, text)


def test_notes_are_added_listed_by_tag_or_paper_and_removed(path: Path) -> None:
    assert (
        run(path, "add", "rapport-1", "zie vraag 3", "--words", WORDS, "--tag", "#ICT", "--tag", "uitvoering")[0] == 0
    )
    assert run(path, "add", "rapport-1", "tweede keer", "--words", WORDS, "--tag", "ict")[0] == 0
    with open_library(path) as library:
        (record,) = library.passages.of_document("rapport-2")
    assert run(path, "add", record.id, "--tag", "rust")[0] == 0
    first, second = (1, "zie vraag 3", ["ict", "uitvoering"]), (2, "tweede keer", ["ict"])
    third = (3, "", ["rust"])
    assert listed(path) == [first, second, third]
    assert listed(path, "list", "--tag", "ICT") == [first, second]
    assert listed(path, "--tag", "ict", "--tag", "#uitvoering") == [first]
    assert listed(path, "rapport-2") == [third]
    assert listed(path, "rapport-2", "--tag", "ict") == []
    shown = run(path)[1]
    assert "1. zie vraag 3  #ict #uitvoering\n   “Zorg voor rust”\n" in shown
    assert "noted 20" in shown
    assert run(path, "remove", 1, 3)[0] == 0
    assert listed(path) == [second]


def test_a_note_is_changed_and_what_is_not_said_stays(path: Path) -> None:
    with open_library(path) as library:
        note(library)
        note(library, "tweede")
    assert run(path, "edit", 1, "nagegaan")[0] == 0
    assert run(path, "edit", 2, "--tag", "Klaar")[0] == 0
    assert listed(path) == [(1, "nagegaan", ["ict"]), (2, "tweede", ["klaar"])]
    for wrong in ([1], [1, "x" * 4001], [1, "--tag", "a b"], [3, "iets"]):
        assert run(path, "edit", *wrong)[0] == 1
    assert listed(path) == [(1, "nagegaan", ["ict"]), (2, "tweede", ["klaar"])]


def test_a_note_that_is_not_there_is_told_and_the_others_are_left(path: Path) -> None:
    with open_library(path) as library:
        note(library)
    assert run(path, "remove", 1, 9)[2] == "there is no note 9; 'vindplaats notes' shows their numbers"
    assert listed(path) == [(1, "nagaan", ["ict"])]
    assert "rapport-9" in run(path, "rapport-9")[2]


def test_a_note_has_a_remark_or_a_tag_and_a_tag_is_one_word(path: Path) -> None:
    assert run(path, "add", "rapport-1", " \x07", "--words", WORDS)[2] == "say what to note: a remark, or a tag"
    for tag in ("", "#", "twee woorden", "a,b", "a#b", "rood\x1b[31m", "om\u202egedraaid", "x" * 61):
        with pytest.raises(QueryError, match="is no tag"):
            checked_tag(tag)
    assert "too long" in run(path, "add", "rapport-1", "x" * 4001, "--words", WORDS)[2]
    assert listed(path) == []


def test_control_characters_are_no_part_of_a_note(path: Path) -> None:
    run(path, "add", "rapport-1", "zie\x0bpunt\n3 \x1b[31mrood", "--words", WORDS)
    assert listed(path) == [(1, "zie punt 3 [31mrood", [])]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        # the words moved, were set otherwise, and the paper got another name
        (f"Een nieuwe alinea vooraf.\n\n{TEXT}", "rapport-1"),
        (TEXT.replace("Zorg voor", "Zorg\nvoor"), "rapport-1"),
        (TEXT, "rapport-1b"),
        # other words come first that begin or end as these do, and capitals are set otherwise
        (f"{WORDS}ig verkeer. Be{WORDS.lower()} ook. {TEXT}", "rapport-1"),
        (f"Vooraf. {TEXT.replace(WORDS, WORDS.upper())}", "rapport-1"),
    ],
)
def test_a_note_is_found_again_where_its_words_stand_when_the_paper_was_read_again(
    path: Path, text: str, id: str
) -> None:
    with open_library(path) as library:
        note(library)
        read_again(library, text, id)
        ((document, words, stands),) = now(library)
        assert (document, " ".join(words.split()).casefold(), stands) == (id, WORDS.casefold(), True)
        (remark,) = placed(library, library.remarks.all(), {id: library.documents.find(id)})
        assert not library.documents.load(id).text[remark.end].isalnum()


def test_a_note_at_words_that_are_gone_stays_and_says_so(path: Path) -> None:
    with open_library(path) as library:
        note(library)
        read_again(library, "Heel iets anders.")
        assert now(library) == [("rapport-1", WORDS, False)]
    assert "these words are not in it any more" in " ".join(run(path)[1].split())
    with open_library(path) as library, library.transaction():
        library.documents.delete("rapport-1")
    assert json.loads(run(path, "rapport-1", "--json")[1])[0]["citation"] is None
    assert "rapport-1 (not held any more)" in run(path)[1]


def test_a_note_stands_at_the_passages_with_its_words_and_no_other(path: Path) -> None:
    with open_library(path) as library:
        note(library)
        passages = [*library.passages.of_document("rapport-1"), *library.passages.of_document("rapport-2")]
        records = {record.id: record for record in library.documents.all()}
        found = remarks_at(library, passages, records)
        with_words = [record.id for record in passages if WORDS in record.passage.text]
        assert 0 < len(with_words) < len(library.passages.of_document("rapport-1"))
        assert [id for id, remarks in found.items() if remarks] == with_words


def test_a_hit_shows_its_notes_in_the_terminal_and_as_json(path: Path) -> None:
    with open_library(path) as library:
        for remark in ("nagaan", "zie vraag 3", "derde", "vierde"):
            note(library, remark)
        searcher = Searcher(library)
        searcher.__dict__["embedder"] = WordEmbedder()
        answer = searcher.search("zorg", mode="lexical")
    shape = json.loads(json.dumps(answer_shape(answer)))
    assert misfits(shape, AnswerShape) == []
    assert [(item["id"], item["text"], item["tags"], item["quotation"]) for item in shape["hits"][0]["notes"]] == [
        (number, remark, ["ict"], WORDS)
        for number, remark in enumerate(("nagaan", "zie vraag 3", "derde", "vierde"), start=1)
    ]
    for show in (show_compact, show_answer):
        console = VisibleConsole(width=110, record=True, file=StringIO())
        show(console, answer)
        assert "   note: nagaan  #ict\n" in console.export_text()
