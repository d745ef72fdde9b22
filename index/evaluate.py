"""How good the search is on a set of questions with known answers, measured on the very search that users have."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.adding.prepare import completed, draft_of, text_hash
from index.derived import current_vectors
from index.embedding.embedded import embedded_text
from index.embedding.protocol import Embedder
from index.errors import LibraryError, QueryError
from index.library import Library, open_library
from index.model import Mode
from index.query.syntax import as_question
from index.search import search
from ingest.model import Document, Metadata, Passage

MODES: tuple[Mode, ...] = ("lexical", "semantic", "hybrid")
MEASURES = ("ndcg@10", "recall@10", "recall@100")
DEPTH = 100
# What the fusion is held against: the two lists joined by rank alone (Cormack et al. 2009, k = 60).
RRF, RRF_K = "rrf", 60
# Passages are embedded and stored in batches of this many.
BATCH = 256
RESAMPLES = 10_000

Progress = Callable[[str, int, int], None]
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class TestSet:
    """A set in BEIR layout. corpus: id -> (title, text). relevant: question id -> {passage id: grade}."""

    name: str
    corpus: dict[str, tuple[str, str]]
    questions: dict[str, str]
    relevant: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """by_question: the nDCG@10 of each question, by mode, to compare with another run."""

    name: str
    n_questions: int
    n_passages: int
    modes: dict[str, Figures]
    by_question: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """nDCG@10 of one run minus that of another on the same questions, with its 95 % interval and two-sided p."""

    n_questions: int
    difference: float
    low: float
    high: float
    p: float


def read_set(folder: Path) -> TestSet:
    """Read corpus.jsonl, queries.jsonl and qrels.tsv; questions without a relevant passage are left out.

    Raises:
        LibraryError: a file is missing or is not what it must be.
    """
    try:
        corpus = {item["_id"]: (item.get("title") or "", item["text"]) for item in _lines(folder / "corpus.jsonl")}
        questions = {item["_id"]: item["text"] for item in _lines(folder / "queries.jsonl")}
        relevant = _read_qrels(_qrels_path(folder))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise LibraryError(
            f"{folder} is no test set in BEIR layout (corpus.jsonl, queries.jsonl, qrels.tsv): {error!r}"
        ) from error
    asked = {id: text for id, text in questions.items() if any(relevant.get(id, {}).values())}
    return TestSet(folder.resolve().name, corpus, asked, {id: relevant[id] for id in asked})


def evaluate(
    test_set: TestSet,
    embedder: Embedder,
    *,
    library: Path | None = None,
    modes: Sequence[Mode] = MODES,
    progress: Progress | None = None,
) -> Evaluation:
    """Put the passages in a library, one passage a paper, and ask the questions in each mode.

    Beside the modes stands what reciprocal rank fusion makes of the lists by words and by meaning.

    Args:
        library: keep the library here, so that the passages are not embedded again; None for a temporary one.
    """
    with _opened(library) as opened:
        _fill(opened, test_set, embedder, progress)
        runs: dict[str, dict[str, list[str]]] = {
            mode: dict(_run(opened, test_set, embedder, mode, progress)) for mode in modes
        }
    if {"lexical", "semantic"} <= runs.keys():
        runs[RRF] = {id: by_rank([runs["lexical"][id], runs["semantic"][id]]) for id in test_set.questions}
    measured = {mode: _measure(test_set.relevant, run) for mode, run in runs.items()}
    return Evaluation(
        test_set.name,
        len(test_set.questions),
        len(test_set.corpus),
        {
            mode: {name: float(np.mean(list(by_question.values()))) for name, by_question in figures.items()}
            for mode, figures in measured.items()
        },
        {mode: figures["ndcg@10"] for mode, figures in measured.items()},
    )


def by_rank(lists: Sequence[Sequence[str]]) -> list[str]:
    """Lists joined by reciprocal rank fusion, the best first; equals in the order in which they come.

    >>> by_rank([["a", "b"], ["b", "c"]])
    ['b', 'a', 'c']
    """
    scores = defaultdict[str, float](float)
    for ids in lists:
        for rank, id in enumerate(ids, start=1):
            scores[id] += 1 / (RRF_K + rank)
    return sorted(scores, key=lambda id: -scores[id])


def compare(ours: dict[str, float], theirs: dict[str, float], seed: int = 0) -> Comparison:
    """A paired bootstrap over questions (Efron and Tibshirani 1993; Smucker et al. 2007).

    Args:
        ours, theirs: a figure for each question; only questions of both count.

    Raises:
        LibraryError: they have no question in common.
    """
    common = sorted(ours.keys() & theirs.keys())
    if not common:
        raise LibraryError("the two runs have no question in common, so they cannot be compared")
    differences = np.array([ours[id] - theirs[id] for id in common])
    sample = np.random.default_rng(seed).integers(0, len(common), (RESAMPLES, len(common)), dtype=np.int32)
    means = differences[sample].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    # How often a resample centred on no difference is at least as far from zero.
    p = float(np.mean(np.abs(means - differences.mean()) >= abs(differences.mean())))
    return Comparison(len(common), float(differences.mean()), float(low), float(high), p)


@contextmanager
def _opened(path: Path | None) -> Iterator[Library]:
    if path is not None:
        with open_library(path, create=True) as library:
            yield library
        return
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "set.library", create=True) as library:
        yield library


def _fill(library: Library, test_set: TestSet, embedder: Embedder, progress: Progress | None) -> None:
    """Make the library hold the passages of the set and nothing else."""
    documents = {id: _document(id, title, text) for id, (title, text) in test_set.corpus.items()}
    held = {record.id: record.metadata.sha256 for record in library.documents.all()}
    if library.embedder_fingerprint not in (None, embedder.fingerprint):
        held_wrong = library.embedder_name or "another model"
        raise LibraryError(f"{library.path} holds vectors of {held_wrong}; name another --library")
    new = [item for item in documents.values() if held.get(item.id) != item.metadata.sha256]
    with library.writing():
        for id in held.keys() - documents.keys() | {item.id for item in new if item.id in held}:
            with library.transaction():
                library.documents.delete(id)
                library.next_generation()
        for start in range(0, len(new), BATCH):
            _add(library, new[start : start + BATCH], embedder)
            if progress:
                progress("embedding", min(start + BATCH, len(new)), len(new))


def _document(id: str, title: str, text: str) -> Document:
    sha256 = hashlib.sha256(json.dumps([id, title, text]).encode()).hexdigest()
    return Document(Metadata(id=id, sha256=sha256, title=title or None), text)


def _add(library: Library, documents: Sequence[Document], embedder: Embedder) -> None:
    passages = [_passage(document) for document in documents]
    texts = [embedded_text(passage) for passage in passages]
    hashes = [text_hash(text) for text in texts]
    vectors = dict(library.passages.known_vectors(hashes))
    new = [(name, text) for name, text in zip(hashes, texts, strict=True) if name not in vectors]
    if new:
        vectors.update(zip((name for name, _ in new), embedder.passages([text for _, text in new]), strict=True))
    with library.transaction():
        library.record_embedder(embedder.name, embedder.fingerprint)
        for document, passage, text, name in zip(documents, passages, texts, hashes, strict=True):
            prepared = completed(draft_of(document, [passage]), {text: vectors[name]})
            library.store(prepared, file=document.id, path=document.id, pipeline="evaluation")


def _passage(document: Document) -> Passage:
    title = document.metadata.title
    return Passage(0, len(document.text), document.text, 1, 1, (title,) if title else ())


def _run(
    library: Library, test_set: TestSet, embedder: Embedder, mode: Mode, progress: Progress | None
) -> Iterator[tuple[str, list[str]]]:
    """(question id, passage ids, best first)."""
    vectors = None if mode == "lexical" else current_vectors(library)
    for done, (id, text) in enumerate(test_set.questions.items(), start=1):
        try:
            asked = as_question(text)
            hits = search(library, vectors, embedder, asked, mode=mode, limit=DEPTH, everything=True).hits
        except QueryError:
            # A question of punctuation alone finds nothing.
            hits = ()
        # A near copy is shown with the passage it is folded under.
        yield (
            id,
            [record.document for hit in hits for record in (hit.passage, *(copy.record for copy in hit.near_copies))],
        )
        if progress:
            progress(mode, done, len(test_set.questions))


def _measure(relevant: dict[str, dict[str, int]], run: dict[str, list[str]]) -> dict[str, dict[str, float]]:
    """measure -> {question id: value}."""
    import ir_measures

    measures = dict(zip((ir_measures.nDCG @ 10, ir_measures.R @ 10, ir_measures.R @ 100), MEASURES, strict=True))
    qrels = [
        ir_measures.Qrel(question, id, grade) for question, grades in relevant.items() for id, grade in grades.items()
    ]
    # Scores that fall with the rank, so that the order of equals is ours.
    ranked = [
        ir_measures.ScoredDoc(question, id, -float(rank))
        for question, ids in run.items()
        for rank, id in enumerate(ids)
    ]
    figures: dict[str, dict[str, float]] = {name: dict.fromkeys(relevant, 0.0) for name in MEASURES}
    for metric in ir_measures.iter_calc(list(measures), qrels, ranked):
        figures[measures[metric.measure]][metric.query_id] = float(metric.value)
    return figures


def _lines(path: Path) -> Iterable[dict[str, str]]:
    """The records of a file. Raises ValueError where one has something else than text under a name that is read."""
    for line in path.read_text("utf-8").split("\n"):
        if line.strip():
            match json.loads(line):
                case {"_id": str(), "text": str()} as record if isinstance(record.get("title") or "", str):
                    yield record
                case _:
                    raise ValueError(f"{path.name} has a line without an _id and a text: {line[:40]}")


def _qrels_path(folder: Path) -> Path:
    """BEIR itself keeps the judgements in a folder of their own."""
    plain = folder / "qrels.tsv"
    return plain if plain.exists() else folder / "qrels" / "test.tsv"


def _read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Lines of question, passage, grade (BEIR), or question, 0, passage, grade (TREC); a head line is passed over."""
    relevant = defaultdict[str, dict[str, int]](dict)
    for line in path.read_text("utf-8").splitlines():
        fields = line.split("\t") if "\t" in line else line.split()
        if len(fields) >= 3 and fields[-1].lstrip("-").isdigit():
            relevant[fields[0]][fields[-2]] = int(fields[-1])
    return relevant
