"""The page /qualite/ and the phone round of a département, on invented lieux."""

import re

import html5lib
import pytest

from annuaire import annuaire, pages, qualite
from annuaire.sources import Collecte, Source
from annuaire_de_test import LE, TOUT, annuaire_de, contenu, html_de, petit

SOURCES = ["https://www.quartierrouge.org/"]
TOURNEE = "departements/23-creuse/tournee-telephonique/"
AJACCIO = {"code_insee": "2A004", "commune": "Ajaccio"}


def verifie(le):
    return {"meta": {"sources": SOURCES, "verifie_le": le}}


def html(lieux, build, path):
    """A page of an annuaire as its HTML."""
    found = contenu(lieux)
    return html_de(found, next(page for page in build(found) if page.path == path))


def texte(page):
    """What its main part says, spaces made usual."""
    main = page.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&nbsp;", " ").split())


@pytest.fixture
def cinq(lieu):
    """Five lieux, of which one has closed: three in the Creuse, one in Ajaccio."""
    sans_prix = {champ: value for champ, value in TOUT.items() if champ != "frais_a_charge"}
    return annuaire_de(
        lieu(id="neuf", **TOUT, **verifie("2026-05-24")),
        lieu(id="sans-prix", **sans_prix, **verifie("2025-05-23")),
        lieu(id="nu", date_maj="2025-11-23"),
        lieu(id="corse", **AJACCIO, **TOUT, **verifie("2025-11-24")),
        lieu(id="ferme", ferme_le="2020-01-01"),
    )


# --- /qualite/ --------------------------------------------------------------------------


def test_a_territory_is_counted_without_its_closed_lieux(cinq):
    found = qualite.bilans(cinq)

    assert [
        (b.territoire.nom, b.lieux, b.connus, b.complet, b.verifies, b.jamais, b.a_verifier)
        for b in found["departements"]
    ] == [
        ("Creuse", 3, [2, 2, 1], 61, [1, 0, 0, 1], 1, 2),
        ("Corse-du-Sud", 1, [1, 1, 1], 100, [0, 1, 0, 0], 0, 0),
    ]
    assert [b.territoire.nom for b in found["regions"]] == ["Corse", "Nouvelle-Aquitaine"]
    assert len(found["vides"]) == 99


def test_the_page_says_how_fresh_and_how_complete_all_is(cinq):
    said = texte(html(cinq, pages.site.qualite, "qualite/"))

    assert "4 lieux connus. 2 ont été vérifiés auprès du lieu depuis moins d’un an." in said
    assert (
        "Ancienneté Vérifiés Jamais vérifiés"
        " Moins de 6 mois 1 0 De 6 à 12 mois 1 0 De 12 à 18 mois 0 1 18 mois et plus 1 0"
    ) in said
    assert "Ce qui manque À combien de lieux Prix 2 sur 4 Téléphone 1 sur 4 Adresse 1 sur 4" in said
    assert "Un seul lieu, ou deux" not in said


def test_the_tables_begin_with_the_neediest(cinq):
    said = texte(html(cinq, pages.site.qualite, "qualite/"))

    assert (
        "Département Complet Lieux Téléphone Horaires Prix"
        " Creuse 61 % 3 2 2 1 Corse-du-Sud 100 % 1 1 1 1"
    ) in said
    assert (
        "Département Jamais 18 mois et plus De 12 à 18 mois De 6 à 12 mois Moins de 6 mois"
        " Creuse 1 1 0 0 1 Corse-du-Sud 0 0 0 1 0"
    ) in said
    assert (
        "Région Complet Lieux Téléphone Horaires Prix"
        " Nouvelle-Aquitaine 61 % 3 2 2 1 Corse 100 % 1 1 1 1"
    ) in said


def test_each_departement_leads_to_what_it_lacks_even_where_it_has_no_lieu(cinq):
    page = html(cinq, pages.site.qualite, "qualite/")

    assert len(set(re.findall(r'href="(.*?/ce-qui-manque/)"', page))) == 101
    assert 'href="../regions/nouvelle-aquitaine/"' in page


def test_suspected_duplicates_are_counted_with_the_way_to_settle_them(lieu):
    one = {"nom": "France services", "longitude": "2.1741", "precision": "lieu",
           "telephone": ["+33555661234"]}  # fmt: skip
    rows = (
        lieu(id="fs-1", latitude="45.8835", **one),
        lieu(id="fs-2", latitude="45.8845", **one | {"nom": "Maison France services"}),
    )
    found = annuaire.build([], LE, (), [Collecte(Source(cle="fs", nom="France services"), rows)])

    page = html(found, pages.site.qualite, "qualite/")

    assert "1 paire de fiches parle peut-être d’un même lieu" in texte(page)
    assert 'href="../donnees/rapprochements/"' in page


def test_where_nothing_was_ever_checked_it_says_so(lieu):
    said = texte(html(annuaire_de(lieu()), pages.site.qualite, "qualite/"))

    assert "1 lieu connu. Aucun n’a été vérifié auprès du lieu depuis moins d’un an." in said


