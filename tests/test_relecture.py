"""Three things to check again: always the same in a week, others the next, the neediest first."""

from datetime import date, timedelta

from annuaire import relecture
from annuaire_de_test import LE, TOUT, annuaire_de, petit

PREMIER_TOUR = date(2026, 12, 7)
"""A Monday on which the turn of one, two or three is the first one's."""


def test_takes_the_oldest_then_the_least_complete(lieu):
    complete = {**TOUT, "date_maj": "2026-11-01"}
    old = lieu(id="vieux", **{**TOUT, "date_maj": "2021-05-04"})
    empty = lieu(id="vide", date_maj="2026-11-02")
    closed = lieu(id="ferme", date_maj="2019-01-01", ferme_le="2020-01-01")

    found = relecture.trois_choses(
        annuaire_de(lieu(id="plein", **complete), old, empty, closed, le=PREMIER_TOUR)
    )

    assert [(one.fiches[0].lieu.id, one.pourquoi) for one in found] == [
        ("vieux", "Jamais vérifiée, modifiée le 4\xa0mai 2021 : est-ce toujours vrai ?"),
        (
            "vide",
            "Il manque le téléphone, l’adresse exacte, les horaires, ce qu’on y fait, le prix, le courriel et le site web",
        ),
        ("plein", "Jamais vérifiée, modifiée le 1er\xa0novembre 2026 : est-ce toujours vrai ?"),
    ]


def test_is_the_same_all_week_and_goes_round(lieu):
    entries = [f"fiche-{n}" for n in range(5)]
    monday = LE - timedelta(days=LE.weekday())

    week = {relecture.de_la_semaine(entries, monday + timedelta(days=n)) for n in range(7)}
    turns = [relecture.de_la_semaine(entries, monday + timedelta(weeks=n)) for n in range(5)]

    assert len(week) == 1
    assert sorted(turns) == entries


def test_never_asks_twice_for_one_lieu_nor_for_more_than_there_are(lieu):
    assert [len(relecture.trois_choses(annuaire_de()))] == [0]
    assert len(relecture.trois_choses(annuaire_de(lieu()))) == 1
    found = [fiche.slug for one in relecture.trois_choses(petit()) for fiche in one.fiches]
    assert len(found) == len(set(found)) == 3
