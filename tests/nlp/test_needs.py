"""A sieve leaves out patterns that a text cannot match, and never one that it does."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from nlp.text.needs import Sieve, key_of, known_needs, needs
from nlp.text.rules import rules, written
from tools.make_needs import patterns_of_sieves

TABLES = ("advice", "norms", "commitments", "requests", "telling", "openings", "headings", "statuses")
ROWS = [rule for table in TABLES for rule in rules(table)]
SIEVE = Sieve((written(rule.pattern), at) for at, rule in enumerate(ROWS))


def test_what_a_sieve_finds_in_the_examples_of_all_rules_is_what_each_pattern_finds_by_itself():
    patterns = [rule.compiled() for rule in ROWS]
    # One in five: each is held to every pattern.
    texts = [text for rule in ROWS for text in (rule.example, rule.near_miss.upper())][::5]
    for text in texts:
        assert SIEVE.found(text) == {at for at, pattern in enumerate(patterns) if pattern.search(text)}, text


def test_few_patterns_are_tried_on_a_sentence():
    text = "In het tweede deel van het onderzoek is gesproken met twintig bestuurders van scholen in de regio."
    assert len(list(SIEVE.likely(text))) < 20


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bvoor(?:beeld|stel)en\b", "de voorstellen"),
        (r"\bvoor(?:beeld|stel)len\b", "de voorstellen"),
        (r"(?:aan|op)te \w+en", "opte zoeken"),
        (r"\bwelke?\b", "welk stuk"),
        (r"x?ik\b", "Kwaxik"),
        (r"ik", "İK"),
        (r"wijs", "WIJſ"),
        (r"geïnformeerd", "GEÏNFORMEERD"),
        (r"\d\s?%", "3 %"),
        (r"(?<=de )Kamer(?= stemt)", "de kamer stemt"),
        (r"(?<!de )Kamer", "de kamer"),
        (r"(?:de |het )*Rijk", "Rijk"),
        (r"(?:Rijk){2}", "RijkRijk"),
        (r"minister-president", "minister-president"),
        (r"Tweede[ -]Kamer", "tweede-kamer"),
        (r"a(?:b|)\b", "a"),
        (r"(?>aan|op)dat", "opdat"),
        (r"(?-i:Zorg)\b", "Zorg"),
        (r"(?-i:Zorg)\b", "zorg"),
        (r"^", ""),
    ],
)
def test_a_pattern_that_matches_is_tried(pattern, text):
    flags = re.IGNORECASE | re.DOTALL
    expected = {1} if re.search(pattern, text, flags) else set()
    assert Sieve([(pattern, 1)]).found(text) == expected


def test_a_need_says_where_a_word_begins_and_ends():
    assert needs(r"\badvies is\b") == [frozenset({"·advies·"}), frozenset({"·is·"})]
    assert needs(r"\badvies\w*") == [frozenset({"·advies"})]
    assert needs(r"\w*advies") == [frozenset({"advies"})]


def test_the_needs_that_come_with_the_program_are_those_of_its_patterns():
    # Made again with python -m tools.make_needs when a row of a table changed.
    wrong = [pattern for pattern in patterns_of_sieves() if known_needs(pattern) != needs(pattern)]
    assert wrong == []


def test_the_needs_of_all_patterns_come_with_the_program_and_of_no_others():
    rows = (files("nlp") / "data" / "needs.tsv").read_text("utf-8").splitlines()
    assert [row.split("\t")[0] for row in rows] == sorted({key_of(pattern) for pattern in patterns_of_sieves()})
