"""Law citations against the links that the government itself put in its regulations.

Many references there carry no link, so precision is a lower bound; and many
links stand on "de wet" or on an article alone, which name no law: recall is
counted over those that do.
"""

from __future__ import annotations

import json
import re

from nlp.references.law_citations import find_law_citations
from tests.quality import gate

GOLD = "eval/ner/wetsverwijzingen.jsonl"
_NAMES_A_LAW = re.compile(r"(?<!^)[A-Z][a-z]{2,}|[A-Z]{2,}")


def test_linked_laws_are_found_with_their_id() -> None:
    path = gate.gold(GOLD)
    named = recalled = right = wrong = unlinked = 0
    for line in path.read_text("utf-8").splitlines():
        sentence = json.loads(line)
        found = [law for law in find_law_citations(sentence["text"]) if law.bwb]
        links = [(link["start"], link["end"], link["bwb_id"], link["text"]) for link in sentence["refs"]]
        for start, end, bwb, text in links:
            if _NAMES_A_LAW.search(text):
                named += 1
                recalled += any(law.bwb == bwb and law.start < end and start < law.end for law in found)
        for law in found:
            ids = {bwb for start, end, bwb, _ in links if law.start < end and start < law.end}
            right += law.bwb in ids
            wrong += bool(ids) and law.bwb not in ids
            unlinked += not ids
    figures = {
        "recall of named laws": recalled / named,
        "id right where linked": right / (right + wrong),
        "precision, lower bound": right / (right + wrong + unlinked),
    }
    gate.check("law citations", figures, [path])
