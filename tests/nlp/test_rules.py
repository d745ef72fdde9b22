"""Every rule of form is held to its own example and its own near miss, and each alternative in it to a witness.

witnesses.tsv has, by row, further words that it matches or must not: forms, not good Dutch. Each is there as without
one of the alternatives of the row, or of a part that it holds, it would be answered otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from nlp.text.rules import Rule, RuleError, compiled, filled_in, parts, patterns, rules, written_parts
from tests.nlp.alternatives import without_one

NO_RULES = {"parts", "unknown_names", "cue_weights", "instruments", "bodies", "actors", "needs"}
TABLES = sorted(
    name
    for path in (files("nlp") / "data").iterdir()
    if path.name.endswith(".tsv") and (name := path.name.removesuffix(".tsv")) not in NO_RULES
)
ROWS = [
    pytest.param(table, rule, id=f"{table}-{rule.name}-{rule.says}"[:80]) for table in TABLES for rule in rules(table)
]


def _witnesses() -> dict[tuple[str, str], list[tuple[str, bool]]]:
    """By table and example of a row: words, and whether it matches them."""
    found = defaultdict(list)
    for line in (Path(__file__).parent / "witnesses.tsv").read_text("utf-8").splitlines()[1:]:
        table, example, matches, words = line.split("\t")
        found[table, example].append((words, matches == "yes"))
    return found


WITNESSES = _witnesses()
# Each row is looked at by several tests, and by those of the other rows of its name.
of_row = cache(Rule.compiled)


def answers(table: str, rule: Rule) -> list[tuple[str, bool]]:
    """Words, and whether the row must match them."""
    return [*WITNESSES.get((table, rule.example), []), (rule.example, True), (rule.near_miss, False)]


def is_as_told(pattern: re.Pattern[str], table: str, rule: Rule) -> bool:
    return all(bool(pattern.search(words)) == matches for words, matches in answers(table, rule))


@pytest.mark.parametrize(("table", "rule"), ROWS)
def test_a_rule_matches_its_example_and_not_its_near_miss(table: str, rule: Rule):
    assert of_row(rule).search(rule.example), "its example is not matched"
    assert patterns(table)[rule.name].search(rule.example)
    assert not of_row(rule).search(rule.near_miss), "its near miss is matched"


@pytest.mark.parametrize(("table", "rule"), ROWS)
def test_the_example_of_a_rule_is_a_witness_of_that_row_alone(table: str, rule: Rule):
    others = [one for one in rules(table) if one.name == rule.name and one != rule]
    assert [one.pattern for one in others if of_row(one).search(rule.example)] == []


@pytest.mark.parametrize("table", TABLES)
def test_the_witnesses_of_a_row_are_answered_as_told(table: str):
    wrong = [rule for rule in rules(table) if not is_as_told(of_row(rule), table, rule)]
    assert wrong == []


@pytest.mark.parametrize("table", TABLES)
def test_no_alternative_of_a_row_can_be_left_out_unseen(table: str):
    unseen = [
        (rule.name, rule.says, left_out)
        for rule in rules(table)
        for left_out, pattern in without_one(rule.pattern)
        if is_as_told(compiled([pattern]), table, rule)
    ]
    assert unseen == [], "add to witnesses.tsv what the row matches by this alternative alone, or take it out"


@pytest.mark.slow
def test_no_alternative_of_a_part_can_be_left_out_unseen():
    rows = [(table, rule) for table in TABLES for rule in rules(table) if "{" in rule.pattern]
    unseen = []
    for name, written in written_parts():
        for left_out, pattern in without_one(written):
            known = filled_in((each, pattern if each == name else other) for each, other in written_parts())
            if all(is_as_told(compiled([rule.pattern], known), table, rule) for table, rule in rows):
                unseen.append((name, left_out))
    assert unseen == []


def test_witnesses_are_of_rows_that_are_there():
    there = {(table, rule.example) for table in TABLES for rule in rules(table)}
    assert set(WITNESSES) - there == set()


def test_an_alternative_is_left_out_wherever_it_stands():
    left = dict(without_one(r"a|b(?!c|[|(]\|)"))
    assert left == {"a": r"b(?!c|[|(]\|)", r"b(?!c|[|(]\|)": "a", "c": r"a|b(?![|(]\|)", r"[|(]\|": "a|b(?!c)"}


def test_all_parts_are_used():
    written = "".join(rule.pattern for table in TABLES for rule in rules(table))
    written += (files("nlp") / "data" / "parts.tsv").read_text("utf-8")
    assert [name for name in parts() if f"{{{name}}}" not in written] == []


def test_rows_of_one_name_are_one_pattern():
    """So that speed does not hang on the number of rows."""
    assert isinstance(patterns("advice")["adviseert"], re.Pattern)
    assert list(patterns("advice")) == list(dict.fromkeys(rule.name for rule in rules("advice")))


def test_a_part_that_does_not_exist_is_named():
    with pytest.raises(RuleError, match="NOWHERE"):
        compiled("{NOWHERE} zal")
