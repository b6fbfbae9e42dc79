"""What changed in each lieu, read from a repository that the test builds."""

import subprocess
from datetime import UTC, datetime

import pytest

from annuaire import historique
from annuaire.ecriture import entree
from annuaire.historique import comparer
from git_de_test import depot, git, valider


@pytest.fixture
def contenu(tmp_path):
    folder = depot(tmp_path / "depot") / "content"
    (folder / "lieux/23-creuse").mkdir(parents=True)
    return folder


def ecrit(contenu, lieu, nom="quartier-rouge-felletin"):
    (contenu / f"lieux/23-creuse/{nom}.md").write_text(entree(lieu), encoding="utf-8")


def dit(contenu):
    return [(f"{c.le}", c.type, c.phrase) for c in historique.lire(contenu).changements]


def test_says_each_change_of_a_lieu_the_newest_first(contenu, lieu):
    ecrit(contenu, lieu(adresse="1 rue A"))
    valider(contenu, "2026-01-05")
    ecrit(contenu, lieu(adresse="1 rue A", horaires="Mo 09:00-12:00", date_maj="2026-03-03"))
    valider(contenu, "2026-03-03")
    moved = lieu(adresse="2 rue B", horaires="Tu 09:00-12:00", telephone="+33555664242")
    ecrit(contenu, moved)
    valider(contenu, "2026-04-01")

    assert dit(contenu) == [
        ("2026-04-01", "autre", "Ajouté : Téléphone"),
        ("2026-04-01", "demenage", "Nouvelle adresse : 2 rue B, Felletin"),
        ("2026-04-01", "horaires", "Horaires modifiés"),
        ("2026-03-03", "horaires", "Horaires ajoutés"),
        ("2026-01-05", "nouveau", "Nouveau dans l’annuaire"),
    ]
    assert len(historique.lire(contenu).de(moved)) == 5


def test_follows_a_lieu_whose_file_is_renamed_and_whose_id_changes(contenu, lieu):
    ecrit(contenu, lieu())
    valider(contenu, "2026-01-05")
    (contenu / "lieux/23-creuse/quartier-rouge-felletin.md").unlink()
    renamed = lieu(id="autre", anciens_ids=["quartier-rouge-felletin"], nom="Le Quartier Rouge")
    ecrit(contenu, renamed, "autre")
    valider(contenu, "2026-02-01")

    assert dit(contenu)[0] == ("2026-02-01", "autre", "Modifié : Nom du lieu")
    assert [c.type for c in historique.lire(contenu).de(renamed)] == ["autre", "nouveau"]


def test_a_merge_says_nothing_twice(contenu, lieu):
    ecrit(contenu, lieu())
    valider(contenu, "2026-01-05")
    git(contenu, "switch", "--quiet", "--create", "branche")
    ecrit(contenu, lieu(horaires="Mo 09:00-12:00"))
    valider(contenu, "2026-02-01")
    git(contenu, "switch", "--quiet", "main")
    ecrit(contenu, lieu(id="voisin"), "voisin")
    valider(contenu, "2026-02-02")
    git(contenu, "merge", "--quiet", "--no-ff", "--no-edit", "branche")

    assert [row[1] for row in dit(contenu)] == ["nouveau", "horaires", "nouveau"]


def test_a_version_that_had_a_fault_is_no_crash(contenu, lieu):
    path = contenu / "lieux/23-creuse/quartier-rouge-felletin.md"
    path.write_bytes(b"\xff\x00 rien")
    valider(contenu, "2026-01-05")
    ecrit(contenu, lieu())
    valider(contenu, "2026-02-01")

    assert dit(contenu) == [("2026-02-01", "autre", "Fiche corrigée")]


@pytest.mark.parametrize(
    ("avant", "apres", "dit"),
    [
        ({}, {"ferme_le": "2026-03-01"}, [("ferme", "Fermé définitivement le 1er\xa0mars 2026")]),
        ({"ferme_le": "2026-03-01"}, {}, [("autre", "Rouvert")]),
        ({}, {"adresse": "1 rue A"}, [("autre", "Ajouté : Adresse")]),
        ({"horaires": "Mo 09:00-12:00"}, {}, [("horaires", "Horaires retirés")]),
        ({}, {"date_maj": "2026-11-22"}, []),
    ],
)
def test_tells_two_versions_apart(avant, apres, dit, lieu):
    assert list(comparer(lieu(**avant), lieu(**apres))) == dit


