"""/atlas/ and the sheets of the élus: each of their figures is found again from the files offered."""

import csv
import io
import re
import sqlite3
from dataclasses import replace
from html import unescape

import pytest

from annuaire import exports, qpv, redaction, territoires
from annuaire.annuaire import Annuaire
from annuaire.exports import atlas_csv
from annuaire.pages import PAGES, Page, toutes
from annuaire.pages.atlas import atlas, elus
from annuaire.qpv import Quartier
from annuaire_de_test import annuaire_de, contenu, html_de, petit, site
from construction import PROJET
from lecture_html import texte_de
from lieux_reels import annuaire_reel

KM = (10, 20, 30)
COLONNES = ("km_lieu", "km_fabrique", "km_gratuit", "km_samedi_soir")


def html(found, build=atlas, path="atlas/") -> str:
    return html_de(found, next(page for page in build(found) if page.path == path))


def texte(fragment: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", fragment)).split())


def nombre(mots: str) -> int:
    return int(re.sub(r"\D", "", mots) or 0)


def lignes(annuaire: Annuaire) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(atlas_csv.export(annuaire)), strict=True))


def loin(rows, colonne: str, km: float) -> int:
    """People of the rows of the CSV whose distance is empty, or more than so many km."""
    return sum(
        int(row["population"] or 0) for row in rows if not row[colonne] or float(row[colonne]) > km
    )


def dit(part: float | None) -> str:
    """A share as a page writes it, worked out apart."""
    if part is None:
        return "sans objet"
    if 0 < part < 0.05:
        return "moins de 0,1 %"
    written = f"{part:.1f}".replace(".", ",")
    return f"{written.removesuffix(',0')} %"


def milliers(n: int) -> str:
    """A count, its thousands apart."""
    return f"{n:,}".replace(",", " ")


