"""Opening hours of real files, whole fields and texts of one day: translated, or kept in words.

The fixtures hold the public test data of anct-cartographie-nationale/mednum-cli @525661a (MIT):
the text, what we make of it, what the national chain makes of it, and ⚠ where that loses a
meaning. ⏎ stands for a line feed.
"""

import csv
from datetime import date

import pytest

from annuaire import horaires
from annuaire.horaires import JOURS
from annuaire.nettoyage import heures
from conftest import FIXTURES

LE = date(2026, 11, 23)


def rows(name: str) -> list[dict[str, str]]:
    with (FIXTURES / "nettoyage" / name).open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [{**row, "texte": row["texte"].replace("⏎", "\n")} for row in found]


SEMAINE, JOUR = rows("horaires-semaine.tsv"), rows("horaires-jour.tsv")


@pytest.mark.parametrize("row", SEMAINE, ids=lambda row: row["texte"][:40])
def test_reads_a_whole_field(row):
    assert heures.lire(row["texte"])[0] == row["attendu"]


@pytest.mark.parametrize("row", JOUR, ids=lambda row: row["texte"][:40])
def test_reads_the_text_of_one_day(row):
    assert heures.par_jour({"lundi": row["texte"]})[0] == row["attendu"]


def test_the_whole_list_is_there():
    assert (len(SEMAINE), len(JOUR)) == (65, 85)


@pytest.mark.parametrize("row", SEMAINE + JOUR, ids=lambda row: row["texte"][:40])
def test_what_we_publish_is_accepted_by_the_model(row):
    assert not row["attendu"] or horaires.verifier(row["attendu"]) == row["attendu"]


@pytest.mark.parametrize(
    "row", [row for row in SEMAINE + JOUR if row["perte"]], ids=lambda row: row["texte"][:40]
)
def test_never_publishes_what_loses_the_meaning(row):
    assert row["attendu"] != row["national"]


@pytest.mark.parametrize(
    "row",
    [row for row in SEMAINE + JOUR if row["attendu"].startswith('"')],
    ids=lambda row: row["texte"][:40],
)
def test_what_is_not_translated_is_shown_whole_and_opens_no_hour(row):
    week = horaires.semaine(row["attendu"], LE)

    assert not any(week.jours)
    for word in row["texte"].split():
        assert word.strip("|>-") in week.remarques[0]


def test_translates_as_the_check_of_an_entry_proposes():
    """Where `horaires.proposer` dares a translation, ours says the same week."""
    for row in SEMAINE:
        proposed = horaires.proposer(row["texte"])
        if proposed:
            assert (
                horaires.semaine(row["attendu"], LE).jours == horaires.semaine(proposed, LE).jours
            )


