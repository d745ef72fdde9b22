"""Complete wetten.tsv with what wetten_eigen.tsv knows, and with the names that laws go by without their year.

    python -m tools.make_laws

A law that is in wetten.tsv, by any of its names, gets the further names and
abbreviations; another one is added. "Vreemdelingenbesluit" is the one of 2000,
unless a law is called so by itself; where there were several ("Bouwbesluit
2003"), it is a law without identifier. Running it again changes nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

REGISTERS = Path(__file__).parents[1] / "corpus" / "registers"
HEADER = "name\tbwb\taliases\tabbreviations\n"
# What is named without its year in running text; of a tariff or a budget the year is the name.
# What a temporary act was made for goes likewise: "Tijdelijke wet verkiezingen".
_WITH_YEAR = re.compile(
    r"((?:Rijksw|W)et [^,]+|\w+(?:wet|besluit|reglement|verordening)|Tijdelijke wet [^,]+) ((?:19|20)\d\d|covid-19)"
)
# Of these there were earlier ones, which the register does not have.
_SEVERAL = {"Bouwbesluit", "Comptabiliteitswet", "Landbouwkwaliteitsbesluit", "Frequentiebesluit", "Politiewet"}
# The tax bills of each year: only the year says which.
_OF_A_YEAR = {"Wet fiscale maatregelen", "Wet overige fiscale maatregelen"}


@dataclass
class Row:
    name: str
    bwb: str = ""
    aliases: list[str] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)

    def add(self, aliases: list[str], abbreviations: list[str]) -> None:
        self.aliases += [form for form in aliases if form not in (self.name, *self.aliases)]
        self.abbreviations += [form for form in abbreviations if form not in self.abbreviations]


def split(cell: str) -> list[str]:
    return [form for form in cell.split("|") if form]


def complete(rows: list[Row], own: list[Row]) -> None:
    """Add the own rows to rows, in place."""
    by_name = {form: row for row in reversed(rows) for form in (*row.aliases, row.name)}
    for one in own:
        row = by_name.get(one.name)
        if row is None:
            row = Row(one.name)
            rows.append(row)
            by_name[one.name] = row
        row.add([form for form in one.aliases if by_name.get(form, row) is row], one.abbreviations)


def add_names_without_year(rows: list[Row]) -> None:
    taken = {form for row in rows for form in (row.name, *row.aliases)}
    editions: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        match = _WITH_YEAR.fullmatch(row.name)
        if match and match[1] not in taken | _OF_A_YEAR:
            editions[match[1]].append(row)
    for name, found in editions.items():
        if len(found) == 1 and name not in _SEVERAL:
            found[0].add([name], [])
        else:
            rows.append(Row(name))


def read(path: Path) -> list[Row]:
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith(("#", "name\t"))]
    if path.name == "wetten_eigen.tsv":
        lines = [[name, "", *rest] for name, *rest in lines]
    return [Row(name, bwb, split(aliases), split(short)) for name, bwb, aliases, short in lines]


def main() -> None:
    rows = read(REGISTERS / "wetten.tsv")
    complete(rows, read(REGISTERS / "wetten_eigen.tsv"))
    add_names_without_year(rows)
    lines = ["\t".join((row.name, row.bwb, "|".join(row.aliases), "|".join(row.abbreviations))) for row in rows]
    (REGISTERS / "wetten.tsv").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    print(f"{len(rows)} laws, {sum(bool(row.bwb) for row in rows)} with an identifier")


if __name__ == "__main__":
    main()
