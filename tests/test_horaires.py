"""Opening hours: what is accepted, what is proposed for French, what the week is."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from annuaire import horaires
from annuaire.horaires import HorairesInvalidesError

LUNDI = date(2026, 11, 23)
TRADUITS = {
    "Lundi au samedi de 9h à 19h": "Mo-Sa 09:00-19:00",
    "Lundi au vendredi de 9h à 19h": "Mo-Fr 09:00-19:00",
    "Du lundi au jeudi : 08:30-12:00 et 13:30-16:30": "Mo-Th 08:30-12:00,13:30-16:30",
    "Lundi-vendredi 9h30-17h30": "Mo-Fr 09:30-17:30",
    "Mercredi 9h30-12h30": "We 09:30-12:30",
    "Mercredi : 15:00-17:00 / Vendredi : 16:00-18:00 /  Samedi : 10:30 - 12:00": (
        "We 15:00-17:00; Fr 16:00-18:00; Sa 10:30-12:00"
    ),
    "Lundi, mardi, jeudi et vendredi : 09:00-12:00 et 13:30-16:15 / "
    "Mercredi et samedi : 09:00-12:00": ("Mo,Tu,Th,Fr 09:00-12:00,13:30-16:15; We,Sa 09:00-12:00"),
    "mercredi de 16 h à 18 h et le samedi de 10 h à 12 h": "We 16:00-18:00; Sa 10:00-12:00",
    "lundi : 8h30-12h/14h-18h, mardi au vendredi : 8h30-12h/14h-17h30": (
        "Mo 08:30-12:00,14:00-18:00; Tu-Fr 08:30-12:00,14:00-17:30"
    ),
    "lundi 10h30-12h 13h30-17h / mardi à jeudi 9h-12h  13h30-18h / vendredi 9h-12h  16h-17h": (
        "Mo 10:30-12:00,13:30-17:00; Tu-Th 09:00-12:00,13:30-18:00; Fr 09:00-12:00,16:00-17:00"
    ),
    "Lundi: 9h00 à 12h00 / 14h à 17h00 - Mardi 9h00 à 12h00": (
        "Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00"
    ),
    "lundi de 13h30 à 16h30, vendredi de 15h30 à 18h30": "Mo 13:30-16:30; Fr 15:30-18:30",
    "du mardi au vendredi 14h-18h le samedi de 9h-12h et de 14h-17h": (
        "Tu-Fr 14:00-18:00; Sa 09:00-12:00,14:00-17:00"
    ),
    "du lundi au vendredi   9h30 - 12h   14h - 18h": "Mo-Fr 09:30-12:00,14:00-18:00",
    "lundi 16h00-19h00   mardi 10h00-12h00   mercredi 14h00-19h00": (
        "Mo 16:00-19:00; Tu 10:00-12:00; We 14:00-19:00"
    ),
    "lundi 13h30 -17h30 mardi 8h -12h et 13h30- 17h30 jeudi 8h-12h": (
        "Mo 13:30-17:30; Tu 08:00-12:00,13:30-17:30; Th 08:00-12:00"
    ),
    "Mardi : 9h - 12h / 14h - 18h\nMercredi : 9h - 12h / 14h - 18h\nVendredi : 9h - 13h": (
        "Tu 09:00-12:00,14:00-18:00; We 09:00-12:00,14:00-18:00; Fr 09:00-13:00"
    ),
    "Lun-Ven 9h-12h": "Mo-Fr 09:00-12:00",
}
DOUTEUX = (
    "",
    "-----",
    "Ateliers sur réservation et accès libre",
    "Il y a des créneaux accès libre au public les lundi, mardi et jeudi de 16h30 à 18h.",
    "SANS RENDEZ-VOUS du lundi au vendredi  : 08h30 - 12h30 / AVEC RENDEZ-VOUS le jeudi : 14h-16h",
    "Mardi : 14:00-19:00 / Mercredi au samedi : 10:00-12:00 / Jeudi : 14:00-18:00",
    "les V14h-21h et S 10h-13h / L au V 8h30-19h",
    "1er mardi matin du mois",
    "9h30-12h 14h-16h (sauf le lundi matin / mardi)",
    "du lundi au vendredi : de 8h30 à 12h    samedi : de 14h à 17h30   fermeture en août",
    "lundi au jeudi de 8h à 12h et de 13h30 à 17h30. le mercredi de 10h à 12h",
    "du lundi au vendredi, de 9h à 12h et de 13h30 à 17h30, sauf le mercredi, de 9h à 12h",
    "9h-19h du lundi au samedi",
    "8h-12h du Lundi au Samedi et  13h30-17h30 le mercredi",
    "lundi sur rendez vous au 03.21.89.04.66",
    "le jeudi et vendredi : 09:30-11:30 --- en autonomie : du lundi au jeudi : 09:00-11:30",
    "fermeture exceptionnelle le vendredi après midi 1 fois par trimestre",
    "9h à 17h30 du lundi au vendredi. Fermé pendant les vacances de Noël.",
    "lundi 14h-7h vendredi 9h-12h",
    "Tous les jours 9h-20h",
    "Ouvert du Lundi au Vendredi de 8h30 à 12h00 et de 13h00 à 16h30Samedi et Dimanche fermé",
    "lundi 9h-12h ; 14h-17h",
    "lundi au vendredi. 9h-12h",
    "09:00-12:00 hors premier Lundi du mois",
    "14h-18h sur RDV uniquement",
    "Permanence 14h à 16h tous les 15 jours",
    "samedi de 14 h 30 à 18 h 30 pinto 5 rue des fortes terres",
    "mardi 14h-16h 1 Semaine /2",
    "9h - 12h le 1er et le dernier samedi du mois",
    "mercredi 9h-12h jusqu’en juin 2022",
)
REFUSES = {
    "Lu-Ve 9h-12h": "n’est pas dans l’écriture attendue",
    "lundi - samedi": "n’est pas dans l’écriture attendue",
    "Mo-Tu 00:00-00:00": "peut se lire « ouvert jour et nuit » ou « fermé »",
    "Mo-Fr 17:00-09:00": "finit avant de commencer",
    "Mo 09:00-25:00": "dépasse minuit",
    "Mo 9h": "n’est pas dans l’écriture attendue",
}


@pytest.mark.parametrize(("texte", "osm"), TRADUITS.items())
def test_translates_plain_french_hours(texte, osm):
    assert horaires.proposer(texte) == osm
    assert horaires.verifier(osm) == osm


@pytest.mark.parametrize("texte", DOUTEUX)
def test_proposes_nothing_where_a_doubt_remains(texte):
    assert horaires.proposer(texte) == ""


@pytest.mark.parametrize(
    "texte", ["24/7", "Mo-Fr 09:00-12:00; PH off", "week 1-53/2 Mo 09:30-12:30"]
)
def test_accepts_the_syntax_of_openstreetmap(texte):
    assert horaires.verifier(f"  {texte} ") == texte


@pytest.mark.parametrize(("texte", "raison"), REFUSES.items())
def test_refuses_hours_that_are_wrong_or_doubtful(texte, raison):
    with pytest.raises(HorairesInvalidesError) as refused:
        horaires.verifier(texte)

    assert raison in refused.value.message


def test_repairs_the_known_faults_of_machines():
    assert horaires.reparer("We 00:00-00:00,09:00-12:00")[0] == "We 09:00-12:00"
    assert horaires.reparer("Mo 09:00-12:00; We 00:00-00:00")[0] == "Mo 09:00-12:00"
    assert horaires.reparer("Mo 00:00-00:00") == ("", ["plage « 00:00-00:00 » retirée"])
    assert horaires.reparer("Mo 09:00-12:00,11:00-15:00")[1] == ["plages qui se recouvrent réunies"]
    assert horaires.reparer("Mo-Fr 09:00-12:00") == ("Mo-Fr 09:00-12:00", [])


def test_a_later_rule_replaces_an_earlier_one():
    week = horaires.semaine("Mo-Fr 09:00-12:00; Tu 14:00-17:30; We off; PH off", LUNDI)

    assert week.jours == (
        ((540, 720),),
        ((840, 1050),),
        (),
        ((540, 720),),
        ((540, 720),),
        (),
        (),
    )
    assert week.feries_fermes
    assert not week.variable


def test_a_rule_without_a_day_is_of_every_day():
    assert horaires.semaine("09:00-12:00", LUNDI).jours == (((540, 720),),) * 7


def test_one_week_in_two_is_said_to_vary():
    assert horaires.semaine("week 1-53/2 Mo 09:30-12:30", LUNDI).variable


@pytest.mark.parametrize(
    ("texte", "ouverts"),
    [
        ("Jun-Sep Mo-Fr 09:00-12:00", (0, 1, 2, 3, 4)),
        ("We[1] 09:00-12:00", (2,)),
        ("Jun-Sep Mo 09:00-12:00; Jan Tu 09:00-12:00", (0, 1)),
    ],
)
def test_most_weeks_closed_is_rare_and_the_days_are_those_of_the_others(texte, ouverts):
    week = horaires.semaine(texte, LUNDI)

    assert (week.rare, week.variable) == (True, True)
    assert week.jours == tuple(((540, 720),) if day in ouverts else () for day in range(7))


@pytest.mark.parametrize(
    "texte", ["Mo 09:00-12:00", "Jun-Sep Mo 09:00-12:00; We 14:00-17:00", "off", "Mo off"]
)
def test_a_week_open_most_of_the_year_or_never_is_not_rare(texte):
    assert horaires.semaine(texte, LUNDI).rare is False


def test_the_words_quoted_are_kept_once_each_in_their_order():
    week = horaires.semaine(
        'Mo 09:00-12:00 "sur rendez-vous"; Tu 09:00-12:00 "ou appelez"; We 09:00-12:00 "sur rendez-vous"',
        LUNDI,
    )

    assert week.remarques == ("sur rendez-vous", "ou appelez")
    assert horaires.semaine("Mo 09:00-12:00", LUNDI).remarques == ()


@pytest.mark.parametrize(("minutes", "texte"), [(540, "9 h"), (1050, "17 h 30"), (5, "0 h 05")])
def test_writes_an_hour_as_the_french_do(minutes, texte):
    assert re.sub(r"\s", " ", horaires.heure(minutes)) == texte


def real_hours(folder: Path) -> list[str]:
    """Every distinct text of the two real files that an entry may have."""
    texts = set()
    for name in ("france-services-2024-08-01.csv", "lieux-hinaura-corse.csv"):
        with (folder / name).open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                texts.add(horaires.reparer(row["horaires"])[0] if row["horaires"] else "")
    return sorted(text for text in texts - {""} if accepted(text))


def accepted(text: str) -> bool:
    try:
        return bool(horaires.verifier(text))
    except HorairesInvalidesError:
        return False


def test_the_fast_reading_equals_that_of_the_library(donnees_reelles):
    texts = real_hours(donnees_reelles)
    assert len(texts) > 2_000

    read = {text: horaires.semaine_simple(text) for text in texts}
    fast = {text: week for text, week in read.items() if week is not None}

    assert len(fast) > 0.99 * len(texts)
    for text, simple in fast.items():
        usual = next(horaires._weeks(re.sub(r";? *PH (off|closed)", "", text), LUNDI))
        assert simple == usual, text


def test_every_real_text_gives_a_week(donnees_reelles):
    for text in real_hours(donnees_reelles):
        week = horaires.semaine(text, LUNDI)
        for day in week.jours:
            assert all(0 <= start < end <= 24 * 60 for start, end in day), text
            assert list(day) == sorted(day), text


def test_days_joined_by_a_comma_and_a_space_are_one_list():
    assert horaires.verifier("Tu, Th 09:00-12:00; Sa, Su off") == "Tu,Th 09:00-12:00; Sa,Su off"


@pytest.mark.parametrize("texte", ["Mo-Fr", "Mo 09:00-12:00; Tu", "Mo-Fr 09:00+"])
def test_refuses_days_without_hours_which_that_syntax_reads_as_round_the_clock(texte):
    with pytest.raises(HorairesInvalidesError) as refus:
        horaires.verifier(texte)

    assert "ne dit pas de quelle heure à quelle heure" in refus.value.message


def test_words_in_a_comment_are_no_hours():
    week = horaires.semaine('"appel possible 24/7"', date(2026, 11, 23))

    assert week.jours == ((),) * 7
    assert week.remarques == ("appel possible 24/7",)


def test_repairing_a_french_text_that_overlaps_is_left_to_who_refuses_it():
    with pytest.raises(ValueError, match="lundi 09:00-12:00"):
        horaires.reparer("lundi 09:00-12:00, 10:00-13:00")
