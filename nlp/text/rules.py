"""Rules of form as rows of a table: a pattern, what it says, a sentence it must match and one it must not.

The tables are nlp/data/*.tsv (README.md there tells how to add a row); tests/nlp/test_rules.py holds every row to
its example and its near miss. Rows of one name are joined into one pattern.
In a pattern a space stands for any white space, case does not count, and {NAME} is a part of nlp/data/parts.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ingest.months import MONTHS
from nlp.text.needs import FLAGS, Sieve

COLUMNS = ("name", "pattern", "says", "example", "near_miss")
_PART = re.compile(r"\{([A-Z_]+)\}")


class RuleError(ValueError):
    """A row of a table of rules that cannot be used; the message names it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: a form of words, what it says, an example it matches and a near miss it does not."""

    name: str
    pattern: str
    says: str
    example: str
    near_miss: str

    def compiled(self) -> re.Pattern[str]:
        return compiled([self.pattern])


@lru_cache(maxsize=1)
def parts() -> dict[str, str]:
    """The patterns that patterns may hold by name, with those they hold themselves filled in."""
    return filled_in(written_parts())


def written_parts() -> list[tuple[str, str]]:
    """The rows of parts.tsv, name and pattern as written; each may hold those before it."""
    return [(name, pattern) for name, pattern, _ in _rows("parts")]


def filled_in(written: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Parts by name, with the parts they hold themselves in place."""
    found = {"MONTH": "(?:" + "|".join(MONTHS) + ")"}
    for name, pattern in written:
        if name in found:
            raise RuleError(f"parts.tsv: {name} stands twice")
        found[name] = _filled(pattern, found)
    return found


@lru_cache
def rules(table: str) -> tuple[Rule, ...]:
    """The rows of nlp/data/TABLE.tsv, in order.

    Raises:
        RuleError: a row has not five filled columns, stands twice, or its pattern does not compile.
    """
    found: list[Rule] = []
    for row in _rows(table):
        if len(row) != len(COLUMNS) or not all(row):
            raise RuleError(f"{table}.tsv: not {len(COLUMNS)} filled columns: {row}")
        found.append(Rule(*row))
    seen = [(rule.name, rule.pattern) for rule in found]
    if twice := {one for one in seen if seen.count(one) > 1}:
        raise RuleError(f"{table}.tsv: these rows stand twice: {sorted(twice)}")
    return tuple(found)


@lru_cache
def names(table: str) -> frozenset[str]:
    """The names of the rows of a table."""
    return frozenset(rule.name for rule in rules(table))


@lru_cache
def pattern(table: str, name: str) -> re.Pattern[str]:
    """The one pattern of the rows of a name.

    Raises:
        RuleError: it does not compile.
        KeyError: there is no such row.
    """
    alternatives = [rule.pattern for rule in rules(table) if rule.name == name]
    if not alternatives:
        raise KeyError(name)
    try:
        return compiled(alternatives)
    except re.error as error:
        raise RuleError(f"{table}.tsv: {error}") from error


@lru_cache
def patterns(table: str) -> dict[str, re.Pattern[str]]:
    """By name the one pattern of its rows, in the order in which the names come first."""
    return {name: pattern(table, name) for name in dict.fromkeys(rule.name for rule in rules(table))}


def sieve(*tables: str, but: Collection[str] = ()) -> Sieve[str]:
    """The rows of tables with their names, but for some names, to look for all of them in a text at once."""
    return Sieve(
        (written(rule.pattern), rule.name) for table in tables for rule in rules(table) if rule.name not in but
    )


def compiled(alternatives: str | Iterable[str], known: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """One pattern of alternatives; a space matches any white space.

    known: the parts it may hold, None for those of parts.tsv.

    >>> bool(compiled("op korte termijn").search("Op korte\\ntermijn."))
    True
    """
    return re.compile(written(alternatives if isinstance(alternatives, str) else "|".join(alternatives), known), FLAGS)


def written(pattern: str, known: Mapping[str, str] | None = None) -> str:
    """A pattern as Python writes it: with its parts in place, and any white space for a space."""
    return _filled(pattern, parts() if known is None else known).replace(" ", r"\s+")


def _filled(pattern: str, known: Mapping[str, str]) -> str:
    """A pattern with its parts in place.

    Raises:
        RuleError: it names a part that is not among those known.
    """
    if missing := [name for name in _PART.findall(pattern) if name not in known]:
        raise RuleError(f"no part {{{missing[0]}}} for {pattern}")
    return _PART.sub(lambda match: known[match[1]], pattern)


def _rows(table: str) -> list[list[str]]:
    lines = (files("nlp") / "data" / f"{table}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines[1:] if line and not line.startswith("#")]
