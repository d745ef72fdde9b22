"""What is known by name, and which words name nothing: corpus/registers, and the official lists that were fetched."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from nlp.registers.kept_lists import kept_lists, list_files, lists_folder
from nlp.registers.rows import Organisation, merged, organisation_of
from nlp.text.names import Name, NameIndex

# Bodies that are named by a place: the place alone is no organisation.
_NAMED_BY_PLACE = ("gemeente ", "provincie ", "openbaar lichaam ")
_OF_PERSONS = ("voornaam", "achternaam")
# What tagging reads; organisaties_eigen.tsv is only what organisaties.tsv is made of.
_FILES = ("geen_entiteiten.tsv", "maatregelen.tsv", "organisaties.tsv", "wetten.tsv")


@lru_cache(maxsize=1)
def organisations() -> tuple[Name, ...]:
    """Every form of every organisation in organisaties.tsv, completed with the official lists that were fetched."""
    official = (one for kept in kept_lists(lists_folder()) for one in kept.organisations)
    return tuple(
        _name(form, one.name, one.kind, one.identifier or None)
        for one in merged(bundled_organisations(), official)
        for form in one.forms
    )


def bundled_organisations() -> Iterator[Organisation]:
    """The rows of organisaties.tsv."""
    return map(organisation_of, _rows("organisaties.tsv"))


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """A short hash of the registers in use; another one means that texts may be tagged otherwise. Takes 8 ms.

    When and as which version a list was fetched does not count, only what it says.
    """
    digest = hashlib.sha256()
    for name in _FILES:
        digest.update((files("corpus") / "registers" / name).read_bytes())
    for path in list_files(lists_folder()):
        digest.update(path.read_bytes().partition(b"\n")[2])
    return digest.hexdigest()[:12]


@lru_cache(maxsize=1)
def measures() -> tuple[Name, ...]:
    """Every form of every measure in maatregelen.tsv."""
    return tuple(_measure_forms())


@lru_cache(maxsize=1)
def organisation_index() -> NameIndex:
    # "de Volksbank": the article is no part of the name in a text.
    return NameIndex(name for name in organisations() if not name.form.startswith(("de ", "het ")))


@lru_cache(maxsize=1)
def measure_index() -> NameIndex:
    return NameIndex(measures())


@lru_cache(maxsize=1)
def organisation_by_form() -> dict[str, Name]:
    """Organisations by the exact spelling of a form; the first of the register where two share one."""
    return {name.form: name for name in reversed(organisations())}


@lru_cache(maxsize=1)
def measure_by_form() -> dict[str, Name]:
    """Measures by the exact spelling of a form."""
    return {name.form: name for name in reversed(measures())}


@lru_cache(maxsize=1)
def names_by_canonical() -> dict[str, tuple[str, ...]]:
    """All names of the organisations and measures of the registers that mean them in any context."""
    forms = defaultdict[str, list[str]](list)
    for name in (*organisations(), *measures()):
        if not name.ambiguous:
            forms[name.canonical].append(name.form)
    return {canonical: tuple(names) for canonical, names in forms.items()}


@lru_cache(maxsize=1)
def places() -> dict[str, Name]:
    """Dutch municipalities, provinces and islands by the name of the place alone."""
    return {
        name.form.removeprefix(prefix): name
        for name in organisations()
        for prefix in _NAMED_BY_PLACE
        if name.form.startswith(prefix)
    }


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    """Capitalised words that name no organisation, measure or law: notions, titles, countries, months."""
    return frozenset(
        form for class_, forms in _rows("geen_entiteiten.tsv") if class_ not in _OF_PERSONS for form in forms.split("|")
    )


@lru_cache(maxsize=1)
def notions() -> frozenset[str]:
    """Those of not_names that a measure may be about: "programma ERTMS"."""
    return _not_names_of("begrip")


@lru_cache(maxsize=1)
def regions() -> frozenset[str]:
    """Those of not_names that a body may be named after: "GGD Twente"."""
    return _not_names_of("streek")


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """First names of people; they are not among not_names, as a name may hold one: "Stichting Anna"."""
    return _not_names_of("voornaam")


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Surnames of members of parliament and ministers; not among not_names either: "Stichting Veldkamp"."""
    return _not_names_of("achternaam")


def _not_names_of(class_: str) -> frozenset[str]:
    rows = _rows("geen_entiteiten.tsv")
    return frozenset(form for its_class, forms in rows if its_class == class_ for form in forms.split("|"))


def _measure_forms() -> Iterator[Name]:
    for row in _rows("maatregelen.tsv"):
        canonical, abbreviations, other_names = [*row, "", ""][:3]
        for form in (canonical, *abbreviations.split("|"), *other_names.split("|")):
            if form:
                yield _name(form, canonical, "maatregel", None)


def _name(form: str, canonical: str, kind: str, identifier: str | None) -> Name:
    return Name(form.removeprefix("?"), canonical, kind, identifier, form.startswith("?"))


def _rows(file_name: str) -> Iterator[list[str]]:
    """The rows of a register as cells; lines with # are comments, the first of organisaties.tsv a header."""
    text = (files("corpus") / "registers" / file_name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith(("#", "name\t")):
            yield line.split("\t")
