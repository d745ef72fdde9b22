"""The official lists of organisations: fetch them into the user's data folder, and tell what is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.errors import VindplaatsError
from ingest.sources.client import Client
from ingest.sources.model import Failure, FetchError
from ingest.sources.value_lists import LISTS, newest_list
from nlp.registers.held import bundled_organisations
from nlp.registers.kept_lists import KeptList, keep_list, kept_lists
from nlp.registers.official_lists import official_organisations
from nlp.registers.rows import merged


class NoListError(VindplaatsError):
    """None of the lists could be had."""


@dataclass(frozen=True, slots=True)
class RegisterStatus:
    """The register in use. n_new: organisations, n_new_names: names, that the bundled register does not have."""

    folder: Path
    n_bundled: int
    n_new: int
    n_new_names: int
    lists: tuple[KeptList, ...]


def update(folder: Path, client: Client) -> list[Failure]:
    """Fetch the newest version of every list; one that cannot be had is kept as it was, and told.

    Raises:
        NoServiceError: the service cannot be reached; what came before that is kept.
        NoListError: no list could be had at all.
        KeptListError: the folder cannot be written.
    """
    failures = []
    for name in LISTS:
        try:
            newest = newest_list(client, name)
            organisations = tuple(official_organisations(newest.nodes))
            if not organisations:
                raise FetchError("it names no organisation in a form that this version of vindplaats knows")
        except FetchError as error:
            failures.append(Failure(name, f"{name}: {error}", error.retry))
        else:
            keep_list(folder, name, newest.version, newest.published, organisations)
    if len(failures) == len(LISTS):
        raise NoListError(f"none of the {len(LISTS)} official lists could be had; {failures[0].reason}")
    return failures


def status(folder: Path) -> RegisterStatus:
    """What the register is made of now."""
    lists = kept_lists(folder)
    bundled = tuple(bundled_organisations())
    whole = merged(bundled, (one for kept in lists for one in kept.organisations))
    n_new_names = sum(len(one.forms) for one in whole) - sum(len(one.forms) for one in bundled)
    return RegisterStatus(folder, len(bundled), len(whole) - len(bundled), n_new_names, lists)
