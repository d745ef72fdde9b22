"""multilingual-e5-small as an ONNX graph that multiplies in 8 bits.

One text a run, so there is no padding and a text's vector does not depend on
its neighbours. Weights of the matrices are rounded to 8 bits a column,
activations to 8 bits as they come (onnxruntime's DynamicQuantizeMatMul);
word vectors stay in the 4 bits they came in. Two things keep the vectors close
to those of float32 (cosine .999 instead of .996):

* In the first nine layers one channel of the feed-forward network grows to 6 to 65
  at the first or last token, where all others stay below 6; the steps of 8 bits
  would be made for that one. It is computed apart in float32, after the mixed
  decomposition of LLM.int8() (Dettmers et al. 2022).
* Channels that enter the feed-forward network are first brought to like size, and
  its weights adapted, after SmoothQuant (Xiao et al. 2023), with the sizes that the
  layer normalisation before it prescribes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nlp.encoder.e5_weights import BLOCK, E5Weights

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto

Floats = NDArray[np.float32]

_OPSET = 21
_MICROSOFT = "com.microsoft"

# The channel of each layer's feed-forward network that outgrows the others, and
# the highest value seen in 24 motions: 33, 14, 12, 6.5, 65, 33, 12, 11, 6.4.
_OUTGROWN_CHANNELS = (318, 1462, 354, 408, 778, 658, 1152, 413, 563)

# Processors without VNNI add pairs of products in 16 bits: 2 * 255 * 63 fits, 2 * 255 * 127 does not.
_HIGHEST_WEIGHT = 63


def build_graph(weights: E5Weights, *, pooled: bool = True, layers: int | None = None) -> ModelProto:
    """The graph: "tokens", int64 (1, n), to "vector", float32 (1, hidden), the mean over the tokens.

    pooled: not so, it gives "states", float32 (1, n, hidden), of the tokens themselves. layers: only the first so many.
    """
    from onnx import TensorProto, helper

    graph = _Graph()
    hidden = _embeddings(graph, weights)
    for number in range(layers or weights.sizes.layers):
        hidden = _layer(graph, weights, number, hidden)
    size = weights.sizes.hidden
    if pooled:
        graph.node("ReduceMean", [hidden, graph.constant("token_axis", np.array([1]))], "vector", keepdims=0)
        output = helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, size])
    else:
        graph.node("Identity", [hidden], "states")
        output = helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "n", size])
    proto = helper.make_graph(
        graph.nodes,
        "multilingual-e5-small",
        [helper.make_tensor_value_info("tokens", TensorProto.INT64, [1, "n"])],
        [output],
        graph.constants,
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
    return helper.make_model(proto, opset_imports=opsets, ir_version=10)


class _Graph:
    """Nodes and constants as they are added; adding one gives the name of its first output."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def node(self, operator: str, inputs: list[str], *outputs: str, domain: str = "", **settings: Any) -> str:
        from onnx import helper

        self.nodes.append(helper.make_node(operator, inputs, outputs, name=outputs[0], domain=domain, **settings))
        return outputs[0]

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def constant_of_4_bits(self, name: str, values: NDArray[np.uint8]) -> str:
        from onnx import TensorProto

        flat = values.reshape(-1)
        if len(flat) % 2:
            flat = np.append(flat, np.uint8(0))
        packed = flat[0::2] | (flat[1::2] << 4)
        self.constants.append(
            TensorProto(name=name, data_type=TensorProto.UINT4, dims=values.shape, raw_data=packed.tobytes())
        )
        return name


def _embeddings(graph: _Graph, weights: E5Weights) -> str:
    """Word vector plus position plus the one token type, normalised."""
    words, sizes = weights.words, weights.sizes
    n_words, n_blocks = words.scales.shape
    constants = [
        graph.constant_of_4_bits("words", words.nibbles.reshape(n_words, -1)),
        "tokens",
        graph.constant("words.scales", words.scales),
        graph.constant_of_4_bits("words.zeros", np.full((n_words, n_blocks), 8, dtype=np.uint8)),
    ]
    graph.node(
        "GatherBlockQuantized",
        constants,
        "words.gathered",
        domain=_MICROSOFT,
        gather_axis=0,
        quantize_axis=1,
        block_size=BLOCK,
        bits=4,
    )
    positions = weights.vectors["emb.pos"].reshape(sizes.positions, -1) + weights.vectors["emb.type"][: sizes.hidden]
    first = graph.constant("first", np.array([0]))
    n_tokens = graph.node("Shape", ["tokens"], "n_tokens", start=1, end=2)
    places = graph.node("Slice", [graph.constant("positions", positions), first, n_tokens, first], "places")
    total = graph.node("Add", ["words.gathered", places], "embedded")
    inputs = [total, *_normalisation(graph, weights, "emb.ln")]
    return graph.node("LayerNormalization", inputs, "embedded.normalised", axis=-1, epsilon=sizes.epsilon)


