"""The register of organisations, for people and for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search_cli.runs.register_command import RegisterStatus
from search_cli.shapes import dump

if TYPE_CHECKING:
    from search_cli.shapes.types.errands import RegisterShape


def register_shape(found: RegisterStatus) -> RegisterShape:
    return {
        "folder": str(found.folder),
        "bundled": found.n_bundled,
        "new": found.n_new,
        "new_names": found.n_new_names,
        "lists": [
            {
                "list": kept.name,
                "version": kept.version,
                "published": kept.published or None,
                "fetched": kept.fetched_at,
                "organisations": len(kept.organisations),
            }
            for kept in found.lists
        ],
    }


def show_register(found: RegisterStatus, *, as_json: bool) -> None:
    """Print the lists, and what they add."""
    if as_json:
        print(dump(register_shape(found)))
        return
    for kept in found.lists:
        published = f" of {kept.published}" if kept.published else ""
        print(f"{kept.name:<44} version {kept.version}{published}, {len(kept.organisations)} organisations")
    if not found.lists:
        print("no official lists; 'vindplaats register update' fetches them")
    print(
        f"{found.n_bundled} organisations bundled, {found.n_new} more and {found.n_new_names} more names "
        f"from {len(found.lists)} lists in {found.folder}"
    )
