"""The gate on reading pages: our figures against their floors, beside those of general tools."""

from __future__ import annotations

from pathlib import Path

from ingest.reader import read_file
from tests.quality import gate, pages


def test_pages_are_read_as_a_careful_reader_reads_them() -> None:
    gold_file = gate.gold("eval/gold/pages.jsonl")
    corpus = gate.gold("corpus")
    gold = pages.read_gold(gold_file)
    documents = {page["document"]: read_file(corpus / page["document"]) for page in gold}
    scores = [pages.score_page(documents[page["document"]], page) for page in gold]
    readable = {
        score.name
        for score, page in zip(scores, gold, strict=True)
        if not page["blocks"] or documents[page["document"]].pages[page["page"] - 1].has_text
    }
    for score in scores:
        print(f"{score.similarity:.3f} {score.name}", *score.faults, sep="\n      ")
    report_general_tools(corpus, gold)
    gate.check("pages", pages.figures(scores, readable), [gold_file])


def report_general_tools(corpus: Path, gold: list[dict[str, object]]) -> None:
    """Print the body similarity of raw text, so that the lift of our reading is seen beside it."""
    for engine in ("pypdfium2", "pdfplumber"):
        values = [
            pages.similarity(
                pages.gold_words(page), pages.raw_words(corpus / str(page["document"]), int(str(page["page"])), engine)
            )
            for page in gold
        ]
        print(f"{engine} raw text: similarity {sum(values) / len(values):.3f}, lowest {min(values):.3f}")