def test_where_nothing_is_missing_it_says_so(lieu):
    said = texte(html(annuaire_de(lieu(**TOUT)), pages.site.qualite, "qualite/"))

    assert "Rien ne manque." in said


def test_without_a_lieu_it_names_every_departement():
    page = html(annuaire_de(), pages.site.qualite, "qualite/")

    assert "Nous ne connaissons pas encore de lieu." in texte(page)
    assert page.count("/ce-qui-manque/") == 101


def test_the_pages_of_the_data_and_of_the_week_lead_to_it():
    for build, path in ((pages.site.donnees, "donnees/"), (pages.site.a_relire, "a-relire/")):
        assert 'href="../qualite/"' in html(petit(), build, path)


# --- The phone round --------------------------------------------------------------------


def noms(lieux):
    found = qualite.tournee_telephonique(lieux.fiches, lieux)
    return [one.fiche.slug for one in found["appels"]], found["autres"], found["muets"]


def test_never_checked_come_first_then_the_oldest_and_a_check_within_the_year_is_enough(lieu):
    tel = {"telephone": "+33555664242"}
    found = annuaire_de(
        lieu(id="verifie-2024", **tel, date_maj="2023-01-01", **verifie("2024-01-01")),
        lieu(id="verifie-un-an", **tel, date_maj="2023-01-01", **verifie("2025-11-23")),
        lieu(id="verifie-moins", **tel, date_maj="2023-01-01", **verifie("2025-11-24")),
        lieu(id="jamais-neuf", **tel),
        lieu(id="jamais-vieux", **tel, date_maj="2025-01-01"),
        lieu(id="muet"),
        lieu(id="ferme", **tel, ferme_le="2020-01-01"),
    )

    assert noms(found) == (
        ["jamais-vieux", "jamais-neuf", "verifie-2024", "verifie-un-an"],
        0,
        1,
    )


def test_a_sheet_holds_sixty_lieux_and_says_how_many_more(lieu):
    many = [lieu(id=f"l{n:02}", telephone="+33555664242") for n in range(62)]

    page = html(annuaire_de(*many), pages.territoires.tournee_telephonique, TOURNEE)

    assert page.count('class="tournee__tel"') == qualite.TOURNEE_MAX == 60
    assert "60 lieux à rappeler" in texte(page)
    assert "Et 2 autres lieux, à la prochaine tournée." in texte(page)


def test_a_line_has_all_that_a_call_needs(lieu):
    found = annuaire_de(
        lieu(nom="L’Étape & Co", telephone="+33555664242", horaires="Mo,We 09:00-12:00"),
        lieu(id="b", nom="Bé", telephone="+33555664243"),
        lieu(id="muet"),
    )

    page = html(found, pages.territoires.tournee_telephonique, TOURNEE)

    said = texte(page)
    assert "2 lieux à rappeler : depuis un an, personne n’a vérifié." in said
    assert (
        "L’Étape &amp; Co Felletin. Jamais vérifié, mis à jour en novembre 2026. 05 55 66 42 42"
        " Lundi 9 h – 12 h ; mercredi 9 h – 12 h"
        " Toujours ouvert Horaires changés : ……………………… Fermé"
    ) in said
    assert "05 55 66 42 43 Horaires inconnus" in said
    assert "1 lieu à vérifier sans téléphone connu : ce que nous ne savons pas ." in said
    assert page.count('class="case"') == 6
    assert 'content="noindex"' in page


def test_where_everything_was_checked_there_is_nobody_to_call(lieu):
    found = annuaire_de(lieu(telephone="+33555664242", **verifie("2026-11-20")))

    page = html(found, pages.territoires.tournee_telephonique, TOURNEE)

    assert "Rien à vérifier : chaque lieu l’a été depuis moins d’un an." in texte(page)


def test_where_no_lieu_has_a_telephone_it_leads_to_what_is_missing(lieu):
    page = html(annuaire_de(lieu()), pages.territoires.tournee_telephonique, TOURNEE)

    assert "Aucun lieu à rappeler." in texte(page)
    assert 'href="../../../departements/23-creuse/ce-qui-manque/"' in page


def test_only_a_departement_with_an_open_lieu_has_a_sheet_that_its_page_leads_to(lieu):
    found = annuaire_de(lieu(), lieu(id="corse", **AJACCIO, ferme_le="2020-01-01"))
    manque = pages.territoires.ce_qui_manque

    paths = [page.path for page in pages.territoires.tournee_telephonique(contenu(found))]

    assert paths == [TOURNEE]
    creuse = html(found, manque, "departements/23-creuse/ce-qui-manque/")
    corse = html(found, manque, "departements/2a-corse-du-sud/ce-qui-manque/")
    assert 'href="../../../departements/23-creuse/tournee-telephonique/"' in creuse
    assert "tournee-telephonique" not in corse


@pytest.mark.parametrize("lieux", [petit(), annuaire_de()], ids=["petit", "vide"])
def test_the_html_is_valid(lieux):
    found = contenu(lieux)
    for build in (pages.site.qualite, pages.territoires.tournee_telephonique):
        for page in build(found):
            parser = html5lib.HTMLParser(strict=False)
            parser.parse(html_de(found, page))
            assert parser.errors == [], page.path
