"""« Ce que nous ne savons pas » : the page of a département, and the national table."""

import dataclasses
import gzip
import re

import html5lib
import pytest

from annuaire import annuaire, contextes, importation, pages, reader, territoires
from annuaire.pages import Contenu
from annuaire_de_test import LE, TOUT, annuaire_de, contenu, html_de, petit, site

DEPOT = "https://github.com/fabriques/fabriques"
CREUSE = "departements/23-creuse/ce-qui-manque/"


def sauf(*champs):
    """All that a visitor needs, but for these fields."""
    return {champ: value for champ, value in TOUT.items() if champ not in champs}


def html(lieux, build=pages.territoires.ce_qui_manque, path=CREUSE, depot=DEPOT):
    """A page of an annuaire as its HTML."""
    found = Contenu(lieux, contenu().redaction, site(depot=depot))
    page = next(page for page in build(found) if page.path == path)
    return html_de(found, page)


def texte(page):
    """What its main part says, spaces made usual."""
    main = page.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&nbsp;", " ").split())


def rangs(page):
    """The names of the lieux under each heading."""
    parts = re.split(r'<h2 class="rang">(.*?)</h2>', page)[1:]
    return {
        title: re.findall(r'class="nom"><a[^>]*>(.*?)</a>', body)
        for title, body in zip(parts[::2], parts[1::2], strict=True)
    }


def test_every_departement_has_its_page_that_its_own_leads_to():
    found = contenu()

    paths = [page.path for page in pages.territoires.ce_qui_manque(found)]

    assert len(paths) == len(found.annuaire.departements) == 102
    assert CREUSE in paths
    own = html(petit(), pages.territoires.departements, "departements/23-creuse/")
    assert 'href="../../departements/23-creuse/ce-qui-manque/"' in own


def test_each_lieu_stands_once_under_the_most_useful_that_it_lacks(lieu):
    found = annuaire_de(
        lieu(id="sans-rien", nom="Sans rien"),
        lieu(id="sans-prix", nom="Sans prix", **sauf("frais_a_charge")),
        lieu(id="sans-heures", nom="Sans heures", **sauf("horaires", "frais_a_charge")),
        lieu(id="complet", nom="Complet", **TOUT),
    )

    assert rangs(html(found)) == {
        "Il manque le téléphone": ["Sans rien"],
        "Il manque les horaires": ["Sans heures"],
        "Il manque le prix": ["Sans prix"],
    }


def test_a_row_says_what_else_is_missing_in_short_words(lieu):
    found = annuaire_de(lieu(), lieu(id="b", nom="Bé", **sauf("horaires", "frais_a_charge")))

    said = texte(html(found))

    assert (
        "Quartier Rouge Felletin. Manque aussi : adresse, horaires, activités, prix, courriel, site"
        in said
    )
    assert "Bé Felletin. Manque aussi : prix Compléter" in said


def test_the_first_sentence_counts_what_is_most_useful(lieu):
    found = annuaire_de(
        lieu(), lieu(id="b", **sauf("horaires")), lieu(id="c", ferme_le="2020-01-01")
    )

    said = texte(html(found))

    assert "Pour 1 lieu sur 2, il nous manque le téléphone." in said
    assert "Téléphone 1 sur 2" in said
    assert "Horaires 2 sur 2" in said


def test_a_row_leads_to_the_lieu_and_to_the_way_to_complete_it(lieu):
    page = html(annuaire_de(lieu(nom="L’Étape & Co")))

    assert 'href="../../../lieux/quartier-rouge-felletin/"' in page
    assert 'href="../../../contribuer/?lieu=quartier-rouge-felletin"' in page
    assert 'href="../../../donnees/ce-qui-manque.csv"' in page


def test_where_nothing_is_missing_it_says_so(lieu):
    said = texte(html(annuaire_de(lieu(**TOUT), lieu(id="b", **TOUT))))

    assert "Rien ne manque" in said
    assert "les 2 lieux connus dans la Creuse" in said
    assert "Compléter" not in said
    assert "le lieu connu dans la Creuse" in texte(html(annuaire_de(lieu(**TOUT))))


@pytest.mark.parametrize("ferme", [False, True])
def test_where_no_lieu_is_known_or_open_it_asks_for_one(lieu, ferme):
    page = html(annuaire_de(*([lieu(ferme_le="2020-01-01")] if ferme else [])))

    assert "Nous ne connaissons pas encore de lieu dans la Creuse." in texte(page)
    assert 'class="bouton" href="../../../contribuer/">Proposer un lieu<' in page


def test_beyond_the_longest_list_it_says_how_many_more(lieu):
    many = [lieu(id=f"l{i}") for i in range(contextes.LISTE_MAX + 2)]

    page = html(annuaire_de(*many))

    assert page.count('class="nom"') == contextes.LISTE_MAX
    assert "Et 2 autres lieux, à lire dans le fichier." in texte(page)
    assert "autre lieu" not in texte(html(annuaire_de(*many[:-2])))


def test_the_page_of_the_data_counts_what_is_known_and_what_is_left_out(lieu):
    found = annuaire_de(
        lieu(id="a", **TOUT),
        lieu(id="b", **sauf("horaires", "adresse")),
        lieu(id="c", ferme_le="2020-01-01"),
        lieu(id="d", code_insee="2A004", commune="Ajaccio", **TOUT),
    )

    page = html(found, pages.site.donnees, "donnees/")

    said = texte(page)
    assert "2 lieux sur 4" not in said
    assert (
        "1 lieu sur 4. Les autres : 1 lieu sans adresse, 1 lieu sans code postal, 1 lieu fermé."
        in said
    )
    assert "Sur 3 lieux, nous avons le téléphone de 3, les horaires de 2, le prix de 3." in said
    assert 'href="../qualite/"' in page
    assert 'href="../donnees/departements/23-creuse.csv"' in page
    assert 'href="../donnees/departements/2a-corse-du-sud.csv"' not in page  # no row conforms


@pytest.mark.parametrize("lieux", [petit(), annuaire_de()], ids=["petit", "vide"])
@pytest.mark.parametrize(
    ("build", "path"), [(pages.territoires.ce_qui_manque, CREUSE), (pages.site.donnees, "donnees/")]
)
def test_the_html_is_valid(lieux, build, path):
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html(lieux, build, path))

    assert parser.errors == []


@pytest.mark.parametrize("depot", [DEPOT, ""])
def test_four_hundred_real_lieux_weigh_at_most_25_kb(donnees_reelles, tmp_path, depot):
    importation.importer(donnees_reelles / "lieux-hinaura-corse.csv", tmp_path)
    creuse = territoires.departements()["23"]
    found = annuaire.build(reader.read_tree(tmp_path), LE).fiches
    incomplete = [fiche for fiche in found if contextes.manques(fiche)][: contextes.LISTE_MAX]

    page = html(
        annuaire.Annuaire(
            tuple(dataclasses.replace(f, departement=creuse) for f in incomplete), LE
        ),
        depot=depot,
    )

    assert page.count('class="nom"') == 400
    assert len(gzip.compress(page.encode(), 6, mtime=0)) <= 25_000
