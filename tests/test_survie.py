"""The labelled lieux still open: what is verified counts, the rest is said to be unknown."""

from datetime import date

import pytest

from annuaire.programme import Programme, Vague
from annuaire.survie import Horizon, date_du_label, survie
from annuaire_de_test import annuaire_de

PROUVE = {"sources": ["https://www.konkarlab.bzh/"]}
VAGUES = Programme(
    vagues=(
        Vague(vague="1", date="2020-02-03", sources=["a"]),
        Vague(vague="2", date="2020", sources=["a"]),
        Vague(vague="4", sources=["a"]),
    )
)


@pytest.fixture
def labellise(lieu):
    """Make the n-th labelled lieu, in the first wave."""

    def make(n: int = 1, *, verifie: str = "", ferme: str = "", **fabrique: object):
        meta = {"sources": ["https://www.quartierrouge.org/"]}
        return lieu(
            id=f"lieu-{n}",
            nom=f"Lieu {n}",
            fabrique={"label": "fabrique", **({"vague": "1"} | fabrique), **PROUVE},
            meta={**meta, **({"verifie_le": verifie} if verifie else {})},
            **({"ferme_le": ferme} if ferme else {}),
        )

    return make


def test_a_lieu_that_nobody_verified_is_neither_open_nor_closed(labellise):
    found = survie(annuaire_de(labellise(), le=date(2026, 11, 23)), VAGUES)

    assert (found.lieux, found.sans_date, found.verifies) == (1, 0, 0)
    assert found.horizons == (Horizon(1, 1, 0, 0), Horizon(3, 1, 0, 0), Horizon(5, 1, 0, 0))
    assert [h.pourcent for h in found.horizons] == [None, None, None]


def test_who_was_called_after_three_years_was_open_until_then_and_unknown_after(labellise):
    found = survie(annuaire_de(labellise(verifie="2023-06-01")), VAGUES)

    assert [(h.connus, h.ouverts, h.pourcent) for h in found.horizons] == [
        (1, 1, 100),
        (1, 1, 100),
        (0, 0, None),
    ]


def test_a_closed_lieu_is_known_at_every_age(labellise):
    found = survie(annuaire_de(labellise(ferme="2022-01-01")), VAGUES)

    assert [(h.connus, h.ouverts, h.pourcent) for h in found.horizons] == [
        (1, 1, 100),
        (1, 0, 0),
        (1, 0, 0),
    ]


def test_the_share_is_that_of_the_verified(labellise):
    lieux = [
        labellise(1, verifie="2026-01-01"),
        labellise(2, verifie="2026-01-01"),
        labellise(3, ferme="2021-09-01"),
        labellise(4),
    ]

    found = survie(annuaire_de(*lieux), VAGUES)

    assert (found.lieux, found.verifies) == (4, 3)
    assert found.horizons[2] == Horizon(5, 4, 3, 2)
    assert found.horizons[2].pourcent == 67


def test_a_lieu_too_young_for_an_age_is_not_counted_there(labellise):
    found = survie(annuaire_de(labellise(verifie="2022-06-01"), le=date(2022, 6, 2)), VAGUES)

    assert [h.atteints for h in found.horizons] == [1, 0, 0]


@pytest.mark.parametrize(
    ("fabrique", "jour"),
    [
        ({"vague": "1"}, date(2020, 2, 3)),
        ({"vague": "2"}, date(2020, 12, 31)),
        ({"vague": "4", "annee_label": "2021"}, date(2021, 12, 31)),
        ({"vague": None, "annee_label": "2023"}, date(2023, 12, 31)),
        ({"vague": "4"}, None),
        ({"vague": None}, None),
    ],
)
def test_the_day_of_a_label_is_its_waves_else_the_end_of_its_year(labellise, fabrique, jour):
    (fiche,) = annuaire_de(labellise(**fabrique)).fiches

    assert date_du_label(fiche, VAGUES) == jour


def test_a_label_without_a_date_is_said_apart(labellise):
    found = survie(annuaire_de(labellise(vague=None)), VAGUES)

    assert (found.sans_date, [h.atteints for h in found.horizons]) == (1, [0, 0, 0])


def test_no_labelled_lieu_is_no_share_of_anything(lieu):
    found = survie(annuaire_de(lieu()), VAGUES)

    assert (found.lieux, [h.pourcent for h in found.horizons]) == (0, [None, None, None])
