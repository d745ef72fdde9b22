"""What each cue of nlp/cues.py is worth, as log-odds that add up; a statement with a sum of 0 or more counts.

Set by hand from reading such papers. Weights fitted to the gold by logistic
regression, around 0 or around these, did worse on documents left out of the
fit: the gold has few documents, and one of them holds half of its records.
Cues that are not named here are worth nothing.
"""

from __future__ import annotations

from typing import Literal

ALWAYS = "(altijd)"

WEIGHTS: dict[Literal["aanbeveling", "toezegging"], dict[str, float]] = {
    "aanbeveling": {
        ALWAYS: -2.5,
        # said outright
        "adviseert": 3.2, "beveelt aan": 3.2, "pleit voor": 3.0, "advies is": 3.0, "roept op": 2.5, "verdient": 2.8,
        "raadzaam": 2.6, "vraagt aandacht": 2.0, "van mening": 1.8, "aandachtspunt": 1.5, "verzoekt": 1.5,
        "wordt gevraagd": 1.0,
        # a norm
        "gebiedende wijs": 2.5, "zou moeten": 1.8, "het is nodig dat": 1.0, "is aan": 1.0, "norm in hoofdzin": 0.7,
        "dient": 0.6, "norm": 0.5, "worden gedaan": 0.4, "nodig": 0.2, "partij doet": 0.2,
        # where it stands
        "opschrift": 3.0, "lijst onder advies": 2.5, "lijst onder kop: advies": 1.8, "norm in adviserend stuk": 1.0,
        "norm onder advies": 1.0, "kop: advies": 0.8, "onder opschrift": 0.8, "hogere kop: advies": 0.4,
        "na advies": 0.4, "advies in paragraaf": 0.4, "adviserend stuk": 0.3, "kop: achtergrond": -0.8,
        "kop: andermans advies": -1.0, "lijst onder illustratie": -0.5,
        # it tells
        "vraag": -4.0, "peiling": -2.0, "wetstoelichting": -3.5, "rechtsmiddel": -3.0, "andere adviseur": -2.5,
        "opgemerkt": -2.0,
        "kort": -2.0, "verleden tijd": -1.5, "eigen onderzoek": -1.5, "voltooid": -1.0, "in deze brief": -1.0,
        "rechtsgrond": -0.8, "ontkend": -0.8,
        "volgens anderen": -0.6, "volgt uit": -0.6, "norm voor toestand": -0.4, "lopend": -0.4, "verwijst": -0.3,
        "hiermee": -0.3, "illustratie": -0.3, "mogelijk": -0.2, "toestand": -0.2,
    },
    "toezegging": {
        ALWAYS: -2.3,
        # who governs will act
        "ik doe": 3.3, "wij doen": 1.8, "zeg toe": 3.0, "er komt": 3.0, "wordt gevraagd": 2.2, "wil doen": 1.8,
        "ik zal": 2.5, "besloten": 2.5, "verzoekt": 2.0, "wordt uitgevoerd": 2.1, "zal worden uitgevoerd": 1.5,
        "gaat doen": 1.5,
        "geld": 1.5, "voorzien": 1.5, "termijn": 1.3, "informeert de Kamer": 1.0, "zal worden": 0.5, "zal": 0.5,
        # it tells
        "vraag": -4.0, "tijdlijn": -4.0, "rechtsmiddel": -3.0, "vooruitblik": -3.0, "niet overgenomen": -3.0,
        "al gemeld": -2.5, "in deze brief": -2.5,
        "lijst onder illustratie": -2.0, "kort": -2.0,
        "voltooid": -1.5, "verleden tijd": -1.5, "vage daad": -1.2, "volgt uit": -1.0, "lopend": -1.2, "ontkend": -0.8,
        "norm in hoofdzin": -0.8, "rechtsgrond": -0.7, "toestand": -0.7, "illustratie": -0.7, "verwijst": -0.6,
        "volgens anderen": -0.5, "opgemerkt": -0.5, "hiermee": -0.5, "norm": -0.3,
    },
}  # fmt: skip