@pytest.mark.parametrize(
    ("textes", "attendu"),
    [
        (
            dict.fromkeys(JOURS, "8h30 à 12h - 13h30 à 17h"),
            "Mo-Su 08:30-12:00,13:30-17:00",
        ),
        ({"lundi": "8h30 à 12h - 13h30 à 17h"}, "Mo 08:30-12:00,13:30-17:00"),
        (
            {
                "lundi": "8h-12h",
                "mardi": "8h-12h",
                "mercredi": "8h30 à 12h - 13h30 à 17h",
                "jeudi": "8h30 à 12h - 13h30 à 16h",
                "vendredi": "8h30 à 12h - 13h30 à 17h",
                "samedi": "Fermé",
                "dimanche": "8h30 à 17h",
            },
            (
                "Mo,Tu 08:00-12:00; We,Fr 08:30-12:00,13:30-17:00;"
                " Th 08:30-12:00,13:30-16:00; Su 08:30-17:00"
            ),
        ),
        (
            dict.fromkeys(JOURS[1:5], "9h à 12h / 14h à 17h") | {"samedi": "9h-12h", "lundi": ""},
            "Tu-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00",
        ),
        (dict.fromkeys(JOURS, "Fermé"), ""),
        (
            {"lundi": "9h-12h", "jeudi": "14h-16h sur RDV"},
            'Mo 09:00-12:00; Th 14:00-16:00 "jeudi : sur RDV"',
        ),
        (
            {"lundi": "9h-12h", "mardi": "9h-12h tous les 15 jours"},
            '"lundi : 9h-12h ; mardi : 9h-12h tous les 15 jours"',
        ),
        ({"lundi": "9h-12h", "mardi": "14h-7h"}, ""),
    ],
)
def test_gathers_the_days_of_a_week(textes, attendu):
    assert heures.par_jour(textes)[0] == attendu


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        # A month, an enumeration, a letter of two days: none is what it looks like.
        ("mars 9h-12h", '"mars 9h-12h"'),
        ("lundi - mercredi - vendredi 9h-12h", '"lundi - mercredi - vendredi 9h-12h"'),
        ("mardi - jeudi 9h-12h", '"mardi - jeudi 9h-12h"'),
        ("M 9h-12h", '"M 9h-12h"'),
        ("lundi 10h et 14h", '"lundi 10h et 14h"'),
        ("lundi 10h, 14h", '"lundi 10h, 14h"'),
        ("lundi 9h 12 - 17h", '"lundi 9h 12 - 17h"'),
        ("lundi 9h-12h, mardi sur rendez-vous", '"lundi 9h-12h, mardi sur rendez-vous"'),
        (
            "lundi 9h-12h, mardi 14h-17h sur rendez-vous",
            '"lundi 9h-12h, mardi 14h-17h sur rendez-vous"',
        ),
        ("Lundi 9h-12h (sur RDV)", 'Mo 09:00-12:00 "sur RDV"'),
        ("Lundi 9h-12h, fermé les jours fériés", "Mo 09:00-12:00; PH off"),
        ("Semaine paire : lundi 9h-12h", "week 2-52/2 Mo 09:00-12:00"),
        (
            "lundi 9h-12h mardi 14h-17h semaine paire",
            '"lundi 9h-12h mardi 14h-17h semaine paire"',
        ),
        # Words that the syntax would take for hours around the clock, quotes of its own.
        (
            'l’espace "libre" est ouvert 24/7',
            '"l’espace « libre » est ouvert 24 h sur 24, 7 j sur 7"',
        ),
        # The syntax itself, with what it lets through.
        ("Tu, Th 09:00-12:00", "Tu,Th 09:00-12:00"),
        ("Tu;Th 09:00-12:00", "Tu,Th 09:00-12:00"),
        ("Mo 00:00-00:00; Tu 09:00-12:00", "Tu 09:00-12:00"),
        ("Mo 00:00-00:00", ""),
        ("Mo-Fr 09:00-12:00,11:00-14:00", "Mo-Fr 09:00-14:00"),
        ("Mo-Fr 19:00-11:00", ""),
        ("Mo-Fr 18:00-26:00", ""),
        ("Mo-Fr", ""),
        ("Mo-Fr 09:00+", ""),
        ("lundi 9h-12h et 11h-14h", ""),
        ("non renseigné", ""),
        ("NC", ""),
    ],
)
def test_a_doubt_is_kept_in_words_and_a_fault_left_out(texte, attendu):
    assert heures.lire(texte)[0] == attendu


def test_what_is_left_out_or_changed_is_told(lieu_d_une_ligne):
    lieu, ligne = lieu_d_une_ligne(horaires="Mo-Fr 19:00-11:00")

    assert lieu.horaires is None
    assert ligne.nettoyages[-1].raison == (
        "« Mo-Fr 19:00-11:00 » : une plage finit avant de commencer"
    )


def test_a_record_may_give_a_text_for_each_day(lieu_d_une_ligne):
    lieu, ligne = lieu_d_une_ligne(horaires={"lundi": "9h-12h", "mardi": "9h-12h"})

    assert lieu.horaires == "Mo,Tu 09:00-12:00"
    assert ligne.nettoyages[-1].raison == heures.TRADUITS
