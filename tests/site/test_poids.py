"""The weights of the Contracts: bytes after gzip level 6, all requests of a page counted."""

import gzip
import re
from pathlib import Path

import pytest

KO = 1000


def poids(*paths: Path) -> int:
    """What the files weigh on the line."""
    return sum(len(gzip.compress(path.read_bytes(), 6, mtime=0)) for path in paths)


@pytest.fixture(params=["site", "site_national"])
def un_site(request: pytest.FixtureRequest) -> Path:
    """Our own entries, then the same with 2,845 real lieux beside them."""
    return request.getfixturevalue(request.param)


def test_home_weighs_at_most_14_kb(un_site: Path):
    home = [un_site / "index.html", un_site / "theme/site.css", un_site / "theme/js/recherche.js"]

    # That there are no other requests is test_the_home_page_makes_three_requests_at_most.
    assert poids(*home) <= 14 * KO


def test_the_outline_of_the_home_page_weighs_at_most_7_5_kb(un_site: Path):
    home = (un_site / "index.html").read_text(encoding="utf-8")
    outline = re.search(r'<svg class="france".*?</svg>', home, re.DOTALL)[0]

    assert outline.count("<path") >= 101
    assert len(gzip.compress(outline.encode(), 6, mtime=0)) <= 7.5 * KO


def test_the_one_stylesheet_weighs_at_most_3_5_kb(un_site: Path):
    assert poids(un_site / "theme/site.css") <= 3.5 * KO


@pytest.mark.parametrize(
    ("pattern", "limit"),
    [
        ("lieux/*/index.html", 5 * KO),
        ("departements/*/communes/index.html", 25 * KO),
        ("departements/*/ce-qui-manque/index.html", 25 * KO),
    ],
)
def test_no_page_of_a_kind_is_too_heavy(un_site: Path, pattern: str, limit: int):
    heavy = {str(p): poids(p) for p in un_site.glob(pattern) if poids(p) > limit}

    assert heavy == {}


def test_a_departement_weighs_at_most_20_kb_with_its_stylesheets_and_script(un_site: Path):
    theme = un_site / "theme"
    shared = poids(theme / "site.css", theme / "css/filtres.css", theme / "js/carte.js")
    pages = list(un_site.glob("departements/*/index.html"))

    assert {p.parent.name: w for p in pages if (w := poids(p) + shared) > 20 * KO} == {}


def test_the_map_adds_at_most_75_kb(un_site: Path):
    theme, data = un_site / "theme", un_site / "carte/donnees"
    fixed = [
        theme / "vendor/leaflet-1.9.4/leaflet.js",
        theme / "css/carte.css",
        *theme.glob("js/carte*.js"),
        *theme.glob("js/lib/*.js"),
        data / "apercu.json",
        data / "contours.json",
    ]
    heaviest = max((p for p in data.glob("*.json") if re.fullmatch(r"\w{2,3}", p.stem)), key=poids)

    assert poids(*fixed, heaviest) <= 75 * KO


def test_a_lieu_makes_at_most_three_files(un_site: Path):
    folders = [path for path in (un_site / "lieux").iterdir() if path.is_dir()]

    assert folders
    assert {f.name for f in folders if sum(1 for p in f.rglob("*") if p.is_file()) > 3} == set()
