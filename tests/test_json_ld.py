"""A lieu in schema.org's words."""

from annuaire_de_test import annuaire_de, petit, site

from annuaire import json_ld


def test_says_all_that_is_known():
    hangar = petit().par_id["le-grand-hangar-concarneau"]

    assert json_ld.lieu(hangar, site(siteurl="https://exemple.org/sous")) == {
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "name": "Le Grand Hangar",
        "description": "Un FabLab et un café associatif.",
        "telephone": "+33298971234",
        "email": "contact@monlieu.fr",
        "url": "https://exemple.org/sous/lieux/le-grand-hangar-concarneau/",
        "sameAs": ["https://www.monlieu.fr/", "https://www.monlieu.fr/agenda?mois=12"],
        "openingHours": 'Mo-Fr 09:00-12:00,14:00-17:30 "sur rendez-vous"; PH off',
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "12 bis rue de la Gare",
            "postalCode": "29900",
            "addressLocality": "Concarneau",
            "addressRegion": "Bretagne",
            "addressCountry": "FR",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 47.87062, "longitude": -3.91921},
    }


def test_says_nothing_that_is_not_known(lieu):
    (fiche,) = annuaire_de(lieu()).fiches

    assert json_ld.lieu(fiche, site()) == {
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "name": "Quartier Rouge",
        "address": {
            "@type": "PostalAddress",
            "postalCode": "23500",
            "addressLocality": "Felletin",
            "addressRegion": "Nouvelle-Aquitaine",
            "addressCountry": "FR",
        },
    }
