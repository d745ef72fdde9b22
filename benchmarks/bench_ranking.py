"""What each step of the ranking brings, in nDCG@10, on sets of questions with known answers.

    python benchmarks/bench_ranking.py [SET...] [--data ../shared/eval/retrieval] [--cache .cache]

BM25 is computed here with numpy, with the parameters of SQLite FTS5, so that
steps that the program does not take can be measured too. Vectors are made once
and kept in the cache.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from math import log, log2
from pathlib import Path

import numpy as np
import Stemmer

from index.dutch.families import keys, parts, tokens
from index.embedding.choice import load_embedder
from index.evaluate import TestSet, read_set
from index.library.wording.words import FIELD_WEIGHTS
from index.query.plan import PART_SHARE
from index.query.syntax import STOP_WORDS
from index.ranking.fusion import FULL_SCORE, OF_COVERAGE, OF_SCORE, OF_TOGETHER, RAREST
from index.ranking.weighing import K1, PAIR_SHARE, B
from index.search import CANDIDATES

SETS = ("overheid_faq", "tk_motie_link_small", "tk_motie_link", "tk_brief_motie", "tk_moties")
DEPTH = 100
EXACT, _, PARTS, HEADING, _ = FIELD_WEIGHTS

Scores = np.ndarray
Normal = Callable[[list[str]], list[str]]


class Index:
    """BM25 over passages whose words weigh by field."""

    def __init__(self, passages: Sequence[Sequence[tuple[list[str], float]]]) -> None:
        lengths = np.zeros(len(passages))
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, fields in enumerate(passages):
            weighed = Counter[str]()
            for words, weight in fields:
                lengths[at] += len(words)
                for word in words:
                    weighed[word] += weight
            for word, frequency in weighed.items():
                postings[word].append((at, frequency))
        self.length = K1 * (1 - B + B * lengths / lengths.mean())
        self.postings = {
            word: (np.array([at for at, _ in found]), np.array([n for _, n in found]))
            for word, found in postings.items()
        }

    def idf(self, word: str) -> float:
        n = len(self.postings[word][0]) if word in self.postings else 0
        return log(1 + (len(self.length) - n + 0.5) / (n + 0.5))

    def scores(self, words: Sequence[str]) -> Scores:
        total = np.zeros(len(self.length), dtype=np.float32)
        for word in set(words) & self.postings.keys():
            at, frequency = self.postings[word]
            total[at] += self.idf(word) * frequency * (K1 + 1) / (frequency + self.length[at])
        return total


def stemmed(algorithm: str) -> Normal:
    stem = cache(Stemmer.Stemmer(algorithm).stemWord)
    return lambda words: [stem(word) for word in words]


def content(text: str) -> list[str]:
    words = list(dict.fromkeys(tokens(text)))
    return [word for word in words if word not in STOP_WORDS] or words


def candidates(scores: Scores) -> np.ndarray:
    n = min(CANDIDATES, len(scores) - 1)
    return np.argpartition(-scores, n)[:n]


def convex(
    words: Scores,
    meaning: Scores,
    weight: float,
    full_score: float,
    covered: Scores | float = 0.0,
    of_covered: float = 0.0,
) -> Scores:
    """As index.ranking.fusion.fuse; what is no candidate of either list is below all that are."""
    best_by_words = candidates(words)
    best_by_words = best_by_words[words[best_by_words] > 0]
    both = np.union1d(best_by_words, candidates(meaning))
    low, high = meaning[both].min(), meaning[both].max()
    lexical = np.zeros_like(words)
    lexical[best_by_words] = words[best_by_words] / max(words.max(), full_score, 1e-9)
    lexical[best_by_words] *= weight
    lexical[best_by_words] += of_covered * (covered * np.ones_like(words))[best_by_words]
    fused = np.full_like(words, -1.0)
    fused[both] = lexical[both] + (1 - weight - of_covered) * (meaning[both] - low) / (high - low)
    return fused


def side_by_side(index: Index, bodies: Sequence[list[str]], questions: Sequence[list[str]]) -> list[Scores]:
    """What the families of words add that stand side by side in a question and in a passage, stop words apart."""
    wanted = {pair for question in questions for pair in pairwise(question)}
    places = defaultdict[tuple[str, str], Counter[int]](Counter)
    for at, body in enumerate(bodies):
        for pair in pairwise(body):
            if pair in wanted:
                places[pair][at] += 1
    added = []
    for question in questions:
        total = np.zeros(len(bodies), dtype=np.float32)
        for pair in dict.fromkeys(pairwise(question)):
            for at, n in places[pair].items():
                total[at] += sum(map(index.idf, pair)) * n * (K1 + 1) / (n + index.length[at])
        added.append(total)
    return added


def coverage(index: Index, question: Sequence[str]) -> Scores:
    """Which part of the words of a question each passage has, rare words weighing more."""
    covered = np.zeros(len(index.length), dtype=np.float32)
    for word in set(question) & index.postings.keys():
        covered[index.postings[word][0]] += index.idf(word)
    return covered / max(sum(map(index.idf, set(question))), 1e-9)


def reciprocal_rank(words: Scores, meaning: Scores, k: int = 60) -> Scores:
    """Cormack et al. 2009."""
    fused = np.zeros_like(words)
    for scores in (words, meaning):
        best = np.argsort(-scores, kind="stable")[:DEPTH]
        fused[best] += 1 / (k + 1 + np.arange(len(best)))
    return fused


def ndcg(scores: Scores, grades: dict[int, int], depth: int = 10) -> float:
    best = np.argsort(-scores, kind="stable")[:depth]
    gain = sum(grades.get(int(at), 0) / log2(rank + 2) for rank, at in enumerate(best))
    ideal = sorted(grades.values(), reverse=True)[:depth]
    return gain / sum(grade / log2(rank + 2) for rank, grade in enumerate(ideal))


def vectors(test_set: TestSet, cache_folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """(of the passages, of the questions), float32, rows of length 1."""
    path = cache_folder / f"{test_set.name}.npz"
    if not path.exists():
        embedder = load_embedder()
        passages = embedder.passages(
            [f"{title}\n{text}" if title else text for title, text in test_set.corpus.values()]
        )
        questions = np.array([embedder.query(text) for text in test_set.questions.values()])
        cache_folder.mkdir(parents=True, exist_ok=True)
        np.savez(path, passages=passages, questions=questions)
    held = np.load(path)
    return held["passages"], held["questions"]


def measure(test_set: TestSet, cache_folder: Path) -> None:
    """Print a line a step."""
    place = {id: at for at, id in enumerate(test_set.corpus)}
    grades = [
        {place[id]: grade for id, grade in test_set.relevant[question].items() if id in place}
        for question in test_set.questions
    ]
    asked = [content(text) for text in test_set.questions.values()]
    bodies = [(tokens(title), tokens(text)) for title, text in test_set.corpus.values()]

    def report(name: str, ranked: Sequence[Scores]) -> None:
        value = np.mean([ndcg(scores, relevant) for scores, relevant in zip(ranked, grades, strict=True)])
        print(f"{test_set.name:20} {name:44} {value:.4f}", flush=True)

    def bm25(
        name: str, normal: Normal, fields: Callable[[list[str], list[str]], list[tuple[list[str], float]]]
    ) -> list[Scores]:
        index = Index([fields(title, text) for title, text in bodies])
        ranked = [index.scores(normal(words)) for words in asked]
        report(f"BM25, {name}", ranked)
        return ranked

    def as_one(normal: Normal) -> Callable[[list[str], list[str]], list[tuple[list[str], float]]]:
        return lambda title, text: [(normal(title + text), 1.0)]

    def in_fields(title: list[str], text: list[str]) -> list[tuple[list[str], float]]:
        compound_parts = [part for word in text for part in parts(word)]
        return [(keys(text), 1.0), (compound_parts, PARTS), (keys(title), HEADING)]

    plain = bm25("words as they stand", list, as_one(list))
    bm25("Snowball dutch", stemmed("dutch"), as_one(stemmed("dutch")))
    bm25("Snowball dutch_porter", stemmed("dutch_porter"), as_one(stemmed("dutch_porter")))
    bm25("families", keys, as_one(keys))
    families = bm25("families, compounds and headings", keys, in_fields)
    # A word counted EXACT times saturates to about this share of its weight.
    words = [family + EXACT * (K1 + 1) / (EXACT + K1) * exact for family, exact in zip(families, plain, strict=True)]
    report("the same, and the word as it was typed", words)

    of_passages, of_questions = vectors(test_set, cache_folder)
    meaning = [of_passages @ question for question in of_questions]
    report("meaning alone", meaning)
    pairs = list(zip(words, meaning, strict=True))
    report("RRF, k = 60", [reciprocal_rank(*pair) for pair in pairs])
    report("RRF, k = 10", [reciprocal_rank(*pair, k=10) for pair in pairs])
    for weight in (0.2, 0.3, 0.4, 0.5, 0.6):
        report(f"convex fusion, {weight} to words", [convex(*pair, weight, 0.0) for pair in pairs])
    index = Index([in_fields(title, text) for title, text in bodies])
    full = [FULL_SCORE * sum(sorted(map(index.idf, keys(query)), reverse=True)[:RAREST]) for query in asked]
    report(
        "the same, 0.5, no less than a full score",
        [convex(*pair, 0.5, score) for pair, score in zip(pairs, full, strict=True)],
    )
    weight = OF_SCORE + OF_COVERAGE + OF_TOGETHER
    fused = [convex(*pair, weight, score) for pair, score in zip(pairs, full, strict=True)]
    report("the same, with the share of words that the search has", fused)
    asked_keys = [keys(query) for query in asked]
    of_parts = [
        index.scores([part for word in query for part in parts(word) if part not in typed] if len(query) > 2 else [])
        for query, typed in zip(asked, asked_keys, strict=True)
    ]
    words = [score + PART_SHARE * part for score, part in zip(words, of_parts, strict=True)]
    report("words, and the parts of their compounds", words)
    in_order = [keys(word for word in text if word not in STOP_WORDS) for _, text in bodies]
    beside = side_by_side(index, in_order, asked_keys)
    words = [score + PAIR_SHARE * pair for score, pair in zip(words, beside, strict=True)]
    report("the same, and words side by side", words)
    pairs = list(zip(words, meaning, strict=True))
    report("fused", [convex(*pair, weight, score) for pair, score in zip(pairs, full, strict=True)])
    fused = [
        convex(*pair, OF_SCORE, score, coverage(index, question), OF_COVERAGE + OF_TOGETHER)
        for pair, question, score in zip(pairs, asked_keys, full, strict=True)
    ]
    report("the same, and which part of the words it has (the search asks for a part in one place too)", fused)
    moved = [
        _towards(question, of_passages[np.argsort(-scores)[:3]])
        for question, scores in zip(of_questions, fused, strict=True)
    ]
    again = [
        convex(by_words, of_passages @ question, weight, score)
        for by_words, question, score in zip(words, moved, full, strict=True)
    ]
    report("with feedback of the first three (not kept)", again)


def _towards(question: np.ndarray, best: np.ndarray) -> np.ndarray:
    """Rocchio's feedback, 0.3 to the mean of the best passages."""
    moved = question + 0.3 * best.mean(axis=0)
    return moved / np.linalg.norm(moved)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = Path(__file__).resolve().parents[1]
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--data", type=Path, default=root.parent / "shared/eval/retrieval")
    parser.add_argument("--cache", type=Path, default=root / ".cache" / "ranking")
    arguments = parser.parse_args()
    if not arguments.data.exists():
        print(f"no sets in {arguments.data}: nothing is measured")
        return
    for name in arguments.sets:
        measure(read_set(arguments.data / name), arguments.cache)


if __name__ == "__main__":
    main()
