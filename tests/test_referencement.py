"""What search engines and hosts read."""

from xml.etree import ElementTree as ET

from annuaire import referencement
from annuaire.pages import Page
from annuaire_de_test import site

PAGES = (
    Page("", "accueil", "Accueil"),
    Page("lieux/a&b/", "lieu", "A & B"),
    Page("404.html", "introuvable", "Page introuvable", indexe=False),
)


def test_the_sitemap_lists_the_pages_to_index_by_their_whole_address():
    found = dict(referencement.fichiers(PAGES, site(siteurl="https://exemple.org/sous")))

    root = ET.fromstring(found["sitemap.xml"])

    assert [loc.text for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")] == [
        "https://exemple.org/sous/",
        "https://exemple.org/sous/lieux/a&b/",
    ]


def test_robots_names_the_sitemap():
    found = dict(referencement.fichiers(PAGES, site(siteurl="https://exemple.org")))

    assert found["robots.txt"].splitlines()[-1] == "Sitemap: https://exemple.org/sitemap.xml"


def test_without_an_address_there_is_no_sitemap():
    found = dict(referencement.fichiers(PAGES, site()))

    assert found == {".nojekyll": "", "robots.txt": "User-agent: *\nAllow: /\n"}
