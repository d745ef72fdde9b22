"""The tables of kinds: every use is told, and used, and every word has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nlp.names.entities import find_entities
from nlp.text.kinds import BODIES, INSTRUMENTS, kinds

NLP = Path(__file__).parents[2] / "nlp"
HEADINGS = {INSTRUMENTS: "| use of an instrument |", BODIES: "| use of a body |"}


def told(table: str) -> set[str]:
    """The uses of a table that README.md beside it tells."""
    _, _, rest = (NLP / "data" / "README.md").read_text("utf-8").partition(HEADINGS[table])
    rows = rest.split("\n\n")[0].splitlines()[2:]
    return {row.split("|")[1].strip() for row in rows}


def used(table: str) -> set[str]:
    """The uses of a table that the code asks for."""
    code = "".join(path.read_text("utf-8") for path in NLP.rglob("*.py"))
    asked = set(re.findall(rf"either\({table.upper()}, ['\"](\w+)['\"]", code))
    return asked | ({"taken_up"} if table == BODIES and '"taken_up" in kind.uses' in code else set())


@pytest.mark.parametrize("table", [INSTRUMENTS, BODIES])
def test_every_use_is_told_and_used(table):
    assert told(table) == used(table) == {use for kind in kinds(table) for use in kind.uses}


@pytest.mark.parametrize("table", [INSTRUMENTS, BODIES])
def test_every_word_stands_once_in_order_and_has_a_use(table):
    words = [kind.word for kind in kinds(table)]
    assert words == sorted(set(words))
    assert all(kind.uses for kind in kinds(table))


@pytest.mark.parametrize("kind", [kind.word for kind in kinds(INSTRUMENTS) if "closed" in kind.uses])
def test_a_kind_makes_a_name_of_one_word(kind):
    name = f"Zoutwater{kind}"
    assert [one.text for one in find_entities(f"Wij noemen het {name} in deze brief.")] == [name]
    assert find_entities("Wij noemen het Zoutwaterbeeld in deze brief.") == ()


def test_what_only_ends_in_the_letters_of_a_kind_is_none():
    assert find_entities("Wij noemen het Eurovisie 2024 in deze brief.") == ()
