"""Where the services live: the one table of addresses."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Addresses:
    """The services that papers come from. Nothing is ever fetched from a host that is not named here.

    sru: the search service of KOOP for official publications; the files it
    names are on the same host. publications: the website of the official
    publications, asked when the search service names no file. odata: the Tweede
    Kamer, since June 2026; odata_before: its service before, asked while it
    answers when the new one does not. open_overheid: what the government makes
    public itself, reports above all; some of its files are on rijksoverheid_site.
    tooi: the value lists of the government's organisations.
    """

    sru: str = "https://repository.overheid.nl/sru"
    publications: str = "https://zoek.officielebekendmakingen.nl"
    odata: str = "https://gegevensmagazijn.tweedekamer.nl/OData/v5"
    odata_before: str = "https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0"
    open_overheid: str = "https://open.overheid.nl/overheid/openbaarmakingen/api/v0"
    rijksoverheid_site: str = "https://www.rijksoverheid.nl"
    tooi: str = "https://repository.officiele-overheidspublicaties.nl/waardelijsten"

    def trusted(self, url: str) -> str | None:
        """The address to ask for url, or None when its host is not in the table.

        Old records name their files with http: those are asked with the scheme
        of the table.
        """
        try:
            asked = urlsplit(url.strip())
            asked_host = asked.netloc.lower()
        except ValueError:
            return None
        if asked.scheme not in ("http", "https"):
            return None
        for field in fields(self):
            known = urlsplit(getattr(self, field.name))
            if asked_host == known.netloc.lower():
                return asked._replace(scheme=known.scheme).geturl()
        return None


def addresses_from_environment() -> Addresses:
    """The table, with what VINDPLAATS_SRU, VINDPLAATS_ODATA and so on set instead (a mirror, a test server)."""
    named = {field.name: os.environ.get(f"VINDPLAATS_{field.name.upper()}") for field in fields(Addresses)}
    return Addresses(**{name: url.rstrip("/") for name, url in named.items() if url})
