"""Judgements as annotated papers, to measure and train on: the format of sets of gold recommendations.

recommendations.jsonl   what readers accepted, edited or added
rejected.jsonl          what they rejected, in the same form
documents.json          by file: the pages on which something was judged
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from index.errors import LibraryError
from index.library import Library
from index.model import DocumentRecord, StoredRecommendation, StoredSource
from index.readers.judged import judged_recommendations
from ingest.atomic import write_text

# As long as a quote of a source is at most.
MOST_QUOTED = 600


def export_gold(library: Library, folder: Path) -> tuple[int, int]:
    """Write all judgements to a folder; (recommendations, rejected ones) written.

    Raises:
        LibraryError: nothing was judged, or the folder cannot be written.
    """
    items = [item for item in judged_recommendations(library).items if item.judgement]
    if not items:
        raise LibraryError("nothing was judged yet; 'vindplaats recommendations accept' and 'reject' do that")
    documents = library.documents.by_ids({item.document for item in items})
    kept = [item for item in items if item.judged != "rejected"]
    rejected = [item for item in items if item.judged == "rejected"]
    places = {item.id: place for place, item in enumerate(kept)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, chosen in (("recommendations.jsonl", kept), ("rejected.jsonl", rejected)):
            rows = [_row(place, item, documents[item.document], places) for place, item in enumerate(chosen)]
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            write_text(folder / name, lines)
        pages = json.dumps(_pages(items, documents), ensure_ascii=False, indent=1)
        write_text(folder / "documents.json", pages + "\n")
    except OSError as error:
        raise LibraryError(f"{error.filename or folder} cannot be written: {error.strerror}") from error
    return len(kept), len(rejected)


def _row(place: int, item: StoredRecommendation, document: DocumentRecord, places: dict[int, int]) -> dict[str, Any]:
    found, judgement = item.recommendation, item.judgement
    return {
        "index": place,
        "document": document.file,
        "page": item.page or None,
        "text": " ".join(found.text.split()),
        "type": found.type,
        "number": found.number,
        "addressees": list(found.addressees),
        "by": None,
        "is_restatement_of": places.get(item.restates) if item.restates is not None else None,
        "source_passages": [_passage(source) for source in item.sources],
        "self": False,
        "borderline": False,
        "source_inherited": False,
        "sources_judged": bool(judgement and judgement.sources is not None),
        "judged": item.judged,
        "judged_by": judgement.judge if judgement else None,
        "judged_at": judgement.at if judgement else None,
    }


def _passage(source: StoredSource) -> dict[str, Any]:
    return {
        "page": source.page or None,
        "last_page": source.page or None,
        "quote": " ".join(source.text.split())[:MOST_QUOTED],
    }


def _pages(items: list[StoredRecommendation], documents: dict[str, DocumentRecord]) -> dict[str, Any]:
    pages = defaultdict[str, set[int]](set)
    for item in items:
        pages[item.document].add(item.page)
    return {
        documents[id].file: {
            "pages_covered": sorted(numbers - {0}),
            "kind": documents[id].metadata.kind,
            "sha256": documents[id].metadata.sha256,
            "note": "only what was judged is known of these pages",
        }
        for id, numbers in pages.items()
    }
