"""A lieu in schema.org's words."""

from datetime import date

from annuaire import json_ld
from annuaire_de_test import annuaire_de, petit

JOUR = date(2026, 11, 23)


def test_says_all_that_is_known():
    hangar = petit().par_id["le-grand-hangar-concarneau"]

    assert json_ld.lieu(hangar, JOUR) == {
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "name": "Le Grand Hangar",
        "description": "Un FabLab et un café associatif.",
        "telephone": "+33298971234",
        "email": "contact@monlieu.fr",
        "sameAs": ["https://www.monlieu.fr/", "https://www.monlieu.fr/agenda?mois=12"],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "12 bis rue de la Gare",
            "postalCode": "29900",
            "addressLocality": "Concarneau",
            "addressCountry": "FR",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 47.87062, "longitude": -3.91921},
    }


def test_says_nothing_that_is_not_known(lieu):
    (fiche,) = annuaire_de(lieu()).fiches

    assert json_ld.lieu(fiche, JOUR) == {
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "name": "Quartier Rouge",
        "address": {
            "@type": "PostalAddress",
            "postalCode": "23500",
            "addressLocality": "Felletin",
            "addressCountry": "FR",
        },
    }


def test_says_the_ordinary_hours_and_no_half_truth(lieu):
    (plain,) = annuaire_de(lieu(horaires="Mo,We 09:00-12:00; Sa 18:00-24:00; PH off")).fiches
    (words,) = annuaire_de(lieu(horaires='Mo 09:00-12:00 "sur rendez-vous"')).fiches
    (closed,) = annuaire_de(lieu(horaires="Mo 09:00-12:00", ferme_le="2025-01-01")).fiches

    assert json_ld.lieu(plain, JOUR)["openingHours"] == ["Mo,We 09:00-12:00", "Sa 18:00-23:59"]
    assert "openingHours" not in json_ld.lieu(words, JOUR)
    assert "openingHours" not in json_ld.lieu(closed, JOUR)
