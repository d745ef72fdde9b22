"""What all shapes have in common."""

from __future__ import annotations

import json
from typing import Any

from index.model import PassageRecord
from ingest.addresses import address_of

Json = dict[str, Any]


def dump(shape: Any) -> str:
    """One JSON document, readable and in UTF-8."""
    return json.dumps(shape, ensure_ascii=False, indent=1)


def passage_address(record: PassageRecord) -> str:
    """The address of a passage in the library, which its number is not."""
    return address_of(record.document, record.passage.page, record.passage)
