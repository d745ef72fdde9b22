"""The official value lists of TOOI: all organisations of the government, a list for each kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ingest.sources.client import Client, Limits
from ingest.sources.model import FetchError

# Each list, and its newest version in June 2026. The versions of a list are numbered without gaps, and stay where
# they are; which is the newest is said nowhere but on a page for people.
LISTS = {
    "rwc_ministeries_compleet": 6,
    "rwc_overige_overheidsorganisaties_compleet": 13,
    "rwc_zbo_compleet": 6,
    "rwc_provincies_compleet": 1,
    "rwc_gemeenten_compleet": 5,
    "rwc_waterschappen_compleet": 2,
    "rwc_caribische_openbare_lichamen_compleet": 1,
    "rwc_samenwerkingsorganisaties_compleet": 3,
}

_PUBLISHED = "https://identifier.overheid.nl/tooi/def/ont/publicatiedatum"
_CODE = "https://identifier.overheid.nl/tooi/def/ont/organisatiecode"


@dataclass(frozen=True, slots=True)
class ValueList:
    """A version of a list. nodes: as the list has them (expanded JSON-LD); published: ISO date, empty when not said."""

    name: str
    version: int
    published: str
    nodes: tuple[Mapping[str, Any], ...]


def limits() -> Limits:
    """How these lists are asked for: the largest is some megabytes, and a person waits for it."""
    return Limits(attempts=3, timeout_s=20, max_bytes=50_000_000)


def newest_list(client: Client, name: str) -> ValueList:
    """The newest version of one of LISTS.

    Raises:
        FetchError: the service has no such list, or what it has cannot be read.
        NoServiceError: the service cannot be reached.
    """
    newest = _ask(client, name, LISTS[name])
    while True:
        try:
            newest = _ask(client, name, newest.version + 1)
        except FetchError as error:
            if error.missing:
                return newest
            raise


def _ask(client: Client, name: str, version: int) -> ValueList:
    url = f"{client.addresses.tooi}/{name}/{version}/json/{name}_{version}.json"
    nodes = client.ask(url, read_nodes)
    return ValueList(name, version, next(filter(None, map(_published, nodes)), ""), nodes)


def _published(node: Mapping[str, Any]) -> str:
    match node.get(_PUBLISHED):
        case [{"@value": str(date)}, *_]:
            return date
    return ""


def read_nodes(body: bytes) -> tuple[Mapping[str, Any], ...]:
    """The nodes of a list.

    Raises:
        FetchError: the body is no list of organisations; a page for people counts as having no such list.
    """
    if body.lstrip().startswith(b"<"):
        raise FetchError("the service sent a web page instead of the list", missing=True)
    try:
        nodes = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise FetchError(f"the list is damaged ({error})", retry=True) from error
    if not isinstance(nodes, list) or not all(isinstance(node, dict) and "@id" in node for node in nodes):
        raise FetchError("the list has another form than this version of vindplaats knows")
    if not any(_CODE in node for node in nodes):
        raise FetchError("the list is empty")
    return tuple(nodes)
