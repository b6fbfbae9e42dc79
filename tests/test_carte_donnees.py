"""The files of the Leaflet map, read back as the browser reads them."""

import json
import re
import shutil
import subprocess
from collections import Counter
from itertools import accumulate

import pytest

from annuaire import (
    carte_donnees,
    contours_departements,
    filtres,
    noms,
    polyligne,
    territoires,
)
from annuaire.fiche import GENRES
from annuaire.filtres import FILTRES
from annuaire_de_test import annuaire_de, petit


@pytest.fixture(scope="module")
def fichiers():
    return {path: json.loads(text) for path, text in carte_donnees.fichiers(petit())}


def undelta(column, unit):
    return [value / unit for value in accumulate(column)]


def slugs(table):
    """The slugs as the browser makes them: 0 stands for nom and commune, 1 for nom."""
    return [
        slug
        if isinstance(slug, str)
        else noms.slug(nom if slug else f"{nom} {table['communes'][commune]}")
        for slug, nom, commune in zip(table["slug"], table["nom"], table["commune"], strict=True)
    ]


def lieux(table):
    """The rows of a département's file: slug → (lat, lon, commune, genre, flou, tel)."""
    return {
        slug: (lat, lon, table["communes"][commune], GENRES[genre], bool(flou), tel)
        for slug, lat, lon, commune, genre, flou, tel in zip(
            slugs(table),
            undelta(table["lat"], 1e5),
            undelta(table["lon"], 1e5),
            table["commune"],
            table["genre"],
            table["flou"],
            table["tel"],
            strict=True,
        )
    }


def test_every_open_located_lieu_is_read_back_within_a_metre(fichiers):
    read = {}
    for code in {fiche.departement.code for fiche in petit().ouvertes}:
        read |= lieux(fichiers[f"carte/donnees/{code.lower()}.json"])

    assert set(read) == {fiche.slug for fiche in petit().ouvertes}
    for fiche in petit().ouvertes:
        lat, lon, commune, genre, flou, tel = read[fiche.slug]
        assert (lat, lon) == pytest.approx(fiche.point, abs=1e-5)
        assert (commune, genre) == (fiche.commune.nom, fiche.genre)
        assert flou == (fiche.precision == "commune")
        assert tel == (fiche.lieu.telephone[0] if fiche.lieu.telephone else "")


def test_many_points_do_not_drift(lieu):
    points = [(45.8 + i * 0.000137, 2.1 - i * 0.000071) for i in range(500)]
    many = annuaire_de(
        *(lieu(id=f"l{i:03}", latitude=lat, longitude=lon) for i, (lat, lon) in enumerate(points))
    )
    found = dict(carte_donnees.fichiers(many))

    read = lieux(json.loads(found["carte/donnees/23.json"]))

    for fiche in many.fiches:
        assert read[fiche.slug][:2] == pytest.approx(fiche.point, abs=1e-5)


def test_a_lieu_that_nobody_can_place_is_in_the_list_without_a_point(lieu):
    found = dict(
        carte_donnees.fichiers(annuaire_de(lieu(code_insee="98901", commune="Île de Clipperton")))
    )

    table = json.loads(found["carte/donnees/989.json"])
    overview = json.loads(found["carte/donnees/apercu.json"])
    row = overview["code"].index("989")

    assert (slugs(table), table["lat"]) == (["quartier-rouge-felletin"], [])
    assert [overview[column][row] for column in ("n", "lat", "lon")] == [1, None, None]


def filtres_de(table, slug):
    """The keys of the filters that one lieu passes, as the map reads them."""
    profil = table["profils"][table["profil"][slugs(table).index(slug)]]
    return tuple(FILTRES[i].cle for i in profil)


def test_the_map_gives_a_lieu_the_filters_that_the_lists_give_it(lieu):
    many = annuaire_de(
        lieu(
            id="tout",
            services=["Aide aux démarches administratives", "Loisirs et créations numériques"],
            publics_specifiquement_adresses=["Seniors"],
            frais_a_charge=["Gratuit"],
            prise_en_charge_specifique=["Surdité"],
            typologie=["FABLAB"],
        ),
        lieu(id="rien", frais_a_charge=["Gratuit sous condition"]),
    )
    table = json.loads(dict(carte_donnees.fichiers(many))["carte/donnees/23.json"])
    found = {fiche.lieu.id: filtres_de(table, fiche.slug) for fiche in many.fiches}

    assert found["tout"] == ("demarche", "fabriquer", "gratuit", "accessible", "seniors", "fablab")
    assert found["rien"] == ()
    assert found == {fiche.lieu.id: filtres.cles(fiche, many.le) for fiche in many.fiches}


def test_the_words_of_the_filters_are_those_of_the_lists(fichiers):
    read = fichiers["carte/donnees/filtres.json"]

    assert [(cle, mots, read["groupes"][g]) for cle, mots, g in read["filtres"]] == [
        (filtre.cle, filtre.label, filtre.groupe) for filtre in FILTRES
    ]


def test_the_numbers_of_the_filters_add_up_to_the_overview(fichiers):
    overview = fichiers["carte/donnees/apercu.json"]
    counts = fichiers["carte/donnees/filtres.json"]["departements"]

    added = {code: sum(n for _, n in lines) for code, lines in counts.items()}

    assert added == {code: n for code, n in zip(overview["code"], overview["n"], strict=True) if n}


