"""Start the page: on this machine only, unless another name for it was allowed."""

from __future__ import annotations

import errno
import gc
import os
import secrets
import socket
from collections.abc import Callable

from index.library.store.place import Place
from ingest.errors import VindplaatsError
from search_cli.web.guard import LOOPBACK, Access

HERE_ONLY = "127.0.0.1"
# Shorter ones can be guessed.
SHORTEST_TOKEN = 16
# So many may wait for the page at once.
BACKLOG = 128


def serve(path: Place, port: int, allow_host: str | None, say: Callable[[str], None]) -> None:
    """Serve the library in a folder until it is stopped.

    Args:
        port: 0 takes any free one.
        allow_host: another name or address of this machine by which it may be asked; a token is then asked too.

    Raises:
        VindplaatsError: there is no library, or the port cannot be had.
    """
    # Thousands of things are made while the program is loaded, and none is thrown away.
    gc.disable()
    import uvicorn

    from index.library import open_library
    from search_cli.web.app import make_app

    # Refused before the page is there, as by the other commands.
    open_library(path).close()
    access = Access() if allow_host is None else Access(LOOPBACK | {allow_host.lower()}, chosen_token())
    sockets = [listen(HERE_ONLY, port)]
    port = sockets[0].getsockname()[1]
    if allow_host and allow_host.lower() not in LOOPBACK:
        sockets += _also(allow_host, port)
    app, desk = make_app(path, access)
    gc.freeze()
    gc.enable()
    desk.warm_up()
    query = f"/?token={access.token}" if access.token else "/"
    say(f"vindplaats: {path} is at http://{allow_host or HERE_ONLY}:{port}{query} (Ctrl+C stops it)")
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")
    uvicorn.Server(config).run(sockets=sockets)


def chosen_token() -> str:
    """$VINDPLAATS_TOKEN, which a group behind a proxy can keep; else one for this run.

    Raises:
        VindplaatsError: it is too short, or has signs that no address has.
    """
    token = os.environ.get("VINDPLAATS_TOKEN") or secrets.token_urlsafe(24)
    if len(token) < SHORTEST_TOKEN or not token.replace("-", "").replace("_", "").isalnum() or not token.isascii():
        raise VindplaatsError(
            f"VINDPLAATS_TOKEN must have at least {SHORTEST_TOKEN} letters, digits, - or _, and nothing else"
        )
    return token


def listen(host: str, port: int) -> socket.socket:
    """A socket on an address of this machine. Raises VindplaatsError where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named TCP, so that asyncio lets each part of an answer go at once: else the last of it waits for 40 ms.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        # Who asks before the page is ready waits, and is not turned away.
        made.listen(BACKLOG)
    except OSError as error:
        made.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            what = "is in use" if error.errno == errno.EADDRINUSE else "may not be used"
            raise VindplaatsError(f"port {port} of {host} {what}; name another one with --port") from error
        raise
    return made


def _also(host: str, port: int) -> list[socket.socket]:
    """The addresses of this machine that a name stands for; none where another passes its requests on to us."""
    sockets = []
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError:
        return []
    except UnicodeError as error:
        raise VindplaatsError(f"{host} is no name or address of a machine; name another with --allow-host") from error
    for address in sorted(found - LOOPBACK):
        try:
            sockets.append(listen(address, port))
        except OSError:
            continue
    return sockets
