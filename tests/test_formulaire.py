"""The form of /contribuer/ comes from the model, and what it writes is what Python writes."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from annuaire import ecriture, formulaire, noms, reader, territoires
from annuaire.model import Lieu
from construction import PROJET

ECRIT = """
import { readFileSync } from 'node:fs'
import { entree, slug } from '%s'
const { forme, cas } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
console.log(JSON.stringify(cas.filter(([valeurs, texte, nom, commune, lequel]) => (
  entree(valeurs, forme) !== texte || slug(nom, commune) !== lequel)).map(([, texte]) => texte)))
"""


def test_every_field_is_asked_or_left_out_for_a_reason():
    asked = [name for _, names in formulaire.GROUPES.values() for name in names]
    with_others = [*asked, *(name for names in formulaire.AVEC.values() for name in names)]

    assert len(with_others) == len(set(with_others))
    assert set(with_others).isdisjoint(formulaire.HORS)
    assert set(with_others) | set(formulaire.HORS) == set(Lieu.model_fields)


def test_closed_lists_are_those_of_the_model_each_value_with_its_meaning():
    by_name = {q.champ: q for _, found in formulaire.questions().values() for q in found}

    assert ("TIERS_LIEUX", "Tiers-lieu") in by_name["typologie"].choix
    assert by_name["services"].choix[0] == (
        "Aide aux démarches administratives",
        "Se faire aider pour une démarche",
    )
    assert by_name["frais_a_charge"].genre == "cases"
    assert by_name["telephone"].clavier == "tel"
    assert by_name["nom"].requis


def test_every_commune_is_in_the_file_that_its_name_leads_to():
    firsts = formulaire.premiers()
    files = dict(formulaire._communes())

    assert firsts == sorted(firsts)
    for commune in (c for c in territoires.communes().values() if c.parent is None):
        name = noms.normaliser(commune.nom)
        # As fichiersDuNom of js/contribuer/commune.js: homonyms may stand on both sides of a limit.
        begin = max(0, sum(first < name for first in firsts) - 1)
        end = min(sum(first <= name + "{" for first in firsts) - 1, begin + 2)
        near = [files[f"contribuer/communes/nom-{i}.json"] for i in range(begin, end + 1)]
        assert any(f'["{commune.code}"' in text for text in near), commune


def _cas(content: Path) -> list[list[object]]:
    return [
        [
            json.loads(json.dumps(ecriture.valeurs(lieu), default=str)),
            ecriture.entree(lieu),
            lieu.nom,
            lieu.commune,
            ecriture.slug(lieu.nom, lieu.commune),
        ]
        for lecture in reader.read_tree(content)
        if (lieu := lecture.lieu)
    ]


@pytest.fixture(scope="session")
def toutes(donnees_reelles: Path, importe_une_fois) -> list[list[object]]:
    """Our entries, then those that the real files give."""
    found = _cas(PROJET / "content")
    for fichier in sorted(donnees_reelles.glob("*.csv")):
        if fichier.name.startswith(("france-services", "lieux-hinaura", "fabriques-labellisees")):
            found += _cas(importe_une_fois(fichier.name)[1])
    return found


def test_the_form_writes_the_bytes_that_python_writes(tmp_path: Path):
    _compare(_cas(PROJET / "content"), tmp_path)


def test_the_form_writes_every_real_row_as_python_does(toutes: list[list[object]], tmp_path: Path):
    assert len(toutes) > 3_500
    _compare(toutes, tmp_path)


def _compare(cases: list[list[object]], tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node n’est pas installé : l’écriture du formulaire n’est pas comparée")
    script = tmp_path / "ecrit.mjs"
    script.write_text(ECRIT % (PROJET / "theme/static/js/contribuer/ecrire.js"), encoding="utf-8")
    data = tmp_path / "cas.json"
    data.write_text(json.dumps({"forme": formulaire.forme(), "cas": cases}), encoding="utf-8")

    done = subprocess.run([node, script, data], capture_output=True, text=True, check=True)

    assert len(cases) > 90
    assert json.loads(done.stdout) == []
