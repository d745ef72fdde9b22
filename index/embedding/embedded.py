"""What is embedded of a passage: its text, with what a reader knows of it from the lines above."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Passage
from ingest.passages import ANSWER, QUESTION

# A question of a member of parliament has some 60 words; more of it would outweigh the answer.
QUESTION_CHARS = 400


def embedded_texts(passages: Sequence[Passage]) -> list[str]:
    """What is embedded of the passages of one document, in their order.

    An answer to questions of parliament often does not name its subject
    ("Ja, dat is alleen mogelijk bij verzuim"), so its question goes before it.
    """
    texts, question = [], ""
    for passage in passages:
        answers = bool(passage.headings and ANSWER.match(passage.headings[-1]))
        if asked := _question_in(passage):
            question = asked
        elif answers and question:
            texts.append(f"{question}\n{passage.text}")
            continue
        texts.append(embedded_text(passage))
    return texts


def embedded_text(passage: Passage) -> str:
    """A passage under the two nearest headings above it, which often hold its subject."""
    path = " › ".join(heading for heading in passage.headings[-2:] if heading not in passage.text)
    return f"{path}\n{passage.text}" if path else passage.text


def _question_in(passage: Passage) -> str:
    """The last question in a passage, without its title ("Vraag 3") and without the answer; empty for none."""
    asked: list[str] = []
    is_asking = False
    for block in passage.text.split("\n\n"):
        if QUESTION.match(block) and len(block) < 40:
            asked, is_asking = [], True
        elif ANSWER.match(block) and len(block) < 40:
            is_asking = False
        elif is_asking:
            asked.append(block)
    return " ".join(asked)[:QUESTION_CHARS]
