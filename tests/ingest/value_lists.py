"""Value lists in the form of the real ones (expanded JSON-LD), with organisations that do not exist."""

from __future__ import annotations

import json
from typing import Any

ID = "https://identifier.overheid.nl/tooi/id/"
ONTOLOGY = "https://identifier.overheid.nl/tooi/def/ont/"


def organisation(id: str, name: str, *, abbreviation: str = "", preferred: str = "", version_of: str = "") -> Any:
    """A node of an organisation; id as "zbo/zb000999". With version_of it is a former name of that one."""
    node = {
        "@id": ID + id,
        "@type": [ONTOLOGY + "Overheidsorganisatie"],
        "http://www.w3.org/2000/01/rdf-schema#label": [{"@value": preferred or name}],
        ONTOLOGY + "organisatiecode": [{"@value": (version_of or id).rpartition("/")[2]}],
        ONTOLOGY + "officieleNaamExclSoort": [{"@value": name}],
        ONTOLOGY + "voorkeursnaamExclSoort": [{"@value": preferred or name}],
    }
    if abbreviation:
        node[ONTOLOGY + "afkorting"] = [{"@value": abbreviation}]
    if version_of:
        node["@type"].insert(0, ONTOLOGY + "HistorischeVersie")
        node["http://www.w3.org/ns/prov#specializationOf"] = [{"@id": ID + version_of}]
        node[ONTOLOGY + "einddatum"] = [{"@type": "http://www.w3.org/2001/XMLSchema#date", "@value": "2017-12-31"}]
    return node


def value_list(name: str, version: int, *organisations: Any) -> bytes:
    """A whole list: its organisations, a change of one of them, and the list itself."""
    change = {
        "@id": ID + "ministerie/wzg_1",
        "@type": [ONTOLOGY + "Toestandswijziging"],
        ONTOLOGY + "tijdstipWijziging": [{"@value": "2018-01-01T00:00:00"}],
    }
    itself = {
        "@id": f"https://identifier.overheid.nl/tooi/set/{name}/{version}",
        "@type": ["https://identifier.overheid.nl/tooi/def/wl/RegisterwaardelijstCompleet"],
        ONTOLOGY + "publicatiedatum": [{"@value": "2026-05-04"}],
    }
    return json.dumps([*organisations, change, itself]).encode()
