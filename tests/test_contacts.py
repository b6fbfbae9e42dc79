"""Telephones, e-mails and web addresses as people typed them in the national data."""

import pytest
from pydantic_core import PydanticCustomError

from annuaire import contacts

TELEPHONES = {
    "475582913": "+33475582913",
    "04.79.28.79.28.": "+33479287928",
    "04.50.22.09.07": "+33450220907",
    "04-50-72-70-47": "+33450727047",
    "04 43 762 762": "+33443762762",
    "(+33)474327740": "+33474327740",
    "+33(0)450336550": "+33450336550",
    "+33 (0)4 50 33 65 50": "+33450336550",
    "0033475582913": "+33475582913",
    "33782358117": "+33782358117",
    " 04 75 58 29 13 ": "+33475582913",
    "04\u00a075\u202f58 29 13": "+33475582913",
    "0 800 123 456": "+33800123456",
    "3230": "3230",
    "39 60": "3960",
    "116 117": "116117",
    "115": "115",
    "+262693484434": "+262693484434",
}
TELEPHONES_REFUSES = (
    "'+33476498847",
    "04 73 94 20 49 Mairie",
    "'-à’éé0476714473",
    "+331495778500607457816",
    "0473658950/0761294745",
    "0476070902//0685053452",
    "04 95 22 35 34\n06 47 54 66 86",
    "0450950700 Poste 152",
    "sur rendez-vous à l’accueil de la mairie ou par téléphone au 0476714473",
    "3960 (Service 0,06 € / mn + prix appel)",
    "5858777054",
    "0081188806",
    "024178384",
    "0450950700152",
    "262693484434",
    "+0618202236",
    "0000000000",
    "06 00 00 00 00",
    "01 23 45 67 89",
    "06 12 34 56 78",
    "100",
    "1234",
    "+41 22 343 80 14",
    "0269 61 12 34",
    "0262 20 21 22",
    "٠٤٧٥٥٨٢٩١٣",
    "",
)
OUTRE_MER = (
    ("97110", "0590 82 09 30", "+590590820930"),
    ("97133", "0590 27 99 55", "+590590279955"),
    ("97150", "0590 87 10 04", "+590590871004"),
    ("97200", "0596 71 25 08", "+596596712508"),
    ("97300", "0594 30 00 00", "+594594300000"),
    ("97400", "0262 20 21 22", "+262262202122"),
    ("97400", "0692 12 34 56", "+262692123456"),
    ("97500", "41 00 00", "+508410000"),
    ("97500", "0508 41 00 00", "+508410000"),
    ("97600", "0269 61 12 34", "+262269611234"),
    ("98600", "72 12 34", "+681721234"),
    ("98700", "40 50 12 34", "+68940501234"),
    ("98800", "27 12 34", "+687271234"),
    ("97156", "04 75 58 29 13", "+33475582913"),
    ("97400", "3960", "3960"),
)
COURRIELS = {
    "mailto:x@oise.fr": "x@oise.fr",
    "  x@oise.fr  ": "x@oise.fr",
    "Contact@Mon-Lieu.FR": "Contact@mon-lieu.fr",
    "l.oneil+ateliers_1@lieu.fr": "l.oneil+ateliers_1@lieu.fr",
}
COURRIELS_REFUSES = (
    "bibliotheque.x@metropole.",
    "biblio@saint-jorioz",
    "contact@latelierde malauzat.fr",
    ": ccas@biarritz.fr",
    "chambéry@accorderie.fr ou accueilchambery@accorderie.fr",
    "a@x.com / b@y.com",
    "a@x.fr et b@y.fr",
    "a@x.com ; b@y.com",
    "a@x.fr b@x.fr",
    "www.cc-mdl.fr/maisons-services",
    "accuei[a]cap-berriat.com",
    ".prenom.nom@orange.fr",
    "mediathequechevilly.cyber-base.org",
    "courriel : cnumerique15@gmail.com",
    "@pole-emploi.fr",
    "-----",
    "chambéry@accorderie.fr",
    "mediatheque .numerique@ville-gentilly.fr",
    "mediatheque;creteil.abbaye@gpsea.fr",
    "aifpplaine centrale@ml94.reseau-idf.org",
    "service.bibliothequeç@sarlat.fr",
    "contact.pessac@@mldesgraves.fr",
    "msap@marchaux1@orange.fr",
    "a@b.fr\nb@c.fr",
    "a@b.fr?subject=x",
    "Nom <a@b.fr>",
    '"a b"@c.fr',
    "a@[127.0.0.1]",
    "a@localhost",
    "=cmd@lieu.fr",
    "-a@lieu.fr",
    "contact?bcc=spy%40evil.fr&x=@monlieu.fr",
    "o'neil@lieu.fr",
    *(f"con{sign}tact@monlieu.fr" for sign in "?&=%/#|!${}^*~'\"`"),
)
ADRESSES = {
    "Http://Deltalabprototype.Fr": "http://deltalabprototype.fr",
    "HTTPS://www.Lieu.FR/Page?Q=A#Ici": "https://www.lieu.fr/Page?Q=A#Ici",
    "https://LIEU.fr?Q=A": "https://lieu.fr?Q=A",
    "https://www.apis-ingénierie.fr": "https://www.apis-ingénierie.fr",
    "http://www.ville-leguevin.fr/maison_des_quartiers%20(2).aspx": (
        "http://www.ville-leguevin.fr/maison_des_quartiers%20(2).aspx"
    ),
    "https://www.lieu.fr/?u=https://b.fr": "https://www.lieu.fr/?u=https://b.fr",
}
ADRESSES_REFUSEES = (
    "http://",
    "epn.adeaformation.fr",
    "http://https://www.crangevrieranimation.com/",
    "https://expresshauts73.wordpress.com/;http://www.bm-chambery.fr",
    "http://www.banquealimentaire.org ou barennes.banquealimentaire.org",
    "http://www.letoilerie.com/http://marie-et-alphonse.com/",
    "https://www.facebook.com/pam.falep/\nhttps://falep.corsica/\n",
    "http://www,devandyou.fr",
    "http:/www.plume-mediatheques.fr",
    "https://www.siea.fr/ / https://sites.google.com/x",
    "https//:ajdmonde.fr",
    "https/www.mediathequeenflandre.fr/",
    "https:/www.centre-social-rural-lamorlaye.org",
    "http://www.souzay-champigny.Mairie et services municipaux49.fr/",
    "https//www.saintppereenretz.fr/bouger/culture/mediatheque.html",
    "http://www:senios.connexion.free.fr",
    "@prenom.nom.33",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "//evil.tld/x",
    "https://user:pw@evil.tld",
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://2130706433/",
    "http://localhost/",
    "http://intranet.local/",
    "https://www.lieu.fr:8080/",
    "https://exa mple.fr",
    "https://www.lieu.fr\\@evil.tld",
    "https://lieu.fr/?page=3https://autre.fr",
    'https://lieu.fr/"onclick="x',
    "https://lieu.fr/<script>",
    "https://lieu.fr/" + "a" * 300,
    "ftp://lieu.fr/",
    "tel:+33475582913",
)


