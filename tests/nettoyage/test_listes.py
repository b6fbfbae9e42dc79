"""The values of closed lists, however a file spells them."""

import pytest

from annuaire.model import FERMES
from annuaire.nettoyage import listes

ECRIT = ("écrit comme dans la liste",)


@pytest.mark.parametrize(
    ("champ", "texte", "valeurs", "raisons"),
    [
        (
            "formations_labels",
            "Étapes numériques(La Poste)",
            ("Étapes numériques (La Poste)",),
            ECRIT,
        ),
        ("formations_labels", "fabriques de territoire", ("Fabriques de Territoire",), ECRIT),
        ("frais_a_charge", "gratuit ", ("Gratuit",), ECRIT),
        (
            "frais_a_charge",
            "Gratuit, Payant",
            ("Gratuit", "Payant"),
            ("plusieurs valeurs séparées",),
        ),
        ("publics_specifiquement_adresses", "Etudiants", ("Étudiants",), ECRIT),
        (
            "modalites_acces",
            "Ce lieu n’accueille pas de public",
            ("Ce lieu n'accueille pas de public",),
            (),
        ),
        ("typologie", "tiers_lieux", ("TIERS_LIEUX",), ECRIT),
        ("typologie", "TIERS_LIEUX", ("TIERS_LIEUX",), ()),
        # What is not of the list stays for the model to refuse, with the nearest value.
        ("services", "Vente de pain", ("Vente de pain",), ()),
        ("frais_a_charge", "Gratuit, parfois", ("Gratuit, parfois",), ()),
    ],
)
def test_spells_a_value_as_its_list_does(champ, texte, valeurs, raisons):
    assert listes.lire(texte, champ) == (valeurs, raisons)


def test_no_two_values_of_a_list_are_spelt_alike():
    for champ, permises in FERMES.items():
        assert len({listes._cle(valeur) for valeur in permises}) == len(tuple(permises)), champ


def test_splits_the_lists_and_tells_what_it_leaves_out(lieu_d_une_ligne):
    lieu, ligne = lieu_d_une_ligne(
        services="Aide aux démarches administratives| |Aide aux démarches administratives|Pain",
        autres_formations_labels=["Micro-Folie", "Micro-Folie", " "],
        frais_a_charge=["gratuit"],
    )

    assert lieu.services == ("Aide aux démarches administratives",)
    assert lieu.autres_formations_labels == ("Micro-Folie",)
    assert lieu.frais_a_charge == ("Gratuit",)
    assert [(note.champ, note.raison) for note in ligne.nettoyages if note.champ != "pivot"] == [
        ("frais_a_charge", "écrit comme dans la liste"),
        ("services", "« Pain » n’est pas dans la liste des valeurs permises"),
    ]
