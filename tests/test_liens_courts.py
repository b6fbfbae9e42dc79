"""Short links: a code from the id of a lieu, that nothing changes."""

import re
from dataclasses import replace

import pytest

from annuaire import liens_courts
from annuaire.pages import PAGES
from annuaire_de_test import annuaire_de, contenu, html_de, petit, site
from lieux_reels import annuaire_reel


def pages(annuaire):
    found = contenu(annuaire)
    return {page.path: html_de(found, page) for page in _pages(found)}


def _pages(found):
    (build,) = [build for build in PAGES if build.__module__.endswith("liens_courts")]
    return build(found)


def test_a_code_never_changes():
    # Printed on paper: this list may grow, no line of it may change.
    assert {id_: liens_courts.code(id_) for id_ in PUBLIES} == PUBLIES


PUBLIES = {
    "quartier-rouge-felletin": "dksv72",
}


def test_the_link_of_a_lieu_is_short_and_tells_no_path(lieu):
    (fiche,) = annuaire_de(lieu()).fiches
    moved = replace(fiche, slug="ailleurs")
    published = site(siteurl="https://exemple.org/annuaire")

    assert liens_courts.lien(fiche, published) == "https://exemple.org/annuaire/l/23/#dksv72"
    assert liens_courts.lien(moved, published) == liens_courts.lien(fiche, published)
    assert liens_courts.lien(fiche, site()) == ""


def test_a_former_id_and_a_closed_lieu_keep_their_links(lieu):
    found = annuaire_de(
        lieu(anciens_ids=["ancien-nom"]),
        lieu(id="ferme", nom="Fermé", ferme_le="2025-01-01"),
    )

    html = pages(found)["l/23/"]

    own, old, closed = map(liens_courts.code, ("quartier-rouge-felletin", "ancien-nom", "ferme"))
    assert (
        f'<li id="{own}"><i id="{old}"></i><a href="../../lieux/quartier-rouge-felletin/">'
        "Quartier Rouge</a> Felletin</li>"
    ) in html
    assert f'<li id="{closed}"><a href="../../lieux/ferme/">Fermé</a> Felletin</li>' in html


def test_two_lieux_with_one_code_are_refused_with_a_remedy(lieu, monkeypatch):
    monkeypatch.setattr(liens_courts, "code", lambda _: "000000")
    found = annuaire_de(lieu(), lieu(id="autre", nom="Autre"))

    with pytest.raises(liens_courts.CodesEnConflitError) as error:
        liens_courts.lignes(found.fiches)

    assert str(error.value) == (
        "Deux lieux ont le même lien court, l/23/#000000 : « autre » (Autre) et"
        " « quartier-rouge-felletin » (Quartier Rouge). Changez l’identifiant de celui dont le lien"
        " n’est encore imprimé nulle part, dans sa fiche (content/lieux/23-creuse/autre.md ou"
        " content/lieux/23-creuse/quartier-rouge-felletin.md, à créer si elle n’existe pas ;"
        " exemple : id: quartier-rouge-felletin-2)."
    )


def test_every_departement_has_its_page_an_empty_one_too():
    found = pages(petit())

    assert {f"l/{d.code.lower()}/" for d in petit().departements} | {"l/"} == set(found)
    assert "Nous ne connaissons aucun lieu du Doubs." in found["l/25/"]
    assert all('content="noindex"' in html for html in found.values())


def test_every_real_lieu_has_one_code_of_its_departement(donnees_reelles):
    found = annuaire_reel(donnees_reelles)
    for fiches in found.par_departement.values():
        rows = liens_courts.lignes(fiches)
        codes = [code for row in rows for code in (row.code, *row.anciens)]

        assert {row.fiche.slug for row in rows} == {fiche.slug for fiche in fiches}
        assert len(codes) == len(set(codes))
        assert all(re.fullmatch("[0-9a-hjkmnp-tv-z]{6}", code) for code in codes)
        assert {liens_courts.code(i) for fiche in fiches for i in fiche.ids} <= set(codes)
