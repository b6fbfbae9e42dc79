"""No link of the site is broken, and everything is near the home page, without JavaScript."""

import os
import random
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from annuaire import territoires
from construction import construit
from lecture_html import document, echantillon, pages

CLICS_MAX = 3


def cible(site: Path, page: Path, lien: str) -> Path | None:
    """The file that a link of a page leads to, None for another site."""
    address = urldefrag(lien)[0].partition("?")[0]
    if urlsplit(address).scheme:
        return None
    return _fichier(site, page.parent, address) if address else page


@cache
def _fichier(site: Path, folder: Path, address: str) -> Path:
    """The same, of what a page of a folder names; every page of it names much of that."""
    if address.startswith("/annuaire/"):  # the 404 page, which is served at any depth
        target = site / address.removeprefix("/annuaire/")
    else:
        target = Path(os.path.normpath(folder / unquote(address)))  # a built site has no link
    return target / "index.html" if target.is_dir() else target


def test_no_internal_link_or_fragment_is_broken(site: Path):
    named = cache(lambda page: {*document(page).ids})
    there = cache(Path.is_file)
    broken = []
    for page in echantillon(site):
        for lien in {*document(page).liens, *document(page).ressources}:
            target = cible(site, page, lien)
            fragment = urldefrag(lien)[1]
            if target is None:
                continue
            if not there(target) or (fragment and fragment not in named(target)):
                broken.append(f"{page.relative_to(site)} → {lien}")

    assert broken == []


def test_every_link_is_relative_but_on_the_404_page(site: Path):
    absolute = [
        f"{page.relative_to(site)} → {lien}"
        for page in echantillon(site)
        if page.name != "404.html"
        for lien in [*document(page).liens, *document(page).ressources]
        # What is sent to somebody has to say the whole address.
        if lien.startswith("/") or ("fabriques.example" in lien and not lien.startswith("sms:"))
    ]

    assert absolute == []


def test_no_page_asks_a_third_party_for_anything(site: Path):
    asked = {
        resource
        for page in echantillon(site)
        for resource in document(page).ressources
        if urlsplit(resource).scheme not in {"", "data"}
    }

    assert asked == set()


def test_every_lieu_is_within_three_clicks_of_the_home_page(site: Path):
    clicks = {site / "index.html": 0}
    frontier = list(clicks)
    while frontier:
        following = []
        for page in frontier:
            if page.parent.parent.name == "cp":  # what a postcode leads to is led to before
                continue
            for lien in {*document(page).liens}:
                target = cible(site, page, lien)
                if target and target.suffix == ".html" and target not in clicks:
                    clicks[target] = clicks[page] + 1
                    following.append(target)
        frontier = following

    every = {*pages(site)} - {site / "404.html"}
    redirects = {p for p in every if 'http-equiv="refresh"' in p.read_text(encoding="utf-8")}
    lieux = {page for page in every if page.parent.parent.name == "lieux"}
    assert {page for page in every - redirects if page not in clicks} == set()
    assert {page for page in lieux if clicks[page] > CLICS_MAX} == set()


def suit(site: Path, page: Path, fin: str) -> tuple[Path, str]:
    """Follow the link of a page whose address ends so; return the page that it opens, and where."""
    (lien,) = {lien for lien in document(page).liens if lien.endswith(fin)}
    target = cible(site, page, lien)
    assert target
    return target, urldefrag(lien)[1]


def test_a_phone_is_three_clicks_from_home_for_any_commune_without_javascript(site: Path):
    """Home, the postcodes, the communes of the département, what is nearest to one of them."""
    every = [c for c in territoires.communes().values() if c.parent is None and c.codes_postaux]
    known = {path.name for path in (site / "departements").iterdir()}
    postcodes, _ = suit(site, site / "index.html", "cp/")

    for commune in random.Random(6).sample(every, 60):
        departement = territoires.departements()[commune.departement].slug
        if departement not in known:
            continue
        communes, _ = suit(site, postcodes, f"departements/{departement}/communes/")
        own = (site / "communes" / commune.slug).is_dir()
        row = f"c{commune.code.lower()}"
        near, where = suit(site, communes, f"communes/{commune.slug}/" if own else f"#{row}")

        found = document(near)
        assert where in found.ids or own, commune
        assert any(lien.startswith("tel:") for lien in found.liens), commune


def test_every_entry_has_its_page_and_every_territory_too(site: Path):
    entries = {path.stem for path in Path("content/lieux").rglob("*.md")}

    assert entries <= {path.parent.name for path in site.glob("lieux/*/index.html")}
    assert len(list(site.glob("regions/*/index.html"))) == 18
    assert len(list(site.glob("departements/*/index.html"))) == 101
    assert len(list(site.glob("departements/*/communes/index.html"))) == 101
    assert len(list(site.glob("departements/*/ce-qui-manque/index.html"))) == 101


def test_a_site_for_a_usb_stick_links_to_files(tmp_path: Path):
    # Overseas, Corsica, with many lieux, one, none: each kind of page is there.
    own = ["01", "23", "25", "29", "2A", "38", "75", "90", "971", "974", "978", "988"]
    site = construit(tmp_path / "usb", LIENS_FICHIERS=True, TERRITOIRE=own)

    for page in echantillon(site):
        for lien in document(page).liens:
            address = urldefrag(lien)[0].partition("?")[0]
            if page.name != "404.html" and address and not urlsplit(address).scheme:
                assert (page.parent / address).is_file(), f"{page} → {lien}"


@pytest.mark.parametrize("path", ["lieux/index.html", "communes/index.html"])
def test_a_shortened_address_leads_to_the_departements(site: Path, path: str):
    assert "../departements/" in document(site / path).liens
