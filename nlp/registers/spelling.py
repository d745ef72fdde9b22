"""Organisations of the register under a name that is not quite theirs: "Onderzoeksraad voor Veilgheid"."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from functools import lru_cache

from nlp.registers.held import organisation_by_form, organisations
from nlp.text.names import Name

# A shorter name with another letter is another name: "Lentis", "Pentis".
_MIN_CHARS = 16
# Two letters in a name of thirty. "Rechtbank Noord-Holland" and "Noord-Nederland" are at .84.
_MIN_RATIO = 0.94
_BETWEEN = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def organisation_like(form: str) -> Name | None:
    """The organisation with this name, but for hyphens, spaces, capitals and a letter or two in a long name."""
    form = form.replace("’", "'")
    exact = organisation_by_form().get(form)
    if exact is not None:
        return exact
    plain = _plain(form)
    if len(plain) < _MIN_CHARS:
        return None
    near = _by_beginning().get(plain[:4], {})
    if plain in near:
        return near[plain]
    matcher = SequenceMatcher(b=plain, autojunk=False)
    best, best_ratio = None, _MIN_RATIO
    for other, name in near.items():
        if abs(len(other) - len(plain)) > 3:
            continue
        matcher.set_seq1(other)
        if matcher.quick_ratio() >= best_ratio and (ratio := matcher.ratio()) >= best_ratio:
            best, best_ratio = name, ratio
    return best


@lru_cache(maxsize=1)
def _by_beginning() -> dict[str, dict[str, Name]]:
    """Organisations by the first four letters of a form, then by all its letters."""
    found: dict[str, dict[str, Name]] = defaultdict(dict)
    for name in reversed(organisations()):
        plain = _plain(name.form)
        found[plain[:4]][plain] = name
    return dict(found)


def _plain(form: str) -> str:
    return _BETWEEN.sub("", form.casefold())