def _layer(graph: _Graph, weights: E5Weights, number: int, hidden: str) -> str:
    """One layer of a BERT encoder (Devlin et al. 2019): attention, then the feed-forward network."""
    layer = f"l{number}."
    queries, keys, values = (layer + part for part in ("queries", "keys", "values"))
    joined = np.concatenate([weights.matrices[f"{layer}{part}.w"].dequantised() for part in "qkv"])
    joined_bias = np.concatenate([weights.vectors[f"{layer}{part}.b"] for part in "qkv"])
    graph.node(
        "Split",
        [_multiply(graph, hidden, joined, joined_bias, layer + "qkv")],
        queries,
        keys,
        values,
        axis=-1,
        num_outputs=3,
    )
    context = graph.node(
        "MultiHeadAttention",
        [queries, keys, values],
        layer + "context",
        domain=_MICROSOFT,
        num_heads=weights.sizes.heads,
    )
    projection = weights.matrices[layer + "ao.w"].dequantised()
    attended = _multiply(graph, context, projection, weights.vectors[layer + "ao.b"], layer + "attended")
    middle = _add_and_normalise(graph, weights, hidden, attended, layer + "aln")
    return _add_and_normalise(graph, weights, middle, _feed_forward(graph, weights, number, middle), layer + "oln")


def _feed_forward(graph: _Graph, weights: E5Weights, number: int, hidden: str) -> str:
    layer = f"l{number}."
    wide, wide_bias = weights.matrices[layer + "fi.w"].dequantised(), weights.vectors[layer + "fi.b"].copy()
    narrow, narrow_bias = weights.matrices[layer + "fo.w"].dequantised(), weights.vectors[layer + "fo.b"]
    apart = None
    if number < len(_OUTGROWN_CHANNELS):
        channel = slice(_OUTGROWN_CHANNELS[number], _OUTGROWN_CHANNELS[number] + 1)
        apart = _channel_apart(graph, hidden, wide[channel], wide_bias[channel], narrow[:, channel], layer + "apart")
        wide[channel] = 0
        wide_bias[channel] = 0
    sizes = _smoothing(weights, layer + "aln", wide)
    evened = graph.node("Mul", [hidden, graph.constant(layer + "evening", 1 / sizes)], layer + "evened")
    grown = _multiply(graph, evened, wide * sizes, wide_bias, layer + "wide")
    active = graph.node("Gelu", [grown], layer + "active", domain=_MICROSOFT)
    fed = _multiply(graph, active, narrow, narrow_bias, layer + "narrow")
    return fed if apart is None else graph.node("Add", [fed, apart], layer + "fed")


def _channel_apart(graph: _Graph, hidden: str, into: Floats, bias: Floats, out: Floats, name: str) -> str:
    """What one channel of the feed-forward network adds, in float32."""
    grown = graph.node("MatMul", [hidden, graph.constant(name + ".into", into.T)], name + ".grown")
    active = graph.node("BiasGelu", [grown, graph.constant(name + ".bias", bias)], name + ".active", domain=_MICROSOFT)
    return graph.node("MatMul", [active, graph.constant(name + ".out", out.T)], name)


def _smoothing(weights: E5Weights, normalisation: str, matrix: Floats) -> Floats:
    """The size of each channel that enters a matrix, against the size of its weights: SmoothQuant with alpha = 0.5.

    The size is what a channel reaches at three standard deviations. Scaled to a geometric mean of 1.
    """
    gain, bias = weights.vectors[normalisation + ".w"], weights.vectors[normalisation + ".b"]
    ratio = np.sqrt((3 * np.abs(gain) + np.abs(bias)) / np.abs(matrix).max(axis=0))
    return np.asarray(ratio / np.exp(np.log(ratio).mean()), dtype=np.float32)


def _multiply(graph: _Graph, rows: str, matrix: Floats, bias: Floats, name: str) -> str:
    """Rows times a matrix, float32 (n_out, n_in), in 8 bits, plus a bias."""
    scales = np.maximum(np.abs(matrix).max(axis=1), 1e-12) / _HIGHEST_WEIGHT
    rounded = np.round(matrix / scales[:, None]).astype(np.int8)
    constants = [
        graph.constant(name + ".weights", rounded.T),
        graph.constant(name + ".scales", scales.astype(np.float32)),
        graph.constant(name + ".zeros", np.zeros(len(scales), dtype=np.int8)),
        graph.constant(name + ".bias", bias),
    ]
    return graph.node("DynamicQuantizeMatMul", [rows, *constants], name, domain=_MICROSOFT)


def _add_and_normalise(graph: _Graph, weights: E5Weights, rows: str, added: str, normalisation: str) -> str:
    """Two nodes: onnxruntime's SkipLayerNormalization, which is both, takes five times as long on a processor."""
    total = graph.node("Add", [rows, added], normalisation + ".total")
    inputs = [total, *_normalisation(graph, weights, normalisation)]
    epsilon = weights.sizes.epsilon
    return graph.node("LayerNormalization", inputs, normalisation, axis=-1, epsilon=epsilon)


def _normalisation(graph: _Graph, weights: E5Weights, name: str) -> tuple[str, str]:
    """The names of a layer normalisation's gain and bias."""
    gain, bias = (graph.constant(name + part, weights.vectors[name + part]) for part in (".w", ".b"))
    return gain, bias
