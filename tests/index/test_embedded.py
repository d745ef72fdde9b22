"""What a passage is embedded with."""

from __future__ import annotations

from index.embedding.embedded import embedded_text, embedded_texts
from ingest.model import Passage


def passage(text: str, *headings: str) -> Passage:
    return Passage(0, len(text), text, 1, 1, headings)


ASKED = passage("Vraag 2\n\nWanneer kan de dienst een polis intrekken?", "Aanhangsel", "Vraag 2")
ANSWERED = passage("Antwoord 2\n\nAlleen bij verzuim.", "Aanhangsel", "Antwoord 2")
GOES_ON = passage("Dat staat in de voorwaarden.", "Aanhangsel", "Antwoord 2")


def test_an_answer_is_embedded_with_its_question_in_all_its_passages():
    assert embedded_texts([ASKED, ANSWERED, GOES_ON]) == [
        embedded_text(ASKED),
        "Wanneer kan de dienst een polis intrekken?\nAntwoord 2\n\nAlleen bij verzuim.",
        "Wanneer kan de dienst een polis intrekken?\nDat staat in de voorwaarden.",
    ]


def test_a_question_with_its_answer_is_not_repeated_in_itself_but_in_what_follows():
    both = passage("Vraag 3\n\nHoe lang duurt dat?\n\nAntwoord 3\n\nEen jaar.", "Vraag 3")
    more = passage("Soms langer.", "Antwoord 3")
    assert embedded_texts([ASKED, both, more]) == [
        embedded_text(ASKED), embedded_text(both), "Hoe lang duurt dat?\nSoms langer.",
    ]  # fmt: skip


def test_what_stands_under_other_titles_has_its_two_nearest_titles_before_it():
    text = "De dienst vraagt om rust."
    assert embedded_texts([ASKED, passage(text, "Rapport", "4 Bevindingen", "4.1 Rust")]) == [
        embedded_text(ASKED), f"4 Bevindingen › 4.1 Rust\n{text}",
    ]  # fmt: skip
