"""The ateliers to come as calendars, read back by a parser and compared with the entries."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from icalendar import Calendar

from annuaire import agenda, annuaire, contextes, reader
from annuaire_de_test import LE, PETIT, annuaire_de, contenu, html_de, petit, site
from conftest import FIXTURES

PUBLIE = site(siteurl="https://exemple.org/annuaire")
AGENDA = annuaire.build(reader.read_tree(FIXTURES / "agenda"), LE)


def fichiers(found=AGENDA, reglages=PUBLIE):
    return dict(agenda.fichiers(found, reglages))


def evenements(data):
    """What a calendar says: (title, begins, ends, rule)."""
    return [
        (
            str(event["summary"]),
            event.decoded("dtstart"),
            event.decoded("dtend") if "dtend" in event else None,
            event["rrule"].to_ical().decode() if "rrule" in event else "",
        )
        for event in Calendar.from_ical(data).walk("VEVENT")
    ]


def a(*numbers):
    return datetime(*numbers)  # noqa: DTZ001 - the time of the lieu, whatever its zone


def naif(moment):
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment


def test_the_calendar_of_a_lieu_says_its_ateliers_and_nothing_that_is_past():
    found = evenements(fichiers()["agenda/quartier-rouge-felletin.ics"])
    couture = [row for row in found if row[0] == "Couture"]

    assert [
        (n, naif(debut), naif(fin), rule) for n, debut, fin, rule in found if n != "Couture"
    ] == [
        (
            "Premiers pas avec mon téléphone",
            a(2026, 11, 24, 14),
            a(2026, 11, 24, 16),
            "FREQ=WEEKLY;UNTIL=20271124T130000Z;BYDAY=TU",
        ),
        ("Mes papiers en ligne", a(2026, 12, 3, 14), a(2026, 12, 3, 16, 30), ""),
        (
            "Café réparation",
            a(2026, 12, 5, 9, 30),
            a(2026, 12, 5, 12),
            "FREQ=MONTHLY;UNTIL=20271205T083000Z;BYDAY=1SA,3SA",
        ),
        ("Portes ouvertes", date(2026, 12, 12), None, ""),
    ]
    assert all(row[1].tzinfo.key == "Europe/Paris" for row in couture)
    # Each Thursday, one by one: its season and the public holidays are no rule of calendars.
    assert {row[1].weekday() for row in couture} == {3}
    assert {row[3] for row in couture} == {""}
    assert len(couture) == agenda.SEMAINES
    assert {then[1] - one[1] for one, then in pairwise(couture)} == {timedelta(weeks=1)}


def test_a_lieu_overseas_keeps_its_own_time():
    (event,) = evenements(fichiers()["agenda/case-numerique-saint-denis.ics"])

    assert event[1].utcoffset() == timedelta(hours=4)
    assert b"TZID:Indian/Reunion" in fichiers()["agenda/case-numerique-saint-denis.ics"]


def test_there_is_a_calendar_of_each_lieu_commune_and_service_that_has_an_atelier():
    assert set(fichiers()) == {
        "agenda.ics",
        "agenda/quartier-rouge-felletin.ics",
        "agenda/case-numerique-saint-denis.ics",
        "agenda/communes/23079-felletin.ics",
        "agenda/communes/97411-saint-denis.ics",
        "agenda/services/demarches.ics",
    }
    every = evenements(fichiers()["agenda.ics"])
    assert len(every) == 4 + agenda.SEMAINES + 1


def test_a_calendar_is_as_the_standard_asks():
    for path, data in fichiers().items():
        lines = data.split(b"\r\n")
        events = Calendar.from_ical(data).walk("VEVENT")
        zones = {str(z["tzid"]) for z in Calendar.from_ical(data).walk("VTIMEZONE")}

        assert lines.pop() == b""
        assert all(len(line) <= 75 and b"\n" not in line for line in lines), path
        assert len({event["uid"] for event in events}) == len(events)
        assert {str(e.decoded("dtstamp")) for e in events} == {"2026-11-23 00:00:00+00:00"}
        assert zones == {
            e["dtstart"].params["TZID"] for e in events if "TZID" in e["dtstart"].params
        }


def test_an_atelier_tells_where_and_what_to_know_before_coming():
    event = Calendar.from_ical(fichiers()["agenda/quartier-rouge-felletin.ics"]).walk("VEVENT")[0]

    assert str(event["location"]) == "Quartier Rouge, 12 bis avenue de la Gare, 23500 Felletin"
    assert str(event["description"]).replace("\u00a0", " ") == (
        "Venez avec votre téléphone, son chargeur ; et vos questions.\nPour qui : Débutants\n"
        "Prix : Gratuit\nVérifiez avant de venir : 05 55 66 42 42"
    )
    assert event["url"] == "https://exemple.org/annuaire/lieux/quartier-rouge-felletin/"


def test_the_same_entries_make_the_same_bytes_and_a_later_build_the_same_names():
    later = annuaire.build(reader.read_tree(FIXTURES / "agenda"), date(2026, 11, 30))
    path = "agenda/quartier-rouge-felletin.ics"

    def names(data):
        events = Calendar.from_ical(data).walk("VEVENT")
        return {str(e["uid"]) for e in events if str(e["summary"]) != "Couture"}

    assert fichiers() == fichiers(annuaire.build(reader.read_tree(FIXTURES / "agenda"), LE))
    assert names(fichiers()[path]) == names(fichiers(later)[path])


def test_without_atelier_there_is_neither_file_nor_page(lieu):
    closed = lieu(ferme_le="2025-01-01", ateliers=[{"titre": "X", "regle": "Tu 14:00-16:00"}])

    assert fichiers(annuaire_de(lieu())) == fichiers(annuaire_de(closed)) == {}
    assert pages(annuaire_de(lieu())) == []


def pages(found):
    from annuaire.pages import agenda as module

    return list(module.pages(contenu(found)))


def test_the_page_tells_each_atelier_once_on_its_next_day():
    (page,) = pages(AGENDA)
    html = (
        html_de(contenu(AGENDA), page)
        .replace("&nbsp;", " ")
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
    )

    assert [html.count(f"<strong>{t}</strong>") for t in ("Couture", "Café réparation")] == [1, 1]
    assert (
        "<strong>Premiers pas avec mon téléphone</strong><span>Mardi 24 novembre 2026, 14 h – 16 h."
        " Revient : mardi 14 h – 16 h</span>"
        '<a href="../lieux/quartier-rouge-felletin/">Quartier Rouge</a>, Felletin'
    ) in html
    assert "Revient : premier et troisième samedi du mois, 9 h 30 – 12 h</span>" in html
    assert "Samedi 12 décembre 2026, toute la journée</span>" in html
    assert "Sur demande" not in html
    assert 'href="../agenda/communes/23079-felletin.ics"' in html


def test_the_calendars_that_a_page_offers_exist():
    (page,) = pages(AGENDA)

    assert {path for path, _ in page.context["calendriers"]} < set(fichiers())


def test_the_small_tree_has_its_calendars():
    assert PETIT.is_dir()
    titles = {row[0] for row in evenements(fichiers(petit())["agenda.ics"])}

    assert titles == {"Premiers pas avec mon téléphone", "Réparer ensemble"}


@pytest.mark.parametrize("words", ["", "vers 14 h", "le matin", "14 h"])
def test_an_hour_in_doubt_makes_a_whole_day_and_its_words_are_told(lieu, words):
    own = {"titre": "X", "date": "2026-12-03", **({"horaire": words} if words else {})}
    found = annuaire_de(lieu(ateliers=[own]))

    (event,) = Calendar.from_ical(fichiers(found)["agenda.ics"]).walk("VEVENT")

    assert event.decoded("dtstart") == date(2026, 12, 3)
    assert str(event.get("description", "")) == words


def seances(lieu, **atelier):
    (fiche,) = annuaire_de(lieu(**{"ateliers": [atelier], **atelier.pop("de", {})})).fiches
    return [naif(one.debut) for one in agenda.seances(fiche, LE)]


def test_what_depends_on_school_holidays_is_promised_on_no_day(lieu):
    assert seances(lieu, titre="Vacances", regle="SH Tu 14:00-16:00") == []
    assert seances(lieu, titre="Hors vacances", regle="Tu 14:00-16:00; SH off") == []


def test_an_atelier_that_stops_on_holidays_keeps_those_of_its_territory(lieu):
    reunion = {"commune": "Saint-Denis", "code_insee": "97411", "code_postal": "97400"}
    regle = {"titre": "Tous les jours", "regle": "Mo-Su 10:00-12:00; PH off"}

    found = seances(lieu, **regle, de=reunion)
    assert a(2026, 12, 19, 10) in found
    assert a(2026, 12, 20, 10) not in found
    assert a(2026, 12, 20, 10) in seances(lieu, **regle)
    assert a(2026, 12, 25, 10) not in seances(lieu, **regle)


def test_the_clock_is_that_of_the_commune(lieu):
    marquises = {"commune": "Nuku-Hiva", "code_insee": "98731", "code_postal": "98742"}
    (fiche,) = annuaire_de(
        lieu(ateliers=[{"titre": "Couture", "regle": "Tu 14:00-16:00"}], **marquises)
    ).fiches

    (one,) = agenda.seances(fiche, LE)
    assert one.debut.utcoffset() == timedelta(hours=-9, minutes=-30)


def test_the_page_and_the_calendar_agree_on_what_is_to_come(lieu):
    since = {"titre": "Couture", "date": "2026-01-06", "regle": "Tu 14:00-16:00"}
    (begun,) = annuaire_de(lieu(ateliers=[since])).fiches
    (ahead,) = annuaire_de(lieu(ateliers=[{**since, "date": "2027-01-05"}])).fiches
    said = [
        [when for _, when in contextes.ateliers(one.lieu, annuaire_de(one.lieu))]
        for one in (begun, ahead)
    ]

    assert said == [
        ["mardi 14\xa0h\u202f–\u202f16\xa0h"],
        ["à partir du 5\xa0janvier 2027, mardi 14\xa0h\u202f–\u202f16\xa0h"],
    ]
    assert [s.jour for s in agenda.seances(begun, LE)] == [date(2026, 11, 24)]
    assert [s.jour for s in agenda.seances(ahead, LE)] == [date(2027, 1, 5)]
