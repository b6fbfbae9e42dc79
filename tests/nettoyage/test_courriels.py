"""E-mail addresses of real files: every shape seen, repaired where one reading is possible."""

import pytest

from annuaire import contacts
from annuaire.nettoyage import courriels

DEUX = courriels.PLUSIEURS
LUS = [
    (": ccas@biarritz.fr", ["ccas@biarritz.fr"], "signes retirés au début"),
    (
        "chambéry@accorderie.fr ou accueilchambery@accorderie.fr",
        ["accueilchambery@accorderie.fr"],
        f"{DEUX} ; « chambéry@accorderie.fr » contient une lettre accentuée",
    ),
    ("a@x.com / b@y.com", ["a@x.com", "b@y.com"], DEUX),
    ("a@x.fr et b@y.fr", ["a@x.fr", "b@y.fr"], DEUX),
    ("a@x.com ; b@y.com", ["a@x.com", "b@y.com"], DEUX),
    ("a@x.fr b@x.fr", ["a@x.fr", "b@x.fr"], DEUX),
    ("accuei[a]cap-berriat.com", ["accuei@cap-berriat.com"], "« @ » rétabli"),
    ("accueil (at) cap-berriat.com", ["accueil@cap-berriat.com"], "« @ » rétabli"),
    (".prenom.nom@orange.fr", ["prenom.nom@orange.fr"], "signes retirés au début"),
    ("courriel : cnumerique15@gmail.com", ["cnumerique15@gmail.com"], "étiquette retirée"),
    ("mailto:x@oise.fr", ["x@oise.fr"], ""),
    ("  x@oise.fr  ", ["x@oise.fr"], ""),
    ("x@oise.fr,", ["x@oise.fr"], "signes retirés à la fin"),
    ("contact.pessac@@mldesgraves.fr", ["contact.pessac@mldesgraves.fr"], "« @ » en double retiré"),
]
REFUSES = [
    ("bibliotheque.x@metropole.", "n’est pas une adresse électronique"),
    ("biblio@saint-jorioz", "n’est pas une adresse électronique"),
    ("contact@latelierde malauzat.fr", "contact@latelierdemalauzat.fr ?"),
    ("www.cc-mdl.fr/maisons-services", "n’est pas une adresse électronique"),
    ("mediathequechevilly.cyber-base.org", "n’est pas une adresse électronique"),
    ("@pole-emploi.fr", "n’est pas une adresse électronique"),
    ("-----", "n’est pas une adresse électronique"),
    ("chambéry@accorderie.fr", "contient une lettre accentuée"),
    ("service.bibliothequeç@sarlat.fr", "contient une lettre accentuée"),
    (
        "mediatheque .numerique@ville-gentilly.fr",
        "mediatheque.numerique@ville-gentilly.fr ?",
    ),
    (
        "mediatheque;creteil.abbaye@gpsea.fr",
        "mediathequecreteil.abbaye@gpsea.fr ou creteil.abbaye@gpsea.fr ?",
    ),
    (
        "aifpplaine centrale@ml94.reseau-idf.org",
        "aifpplainecentrale@ml94.reseau-idf.org ou centrale@ml94.reseau-idf.org ?",
    ),
    ("msap@marchaux1@orange.fr", "n’est pas une adresse électronique"),
    ("a@x.fr?bcc=b@y.fr", "n’est pas une adresse électronique"),
]


@pytest.mark.parametrize(("texte", "attendu", "raison"), LUS)
def test_reads_every_address_of_a_cell(texte, attendu, raison):
    lu = courriels.lire(texte)

    assert [contacts.courriel(valeur) for valeur in lu.valeurs] == attendu
    assert " ; ".join(lu.raisons) == raison


@pytest.mark.parametrize(("texte", "fin"), REFUSES)
def test_refuses_what_has_two_readings_and_shows_both(texte, fin):
    lu = courriels.lire(texte)

    assert lu.valeurs == ()
    assert len(lu.raisons) == 1
    assert lu.raisons[0].startswith("« ")
    assert lu.raisons[0].endswith(fin)
