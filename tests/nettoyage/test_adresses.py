"""Addresses of real files: what a machine added goes, the commune in them is read."""

import pytest

from annuaire import territoires
from annuaire.nettoyage import adresses


@pytest.mark.parametrize(
    ("typed", "kept", "raison"),
    [
        ("null 3 rue", "3 rue", "« null » retiré au début"),
        ("null Grande Rue", "Grande Rue", "« null » retiré au début"),
        ("0 Rue des Dats", "Rue des Dats", "numéro 0 retiré au début"),
        ("00 Rue des Dats", "Rue des Dats", "numéro 0 retiré au début"),
        ("0", None, "numéro 0 retiré au début"),
        ("52 Route des Duc²s d'Anjou", "52 Route des Ducs d'Anjou", "« ² » retiré"),
        ('12 rue "de la Gare', "12 rue de la Gare", "guillemet seul retiré"),
        ("1 rue de l\x92Église", "1 rue de l’Église", "caractère mal codé rétabli"),
        ("1 rue de lâ€™Ã‰glise", "1 rue de l’Église", "accents rétablis"),
        ("1 rue de l’╢glise", None, "accents abîmés"),
        ("=1+1", "1+1", "signe de tableur retiré au début"),
        ("23500 Felletin", None, "code postal et commune retirés de l’adresse"),
        (
            "1 Grande Rue, 23500 FELLETIN",
            "1 Grande Rue",
            "code postal et commune retirés de l’adresse",
        ),
        # Nothing to mend.
        ("    rue Saint     Louis  ", "rue Saint Louis", ""),
        ("1 rue\nGrande", "1 rue Grande", ""),
        ("Salle de 30 m²", "Salle de 30 m²", ""),
        ('1 place "Mazet"', "1 place « Mazet »", ""),
        ("1 rue Grande 23200 Aubusson", "1 rue Grande 23200 Aubusson", ""),
        ("Place du 31 décembre 1943", "Place du 31 décembre 1943", ""),
    ],
)
def test_puts_an_address_in_order_and_says_so(typed, kept, raison, lieu_d_une_ligne):
    lieu, ligne = lieu_d_une_ligne(adresse=typed)

    assert lieu.adresse == kept
    assert " ; ".join(n.raison for n in ligne.nettoyages if n.champ == "adresse") == raison


@pytest.mark.parametrize(
    ("adresse", "values", "attendu"),
    [
        (
            "28   Avenue François Mitterrand , 87230 Châlus",
            {},
            ("28 Avenue François Mitterrand", "87230", "Châlus"),
        ),
        (
            "3   Place Gay-Lussac, 87400 Saint-Léonard-de-Noblat",
            {"commune": "Saint-Léonard-de-Noblat"},
            ("3 Place Gay-Lussac", "87400", "Saint-Léonard-de-Noblat"),
        ),
        ("9 Place de la paix 51530 Moussy", {}, ("9 Place de la paix", "51530", "Moussy")),
        (
            "38 Rue des Dats, 51520 Saint-Martin-sur-le-Pré",
            {"code_postal": "51520"},
            ("38 Rue des Dats", "51520", "Saint-Martin-sur-le-Pré"),
        ),
        ("Mairie de Piobetta 20234 PIOBETTA", {}, ("Mairie de Piobetta", "20234", "Piobetta")),
        ("2 rue du Pont 74003 Annecy CEDEX 9", {}, ("2 rue du Pont", "74003", "Annecy")),
        ("51530 Moussy", {}, (None, "51530", "Moussy")),
    ],
)
def test_reads_the_commune_in_the_address_where_its_columns_are_empty(
    adresse, values, attendu, lieu_d_une_ligne
):
    empty = dict.fromkeys(("code_insee", "code_postal", "commune", "latitude", "longitude"))
    lieu, ligne = lieu_d_une_ligne(**{**empty, **values, "adresse": adresse})

    assert (lieu.adresse, lieu.code_postal, lieu.commune) == attendu
    assert "lu dans l’adresse" in {note.raison for note in ligne.nettoyages}


def test_the_name_of_a_former_commune_stays_in_the_address(ligne):
    record = ligne(adresse="1 rue de la Loire 49270 Champtoceaux", code_postal="49270")
    commune = territoires.commune_actuelle("49069")

    adresses.sans_commune(record, commune)

    assert record.valeurs["adresse"] == "1 rue de la Loire 49270 Champtoceaux"
