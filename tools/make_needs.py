"""Write nlp/data/needs.tsv: the words without which the patterns of cues and reasons cannot match.

    python -m tools.make_needs

Run it when a row of a table of cues changed. Without it the program reads the words off the pattern at each start.
"""

from __future__ import annotations

from pathlib import Path

from nlp.advice.cues import TABLES
from nlp.grounds.features import sieved_forms
from nlp.text.needs import key_of, needs
from nlp.text.rules import rules, written

OUT = Path(__file__).parents[1] / "nlp" / "data" / "needs.tsv"


def patterns_of_sieves() -> list[str]:
    """All patterns that are looked for through a sieve."""
    return [*(written(rule.pattern) for table in TABLES for rule in rules(table)), *sieved_forms()]


def main() -> None:
    """Write the file, in the order of its keys."""
    rows = {
        key_of(pattern): "\t".join(" ".join(sorted(forms)) for forms in needs(pattern))
        for pattern in patterns_of_sieves()
    }
    OUT.write_text("".join(f"{key}\t{rows[key]}".rstrip("\t") + "\n" for key in sorted(rows)), "utf-8")


if __name__ == "__main__":
    main()
