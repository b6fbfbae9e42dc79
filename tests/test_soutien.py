"""What the page of a fabrique says of its support, and of what nobody published."""

import pytest

from annuaire import soutien
from annuaire.programme import Programme, Vague
from annuaire_de_test import annuaire_de

PROUVE = {"sources": ["https://www.konkarlab.bzh/"]}
FAITS = Programme(
    vagues=(
        Vague(vague="4", laureats=19, duree_ans=3, sources=["a"]),
        Vague(vague="6 à 8", date="2021", duree_ans=3, sources=["a"]),
    )
)


@pytest.mark.parametrize(
    ("fabrique", "dit"),
    [
        (
            {"soutien": {"montant": "150000", "duree_ans": "3"}, "annee_label": "2021"},
            "150\u202f000 € sur 3\xa0ans, jusqu’en 2024",
        ),
        ({"soutien": {"montant": "150000"}}, "150\u202f000 €, durée non publiée"),
        (
            {"soutien": {"montant": "150000"}, "vague": "7"},
            "150\u202f000 €, annoncé jusqu’en 2024 pour la vague 6 à 8",
        ),
        (
            {"soutien": {"montant": "75000", "duree_ans": "1", "bonus_numerique": "100000"}},
            "75\u202f000 € sur 1\xa0an, et 100\u202f000 € de bonus numérique, fin non publiée",
        ),
        ({"vague": "7"}, "Montant non publié, annoncé jusqu’en 2024 pour la vague 6 à 8"),
        ({"vague": "4"}, "Montant non publié, durée non publiée"),
        ({"vague": "3"}, "Montant non publié, durée non publiée"),
    ],
)
def test_a_support_is_said_with_what_nobody_published(lieu, fabrique, dit):
    (fiche,) = annuaire_de(lieu(fabrique={"label": "fabrique", **fabrique, **PROUVE})).fiches

    assert soutien.phrase(fiche, FAITS) == dit


@pytest.mark.parametrize("fabrique", [None, {"label": "candidate", **PROUVE}])
def test_nothing_is_said_of_the_support_of_a_lieu_without_label(lieu, fabrique):
    (fiche,) = annuaire_de(lieu(fabrique=fabrique)).fiches

    assert soutien.phrase(fiche, FAITS) == ""
