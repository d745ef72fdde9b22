"""The words of a text as the tokens of a spaCy Doc."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from nlp.text.phrases import words_of

TOKENIZER = "vindplaats_words.v1"
# Between words: white space, a footnote mark, a key too long for a word, and each other character for itself.
_PIECE = re.compile(r"\s+|\w+|[^\w\s]")


class WordTokenizer(DummyTokenizer):
    """Cuts a text where the rules for names cut it: a footnote mark glued to a word is a token of its own."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        pieces, spaces = _cut(text)
        return Doc(self.vocab, words=pieces, spaces=spaces)


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def make_word_tokenizer() -> Callable[[Language], WordTokenizer]:
    """A maker of the tokenizer, as the configuration of a pipeline names it."""
    return lambda nlp: WordTokenizer(nlp.vocab)


def _cut(text: str) -> tuple[list[str], list[bool]]:
    """The tokens of a text, and whether one space follows each."""
    pieces: list[str] = []
    spaces: list[bool] = []

    def add_between(between: str) -> None:
        for piece in _PIECE.findall(between):
            if piece[0] == " " and pieces:
                spaces[-1] = True
                piece = piece[1:]
            if piece:
                pieces.append(piece)
                spaces.append(False)

    at = 0
    for word in words_of(text):
        between = text[at : word.start]
        if between == " " and pieces:
            spaces[-1] = True
        elif between:
            add_between(between)
        pieces.append(word.text)
        spaces.append(False)
        at = word.end
    add_between(text[at:])
    return pieces, spaces
