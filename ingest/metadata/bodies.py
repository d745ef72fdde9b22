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

# Of ministries and inspectorates, whose names their domains shorten.
DOMAINS = {
    "minfin": "Ministerie van Financiën",
    "minaz": "Ministerie van Algemene Zaken",
    "minbuza": "Ministerie van Buitenlandse Zaken",
    "minbzk": "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties",
    "minjenv": "Ministerie van Justitie en Veiligheid",
    "minienw": "Ministerie van Infrastructuur en Waterstaat",
    "minszw": "Ministerie van Sociale Zaken en Werkgelegenheid",
    "minvws": "Ministerie van Volksgezondheid, Welzijn en Sport",
    "minocw": "Ministerie van Onderwijs, Cultuur en Wetenschap",
    "minezk": "Ministerie van Economische Zaken en Klimaat",
    "minlnv": "Ministerie van Landbouw, Natuur en Voedselkwaliteit",
    "minlvvn": "Ministerie van Landbouw, Visserij, Voedselzekerheid en Natuur",
    "mindef": "Ministerie van Defensie",
    "onderwijsinspectie": "Inspectie van het Onderwijs",
    "owinsp": "Inspectie van het Onderwijs",
    "belastingdienst": "Belastingdienst",
}
# "www.rijksoverheid.nl/jenv": the same names without what their domains begin with, and some that have none.
MINISTRIES = {domain.removeprefix("min"): name for domain, name in DOMAINS.items() if domain.startswith("min")} | {
    "az": "Ministerie van Algemene Zaken",
    "bz": "Ministerie van Buitenlandse Zaken",
    "ez": "Ministerie van Economische Zaken",
    "kgg": "Ministerie van Klimaat en Groene Groei",
    "vro": "Ministerie van Volkshuisvesting en Ruimtelijke Ordening",
}


@dataclass(frozen=True, slots=True)
class Bodies:
    """names: full names. abbreviations: sure ones -> full name. places: "Almere" -> "gemeente Almere", and provinces.

    domains: an abbreviation, name or place as a domain has it -> the name that is printed.
    """

    names: frozenset[str]
    abbreviations: Mapping[str, str]
    places: Mapping[str, str]
    domains: Mapping[str, str]


@cache
def bodies() -> Bodies:
    """Those of the register that comes with the program; read once, in 15 ms."""
    names, abbreviated = set[str](), dict[str, str]()
    places, domains = dict[str, str](), dict[str, str]()
    for line in (files("corpus") / "registers" / "organisaties.tsv").read_text("utf-8").splitlines()[1:]:
        name, abbreviations, _, kind, *_ = [*line.split("\t"), "", "", ""]
        if kind not in _SENDING:
            continue
        forms = [name, *(each for each in abbreviations.split("|") if each and not each.startswith("?"))]
        if " " in name:
            names.add(name)
            abbreviated |= {form: name for form in forms[1:] if len(form) > 2}
        for form in forms:
            domains.setdefault(_as_domain(form), form)
        if kind in ("gemeente", "provincie"):
            # A province and its capital may share a name; the municipality sends more papers.
            place = name.partition(" ")[2]
            places.setdefault(place, name)
            domains.setdefault(_as_domain(place), name)
    return Bodies(frozenset(names), abbreviated, places, domains)


def _as_domain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def named_in(text: str, names: Iterable[str]) -> dict[str, int]:
    """How often each of these names stands in a text, by itself."""
    there = (name for name in names if name in text)
    counted = {name: len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)) for name in there}
    return {name: n for name, n in counted.items() if n}
