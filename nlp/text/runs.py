"""The one cut of a text, into runs of letters and digits.

Joined from it are the words of the rules, which are the tokens of the spaCy
Doc (nlp.text.phrases, nlp.tokenizer), the atoms by which names are looked up
(nlp.text.names), the words and numbers of citations of laws
(nlp.references.law_names) and the letters that texts share (nlp.text.likeness).
"""

from __future__ import annotations

import re
from functools import lru_cache

_RUN = re.compile(r"[^\W_]+|&")

Range = tuple[int, int]
# Of so many words it is kept what a rule says of each by itself: papers repeat their words.
MANY_WORDS = 1 << 15


@lru_cache(maxsize=1)
def runs_of(text: str) -> list[Range]:
    """Where the runs of letters and digits of a text stand, and each "&", in order; they never overlap.

    Those of the last text are kept, as several views of it are asked for one after the other: change them not.

    >>> [text[start:end] for text in ["R&D van 's-Hertogenbosch"] for start, end in runs_of(text)]
    ['R', '&', 'D', 'van', 's', 'Hertogenbosch']
    """
    return [match.span() for match in _RUN.finditer(text)]
