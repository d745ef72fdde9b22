"""Numbers as people write them: 14.000, 14 000 and 14000 are one."""

from __future__ import annotations

import re

from index.dutch.families import tokens

_SPACES = " \u00a0\u2009\u202f"
# Groups of three behind one to three digits. Two digits and three with a plain space go on with "000" only: 31 490 271
# is a paper of dossier 31 490.
SPACED_NUMBER = (
    rf"(?:\d{{2}}[ ]\d{{3}}(?:[ ]000)?|(?:\d|\d{{3}})(?:[ ]\d{{3}})+|\d{{1,3}}(?:[{_SPACES[1:]}]\d{{3}})+)(?![\w*-])"
)
_SPACED = re.compile(rf"(?<![\w.,-]){SPACED_NUMBER}(?![.,]?\d)")
_LARGE = re.compile(r"(?!(?:19|20)\d\d$)\d{4,9}")


def joined(text: str) -> str:
    """A text with each number written with spaces as one word.

    >>> joined("de 14 000 aanvragen van 2019")
    'de 14000 aanvragen van 2019'
    """
    return _SPACED.sub(lambda number: re.sub(r"\D", "", number[0]), text)


def phrase_spellings(text: str) -> list[tuple[str, ...]]:
    """The words of a phrase: its large numbers as one word each, and in groups of three as papers print them.

    >>> phrase_spellings("14.000 aanvragen")
    [('14000', 'aanvragen'), ('14', '000', 'aanvragen')]
    """
    whole = tokens(joined(text))
    grouped = [group for word in whole for group in (f"{int(word):,}".split(",") if _LARGE.fullmatch(word) else [word])]
    return [forms for forms in dict.fromkeys((tuple(whole), tuple(grouped))) if forms]
