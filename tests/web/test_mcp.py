"""Other programs read the library through the SDK's own client, in memory and over stdio."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import anyio
import pytest

pytest.importorskip("mcp.server", reason="other programs need the extra [mcp]")

from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from ingest.addresses import words_hash
from nlp.model import LEFT_OUT
from search_cli.mcp.server import make_server

# The tools as they were agreed on; rewrite with: python -m tests.web.test_mcp
LOCK = Path(__file__).with_name("mcp_tools.json")
LETTER = "kst-99901-12"


def described(path: Path) -> list[dict]:
    """What the server says of its tools."""

    async def listed():
        async with Client(make_server(path)) as client:
            return (await client.list_tools()).tools

    return [
        {"name": tool.name, "description": tool.description, "input": tool.input_schema} for tool in anyio.run(listed)
    ]


def called(path: Path, *calls):
    """The answers to calls (tool, arguments), by one client."""

    async def all_of_them():
        async with Client(make_server(path)) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return anyio.run(all_of_them)


def told(path: Path, name: str, **arguments):
    (result,) = called(path, (name, arguments))
    assert not result.is_error, result.content
    return result.structured_content


def test_the_tools_are_those_that_were_agreed_on(tmp_path):
    assert described(tmp_path) == json.loads(LOCK.read_text("utf-8"))


def test_every_tool_only_reads(tmp_path):
    async def listed():
        async with Client(make_server(tmp_path)) as client:
            return (await client.list_tools()).tools

    assert all(tool.annotations.read_only_hint for tool in anyio.run(listed))


def test_a_hit_has_its_vindplaats_and_its_address_leads_back_to_its_words(sample_papers):
    found = told(sample_papers, "search", query="wendbaarheid", limit=3)
    hit = found["hits"][0]
    assert {"document", "sha256", "page", "start", "end", "citation", "address", "text"} <= hit.keys()
    assert found["searched"]["documents"] == 6
    shown = told(sample_papers, "show_passage", address=hit["address"], around=40)
    assert (shown["text"], shown["citation"], shown["sha256"]) == (hit["text"], hit["citation"], hit["sha256"])
    assert len(shown["before"]) == 40


def test_all_with_an_address_has_its_vindplaats(sample_papers):
    answers = [
        told(sample_papers, "recommendations", limit=5),
        told(sample_papers, "term", word="wendbaarheid", limit=1),
        told(sample_papers, "references", document=LETTER),
        told(sample_papers, "show_page", document=LETTER, page=2),
    ]
    n_addresses = 0

    def look(shape):
        nonlocal n_addresses
        if isinstance(shape, list):
            for each in shape:
                look(each)
        elif isinstance(shape, dict):
            if shape.get("address"):
                n_addresses += 1
                assert None not in (shape["sha256"], shape["start"], shape["end"], shape["citation"], shape["page"])
                # Of a source that leaves its recommendation out, the address is that of the words before it.
                assert shape["address"].endswith(words_hash(shape["text"].partition(LEFT_OUT)[0]))
            look(list(shape.values()))

    look(answers)
    assert n_addresses > 12
    assert all(answer["searched"]["passages"] == 92 for answer in answers)


@pytest.mark.parametrize(
    ("words", "page", "verdict"),
    [
        ("Wendbaarheid is volgens de commissie geen doel op zich", 2, "exact"),
        ("Wendbaarheid is volgens de commissie geen doel op zich", 1, "other page"),
        ("Wendbaarheid is volgens de commissie wel een doel op zich", 2, "differs"),
    ],
)
def test_a_quotation_is_verified(sample_papers, words, page, verdict):
    answer = told(sample_papers, "verify_quotation", words=words, document=LETTER, page=page)
    assert (answer["verdict"], answer["holds"]) == (verdict, verdict == "exact")


def test_names_status_and_citations_are_told(sample_papers):
    assert told(sample_papers, "cite", target=LETTER, page=2)["set"] == "Kamerstukken II 2023/24, 99901, nr. 12, p. 2"
    assert told(sample_papers, "entities", label="MAATREGEL")["entities"][0]["canonical"] == "Getijderegeling"
    assert len(told(sample_papers, "status", in_dossier="99901")["documents"]) == 3


def test_an_error_reaches_the_client_as_its_sentence(sample_papers, tmp_path):
    wrong = [("show_page", {"document": "kst-1-1", "page": 1}), ("status", {"in_dossier": "x"})]
    unknown, dossier = [result.content[0].text for result in called(sample_papers, *wrong) if result.is_error]
    assert unknown.endswith("no document 'kst-1-1' in the library; 'vindplaats status' lists the 6 it holds")
    assert dossier.endswith("'x' is not a dossier; write it as 31490 or 35925-VII")
    (result,) = called(tmp_path / "none.library", ("status", {}))
    assert "make one with 'vindplaats add PDF...'" in result.content[0].text


def test_a_client_is_served_over_stdio(sample_papers):
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "search_cli", "mcp", "--library", str(sample_papers)]
    )

    async def asked():
        async with Client(stdio_client(command)) as client:
            return await client.call_tool("search", {"query": "wendbaarheid", "mode": "lexical"})

    assert anyio.run(asked).structured_content["found"] == {"passages": 22, "documents": 6}


if __name__ == "__main__":
    LOCK.write_text(json.dumps(described(Path()), indent=1, ensure_ascii=False) + "\n", "utf-8")
