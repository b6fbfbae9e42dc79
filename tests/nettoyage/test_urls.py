"""Web addresses of real files, then hostile ones: repaired where one reading is possible."""

import pytest

from annuaire import contacts
from annuaire.nettoyage import urls
from annuaire.nettoyage.urls import DOUBLE, HTTP, PLUSIEURS, REPARE, RESEAUX

LUS = [
    ("http://www.paciBouche-du-Rhône.com", ["http://www.pacibouche-du-rhône.com"], ""),
    ("Http://Deltalabprototype.Fr", ["http://deltalabprototype.fr"], ""),
    ("epn.adeaformation.fr", ["http://epn.adeaformation.fr"], HTTP),
    (
        "http://https://www.crangevrieranimation.com/",
        ["https://www.crangevrieranimation.com/"],
        DOUBLE,
    ),
    (
        "https://expresshauts73.wordpress.com/;http://www.bm-chambery.fr",
        ["https://expresshauts73.wordpress.com/", "http://www.bm-chambery.fr"],
        PLUSIEURS,
    ),
    (
        "http://www.banquealimentaire.org ou barennes.banquealimentaire.org",
        ["http://www.banquealimentaire.org", "http://barennes.banquealimentaire.org"],
        f"{HTTP} ; {PLUSIEURS}",
    ),
    (
        "http://www.letoilerie.com/http://marie-et-alphonse.com/",
        ["http://www.letoilerie.com/", "http://marie-et-alphonse.com/"],
        PLUSIEURS,
    ),
    (
        "https://www.facebook.com/pam.falep/\nhttps://falep.corsica/\n",
        ["https://www.facebook.com/pam.falep/", "https://falep.corsica/"],
        PLUSIEURS,
    ),
    ("http:/www.plume-mediatheques.fr", ["http://www.plume-mediatheques.fr"], REPARE),
    (
        "https://www.siea.fr/ / https://sites.google.com/x",
        ["https://www.siea.fr/", "https://sites.google.com/x"],
        PLUSIEURS,
    ),
    ("https//:ajdmonde.fr", ["https://ajdmonde.fr"], REPARE),
    ("https/www.mediathequeenflandre.fr/", ["https://www.mediathequeenflandre.fr/"], REPARE),
    (
        "https:/www.centre-social-rural-lamorlaye.org",
        ["https://www.centre-social-rural-lamorlaye.org"],
        REPARE,
    ),
    ("https://www.apis-ingénierie.fr", ["https://www.apis-ingénierie.fr"], ""),
    (
        "https//www.saintppereenretz.fr/bouger/culture/mediatheque.html",
        ["https://www.saintppereenretz.fr/bouger/culture/mediatheque.html"],
        REPARE,
    ),
    (
        "http://www.ville-leguevin.fr/maison_des_quartiers%20(2).aspx",
        ["http://www.ville-leguevin.fr/maison_des_quartiers%20(2).aspx"],
        "",
    ),
    ("www.a.fr/b?c=1", ["http://www.a.fr/b?c=1"], HTTP),
    (
        "Facebook : Maison France Services_ALATA Site internet : https://alata.corsica/",
        ["https://alata.corsica/"],
        RESEAUX,
    ),
    (
        "http://missions-locales-corse.org Facebook : MissionLocaleBastia",
        ["http://missions-locales-corse.org"],
        RESEAUX,
    ),
    (
        "https://falep.corsica, www.facebook.com/falep2b",
        ["https://falep.corsica", "http://www.facebook.com/falep2b"],
        f"{HTTP} ; {PLUSIEURS}",
    ),
    ("http://a.fr/?u=http://b.fr", ["http://a.fr/?u=http://b.fr"], ""),
]
REFUSES = [
    "http://",
    "http://www,devandyou.fr",
    "http://www.souzay-champigny.Mairie et services municipaux49.fr/",
    "http://www:senios.connexion.free.fr",
    "@prenom.nom.33",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "//evil.tld/x",
    "https://user:pw@evil.tld",
    "http://127.0.0.1/",
    "https://exa mple.fr",
    "https://www.lieu.fr\\@evil.tld",
    "web.forza",
    "contact@monlieu.fr",
    "Webforza sur Facebook et web.forza sur Instagram",
    "page facebook : Cumuna di Petralba",
    "https://web.archive.org/web/2020/http://x.fr",
    "https://ok.fr javascript:alert(1)",
]


@pytest.mark.parametrize(("texte", "attendu", "raison"), LUS)
def test_reads_every_address_of_a_cell(texte, attendu, raison):
    lu = urls.lire(texte)

    assert [contacts.url(valeur) for valeur in lu.valeurs] == attendu
    assert " ; ".join(lu.raisons) == raison


@pytest.mark.parametrize("texte", REFUSES)
def test_refuses_what_is_no_address_and_shows_it(texte):
    lu = urls.lire(texte)

    assert lu.valeurs == ()
    assert texte in lu.raisons[0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("www.rdv.fr/felletin", "http://www.rdv.fr/felletin"),
        ("https://rdv.fr https://autre.fr", None),
        ("sur place", None),
    ],
)
def test_a_field_of_one_address_keeps_one_or_none(typed, kept, lieu_d_une_ligne):
    lieu, ligne = lieu_d_une_ligne(prise_rdv=typed)

    assert lieu.prise_rdv == kept
    assert "prise_rdv" in {note.champ for note in ligne.nettoyages}
