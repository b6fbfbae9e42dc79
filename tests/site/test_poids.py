"""The weights of the Contracts: bytes after gzip level 6, all requests of a page counted."""

import gzip
import json
import re
from pathlib import Path

import pytest

from annuaire import annuaire, carte_donnees, sources
from annuaire_de_test import LE
from bench import lieux_inventes

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
        ("cp/*/index.html", 4 * KO),
        ("cp/index.html", 4 * KO),
        ("departements/*/communes/index.html", 25 * KO),
        ("departements/*/ce-qui-manque/index.html", 25 * KO),
        ("departements/*/tournee-telephonique/index.html", 25 * KO),
        ("qualite/index.html", 25 * KO),
        ("atlas/index.html", 30 * KO),
        ("departements/*/elus/index.html", 4 * KO),
    ],
)
def test_no_page_of_a_kind_is_too_heavy(un_site: Path, pattern: str, limit: int):
    heavy = {str(p): poids(p) for p in un_site.glob(pattern) if poids(p) > limit}

    assert heavy == {}


def test_the_postcodes_share_34_5_mb(un_site: Path):
    """At 16,000 lieux the whole site has 300 MB: these pages must stay thin as they are, not zipped."""
    found = list(un_site.glob("cp/*/index.html"))

    assert len(found) > 6_300
    assert sum(path.stat().st_size for path in found) <= 34_500 * KO


def test_a_departement_weighs_at_most_20_kb_with_its_stylesheets_and_script(un_site: Path):
    theme = un_site / "theme"
    shared = poids(
        theme / "site.css", theme / "css/filtres.css", theme / "js/carte.js", theme / "js/ouvert.js"
    )
    pages = list(un_site.glob("departements/*/index.html"))

    assert {p.parent.name: w for p in pages if (w := poids(p) + shared) > 20 * KO} == {}


def carte(site: Path, *donnees: Path) -> int:
    """All that a map may ever ask for, on its own and after further clicks, but for its data.

    Its form of filters, IGN's background (tiles apart) and the code of a frame come on demand: they
    are counted all the same.
    """
    theme, data = site / "theme", site / "carte/donnees"
    js = [theme / "js/carte.js", theme / "js/carte-vue.js", *theme.glob("js/a-la-demande/*.js")]
    leaflet = theme / "vendor/leaflet-1.9.4/leaflet.js"
    return poids(leaflet, theme / "css/carte.css", *js, data / "filtres.json", *donnees)


def test_the_map_of_france_adds_at_most_75_kb(un_site: Path):
    data = un_site / "carte/donnees"

    assert carte(un_site, data / "apercu.json", data / "contours.json") <= 75 * KO


def test_the_map_of_a_departement_adds_at_most_75_kb(un_site: Path):
    data = un_site / "carte/donnees"
    own = [path for path in data.glob("*.json") if re.fullmatch(r"[0-9][0-9ab][0-9]?", path.stem)]

    assert own
    # Seen close, the names of its communes are a file of their own.
    heavy = {p.name: w for p in own if (w := carte(un_site, p)) > 75 * KO}
    assert heavy == {}


def test_the_maps_of_16_000_lieux_add_at_most_75_kb(site: Path, tmp_path: Path):
    """With data invented from a seed: more in one département than any has today."""
    fichier = lieux_inventes.ecrire(tmp_path / "lieux.csv", 16_000)
    collectes = sources.collecter(tmp_path, (str(fichier),), LE)
    found = dict(carte_donnees.fichiers(annuaire.build((), LE, (), collectes)))
    weights = {
        path.removeprefix(carte_donnees.DOSSIER): len(gzip.compress(text.encode(), 6, mtime=0))
        for path, text in found.items()
    }
    own = {p: w for p, w in weights.items() if re.fullmatch(r"[0-9][0-9ab][0-9]?\.json", p)}
    scripts = carte(site) - poids(site / "carte/donnees/filtres.json") + weights["filtres.json"]

    assert sum(json.loads(found["carte/donnees/apercu.json"])["n"]) > 15_900
    assert max(own.values()) > 8_750, "as much as the largest département of the reference"
    assert scripts + max(own.values()) <= 75 * KO
    assert scripts + weights["apercu.json"] + weights["contours.json"] <= 75 * KO


def test_a_lieu_makes_at_most_three_files(un_site: Path):
    folders = [path for path in (un_site / "lieux").iterdir() if path.is_dir()]

    assert folders
    assert {f.name for f in folders if sum(1 for p in f.rglob("*") if p.is_file()) > 3} == set()
