"""Gate: sentence boundaries on the Dutch UD dev sets, joined with a space as the published comparisons do."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.sentences import sentence_ranges
from tests.quality import gate

TREEBANKS = {
    "alpino": "eval/treebank/UD_Dutch-Alpino/nl_alpino-ud-dev.conllu",
    "lassysmall": "eval/treebank/UD_Dutch-LassySmall/nl_lassysmall-ud-dev.conllu",
}


def _boundary_f1(path: Path) -> float:
    """F1 of the places where one sentence ends and the next begins; the end of the text is given."""
    sentences = [line[9:].strip() for line in path.read_text("utf-8").splitlines() if line.startswith("# text = ")]
    ends, at = set(), 0
    for sentence in sentences[:-1]:
        ends.add(at + len(sentence))
        at += len(sentence) + 1
    text = " ".join(sentences)
    found = {end for _, end in sentence_ranges(text)} - {len(text)}
    return 2 * len(ends & found) / (len(ends) + len(found))


# 15 % of the sentences of LassySmall are list items and headings without any mark: no rule finds those.
@pytest.mark.parametrize("name", sorted(TREEBANKS))
def test_sentences_end_where_the_treebank_says(name: str) -> None:
    path = gate.gold(TREEBANKS[name])
    gate.check(f"sentences_{name}", {"f1": _boundary_f1(path)}, [path])
