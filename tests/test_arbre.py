"""One entry checked among all the others, of which few are read; many read on several cores."""

from datetime import date
from pathlib import Path

import pytest

from annuaire import __main__ as cli
from annuaire import arbre, checks, reader
from git_de_test import depot, git, valider

PROJET = Path(__file__).parents[1]
ENSEMBLES = PROJET / "tests" / "fixtures" / "entrees" / "ensembles"
ARBRES = [*sorted(ENSEMBLES.iterdir()), PROJET / "content", PROJET / "tests/fixtures/extremes"]
FICHES = [file for folder in ARBRES for file in reader.files(folder / "lieux")]


def found(file, read):
    problems = checks.check_all(read, date(2026, 11, 23))
    return [problem for problem in problems if problem.path == file]


@pytest.mark.parametrize("file", FICHES, ids=lambda file: f"{file.parts[-4]}-{file.stem}")
def test_an_entry_is_told_the_same_whether_all_the_others_are_read_or_few(file, monkeypatch):
    monkeypatch.setattr(arbre, "PROCHES_MAX", 0)
    everything = arbre.lire_avec_leur_arbre([file])
    monkeypatch.setattr(arbre, "PROCHES_MAX", 1000)
    few = arbre.lire_avec_leur_arbre([file])

    assert [one.path for one in few] == [one.path for one in everything]
    assert found(file, few) == found(file, everything)


def test_few_of_the_others_are_read(monkeypatch):
    monkeypatch.setattr(arbre, "PROCHES_MAX", 1000)
    file = PROJET / "content/lieux/29-finistere/konk-ar-lab-concarneau.md"

    read = arbre.lire_avec_leur_arbre([file])

    assert len(read) > 90
    assert sum(one.lieu is not None for one in read) < 10


def test_two_cores_read_what_one_reads():
    files = [*FICHES, PROJET / "nulle-part.md"]

    assert arbre.lire(files, coeurs=2) == arbre.lire(files, coeurs=1)


# --- check --changed-since --------------------------------------------------------------


@pytest.fixture
def contenu(tmp_path, minimale, monkeypatch):
    """A repository of two faulty entries and a good one."""
    folder = depot(tmp_path / "depot") / "lieux" / "23-creuse"
    folder.mkdir(parents=True)
    for name in ("bon", "vieux", "autre"):
        text = minimale.replace("minimale-felletin", name).replace("nom: ", f"nom: {name} ")
        wrong = text if name == "bon" else text.replace("23079", "99999")
        (folder / f"{name}.md").write_text(wrong)
    monkeypatch.chdir(tmp_path / "depot")
    valider(Path())
    return Path()


def test_an_old_fault_elsewhere_only_informs(contenu, capsys):
    good = Path("lieux/23-creuse/bon.md")
    good.write_text(good.read_text().replace("bon ", "très bon "))

    code = cli.main(["check", ".", "--changed-since", "HEAD"])

    out, err = capsys.readouterr()
    assert (code, out) == (cli.OK, "")
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "lieux/23-creuse/autre.md",
        "lieux/23-creuse/vieux.md",
        "3 fiches vérifiées, aucune erreur.",
    ]


def test_a_fault_of_a_changed_entry_stops(contenu, capsys):
    Path("lieux/23-creuse/vieux.md").rename("lieux/23-creuse/renomme.md")
    git(contenu, "add", "--all")

    code = cli.main(["check", "lieux", "--changed-since", "HEAD"])

    out, err = capsys.readouterr()
    assert code == cli.ERREURS
    assert [line.split(":")[0] for line in out.splitlines()] == ["lieux/23-creuse/renomme.md"]
    assert "autre.md" in err


def test_an_unknown_reference_is_said_in_one_sentence(contenu, capsys):
    code = cli.main(["check", "lieux", "--changed-since", "ailleurs"])

    assert code == cli.MAUVAIS_USAGE
    assert capsys.readouterr().err == (
        "Git ne connaît pas « ailleurs » dans lieux (exemple : main, ou HEAD~1)\n"
    )
