"""Verification against every readable PDF: each altered quotation is caught, no faithful one is flagged."""

from __future__ import annotations

from benchmarks.bench_verification import measure, read_sources
from tests.quality import gate

QUOTATIONS = 200


def test_every_altered_quotation_is_caught_and_no_faithful_one_is_flagged() -> None:
    folder = gate.gold("corpus/kamerstukken")
    sources = read_sources(folder)
    wrong, lines = measure(sources, QUOTATIONS, seed=1)
    missed = sum(count for kind, count in wrong.items() if kind.startswith("missed"))
    print(f"\n{len(sources)} papers, {QUOTATIONS} altered and {QUOTATIONS} faithful quotations")
    assert (missed, wrong["flagged"]) == (0, 0), "\n".join(lines)
