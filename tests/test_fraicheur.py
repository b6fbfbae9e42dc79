"""How old what we know of a lieu is: its stage on the very day it changes, and how it is said."""

from datetime import date

import pytest

from annuaire import annuaire, fraicheur, pages
from annuaire.fraicheur import ANCIEN, FRAIS, PERIME, STADES, SUIVI
from annuaire.sources import Collecte, Source
from annuaire_de_test import LE, annuaire_de, contenu, html_de, lecture

SOURCES = ["https://www.quartierrouge.org/"]


def de(lieu, le=LE, **changes):
    """How old we say that a lieu alone is."""
    return fraicheur.de(annuaire_de(lieu(**changes), le=le).fiches[0], le)


def verifie(le, par=None):
    """The block of an entry that was checked."""
    return {"meta": {"sources": SOURCES, "verifie_le": le, "verifie_par": par}}


def simple(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("jour", "mois", "stade"),
    [
        ("2026-11-24", 0, FRAIS),  # of tomorrow: the clock may be the last commit's
        ("2026-11-23", 0, FRAIS),
        ("2026-05-24", 5, FRAIS),
        ("2026-05-23", 6, SUIVI),
        ("2025-11-24", 11, SUIVI),
        ("2025-11-23", 12, ANCIEN),
        ("2025-05-24", 17, ANCIEN),
        ("2025-05-23", 18, PERIME),
        ("2019-01-01", 94, PERIME),
    ],
)
def test_a_stage_begins_on_the_day_that_ends_its_months(jour, mois, stade):
    day = date.fromisoformat(jour)

    assert (fraicheur.mois_entre(day, LE), fraicheur.stade(day, LE)) == (mois, stade)


@pytest.mark.parametrize(
    ("debut", "fin", "mois"),
    [
        (date(2025, 8, 31), date(2026, 2, 28), 5),
        (date(2025, 8, 31), date(2026, 3, 1), 6),
        (date(2024, 2, 29), date(2025, 2, 28), 11),
        (date(2024, 2, 29), date(2025, 3, 1), 12),
    ],
)
def test_a_month_that_lacks_the_day_ends_on_the_first_of_the_next(debut, fin, mois):
    assert fraicheur.mois_entre(debut, fin) == mois


@pytest.mark.parametrize(
    ("jour", "par", "dit"),
    [
        ("2026-11-23", None, "Vérifié en novembre 2026."),
        ("2026-05-24", "un appel au lieu", "Vérifié par un appel au lieu en mai 2026."),
        ("2026-05-23", None, "Vérifié il y a plus de 6 mois (mai 2026)."),
        ("2025-11-24", None, "Vérifié il y a plus de 6 mois (novembre 2025)."),
        (
            "2025-11-23",
            "le lieu lui-même",
            "Vérifié par le lieu lui-même il y a plus d’un an (novembre 2025) : appelez avant de venir.",
        ),
        (
            "2025-05-23",
            None,
            "Vérifié il y a plus de 18 mois (mai 2025) : appelez avant de venir.",
        ),
        (
            "2024-11-23",
            None,
            "Vérifié il y a plus de 2 ans (novembre 2024) : appelez avant de venir.",
        ),
    ],
)
def test_a_check_is_said_with_its_age(jour, par, dit, lieu):
    found = de(lieu, date_maj="2023-01-01", **verifie(jour, par))

    assert found.phrase("appelez") == dit


@pytest.mark.parametrize(
    ("date_maj", "dit"),
    [
        ("2026-11-20", ""),
        ("2025-11-24", ""),
        (
            "2025-11-23",
            "Ces informations datent de plus d’un an (novembre 2025) : écrivez avant de venir.",
        ),
        (
            "2025-05-23",
            "Ces informations datent de plus de 18 mois (mai 2025) : écrivez avant de venir.",
        ),
        (
            "2024-08-01",
            "Ces informations datent de plus de 2 ans (août 2024) : écrivez avant de venir.",
        ),
    ],
)
def test_what_nobody_checked_is_said_only_once_it_is_old(date_maj, dit, lieu):
    assert de(lieu, date_maj=date_maj).phrase("écrivez") == dit


