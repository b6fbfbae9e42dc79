"""Page → HTML: relative addresses, whatever the depth, and the real theme."""

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, UndefinedError

from annuaire.pages import PAGES, Contenu, Page
from annuaire.rendu import Rendu
from annuaire_de_test import TESTS, contenu, site

THEME = TESTS.parent / "theme" / "templates"


def rendu(templates=THEME, **reglages):
    """A renderer set as pelicanconf.py sets it."""
    env = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found = contenu()
    return Rendu(env, Contenu(found.annuaire, found.redaction, site(**reglages)))


@pytest.fixture
def essai(tmp_path):
    """Render one line of template at a path of the site."""

    def render(line, path="lieux/x/", context=None, **reglages):
        (tmp_path / "pages").mkdir(exist_ok=True)
        (tmp_path / "pages" / "essai.html").write_text(line, encoding="utf-8")
        page = Page(path, "essai", "Essai", donnees=context or {})
        return rendu(tmp_path, **reglages).html(page)

    return render


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", "./carte/"),
        ("carte/", "../carte/"),
        ("lieux/x/", "../../carte/"),
        ("departements/23-creuse/communes/", "../../../carte/"),
        ("404.html", "/carte/"),
    ],
)
def test_an_address_is_relative_to_the_page(essai, path, expected):
    assert essai('{{ lien("carte/") }}', path) == expected


def test_the_404_page_alone_has_the_path_of_the_site(essai):
    found = essai('{{ lien("") }}', "404.html", siteurl="https://exemple.org/sous")

    assert found == "/sous/"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("carte/", "../../carte/index.html"),
        ("", "../../index.html"),
        ("carte/#liste", "../../carte/index.html#liste"),
        ("theme/site.css", "../../theme/site.css"),
    ],
)
def test_a_site_on_a_disk_names_its_files(essai, path, expected):
    assert essai(f'{{{{ lien("{path}") }}}}', liens_fichiers=True) == expected


def test_only_the_canonical_address_is_whole(essai):
    assert essai("{{ canonique }}", siteurl="https://exemple.org") == "https://exemple.org/lieux/x/"
    assert essai("{{ canonique }}") == ""


def test_the_links_of_a_written_page_become_relative(essai):
    html = '<p><a href="/carte/">l\'été</a> <a href="https://a.fr/">b</a></p>'

    found = essai("{{ relatif(html) }}", "a-propos/", {"html": html})

    assert found == '<p><a href="../carte/">l’été</a> <a href="https://a.fr/">b</a></p>'


def test_a_value_is_escaped_and_a_missing_one_is_an_error(essai):
    assert essai("{{ nom }}", context={"nom": "<b>"}) == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        essai("{{ inconnu }}")


# --- The real theme ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def site_rendu():
    """The HTML of every page of the small tree but the long lists of communes, by path."""
    engine, found = rendu(siteurl="https://exemple.org"), contenu()
    return {
        page.path: engine.html(page)
        for build in PAGES
        for page in build(found)
        if page.template != "communes_du_departement"
        or page.path.startswith("departements/23-creuse/")
    }


def test_every_page_is_whole(site_rendu):
    for path, html in site_rendu.items():
        assert html.lower().startswith("<!doctype html>"), path
        assert html.rstrip().endswith("</html>"), path


def test_no_text_of_an_entry_runs(site_rendu):
    html = site_rendu["lieux/l-etape-and-co-felletin/"]

    assert "<script>alert" not in html
    assert "L’Étape &amp; Co" in html
    assert 'href="https://www.monlieu.fr/agenda?mois=12&amp;lieu=etape"' in html


def test_the_same_page_twice_is_the_same_to_the_byte(site_rendu):
    engine, found = rendu(siteurl="https://exemple.org"), contenu()

    for build in PAGES[:3]:
        for page in build(found):
            assert engine.html(page) == site_rendu[page.path]
