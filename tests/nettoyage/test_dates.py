"""The day of a record, in every form that real files give it."""

from datetime import date

import pytest

from annuaire.ligne import LigneRefuseeError
from annuaire.mise_en_ordre import lieu_de
from annuaire.nettoyage import dates

LE = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("21/04/2022 14:34:13", "2022-04-21"),
        ("21/04/2022", "2022-04-21"),
        ("21/4/2022", "2022-04-21"),
        ("2022/06/10", "2022-06-10"),
        ("2021-06-10", "2021-06-10"),
        ("2022-09-26 19:00:45", "2022-09-26"),
        ("2025-03-24 20:31:20+01:00", "2025-03-24"),
        ("2022-04-21T12:00:00", "2022-04-21"),
        ("2022-04-21T12:00:00.000Z", "2022-04-21"),
        ("Espace labellisé 01/12/2022", "2022-12-01"),
        ("1670421075", "2022-12-07"),
        ("1670421075000", "2022-12-07"),
        ("24/11/2026", "2026-11-24"),  # tomorrow: La Réunion is ahead of our clock
    ],
)
def test_reads_a_day_whatever_its_form(texte, attendu):
    assert dates.lire(texte, LE)[0].isoformat() == attendu


@pytest.mark.parametrize(
    ("texte", "raison"),
    [
        ("1970-01-01", "« 1970-01-01 » est la date par défaut des machines"),
        ("01/01/1970", "« 01/01/1970 » est la date par défaut des machines"),
        ("1969-07-21", "« 1969-07-21 » est une date trop ancienne pour une fiche"),
        ("1999-12-31", "« 1999-12-31 » est une date trop ancienne pour une fiche"),
        ("2026-11-25", "« 2026-11-25 » n’est pas encore venu"),
        ("31/02/2022", "« 31/02/2022 » n’existe pas au calendrier"),
        ("12/31/2022", "« 12/31/2022 » n’existe pas au calendrier"),
        ("21/04/22", "« 21/04/22 » n’est pas une date"),
        ("hier", "« hier » n’est pas une date"),
        ("du 01/12/2022 au 03/12/2022", "« du 01/12/2022 au 03/12/2022 » n’est pas une date"),
        ("01/12/2022 12", "« 01/12/2022 12 » dit plus qu’une date"),
        ("", "cette colonne est vide"),
    ],
)
def test_refuses_a_day_that_says_nothing(texte, raison, ligne):
    with pytest.raises(ValueError, match=r".*") as error:
        dates.lire(texte, LE)
    with pytest.raises(LigneRefuseeError) as refused:
        lieu_de(ligne(date_maj=texte), "essai", LE)

    assert str(error.value) == raison
    assert str(refused.value) == f"date_maj : {raison}"


def test_the_day_of_the_file_serves_where_the_record_gives_none(ligne):
    record = ligne(date_maj="1970-01-01")

    lieu = lieu_de(record, "essai", LE, date_defaut=date(2024, 8, 1))

    assert lieu.date_maj == date(2024, 8, 1)
    assert [note.raison for note in record.nettoyages if note.champ == "date_maj"] == [
        "date du fichier (« 1970-01-01 » est la date par défaut des machines)"
    ]


def test_the_day_of_the_record_comes_before_that_of_the_file(ligne):
    lieu = lieu_de(ligne(date_maj="2023-05-02"), "essai", LE, date_defaut=date(2024, 8, 1))

    assert lieu.date_maj == date(2023, 5, 2)