def test_an_edit_after_a_check_speaks_in_its_place(lieu):
    found = de(lieu, date_maj="2025-10-02", **verifie("2024-01-10"))

    assert found.phrase("appelez") == (
        "Ces informations datent de plus d’un an (octobre 2025) : appelez avant de venir."
    )
    assert found.court == "Vérifié en janvier 2024, mis à jour en octobre 2025"


def test_a_row_says_it_in_a_few_words(lieu):
    assert de(lieu, **verifie("2026-11-20")).court == "Vérifié en novembre 2026"
    assert de(lieu, date_maj="2024-08-01").court == "Jamais vérifié, mis à jour en août 2024"


@pytest.mark.parametrize(
    ("jour", "due"), [(None, True), ("2025-11-23", True), ("2025-11-24", False)]
)
def test_what_nobody_checked_for_a_year_is_to_be_checked_even_if_it_was_edited(jour, due, lieu):
    assert de(lieu, **verifie(jour)).a_verifier is due


# --- Beside the open datasets -----------------------------------------------------------

FS = Source(cle="france-services", nom="France services")


def avec_une_source(lieu, own, **row):
    """The fiche of an entry that a dataset speaks of too."""
    told = lieu(
        id="fs-1", date_maj="2024-08-01", anciens_ids=["quartier-rouge-felletin"],
        horaires="Mo-Fr 09:00-12:00", **row,
    )  # fmt: skip
    (fiche,) = annuaire.build([lecture(own)], LE, (), [Collecte(FS, [told])]).fiches
    return fiche


def test_the_age_is_that_of_who_told_the_hours(lieu):
    fiche = avec_une_source(lieu, lieu(telephone=["+33555661234"]))

    assert fiche.faits_du == date(2024, 8, 1)
    assert fraicheur.de(fiche, LE).phrase("appelez") == (
        "Ces informations datent de plus de 2 ans (août 2024) : appelez avant de venir."
    )


def test_an_entry_that_says_its_own_hours_is_as_old_as_it_is(lieu):
    fiche = avec_une_source(lieu, lieu(horaires="Mo-Fr 09:00-12:00"))

    assert fiche.faits_du == date(2026, 11, 20)


def test_a_check_holds_for_what_a_dataset_told_before(lieu):
    fiche = avec_une_source(lieu, lieu(**verifie("2026-10-01")))

    assert fraicheur.de(fiche, LE).phrase("appelez") == "Vérifié en octobre 2026."


# --- The page of a lieu -----------------------------------------------------------------


def page_de(lieu, **changes):
    """The HTML of the page of a lieu alone."""
    found = contenu(annuaire_de(lieu(**changes)))
    (page,) = pages.lieux.lieux(found)
    return simple(html_de(found, page))


def test_a_page_says_a_check_once_in_words_and_in_colour(lieu):
    page = page_de(lieu, date_maj="2024-01-01", **verifie("2026-03-14", "un appel au lieu"))

    assert (
        '<p class="age age--suivi">Vérifié par un appel au lieu il y a plus de 6 mois (mars 2026).</p>'
        in page
    )
    assert page.count("érifié") == 1
    assert "Fiche du 1er janvier 2024." in page


def test_a_page_keeps_an_older_check_at_its_foot(lieu):
    page = page_de(lieu, date_maj="2026-10-02", **verifie("2026-03-14", "une visite"))

    assert 'class="age' not in page
    assert "Fiche du 2 octobre 2026, vérifiée le 14 mars 2026 par une visite." in page


@pytest.mark.parametrize("date_maj", ["2025-11-23", "2025-05-23"])
def test_the_class_of_an_old_page_is_that_of_its_stage(lieu, date_maj):
    page = page_de(lieu, date_maj=date_maj)
    stade = fraicheur.stade(date.fromisoformat(date_maj), LE)

    assert f'<p class="age age--{stade.cle}">Ces informations datent de ' in page


def test_a_closed_lieu_has_no_age_but_keeps_its_check(lieu):
    page = page_de(lieu, ferme_le="2025-01-01", date_maj="2025-01-01", **verifie("2025-01-01"))

    assert 'class="age' not in page
    assert "Fiche du 1er janvier 2025, vérifiée le 1er janvier 2025." in page


def test_the_stages_follow_one_another():
    assert [one.mois for one in STADES] == sorted({one.mois for one in STADES}) == [0, 6, 12, 18]
