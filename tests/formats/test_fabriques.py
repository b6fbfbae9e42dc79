"""The labelled fabriques, as the table and as the map that the ANCT publishes."""

import csv
import json
from datetime import date

import pytest

from annuaire import formats
from conftest import FIXTURES as TOUTES

CARTE = TOUTES / "formats" / "fabt_geom.geojson"
SOURCE = {
    "titre": "ANCT, fabriques de territoire labellisées",
    "url": "https://github.com/anct-carto/superposeur-anct",
}
TABLEAU = {
    "id_anct": "fabt-13",
    "nom": "Konk Ar Lab",
    "commune": "Concarneau",
    "code_insee": "29039",
    "codes_postaux": "29900",
    "latitude": "47.87",
    "vague_deduite": "1",
    "annee_label_deduite": "2020",
    "numerique_verifie": "",
    "site_web": "https://www.konkarlab.bzh/",
    "note": "",
    "alerte": "",
    "source": "anct-carto/superposeur-anct @949f7e5 (2024-09-18), Licence Ouverte 2.0",
    "source2": "",
}


@pytest.fixture
def rangee(tmp_path):
    """Read one row of the table, some of its cells changed as told."""

    def read(**cells):
        row = {**TABLEAU, **cells}
        path = tmp_path / "fabriques"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, row)
            writer.writeheader()
            writer.writerow(row)
        (one,) = formats.ouvrir(path).lignes
        return one

    return read


@pytest.fixture
def commune(tmp_path):
    """Read the fabriques of one commune of the map."""

    def read(ids, noms, **properties):
        cells = {"id_geo": "23096", "lib_geo": "Guéret", "id_territoire": ids,
                 "lib_territoire": noms, **properties}  # fmt: skip
        feature = {"type": "Feature", "properties": cells, "geometry": None}
        path = tmp_path / "carte"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
        return list(formats.ouvrir(path).lignes)

    return read


def test_a_row_gives_what_the_source_says_and_no_point(rangee):
    one = rangee()

    assert one.valeurs == {
        "id": "fabt-13",
        "nom": "Konk Ar Lab",
        "commune": "Concarneau",
        "code_insee": "29039",
        "code_postal": "29900",
        "site_web": ["https://www.konkarlab.bzh/"],
        "precision": "commune",
        "source": "ANCT, fabriques de territoire labellisées",
        "formations_labels": ["Fabriques de Territoire"],
        "date_maj": "2024-09-18",
        "fabrique": {
            "label": "fabrique",
            "id_anct": "fabt-13",
            "vague": "1",
            "annee_label": "2020",
            "sources": [{**SOURCE, "date": "2024-09-18"}],
        },
    }
    assert one.nettoyages == []


@pytest.mark.parametrize(
    ("cells", "champ", "avant"),
    [
        ({"vague_deduite": "2 à 4"}, "fabrique.vague", "2 à 4"),
        ({"vague_deduite": "11"}, "fabrique.vague", "11"),
        ({"annee_label_deduite": "2020 (fin de vague 4)"}, "fabrique.annee_label",
         "2020 (fin de vague 4)"),
        ({"alerte": "homonyme probable"}, "alerte", "homonyme probable"),
        ({"note": "La Grange"}, "note", "La Grange"),
        ({"numerique_verifie": "oui"}, "numerique_verifie", "oui"),
        ({"source2": "tp4eu.org"}, "source2", "tp4eu.org"),
    ],
)  # fmt: skip
def test_what_a_person_must_read_is_in_the_account_and_never_published(cells, champ, avant, rangee):
    one = rangee(**cells)

    assert [(note.champ, note.avant, note.apres) for note in one.nettoyages] == [(champ, avant, "")]
    assert avant not in str(one.valeurs)


def test_no_postcode_is_chosen_among_several(rangee):
    assert "code_postal" not in rangee(codes_postaux="06000|06100").valeurs


def test_a_day_that_does_not_exist_is_no_day(rangee):
    assert "date_maj" not in rangee(source="(2024-02-31)").valeurs


