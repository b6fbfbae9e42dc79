"""The form's checks in a real browser, as they are served: the answers are those of Python."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from annuaire.theme import theme
from construction import PROJET
from saisie_vecteurs import FIXTURES
from site_servi import servi

VIDE = "<!doctype html><html lang='fr'><meta charset='utf-8'><title>Essai</title></html>"

TOUT = """async ({regles, contexte, vecteurs, fiches}) => {
  const { verifier } = await import('./theme/js/saisie/verifier.js')
  const { verifierFiche } = await import('./theme/js/saisie/fiche.js')
  return {
    champs: vecteurs.map(({champ, texte, saisie}) =>
      verifier(regles, champ, texte, {...contexte, saisie})),
    fiches: fiches.map(({fiche}) => verifierFiche(regles, fiche, contexte)),
  }
}"""


def lignes(nom):
    # Not splitlines: some of the texts hold a line separator of Unicode.
    text = (FIXTURES / nom).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.strip("\n").split("\n")]


def lu(nom):
    return json.loads((FIXTURES / nom).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page_vide_url(tmp_path_factory) -> Iterator[str]:
    """A blank page beside the scripts of the theme."""
    folder = tmp_path_factory.mktemp("saisie")
    for path, data in [("index.html", VIDE.encode()), *theme(PROJET / "theme/static")]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    with servi(folder) as url:
        yield url


def test_the_browser_answers_what_python_answers(page: Page, page_vide_url: str):
    vecteurs, fiches = lignes("vecteurs.jsonl"), lignes("verdicts-fiches.jsonl")
    page.goto(page_vide_url)

    given = page.evaluate(
        TOUT,
        {
            "regles": lu("regles.json"),
            "contexte": lu("contexte.json"),
            "vecteurs": vecteurs,
            "fiches": fiches,
        },
    )

    differ = [
        (vecteur, found)
        for vecteur, found in zip(vecteurs, given["champs"], strict=True)
        if found != vecteur["attendu"]
    ]
    assert differ == []
    assert [ordre(found) for found in given["fiches"]] == [ordre(f["attendu"]) for f in fiches]


def ordre(problems):
    return sorted(problems, key=lambda problem: (problem["champ"], problem["message"]))