def test_the_real_lieux_can_be_filtered_as_their_lists_are(site_national):
    """A box of a département's map counts what the same box of its list counts."""
    data = json.loads((site_national / "carte/donnees/filtres.json").read_text(encoding="utf-8"))
    keys = [cle for cle, _, _ in data["filtres"]]
    compared = 0
    for path in site_national.glob("departements/*/index.html"):
        html = path.read_text(encoding="utf-8")
        boxes = dict(re.findall(r'value="([\w-]+)"><span>.*?<span class="discret">(\d+)', html))
        lines = data["departements"].get(path.parent.name.split("-")[0].upper(), [])
        counts = Counter(keys[i] for profil, n in lines for i in profil for _ in range(n))
        assert {cle: counts[cle] for cle in boxes} == {c: int(n) for c, n in boxes.items()}, path
        compared += len(boxes)

    assert compared > 300


# --- The first view of a département ----------------------------------------------------


def test_the_file_of_a_departement_holds_what_its_first_view_shows(fichiers):
    around = fichiers["carte/donnees/23.json"]["autour"]
    codes = around["contours"]["departements"]
    overview = fichiers["carte/donnees/apercu.json"]

    assert {"23", "87", "36", "18", "03", "63", "19"} <= set(codes)
    assert {"13", "59", "974"}.isdisjoint(codes)
    assert set(around["apercu"]["code"]) == set(codes)
    whole = dict(zip(overview["code"], overview["n"], strict=True))
    assert {c: whole[c] for c in codes} == dict(
        zip(around["apercu"]["code"], around["apercu"]["n"], strict=True)
    )


def test_an_extract_of_the_outlines_is_the_same_drawing():
    def drawn(contours):
        arcs, last = [], (0, 0)
        for text in contours["arcs"].split(" "):
            arcs.append(polyligne.decode(text, last))
            last = arcs[-1][-1]
        return {
            code: [[arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring] for ring in rings]
            for code, rings in contours["departements"].items()
        }

    whole = drawn(contours_departements.tous())

    for code in whole:
        part = drawn(contours_departements.autour(code))
        assert code in part
        assert part == {one: whole[one] for one in part}


def test_where_no_outline_is_known_there_is_none(lieu):
    found = dict(
        carte_donnees.fichiers(annuaire_de(lieu(code_insee="98901", commune="Île de Clipperton")))
    )

    around = json.loads(found["carte/donnees/989.json"])["autour"]
    assert (around["contours"], around["apercu"]["code"]) == (None, ["989"])


def test_codes_are_in_lower_case_in_the_names_of_files(fichiers):
    assert "carte/donnees/2a.json" in fichiers
    assert [path for path in fichiers if path != path.lower()] == []


def test_an_empty_departement_has_no_file_of_lieux(fichiers):
    assert "carte/donnees/2b.json" not in fichiers
    assert "carte/donnees/communes-2b.json" in fichiers


def test_the_overview_counts_the_open_lieux_of_every_departement(fichiers):
    overview = fichiers["carte/donnees/apercu.json"]

    counts = dict(zip(overview["code"], overview["n"], strict=True))

    assert len(counts) == 102
    assert {code: n for code, n in counts.items() if n} == {
        code: n
        for code, fiches in petit().par_departement.items()
        if (n := sum(not fiche.lieu.est_ferme(petit().le) for fiche in fiches))
    }
    assert {len(column) for column in overview.values()} == {102}


def test_the_communes_are_named_the_most_populous_first(fichiers):
    table = fichiers["carte/donnees/communes-23.json"]

    assert table["nom"][:2] == ["Guéret", "La Souterraine"]
    assert (undelta(table["lat"], 1e3)[0], undelta(table["lon"], 1e3)[0]) == pytest.approx(
        (46.1696, 1.8715), abs=6e-4
    )
    assert len(table["nom"]) == len(territoires.communes_du_departement("23"))


def test_the_arrondissements_are_not_communes_of_the_map(fichiers):
    assert fichiers["carte/donnees/communes-75.json"]["nom"] == ["Paris"]


def test_no_file_holds_a_line_break_or_a_useless_space():
    for path, text in carte_donnees.fichiers(petit()):
        if not path.endswith("contours.json") and "autour" not in json.loads(text):
            assert "\n" not in text
            assert '": ' not in text


@pytest.mark.skipif(shutil.which("node") is None, reason="node n’est pas installé")
def test_the_browser_reads_the_address_of_every_real_lieu(site_national):
    """The slugs that the files leave out, made by the script that is served, are pages of the site."""
    data = site_national / "carte/donnees"
    program = (
        "const { readdirSync, readFileSync } = await import('node:fs');"
        f"const {{ readLieux }} = await import('{(site_national / 'theme/js/carte-vue.js').as_uri()}');"
        f"const dossier = {json.dumps(str(data))};"
        r"for (const nom of readdirSync(dossier).filter((n) => /^\w{2,3}\.json$/.test(n)))"
        "  for (const lieu of readLieux(JSON.parse(readFileSync(dossier + '/' + nom, 'utf8'))))"
        "    console.log(lieu.slug)"
    )

    done = subprocess.run(
        ["node", "--input-type=module", "-e", program], capture_output=True, text=True, check=True
    )
    read = done.stdout.split()

    overview = json.loads((data / "apercu.json").read_text(encoding="utf-8"))
    assert len(read) == len(set(read)) == sum(overview["n"])
    assert [slug for slug in read if not (site_national / "lieux" / slug).is_dir()] == []
