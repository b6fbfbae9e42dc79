"""The list of the files offered, each as it is for the small tree."""

from pathlib import Path

import pytest

from annuaire import exports
from annuaire_de_test import GOLDEN, petit

nomme = pytest.mark.parametrize("module", exports.EXPORTS, ids=lambda module: module.PATH)


@nomme
def test_a_file_is_the_expected_one_to_the_byte(module, attendu):
    attendu(GOLDEN / module.PATH, module.export(petit()))


@nomme
def test_a_file_has_its_address_and_its_label(module):
    assert module.PATH.startswith("donnees/")
    assert module.LABEL


def test_no_module_of_the_folder_is_forgotten():
    folder = Path(exports.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}

    assert {module.__name__.rpartition(".")[2] for module in exports.EXPORTS} == modules


def test_no_two_files_share_an_address():
    paths = [module.PATH for module in exports.EXPORTS]

    assert len(set(paths)) == len(paths)
