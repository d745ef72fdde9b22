"""What is new for the saved searches."""

from __future__ import annotations

from collections.abc import Iterator

from index.library import Library
from index.model import SavedSearch
from index.ranking.model import Hit
from index.search import search

# More new passages than this for one search are no news but another library.
LIMIT = 1000


def new_matches(library: Library) -> Iterator[tuple[SavedSearch, list[Hit]]]:
    """Each saved search with the passages that were added since it was last looked at, newest paper first.

    A saved search finds by its words only: by meaning, every passage is found
    sooner or later. What was shown must be marked as seen (Searches.mark_seen).
    """
    for saved in library.searches.all():
        answer = search(
            library,
            None,
            None,
            saved.query,
            mode="lexical",
            limit=LIMIT,
            filters=saved.filters,
            sort="date",
            families=saved.families,
        )
        yield saved, [hit for hit in answer.hits if hit.passage.id > saved.seen]
