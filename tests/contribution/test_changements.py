"""What changed since a reference: committed, staged, edited, new; moved from one name to another."""

from pathlib import Path

import pytest

from annuaire.contribution.changements import DepuisInconnuError, fichiers_changes
from git_de_test import depot, git, valider


@pytest.fixture
def racine(tmp_path: Path) -> Path:
    folder = depot(tmp_path / "depot") / "content"
    folder.mkdir()
    for name in ("garde", "corrige", "efface", "deplace"):
        (folder / f"{name}.md").write_text(f"{name}\n" * 20)
    (folder.parent / "LISEZMOI").write_text("ailleurs")
    valider(folder)
    return folder


def test_says_what_changed_and_how_committed_or_not(racine):
    git(racine, "switch", "--quiet", "--create", "branche")
    (racine / "corrige.md").write_text("autre chose")
    valider(racine)
    (racine / "efface.md").unlink()
    (racine / "deplace.md").rename(racine / "là-bas.md")
    git(racine, "add", "--all")
    (racine / "é neuf.md").write_text("nouveau")
    (racine.parent / "LISEZMOI").write_text("hors du dossier")

    assert fichiers_changes(racine, "main") == {
        Path("corrige.md"): "M",
        Path("efface.md"): "D",
        Path("là-bas.md"): "R",
        Path("é neuf.md"): "A",
    }


def test_what_the_reference_gained_meanwhile_is_no_change_of_ours(racine):
    git(racine, "switch", "--quiet", "--create", "branche")
    (racine / "corrige.md").write_text("la nôtre")
    valider(racine)
    git(racine, "switch", "--quiet", "main")
    (racine / "garde.md").write_text("la leur")
    valider(racine)
    git(racine, "switch", "--quiet", "branche")

    assert fichiers_changes(racine, "main") == {Path("corrige.md"): "M"}


@pytest.mark.parametrize("depuis", ["nulle-part", "--output=piege", "main:content", ""])
def test_refuses_what_is_no_reference(depuis, racine):
    with pytest.raises(DepuisInconnuError, match="Git ne connaît pas"):
        fichiers_changes(racine, depuis)

    assert not Path("piege").exists()


def test_says_that_a_folder_is_in_no_repository(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    with pytest.raises(DepuisInconnuError):
        fichiers_changes(tmp_path, "main")
