"""What changed since a revision, in real repositories."""

import pytest

from annuaire.contribution.changements import RevisionInconnueError, arbre, fichiers_changes


def changes(contenu, depuis="base"):
    racine = contenu.parent
    return {
        path.relative_to(racine).as_posix(): state
        for path, state in fichiers_changes(racine, depuis).items()
    }


KONK = "content/lieux/29-finistere/konk-ar-lab-concarneau.md"
ROUGE = "content/lieux/23-creuse/quartier-rouge-felletin.md"


def test_nothing_changed(contenu, git):
    assert changes(contenu) == {}


def test_tells_what_is_added_changed_deleted_and_renamed(contenu, git):
    (contenu.parent / KONK).unlink()
    (contenu / "lieux" / "23-creuse" / "nouveau ’é\n.md").write_text("x")
    (contenu.parent / ROUGE).rename(contenu / "lieux" / "23-creuse" / "autre-felletin.md")
    git("add", "--all")
    git("commit", "--quiet", "--message", "suite")

    assert changes(contenu) == {
        KONK: "D",
        ROUGE: "D",
        "content/lieux/23-creuse/autre-felletin.md": "R",
        "content/lieux/23-creuse/nouveau ’é\n.md": "A",
    }


def test_what_is_not_yet_committed_counts(contenu, git):
    (contenu.parent / KONK).write_text("autre")
    (contenu / "lieux" / "nouveau.md").write_text("x")

    assert changes(contenu) == {KONK: "M", "content/lieux/nouveau.md": "A"}


def test_what_others_did_since_is_no_change_of_ours(contenu, git):
    git("switch", "--quiet", "--create", "proposition")
    (contenu.parent / ROUGE).write_text("nous")
    git("commit", "--quiet", "--all", "--message", "nous")
    git("switch", "--quiet", "main")
    (contenu.parent / KONK).write_text("eux")
    git("commit", "--quiet", "--all", "--message", "eux")
    git("switch", "--quiet", "proposition")

    assert changes(contenu, "main") == {ROUGE: "M"}


def test_a_proposal_merged_by_github_is_compared_with_its_first_parent(contenu, git):
    test_what_others_did_since_is_no_change_of_ours(contenu, git)
    git("switch", "--quiet", "--detach", "main")
    git("merge", "--quiet", "--no-edit", "proposition")

    assert changes(contenu, "HEAD^1") == {ROUGE: "M"}


def test_a_folder_alone_may_be_asked_for(contenu, git):
    (contenu.parent / "README.md").write_text("x")
    (contenu.parent / KONK).write_text("autre")

    assert list(fichiers_changes(contenu, "base").values()) == ["M"]


@pytest.mark.parametrize("depuis", ["inconnue", "--output=mal", "-x", "HEAD:content", ""])
def test_an_unknown_revision_is_said(contenu, git, depuis):
    with pytest.raises(RevisionInconnueError, match="exemple : main"):
        fichiers_changes(contenu.parent, depuis)

    assert not (contenu.parent / "mal").exists()


def test_a_tree_comes_back_as_it_was(contenu, git, tmp_path):
    text = (contenu.parent / KONK).read_text("utf-8")
    (contenu.parent / KONK).unlink()

    found = arbre(contenu, "base", "lieux", tmp_path / "avant")

    assert (found / "29-finistere" / "konk-ar-lab-concarneau.md").read_text("utf-8") == text


def test_a_folder_that_was_not_there_is_empty(contenu, git, tmp_path):
    assert list(arbre(contenu, "base", "absent", tmp_path / "avant").iterdir()) == []
