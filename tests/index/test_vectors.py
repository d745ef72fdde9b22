"""The vectors' file finds what is nearest, and knows when it is not to be trusted."""

from __future__ import annotations

import resource
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.vectors import (
    A_PART,
    LARGE,
    LONGEST_TAIL,
    Ids,
    Vectors,
    VectorsDamagedError,
    VectorsNotKeptError,
    build,
    change,
    generation_of,
    in_memory,
    open_vectors,
)


def unit_rows(n: int, dim: int = 8, seed: int = 0) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(n, dim)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def ids_of(*ids: int) -> Ids:
    return np.array(ids, dtype=np.int64)


WIDE = 48
NO_IDS = ids_of()
NO_VECTORS = unit_rows(0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vectors.faiss"


@settings(max_examples=25)
@given(st.sets(st.integers(0, 2**62), min_size=1, max_size=40), st.integers(1, 12), st.integers(0, 99))
def test_search_gives_what_a_full_comparison_gives(
    tmp_path_factory: pytest.TempPathFactory, some_ids: set[int], k: int, seed: int
) -> None:
    path = tmp_path_factory.mktemp("vectors") / "vectors.faiss"
    ids = np.array(sorted(some_ids), dtype=np.int64)
    vectors, query = unit_rows(len(ids), seed=seed), unit_rows(1, seed=seed + 100)[0]
    build(path, [(ids, vectors)], generation=1)
    found, scores = open_vectors(path).search(query, k)
    expected = np.argsort(-(vectors @ query), kind="stable")[:k]
    assert found.tolist() == ids[expected].tolist()
    np.testing.assert_allclose(scores, (vectors @ query)[expected], atol=1e-6)


def test_search_finds_only_what_is_allowed(path: Path) -> None:
    vectors = unit_rows(50)
    build(path, [(np.arange(50), vectors)], generation=1)
    found, _ = open_vectors(path).search(vectors[7], 3, allowed=ids_of(3, 8, 90))
    assert sorted(found.tolist()) == [3, 8]


def test_search_in_nothing_finds_nothing(path: Path) -> None:
    build(path, [(NO_IDS, NO_VECTORS)], generation=1)
    assert len(open_vectors(path)) == 0
    assert open_vectors(path).search(unit_rows(1)[0], 5)[0].tolist() == []


def test_search_with_nothing_allowed_finds_nothing(path: Path) -> None:
    build(path, [(ids_of(1, 2), unit_rows(2))], generation=1)
    assert open_vectors(path).search(unit_rows(1)[0], 5, allowed=NO_IDS)[0].tolist() == []


def test_changed_file_has_the_added_the_replaced_and_not_the_removed(path: Path) -> None:
    vectors = unit_rows(6)
    build(path, [(ids_of(10, 11, 12), vectors[:3])], generation=4)
    change(path, 5, removed=ids_of(10, 11, 99), ids=ids_of(11, 13), vectors=vectors[3:5])
    opened = open_vectors(path)
    assert opened.generation == 5
    best = {row: opened.search(vectors[row], 1)[0].tolist() for row in (2, 3, 4)}
    assert best == {2: [12], 3: [11], 4: [13]}
    assert sorted(opened.search(vectors[0], 10)[0].tolist()) == [11, 12, 13]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ids, Vectors]:
    """A file that is compared by codes; ids are not row numbers."""
    path = tmp_path_factory.mktemp("large") / "vectors.faiss"
    vectors, ids = unit_rows(LARGE, WIDE), np.arange(LARGE, dtype=np.int64) * 3 + 7
    build(path, [(ids, vectors)], generation=1)
    return path, ids, vectors


def copied(large: tuple[Path, Ids, Vectors], folder: Path) -> tuple[Path, Ids, Vectors]:
    path, ids, vectors = large
    return Path(shutil.copy(path, folder)), ids, vectors


