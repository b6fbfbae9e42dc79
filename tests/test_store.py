"""The output folder: never somebody else's, never half a site, nothing written twice."""

import errno
import json
import os
import random
import signal
import subprocess
import sys

import pytest

from annuaire import manifeste, verrou
from annuaire.manifeste import MARQUE
from annuaire.store import ILLISIBLE, Sortie, SortieRefuseeError


def contents(folder):
    """The files of a folder and their text, what a build keeps beside the output apart."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARQUE and ".travail/" not in path.as_posix()
    }


def instants(folder):
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in folder.rglob("*.html")}


def meurt(sortie):
    """What the system does where the process of a build ends: its lock falls, its files stay."""
    verrou.rendre(sortie._verrou)


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
    assert {path.name for path in (tmp_path / ".output.travail").iterdir()} == {
        "manifeste.json",
        "verrou",
    }


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
    sortie = Sortie(tmp_path / "output")
    sortie.ecrire("perdu/index.html", "2")
    meurt(sortie)

    construire(tmp_path / "output", lieu="3")

    assert contents(tmp_path) == {"output/lieu/index.html": "3"}


def test_a_build_killed_between_the_two_renames_gives_the_last_one_back(tmp_path):
    construire(tmp_path / "output", lieu="1")
    (tmp_path / "output").rename(tmp_path / ".output.travail" / "ancien")

    Sortie(tmp_path / "output")

    assert contents(tmp_path) == {"output/lieu/index.html": "1"}


def test_what_has_the_same_bytes_is_not_written_again(tmp_path):
    output = tmp_path / "output"
    construire(output, a="1", b="1")
    before = instants(output)

    sortie = construire(output, a="1", b="2")

    assert instants(output)["a/index.html"] == before["a/index.html"]
    assert contents(output) == {"a/index.html": "1", "b/index.html": "2"}
    assert (sortie.fichiers, sortie.ecrits) == (3, 2)  # the marker says what the site is made of


def test_a_page_made_from_the_same_is_kept_without_being_made(tmp_path):
    for fond, keeps in (("f", False), ("f", True), ("autre", False)):
        sortie = Sortie(tmp_path / "output")
        sortie.reprend(fond, "")
        assert sortie.garder("a/index.html", "cle") is keeps
        if not keeps:
            sortie.ecrire("a/index.html", "1", "cle")
        assert not sortie.garder("b/index.html", "")
        sortie.publier()

    assert contents(tmp_path / "output") == {"a/index.html": "1"}


@pytest.mark.parametrize("geste", ["efface", "change"])
def test_a_file_that_somebody_touched_is_made_again(geste, tmp_path):
    output = tmp_path / "output"
    construire(output, a="1", b="1")
    (output / "a/index.html").unlink() if geste == "efface" else (
        output / "a/index.html"
    ).write_text("faux")

    construire(output, a="1", b="1")

    assert contents(output) == {"a/index.html": "1", "b/index.html": "1"}


def test_what_is_built_no_more_goes_with_its_folder(tmp_path):
    output = tmp_path / "output"
    construire(output, **{"lieux/a": "1", "lieux/b": "1", "c": "1"})

    construire(output, c="1")

    assert contents(output) == {"c/index.html": "1"}
    assert not (output / "lieux").exists()


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path):
    output = tmp_path / "output"
    for paths in (["a", "b/c"], ["a/x", "b"], ["a", "b/c"]):
        sortie = Sortie(output)
        for path in paths:
            sortie.ecrire(path, "texte")
        sortie.publier()

        assert set(contents(output)) == set(paths)


def test_an_output_is_whole_only_if_built_from_the_same_and_left_alone(tmp_path):
    output = tmp_path / "output"
    sortie = Sortie(output)
    sortie.ecrire("a/index.html", "1")
    sortie.reprend("f", "t")
    sortie.publier()

    def intacte(tout):
        sortie = Sortie(output)
        sortie.abandonner()
        return sortie.est_intacte(tout)

    assert intacte("t")
    assert not intacte("u")
    (output / "a/index.html").unlink()
    assert not intacte("t")


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-20]),
        lambda path: path.write_text("[]"),
        lambda path: path.write_bytes(path.read_bytes().replace(b'"version":1', b'"version":0')),
        lambda path: path.write_bytes(b""),
    ],
    ids=["tronqué", "autre chose", "autre version", "vide"],
)
def test_a_manifest_that_cannot_be_read_costs_a_whole_build_and_a_sentence(damage, tmp_path):
    output = tmp_path / "output"
    construire(output, a="1", b="1")
    damage(tmp_path / ".output.travail" / "manifeste.json")

    sortie = construire(output, a="1")

    assert sortie.notice == ILLISIBLE
    assert contents(output) == {"a/index.html": "1"}


def test_an_output_that_another_build_replaced_is_built_whole(tmp_path):
    output = tmp_path / "output"
    construire(output, a="1")
    (output / MARQUE).write_text("Construit par une autre version\n")
    (output / "b").write_text("d'une autre version")

    sortie = construire(output, a="1")

    assert sortie.notice == ""
    assert contents(output) == {"a/index.html": "1"}


def test_a_clock_that_goes_backwards_changes_nothing(tmp_path):
    output = tmp_path / "output"
    construire(output, a="1")
    for path in output.rglob("*"):
        os.utime(path, (1, 1))

    construire(output, a="2")

    assert contents(output) == {"a/index.html": "2"}


def test_a_folder_that_cannot_be_written_is_an_error_and_leaves_the_site(tmp_path, monkeypatch):
    output = tmp_path / "output"
    construire(output, a="1", b="1")
    sortie = Sortie(output)
    full = OSError(errno.ENOSPC, "No space left on device")
    for name in ("open", "mkdir"):
        monkeypatch.setattr(f"pathlib.Path.{name}", lambda *_, **__: (_ for _ in ()).throw(full))
        with pytest.raises(OSError, match="No space left"):
            sortie.ecrire(f"{name}/index.html", "2")
        monkeypatch.undo()
    sortie.abandonner()

    assert contents(output) == {"a/index.html": "1", "b/index.html": "1"}


FICHIERS = 40
CONSTRUCTION = f"""
import errno, os, signal, sys
from pathlib import Path
from annuaire.store import Sortie
output, version, at, fault = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
seen = 0
def guette(event, args):
    global seen
    if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"):
        if event == "open" and not (isinstance(args[1], str) and "w" in args[1]):
            return
        seen += 1
        if seen == at:
            if fault == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(getattr(errno, fault), "faute voulue", "fichier")
