"""The words of a library in PostgreSQL: as index.library.wording.vocabulary, counted by the postings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from index.dutch.families import key
from index.library.postgres.connection import PostgresConnection
from index.library.postgres.passages import PostgresPassages
from index.library.postgres.scoring import counted_in, lexeme
from index.library.wording.vocabulary import Vocabulary
from index.model import Filters

# The forms of a family, and the compounds with it: form, family, how often, in how many passages, whether its own.
_FAMILY = (
    "SELECT form, key, n, in_passages, true FROM forms WHERE key = {key} UNION ALL "
    "SELECT f.form, f.key, f.n, f.in_passages, false FROM compounds c JOIN forms f USING (form) WHERE c.key = {key}"
)
_OF_KEY = _FAMILY.format(key="%s")
_OF_FORM = _FAMILY.format(key="(SELECT key FROM forms WHERE form = %s)")


class _Form(NamedTuple):
    """What is known of a form that stands in the library."""

    key: str
    n: int
    in_passages: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of words; None for a form that does not stand in the library."""

    forms: dict[str, _Form | None] = field(default_factory=dict)
    families: dict[str, list[str]] = field(default_factory=dict)
    compounds: dict[str, list[str]] = field(default_factory=dict)

    def take_in(self, key: str, rows: Iterable[tuple[str, str, int, int, bool]]) -> None:
        family, compounds = list[str](), list[str]()
        for form, its_key, n, in_passages, is_own in rows:
            self.forms[form] = _Form(its_key, n, in_passages)
            (family if is_own else compounds).append(form)
        self.families[key], self.compounds[key] = sorted(family), sorted(compounds)


class PostgresVocabulary(Vocabulary):
    """The words that stand in one library.

    A query asks five things of each of its words. Each question to a server
    takes as long as the way there and back, so inside one_moment all that is
    asked of a word is read with the first.
    """

    def __init__(self, connection: PostgresConnection, passages: PostgresPassages) -> None:
        super().__init__(connection)
        self._server = connection
        self._passages = passages
        self._known: _Known | None = None

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Nothing that is read inside changes: what was read of a word is remembered."""
        self._known = _Known()
        try:
            yield
        finally:
            self._known = None

    def key(self, form: str) -> str:
        if self._known is None:
            return super().key(form)
        found = self._form(self._known, form)
        return found.key if found else key(form)

    def family(self, key: str) -> list[str]:
        return super().family(key) if self._known is None else self._of_key(self._known, key).families[key]

    def compounds(self, key: str) -> list[str]:
        return super().compounds(key) if self._known is None else self._of_key(self._known, key).compounds[key]

    def _stands(self, form: str) -> bool:
        return super()._stands(form) if self._known is None else self._form(self._known, form) is not None

    def in_passages(self, forms: Iterable[str]) -> int:
        wanted = list(forms)
        if self._known is None:
            return super().in_passages(wanted)
        if len(wanted) == 1:
            self._form(self._known, wanted[0])
        if not all(form in self._known.forms for form in wanted):
            return super().in_passages(wanted)
        found = (self._known.forms[form] for form in dict.fromkeys(wanted))
        return sum(each.in_passages for each in found if each)

    def _form(self, known: _Known, form: str) -> _Form | None:
        if form not in known.forms:
            rows = self._server.query(_OF_FORM, (form, form)).fetchall()
            own = next((row for row in rows if row[0] == form), None)
            known.forms[form] = None
            if own:
                known.take_in(own[1], rows)
        return known.forms[form]

    def _of_key(self, known: _Known, key: str) -> _Known:
        if key not in known.families:
            known.take_in(key, self._server.query(_OF_KEY, (key, key)).fetchall())
        return known

    def names(self, candidates: Sequence[str]) -> dict[str, list[str]]:
        rows = self._server.query(
            "SELECT DISTINCT lower(c.name), o.name FROM names c JOIN names o USING (label, identity) "
            "WHERE lower(c.name) = ANY(%s) AND c.label IN ('ORG', 'MAATREGEL') AND lower(o.name) != lower(c.name) "
            "AND EXISTS (SELECT 1 FROM entities e WHERE e.label = o.label AND e.identity = o.identity "
            "AND e.text = o.name) ORDER BY o.name",
            (list(candidates),),
        )
        found = defaultdict[str, list[str]](list)
        for name, other in rows:
            found[name].append(other)
        return found

    def occurrences(self, forms: Iterable[str], filters: Filters | None = None) -> dict[str, int]:
        if filters is None or not filters.any:
            wanted = list(forms)
            if self._known is None or not all(form in self._known.forms for form in wanted):
                return super().occurrences(wanted)
            return {form: found.n for form in wanted if (found := self._known.forms[form])}
        by_lexeme = {lexeme("exact", form): form for form in forms}
        allowed = self._passages.ids(filters)
        counted = counted_in(self._passages.postings_in(by_lexeme, allowed), allowed)
        return {by_lexeme[word]: n for word, n in counted.items()}