def test_large_file_finds_nearly_all_that_is_nearest(large: tuple[Path, Ids, Vectors]) -> None:
    path, ids, vectors = large
    opened = open_vectors(path)
    n_found = 0
    for query in unit_rows(20, WIDE, seed=1):
        found, scores = opened.search(query, 10)
        n_found += len(set(found) & set(ids[np.argsort(-(vectors @ query))[:10]]))
        np.testing.assert_allclose(scores, vectors[(found - 7) // 3] @ query, atol=1e-6)
    assert n_found / 200 >= 0.98


def test_large_file_with_a_filter_misses_nothing(large: tuple[Path, Ids, Vectors]) -> None:
    path, ids, vectors = large
    query, allowed = unit_rows(1, WIDE, seed=2)[0], ids[::50]
    expected = allowed[np.argsort(-(vectors[::50] @ query))[:10]]
    assert open_vectors(path).search(query, 10, allowed)[0].tolist() == expected.tolist()


def test_change_to_a_large_file_leaves_it_as_it_is_and_is_found(
    large: tuple[Path, Ids, Vectors], tmp_path: Path
) -> None:
    path, ids, vectors = copied(large, tmp_path)
    before = path.read_bytes()
    query, new = unit_rows(1, WIDE, seed=3)[0], ids_of(1, 2)
    best = ids[np.argsort(-(vectors @ query))[:8]]
    change(path, 2, removed=best[:1], ids=new[:1], vectors=query[None, :])
    change(path, 3, removed=best[1:7], ids=new[1:], vectors=query[None, :])
    opened = open_vectors(path)
    assert path.read_bytes() == before
    assert (opened.generation, len(opened)) == (3, LARGE - 7 + 2)
    assert opened.search(query, 3)[0].tolist() == [1, 2, best[7]]
    assert opened.search(query, 3, allowed=np.append(best, 2))[0].tolist() == [2, best[7]]
    change(path, 4, removed=new, ids=NO_IDS, vectors=vectors[:0])
    assert open_vectors(path).search(query, 1)[0].tolist() == [best[7]]


def test_large_file_whose_tail_is_damaged_is_of_its_old_generation(
    large: tuple[Path, Ids, Vectors], tmp_path: Path
) -> None:
    path, _, vectors = copied(large, tmp_path)
    change(path, 2, removed=NO_IDS, ids=ids_of(1), vectors=vectors[:1])
    tail = path.with_name(path.name + ".tail")
    tail.write_bytes(tail.read_bytes()[:-9])
    assert open_vectors(path).generation == 1


def test_tail_of_another_file_is_not_read(large: tuple[Path, Ids, Vectors], tmp_path: Path) -> None:
    path, ids, vectors = copied(large, tmp_path)
    change(path, 2, removed=NO_IDS, ids=ids_of(1), vectors=vectors[:1])
    tail = path.with_name(path.name + ".tail")
    kept = tail.read_bytes()
    build(path, [(ids[:9], vectors[:9])], generation=5)
    tail.write_bytes(kept)
    assert (open_vectors(path).generation, len(open_vectors(path))) == (5, 9)


def test_large_file_is_built_again_when_its_tail_grows_long(large: tuple[Path, Ids, Vectors], tmp_path: Path) -> None:
    path, ids, vectors = copied(large, tmp_path)
    change(path, 2, removed=ids[:10], ids=ids_of(1), vectors=vectors[:1])
    change(
        path, 3, removed=ids[10:20], ids=-np.arange(2, LONGEST_TAIL), vectors=unit_rows(LONGEST_TAIL - 2, WIDE, seed=4)
    )
    opened = open_vectors(path)
    assert not path.with_name(path.name + ".tail").exists()
    assert (opened.generation, len(opened)) == (3, LARGE - 20 + LONGEST_TAIL - 1)
    assert opened.search(vectors[0], 1)[0].tolist() == [1]
    for row in (A_PART - 1, A_PART, LARGE - 1):
        assert opened.search(vectors[row], 1)[0].tolist() == [ids[row]]


def test_file_built_in_parts_is_the_file_built_at_once(large: tuple[Path, Ids, Vectors], tmp_path: Path) -> None:
    path, ids, vectors = large
    parts = [(ids[:7], vectors[:7]), (ids[7:30_000], vectors[7:30_000]), (ids[30_000:], vectors[30_000:])]
    build(tmp_path / path.name, parts, generation=1)
    assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_generation_is_that_of_the_tail_as_long_as_the_tail_is_sound(
    large: tuple[Path, Ids, Vectors], tmp_path: Path
) -> None:
    path, _, vectors = copied(large, tmp_path)
    assert generation_of(path) == 1
    change(path, 2, removed=NO_IDS, ids=ids_of(1), vectors=vectors[:1])
    assert generation_of(path) == 2
    tail = path.with_name(path.name + ".tail")
    tail.write_bytes(tail.read_bytes()[:-9])
    assert generation_of(path) == 1
    path.unlink()
    with pytest.raises(VectorsDamagedError):
        generation_of(path)


def test_file_whose_ids_are_in_no_order_finds_what_is_allowed_and_gives_cosines(path: Path) -> None:
    vectors = unit_rows(4)
    build(path, [(ids_of(9, 2, 7, 4), vectors)], generation=1)
    opened = open_vectors(path)
    assert opened.search(vectors[2], 1, allowed=ids_of(2, 7, 8))[0].tolist() == [7]
    found, cosines = opened.cosines(vectors[3], ids_of(4, 5, 9))
    assert found.tolist() == [4, 9]
    np.testing.assert_allclose(cosines, [1, vectors[0] @ vectors[3]], atol=1e-6)


def test_missing_file_is_reported_as_damaged(path: Path) -> None:
    with pytest.raises(VectorsDamagedError):
        open_vectors(path)


@pytest.mark.parametrize(
    "damage",
    [
        # a copy that stopped half way
        lambda data: data[: len(data) // 2],
        # a disk that was full: the last bytes are missing
        lambda data: data[:-1],
        # one bit fell over in a vector
        lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:],
        # something else was written there
        lambda data: b"not vectors",
        lambda data: b"",
    ],
)
def test_damaged_file_is_reported_as_damaged(path: Path, damage: Callable[[bytes], bytes]) -> None:
    build(path, [(np.arange(20), unit_rows(20))], generation=1)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(VectorsDamagedError):
        open_vectors(path)


def test_writing_leaves_nothing_beside_the_file(path: Path) -> None:
    build(path, [(ids_of(1), unit_rows(1))], generation=1)
    change(path, 2, removed=NO_IDS, ids=ids_of(2), vectors=unit_rows(1, seed=1))
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("n", [30, LARGE])
def test_cosines_of_some_are_those_of_their_vectors(tmp_path, n):
    ids, vectors = np.arange(10, 10 + n, dtype=np.int64), unit_rows(n)
    path = tmp_path / "vectors.faiss"
    build(path, [(ids, vectors)], 1)
    replaced = unit_rows(2, seed=5)
    change(path, 2, removed=np.array([12, 13]), ids=np.array([13, 999_999]), vectors=replaced)
    found, cosines = open_vectors(path).cosines(vectors[0], np.array([10, 11, 12, 13, 999_999, 7]))
    expected = {10: vectors[0], 11: vectors[1], 13: replaced[0], 999_999: replaced[1]}
    assert sorted(found.tolist()) == sorted(expected)
    for id, cosine in zip(found.tolist(), cosines.tolist(), strict=True):
        assert cosine == pytest.approx(float(expected[id] @ vectors[0]), abs=1e-5)


@pytest.mark.parametrize("n", [40, LARGE])
def test_vectors_that_no_file_holds_are_searched_as_those_of_a_file(path: Path, n: int) -> None:
    parts = [(np.arange(n), unit_rows(n, WIDE))]
    build(path, parts, generation=3)
    made, kept = in_memory(parts, generation=3), open_vectors(path)
    assert (made.generation, len(made)) == (kept.generation, len(kept))
    for query in unit_rows(5, WIDE, seed=1):
        for allowed in (None, np.arange(0, n, 3)):
            of_memory, of_file = made.search(query, 7, allowed), kept.search(query, 7, allowed)
            assert of_memory[0].tolist() == of_file[0].tolist()
            np.testing.assert_array_equal(of_memory[1], of_file[1])


def test_a_file_that_faiss_cannot_write_is_told_and_leaves_the_old_one(path: Path) -> None:
    build(path, [(ids_of(1), unit_rows(1))], generation=1)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    usual = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limit[1]))
    try:
        with pytest.raises(VectorsNotKeptError):
            build(path, [(np.arange(20_000), unit_rows(20_000))], generation=2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, usual)
    assert open_vectors(path).generation == 1
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_vectors_that_nobody_holds_any_more_are_freed():
    rows = np.zeros((5000, 384), dtype=np.float32)

    def held_kb() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4

    in_memory([(np.arange(len(rows), dtype=np.int64), rows)], generation=1)
    before = held_kb()
    for _ in range(20):
        in_memory([(np.arange(len(rows), dtype=np.int64), rows)], generation=1)
    # One of them is 7.5 MB.
    assert held_kb() - before < 20_000
