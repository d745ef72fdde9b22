"""Organisations of the official value lists (TOOI, JSON-LD), as rows of a register.

A list gives every name an organisation ever had a node of its own: the
current one under the identifier of the organisation, a former one ("hv_...",
HistorischeVersie) as a specialisation of it. Nodes of changes (mergers,
splits) and of the list itself have no organisatiecode.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nlp.registers.official_names import KINDS, name_in_text
from nlp.registers.rows import Organisation

Node = Mapping[str, Any]

_ONTOLOGY = "https://identifier.overheid.nl/tooi/def/ont/"
_VERSION_OF = "http://www.w3.org/ns/prov#specializationOf"
# What the identifiers call the kinds: https://identifier.overheid.nl/tooi/id/zbo/zb000029.
_KIND_IN_IDENTIFIER = re.compile(r"/tooi/id/([a-z]+)/\w+$")
_KINDS = {
    "col": "caribisch-openbaar-lichaam",
    "oorg": "overheidsorganisatie",
    "so": "gemeenschappelijke-regeling",
}
_ABBREVIATION = re.compile(r"[\w&-]{2,12}")
# Two letters are too often something else: they count in context only.
_SHORTEST_CERTAIN = 3
# Papers name these by their place.
_NO_ABBREVIATION = ("gemeente", "provincie")
_SHORTEST_NAME = 3
# "Rijksinstituut voor Volksgezondheid en Milieu (RIVM)"; of a municipality it says which: "Bergen (NH)".
_ABBREVIATION_BEHIND = re.compile(r" \([A-Z][\w&-]+\)$")


def official_organisations(nodes: Iterable[Node]) -> Iterator[Organisation]:
    """The organisations of a list that papers name, in its order; of a ministry every name is one.

    The official name is the canonical one; the name of preference ("Tweede
    Kamer") and former official names are its other names.
    """
    versions: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if _value(node, "organisatiecode"):
            versions[_organisation(node)].append(node)
    for identifier, named in versions.items():
        kind = _kind(identifier)
        current = next((node for node in named if node["@id"] == identifier), named[-1])
        if kind == "ministerie":
            for node in (current, *(node for node in named if node is not current)):
                yield from _row(str(node["@id"]), kind, node, ())
        else:
            yield from _row(identifier, kind, current, named)


def _row(identifier: str, kind: str, node: Node, versions: Iterable[Node]) -> Iterator[Organisation]:
    name = _name(kind, _value(node, "officieleNaamExclSoort"))
    if name is None:
        return
    others = [_value(node, "voorkeursnaamExclSoort")] if versions else []
    others += [_value(version, "officieleNaamExclSoort") for version in versions]
    other_names = dict.fromkeys(other for other in (_name(kind, text) for text in others) if other not in (None, name))
    abbreviation = _value(node, "afkorting")
    abbreviations: tuple[str, ...] = ()
    if _ABBREVIATION.fullmatch(abbreviation) and kind not in _NO_ABBREVIATION:
        abbreviations = (("?" if len(abbreviation) < _SHORTEST_CERTAIN else "") + abbreviation,)
    yield Organisation(name, abbreviations, tuple(filter(None, other_names)), KINDS[kind], identifier)


def _name(kind: str, text: str) -> str | None:
    """The name in running text, fit for a cell; None for what is no name of one body."""
    name = " ".join(text.replace("|", " ").split())
    if kind != "gemeente":
        name = _ABBREVIATION_BEHIND.sub("", name)
    if len(name) < _SHORTEST_NAME or not any(character.isupper() for character in name):
        return None
    return name_in_text(kind, name)


def _organisation(node: Node) -> str:
    """The identifier of the organisation that a node is a version of."""
    match node.get(_VERSION_OF):
        case [{"@id": str(identifier)}, *_]:
            return identifier
    return str(node["@id"])


def _kind(identifier: str) -> str:
    match = _KIND_IN_IDENTIFIER.search(identifier)
    return _KINDS.get(match[1], match[1]) if match else ""


def _value(node: Node, property_name: str) -> str:
    """The first value of a property of the ontology; empty when there is none."""
    match node.get(_ONTOLOGY + property_name):
        case [{"@value": str(value)}, *_]:
            return value
    return ""
