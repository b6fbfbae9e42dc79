"""Communes and postcodes of real files: named as Insee does, or refused with the candidates."""

import pytest

from annuaire.ligne import LigneRefuseeError
from annuaire.nettoyage import adresses, communes
from annuaire.nettoyage.communes import nommees

SANS_CODE = {"code_insee": "", "latitude": "", "longitude": "", "adresse": ""}


@pytest.mark.parametrize(
    ("commune", "code_postal", "attendu"),
    [
        # The postcode as typed.
        ("La Fère", "2800", ("02800", "02304")),
        ("Saint-Paul-Trois-Châteaux", "26130.0", ("26130", "26324")),
        ("Grenoble", "38000.0", ("38000", "38185")),
        ("Châteauneuf-de-Galaure", "26330.0", ("26330", "26083")),
        # No postcode: that of the commune.
        ("Gannat", "", ("03800", "03118")),
        ("Saint-Laurent-de-Chamousset", "", ("69930", "69220")),
        ("Bègles", "", ("33130", "33039")),
        # CEDEX, a name against a postcode, a postcode of several communes.
        ("Villefranche-de-Rouergue", "12204", ("12200", "12300")),
        ("Vernon", "27220", ("27200", "27681")),
        ("Blois", "42000", ("41000", "41018")),
        ("Bonneville", "74130", ("74130", "74042")),
        ("Aix-en-Provence CEDEX 1", "13100", ("13100", "13001")),
        ("Douai-cedex", "59500", ("59500", "59178")),
        ("SAINT-NICOLAS-cédex", "62223", ("62223", "62764")),
        ("Annecy CEDEX 09", "74003", ("74003", "74010")),
        # Words of the name.
        ("    Versailles     ", "78000", ("78000", "78646")),
        ("St Jorioz", "74410", ("74410", "74242")),
        ("St-Jorioz", "74410", ("74410", "74242")),
        ("Bournoncle St Pierre", "43360", ("43360", "43038")),
        ("Bournoncle-St-Pierre", "43360", ("43360", "43038")),
        ("Ste Croix Volvestre", "09230", ("09230", "09257")),
        ("L' Arbresle", "69210", ("69210", "69010")),
        ("L’ESCARÈNE", "06440", ("06440", "06057")),
        ("Saint-Donat-sur-lHerbasse", "26260", ("26260", "26301")),
        ("Lyon 1er", "69001", ("69001", "69123")),
        ("Lyon 2e", "69002", ("69002", "69123")),
        ("Paris 1er", "75001", ("75001", "75056")),
        ("Marseille", "13006", ("13006", "13055")),
        ("Amplepuis 69550", "", ("69550", "69006")),
        ("Etreux (Le Gard)", "02510", ("02510", "02298")),
        ("Étreux (details)", "02510", ("02510", "02298")),
        ("Pont-de-Claix", "38800", ("38800", "38317")),
        ("Nouvion-en-Thiérache", "02170", ("02170", "02558")),
        ("Fay-Saint-Quentin", "60510", ("60510", "60230")),
        ("Prêcheur", "97250", ("97250", "97219")),
        ("Oeuilly", "51480", ("51480", "51410")),
        ("Œuilly", "51480", ("51480", "51410")),
        # One commune of the postcode has nearly that name.
        ("Grandchamps-des-Fontaines", "44119", ("44119", "44066")),
        ("Bordères-et-Lamensens", "40270", ("40270", "40049")),
        ("Pierreffitte-Nestalas", "65260", ("65260", "65362")),
        ("Ayre-sur-la-Lys", "62120", ("62120", "62014")),
        ("Saugnacq-et-muret", "40410", ("40410", "40295")),
        ("Saint-Philbert-de-Grandlieu", "44310", ("44310", "44188")),
        ("Les-Molettes", "73800", ("73800", "73159")),
        # Former communes.
        ("Saint-Barbant", "87330", ("87330", "87028")),
        ("La Rochette", "73110", ("73110", "73215")),
        ("Pringy", "74370", ("74370", "74010")),
    ],
)
def test_finds_the_commune_of_a_record_without_its_code(commune, code_postal, attendu, ligne):
    record = ligne(commune=commune, code_postal=code_postal, **SANS_CODE)
    found = communes.nettoyer(record)

    assert (record.valeurs["code_postal"], record.valeurs["code_insee"]) == attendu
    assert record.valeurs["commune"] == found.nom
    assert {"code_insee"} <= {note.champ for note in record.nettoyages}


