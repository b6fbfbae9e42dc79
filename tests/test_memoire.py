"""Entries remembered from one build to the next: the same lieux as if they were read again."""

import json
import shutil

import pytest

from annuaire import reader
from annuaire.memoire import Memoire
from annuaire_de_test import PETIT
from construction import PROJET


@pytest.fixture
def content(tmp_path):
    shutil.copytree(PETIT / "lieux", tmp_path / "content" / "lieux")
    return tmp_path / "content"


@pytest.fixture
def relit(content, tmp_path):
    """Read the content with what is remembered; return (lieux, how many were not read again)."""

    def relire(fond="f", content=content):
        memoire = Memoire(tmp_path / "fiches.json", fond)
        lus = {r.path.name: r.lieu for r in memoire.lire(content)}
        memoire.retenir()
        return lus, memoire.rappelees

    return relire


def lus(content):
    return {r.path.name: r.lieu for r in reader.read_tree(content)}


@pytest.mark.parametrize("tree", [PETIT, PROJET / "content"], ids=["petit", "content"])
def test_each_lieu_comes_back_as_it_was_read(tree, relit):
    assert relit(content=tree) == (lus(tree), 0)
    assert relit(content=tree) == (lus(tree), len(lus(tree)))


@pytest.mark.parametrize("source", ["france-services-2024-08-01.csv", "lieux-hinaura-corse.csv"])
def test_each_imported_lieu_comes_back_as_it_was_read(source, importe_une_fois, relit):
    _, imported = importe_une_fois(source)

    read = lus(imported)
    assert len(read) > 800
    relit(content=imported)
    assert relit(content=imported) == (read, len(read))


def test_a_file_that_changed_is_read_again(relit, content):
    before, _ = relit()
    path = next(content.rglob("*.md"))
    path.write_text(path.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")

    after, known = relit()

    assert known == len(before) - 1
    assert after[path.name] != before[path.name]
    assert after == lus(content)


def test_a_file_in_another_folder_is_read_again(relit, content):
    before, _ = relit()
    path = next(content.rglob("*.md"))
    (content / "lieux" / "01-ain").mkdir(exist_ok=True)
    path.rename(content / "lieux" / "01-ain" / path.name)

    assert relit() == (lus(content), len(before) - 1)


def test_a_shortcut_to_a_good_entry_is_still_refused(relit, content, tmp_path):
    relit()
    path = next(content.rglob("*.md"))
    path.rename(tmp_path / "ailleurs.md")
    path.symlink_to(tmp_path / "ailleurs.md")

    assert relit()[0][path.name] is None


def test_an_entry_with_faults_is_not_remembered(relit, content):
    path = next(content.rglob("*.md"))
    path.write_text("---\nid: x\n---\n", encoding="utf-8")
    relit()

    found, known = relit()

    assert found[path.name] is None
    assert known == len(found) - 1


def test_another_code_reads_all_again(relit):
    relit()
    assert relit("autre")[1] == 0


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"fond": "f", "fiches": {"x": 1}}', '{"fond": "f"}']
)
def test_a_memory_that_is_damaged_is_not_used(damage, relit, content, tmp_path):
    relit()
    (tmp_path / "fiches.json").write_text(damage)

    assert relit() == (lus(content), 0)


def test_what_is_remembered_passes_the_model_again(relit, content, tmp_path):
    """Whoever writes the memory by hand does not get past the checks of an entry."""
    relit()
    kept = json.loads((tmp_path / "fiches.json").read_text(encoding="utf-8"))
    name, (mark, text) = next(iter(kept["fiches"].items()))
    forged = {**json.loads(text), "site_web": ["javascript:alert(1)"]}
    kept["fiches"][name] = [mark, json.dumps(forged)]
    (tmp_path / "fiches.json").write_text(json.dumps(kept), encoding="utf-8")

    found, known = relit()

    assert (found, known) == (lus(content), len(found) - 1)
