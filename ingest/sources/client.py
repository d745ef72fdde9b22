"""Asking the services politely: paced, retried, and never another host than the table names."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import httpx
import stamina

from ingest.errors import VindplaatsError
from ingest.sources.addresses import Addresses, addresses_from_environment
from ingest.sources.model import FetchError, NoServiceError

T = TypeVar("T")

MAX_REDIRECTS = 5
# No service asks for a longer pause in earnest.
_LONGEST_TOLD_S = 24 * 3600
BUSY = (408, 429, 500, 502, 503, 504)

# Each retry is reported in the outcome of the paper; the log of the retry library would say it a second time.
logging.getLogger("stamina").addHandler(logging.NullHandler())


def _rate_from_environment() -> float:
    try:
        rate = float(os.environ.get("VINDPLAATS_REQUESTS_PER_SECOND", "2"))
    except ValueError:
        rate = 0.0
    if not 0 < rate < float("inf"):
        raise VindplaatsError("VINDPLAATS_REQUESTS_PER_SECOND must be a number above 0, such as 2")
    return rate


@dataclass(frozen=True, slots=True)
class Limits:
    """How hard the services may be asked, and how long they are waited for.

    requests_per_second: to one host, 2 unless VINDPLAATS_REQUESTS_PER_SECOND
    says otherwise (for a service of one's own); there is one connection to it, and one
    request at a time. attempts: for one file or answer; backoff_s: before the
    second, doubled for each next one. longest_pause_s: a service that asks for
    a longer one is left alone. reach_s: within which any answer at all must
    come, or there is no internet. max_bytes: of one file; the largest report
    in the samples is 30 MB.
    """

    requests_per_second: float = field(default_factory=_rate_from_environment)
    attempts: int = 5
    backoff_s: float = 1.0
    longest_pause_s: float = 120.0
    reach_s: float = 8.0
    timeout_s: float = 60.0
    max_bytes: int = 300_000_000


class Pacer:
    """Keeps the requests to one host apart, from start to start."""

    def __init__(
        self,
        per_second: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._interval = 1 / per_second
        self._clock, self._sleep = clock, sleep
        self._due: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Return when the next request to the host may start."""
        if (pause := self._due.get(host, 0.0) - self._clock()) > 0:
            self._sleep(pause)
        self._due[host] = self._clock() + self._interval

    def hold(self, host: str, seconds: float) -> None:
        """The host asked to be left alone for so long."""
        self._due[host] = max(self._due.get(host, 0.0), self._clock() + seconds)


class Client:
    """The connection to the services. A context manager; used by one thread."""

    def __init__(
        self, addresses: Addresses | None = None, limits: Limits | None = None, pacer: Pacer | None = None
    ) -> None:
        self.addresses = addresses or addresses_from_environment()
        self.limits = limits or Limits()
        self._pacer = pacer or Pacer(self.limits.requests_per_second)
        # Which of the ways to ask the Tweede Kamer it answered to last (odata.dialects).
        self.dialect = 0
        self._reached: set[str] = set()
        self._unreachable: set[str] = set()
        self._http = httpx.Client(
            # Bodies as they are: a range of compressed bytes could not be joined to the first part.
            headers={"User-Agent": f"vindplaats/{version('vindplaats')}", "Accept-Encoding": "identity"},
            timeout=httpx.Timeout(self.limits.timeout_s, connect=min(self.limits.timeout_s, self.limits.reach_s)),
            limits=httpx.Limits(max_connections=1),
            follow_redirects=False,
        )

    def attempts(self) -> Iterator[contextlib.AbstractContextManager[object]]:
        """Contexts to try in, one after another, until one does not raise a FetchError that may pass."""
        return iter(
            stamina.retry_context(
                on=lambda error: isinstance(error, FetchError) and error.retry,
                attempts=self.limits.attempts,
                timeout=None,
                wait_initial=self.limits.backoff_s,
                wait_jitter=self.limits.backoff_s,
                wait_max=30 * self.limits.backoff_s,
            )
        )

    def ask(self, url: str, read: Callable[[bytes], T], parameters: Mapping[str, str] | None = None) -> T:
        """A small answer, as read makes it of the body. It is asked for again when read finds it broken.

        Args:
            url: where to ask.
            read: raises FetchError for a body that is no answer; retry says whether to ask again.
            parameters: of the question.

        Raises:
            FetchError: there is no such answer.
            NoServiceError: the service cannot be reached.
        """
        address = str(httpx.URL(url, params=parameters)) if parameters else url
        for attempt in self.attempts():
            with attempt, self.stream(address) as response:
                return read(self._body(response))
        raise AssertionError("attempts() gives at least one")

    @contextmanager
    def stream(self, url: str, headers: Mapping[str, str] | None = None) -> Iterator[httpx.Response]:
        """One request, without retries; its body is not read yet. Redirects are followed within the table.

        Statuses 200, 206, 304 and 416 are given back, all others raise FetchError.
        """
        for _ in range(MAX_REDIRECTS + 1):
            address = self._trusted(url)
            host = urlsplit(address).netloc
            self._reach(host, address)
            self._pacer.wait(host)
            with self._errors_as_ours(host), self._http.stream("GET", address, headers=headers) as response:
                if not response.has_redirect_location:
                    self._check_status(response, host)
                    yield response
                    return
                url = self._sent_on(address, response.headers["location"], host)
        raise FetchError(f"the service sent us on more than {MAX_REDIRECTS} times")

    @staticmethod
    def _sent_on(address: str, location: str, host: str) -> str:
        try:
            return urljoin(address, location)
        except ValueError as error:
            raise FetchError(f"{host} sent us on to {location[:200]!r}, which is no address") from error

    def lost(self, url: str) -> bool:
        """Whether the host of url, reached before, does not answer at all any more."""
        host = urlsplit(url).netloc
        self._reached.discard(host)
        self._unreachable.discard(host)
        try:
            self._reach(host, url)
        except NoServiceError:
            return True
        return False

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _trusted(self, url: str) -> str:
        address = self.addresses.trusted(url)
        if address is None:
            raise FetchError(f"refused to fetch {url[:200]!r}: that is none of the known services")
        return address

    def _reach(self, host: str, address: str) -> None:
        """Make sure, once a host, that it answers at all.

        Looking up a name can hang for much longer than any time limit of a
        connection, so a thread of its own does it, and is left behind.
        """
        if host in self._reached:
            return
        if host in self._unreachable:
            raise _unreachable(host)
        self._pacer.wait(host)
        answered = threading.Event()

        def knock() -> None:
            with contextlib.suppress(httpx.HTTPError):
                httpx.head(urljoin(address, "/"), timeout=self.limits.reach_s, headers=self._http.headers)
                answered.set()

        thread = threading.Thread(target=knock, daemon=True)
        thread.start()
        thread.join(self.limits.reach_s)
        if not answered.is_set():
            self._unreachable.add(host)
            raise _unreachable(host)
        self._reached.add(host)

    @contextmanager
    def _errors_as_ours(self, host: str) -> Iterator[None]:
        try:
            yield
        except httpx.TimeoutException as error:
            raise FetchError(f"{host} did not answer within {self.limits.timeout_s:g} s", retry=True) from error
        except httpx.RemoteProtocolError as error:
            raise FetchError(f"{host} broke off half-way ({error})", retry=True) from error
        except httpx.TransportError as error:
            raise FetchError(f"the connection with {host} failed ({error})", retry=True) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchError(f"{host} cannot be asked this ({error})") from error

    def _check_status(self, response: httpx.Response, host: str) -> None:
        status = response.status_code
        if status in (200, 206, 304, 416):
            return
        if status == 404:
            raise FetchError(f"{host} has no such file (404)", missing=True)
        if status == 410:
            raise FetchError(f"{host} has withdrawn it (410)", withdrawn=True)
        if status in BUSY:
            self._pause(response, host)
            raise FetchError(f"{host} could not answer (status {status})", retry=True)
        raise FetchError(f"{host} refused (status {status})")

    def _pause(self, response: httpx.Response, host: str) -> None:
        """Do what Retry-After asks."""
        seconds = retry_after_s(response.headers.get("retry-after"), time.time())
        if seconds > self.limits.longest_pause_s:
            how_long = f"{seconds / 60:.0f} minutes" if seconds <= _LONGEST_TOLD_S else "more than a day"
            raise NoServiceError(
                f"{host} asks to be left alone for {how_long}: run the same command again after that; "
                "what was fetched before is kept"
            )
        self._pacer.hold(host, seconds)

    def _body(self, response: httpx.Response) -> bytes:
        chunks, size = [], 0
        for chunk in response.iter_raw():
            chunks.append(chunk)
            size += len(chunk)
            if size > self.limits.max_bytes:
                raise FetchError(f"the answer is larger than {self.limits.max_bytes} bytes")
        return b"".join(chunks)


def _unreachable(host: str) -> NoServiceError:
    return NoServiceError(
        f"{host} cannot be reached: check the internet connection, then run the same command again; "
        "what was fetched before is kept"
    )


def retry_after_s(header: str | None, now: float) -> float:
    """The pause that a Retry-After asks for, in seconds: a number or a date; 0 when it says neither."""
    if not header:
        return 0.0
    if header.strip().isdecimal() and header.isascii():
        return float(header.strip()[:20])
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - now)
    except (ValueError, OverflowError, OSError):
        return 0.0
