"""Every page of the site, as a browser and a search engine read it."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from annuaire.theme import FEUILLES, SEULES
from construction import PROJET
from lecture_html import document, echantillon, pages
from typographie import fautes_du_texte, lue

TYPES = (
    "index.html",
    "404.html",
    "carte/index.html",
    "lieux/le-cafe-des-pratiques-besancon/index.html",
    "departements/25-doubs/index.html",
)


@pytest.mark.parametrize("part", range(4))
def test_every_page_is_valid_html_set_as_french_is(site: Path, part: int):
    faults = []
    for path in echantillon(site)[part::4]:
        page, errors = lue(path.read_text(encoding="utf-8"))
        found = fautes_du_texte(page)
        # The title of a source is quoted as its publisher wrote it.
        errors += [fault for fault in found if not fault.startswith("date en chiffres")]
        faults += [f"{path.relative_to(site)} : {error}" for error in errors]

    assert faults == []


def test_every_page_has_a_title_a_language_one_h1_and_no_repeated_id(site: Path):
    for path in echantillon(site):
        page = document(path)

        assert page.titre, path
        assert page.attributs("html")[0]["lang"] == "fr"
        assert len(page.balises("h1")) == 1, path
        assert len(page.balises("main")) == 1, path
        assert [i for i, n in Counter(page.ids).items() if n > 1] == [], path


def test_titles_of_lieux_communes_and_territories_are_not_shared(site: Path):
    kinds = ("lieux", "departements", "regions", "familles", "services")
    for kind in kinds:
        titles = Counter(
            document(path).titre
            for path in (site / kind).glob("*/index.html")
            if "noindex" not in path.read_text(encoding="utf-8")
        )

        assert [title for title, count in titles.items() if count > 1] == []


def test_headings_never_skip_a_level(site: Path):
    for path in echantillon(site):
        levels = document(path).niveaux

        assert levels[0] == 1, path
        assert all(b - a <= 1 for a, b in pairwise(levels)), path


def test_no_page_holds_inline_script_style_or_handler(site: Path):
    for path in echantillon(site):
        page = document(path)

        scripts = [s for s in page.attributs("script") if s.get("type") != "application/ld+json"]
        assert all("src" in script for script in scripts), path
        assert page.balises("style") == []
        assert page.attributs_interdits() == [], path


def test_the_csp_is_on_every_page_and_names_ign_only_where_there_is_a_map(site: Path):
    for path in echantillon(site):
        page = document(path)
        policy = next(m["content"] for m in page.attributs("meta") if "http-equiv" in m)

        assert policy.startswith("default-src 'self'; ")
        assert "base-uri 'none'; form-action " in policy
        assert "unsafe" not in policy
        shown = path.read_text(encoding="utf-8")
        drawn = "data-carte" in shown or "question__plan" in shown
        assert ("data.geopf.fr" in policy) == drawn


@pytest.mark.parametrize("name", TYPES)
def test_pages_are_found_again_by_search_engines(site: Path, name: str):
    page = document(site / name)
    canonical = [link["href"] for link in page.attributs("link") if link["rel"] == "canonical"]

    expected = f"https://fabriques.example/annuaire/{name.removesuffix('index.html')}"
    assert canonical == ([] if name == "404.html" else [expected])


def test_the_sitemap_lists_every_page_that_may_be_indexed(site: Path):
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    expected = sum("noindex" not in p.read_text(encoding="utf-8") for p in pages(site))

    assert sitemap.count("<loc>") == expected
    assert "https://fabriques.example/annuaire/lieux/konk-ar-lab-concarneau/" in sitemap


def test_no_stylesheet_of_the_theme_is_forgotten():
    found = {path.stem for path in (PROJET / "theme/static/css").glob("*.css")}

    assert found == {*FEUILLES, *SEULES}
