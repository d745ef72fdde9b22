"""Every rule of form is held to its own example and its own near miss, over all tables."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from nlp.text.rules import Rule, RuleError, compiled, parts, patterns, rules

NO_RULES = {"parts", "unknown_names", "cue_weights", "instruments", "bodies"}
TABLES = sorted(
    name
    for path in (files("nlp") / "data").iterdir()
    if path.name.endswith(".tsv") and (name := path.name.removesuffix(".tsv")) not in NO_RULES
)
ROWS = [
    pytest.param(table, rule, id=f"{table}-{rule.name}-{rule.says}"[:80]) for table in TABLES for rule in rules(table)
]


@pytest.mark.parametrize(("table", "rule"), ROWS)
def test_a_rule_matches_its_example_and_not_its_near_miss(table: str, rule: Rule):
    assert rule.compiled().search(rule.example), "its example is not matched"
    assert patterns(table)[rule.name].search(rule.example)
    assert not rule.compiled().search(rule.near_miss), "its near miss is matched"


@pytest.mark.parametrize(("table", "rule"), ROWS)
def test_the_example_of_a_rule_is_a_witness_of_that_row_alone(table: str, rule: Rule):
    others = [one for one in rules(table) if one.name == rule.name and one != rule]
    assert [one.pattern for one in others if one.compiled().search(rule.example)] == []


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