def test_the_real_table_is_read_whole(donnees_reelles):
    lignes = {
        one.id: one
        for one in formats.ouvrir(donnees_reelles / "fabriques-labellisees-anct.csv").lignes
    }

    assert len(lignes) == 382
    assert sum("vague" in one.valeurs["fabrique"] for one in lignes.values()) == 190
    assert sum("annee_label" in one.valeurs["fabrique"] for one in lignes.values()) == 275
    assert sum("code_postal" in one.valeurs for one in lignes.values()) == 382 - 75
    assert {one.valeurs["date_maj"] for one in lignes.values()} == {"2024-09-18"}
    brest = lignes["fabt-194"].valeurs
    assert brest["nom"].endswith("également impliquées dans ce projet : 9 associations…")
    assert len(brest["nom"]) < 200
    assert len(brest["presentation_detail"]) == len("Nom complet : ") + 550


def test_reads_one_fabrique_per_number_of_the_map():
    lignes = list(formats.ouvrir(CARTE).lignes)

    assert [(one.numero, one.id, one.valeurs.get("code_insee")) for one in lignes] == [
        (1, "fabt-59", "01004"),
        (2, "fabt-359", "04019"),
        (3, "fabt-194", "29019"),
        (4, "fabt-109", "61001"),
        (5, "fabt-20", "35238"),
        (5, "fabt-96", "35238"),
        (5, "fabt-257", "35238"),
        (6, "fabt-365", "97801"),
    ]
    assert lignes[0].valeurs == {
        "id": "fabt-59",
        "nom": "LAB 01",
        "commune": "Ambérieu-en-Bugey",
        "code_insee": "01004",
        "precision": "commune",
        "source": "ANCT, fabriques de territoire labellisées",
        "formations_labels": ["Fabriques de Territoire"],
        "fabrique": {"label": "fabrique", "id_anct": "fabt-59", "sources": [SOURCE]},
    }
    assert lignes[6].valeurs["nom"] == "ESS CARGO & CIE"
    assert "commune" not in lignes[7].valeurs  # « NA »


def test_gives_the_names_of_the_table(donnees_reelles):
    path = donnees_reelles / "fabriques-labellisees-anct.csv"
    table = {(o.valeurs["nom"], o.valeurs["code_insee"]) for o in formats.ouvrir(path).lignes}

    for one in formats.ouvrir(CARTE).lignes:
        assert (one.valeurs["nom"], one.valeurs["code_insee"]) in table


def test_the_mail_of_an_internal_note_is_nowhere():
    one = next(one for one in formats.ouvrir(CARTE).lignes if one.id == "fabt-109")

    assert one.valeurs["nom"] == "SCENE NATIONALE 61"
    assert [(note.champ, note.raison) for note in one.nettoyages] == [
        ("nom", "note interne retirée, avec l’adresse électronique qu’elle porte")
    ]
    assert "@" not in repr(one)


def test_the_day_of_the_map_comes_from_who_opens_it():
    one = next(formats.ouvrir(CARTE, date_fichier=date(2024, 9, 18)).lignes)

    assert one.valeurs["date_maj"] == "2024-09-18"
    assert one.valeurs["fabrique"]["sources"] == [{**SOURCE, "date": "2024-09-18"}]


@pytest.mark.parametrize(
    ("ids", "noms", "comptes"),
    [
        ("fabt-1; fabt-2", "A; B; C", "2 numéros (fabt-1 ; fabt-2) pour 3 noms (A ; B ; C)"),
        ("fabt-1; fabt-2", "A", "2 numéros (fabt-1 ; fabt-2) pour 1 noms (A)"),
        (
            "fabt-1",
            "A; x@y.fr",
            "1 numéros (fabt-1) pour 2 noms (A ; [adresse retirée])",
        ),
    ],
)
def test_numbers_and_names_that_do_not_pair_are_a_fault(ids, noms, comptes, commune):
    lignes = commune(ids, noms)

    assert [one.id for one in lignes] == ids.split("; ")
    assert {one.faute for one in lignes} == {f"{comptes} : on ne sait pas à qui est chaque nom"}


def test_the_sign_of_an_entity_parts_no_names(commune):
    (one,) = commune("fabt-1", "Les Débrouillards &amp; Les Fabriques")

    assert (one.faute, one.valeurs["nom"]) == ("", "Les Débrouillards & Les Fabriques")
    assert [note.raison for note in one.nettoyages] == [
        "code HTML remplacé par son caractère dans la liste des noms"
    ]
