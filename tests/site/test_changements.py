"""A site built from a repository with a history: what changed is on its pages and in its feeds."""

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest

from annuaire_de_test import PETIT
from conftest import EPOQUE
from construction import SITEURL, construire, construit, departements
from git_de_test import depot, valider
from lecture_html import Document, echantillon
from typographie import fautes

pytestmark = pytest.mark.xdist_group("changements")
FICHE = "lieux/19-correze/bus-numerique-tulle.md"
ATOM = "{http://www.w3.org/2005/Atom}"
HORLOGE = {"SOURCE_DATE_EPOCH": EPOQUE}
REGLAGES = {"SITEURL": SITEURL, "TERRITOIRE": departements(PETIT, "90")}


@pytest.fixture(scope="module")
def content(tmp_path_factory) -> Path:
    """The small tree, committed, then hours changed, then one that comes after the clock."""
    folder = depot(tmp_path_factory.mktemp("depot")) / "content"
    shutil.copytree(PETIT, folder)
    valider(folder, "2026-01-05")
    path = folder / FICHE
    text = path.read_text(encoding="utf-8")
    for heures, le in (("10:00", "2026-03-03"), ("10:30", "2027-01-01")):
        hours = f'code_insee: "19272"\nhoraires: Mo {heures}-12:00'
        path.write_text(text.replace('code_insee: "19272"', hours), encoding="utf-8")
        valider(folder, le)
    return folder


@pytest.fixture(scope="module")
def histoire(content, tmp_path_factory) -> Path:
    return construit(
        tmp_path_factory.mktemp("histoire") / "annuaire", content, env=HORLOGE, **REGLAGES
    )


def test_the_page_of_a_lieu_tells_its_last_changes(histoire):
    html = (histoire / "lieux/bus-numerique-tulle/index.html").read_text(encoding="utf-8")

    told = html.partition('Derniers changements&nbsp;:</p>\n<ul class="ecran">\n')[2]
    assert told.startswith(
        "<li>Horaires ajoutés le 3\xa0mars 2026</li>"
        "<li>Nouveau dans l’annuaire le 5\xa0janvier 2026</li></ul>"
    )


def test_the_page_of_changes_is_by_month_the_newest_first(histoire):
    html = (histoire / "changements/index.html").read_text(encoding="utf-8")

    assert html.index("<h2>Mars 2026</h2>") < html.index("<h2>Janvier 2026</h2>")
    entries = ET.parse(histoire / "changements.atom").findall(f".//{ATOM}entry")
    assert html.count('<span class="nom">') == len(entries) == 13


def test_each_page_that_has_a_feed_leads_to_it_and_each_feed_to_a_page(histoire):
    led = set()
    for path in echantillon(histoire):
        for link in Document(path).attributs("link"):
            if link["rel"] == "alternate":
                target = (path.parent / link["href"]).resolve()
                assert target.is_file(), f"{path} → {link['href']}"
                led.add(target)
    feeds = {path for kind in ("*.atom", "changements.json") for path in histoire.rglob(kind)}

    assert led == {path.resolve() for path in feeds}
    for feed in histoire.rglob("*.atom"):
        for link in ET.parse(feed).iter(f"{ATOM}link"):
            local = histoire / link.get("href").removeprefix(f"{SITEURL}/").partition("#")[0]
            assert local.is_file() or (local / "index.html").is_file()


def test_every_page_is_valid_html_set_as_french_is(histoire):
    faults = []
    for path in echantillon(histoire):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_text(encoding="utf-8"))
        faults += [f"{path} : {error}" for error in parser.errors]
    for name in ("changements", "lieux/bus-numerique-tulle/affiche"):
        faults += fautes(histoire / name / "index.html")

    assert faults == []


def test_a_clone_gives_the_same_bytes_and_a_partial_one_says_what_it_lacks(
    content, histoire, tmp_path
):
    source = f"file://{content.parent}"
    subprocess.run(["git", "clone", "-q", source, tmp_path / "clone"], check=True)
    subprocess.run(["git", "clone", "-q", "--depth", "1", source, tmp_path / "partiel"], check=True)

    clone = construit(tmp_path / "annuaire", tmp_path / "clone/content", env=HORLOGE, **REGLAGES)
    partial = construire(
        tmp_path / "partiel-construit", tmp_path / "partiel/content", TERRITOIRE=["19"]
    )

    named = {p.relative_to(histoire): p.read_bytes() for p in histoire.rglob("*") if p.is_file()}
    assert {p.relative_to(clone): p.read_bytes() for p in clone.rglob("*") if p.is_file()} == named
    assert partial.returncode == 0
    assert (
        partial.stdout.count("L’historique des fiches manque : cette copie de Git est partielle")
        == 1
    )
    assert not list((tmp_path / "partiel-construit").rglob("changements.atom"))
