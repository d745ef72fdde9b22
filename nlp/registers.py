"""The registers of corpus/registers: what is known by name, and which words name nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from nlp.names import Name, NameIndex

# Bodies that are named by a place: the place alone is no organisation.
_NAMED_BY_PLACE = ("gemeente ", "provincie ", "openbaar lichaam ")


@lru_cache(maxsize=1)
def organisations() -> tuple[Name, ...]:
    """Every form of every organisation in organisaties.tsv."""
    return tuple(_organisation_forms())


@lru_cache(maxsize=1)
def measures() -> tuple[Name, ...]:
    """Every form of every measure in maatregelen.tsv."""
    return tuple(_measure_forms())


@lru_cache(maxsize=1)
def organisation_index() -> NameIndex:
    return NameIndex(organisations())


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
    return frozenset(form for _, forms in _rows("geen_entiteiten.tsv") for form in forms.split("|"))


@lru_cache(maxsize=1)
def notions() -> frozenset[str]:
    """Those of not_names that a measure may be about: "programma ERTMS"."""
    return frozenset(
        form for kind, forms in _rows("geen_entiteiten.tsv") if kind == "begrip" for form in forms.split("|")
    )


def _organisation_forms() -> Iterator[Name]:
    for row in _rows("organisaties.tsv"):
        canonical, abbreviations, other_names, kind, identifier, *_ = row
        for form in (canonical, *abbreviations.split("|"), *other_names.split("|")):
            if form:
                yield _name(form, canonical, kind, identifier or None)


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
