"""Public holidays of a département or an overseas collectivity, from the library `holidays`.

The library mixes the days of the law with some that only custom keeps, and lacks others of these:
both are told apart here, for on a day of custom one counter closes and the next one opens.
"""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import holidays
from dateutil.easter import easter  # type: ignore[import-untyped]

SUBDIVISIONS = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "984": "TF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
"""The code of a département → the library's own; elsewhere, the holidays of all France."""

ANTILLES_GUYANE = frozenset(("971", "972", "973", "977", "978"))
"""Where custom keeps the days of COUTUME."""

COUTUME = {"mardi gras": -47, "cendres": -46, "mi-carême": -24, "vendredi saint": -2}
"""Days after Easter, in ANTILLES_GUYANE. With them: 2 November and, where the library holds it, 21 July.

The law there has the eleven days of France and the abolition of slavery (Code du travail, L3422-2).
"""


class Feries(NamedTuple):
    """The holidays of a territory: those of the law or of its own rules, and those of custom only."""

    legaux: frozenset[date]
    coutumiers: frozenset[date]


@cache
def feries(departement: str, annee: int) -> Feries:
    """Return the holidays of a year in a département, by its code ("67", "974")."""
    known = frozenset(holidays.country_holidays("FR", SUBDIVISIONS.get(departement), annee))
    if departement not in ANTILLES_GUYANE:
        return Feries(known, frozenset())
    custom = {easter(annee) + timedelta(days=days) for days in COUTUME.values()}
    custom.add(date(annee, 11, 2))
    return Feries(
        known - custom - {date(annee, 7, 21)}, frozenset(custom | {date(annee, 7, 21)} & known)
    )


def entre(departement: str, debut: date, fin: date) -> Feries:
    """Return the holidays of a département from a day to another, both included."""
    years = [feries(departement, annee) for annee in range(debut.year, fin.year + 1)]
    legaux, coutumiers = (
        frozenset(day for days in kind for day in days if debut <= day <= fin)
        for kind in zip(*years, strict=True)
    )
    return Feries(legaux, coutumiers)