def test_a_label_with_its_source_is_told(lieu):
    fabrique = {"label": "fabrique", "sources": ["https://www.quartierrouge.org/"]}

    (found,) = comparer(lieu(), lieu(fabrique=fabrique))

    assert found == ("labellise", "Label ajouté : Fabrique de territoire")


def test_what_is_newer_than_the_clock_of_the_site_is_left_out(contenu, lieu):
    ecrit(contenu, lieu())
    valider(contenu, "2026-01-05")
    ecrit(contenu, lieu(horaires="Mo 09:00-12:00"))
    valider(contenu, "2026-03-03")

    found = historique.lire(contenu, datetime(2026, 3, 3, 11, 59, tzinfo=UTC))

    assert [one.type for one in found.changements] == ["nouveau"]
    assert found.notice == ""


def test_an_entry_added_and_never_touched_is_not_read_again(contenu, lieu):
    path = "lieux/23-creuse/quartier-rouge-felletin.md"
    ecrit(contenu, lieu())
    valider(contenu, "2026-01-05")

    found = historique.lire(contenu, actuels={path: lieu(nom="Tel qu’il est lu")}, textes_max=0)

    assert [one.lieu.nom for one in found.changements] == ["Tel qu’il est lu"]


def test_an_entry_changed_since_it_was_added_is_read_as_it_was(contenu, lieu):
    ecrit(contenu, lieu())
    valider(contenu, "2026-01-05")
    ecrit(contenu, lieu(horaires="Mo 09:00-12:00"))
    valider(contenu, "2026-03-03")
    today = {"lieux/23-creuse/quartier-rouge-felletin.md": lieu(horaires="Tu 09:00-12:00")}

    found = historique.lire(contenu, actuels=today)

    assert [one.phrase for one in found.changements] == [
        "Horaires ajoutés",
        "Nouveau dans l’annuaire",
    ]


def test_a_commit_of_too_many_entries_is_said_and_the_others_are_told(contenu, lieu):
    for n in range(4):
        ecrit(contenu, lieu(id=f"lieu-{n}"), f"lieu-{n}")
    valider(contenu, "2026-01-05")
    ecrit(contenu, lieu(id="lieu-0", horaires="Mo 09:00-12:00"), "lieu-0")
    valider(contenu, "2026-02-01")

    found = historique.lire(contenu, textes_max=4)

    assert [one.phrase for one in found.changements] == ["Horaires ajoutés"]
    assert found.notice == (
        "L’historique des fiches n’est pas complet : trop de fiches changées à la fois, ou il y a"
        " trop longtemps (non lu : 1\xa0commit)."
    )


def test_what_somebody_sets_in_git_changes_nothing(contenu, lieu):
    ecrit(contenu, lieu())
    valider(contenu, "2026-01-05")
    expected = dit(contenu)
    git(contenu, "config", "log.showRoot", "false")
    git(contenu, "config", "log.showSignature", "true")

    assert dit(contenu) == expected == [("2026-01-05", "nouveau", "Nouveau dans l’annuaire")]


def test_a_copy_without_its_history_says_so(contenu, lieu, tmp_path):
    for day in ("2026-01-05", "2026-02-01"):
        ecrit(contenu, lieu(date_maj=day))
        valider(contenu, day)
    source = f"file://{contenu.parent}"
    subprocess.run(["git", "clone", "-q", "--depth", "1", source, tmp_path / "copie"], check=True)

    found = historique.lire(tmp_path / "copie" / "content")

    assert found.changements == ()
    assert found.notice == (
        "L’historique des fiches manque : cette copie de Git est partielle (git fetch --unshallow)."
    )


def test_a_folder_outside_git_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    assert historique.lire(tmp_path).notice == (
        "L’historique des fiches manque : ce dossier n’est pas suivi par Git."
    )