sortie = Sortie(output)
sys.addaudithook(guette)
try:
    for n in range({FICHIERS}):
        if version == "1" or n % 5:  # the second version has files less, files more, files alike
            sortie.ecrire(f"lieux/{{n}}/index.html", version if n % 3 else "toujours")
    if version == "2":
        sortie.ecrire("nouveau/index.html", version)
    sortie.publier()
except OSError:
    at = 0
    sortie.abandonner()
    sys.exit(3)
print(seen)
"""


def construction(output, version, at=0, fault="kill"):
    command = [sys.executable, "-c", CONSTRUCTION, str(output), version, str(at), fault]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def attendu(version):
    shown = {
        n: version if n % 3 else "toujours" for n in range(FICHIERS) if version == "1" or n % 5
    }
    found = {f"lieux/{n}/index.html": text for n, text in shown.items()}
    return found | ({"nouveau/index.html": "2"} if version == "2" else {})


@pytest.mark.parametrize("fault", ["kill", "ENOSPC", "EROFS"])
def test_stopped_at_any_moment_each_file_is_old_or_new_and_the_next_run_sets_it_right(
    fault, tmp_path
):
    """Fifty moments drawn among all the writes, renames and removals of a build, the last ones included."""
    whole = tmp_path / "entier"
    assert construction(whole, "1").returncode == 0
    moments = int(construction(whole, "2").stdout)
    drawn = random.Random(8).sample(range(1, moments + 1), min(50, moments))
    old, new = attendu("1"), attendu("2")
    seen = set()
    for at in drawn:
        output = tmp_path / str(at) / "output"
        construction(output, "1")

        stopped = construction(output, "2", at, fault)

        # A folder that could not be cleared away after the last rename stops nothing.
        ends = (-signal.SIGKILL,) if fault == "kill" else (0, 3)
        assert stopped.returncode in ends, stopped.stderr
        assert stopped.returncode or contents(output) == new
        for path, text in contents(output).items():
            assert text in (old.get(path), new.get(path)), (at, path)
        sortie = Sortie(output)
        sortie.abandonner()
        assert contents(output) in (old, new), at
        seen.add(contents(output) == new)
        assert construction(output, "2").returncode == 0
        assert contents(output) == new
        assert list(manifeste.verifier(output)) == []
    assert seen == {True, False}


def test_a_second_build_waits_for_the_first_and_says_so(tmp_path):
    output = tmp_path / "output"
    first = Sortie(output)
    first.ecrire("a/index.html", "1")
    command = [sys.executable, "-c", CONSTRUCTION, str(output), "2", "0", "kill"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as second:
        assert second.stdout.readline().strip() == verrou.ATTEND
        first.publier()
        second.wait(timeout=60)

    assert contents(output) == attendu("2")


def test_what_is_published_is_what_was_built(tmp_path):
    output = tmp_path / "output"
    assert list(manifeste.verifier(output)) == [
        "Ce dossier ne correspond à aucune construction : relancez make publish."
    ]
    construire(output, a="1", b="1", c="1")
    assert list(manifeste.verifier(output)) == []
    (output / "a/index.html").write_text("2")
    (output / "b/index.html").unlink()
    (output / "glisse.html").write_text("<script>")

    assert list(manifeste.verifier(output)) == [
        "glisse.html : ce fichier n’a pas été construit",
        "a/index.html : ce fichier a changé depuis sa construction",
        "b/index.html : ce fichier manque",
    ]


def test_what_a_build_remembers_is_text(tmp_path):
    construire(tmp_path / "output", a="1")

    kept = json.loads((tmp_path / ".output.travail" / "manifeste.json").read_text())
    assert sorted(kept["fichiers"]) == [MARQUE, "a/index.html"]
