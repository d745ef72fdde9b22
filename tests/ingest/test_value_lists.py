"""The official value lists: which version is taken, and what is no list."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from ingest.sources.addresses import Addresses
from ingest.sources.client import Client, Limits
from ingest.sources.model import FetchError, NoServiceError
from ingest.sources.value_lists import LISTS, newest_list
from tests.ingest.value_lists import organisation, value_list

NAME = "rwc_zbo_compleet"
KNOWN = LISTS[NAME]
LIST = value_list(NAME, KNOWN, organisation("zbo/zb000999", "Dienst Verre Dijken"))
PAGE = b"\n<!DOCTYPE html><html><body>Niet gevonden</body></html>"


def serve(server: HTTPServer, *bodies: bytes) -> None:
    """These bodies as the known version and the ones that follow it."""
    for version, body in enumerate(bodies, start=KNOWN):
        server.expect_request(f"/lijsten/{NAME}/{version}/json/{NAME}_{version}.json").respond_with_data(body)
    server.expect_request("/").respond_with_data("")
    server.expect_request("/lijsten").respond_with_data("", status=404)


def client_of(server: HTTPServer) -> Client:
    limits = Limits(requests_per_second=10_000, attempts=2, backoff_s=0.001, max_bytes=10_000)
    return Client(Addresses(tooi=server.url_for("/lijsten")), limits)


@pytest.fixture
def server(httpserver: HTTPServer) -> HTTPServer:
    httpserver.no_handler_status_code = 404
    return httpserver


def test_the_newest_version_is_taken(server):
    newer = value_list(NAME, KNOWN + 2, organisation("zbo/zb000999", "Dienst Nabije Dijken"))
    serve(server, LIST, LIST, newer)
    with client_of(server) as client:
        found = newest_list(client, NAME)
    assert (found.name, found.version, found.published) == (NAME, KNOWN + 2, "2026-05-04")
    assert [node["@id"].rpartition("/")[2] for node in found.nodes] == ["zb000999", "wzg_1", str(KNOWN + 2)]


def test_a_page_in_place_of_the_next_version_means_that_there_is_none(server):
    serve(server, LIST, PAGE)
    with client_of(server) as client:
        assert newest_list(client, NAME).version == KNOWN


# (bodies of the known version and those after it, what is said, why)
FAULTS = [
    ((), "has no such file \\(404\\)", "the list is gone"),
    ((PAGE,), "sent a web page instead of the list", "an error page with status 200"),
    ((b"[]",), "the list is empty", "nothing in it"),
    ((value_list(NAME, KNOWN),), "the list is empty", "no organisation in it"),
    ((LIST[:200],), "the list is damaged", "cut off, also the second time"),
    ((b"[" * 9_000,), "the list is damaged", "nothing but opening brackets"),
    ((b'{"@graph": []}',), "another form", "another form of JSON-LD"),
    ((b"[1, 2]",), "another form", "no nodes"),
    ((LIST, LIST[:200]), "the list is damaged", "a newer version that is damaged is not passed over in silence"),
    ((LIST + b" " * 10_000,), "larger than 10000 bytes", "larger than any list is"),
]


@pytest.mark.parametrize(("bodies", "said", "why"), FAULTS, ids=[why for *_, why in FAULTS])
def test_what_is_no_list_is_told(server, bodies, said, why):
    serve(server, *bodies)
    with client_of(server) as client, pytest.raises(FetchError, match=said):
        newest_list(client, NAME)


def test_a_list_that_breaks_off_once_is_asked_for_again(server):
    address = f"/lijsten/{NAME}/{KNOWN}/json/{NAME}_{KNOWN}.json"
    server.expect_oneshot_request(address).respond_with_data(LIST[:100])
    serve(server, LIST)
    with client_of(server) as client:
        assert newest_list(client, NAME).version == KNOWN


def test_without_internet_that_is_said(tmp_path):
    with (
        Client(Addresses(tooi="http://127.0.0.1:9/lijsten"), Limits(reach_s=2)) as client,
        pytest.raises(NoServiceError, match="cannot be reached"),
    ):
        newest_list(client, NAME)
