"""Make organisaties.tsv: the organisations of official lists, joined with those written for this project.

    python corpus/registers/make_registers.py ../shared/facts/organisaties.tsv

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
from dataclasses import dataclass, field, replace
from pathlib import Path

HERE = Path(__file__).parent
HEADER = "name\tabbreviations\tother_names\tkind\tidentifier\tministry\tuntil\n"
KINDS = {
    "adviescollege": "advies",
    "agentschap": "uitvoering",
    "caribisch-openbaar-lichaam": "openbaar lichaam",
    "gemeente": "gemeente",
    "gemeenschappelijke-regeling": "samenwerking",
    "hoge-college": "hoog-college",
    "inspectie": "inspectie",
    "ministerie": "ministerie",
    "politie": "uitvoering",
    "provincie": "provincie",
    "rechterlijke-instantie": "rechtspraak",
    "waterschap": "waterschap",
    "zbo": "uitvoering",
}
# Classes of bodies that the lists hold as if they were one: "Keuringsinstanties ex Warenwet", "Notarissen".
CLASS_OF_BODIES = re.compile(
    r" ex |^Keurings|^Aang|^Inrichtingen|^Instellingen|^Erkenninghouders|rechtspersoon|^\w+(?:s|en)$"
)
REGIONAL_BODY = re.compile(
    r"(?:Veiligheidsregio|Omgevingsdienst|Regionale Uitvoeringsdienst|Metropoolregio|GGD) [A-Z].*"
)


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
    return re.sub(r"^(ministerie van|gemeente|provincie|de|het) ", "", re.sub(r"[\s-]+", " ", name.casefold()))


def official_name(kind: str, name: str) -> str:
    """The name as running text has it: with its kind where that is part of the name."""
    bare = re.sub(r"^(Ministerie van|[Gg]emeente|[Pp]rovincie|Waterschap|Openbaar [Ll]ichaam) ", "", name)
    if kind == "ministerie":
        return f"Ministerie van {bare}"
    if kind == "caribisch-openbaar-lichaam":
        return f"openbaar lichaam {bare}"
    if kind == "waterschap" and not re.match(r"Hoogheemraadschap|Wetterskip", name):
        return f"Waterschap {bare}"
    return f"{kind} {bare}" if kind in ("gemeente", "provincie") else name


def official_rows(path: Path) -> list[Row]:
    """The organisations of the official list that papers name; those still there first, then the latest."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for fact in csv.DictReader(file, delimiter="\t") if (row := official_row(fact)) is not None]
    # "hv_" identifies one past version of a ministry, not the ministry.
    return sorted(rows, key=lambda row: (not row.until, row.until, "/hv_" not in row.identifier), reverse=True)


def official_row(fact: dict[str, str]) -> Row | None:
    kind, name = fact["type"], fact["naam"].strip()
    if kind not in KINDS or (CLASS_OF_BODIES.search(name) and kind == "zbo"):
        return None
    if kind == "gemeenschappelijke-regeling":
        regional = REGIONAL_BODY.search(name)
        if regional is None:
            return None
        name = re.sub(r" \d{4}$", "", regional[0])
    elif not fact["tooi"] and kind != "gemeente":
        return None
    name = official_name(kind, name)
    abbreviation = fact["afkorting"].strip()
    useful = kind not in ("gemeente", "provincie", "ministerie") and re.fullmatch(r"[\w&-]{2,12}", abbreviation)
    marked = ("?" if len(abbreviation) < 3 else "") + abbreviation
    keys = {key(form) for form in (name, *fact["alle_namen"].split(" | ")) if len(form) > 5 or form == name}
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


def main() -> None:
    rows = merged(own_rows(HERE / "organisaties_eigen.tsv"), official_rows(Path(sys.argv[1])))
    lines = [
        "\t".join(
            (r.name, "|".join(r.abbreviations), "|".join(r.other_names), r.kind, r.identifier, r.ministry, r.until)
        )
        for r in rows
    ]
    (HERE / "organisaties.tsv").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print(f"{len(rows)} organisations, {sum(bool(r.identifier) for r in rows)} with an identifier")


if __name__ == "__main__":
    main()