def refuse(read, typed):
    with pytest.raises(PydanticCustomError) as refused:
        read(typed)
    return refused.value.context


@pytest.mark.parametrize(("typed", "standard"), TELEPHONES.items())
def test_puts_a_telephone_in_its_standard_form(typed, standard):
    assert contacts.telephone(typed) == standard


@pytest.mark.parametrize("typed", TELEPHONES_REFUSES)
def test_refuses_a_telephone_of_which_it_is_not_sure(typed):
    assert refuse(contacts.telephone, typed)["message"]


@pytest.mark.parametrize(("postcode", "typed", "standard"), OUTRE_MER)
def test_reads_a_telephone_with_the_prefix_of_its_territory(postcode, typed, standard):
    assert contacts.telephone(typed, postcode) == standard


def test_proposes_the_number_of_another_territory():
    context = refuse(contacts.telephone, "0269 61 12 34")

    assert context["remede"] == "Si c’est bien le sien, écrivez +262269611234"


@pytest.mark.parametrize("standard", [*TELEPHONES.values(), *(row[2] for row in OUTRE_MER)])
def test_a_standard_telephone_stays_as_it_is(standard):
    assert contacts.telephone(standard) == standard


@pytest.mark.parametrize(("typed", "standard"), COURRIELS.items())
def test_puts_an_email_in_its_standard_form(typed, standard):
    assert contacts.courriel(typed) == standard
    assert contacts.courriel(standard) == standard


@pytest.mark.parametrize("typed", COURRIELS_REFUSES)
def test_refuses_an_email_of_which_it_is_not_sure(typed):
    assert refuse(contacts.courriel, typed)["message"]


def test_proposes_an_email_without_its_accent_only_if_it_is_one():
    one = refuse(contacts.courriel, "chambéry@accorderie.fr")
    two = refuse(contacts.courriel, "chambéry@accorderie.fr ou accueil@accorderie.fr")

    assert one["remede"] == "Une adresse n’en a pas : est-ce chambery@accorderie.fr ?"
    assert two["remede"] == "Écrivez une seule adresse par ligne, sans espace"


@pytest.mark.parametrize(("typed", "standard"), ADRESSES.items())
def test_puts_a_web_address_in_its_standard_form(typed, standard):
    assert contacts.url(typed) == standard
    assert contacts.url(standard) == standard


@pytest.mark.parametrize("typed", ADRESSES_REFUSEES)
def test_refuses_a_web_address_of_which_it_is_not_sure(typed):
    assert refuse(contacts.url, typed)["message"]


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("epn.adeaformation.fr", "https://epn.adeaformation.fr"),
        ("http:/www.plume-mediatheques.fr", "https://www.plume-mediatheques.fr"),
        ("https//:ajdmonde.fr", "https://ajdmonde.fr"),
        ("@prenom.nom.33", "https://www.monlieu.fr/"),
    ],
)
def test_proposes_the_whole_web_address(typed, proposed):
    assert refuse(contacts.url, typed)["exemple"] == proposed
