"""Whether the sources of gold recommendations are the right ones, in papers that the ranker was not fitted to."""

from __future__ import annotations

from nlp.grounds.links import link_sources
from tests.quality import gate
from tests.quality.grounds_gold import figures, judged, read_papers, shown


def test_the_right_source_is_among_the_first():
    records = gate.gold("eval/gold/recommendations.jsonl")
    found = []
    for paper in read_papers(records, gate.gold("corpus"), {}):
        links = link_sources(paper.document, paper.recommendations)
        found += judged(paper, links)
        for link in links:
            own = paper.recommendations[link.recommendation]
            assert link.is_own or all(end <= own.start or own.end <= start for start, end in shown(link))
    measured = figures(found)
    print(f"\n{len(found)} records: {measured}")
    gate.check("sources", {name: measured[name] for name in ("first", "first three")}, [records])