def rangs(tableau: str) -> list[list[str]]:
    """The cells of each row of the body of a table, as text."""
    rows = re.findall(r"<tr>(.*?)</tr>", tableau.partition("</thead>")[2], re.DOTALL)
    return [[texte(c) for c in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows]


def attendu(nom: str, rows: list[dict[str, str]], colonne: str) -> list[str]:
    """A row of a table, worked out from the CSV."""
    people = sum(int(row["population"] or 0) for row in rows)
    cells = []
    for km in KM:
        far = loin(rows, colonne, km)
        share = dit(100 * far / people if people else None)
        cells.append(f"{share} {milliers(far)}" if far else share)
    return [nom, milliers(people), *cells]


def lisse(mots: str) -> str:
    """Without the kinds of spaces, which only the eye tells apart."""
    return re.sub(r"\s+", " ", mots.replace("’", "'"))


@pytest.fixture(scope="module")
def reel(donnees_reelles):
    """All the real lieux and the real list of neighbourhoods."""
    quartiers, problems = qpv.lire(donnees_reelles / "qpv-communes.csv")
    assert problems == []
    written, faults = redaction.read(PROJET / "content", PROJET / "content")
    assert faults == []
    own = contenu(annuaire_reel(donnees_reelles))
    return replace(own, quartiers=quartiers, redaction=written)


def test_each_figure_of_the_tables_is_worked_out_again_from_the_csv(reel):
    rows = lignes(reel.annuaire)
    noms = {d.code: d.nom for d in territoires.departements().values()}
    regions = {r.code: r.nom for r in territoires.regions().values()}
    page = html(reel)
    tableaux = re.findall(
        r'<table class="[^"]*" data-question="(\w+)">(.*?)</table>', page, re.DOTALL
    )
    assert [name for name, _ in tableaux] == [c[3:] for c in COLONNES for _ in range(2)]

    for (name, tableau), cle in zip(tableaux, ("region", "departement") * 4, strict=True):
        names = {"region": regions, "departement": noms}[cle]
        groups: dict[str, list[dict[str, str]]] = {}
        for row in rows:
            groups.setdefault(names[row[cle]], []).append(row)
        if cle == "region":
            away = [row for row in rows if len(row["departement"]) == 3]
            groups["Métropole"] = [row for row in rows if len(row["departement"]) == 2]
            groups["Outre-mer"], groups["Ensemble"] = away, rows
        expected = [attendu(nom, own, f"km_{name}") for nom, own in groups.items()]

        found = [[lisse(cell.replace("’", "'")) for cell in row] for row in rangs(tableau)]

        assert sorted(found) == sorted([[lisse(cell) for cell in row] for row in expected])


def test_the_figures_of_the_head_and_of_the_map_are_those_of_the_csv(reel):
    rows = lignes(reel.annuaire)
    people = sum(int(row["population"]) for row in rows)
    page = html(reel)
    head = lisse(texte(page[page.index('<p class="compte">') : page.index("<figure")]))

    far = loin(rows, "km_lieu", 10)
    assert head.startswith(lisse(f"{milliers(far)} habitants, soit {dit(100 * far / people)},"))
    for colonne in COLONNES[1:]:
        assert f"{dit(100 * loin(rows, colonne, 10) / people)} n'ont" in head
    assert f"{milliers(len(rows))} communes" in head
    drawn = re.findall(r'class="t(\d)" aria-label="([^"]*), ([^",]*(?:,\d)?\s%)"', page)
    assert len(drawn) == 101
    for tint, nom, said in drawn:
        own = [
            r
            for r in rows
            if territoires.departements()[r["departement"]].nom == nom.replace("’", "'")
        ]
        share = 100 * loin(own, "km_lieu", 10) / sum(int(r["population"]) for r in own)
        assert (lisse(unescape(said)), int(tint)) == (
            dit(share),
            sum(share >= bound for bound in (1, 5, 10)),
        ), nom  # fmt: skip


def test_the_query_that_is_shown_gives_the_figures_that_are_shown(reel):
    page = html(reel)
    base = sqlite3.connect(":memory:")
    rows = lignes(reel.annuaire)
    kinds = ("TEXT", "TEXT", "TEXT", "TEXT", "INTEGER", "REAL", "REAL", "REAL", "REAL")
    columns = ", ".join(f"{name} {kind}" for name, kind in zip(rows[0], kinds, strict=True))
    base.execute(f"CREATE TABLE atlas ({columns})")
    base.executemany(
        "INSERT INTO atlas VALUES (?,?,?,?,?,?,?,?,?)",
        [[value or None for value in row.values()] for row in rows],
    )
    queries = [unescape(one) for one in re.findall(r"<code>(SELECT.*?)</code>", page)]
    assert len(queries) == 4

    for query, colonne in zip(queries, COLONNES, strict=True):
        found = dict(base.execute(query).fetchall())

        tableau = re.findall(rf'data-question="{colonne[3:]}">(.*?)</table>', page, re.DOTALL)[1]
        shown = {}
        for nom, _, cell, *_ in rangs(tableau):
            shown[nom.replace("’", "'")] = nombre(cell.partition("%")[2])
        assert {nom: n for nom, n in shown.items() if n} == {
            territoires.departements()[code].nom: n for code, n in found.items() if n
        }


def test_the_communes_with_a_neighbourhood_and_no_fabrique_are_those_of_the_two_files(
    reel, donnees_reelles
):
    text = (donnees_reelles / "qpv-communes.csv").read_text(encoding="utf-8-sig")
    codes = {row["code_insee"] for row in csv.DictReader(io.StringIO(text))}
    rows = {row["code_insee"]: row for row in lignes(reel.annuaire)}
    far = {
        f"{rows[c]['commune']} ({float(rows[c]['km_fabrique']):g} km)".replace(".", ",")
        for c in codes
        if c in rows and float(rows[c]["km_fabrique"] or "inf") > 5
    }
    page = html(reel)
    section = page[page.index('id="quartiers"') : page.index('id="methode"')]

    assert f"{len(far)} communes sur {len(codes)} ont" in lisse(texte(section))
    listed = re.findall(r"<dd>(.*?)</dd>", section, re.DOTALL)
    named = {lisse(one) for dd in listed for one in re.split(r"(?<=\)), ", texte(dd))}
    assert named == {lisse(one) for one in far}


def test_a_sheet_says_who_is_far_as_the_csv_does(reel):
    rows = lignes(reel.annuaire)
    for code in ("40", "972", "62", "2B", "75"):
        departement = territoires.departements()[code]
        own = [row for row in rows if row["departement"] == code]
        page = html(reel, elus, f"departements/{departement.slug}/elus/")
        tableau = re.search(r"<table>(.*?)</table>", page, re.DOTALL)[1]
        people = sum(int(row["population"]) for row in own)

        found = [[lisse(cell) for cell in row[1:]] for row in rangs(tableau)]

        assert found == [
            [
                f"{milliers(n := loin(own, colonne, km))} {dit(100 * n / people)}"
                for km in KM
            ]
            for colonne in COLONNES
        ]  # fmt: skip
        assert len(page.encode()) <= 10_000


def test_the_three_promises_of_a_sheet_are_those_of_the_programme(reel):
    said = texte(html(reel, elus, "departements/23-creuse/elus/"))

    for chiffre in ("300", "150", "45 millions"):
        assert re.search(rf"\b{chiffre}", lisse(said))
    assert "Non publié." not in said


def test_a_sheet_of_a_departement_without_lieu_is_honest(lieu):
    found = contenu(annuaire_de(lieu()))

    said = lisse(texte_de(html(found, elus, "departements/976-mayotte/elus/")))

    assert "Nous ne connaissons aucun lieu à Mayotte." in said
    assert "aucun lieu 256 518 100 % 256 518 100 % 256 518 100 %" in said
    assert "Aucune fabrique labellisée à Mayotte, à notre connaissance." in said
    assert "ce site n'en a pas reçu la liste" in said


def test_a_sheet_names_each_fabrique_with_its_wave_and_support(lieu):
    label = {"label": "fabrique", "sources": [{"titre": "La liste"}]}
    found = contenu(
        annuaire_de(
            lieu(fabrique={**label, "vague": 5, "annee_label": 2021,
                           "soutien": {"montant": 150000, "duree_ans": 3}}),
            lieu(id="b", nom="Autre atelier", fabrique=label),
        )
    )  # fmt: skip

    said = lisse(texte_de(html(found, elus, "departements/23-creuse/elus/")))

    assert "Felletin. Vague 5, 2021. 150 000 € sur 3 ans, jusqu'en 2024." in said
    assert "Felletin. Année du label : non publiée. Montant non publié, durée non publiée." in said


def test_without_a_list_of_neighbourhoods_the_page_says_so_and_with_one_it_lists(lieu):
    found = contenu(annuaire_de(lieu()))
    listed = replace(found, quartiers=(Quartier("QN02905M", "Kerandon", "29039"),))

    assert "n'a pas reçu la liste des quartiers prioritaires" in lisse(texte_de(html(found)))
    assert "Concarneau (aucune)" in texte_de(html(listed))
    assert "1 commune sur 1 a un quartier prioritaire" in lisse(texte_de(html(listed)))
    assert "Concarneau" in texte_de(html(listed, elus, "departements/29-finistere/elus/"))


def test_nothing_known_is_a_sentence_and_no_division():
    said = texte_de(html(contenu(annuaire_de())))

    assert lisse(said) == lisse(
        "Ce qui manque, et où\nNous ne connaissons pas encore de lieu : il n'y a rien à mesurer.\n"
    )


def test_a_question_that_nothing_answers_and_regions_without_lieu_are_said(lieu):
    said = lisse(texte_de(html(contenu(annuaire_de(lieu())))))

    assert (
        "Une fabrique labellisée Nous n'en connaissons pas encore. La distance est sans objet."
        in said
    )
    assert "Là où nous ne connaissons aucun lieu" in said
    assert "Mayotte" in said.partition("Là où nous ne connaissons aucun lieu")[2]


def test_the_file_has_one_row_per_located_commune_and_is_light(reel):
    text = atlas_csv.export(reel.annuaire)
    rows = lignes(reel.annuaire)

    assert list(rows[0]) == [
        "code_insee",
        "commune",
        "departement",
        "region",
        "population",
        *COLONNES,
    ]
    assert len(rows) == len({row["code_insee"] for row in rows}) >= 34_871
    assert len(text.encode()) <= 2_500_000
    assert atlas_csv in exports.DONNEES


def test_a_commune_of_an_island_without_such_a_lieu_has_an_empty_cell(lieu):
    by_code = {row["code_insee"]: row for row in lignes(annuaire_de(lieu()))}

    assert by_code["23079"]["km_lieu"] == "0.0"
    assert by_code["97209"]["km_lieu"] == ""


def test_the_pages_are_of_the_site_and_a_site_of_two_departements_speaks_of_these(lieu):
    found = contenu(annuaire_de(lieu(), territoire=("23", "87")))

    assert {atlas, elus} <= set(PAGES)
    assert [p.path for p in toutes(found) if p.path.endswith("elus/")] == [
        "departements/23-creuse/elus/", "departements/87-haute-vienne/elus/",
    ]  # fmt: skip
    assert {row["departement"] for row in lignes(found.annuaire)} == {"23", "87"}


def test_a_sheet_comes_from_what_it_shows(lieu):
    def selon(*lieux, code="23-creuse", quartiers=None):
        found = replace(contenu(annuaire_de(*lieux)), quartiers=quartiers)
        pages: dict[str, Page] = {page.path: page for page in elus(found)}
        return pages[f"departements/{code}/elus/"].selon

    other = lieu(id="b", commune="Fort-de-France", code_insee="97209")
    near = lieu(id="c", commune="Ussel", code_insee="19275")

    assert selon(lieu()) == selon(lieu(), other)
    assert selon(lieu()) != selon(lieu(), near)
    assert selon(lieu()) != selon(lieu(), quartiers=())
    assert petit().atlas is petit().atlas


def test_with_an_address_the_sheet_has_its_code_to_photograph(lieu):
    found = replace(contenu(annuaire_de(lieu())), site=site(siteurl="https://exemple.fr"))

    page = html(found, elus, "departements/23-creuse/elus/")

    assert 'aria-label="QR code de la page pour ajouter un lieu"' in page
    assert "exemple.fr/contribuer/" in texte_de(page)
