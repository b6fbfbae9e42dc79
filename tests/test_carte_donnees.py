"""The files of the Leaflet map, read back as the browser reads them."""

import json
import re
import shutil
import subprocess
from itertools import accumulate

import pytest

from annuaire import carte_donnees, noms, territoires
from annuaire.fiche import GENRES
from annuaire_de_test import annuaire_de, petit
from construction import PROJET


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


def masques_de(table, slug):
    """The masks of one lieu, as {key of the group: keys that it has}."""
    masks = table["masques"][table["masque"][slugs(table).index(slug)]]
    return {
        groupe.cle: [cle for i, cle in enumerate(groupe.choix) if mask >> i & 1]
        for groupe, mask in zip(carte_donnees.GROUPES, masks, strict=True)
    }


def test_the_masks_say_what_the_entry_says_and_no_more(lieu):
    many = annuaire_de(
        lieu(
            id="tout",
            services=["Aide aux démarches administratives", "Loisirs et créations numériques"],
            publics_specifiquement_adresses=["Seniors"],
            frais_a_charge=["Gratuit"],
            prise_en_charge_specifique=["Surdité"],
            typologie=["FABLAB"],
        ),
        lieu(
            id="rien",
            services=[],
            publics_specifiquement_adresses=[],
            frais_a_charge=["Gratuit sous condition"],
            prise_en_charge_specifique=["Illettrisme"],
            typologie=[],
            dispositif_programmes_nationaux=[],
            fiche_acces_libre=None,
            fabrique=None,
        ),
    )
    table = json.loads(dict(carte_donnees.fichiers(many))["carte/donnees/23.json"])
    slugs = {fiche.lieu.id: fiche.slug for fiche in many.fiches}

    tout = masques_de(table, slugs["tout"])

    assert tout["services"] == ["demarches", "creation"]
    assert tout["publics"] == ["seniors"]
    assert "fablab" in tout["familles"]
    assert {"gratuit", "accessible"} <= set(tout["criteres"])
    assert masques_de(table, slugs["rien"]) == {
        "services": [],
        "publics": [],
        "familles": [],
        "criteres": [],
    }


def test_a_browser_can_count_the_bits_of_every_group():
    assert all(len(groupe.choix) <= 30 for groupe in carte_donnees.GROUPES)


def test_the_keys_of_the_address_need_no_escape():
    keys = [cle for groupe in carte_donnees.GROUPES for cle in (groupe.cle, *groupe.choix)]

    assert [key for key in keys if not re.fullmatch(r"[a-z0-9-]+", key)] == []


def test_the_numbers_of_the_filters_add_up_to_the_overview(fichiers):
    overview = fichiers["carte/donnees/apercu.json"]
    counts = fichiers["carte/donnees/filtres.json"]["departements"]

    added = {code: sum(line[-1] for line in lines) for code, lines in counts.items()}

    assert added == {code: n for code, n in zip(overview["code"], overview["n"], strict=True) if n}


def test_the_real_lieux_can_be_filtered_as_their_entries_say(site_national):
    data = site_national / "carte/donnees"
    filtres = json.loads((data / "filtres.json").read_text(encoding="utf-8"))
    criteres = list(carte_donnees.voc.CRITERES)

    labelled = sum(
        line[-1]
        for lines in filtres["departements"].values()
        for line in lines
        if line[3] >> criteres.index("label") & 1
    )

    assert [groupe["cle"] for groupe in filtres["groupes"]] == [
        "services",
        "publics",
        "familles",
        "criteres",
    ]
    assert labelled >= 382 * 0.9


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
        if not path.endswith("contours.json"):
            assert "\n" not in text
            assert '": ' not in text


@pytest.mark.skipif(shutil.which("node") is None, reason="node n’est pas installé")
def test_the_browser_reads_the_address_of_every_real_lieu(site_national):
    """The slugs that the files leave out, made by the script that is served, are pages of the site."""
    data = site_national / "carte/donnees"
    program = (
        "const { readdirSync, readFileSync } = await import('node:fs');"
        f"const {{ readLieux }} = await import('{(PROJET / 'theme/static/js/lib/donnees.js').as_uri()}');"
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


def test_the_starter_asks_at_once_for_every_module_of_the_map():
    """A module left out of the list would cost a round trip on a thin line."""
    js = PROJET / "theme/static/js"
    listed = re.search(r"MODULES = \[(.*?)\]", (js / "carte.js").read_text("utf-8"), re.DOTALL)
    assert listed

    found = {path.relative_to(js).with_suffix("").as_posix() for path in js.glob("carte-*.js")}
    found |= {path.relative_to(js).with_suffix("").as_posix() for path in js.glob("lib/*.js")}

    # carte-vue is asked for apart: its promise is what the map waits for.
    assert set(re.findall(r"'([^']+)'", listed[1])) == found - {"carte-vue"}
