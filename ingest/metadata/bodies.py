"""The public bodies of the register, by the names and addresses under which they send papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Kinds of bodies that give out papers; companies, associations and media are more often named than sending.
_SENDING = frozenset(
    "ministerie gemeente provincie waterschap uitvoering kennis advies inspectie planbureau hoog-college rechtspraak "
    "samenwerking".split()
)


@dataclass(frozen=True, slots=True)
class Bodies:
    """names: full names. abbreviations: sure ones -> full name. places: "Almere" -> "gemeente Almere", and provinces.

    domains: an abbreviation, name or place as a domain has it -> the name that is printed.
    ministries: as the address of their page at rijksoverheid.nl has them, "jenv" -> full name.
    """

    names: frozenset[str]
    abbreviations: Mapping[str, str]
    places: Mapping[str, str]
    domains: Mapping[str, str]
    ministries: Mapping[str, str]


@cache
def bodies() -> Bodies:
    """Those of the register that comes with the program; read once, in 15 ms."""
    names, abbreviated = set[str](), dict[str, str]()
    places, domains, ministries = dict[str, str](), dict[str, str](), dict[str, str]()
    for line in (files("corpus") / "registers" / "organisaties.tsv").read_text("utf-8").splitlines()[1:]:
        name, abbreviations, others, kind, *_ = [*line.split("\t"), "", "", ""]
        if kind not in _SENDING:
            continue
        forms = [name, *(each for each in abbreviations.split("|") if each and not each.startswith("?"))]
        if " " in name:
            names.add(name)
            abbreviated |= {form: name for form in forms[1:] if len(form) > 2}
        if kind == "ministerie":
            for form in abbreviations.split("|"):
                ministries.setdefault(_as_domain(form).removeprefix("min"), name)
        if kind == "inspectie":
            # Their domains shorten the name in a way of their own: "onderwijsinspectie", "owinsp".
            domains |= {_as_domain(form): name for form in others.split("|") if form and " " not in form}
        for form in forms:
            domains.setdefault(_as_domain(form), form)
        if kind in ("gemeente", "provincie"):
            # A province and its capital may share a name; the municipality sends more papers.
            place = name.partition(" ")[2]
            places.setdefault(place, name)
            domains.setdefault(_as_domain(place), name)
    # "minbzk.nl", and of who prints no abbreviation "minbuza.nl".
    domains |= {f"min{short}": name for short, name in ministries.items()}
    return Bodies(frozenset(names), abbreviated, places, domains, ministries)


def _as_domain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def named_in(text: str, names: Iterable[str]) -> dict[str, int]:
    """How often each of these names stands in a text, by itself."""
    there = (name for name in names if name in text)
    counted = {name: len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)) for name in there}
    return {name: n for name, n in counted.items() if n}
