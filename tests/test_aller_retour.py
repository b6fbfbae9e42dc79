"""File → model → canonical file → model. Entries of content/ and two real files are elsewhere.

`test_ecriture` does it for every entry of content/lieux, `test_importation` for every row of the
France services, of Hinaura and of Corse.
"""

import shutil
from pathlib import Path

import pytest

from annuaire import __main__ as cli
from annuaire import ecriture, reader
from annuaire.formats import lire_correspondance
from conftest import FABRIQUES, FIXTURES, PROJET
from fiches_bonnes import lieux_importes

PRESSE = FIXTURES / "formats" / "presse.yml"


@pytest.mark.parametrize(
    ("name", "correspondance", "combien"),
    [
        (FABRIQUES, None, 382),
        ("fabriques-facts-presse.csv", lire_correspondance(PRESSE), 94),
    ],
)
def test_every_imported_row_is_the_same_once_written_and_read(
    name, correspondance, combien, donnees_reelles
):
    lieux = list(lieux_importes(donnees_reelles / name, correspondance=correspondance))

    assert len(lieux) == combien
    for lieu in lieux:
        text = ecriture.entree(lieu)
        again = reader.parse(Path("a.md"), text)
        assert (again.lieu, again.problems) == (lieu, ())
        assert ecriture.entree(again.lieu) == text


def octets(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*.md"))}


@pytest.mark.parametrize(
    "tree",
    [PROJET / "content", FIXTURES / "petit", FIXTURES / "extremes", FIXTURES / "entrees/valides"],
    ids=lambda tree: tree.name,
)
def test_format_keeps_what_entries_say_and_twice_changes_nothing(tree, tmp_path, capsys):
    shutil.copytree(tree, tmp_path, dirs_exist_ok=True)
    before = {path: reader.read(path).lieu for path in octets(tmp_path)}

    cli.main(["format", str(tmp_path)])
    once = octets(tmp_path)
    capsys.readouterr()
    cli.main(["format", str(tmp_path)])

    assert any(before.values())
    assert capsys.readouterr().out == "0 fiche remise en forme.\n"
    assert octets(tmp_path) == once
    assert {path: reader.read(path).lieu for path in once} == before
