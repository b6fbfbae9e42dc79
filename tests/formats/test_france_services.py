"""The list of France services, as the ANCT publishes it."""

import csv
import re
from datetime import date

import phonenumbers
import pytest

from annuaire import formats
from annuaire.formats.champs import LISTES
from conftest import FIXTURES as TOUTES

FIXTURE = TOUTES / "formats" / "france-services-20240801.csv"
JOURS = dict(
    zip(
        ("Mo", "Tu", "We", "Th", "Fr", "Sa"),
        ("h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi"),
        strict=True,
    )
)
SERVICES = [
    "Aide aux démarches administratives",
    "Insertion professionnelle via le numérique",
    "Maîtrise des outils numériques du quotidien",
    "Compréhension du monde numérique",
]


@pytest.fixture
def lu(tmp_path):
    """Read the first row of the fixture, some of its cells changed as told."""

    def read(nom="liste", date_fichier=None, **cells):
        with FIXTURE.open(encoding="utf-8", newline="") as stream:
            row = next(csv.DictReader(stream)) | cells
        path = tmp_path / nom
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, row)
            writer.writeheader()
            writer.writerow(row)
        (one,) = formats.ouvrir(path, date_fichier=date_fichier).lignes
        return one

    return read


def nationales(folder):
    with (folder / "france-services-2024-08-01.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def comparable(row):
    """Cells of the national file as a Ligne has them; its pivot and its mails were made up or cut."""
    return {
        champ: cell.split("|") if champ in LISTES else cell
        for champ, cell in row.items()
        if cell and champ not in {"pivot", "courriels"}
    }


def sans(one, *champs):
    return {champ: value for champ, value in one.valeurs.items() if champ not in champs}


def test_gives_the_values_of_the_national_file(donnees_reelles):
    attendues = {row["id"]: comparable(row) for row in nationales(donnees_reelles)}

    lignes = list(formats.ouvrir(FIXTURE).lignes)

    assert [one.id for one in lignes] == ["fs-1", "fs-3", "fs-29", "fs-426", "fs-405", "fs-2559"]
    for one in lignes:
        assert sans(one, "courriels", "presentation_detail") == attendues[one.id]


def test_gives_every_row_of_the_national_file_from_the_columns_it_came_from(
    donnees_reelles, tmp_path
):
    rows = nationales(donnees_reelles)
    path = tmp_path / "liste-fs-20240801.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, amont(rows[0]))
        writer.writeheader()
        writer.writerows(map(amont, rows))

    for one, row in zip(formats.ouvrir(path).lignes, rows, strict=True):
        assert sans(one, "courriels") == comparable(row)


def amont(row):
    """Write a row of the national file in the columns that it was converted from."""
    telephone = row["telephone"] and phonenumbers.format_number(
        phonenumbers.parse(row["telephone"]), phonenumbers.PhoneNumberFormat.NATIONAL
    )
    return {
        "id_fs": row["id"].removeprefix("fs-"),
        "lib_fs": row["nom"],
        "adresse": row["adresse"],
        "complement_adresse": row["complement_adresse"],
        "insee_com": row["code_insee"],
        "code_postal": row["code_postal"],
        "lib_com": row["commune"],
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "mail": row["courriels"],
        "telephone": telephone,
        **jours(row["horaires"]),
        "prise_rdv": "Non" if row["modalites_acces"] == "Se présenter" else "Oui",
        "format_fs": "Fixe" if row["itinerance"] == "Fixe" else "Itinérante",
    }


def jours(horaires):
    cells = dict.fromkeys(JOURS.values(), "")
    for rule in filter(None, horaires.split("; ")):
        names, spans = rule.split(" ")
        first, _, last = names.partition("-")
        order = list(JOURS)
        for day in order[order.index(first) : order.index(last or first) + 1]:
            cells[JOURS[day]] = " / ".join(span.replace("-", " - ") for span in spans.split(","))
    return cells


def test_keeps_the_comment_which_holds_the_exceptions_to_the_hours():
    lignes = {one.id: one for one in formats.ouvrir(FIXTURE).lignes}

    comment = lignes["fs-426"].valeurs["presentation_detail"]
    assert comment.startswith("Sur rendez-vous les mardis, mercredis et jeudis matins au Lude \n\n")
    assert lignes["fs-405"].numero == 9  # the comment above takes four lines
    assert lignes["fs-405"].valeurs["presentation_detail"] == (
        "Tous les mardis matins / sur rendez-vous / Retraite, Réversion, demande ASPA | Ouvert "
        "tous les jours du lundi au vendredi de 17h à 17h30, accès à un pc en autonomie"
    )
    assert [note.raison for note in lignes["fs-405"].nettoyages] == [
        "codes de caractères remplacés par leurs caractères"
    ]


def test_says_what_is_the_same_for_all(lu):
    one = lu()

    assert one.valeurs["services"] == SERVICES
    assert (one.valeurs["typologie"], one.valeurs["frais_a_charge"]) == (["RFS"], ["Gratuit"])
    assert one.valeurs["source"] == "ANCT – France services"
    assert "pivot" not in one.valeurs


@pytest.mark.parametrize(
    ("nom", "date_fichier", "attendu"),
    [
        ("liste-fs-20240801.csv", None, "2024-08-01"),
        ("france-services-2025-03-20.csv", None, "2025-03-20"),
        ("liste-fs-20240801.csv", date(2026, 1, 2), "2026-01-02"),
        ("liste-fs-20241341.csv", None, None),
        ("liste.csv", None, None),
    ],
)
def test_the_day_of_the_file_is_never_the_day_of_the_label(nom, date_fichier, attendu, lu):
    assert lu(nom, date_fichier).valeurs.get("date_maj") == attendu


@pytest.mark.parametrize(
    ("cells", "horaires"),
    [
        (dict.fromkeys(JOURS.values(), "09:00 - 12:00"), "Mo-Sa 09:00-12:00"),
        ({"h_mardi": ""}, "Mo 13:30-17:00; We-Th 09:00-12:00,13:30-17:00; Fr 09:00-12:00,13:30-16:00"),
        (dict.fromkeys(JOURS.values(), ""), None),
    ],
)  # fmt: skip
def test_writes_the_hours_as_openstreetmap_does(cells, horaires, lu):
    assert lu(**cells).valeurs.get("horaires") == horaires


def test_a_day_that_cannot_be_read_leaves_out_the_week(lu):
    one = lu(h_lundi="sur RDV")

    assert "horaires" not in one.valeurs
    (note,) = one.nettoyages
    assert (note.champ, note.raison) == ("horaires", "heures illisibles pour un jour au moins")
    assert re.match(r"Mo sur RDV ; Tu 09:00 - 12:00 / 13:30 - 17:00 ; ", note.avant)


@pytest.mark.parametrize(
    ("cells", "champ", "raison"),
    [
        ({"format_fs": "Fusée"}, "itinerance", "valeur inconnue de la colonne format_fs"),
        ({"prise_rdv": "?"}, "modalites_acces", "valeur inconnue de la colonne prise_rdv"),
        ({"commentaire": "149637178"}, "presentation_detail", "commentaire sans aucun mot"),
    ],
)
def test_what_the_list_does_not_say_plainly_is_left_out(cells, champ, raison, lu):
    one = lu(**cells)

    assert champ not in one.valeurs
    assert [(note.champ, note.avant, note.raison) for note in one.nettoyages] == [
        (champ, *cells.values(), raison)
    ]


def test_a_telephone_that_is_none_stays_as_typed(lu):
    assert lu(telephone="0800 123").valeurs["telephone"] == ["0800 123"]
    assert lu(telephone="06 39 10 38 08", code_postal="97600").valeurs["telephone"] == [
        "+262639103808"
    ]
