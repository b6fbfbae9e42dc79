"""The accounts of the programme as they are published: each figure again, from the open data."""

import json
import re
from collections import Counter

import html5lib
import pytest

from annuaire import programme
from conftest import PROJET

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
LABELS = ("fabrique", "fabrique-numerique")


@pytest.fixture(scope="module")
def page(site):
    """Parse a page of the built site."""

    def parse(path: str):
        return html5lib.parse((site / path / "index.html").read_bytes())

    return parse


@pytest.fixture(scope="module")
def faits():
    return programme.lire(PROJET / "content" / "programme")[0]


@pytest.fixture(scope="module")
def fabriques(site):
    """The rows of lieux.json that are fabriques, one a consortium."""
    rows = json.loads((site / "donnees/lieux.json").read_text(encoding="utf-8"))["lieux"]
    labelled = [r for r in rows if r.get("fabrique", {}).get("label") in LABELS]
    ids = {r["id"] for r in labelled}
    return [r for r in labelled if r["fabrique"].get("consortium") not in ids - {r["id"]}]


def texte(element) -> str:
    return " ".join("".join(element.itertext()).split())


def avec_classe(root, tag: str, classe: str):
    return [e for e in root.iter(f"{XHTML}{tag}") if classe in e.get("class", "").split()]


def barres(root, cle: str) -> list[tuple[str, str]]:
    """The rows of a chart: (name without its sources, figure)."""
    (figure,) = (e for e in root.iter(f"{XHTML}figure") if e.get("id") == cle)
    rows = figure.find(f".//{XHTML}tbody").iter(f"{XHTML}tr")
    found = []
    for row in rows:
        name, value = row.find(f"{XHTML}th"), row.find(f"{XHTML}td")
        found.append(((name.text or "").strip().replace("\u00a0", " "), texte(value)))
    return found


def test_the_gauges_are_the_promise_the_announcement_and_a_query_that_anyone_can_do(
    page, fabriques
):
    root = page("programme/")
    territoires = Counter(r["fabrique"].get("territoire") for r in fabriques)
    muettes = territoires[None]
    numeriques = sum(r["fabrique"]["label"] == "fabrique-numerique" for r in fabriques)

    assert barres(root, "jauge-fabriques-300") == [
        ("Promis en 2019", "300"),
        ("Annoncé en 2024", "407"),
        ("Prouvé par nos fiches", str(len(fabriques))),
    ]
    assert barres(root, "jauge-fabriques-qpv")[2] == (
        f"Prouvé par nos fiches ({muettes} fiches ne le disent pas)",
        str(territoires["qpv"]),
    )
    assert barres(root, "jauge-fabriques-rurales")[2][1] == str(territoires["rural"])
    assert barres(root, "jauge-fabriques-numeriques")[2][1] == str(numeriques)


def test_the_legal_forms_and_the_regions_are_those_of_the_open_data(page, fabriques):
    root = page("programme/")
    formes = Counter(r["fabrique"].get("forme_juridique") for r in fabriques)
    par_region = Counter(r["region"] for r in fabriques)

    shown = dict(barres(root, "graphique-formes"))
    assert shown.pop("Non renseigné") == str(formes.pop(None))
    assert sorted(shown.values()) == sorted(map(str, formes.values()))
    assert shown["Association"] == str(formes["association"])
    regions = [name for name, _ in barres(root, "graphique-regions")]
    assert f"Bretagne ({par_region['53']})" in regions
    assert sum(int(re.search(r"\((\d+)\)$", name)[1]) for name in regions) == len(fabriques)


def test_the_columns_of_the_waves_say_their_figures_to_who_does_not_see_them(page, faits):
    root = page("programme/")
    (drawn,) = (e for e in root.iter(f"{SVG}svg") if e.get("role") == "img")
    ids = drawn.get("aria-labelledby").split()
    labels = {e.get("id"): texte(e) for e in drawn.iter() if e.get("id")}

    assert labels[ids[0]] == "Fabriques labellisées après chaque vague"
    for wave in faits.vagues:
        assert f" {wave.total}" in labels[ids[1]]
    (table,) = avec_classe(root, "table", "tableau")[:1]
    heads = [texte(th) for th in table.iter(f"{XHTML}th") if th.get("scope") == "rowgroup"]
    assert heads == [wave.vague for wave in faits.vagues]


def test_every_chart_of_bars_is_a_table_with_a_caption_and_heads(page):
    root = page("programme/")
    tables = [f.find(f"{XHTML}table") for f in avec_classe(root, "figure", "graphique")]
    tables = [table for table in tables if table is not None]

    assert len(tables) == 8
    for table in tables:
        assert texte(table.find(f"{XHTML}caption"))
        assert all(th.get("scope") for th in table.iter(f"{XHTML}th"))
        for drawn in table.iter(f"{SVG}svg"):
            assert drawn.get("aria-hidden") == "true"


def test_each_fact_on_the_page_of_the_promises_cites_its_publication(page, faits):
    root = page("programme/promesses/")
    told = [f for p in faits.promesses for f in p.constats]
    told += [v for d in faits.desaccords for v in d.versions]

    cited = len(avec_classe(root, "small", "cite"))
    assert cited == len(told) + len(faits.promesses)
    text = texte(root)
    assert [p.cle for p in faits.promesses if p.non_publie and p.non_publie[:40] not in text] == []


def test_every_count_is_written_with_its_query(page, faits):
    counted = {cle for p in faits.promesses for cle in p.mesures}
    (section,) = (
        e for e in page("programme/sources/").iter(f"{XHTML}section") if e.get("id") == "comptage"
    )

    queries = [texte(dd) for dd in section.iter(f"{XHTML}dd")]
    assert len(queries) == len(counted) + 1
    assert all(query.startswith("Parmi ") for query in queries)
