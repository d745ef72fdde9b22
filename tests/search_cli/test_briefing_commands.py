"""briefing and verify as commands, on a library with one printed letter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from index.library import open_library
from ingest.model import Document
from ingest.reader import read_file
from search_cli.commands.quoting import briefing
from tests.conftest import SAMPLES, WordEmbedder
from tests.index.papers import as_prepared

LETTER = SAMPLES / "kst-99901-12.pdf"


@pytest.fixture(scope="module")
def letter() -> Document:
    return read_file(LETTER)


@pytest.fixture
def held(tmp_path: Path, letter: Document) -> Path:
    """A library that holds the letter and its original, without passages."""
    path = tmp_path / "held.library"
    with open_library(path, create=True) as library, library.writing():
        library.documents.keep_original(LETTER, letter.metadata.sha256)
        library.store(as_prepared(letter, [], WordEmbedder()), file=LETTER.name, path=str(LETTER), pipeline="test")
    return path


def run(*arguments: object) -> tuple[int, str, str]:
    app = typer.Typer()
    briefing.register(app)
    finished = CliRunner().invoke(app, list(map(str, arguments)))
    sentence = str(finished.exception) if finished.exception else ""
    return finished.exit_code, finished.stdout, sentence


def a_sentence(letter: Document) -> str:
    """A sentence of some length on the first page."""
    block = next(block for block in letter.blocks if block.kind == "paragraph" and block.end - block.start > 120)
    return letter.text[block.start : block.end].split(". ")[0]


@pytest.mark.parametrize("name", ["b.md", "b.html", "b.docx"])
def test_words_are_added_listed_exported_and_verified(held: Path, letter: Document, tmp_path: Path, name: str) -> None:
    words = a_sentence(letter)
    assert run("briefing", "add", letter.id, "--words", words, "--note", "Let op", "--library", held)[0] == 0
    listed = json.loads(run("briefing", "list", "--library", held, "--json")[1])
    assert [(item["text"], item["note"], item["document"]) for item in listed] == [(words, "Let op", letter.id)]
    assert run("briefing", "export", tmp_path / name, "--library", held)[0] == 0
    status, output, _ = run("verify", tmp_path / name, "--library", held, "--json")
    verdicts = json.loads(output)["quotations"]
    assert (status, [item["verdict"] for item in verdicts]) == (0, ["exact"])
    assert verdicts[0]["page"] == listed[0]["page"]


def test_a_changed_word_a_wrong_page_and_a_paper_not_held_give_status_1(
    held: Path, letter: Document, tmp_path: Path
) -> None:
    words = a_sentence(letter)
    dropped = " ".join([*words.split()[:3], *words.split()[4:]])
    citation = f"Kamerstukken II 2023/24, 99901, nr. {letter.metadata.number}"
    page, _ = letter.pages_of(letter.text.index(words), letter.text.index(words) + len(words))
    text = tmp_path / "stuk.md"
    quotations = [
        f"“{words}” ({citation}, p. {page}).",
        f"“{dropped}” ({citation}, p. {page}).",
        f"“{words}” ({citation}, p. {page + 1}).",
        f"“{words}” (Kamerstuk 31 490, nr. 7, p. 1).",
    ]
    text.write_text("\n\n".join(quotations), "utf-8")
    status, output, _ = run("verify", text, "--library", held, "--json")
    verdicts = json.loads(output)["quotations"]
    assert status == 1
    assert [(item["line"], item["verdict"]) for item in verdicts] == [
        (1, "exact"),
        (3, "differs"),
        (5, "other page"),
        (7, "not held"),
    ]
    assert verdicts[1]["changes"] == [{"quoted": "", "source": words.split()[3]}]
    printed = run("verify", text, "--library", held)[1]
    assert f"'{words.split()[3]}' was left out" in printed
    assert f"these words stand on page {page}" in printed
    # A number that was mistyped: the words tell which paper was meant.
    assert verdicts[3]["elsewhere"] == [{"document": letter.id, "page": page}]
    assert f"this paper is not held; these words stand in {letter.id}, page {page}" in " ".join(printed.split())
    assert "1 of 4 quotations hold" in printed


def test_a_citation_of_another_chamber_and_session_is_told_with_the_right_one(
    held: Path, letter: Document, tmp_path: Path
) -> None:
    text = tmp_path / "stuk.md"
    text.write_text(f"“{a_sentence(letter)}” (Kamerstukken I 2018/19, 99901, nr. 12, p. 1)", "utf-8")
    status, output, _ = run("verify", text, "--library", held, "--json")
    assert (status, [item["verdict"] for item in json.loads(output)["quotations"]]) == (1, ["wrong citation"])
    assert json.loads(output)["quotations"][0]["paper"] == "Kamerstukken II 2023/24, 99901, nr. 12"
    assert (
        "Kamerstukken I 2018/19, 99901, nr. 12, p. 1: words and page hold, but the citation is wrong; "
        "the paper is Kamerstukken II 2023/24, 99901, nr. 12 0 of 1 quotations hold, 1 wrongly cited"
    ) in " ".join(run("verify", text, "--library", held)[1].split())


def test_words_without_a_citation_are_looked_up_and_give_status_3(held: Path, letter: Document, tmp_path: Path) -> None:
    words = a_sentence(letter)
    text = tmp_path / "stuk.md"
    citation = f"Kamerstukken II 2023/24, 99901, nr. {letter.metadata.number}"
    alone = "Deze woorden van enige lengte staan in geen enkel stuk dat hier is."
    text.write_text(f"“{words}” ({citation}).\n\n“{words}”.\n\nEn: “{alone}”.\n", "utf-8")
    status, output, _ = run("verify", text, "--library", held, "--json")
    found = json.loads(output)
    assert (status, found["checked"], found["held"], found["not_checked"]) == (3, 1, 1, 2)
    page, _ = letter.pages_of(letter.text.index(words), letter.text.index(words) + len(words))
    assert [item["found"] for item in found["unchecked"]] == [[{"document": letter.id, "page": page}], []]
    assert "1 of 3 quotations hold, 2 not checked" in run("verify", text, "--library", held)[1]


def test_quotations_are_moved_and_removed_by_number(held: Path, letter: Document) -> None:
    words = a_sentence(letter).split()
    for part in (words[:4], words[4:8]):
        run("briefing", "add", letter.id, "--words", " ".join(part), "--library", held)
    assert run("briefing", "move", 2, 1, "--library", held)[0] == 0
    listed = json.loads(run("briefing", "list", "--library", held, "--json")[1])
    assert [item["id"] for item in listed] == [2, 1]
    assert run("briefing", "remove", 2, "--library", held)[0] == 0
    assert [item["id"] for item in json.loads(run("briefing", "list", "--library", held, "--json")[1])] == [1]
    assert run("briefing", "remove", 9, "--library", held)[2] == (
        "there is no quotation 9; 'vindplaats briefing list --all' shows their numbers"
    )


def listed(*arguments: object) -> list[tuple[int, str, str]]:
    found = json.loads(run("briefing", "list", *arguments, "--json")[1])
    return [(item["id"], item["briefing"], item["note"]) for item in found]


def test_several_briefings_are_kept_apart_by_name(held: Path, letter: Document, tmp_path: Path) -> None:
    words = a_sentence(letter).split()
    for name, part in (("briefing", words[:4]), ("zorg", words[4:8]), ("zorg", words[1:5])):
        run("briefing", "add", letter.id, "--words", " ".join(part), "--briefing", name, "--library", held)
    assert run("briefing", "move", 3, 1, "--library", held)[0] == 0
    assert run("briefing", "note", 3, "eerste", "--briefing", "zorg", "--library", held)[0] == 0
    assert listed("--library", held) == [(1, "briefing", "")]
    assert listed("--briefing", "zorg", "--library", held) == [(3, "zorg", "eerste"), (2, "zorg", "")]
    assert [id for id, _, _ in listed("--all", "--library", held)] == [1, 3, 2]
    assert run("briefing", "names", "--library", held)[1] == "briefing: 1 quotation\nzorg: 2 quotations\n"
    assert run("briefing", "export", tmp_path / "b.md", "--briefing", "zorg", "--library", held)[0] == 0
    exported = (tmp_path / "b.md").read_text("utf-8")
    assert exported.startswith("# zorg\n")
    assert exported.count("> “") == 2
    assert [
        line for line in run("briefing", "list", "--all", "--library", held)[1].splitlines() if line[:1].isalpha()
    ] == [
        "briefing",
        "zorg",
    ]


def test_a_briefing_that_is_not_there_and_a_quotation_of_another_say_so(held: Path, letter: Document) -> None:
    run("briefing", "add", letter.id, "--words", a_sentence(letter), "--briefing", "zorg", "--library", held)
    named = ("--briefing", "wonen", "--library", held)
    absent = "there is no briefing 'wonen' (there are: 'zorg')"
    assert run("briefing", "list", *named)[2] == absent
    assert run("briefing", "export", "b.md", *named)[2] == absent
    elsewhere = "quotation 1 is in the briefing 'zorg', not in 'wonen'"
    assert run("briefing", "remove", 1, *named)[2] == elsewhere
    assert run("briefing", "move", 1, 1, *named)[2] == elsewhere
    assert run("briefing", "list", "--briefing", " ", "--library", held)[0] == 2


def test_an_altered_original_is_refused_not_checked(held: Path, letter: Document, tmp_path: Path) -> None:
    run("briefing", "add", letter.id, "--words", a_sentence(letter), "--library", held)
    run("briefing", "export", tmp_path / "b.md", "--library", held)
    with open_library(held) as library:
        original = library.documents.original(library.documents.find(letter.id))
    original.write_bytes(original.read_bytes() + b"\n")
    assert "is gone or altered" in run("verify", tmp_path / "b.md", "--library", held)[2]


def test_what_cannot_be_quoted_or_exported_says_why(held: Path, letter: Document, tmp_path: Path) -> None:
    assert "is empty" in run("briefing", "export", tmp_path / "b.md", "--library", held)[2]
    assert "--words" in run("briefing", "add", letter.id, "--library", held)[2]
    assert "The briefing is empty" in run("briefing", "list", "--library", held)[1]
