"""Make organisaties.tsv: the organisations of official lists, joined with those written for this project.

    python -m tools.make_registers ../shared/facts/organisaties.tsv

The official facts (name, abbreviation, kind, TOOI identifier, ministry, end
date; from the Register van Overheidsorganisaties and TOOI, CC0) are selected
and rewritten; organisaties_eigen.tsv gives the names by which people know
them, and the organisations that no official list has. Where both know an
organisation, the name of organisaties_eigen.tsv is its canonical one.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from nlp.registers.official_names import KINDS, name_in_text

REGISTERS = Path(__file__).parents[1] / "corpus" / "registers"
HEADER = "name\tabbreviations\tother_names\tkind\tidentifier\tministry\tuntil\n"


@dataclass(frozen=True)
class Row:
    name: str
    abbreviations: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    kind: str = ""
    identifier: str = ""
    ministry: str = ""
    until: str = ""
    keys: frozenset[str] = field(default_factory=frozenset)


def key(name: str) -> str:
    """What two spellings of one name share."""
    return re.sub(r"^(ministerie van|gemeente|de|het) ", "", re.sub(r"[\s-]+", " ", name.casefold()))


def official_rows(path: Path) -> list[Row]:
    """The organisations of the official list that papers name; those still there first, then the latest."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for fact in csv.DictReader(file, delimiter="\t") if (row := official_row(fact)) is not None]
    # "hv_" identifies one past version of a ministry, not the ministry.
    return sorted(rows, key=lambda row: (not row.until, row.until, "/hv_" not in row.identifier), reverse=True)


def official_row(fact: dict[str, str]) -> Row | None:
    # Some names are the end of a quotation: 'GGD Hollands Noorden"'.
    kind, name = fact["type"], name_in_text(fact["type"], fact["naam"].strip(' ")').strip())
    if name is None or not (fact["tooi"] or kind in ("gemeente", "gemeenschappelijke-regeling")):
        return None
    abbreviation = fact["afkorting"].strip()
    useful = kind not in ("gemeente", "provincie", "ministerie") and re.fullmatch(r"[\w&-]{2,12}", abbreviation)
    marked = ("?" if len(abbreviation) < 3 else "") + abbreviation
    # Groningen and Utrecht alone are municipalities.
    forms = fact["alle_namen"].split(" | ") if kind != "provincie" else []
    keys = {key(form) for form in forms if len(form) > 5}
    return Row(
        name,
        (marked,) if useful else (),
        (),
        KINDS[kind],
        fact["tooi"],
        fact["ministerie"],
        fact["geldig_tot"],
        frozenset(keys | {key(name)}),
    )


def own_rows(path: Path) -> list[Row]:
    """The rows written for this project."""
    rows = []
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, name, abbreviations, names, *_ = [*line.split("\t"), "", "", ""]
            rows.append(Row(name, split(abbreviations), split(names), kind))
    return rows


def split(cell: str) -> tuple[str, ...]:
    return tuple(form for form in cell.split("|") if form)


def merged(own: list[Row], official: list[Row]) -> list[Row]:
    """Own rows completed with the official facts, then the official rows that no own row names."""
    by_key = {k: row for row in reversed(official) for k in sorted(row.keys)}
    taken: set[str] = set()
    rows = []
    for row in own:
        fact = next(
            (by_key[k] for k in map(key, (row.name, *row.other_names, *row.abbreviations)) if k in by_key), None
        )
        # A ministry keeps its identifier when it changes its name; another body is one organisation.
        if fact is not None and (fact.kind == "ministerie" or not fact.keys & taken):
            taken |= fact.keys
            row = replace(row, identifier=fact.identifier, ministry=fact.ministry, until=fact.until)
        rows.append(row)
    for row in official:
        if row.keys & taken == set():
            taken |= {key(row.name)}
            rows.append(row)
    return rows


# Of a name these do not tell which body is meant: "Stichting Fonds voor X" is the Fonds X.
_LEGAL_FORM = frozenset("stichting vereniging cooperatie nv bv n v b koninklijke de het van voor der en & the".split())


def telling_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell which body it is, without case, accents, legal form and small words.

    >>> telling_words("Koninklijke Vereniging van Kelderbouwers")
    ('kelderbouwers',)
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"\w+|&", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return tuple(word for word in words if word not in _LEGAL_FORM)


def joined(rows: list[Row]) -> list[Row]:
    """The rows with each body once: a later row of the same body goes into the first, its names and facts with it.

    Two rows are of one body where a name of both has the same telling words in
    the same order (two at least, or nothing else), or where they share an
    abbreviation and one name has all telling words of the other. A ministry is
    another body under each name, and so are two bodies with an identifier each.
    """
    once: list[Row] = []
    named: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in rows:
        keys = _keys(row)
        candidates = sorted({at for key in keys for at in named[key]})
        at = next((at for at in candidates if _is_one_body(once[at], row)), len(once))
        once[at:] = [row] if at == len(once) else [_with_names_of(once[at], row), *once[at + 1 :]]
        for key in keys:
            named[key].append(at)
    return once


def _keys(row: Row) -> set[tuple[str, ...]]:
    """What two rows of one body share: the telling words of a name, or an abbreviation."""
    words = {telling_words(form) for form in _certain((row.name, *row.other_names))}
    return {each for each in words if len(each) > 1} | {
        (form.casefold(),) for form in _certain((row.name, *row.abbreviations))
    }


def _is_one_body(one: Row, other: Row) -> bool:
    """Whether two rows that share a key are of one body."""
    if "ministerie" in (one.kind, other.kind) or (one.identifier and other.identifier):
        return False
    shared = _keys(one) & _keys(other)
    if any(len(key) > 1 for key in shared) or one.name.casefold() == other.name.casefold():
        return True
    first, second = set(telling_words(one.name)), set(telling_words(other.name))
    is_abbreviated = _certain(one.abbreviations) & _certain(other.abbreviations)
    return bool(is_abbreviated) and (first <= second or second <= first)


def _certain(forms: Iterable[str]) -> set[str]:
    return {form for form in forms if not form.startswith("?")}


def _with_names_of(one: Row, other: Row) -> Row:
    """A row with the names of another of the same body, and what it lacks itself."""
    names = dict.fromkeys((*one.other_names, other.name, *other.other_names))
    return replace(
        one,
        abbreviations=tuple(dict.fromkeys((*one.abbreviations, *other.abbreviations))),
        other_names=tuple(name for name in names if name != one.name),
        identifier=one.identifier or other.identifier,
        ministry=one.ministry or other.ministry,
        until=one.until or other.until,
    )


def main() -> None:
    rows = joined(merged(own_rows(REGISTERS / "organisaties_eigen.tsv"), official_rows(Path(sys.argv[1]))))
    lines = [
        "\t".join(
            (r.name, "|".join(r.abbreviations), "|".join(r.other_names), r.kind, r.identifier, r.ministry, r.until)
        )
        for r in rows
    ]
    (REGISTERS / "organisaties.tsv").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print(f"{len(rows)} organisations, {sum(bool(r.identifier) for r in rows)} with an identifier")


if __name__ == "__main__":
    main()
