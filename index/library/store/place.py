"""Where a library is: a folder, or a database of PostgreSQL by its address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_SCHEMES = ("postgresql://", "postgres://")
# What an address may carry that opens the door: as options behind the question mark.
_SECRETS = re.compile(r"(?i)((?:ssl)?password|passfile|sslkey)=[^&]*")


@dataclass(frozen=True, slots=True)
class Server:
    """A database of PostgreSQL. It is printed without the password that its address may hold."""

    address: str = field(repr=False)

    def __str__(self) -> str:
        scheme, _, _ = self.address.partition("://")
        try:
            place = urlsplit(self.address)
            user, host = place.username, place.netloc.rpartition("@")[2]
        except ValueError:
            return f"{scheme}://..."
        query = _SECRETS.sub(r"\1=...", place.query)
        return f"{scheme}://{f'{user}@' if user else ''}{host}{place.path}{f'?{query}' if query else ''}"


Place = Path | Server


def place_of(named: str) -> Place:
    """What somebody calls a library: an address begins with postgresql://, all else is a folder."""
    return Server(named) if named.lower().startswith(_SCHEMES) else Path(named)
