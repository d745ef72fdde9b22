"""No pattern over text takes more than its share of time: twice the text, twice the time.

Every pattern of the program is pumped, in the ways in which the program uses it, with near misses made from its own
structure: what it may repeat, repeated, and then an end that it cannot go on with.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from nlp.advice import addressees
from nlp.text.rules import compiled, patterns, rules
from tests.pumping import MOST_GROWTH, growth, samples_of

pytestmark = pytest.mark.alone

PACKAGES = ("ingest", "nlp", "index", "search_cli")
TABLES = sorted(path.stem for path in Path("nlp/data").glob("*.tsv"))
ANYWHERE = frozenset({"search"})
METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
# Searched only in the sixty characters before a dossier.
IN_A_WINDOW = "nlp.references.citation_forms.NUMBERS_BEFORE[0]"


@dataclass(frozen=True)
class Used:
    """A pattern, where it stands, and how it is put to a text."""

    where: str
    pattern: re.Pattern[str]
    methods: frozenset[str]


@lru_cache(maxsize=1)
def sources() -> dict[str, str]:
    """By name of module its source."""
    found = {}
    for package in PACKAGES:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if not module.name.endswith("__main__"):
                path = Path(*module.name.split("."))
                path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
                found[module.name] = path.read_text("utf-8")
    return found


def patterns_of_modules() -> Iterator[Used]:
    """The patterns that a module holds by a name of its own."""
    ways = {module: _ways(source) for module, source in sources().items()}
    words = {module: set(re.findall(r"\w+", source)) for module, source in sources().items()}
    for module in sources():
        its_name = module.rpartition(".")[2]
        users = [user for user in sources() if user == module or its_name in words[user]]
        for name, value in vars(importlib.import_module(module)).items():
            if not name.startswith("__"):
                for number, pattern in enumerate(_patterns_in(value)):
                    where_used = [module] if name.startswith("_") else users
                    methods = frozenset().union(*(ways[user].get(name, ()) for user in where_used))
                    yield Used(f"{module}.{name}[{number}]", pattern, methods or ANYWHERE)


def patterns_in_calls() -> Iterator[Used]:
    """The patterns written where they are used: re.sub(r"...", ...)."""
    for module, source in sources().items():
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=method),
                    args=[ast.Constant(value=str(pattern)), *_],
                ) if method in METHODS:
                    yield Used(f"{module}:{node.lineno}", re.compile(pattern), frozenset({method}))


def patterns_of_tables() -> Iterator[Used]:
    """The rows of the tables of rules."""
    for table in TABLES:
        if _is_table_of_rules(table):
            for rule in rules(table):
                yield Used(f"{table}.tsv: {rule.name}", compiled(rule.pattern), frozenset({"search"}))


def patterns_of_addressees() -> list[Used]:
    """Those of addressees, which are compiled when they are first needed."""
    tables = [*addressees._FORMS.values(), addressees._HEADING, addressees._PARTY_ALONE, addressees._TO]
    tables += [addressees._AIMED_AT, (addressees._DECIDES, addressees._LEADING, addressees._FIRST)]
    forms = dict.fromkeys(form for forms in tables for form in forms)
    return [Used(f"addressees: {each[:60]}", re.compile(each), ANYWHERE) for each in forms]


def _is_table_of_rules(table: str) -> bool:
    return (Path("nlp/data") / f"{table}.tsv").read_text("utf-8").startswith("name\tpattern\tsays\t")


def _ways(source: str) -> dict[str, frozenset[str]]:
    """By name how what it holds is put to a text: as it is called; anywhere, where it is handed on as a value."""
    calls: dict[str, set[str]] = {}
    for match in re.finditer(rf"\b(\w+)(?:\[\w+\])?\.({'|'.join(METHODS)})\(", source):
        calls.setdefault(match[1], set()).add(match[2])
    for match in re.finditer(r"(?:[(,=] ?|return |yield |in )([A-Z_]{3,})(?=[,)\n:])", source):
        calls.setdefault(match[1], set()).add("search")
    return {name: frozenset(methods) for name, methods in calls.items()}


def _patterns_in(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The patterns over text in a value: itself, or those of a mapping, a sequence, a record, a cached function."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth < 4:
        held: list[Any] = []
        if isinstance(value, dict):
            held = [*value.keys(), *value.values()]
        elif isinstance(value, (list, tuple, set, frozenset)):
            held = list(value)
        elif is_dataclass(value) and not isinstance(value, type):
            held = [getattr(value, field.name, None) for field in fields(value)]
        elif hasattr(value, "cache_info") and "Pattern" in str(value.__annotations__.get("return")):
            held = [] if value.__wrapped__.__code__.co_argcount else [value()]
        for one in held:
            yield from _patterns_in(one, depth + 1)


@lru_cache(maxsize=1)
def all_patterns() -> tuple[Used, ...]:
    """Each pattern once, with all ways in which it is used."""
    by_pattern: dict[re.Pattern[str], Used] = {}
    for used in (*patterns_of_tables(), *patterns_of_modules(), *patterns_in_calls()):
        known = by_pattern.get(used.pattern, used)
        by_pattern[used.pattern] = Used(known.where, known.pattern, known.methods | used.methods)
    # Rows that are joined under one name were pumped one by one.
    joined = {pattern for table in filter(_is_table_of_rules, TABLES) for pattern in patterns(table).values()}
    return tuple(used for used in by_pattern.values() if used.pattern not in joined or ".tsv" in used.where)


def slow_texts(used: Used, pumped: Collection[str] = ()) -> list[tuple[float, str, str]]:
    """How much longer, before what and of what, for the near misses on which this pattern takes too long.

    pumped: what need not be repeated, as another pattern made of the same parts was put to it.
    """
    found = []
    if used.where == IN_A_WINDOW:
        return []
    for before, body, end in samples_of(used.pattern):
        if body in pumped:
            continue
        ratio = growth(used.pattern, used.methods, before, body, end)
        if ratio > MOST_GROWTH:
            found.append((round(ratio, 1), before, body))
            break
    return found


def test_the_search_for_patterns_finds_them_where_they_hide() -> None:
    found = {used.where.partition("[")[0] for used in all_patterns()}
    assert {"nlp.text.sentences._END", "advice.tsv: beveelt aan"} <= found
    assert len(found) > 450
    assert any(used.where.startswith("ingest.metadata.bodies:") for used in patterns_in_calls())


def test_a_pattern_that_grows_as_the_square_is_seen() -> None:
    slow = Used("here", re.compile(r"(?:\s|-)+;"), frozenset({"search"}))
    for_ever = Used("here", re.compile(r"(?:\w+,? ?)*;"), frozenset({"match"}))
    assert slow_texts(slow)
    assert slow_texts(for_ever)


@pytest.mark.parametrize("part", range(8))
def test_no_pattern_takes_more_than_its_share_of_time(part: int) -> None:
    slow = {used.where: texts for used in all_patterns()[part::8] if (texts := slow_texts(used))}
    assert slow == {}


def test_no_pattern_of_addressees_takes_more_than_its_share_of_time() -> None:
    slow, pumped = {}, set[str]()
    for used in patterns_of_addressees():
        slow[used.where] = slow_texts(used, pumped)
        pumped |= {body for _, body, _ in samples_of(used.pattern)}
    assert {where: texts for where, texts in slow.items() if texts} == {}


@pytest.mark.slow
def test_no_pattern_of_addressees_takes_long_for_any_near_miss() -> None:
    assert {used.where: texts for used in patterns_of_addressees() if (texts := slow_texts(used))} == {}
