"""The page of a département that has hundreds of lieux: light, and nothing out of reach."""

import gzip
import re

import pytest

from annuaire import pages, territoires
from annuaire.pages.territoires import NOMMES_MAX
from annuaire_de_test import TESTS, annuaire_de, contenu, html_de

THEME = TESTS.parent / "theme" / "static"


@pytest.fixture
def pas_de_calais(lieu):
    """The page of the Pas-de-Calais with so many lieux, one a commune."""

    def html(combien):
        own = territoires.communes_du_departement("62")[:combien]
        lieux = [
            lieu(
                id=f"lieu-{n}",
                nom=f"Espace numérique de {commune.nom}",
                commune=commune.nom,
                code_insee=commune.code,
                adresse=f"{n} rue de la République",
                telephone=[f"+33321{n:06d}"],
                horaires="Tu-Fr 09:00-12:00,13:30-17:30; Sa 09:00-12:00",
                services=["Aide aux démarches administratives"],
            )
            for n, commune in enumerate(own)
        ]
        found = contenu(annuaire_de(*lieux))
        made = {page.path: page for page in pages.territoires.departements(found)}
        return html_de(found, made["departements/62-pas-de-calais/"]), own

    return html


def test_up_to_a_point_each_lieu_is_named_with_its_telephone(pas_de_calais):
    html, own = pas_de_calais(NOMMES_MAX)

    assert html.count('class="nom"') == len(own) == html.count('class="tel"')


def test_beyond_it_counts_by_commune_and_leads_to_each(pas_de_calais):
    html, own = pas_de_calais(NOMMES_MAX + 1)

    assert 'class="nom"' not in html
    assert set(re.findall(r'href="\.\./\.\./(communes/[^"]+)"', html)) == {
        f"communes/{commune.slug}/" for commune in own
    }
    assert "151\N{NO-BREAK SPACE}lieux dans le Pas-de-Calais." in html
    assert ">Commune par commune</h2>" in html


@pytest.mark.parametrize("combien", [NOMMES_MAX, NOMMES_MAX + 1, 400])
def test_it_weighs_at_most_20_kb_with_its_stylesheets_and_scripts(combien, pas_de_calais):
    html, _ = pas_de_calais(combien)
    # site.css is 3.5 KB at most; the joined scripts of the map's button and of the hours, 1.1 and 2.1.
    shared = 3_500 + len(gzip.compress((THEME / "css/filtres.css").read_bytes(), 6)) + 1_100 + 2_100

    assert len(gzip.compress(html.encode(), 6, mtime=0)) + shared <= 20_000
