"""What changed, given to the lieux of today, and how it is said."""

from datetime import date

import pytest

from annuaire.historique import Changement, Historique
from annuaire.nouvelles import Nouvelle, nouvelles, par_mois
from annuaire_de_test import annuaire_de

MARS = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("kind", "phrase", "dit"),
    [
        ("horaires", "Horaires modifiés", "Horaires modifiés le 3\xa0mars 2026"),
        ("demenage", "Nouvelle adresse : 2 rue B", "Nouvelle adresse le 3\xa0mars 2026 : 2 rue B"),
        ("nouveau", "Nouveau dans l’annuaire", "Nouveau dans l’annuaire le 3\xa0mars 2026"),
        ("ferme", "Fermé définitivement le 1er mars", "Fermé définitivement le 1er mars"),
    ],
)
def test_a_change_is_said_with_its_day(lieu, kind, phrase, dit):
    fiche = annuaire_de(lieu()).fiches[0]

    assert Nouvelle(MARS, kind, phrase, fiche).datee == dit


def test_two_changes_of_one_type_in_a_day_are_one(lieu):
    found = annuaire_de(lieu())
    said = ("Ajouté : Téléphone", "Modifié : Nom du lieu", "Ajouté : Téléphone")
    history = Historique(tuple(Changement(MARS, "autre", one, lieu()) for one in said))

    (one,) = nouvelles(found, history).toutes

    assert one.phrase == "Ajouté : Téléphone ; Modifié : Nom du lieu"


def test_a_lieu_keeps_what_changed_under_its_former_id_and_one_that_is_gone_says_nothing(lieu):
    found = annuaire_de(lieu(id="neuf", anciens_ids=["vieux"]))
    changes = (Changement(MARS, "autre", "Rouvert", lieu(id=id_)) for id_ in ("vieux", "parti"))

    told = nouvelles(found, Historique(tuple(changes)))

    assert [one.phrase for one in told.de(found.fiches[0])] == ["Rouvert"]
    assert len(told.toutes) == 1


def test_changes_are_told_by_territory_and_by_month(lieu):
    corse = lieu(id="ajaccio", commune="Ajaccio", code_insee="2A004", code_postal="20000")
    found = annuaire_de(lieu(), corse)
    changes = (
        Changement(MARS, "nouveau", "Nouveau", corse),
        Changement(date(2026, 2, 28), "nouveau", "Nouveau", lieu()),
    )

    told = nouvelles(found, Historique(changes))

    assert [one.fiche.slug for one in told.par_departement["2A"]] == ["ajaccio"]
    assert [one.fiche.slug for one in told.par_region["75"]] == ["quartier-rouge-felletin"]
    assert [(mois, len(group)) for mois, group in par_mois(told.toutes)] == [
        ("mars 2026", 1),
        ("février 2026", 1),
    ]