@pytest.mark.parametrize(
    ("commune", "code_postal", "raison"),
    [
        ("Vernon", "07330", "ce peut être Vernon (07336) ou Vernon (27681) ou Vernon (86284)"),
        ("Saint-Sauveur", "", "ce peut être Saint-Sauveur ("),
        ("Grandchamps-des-Fontaines", "", "ce peut être Grandchamp-des-Fontaines (44066)"),
        ("La pierre-Ste-Marie", "", "commune introuvable ou ambiguë"),
        # A hamlet of Levens, whose postcode seven communes share.
        ("PLAN-DU-VAR", "06670", "commune introuvable ou ambiguë"),
        ("Paris", "23500", "ce peut être Paris (75056)"),
        ("Nulle-Part", "", "commune introuvable ou ambiguë : « Nulle-Part », code postal «  »"),
    ],
)
def test_refuses_a_doubt_and_names_the_candidates(commune, code_postal, raison, ligne):
    with pytest.raises(LigneRefuseeError) as refused:
        communes.nettoyer(ligne(commune=commune, code_postal=code_postal, **SANS_CODE))

    assert raison in str(refused.value)


def test_a_point_decides_between_homonyms(ligne):
    record = ligne(
        commune="Vernon", code_postal="07330", code_insee="", latitude="44.5075", longitude="4.2275"
    )

    assert communes.nettoyer(record).code == "07336"


@pytest.mark.parametrize(
    ("values", "attendu"),
    [
        ({"code_insee": "2a004", "commune": "Ajaccio", "code_postal": "20000"}, "2A004"),
        ({"code_insee": "2B033", "commune": "Bastia", "code_postal": "20200"}, "2B033"),
        ({"code_insee": "1053", "commune": "Bourg-en-Bresse", "code_postal": "1000"}, "01053"),
        ({"code_insee": "69381", "commune": "Lyon 1er", "code_postal": "69001"}, "69381"),
        ({"code_insee": "49069", "commune": "Champtoceaux", "code_postal": "49270"}, "49069"),
        ({"commune": "FELLETAIN"}, "23079"),
        ({"commune": "Le hameau du lac"}, "23079"),
    ],
)
def test_the_code_insee_of_a_record_decides(values, attendu, ligne):
    record = ligne(**values, latitude="", longitude="")
    found = communes.nettoyer(record)

    assert found.code == record.valeurs["code_insee"]
    assert found == communes.territoires.commune_actuelle(attendu)


@pytest.mark.parametrize(
    "values",
    [
        {"commune": "Paris", "code_postal": "75001"},
        {"commune": "Moutier-Rozeille", "code_postal": "23200"},
        {"commune": "Trifouilly", "code_postal": "75001"},
    ],
)
def test_refuses_a_code_insee_that_the_name_and_the_postcode_deny(values, ligne):
    with pytest.raises(
        LigneRefuseeError, match="commune : le code INSEE 23079 est celui de Felletin"
    ):
        communes.nettoyer(ligne(**values, latitude="", longitude=""))


def test_a_wrong_postcode_goes_where_the_commune_has_several(ligne):
    record = ligne(
        code_insee="69123", commune="Lyon", code_postal="75001", latitude="", longitude=""
    )
    communes.nettoyer(record)

    assert "code_postal" not in record.valeurs
    assert record.nettoyages[-1].raison == "code postal impossible ; la commune en a plusieurs"


def test_a_name_in_parentheses_is_read_without_them():
    assert [commune.code for commune in nommees("Etreux (Le Gard)")] == ["02298"]
    assert nommees("(details)") == ()


def test_cleans_before_the_address_is_stripped(ligne):
    record = ligne(adresse="1 rue de l’Église 23500 FELLETIN")
    adresses.sans_commune(record, communes.nettoyer(record))

    assert record.valeurs["adresse"] == "1 rue de l’Église"
