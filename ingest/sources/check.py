"""Whether the services answer as this version of vindplaats expects: one small question to each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ingest.errors import VindplaatsError
from ingest.sources import odata, open_overheid, sru, value_lists
from ingest.sources.client import Client
from ingest.sources.model import FetchError

CheckStatus = Literal["as expected", "otherwise", "unreachable"]

# Papers that are there to stay: a letter of 2020 and one of 2021 with its number at the Tweede Kamer.
_PAPER = "kst-31490-284"
_DOCUMENT, _PRINTED_AS = "2021D09236", "kst-29362-290"
_SMALL_LIST = "rwc_caribische_openbare_lichamen_compleet"


@dataclass(frozen=True, slots=True)
class ServiceCheck:
    """How one service answered. needed: False for one that is only asked when another does not answer."""

    service: str
    address: str
    status: CheckStatus
    said: str
    needed: bool = True


def check_services(client: Client) -> list[ServiceCheck]:
    """Ask each service one small question; none of them stops the others."""
    addresses = client.addresses
    newest, _, before = odata.dialects(addresses.odata, addresses.odata_before)
    questions: tuple[tuple[str, str, Callable[[Client], str], bool], ...] = (
        ("official publications", addresses.sru, _ask_search_service, True),
        ("website of the official publications", addresses.publications, _ask_website, True),
        ("Tweede Kamer", addresses.odata, lambda asking: _ask_tweede_kamer(asking, newest), True),
        ("Tweede Kamer (old)", addresses.odata_before, lambda asking: _ask_tweede_kamer(asking, before), False),
        ("open.overheid.nl", addresses.open_overheid, _ask_open_overheid, True),
        ("value lists of organisations", addresses.tooi, _ask_value_lists, True),
    )
    return [_checked(client, *question) for question in questions]


def _checked(
    client: Client, service: str, address: str, question: Callable[[Client], str], needed: bool
) -> ServiceCheck:
    try:
        return ServiceCheck(service, address, "as expected", question(client), needed)
    except FetchError as error:
        return ServiceCheck(service, address, "otherwise", str(error), needed)
    except VindplaatsError as error:
        return ServiceCheck(service, address, "unreachable", str(error), needed)


def _ask_search_service(client: Client) -> str:
    asked = sru.parameters(sru.ids_question([_PAPER]), start=1, maximum=1)
    page = client.ask(client.addresses.sru, sru.parse_page, asked)
    found = next((one for one in page.publications if one.id == _PAPER), None)
    if found is None:
        said = "; ".join(diagnostic.message for diagnostic in page.diagnostics)
        raise FetchError(f"it does not name {_PAPER}" + (f": {said}" if said else ""))
    if not found.files:
        raise FetchError(f"it names {_PAPER} without any file")
    return f"names {_PAPER} with {', '.join(sorted(found.files))}"


def _ask_website(client: Client) -> str:
    with client.stream(f"{client.addresses.publications}/{_PAPER}.pdf") as response:
        beginning = next(response.iter_raw(chunk_size=1024), b"")
    if not beginning.lstrip().startswith(b"%PDF-"):
        raise FetchError(f"it sends no PDF for {_PAPER}")
    return f"has {_PAPER}.pdf"


def _ask_tweede_kamer(client: Client, way: odata.Dialect) -> str:
    page = client.ask(way.number_address(_DOCUMENT), lambda body: odata.parse_page(body, way.service))
    if not page.publications:
        raise FetchError(f"it knows no {_DOCUMENT}")
    found = page.publications[0]
    if found.id != _PRINTED_AS or not found.files:
        raise FetchError(f"it names {_DOCUMENT} as {found.id}, with {len(found.files)} files; expected {_PRINTED_AS}")
    return f"names {_DOCUMENT} as {found.id}"


def _ask_open_overheid(client: Client) -> str:
    service = client.addresses.open_overheid
    found = client.ask(open_overheid.search_address(service, "werk aan uitvoering", 0), open_overheid.parse_found)
    if not found.ids:
        raise FetchError("it finds nothing for 'werk aan uitvoering'")
    id = found.ids[0]
    described = client.ask(
        open_overheid.document_address(service, id), lambda body: open_overheid.parse_document(body, service, id)
    )
    if not described.publications[0].title:
        raise FetchError(f"it describes {id} without a title")
    return f"finds {found.total} documents and describes the first"


def _ask_value_lists(client: Client) -> str:
    found = value_lists.newest_list(client, _SMALL_LIST)
    return f"has version {found.version} of {_SMALL_LIST}"
