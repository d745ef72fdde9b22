"""How likely it is that a statement recommends, requests or commits, learned from papers that people read.

Three looks. The first is linear over the words and cues of each sentence by itself. The second, boosted trees, sees
what the first says of the sentence, of its neighbours, its list, its section and the whole paper. The third is an
encoder that reads what the second does not rule out (nlp/advice/context). What comes out is calibrated: of statements
with 0.8, about 8 in 10 are what they are taken for. nlp/data/advice_model.md is the model card; tools/train_advice.py
and tools/tune_advice.py make the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from ingest.model import Document
from nlp.advice.context.reader import load_reader
from nlp.advice.cue_weights import score
from nlp.advice.cues import Surroundings, context_cues, form_cues
from nlp.advice.features import KINDS, Calibration, Floats, columns, named_features, neighbourhood, sigmoid
from nlp.advice.forms import Form, form_of
from nlp.advice.statements import Statement
from nlp.advice.surroundings import surroundings
from nlp.advice.trees import Trees
from nlp.model import RecommendationType

TYPES: tuple[RecommendationType, ...] = get_args(RecommendationType)
# How many widths from its middle a number of the second look counts.
REACH = 4.0
# What the first look holds less likely the second does not look at.
TRIVIAL = 0.005
# What the second look, before it is calibrated, holds less likely the third does not read: of 307,000 tokens that stand
# around what is above .03, 87,000 are left, and F1 is the same.
DOUBT = 0.2
# Keeps the log-odds of certain chances within bounds.
_LEAST = 1e-4


@dataclass(frozen=True)
class Model:
    """The weights of both looks.

    first: (4, DIMENSIONS) in 8 bits, with a scale and a constant for each: that a statement is anything, and each
    type. names: the cues with a column of their own in the second look. second: that a statement is anything.
    types: (3, columns), which type it would be; centre and width: of these columns. calibration: of what both give.
    floor: what is less likely is not told. firm: what is as likely is told without reserve.
    """

    first: NDArray[np.int8]
    first_scale: Floats
    first_constant: Floats
    names: tuple[str, ...]
    centre: Floats
    width: Floats
    second: Trees
    types: Floats
    types_constant: Floats
    calibration: Calibration
    floor: float
    firm: float


@dataclass(frozen=True)
class Look:
    """What is known of the statements of one paper before anything is decided."""

    stated: Sequence[Statement]
    cues: Sequence[set[str]]
    forms: Sequence[Form]
    kind: str | None
    paper: tuple[float, ...]


class Judged(NamedTuple):
    """What statements are held for.

    each: how likely it is a recommendation, 0 to 1, and of which type it would be. firm: what is as likely is told
    without reserve.
    """

    each: Sequence[tuple[float, RecommendationType]]
    firm: float


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The weights that come with the program."""
    with (files("nlp") / "data" / "advice_model.npz").open("rb") as file, np.load(file) as data:
        return Model(
            first=data["first"],
            first_scale=data["first_scale"],
            first_constant=data["first_constant"],
            names=tuple(str(name) for name in data["names"]),
            centre=data["centre"].astype(np.float32),
            width=data["width"].astype(np.float32),
            second=Trees(
                roots=data["roots"],
                column=data["column"].astype(np.int32),
                limit=data["limit"],
                left=data["left"].astype(np.int32),
                right=data["right"].astype(np.int32),
                value=data["value"],
                constant=float(data["constant"]),
            ),
            types=data["types"].astype(np.float32),
            types_constant=data["types_constant"].astype(np.float32),
            calibration=Calibration(data["raw"], data["calibrated"]),
            floor=float(data["floor"]),
            firm=float(data["firm"]),
        )


def look_at(document: Document, stated: Sequence[Statement]) -> tuple[Look, list[Surroundings]]:
    """The cues of each statement, what holds for the paper, and what is around each statement."""
    forms = [form_cues(statement.text) for statement in stated]
    around = surroundings(document, stated, forms)
    cues = [
        form | context_cues(statement, place, form)
        for statement, place, form in zip(stated, around, forms, strict=True)
    ]
    year = int(document.metadata.date[:4]) if document.metadata.date else None
    found = [
        form_of(statement.text, imperative="gebiedende wijs" in cue, year=year)
        for statement, cue in zip(stated, cues, strict=True)
    ]
    return Look(stated, cues, found, document.metadata.kind, paper_numbers(document.metadata.kind, around)), around


def paper_numbers(kind: str | None, around: Sequence[Surroundings]) -> tuple[float, ...]:
    if not around:
        return ()
    at = around[0]
    flags = (at.governs, at.explains_law, at.answers, at.prescribes, at.in_first_person)
    return (at.advice_share, *map(float, flags), *(float(kind == each) for each in KINDS))


def first_look(model: Model, look: Look) -> Floats:
    """(n, 4) log-odds of each statement by itself."""
    if not look.stated:
        return np.zeros((0, 4), np.float32)
    at = [
        columns(named_features(statement, cues, form, look.kind))
        for statement, cues, form in zip(look.stated, look.cues, look.forms, strict=True)
    ]
    lengths = np.array([len(each) for each in at])
    begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    sums = np.add.reduceat(model.first[:, np.concatenate(at)], begins, axis=1, dtype=np.int64).T
    found = (sums * (6 / np.sqrt(lengths))[:, None]).astype(np.float32)
    log_odds: Floats = found * model.first_scale + model.first_constant
    return log_odds


def second_rows(look: Look, first: Floats, names: Sequence[str]) -> Floats:
    """The numbers of the second look."""
    scores = np.array([[score(cues, kind) for kind in ("aanbeveling", "toezegging")] for cues in look.cues], np.float32)
    return neighbourhood(look.stated, first, look.cues, scores, look.paper, names)


def recognise(look: Look) -> Judged:
    """Judge all statements of a paper, of which there is one at least."""
    model = load_model()
    first = first_look(model, look)
    rows = second_rows(look, first, model.names)
    chances = sigmoid(model.second.sums(rows))
    chances[sigmoid(first[:, 0]) <= TRIVIAL] = 0.0
    scaled = np.clip((rows - model.centre) / model.width, -REACH, REACH)
    types = scaled @ model.types.T + model.types_constant
    worth, firm = model.calibration.of(chances), model.firm
    in_doubt = (chances > DOUBT).tolist()
    if any(in_doubt) and (reader := load_reader()):
        places, third = reader.read(look.stated, in_doubt, first)
        chances = joined(chances, places, third, reader.weights.share)
        types[places] += third[:, 1:]
        worth, firm = reader.weights.calibration.of(chances), reader.weights.firm
    each = [(float(chance), TYPES[int(kind)]) for chance, kind in zip(worth, types.argmax(1), strict=True)]
    return Judged(each, firm)


def joined(chances: Floats, places: NDArray[np.int64], third: Floats, share: float) -> Floats:
    """Chances of the second look with what the third says of some statements: a mean of their log-odds.

    third: (n_places, 4), log-odds of nothing and of each type. share: of the third beside 1 of the second.
    """
    found = chances.copy()
    second = np.log((chances[places] + _LEAST) / (1 - chances[places] + _LEAST))
    some = np.log(np.exp(third[:, 1:]).sum(1)) - third[:, 0]
    found[places] = sigmoid((second + share * some) / (1 + share))
    return found
