"""A cross-encoder from a folder: a real one, with weights drawn at random, so that nothing is downloaded."""

from __future__ import annotations

import json

import numpy as np
import pytest

from index.embedding.protocol import ModelError
from index.ranking.rerank import CrossEncoderModel

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] wie betaalt het meerwerk de opdrachtgever gemeente".split()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A BERT of one layer with two outputs, as cross-encoders are kept."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    path = tmp_path_factory.mktemp("models") / "tiny"
    vocabulary = path.with_suffix(".txt")
    vocabulary.write_text("\n".join(WORDS), "utf-8")
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertForSequenceClassification(config).save_pretrained(path)
    BertTokenizerFast(str(vocabulary)).save_pretrained(path)
    return path


def test_a_cross_encoder_gives_one_score_a_passage(folder):
    model = CrossEncoderModel(str(folder))
    texts = ["de opdrachtgever betaalt", "het meerwerk", "de gemeente"]
    scores = model.scores("wie betaalt het meerwerk", texts)
    assert scores.shape == (3,)
    assert len(set(scores.tolist())) == 3
    again = model.scores("wie betaalt het meerwerk", texts[::-1])
    np.testing.assert_allclose(scores, again[::-1], rtol=1e-4)


def test_no_passages_load_no_model():
    assert CrossEncoderModel("nowhere/at-all").scores("wie", []).tolist() == []


def test_a_folder_that_holds_no_model_is_named_with_what_to_do(tmp_path):
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "none"}), "utf-8")
    with pytest.raises(ModelError, match=f"the model {tmp_path} cannot be loaded: .*'--rerank'"):
        CrossEncoderModel(str(tmp_path)).scores("wie", ["betaalt"])
