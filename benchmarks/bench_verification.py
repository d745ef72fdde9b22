"""How many altered quotations verification catches, and how many faithful ones it wrongly flags.

    python benchmarks/bench_verification.py ../shared/corpus [--quotations 200] [--seed 1]

From all readable PDFs quotations of whole sentences are drawn and cited with
their page. Faithful ones get the noise that word processors make: other
quotation marks, no-break spaces, line ends, hyphens at line ends, ligatures,
"[...]" for words left out. Altered ones get one real change.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from ingest.errors import VindplaatsError
from ingest.reader import read_file
from nlp.quotations.model import QuotedText
from nlp.quotations.quoting import compared_signs, find_quotation
from nlp.quotations.verify import Source, check

_SENTENCE = re.compile(r"[A-Z][^.!?\n]{40,300}[.!?](?=\s)")
_OTHER_MARKS = str.maketrans("‘’“”–«»", "''«»-‘’")
_LIGATURES = {"ffi": "ﬃ", "fi": "ﬁ", "fl": "ﬂ"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A quotation as it stands in its paper, and the pages that hold it."""

    source: Source
    text: str
    pages: tuple[int, int]

    def quoted(self, text: str | None = None, shift: int = 0) -> QuotedText:
        first, last = self.pages
        return QuotedText(self.text if text is None else text, "", (), False, first + shift, last + shift)


def draw(sources: Sequence[Source], count: int, choose: random.Random) -> list[Drawn]:
    """Sentences of eight words or more that stand once in their paper, from as many papers as there are."""
    drawn: list[Drawn] = []
    for source in islice(cycle(sources), 100 * count):
        block = choose.choice([block for block in source.document.blocks if block.kind in ("paragraph", "list_item")])
        sentences = list(_SENTENCE.finditer(source.document.text, block.start, block.end))
        found = choose.choice(sentences) if sentences else None
        if found and len(found[0].split()) >= 8 and len(find_quotation(found[0], source.comparable)) == 1:
            drawn.append(Drawn(source, found[0], source.document.pages_of(found.start(), found.end())))
        if len(drawn) == count:
            break
    return drawn


def noisy(text: str, choose: random.Random) -> str:
    """The same words as another program would set them."""
    words = text.split()
    longest = max(range(len(words)), key=lambda at: len(words[at]))
    if words[longest].isalpha():
        half = len(words[longest]) // 2
        words[longest] = words[longest][:half] + choose.choice(["-", "- ", "\u00ad", "-\n"]) + words[longest][half:]
    if choose.random() < 0.3 and len(words) > 10:
        at = choose.randrange(4, len(words) - 4)
        words[at : at + 2] = [choose.choice(["[...]", "[…]", "(…)"])]
    if choose.random() < 0.3:
        words.insert(choose.randrange(2, len(words) - 1), "[ingevoegd]")
    set_text = "".join(word + choose.choice([" ", " ", "\u00a0", "\n", "  ", "\u2009"]) for word in words).strip()
    for plain, ligature in _LIGATURES.items():
        set_text = set_text.replace(plain, ligature)
    return set_text.translate(_OTHER_MARKS).rstrip(".")


Altered = tuple[QuotedText, Source]


def dropped(drawn: Drawn, choose: random.Random, _: Sequence[Source]) -> Altered:
    words = drawn.text.split()
    del words[_inner_word(words, choose)]
    return drawn.quoted(" ".join(words)), drawn.source


def changed(drawn: Drawn, choose: random.Random, _: Sequence[Source]) -> Altered:
    words = drawn.text.split()
    at = _inner_word(words, choose)
    words[at] = choose.choice(
        [word for word in ("wellicht", "nooit", "meer", "minder", "zestien") if word != words[at]]
    )
    return drawn.quoted(" ".join(words)), drawn.source


def swapped(drawn: Drawn, choose: random.Random, _: Sequence[Source]) -> Altered:
    words = drawn.text.split()
    at = choose.choice([at for at in range(1, len(words) - 2) if words[at] != words[at + 1]])
    words[at], words[at + 1] = words[at + 1], words[at]
    return drawn.quoted(" ".join(words)), drawn.source


def other_page(drawn: Drawn, choose: random.Random, _: Sequence[Source]) -> Altered:
    return drawn.quoted(shift=choose.choice([-1, 1])), drawn.source


def other_paper(drawn: Drawn, choose: random.Random, sources: Sequence[Source]) -> Altered:
    words = compared_signs(drawn.text).rstrip(".")
    return drawn.quoted(), choose.choice([source for source in sources if words not in source.comparable.signs])


def _inner_word(words: list[str], choose: random.Random) -> int:
    """A word that a reader would miss, not the first or last: leaving those out quotes less, but not wrongly."""
    return choose.choice([at for at in range(1, len(words) - 1) if compared_signs(words[at]).isalnum()])


ALTERATIONS: tuple[Callable[[Drawn, random.Random, Sequence[Source]], Altered], ...] = (
    dropped,
    changed,
    swapped,
    other_page,
    other_paper,
)


def measure(sources: Sequence[Source], count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Altered quotations that were missed and faithful ones that were flagged, by kind, and each as a line."""
    choose = random.Random(seed)
    wrong: Counter[str] = Counter()
    lines: list[str] = []
    for number, drawn in enumerate(draw(sources, count, choose)):
        alter = ALTERATIONS[number % len(ALTERATIONS)]
        altered, source = alter(drawn, choose, sources)
        if check(altered, [source]).holds:
            wrong[f"missed: {alter.__name__}"] += 1
            lines.append(f"{source.document.id} {altered}")
    for drawn in draw(sources, count, choose):
        verdict = check(drawn.quoted(noisy(drawn.text, choose)), [drawn.source])
        if not verdict.holds:
            wrong["flagged"] += 1
            lines.append(f"{drawn.source.document.id} {verdict}\n   {drawn.text!r} {drawn.pages}")
    return wrong, lines


def read_sources(folder: Path) -> list[Source]:
    """All PDFs of a folder that have sentences to quote."""
    sources = []
    for path in sorted(folder.rglob("*.pdf")):
        try:
            source = Source(read_file(path))
        except VindplaatsError:
            continue
        blocks = [block for block in source.document.blocks if block.kind in ("paragraph", "list_item")]
        if any(_SENTENCE.search(source.document.text, block.start, block.end) for block in blocks):
            sources.append(source)
    return sources


def main() -> None:
    """Print the figures; status 1 when any quotation was judged wrongly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quotations", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sources = read_sources(given.folder)
    wrong, lines = measure(sources, given.quotations, given.seed)
    missed = sum(count for kind, count in wrong.items() if kind.startswith("missed"))
    print(f"{len(sources)} papers, {given.quotations} altered and {given.quotations} faithful quotations")
    print(f"altered: {given.quotations - missed} caught; faithful: {wrong['flagged']} flagged")
    print("\n".join(lines))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
