"""The list of the files offered, each as it is for the small tree."""

from pathlib import Path

import pytest

from annuaire import exports
from annuaire.exports import atlas_csv, datapackage
from annuaire_de_test import GOLDEN, TESTS, annuaire_de, petit, site

FICHIERS = [f for module in exports.DONNEES for f in exports.de(module, petit())]
TERRITOIRES = [f for f in FICHIERS if f.path.startswith(("donnees/regions/", "donnees/dep"))]
PEUPLES = [f for f in TERRITOIRES if "\n" in f.texte]
SANS_ATTENDU = {atlas_csv.PATH}
"""All the communes of France, 1.7 MB: test_pages_atlas works it out again."""
ATTENDUS = [f for f in FICHIERS if f not in TERRITOIRES and f.path not in SANS_ATTENDU] + PEUPLES


@pytest.mark.parametrize("fichier", ATTENDUS, ids=lambda f: f.path)
def test_a_file_is_the_expected_one_to_the_byte(fichier, attendu):
    attendu(GOLDEN / fichier.path, fichier.texte)


def test_the_expected_files_are_those_offered():
    expected = {p.relative_to(GOLDEN).as_posix() for p in (GOLDEN / "donnees").rglob("*.*")}

    assert expected == {*(f.path for f in ATTENDUS), datapackage.PATH}


def test_a_file_has_its_address_and_its_title():
    for fichier in FICHIERS:
        assert fichier.path.startswith("donnees/")
        assert fichier.titre


def test_a_module_has_its_label_and_its_address_or_its_folders():
    for module in exports.EXPORTS:
        assert module.LABEL
        assert hasattr(module, "PATH") != hasattr(module, "DOSSIERS")


def test_no_module_of_the_folder_is_forgotten():
    folder = Path(exports.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "fichier"}

    assert {module.__name__.rpartition(".")[2] for module in exports.EXPORTS} == modules


def test_no_two_files_share_an_address():
    paths = [path for path, _ in exports.fichiers(petit(), site())]

    assert len(set(paths)) == len(paths)


def test_all_are_offered_and_the_package_that_describes_them_is_the_last():
    paths = [path for path, _ in exports.fichiers(petit(), site())]

    assert paths == [*(f.path for f in FICHIERS), datapackage.PATH]


def test_an_empty_annuaire_offers_as_many_files_less_those_of_the_collectivities():
    empty = {path for path, _ in exports.fichiers(annuaire_de(), site())}

    assert {f.path for f in FICHIERS} - empty == {
        "donnees/regions/saint-martin.csv",
        "donnees/departements/978-saint-martin.csv",
    }


def test_the_page_for_reusers_names_every_file():
    text = (TESTS.parent / "docs" / "donnees.md").read_text(encoding="utf-8")
    paths = [getattr(m, "PATH", None) or f"{m.DOSSIERS[0]}" for m in exports.EXPORTS]

    assert [path for path in paths if f"`{path}" not in text] == []
