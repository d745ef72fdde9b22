"""Who signed a letter whose answers follow the signature."""

from __future__ import annotations

import pytest

from ingest.formats.described import _labelled
from ingest.metadata.authors import _people
from ingest.metadata.signatures import find_signatories
from ingest.model import Signatory

ANSWERS = ["Vraag 1", "Kent u het bericht?", "Antwoord op vraag 1", "Ja."] * 8
SIGNED = [Signatory("A.B. van Dam", "De Minister van Water en Wegen")]


@pytest.mark.parametrize(
    ("letter", "signed"),
    [
        (["Hierbij de antwoorden.", "De Minister van Water en Wegen,", "A.B. van Dam"], SIGNED),
        # whom a letter is about, or goes to, has not signed it
        (["Hierbij de antwoorden.", "De Minister van Water en Wegen heeft dit gezegd,", "A.B. van Dam"], []),
        (["Aan de Minister van Water en Wegen,", "A.B. van Dam"], []),
        (["De Minister van Water en Wegen", "A.B. van Dam"], []),
        (["De Minister van Water en Wegen,", "Hierbij zend ik u de antwoorden."], []),
    ],
)
def test_a_letter_is_signed_where_the_office_stands_over_a_name_before_the_answers(letter, signed):
    assert list(find_signatories([*letter, *ANSWERS], "brief", ())) == signed


def test_two_who_sign_on_one_line_are_not_one_office():
    letter = ["Geachte raad,", "Wij nemen dit over.", "Het college,", "voorzitter, A.B. van Dam secretaris, C. Smit"]
    assert find_signatories(letter, "brief", ()) == ()


@pytest.mark.parametrize("name", ["Marty Haas", "Rens de Boer", "Maria Smit MSc", "A. Dam, PhD"])
def test_a_degree_is_taken_from_behind_a_name_and_not_from_its_beginning(name):
    assert _people(name) == [name.removesuffix(" MSc").removesuffix(", PhD")]


@pytest.mark.parametrize(("line", "value"), [("Ons kenmerk -", None), ("Ons kenmerk: 2024-7", "2024-7")])
def test_a_dash_behind_a_label_is_no_value(line, value):
    assert _labelled([line, "Datum", "–"], ("Ons kenmerk",)) == value
    assert _labelled(["Ons kenmerk", "–"], ("Ons kenmerk",)) is None
