"""Public holidays of each territory, against dates written by hand."""

from datetime import date, timedelta

import pytest

from annuaire import feries, territoires

PAQUES = {2026: date(2026, 4, 5), 2027: date(2027, 3, 28), 2028: date(2028, 4, 16)}
"""Easter Sundays, from the almanac."""
FIXES = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
MOBILES = (1, 39, 50)
"""Days after Easter: its Monday, Ascension, Whit Monday."""
EN_PLUS = {
    "67": ((12, 26), -2),
    "68": ((12, 26), -2),
    "57": ((12, 26), -2),
    "971": ((5, 27),),
    "972": ((5, 22),),
    "973": ((6, 10),),
    "974": ((12, 20),),
    "976": ((4, 27),),
    "977": ((10, 9),),
    "978": ((5, 28),),
    "986": ((4, 28), (6, 29), (7, 29)),
    "987": ((3, 5), (11, 20), -2),
    "988": ((9, 24),),
}
"""What a territory keeps beside the eleven days of all France: (month, day), or days after Easter.

Code du travail, L3422-2 (abolition of slavery) and L3134-13 (Alsace-Moselle); the collectivities'
own rules. In Polynesia, 20 November takes the place of 29 June from 2025.
"""


@pytest.mark.parametrize("departement", sorted(territoires.departements()))
@pytest.mark.parametrize("annee", PAQUES)
def test_the_holidays_of_the_law_are_those_written_by_hand(departement: str, annee: int):
    easter = PAQUES[annee]
    expected = {date(annee, *day) for day in FIXES}
    expected |= {easter + timedelta(days=days) for days in MOBILES}
    for own in EN_PLUS.get(departement, ()):
        expected.add(easter + timedelta(days=own) if isinstance(own, int) else date(annee, *own))

    assert feries.feries(departement, annee).legaux == expected


def test_custom_keeps_more_days_in_the_antilles_and_guyane_only():
    assert feries.feries("972", 2027).coutumiers == {
        date(2027, 2, 9),  # mardi gras
        date(2027, 2, 10),  # mercredi des Cendres
        date(2027, 3, 4),  # mi-carême
        date(2027, 3, 26),  # vendredi saint
        date(2027, 7, 21),  # Victor Schœlcher
        date(2027, 11, 2),  # les défunts
    }
    with_custom = {d for d in territoires.departements() if feries.feries(d, 2027).coutumiers}
    assert with_custom == feries.ANTILLES_GUYANE


def test_days_between_two_dates_are_of_both_years():
    found = feries.entre("974", date(2026, 12, 20), date(2027, 1, 1))

    assert found.legaux == {date(2026, 12, 20), date(2026, 12, 25), date(2027, 1, 1)}
