"""Gate: sentence boundaries on the Dutch UD dev sets, joined with a space as the published comparisons do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nlp.text.sentences import sentence_ranges
from tests.quality import gate

TREEBANKS = {
    "alpino": "eval/treebank/UD_Dutch-Alpino/nl_alpino-ud-dev.conllu",
    "lassysmall": "eval/treebank/UD_Dutch-LassySmall/nl_lassysmall-ud-dev.conllu",
}

_MARK = re.compile(r"[.!?…][\"'”’»)\]]?$|[\"'”’]$")


def _boundary_f1(path: Path) -> dict[str, float]:
    """F1 of the places where one sentence ends and the next begins; the end of the text is given.

    Once over all places, once over those with a mark that could end a sentence, and once with an empty line after
    the sentences without one, as the reader leaves after the headings and list items of a paper.
    """
    sentences = [line[9:].strip() for line in path.read_text("utf-8").splitlines() if line.startswith("# text = ")]
    ends, at = set(), 0
    for sentence in sentences[:-1]:
        ends.add(at + len(sentence))
        at += len(sentence) + 1
    text = " ".join(sentences)
    found = {end for _, end in sentence_ranges(text)} - {len(text)}
    marked = {end for end in ends if _MARK.search(text, end - 2, end)}
    return {
        "f1": _f1(ends, found),
        "f1 at marks": _f1(marked, found - (ends - marked)),
        "f1 as blocks": _f1_as_blocks(sentences),
    }


def _f1_as_blocks(sentences: list[str]) -> float:
    text, ends = "", set()
    for sentence in sentences:
        text += sentence
        ends.add(len(text))
        text += " " if _MARK.search(sentence) else "\n\n"
    return _f1(ends, {end for _, end in sentence_ranges(text)})


def _f1(gold: set[int], found: set[int]) -> float:
    return 2 * len(gold & found) / (len(gold) + len(found))


# 18 % of the sentences of LassySmall are list items and headings without any mark; joined with a space they cannot
# be told from the words after them ("Bart De Wever Jan Loones"). In papers they are blocks of their own, with an
# empty line after them.
@pytest.mark.parametrize("name", sorted(TREEBANKS))
def test_sentences_end_where_the_treebank_says(name: str) -> None:
    path = gate.gold(TREEBANKS[name])
    gate.check(f"sentences_{name}", _boundary_f1(path), [path])
