"""Who may ask what: requests are for this page by its own name, changes come from this page itself."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SAFE_METHODS = frozenset({"GET", "HEAD"})
COOKIE = "vindplaats"
# A briefing in Word with pictures has some megabytes.
MOST_UPLOADED = 20 * 1024 * 1024

# Nothing is loaded from elsewhere, no script stands in a page: a title of a paper cannot become one.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Access:
    """hosts: the names by which the page may be asked for. token: what a reader must show; None where none is asked."""

    hosts: frozenset[str] = LOOPBACK
    token: str | None = None


class Guard:
    """Refuses what a page of another site could make a browser ask, and gives every answer its protecting headers."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, send_protected)
            return
        await self.app(scope, _bounded(receive), send_protected)

    def _refused(self, scope: Scope) -> Response | None:
        """Why a request is refused, as the answer to it; None where it is not."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _hostname(host) not in self.access.hosts:
            return PlainTextResponse(f"This page is not asked for as {host!r}.", 400)
        if why := _foreign(scope["method"], headers, host):
            return PlainTextResponse(why, 403)
        if _length(headers) > MOST_UPLOADED:
            return PlainTextResponse(f"More than {MOST_UPLOADED // 2**20} MB is not read.", 413)
        return self._without_token(scope, headers) if self.access.token else None

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        """Where a token is asked: it comes once in the address, and then as a cookie."""
        token = self.access.token or ""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if given and hmac.compare_digest(given.encode(), token.encode()):
            answer = RedirectResponse(scope["path"], 303)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict")
            return answer
        shown = Request(scope).cookies.get(COOKIE, "")
        if hmac.compare_digest(shown.encode(), token.encode()):
            return None
        return PlainTextResponse("Open the address that 'vindplaats serve' printed: it has the token.", 401)


def _foreign(method: str, headers: Headers, host: str) -> str | None:
    """Why a request counts as one of another site; None for one of our own page, of a bookmark or of a program.

    A link on another site may lead here; nothing else there may ask anything.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if origin is not None and (origin == "null" or urlsplit(origin).netloc.lower() != host.lower()):
        return f"A page of {origin} may not ask this."
    if site in (None, "same-origin", "none"):
        return None
    if method in SAFE_METHODS and headers.get("sec-fetch-mode") == "navigate":
        return None
    return "A page of another site may not ask this."


def _hostname(host: str) -> str:
    """The name in a Host header, without its port; empty where it has none."""
    try:
        return (urlsplit(f"//{host}").hostname or "") if host and not set(host) & set("/?#@ \\") else ""
    except ValueError:
        return ""


def _length(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    # Of thousands of digits some are too much already.
    return int(length[:18]) if length.isascii() and length.isdigit() else 0


class TooMuchError(Exception):
    """A request has more than is read of one."""


def _bounded(receive: Receive) -> Receive:
    """What comes in, which is broken off where it is too much: its length may not have been told."""
    n_bytes = 0

    async def receive_some() -> Message:
        nonlocal n_bytes
        message = await receive()
        n_bytes += len(message.get("body", b""))
        if n_bytes > MOST_UPLOADED:
            raise TooMuchError
        return message

    return receive_some
