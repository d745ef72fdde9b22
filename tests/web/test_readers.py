"""What many readers at once feel of each other."""

from __future__ import annotations

import asyncio
import socket
import threading

import httpx
from httpx import ASGITransport

from search_cli.web.app import make_app
from search_cli.web.desk import AT_ONCE
from search_cli.web.routes import searching
from search_cli.web.serving import listen
from tests.web.conftest import OWN


def test_searches_take_turns_and_keep_nothing_else_waiting(monkeypatch, sample_papers):
    under_way, most, may_end = 0, 0, threading.Event()
    lock = threading.Lock()
    answer = searching.asked_search

    def slow(given):
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        may_end.wait(20)
        with lock:
            under_way -= 1
        return answer(given)

    monkeypatch.setattr(searching, "asked_search", slow)

    async def ask():
        transport = ASGITransport(make_app(sample_papers)[0])
        async with httpx.AsyncClient(transport=transport, base_url=OWN) as client:
            # More than there are threads for all that is asked.
            searches = [asyncio.create_task(client.get("/search")) for _ in range(50)]
            while under_way < AT_ONCE:
                await asyncio.sleep(0.01)
            health = await asyncio.wait_for(client.get("/healthz"), 10)
            may_end.set()
            return health, await asyncio.gather(*searches)

    health, answers = asyncio.run(ask())
    assert health.status_code == 200
    assert [each.status_code for each in answers] == [200] * 50
    assert most == AT_ONCE


def test_the_parts_of_an_answer_are_sent_at_once():
    """A system keeps the second part of one back for 40 ms where it is not told otherwise."""

    async def sent_at_once():
        told = asyncio.get_running_loop().create_future()

        def answer(_, writer):
            told.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

        with listen("127.0.0.1", 0) as made:
            server = await asyncio.start_server(answer, sock=made)
            async with server:
                _, writer = await asyncio.open_connection(*made.getsockname())
                found = await asyncio.wait_for(told, 10)
                writer.close()
                return found

    assert asyncio.run(sent_at_once())
