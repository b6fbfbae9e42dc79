"""The card of a lieu in one text message of 160 septets."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annuaire import liens_courts, sms
from annuaire.textes import telephone
from annuaire_de_test import LE, annuaire_de, site
from lieux_reels import annuaire_reel

COURT = "https://fabriques.example/annuaire/l/23/#dksv72"


def carte(lieu, lien=COURT):
    return sms.carte(annuaire_de(lieu).fiches[0], LE, lien)


def test_says_who_where_when_and_whom_to_call(lieu):
    found = carte(
        lieu(
            adresse="12 bis rue de la Forêt",
            telephone="0555664242",
            horaires="Mo-Th 09:00-12:00,14:00-17:30; Sa 10:00-12:00",
        ),
        "",
    )

    assert found == (
        "Quartier Rouge\n12 bis rue de la Forèt, 23500 Felletin\n05 55 66 42 42\n"
        "lun-jeu 9h-12h 14h-17h30, sam 10h-12h"
    ).replace("Forèt", "Foret")


def test_a_lieu_without_hours_nor_telephone_says_what_is_known(lieu):
    assert carte(lieu()) == f"Quartier Rouge\n23500 Felletin\n{COURT}"
    assert carte(lieu(courriels="contact@exemple.org"), "") == (
        "Quartier Rouge\n23500 Felletin\ncontact@exemple.org"
    )


def test_too_long_it_loses_first_what_helps_least(lieu):
    tout = {
        "adresse": "12 bis avenue de la Gare",
        "telephone": "0555664242",
        "horaires": "Mo-Th 09:00-12:00,14:00-17:30; Fr 09:00-12:00; Sa 10:00-12:00",
    }

    assert carte(lieu(**tout)).split("\n")[3] == "lun-sam"
    assert carte(lieu(nom="Le Quartier Rouge de la haute vallée de la Creuse", **tout)) == (
        "Le Quartier Rouge de la haute vallée...\n12 bis avenue de la Gare, 23500 Felletin\n"
        f"05 55 66 42 42\nlun-sam\n{COURT}"
    )
    assert carte(lieu(**{**tout, "adresse": "12 bis avenue " + "de la Gare " * 8 + "."})) == (
        f"Quartier Rouge\n23500 Felletin\n05 55 66 42 42\nlun-sam\n{COURT}"
    )


def test_weeks_that_differ_are_not_said_as_if_they_were_alike(lieu):
    assert "9h" not in carte(lieu(horaires='Mo 09:00-12:00 "sur rendez-vous"'), "")
    assert carte(lieu(horaires="Mo[1] 09:00-12:00"), "") == "Quartier Rouge\n23500 Felletin"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("L’Être – œuvre n° 3", "L'Etre - oeuvre no 3"),
        ("« Çà et là », ça", '"Çà et là", ca'),
        ("Épicerie, ÈRE, naïf, Ÿ", "Épicerie, ERE, naif, Y"),
        ("10 € […]", "10 € [...]"),
        ("Tiers-lieu 🚀 m²", "Tiers-lieu  m2"),
    ],
)
def test_writes_with_the_letters_that_a_text_message_has(typed, said):
    assert sms.plier(typed.replace("« ", "«").replace(" »", "»")) == said


def test_some_signs_count_twice():
    assert sms.septets("a€[b]") == 8
    with pytest.raises(ValueError, match="ê"):
        sms.septets("forêt")


@given(st.text())
def test_any_text_can_be_written_in_that_alphabet(text):
    assert sms.septets(sms.plier(text)) >= 0


@given(
    nom=st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=200),
    adresse=st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=200),
    joint=st.sampled_from(["", "https://a.fr/l/2a/#dksv72", COURT, f"https://{'x' * 140}/l/23/#a"]),
)
def test_any_card_holds_in_one_message_with_its_telephone_whole(lieu, nom, adresse, joint):
    one = lieu(telephone="0555664242", horaires="Mo-Fr 09:00-12:00; Sa 10:00-12:00")
    (fiche,) = annuaire_de(one.model_copy(update={"nom": nom, "adresse": adresse})).fiches

    found = sms.carte(fiche, LE, joint)

    assert sms.septets(found) <= sms.MAX
    assert "05 55 66 42 42" in found.split("\n")
    assert not joint or joint in found.split("\n") or "://" not in found or "://" in nom + adresse


def test_every_real_lieu_has_its_card(donnees_reelles):
    published = site(siteurl="https://fabriques.example/annuaire")
    found = annuaire_reel(donnees_reelles)
    cut = 0
    for fiche in found.fiches:
        short = liens_courts.lien(fiche, published)
        text = sms.carte(fiche, found.le, short)
        lines = text.split("\n")

        assert sms.septets(text) <= sms.MAX, fiche.slug
        assert lines[-1] == short, text
        if fiche.lieu.telephone:
            assert sms.plier(telephone(fiche.lieu.telephone[0])) in lines, text
        assert sms.plier(fiche.commune.nom) in text, text
        cut += lines[0] != sms.plier(fiche.lieu.nom)

    assert len(found.fiches) > 3_000
    assert cut < len(found.fiches) / 4, "a name is cut in few of them"


def test_the_link_opens_a_message_that_is_the_card():
    text = 'Café "x" & co\n05 55 66 42 42\nhttps://a.fr/l/23/#dksv72 100 % [+]'
    address = sms.lien(text)

    assert re.fullmatch(r"sms:\?&body=[A-Za-z0-9%:/,@()._~-]+", address)
    assert parse_qs(urlsplit(address).query)["body"] == [text]
