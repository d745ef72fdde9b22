"""Rows of a register of organisations, and how the official lists complete the register that is bundled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nlp.text.names import atoms_of


@dataclass(frozen=True, slots=True)
class Organisation:
    """One row: an organisation and its names.

    name: the canonical one. abbreviations, other_names: a form that begins
    with "?" is also a word, and counts only in context. kind: "ministerie",
    "gemeente", "uitvoering", ... identifier: of TOOI, empty when it has none.
    """

    name: str
    abbreviations: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    kind: str = ""
    identifier: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """All its names, the canonical one first."""
        return (self.name, *self.abbreviations, *self.other_names)


def organisation_of(cells: Sequence[str]) -> Organisation:
    """Read a row: name, abbreviations, other names, kind, identifier; what stands behind these is not used.

    Raises:
        ValueError: there are fewer cells.
    """
    name, abbreviations, other_names, kind, identifier, *_ = cells
    return Organisation(name, _split(abbreviations), _split(other_names), kind, identifier)


def row_of(organisation: Organisation) -> str:
    """The row that organisation_of reads, without its line end."""
    one = organisation
    return "\t".join((one.name, "|".join(one.abbreviations), "|".join(one.other_names), one.kind, one.identifier))


def merged(bundled: Iterable[Organisation], official: Iterable[Organisation]) -> tuple[Organisation, ...]:
    """The bundled register, completed with what official lists know beside it.

    What the bundled register says stays: each of its forms keeps its meaning,
    and an organisation keeps its canonical name, also when the lists know it
    under a newer one. That name is added to its forms; not of a ministry,
    which is another one with each name. Abbreviations come in with new
    organisations only: those of the lists ("Fin", "Def") are not what papers
    write. Forms are compared without case, spacing and hyphens.

    >>> bundled = [Organisation("Dienst Wegen", ("DW",), identifier="x/1")]
    >>> [row.forms for row in merged(bundled, [Organisation("Wegendienst", ("WD",), identifier="x/1")])]
    [('Dienst Wegen', 'DW', 'Wegendienst')]
    """
    rows, official = list(bundled), list(official)
    if not official:
        return tuple(rows)
    row_named = {_key(form): at for at, row in reversed(list(enumerate(rows))) for form in row.forms}
    row_identified = {row.identifier: at for at, row in reversed(list(enumerate(rows))) if row.identifier}
    for one in official:
        named, at = row_named.get(_key(one.name)), row_identified.get(one.identifier)
        if at is None and named is not None and not rows[named].identifier:
            at = named
        if at is not None and one.kind != "ministerie":
            names = tuple(name for name in (one.name, *one.other_names) if _key(name) not in row_named)
            known = rows[at]
            rows[at] = replace(
                known, other_names=known.other_names + names, identifier=known.identifier or one.identifier
            )
        elif named is None:
            at = len(rows)
            rows.append(
                replace(
                    one,
                    abbreviations=tuple(form for form in one.abbreviations if _key(form) not in row_named),
                    other_names=tuple(form for form in one.other_names if _key(form) not in row_named),
                )
            )
        else:
            continue
        row_identified.setdefault(one.identifier, at)
        for form in rows[at].forms:
            row_named.setdefault(_key(form), at)
    return tuple(rows)


def _key(form: str) -> tuple[str, ...]:
    return tuple(atoms_of(form).folded)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(form for form in cell.split("|") if form)
