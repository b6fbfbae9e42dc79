"""The output folder: never somebody else's, never half a site."""

import pytest

from annuaire.store import MARQUE, Sortie, SortieRefuseeError


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARQUE
    }


def construire(output, **files):
    sortie = Sortie(output)
    for name, text in files.items():
        sortie.ecrire(f"{name}/index.html", text)
    sortie.publier()
    return sortie


def test_builds_where_there_was_nothing(tmp_path):
    sortie = construire(tmp_path / "a" / "output", lieu="neuf")

    assert contents(tmp_path / "a" / "output") == {"lieu/index.html": "neuf"}
    assert sortie.fichiers == 2


def test_writes_text_in_utf_8_and_bytes_as_they_are(tmp_path):
    sortie = Sortie(tmp_path / "output")
    sortie.ecrire("texte", "Été\n")
    sortie.ecrire("octets", b"\x00\r\n")
    sortie.publier()

    assert (tmp_path / "output" / "texte").read_bytes() == "Été\n".encode()
    assert (tmp_path / "output" / "octets").read_bytes() == b"\x00\r\n"


def test_nothing_of_the_last_build_is_left(tmp_path):
    construire(tmp_path / "output", ancien="1", lieu="1")

    construire(tmp_path / "output", lieu="2")

    assert contents(tmp_path / "output") == {"lieu/index.html": "2"}
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "output").mkdir()

    construire(tmp_path / "output", lieu="neuf")

    assert "lieu/index.html" in contents(tmp_path / "output")


def test_the_gitignore_of_a_clone_stays_through_every_build(tmp_path):
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / ".gitignore").write_text("*\n")

    for text in ("1", "2"):
        construire(tmp_path / "output", lieu=text)

    assert contents(tmp_path / "output") == {".gitignore": "*\n", "lieu/index.html": "2"}


def test_somebody_else_s_folder_is_refused_and_left_alone(tmp_path):
    theirs = tmp_path / "output" / "these.odt"
    theirs.parent.mkdir()
    theirs.write_text("dix ans")

    with pytest.raises(SortieRefuseeError, match="contient déjà autre chose"):
        Sortie(tmp_path / "output")

    assert contents(tmp_path / "output") == {"these.odt": "dix ans"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "output").write_text("dix ans")

    with pytest.raises(SortieRefuseeError):
        Sortie(tmp_path / "output")

    assert (tmp_path / "output").read_text() == "dix ans"


@pytest.mark.parametrize("output", ["projet", ".", "projet/content", "projet/../projet"])
def test_an_output_that_is_or_holds_a_protected_folder_is_refused(output, tmp_path):
    content = tmp_path / "projet" / "content"
    (content / "lieux").mkdir(parents=True)
    (content / "lieux" / "fiche.md").write_text("---")

    with pytest.raises(SortieRefuseeError, match="ne peut pas remplacer"):
        Sortie(tmp_path / output, protege=(content,))

    assert contents(tmp_path) == {"projet/content/lieux/fiche.md": "---"}


def test_a_protected_folder_is_known_through_a_shortcut(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "output").symlink_to("content")

    with pytest.raises(SortieRefuseeError, match="ne peut pas remplacer"):
        Sortie(tmp_path / "output", protege=(tmp_path / "content",))


def test_an_output_inside_a_protected_folder_is_accepted(tmp_path):
    sortie = Sortie(tmp_path / "projet" / "output", protege=(tmp_path / "projet",))
    sortie.ecrire("index.html", "neuf")
    sortie.publier()

    assert contents(tmp_path) == {"projet/output/index.html": "neuf"}


def test_an_output_that_is_a_shortcut_is_built_at_its_target(tmp_path):
    (tmp_path / "disque").mkdir()
    (tmp_path / "output").symlink_to("disque")

    construire(tmp_path / "output", lieu="neuf")

    assert (tmp_path / "output").is_symlink()
    assert contents(tmp_path / "disque") == {"lieu/index.html": "neuf"}


def test_the_same_file_twice_is_refused(tmp_path):
    sortie = Sortie(tmp_path / "output")
    sortie.ecrire("lieu/index.html", "1")

    with pytest.raises(SortieRefuseeError, match=r"la même adresse : lieu/index\.html"):
        sortie.ecrire("lieu/index.html", "2")

    assert sortie.fichiers == 1


def test_a_build_abandoned_leaves_the_last_one(tmp_path):
    construire(tmp_path / "output", lieu="1")
    sortie = Sortie(tmp_path / "output")
    sortie.ecrire("lieu/index.html", "2")

    sortie.abandonner()

    assert contents(tmp_path) == {"output/lieu/index.html": "1"}


def test_the_last_build_is_in_place_until_the_new_one_is_whole(tmp_path):
    construire(tmp_path / "output", lieu="1")
    sortie = Sortie(tmp_path / "output")

    sortie.ecrire("lieu/index.html", "2")

    assert contents(tmp_path / "output") == {"lieu/index.html": "1"}


def test_a_build_killed_while_writing_is_forgotten(tmp_path):
    construire(tmp_path / "output", lieu="1")
    Sortie(tmp_path / "output").ecrire("perdu/index.html", "2")

    construire(tmp_path / "output", lieu="3")

    assert contents(tmp_path) == {"output/lieu/index.html": "3"}


def test_a_build_killed_between_the_two_renames_gives_the_last_one_back(tmp_path):
    construire(tmp_path / "output", lieu="1")
    Sortie(tmp_path / "output").ecrire("lieu/index.html", "2")
    (tmp_path / "output").rename(tmp_path / ".output.ancien")

    Sortie(tmp_path / "output")

    assert contents(tmp_path) == {"output/lieu/index.html": "1"}


def test_a_build_killed_after_the_two_renames_leaves_no_trace(tmp_path):
    construire(tmp_path / "output", lieu="2")
    (tmp_path / ".output.ancien").mkdir()
    (tmp_path / ".output.ancien" / "index.html").write_text("1")

    Sortie(tmp_path / "output")

    assert contents(tmp_path) == {"output/lieu/index.html": "2"}
