"""The index of the search: everything can be reached, by little, and leads where a page stands."""

import gzip
import json
import shutil
import string
import subprocess
from bisect import bisect_right
from pathlib import Path

import pytest

from annuaire import annuaire, mots, noms, reader, recherche, sources, territoires
from annuaire.annuaire import Annuaire
from annuaire.pages import url_pres
from annuaire_de_test import LE, petit
from bench import lieux_inventes, recherche_mesure
from conftest import FRANCE_SERVICES, PROJET

ADRESSES = """
import { readFileSync } from 'node:fs'
import { adresse, ouvrir } from '%s'
const site = process.argv[2]
const index = ouvrir(async (nom) => JSON.parse(readFileSync(site + '/recherche/' + nom, 'utf8')))
const { departements, debut } = await index.tete()
const trouvees = {}
for (let n = 0; n < debut.length; n++) {
  for (const une of await index.communes('debut-' + n)) trouvees[une.code] = adresse(une, departements)
}
console.log(JSON.stringify(trouvees))
"""


@pytest.fixture(scope="module")
def notre() -> Annuaire:
    """The annuaire of our own entries."""
    return annuaire.build(reader.read_tree(PROJET / "content"), LE)


@pytest.fixture(scope="module")
def site_cherche(notre: Annuaire, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of our own entries, in its folder."""
    return recherche_mesure.ecrire_index(notre, tmp_path_factory.mktemp("index") / "site")


def lit(site: Path, nom: str):
    return json.loads((site / recherche.DOSSIER / f"{nom}.json").read_text(encoding="utf-8"))


@pytest.fixture
def node() -> str:
    found = shutil.which("node")
    if found is None:
        pytest.skip("node n’est pas installé : la recherche du navigateur n’est pas relue")
    return found


def test_every_commune_is_in_the_range_that_its_name_leads_to_and_its_name_backwards(
    site_cherche: Path,
):
    index = lit(site_cherche, "index")
    for nom, lu in (("debut", lambda key: key), ("fin", lambda key: key[::-1])):
        starts = (index[nom] if nom == "debut" else lit(site_cherche, nom)).split(" ")
        ranges = ["\n".join(lit(site_cherche, f"{nom}-{n}")) for n in range(len(starts))]
        assert starts == sorted(starts)
        for commune in (c for c in territoires.communes().values() if c.parent is None):
            key = lu(noms.cle(noms.mots(commune.nom)))
            assert f"|{commune.code}" in ranges[bisect_right(starts, key) - 1], commune


def test_every_postcode_is_in_the_file_of_its_first_digits_with_its_communes(site_cherche: Path):
    for three in {cp[:3] for c in territoires.communes().values() for cp in c.codes_postaux}:
        for code, rows in lit(site_cherche, f"cp-{three}").items():
            known = {c.code for c in territoires.communes_par_code_postal(code) if c.parent is None}
            assert {row.split("|")[1][:5] for row in rows} == known
    assert lit(site_cherche, "cp-000") == {}
    assert set(lit(site_cherche, "cp-750")) == {f"750{n:02d}" for n in range(1, 21)}


def test_the_browser_leads_to_the_address_that_python_gives_of_every_commune(
    notre: Annuaire, site_cherche: Path, node: str, tmp_path: Path
):
    script = tmp_path / "adresses.mjs"
    script.write_text(ADRESSES % (PROJET / "theme/static/js/recherche/index.js"), encoding="utf-8")
    done = subprocess.run([node, script, site_cherche], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    own = {d.code for d in notre.departements}

    cities = [c for c in territoires.communes().values() if c.parent is None]
    expected = {c.code: url_pres(c, notre) if c.departement in own else "" for c in cities}
    assert found == expected
    assert found["25056"] == "communes/25056-besancon/"
    assert found["23071"] == "cp/23500/#c23071"


def test_every_open_lieu_is_reached_by_its_name_and_commune(
    notre: Annuaire, site_cherche: Path, node: str
):
    _tous_atteints(notre, site_cherche)


def test_every_real_lieu_is_reached_by_its_name_and_commune(
    donnees_reelles: Path, node: str, tmp_path: Path
):
    collectes = sources.collecter(tmp_path, (str(donnees_reelles / FRANCE_SERVICES),), LE)
    found = annuaire.build((), LE, (), collectes)

    assert len(found.ouvertes) > 2_800
    _tous_atteints(found, recherche_mesure.ecrire_index(found, tmp_path / "site"))


def _tous_atteints(found: Annuaire, site: Path) -> None:
    """Each leads to the lieu, or to the commune where it is the one thing to see."""
    asked = [(f"{f.lieu.nom} {f.commune.nom}", "") for f in found.ouvertes]
    answers = recherche_mesure.chercher(site, asked)
    missed = [
        one["q"]
        for fiche, one in zip(found.ouvertes, answers, strict=True)
        if not {fiche.url, url_pres(fiche.commune, found)}
        & {option["url"] for option in one["options"]}
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("q", "url"),
    [
        ("palanquée", "lieux/la-palanquee-"),
        ("la palanquee", "lieux/la-palanquee-"),
        ("konk ar lab", "lieux/konk-ar-lab-"),
        ("EPN", "familles/epn/"),
        ("papiers", "je-veux/demarche/"),
        ("carte grise", "demarches/carte-grise/"),
        ("impot", "demarches/impots/"),
        ("imprimante", "je-veux/imprimer/"),
        ("msap besançon", "communes/25056-besancon/"),
        ("creuse", "departements/23-creuse/"),
        ("bretagne", "regions/bretagne/"),
        ("2a", "departements/2a-corse-du-sud/"),
        ("paris 11", "cp/75011/"),
        ("guéret cedex 9", "communes/23096-gueret/"),
        ("23500 felletin", "cp/23500/#c23079"),
    ],
)
def test_the_first_answer_is_what_was_looked_for(q: str, url: str, site_cherche: Path, node: str):
    (found,) = recherche_mesure.chercher(site_cherche, [(q, "")])

    assert found["options"], q
    assert found["options"][0]["url"].startswith(url)


def test_each_word_of_the_trade_leads_to_a_page_that_the_site_has(notre: Annuaire):
    full = {"familles/"} | {f"familles/{key}/" for key in notre.par_famille}
    full |= {f"services/{slug}/" for slug in notre.par_service}

    found = list(mots.mots(notre))
    assert {mot.page for mot in found} <= full
    assert next(m for m in found if m.nom == "Cyber-base").page.startswith("familles/")


def test_an_annuaire_of_one_departement_looks_in_it_alone():
    found = annuaire.build((), LE, ("23",))
    index = dict(recherche.fichiers(found))

    assert '"Felletin|23079500' in index["recherche/debut-0.json"]
    assert json.loads(index["recherche/index.json"])["hors"] == {}
    assert json.loads(index["recherche/cp-350.json"]) == {}


def test_the_bars_are_held_on_a_sample_with_16_000_lieux(node: str, tmp_path: Path):
    fichier = lieux_inventes.ecrire(tmp_path / "lieux.csv", 16_000)
    found = annuaire.build((), LE, (), sources.collecter(tmp_path, (str(fichier),), LE))
    site = recherche_mesure.ecrire_index(found, tmp_path / "site")
    bilan = recherche_mesure.mesurer(site, 1_500)

    assert recherche_mesure.tenu(bilan), bilan
    assert _le_pire(site) <= recherche_mesure.OCTETS_MAX
    files = list((site / recherche.DOSSIER).iterdir())
    assert len(files) <= 3_000
    assert sum(path.stat().st_size for path in files) <= 5_000_000


def _le_pire(site: Path) -> int:
    """More than any search can ask for: for each first letter, the heaviest file of each kind."""
    heavy: dict[str, int] = {}
    starts = lit(site, "index")["debut"].split(" ")
    for path in (site / recherche.DOSSIER).iterdir():
        kind, *rest = path.stem.split("-")
        if kind == "lieux":
            kind = f"lieux-{rest[0]}" + ("-" if rest[1:] else "")
        if kind == "fin":
            kind = "fin-" if rest else "fin"
        if kind == "debut":
            kind = f"debut-{(starts[int(rest[0])] or 'a')[0]}"
        heavy[kind] = max(heavy.get(kind, 0), len(gzip.compress(path.read_bytes(), 6, mtime=0)))
    found = [heavy["index"] + heavy["cp"]]
    for letter in string.ascii_lowercase:
        # The range of a letter may begin with the one before.
        debut = max(heavy.get(f"debut-{near}", 0) for near in (letter, chr(ord(letter) - 1)))
        lieux = heavy[f"lieux-{letter}"] + heavy.get(f"lieux-{letter}-", 0)
        found.append(heavy["index"] + debut + max(debut, heavy["fin"] + heavy["fin-"]) + lieux)
    return max(found)


def test_a_commune_where_only_a_round_stops_is_looked_for_as_one_that_has_a_page():
    found = petit()
    only = [c for code, c in found.communes.items() if code not in found.par_commune]

    assert "Ussel" in {commune.nom for commune in only}
    for commune in only:
        assert recherche.rang(commune, found)[-1].isupper()
