"""What a sentence of a later paper says became of a recommendation, and the words that say so.

Only what is said outright counts: what is denied, expected or made to depend on something is not yet clear, and a paper
that only lists a recommendation says nothing of it.
The forms of words are the rows of nlp/data/statuses.tsv, in order: the first name that fits counts, as a refusal holds
the words of an acceptance. What stands behind the colon of a name only tells two places in that order apart.
Where none of them fits, nlp/followups/learned.py may know.
"""

from __future__ import annotations

from typing import cast

from nlp.followups.learned import StatusModel, status_model
from nlp.model import FollowUpStatus
from nlp.text.rules import patterns

# What no paper says outright of a recommendation: it only lists it, or speaks of it and leaves open what becomes of it.
UNTOLD: frozenset[FollowUpStatus] = frozenset({"vermeld", "onduidelijk"})
# Sentences that hold the words of a status and do not say it: nothing in them counts.
_UNSETTLED = "onbeslist"


def status_of(text: str) -> tuple[FollowUpStatus, str]:
    """The status a text gives a recommendation, and the words that say so.

    ("onduidelijk", "") when it speaks of what becomes of it but not outright;
    ("vermeld", "") when it does not even that.

    >>> status_of("Deze aanbeveling neem ik niet over.")
    ('niet overgenomen', 'neem ik niet over')
    >>> status_of("Aanbeveling 4 gaat over loketten.")
    ('vermeld', '')
    """
    return judged(text, status_model())


def judged(text: str, model: StatusModel) -> tuple[FollowUpStatus, str]:
    """The same, with a model for sentences in which no form of words speaks."""
    found = status_by_form(text)
    return (model.told(text) or found) if found[0] == "vermeld" else found


def status_by_form(text: str) -> tuple[FollowUpStatus, str]:
    """The status by the forms of words alone."""
    for name, pattern in patterns("statuses").items():
        if match := pattern.search(text):
            if name in (_UNSETTLED, "onduidelijk"):
                return "onduidelijk", ""
            return cast(FollowUpStatus, name.partition(":")[0]), match[0]
    return "vermeld", ""
