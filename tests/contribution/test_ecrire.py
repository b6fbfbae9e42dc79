"""An accepted message becomes one file, at a path that no contributed text can choose."""

import re
from pathlib import Path

from evenements import ATTENDUS, EVENEMENTS, evenement, message
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annuaire import __main__ as cli
from annuaire import ecriture, reader
from annuaire.contribution.formulaires import CORRIGER, FERME, NOUVEAU

SORTIES = ("branche.txt", "titre.txt", "message.txt", "corps.md", "reponse.md")


def ecrit(path: Path, contenu: Path, vers: Path) -> int:
    return cli.main(
        ["demande", "ecrire", str(path), "--contenu", str(contenu), "--vers", str(vers)]
    )


def fichiers(dossier: Path) -> dict[str, str]:
    return {
        path.relative_to(dossier).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(dossier.rglob("*"))
        if path.is_file()
    }


def test_writes_the_entry_and_the_texts_of_its_proposal(contenu, tmp_path, attendu, capsys):
    before = fichiers(contenu)

    code = ecrit(EVENEMENTS / "nouveau-lieu-accepte.json", contenu, tmp_path / "envoi")

    assert code == cli.OK
    new = "lieux/23-creuse/mediatheque-du-bourg-felletin.md"
    assert capsys.readouterr().out == f"{contenu / new}\n"
    assert fichiers(contenu).keys() - before.keys() == {new}
    lieu = reader.read(contenu / new).lieu
    assert lieu
    assert (contenu / new).read_text("utf-8") == ecriture.entree(lieu)
    assert cli.main(["check", str(contenu)]) == cli.OK
    for name in SORTIES:
        text = (tmp_path / "envoi" / name).read_text(encoding="utf-8")
        attendu(ATTENDUS / "envoi" / name, text)


def test_nothing_is_written_without_the_label_of_a_maintainer(contenu, tmp_path, capsys):
    before = fichiers(contenu)

    for name in (
        "nouveau-lieu",
        "nouveau-lieu-autre-etiquette",
        "nouveau-lieu-modifie-apres-accord",
    ):
        code = ecrit(EVENEMENTS / f"{name}.json", contenu, tmp_path / "envoi")
        assert code == cli.MAUVAIS_USAGE

    assert fichiers(contenu) == before
    assert "n’a pas reçu l’étiquette « accepté »" in capsys.readouterr().err


def test_a_message_that_has_faults_is_answered_and_not_written(contenu, tmp_path):
    before = fichiers(contenu)

    code = ecrit(EVENEMENTS / "hostile-chemin-accepte.json", contenu, tmp_path / "envoi")

    assert code == cli.ERREURS
    assert fichiers(contenu) == before
    assert sorted(fichiers(tmp_path / "envoi")) == ["reponse.md"]


def test_a_sentence_is_never_written_by_a_program(contenu, tmp_path):
    body = message(CORRIGER, lieu="Konk Ar Lab, Concarneau", changement="Le numéro.")
    before = fichiers(contenu)

    code = ecrit(evenement(tmp_path, body, accepte=True), contenu, tmp_path / "envoi")

    assert code == cli.ERREURS
    assert fichiers(contenu) == before


def test_a_closure_changes_its_entry_and_no_other(contenu, tmp_path):
    before = fichiers(contenu)
    body = message(
        FERME, lieu="konk-ar-lab-concarneau", ferme_le="30/06/2026", preuve="J’ai appelé le lieu"
    )

    code = ecrit(evenement(tmp_path, body, accepte=True), contenu, tmp_path / "envoi")

    assert code == cli.OK
    after = fichiers(contenu)
    changed = "lieux/29-finistere/konk-ar-lab-concarneau.md"
    assert {name for name in after if after[name] != before.get(name)} == {changed}
    old, new = before[changed].splitlines(), after[changed].splitlines()
    assert [line for line in old if line not in new] == []
    assert [line for line in new if line not in old] == [
        "ferme_le: 2026-06-30",
        "  verifie_le: 2026-11-23",
        "  verifie_par: un appel au lieu",
    ]


def test_a_lieu_that_moved_to_another_departement_leaves_no_file_behind(contenu, tmp_path):
    old = contenu / "lieux" / "29-finistere" / "konk-ar-lab-concarneau.md"
    moved = re.sub(r"commune: .*\ncode_postal: .*\ncode_insee: .*\n",
                   'commune: Felletin\ncode_insee: "23079"\n', old.read_text("utf-8"))  # fmt: skip
    body = message(CORRIGER, lieu="konk-ar-lab-concarneau", fiche=moved)

    code = ecrit(evenement(tmp_path, body, accepte=True), contenu, tmp_path / "envoi")

    assert code == cli.OK
    assert not old.exists()
    assert (contenu / "lieux" / "23-creuse" / "konk-ar-lab-concarneau.md").is_file()


def test_a_folder_that_leads_elsewhere_is_refused(contenu, tmp_path, capsys):
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    folder = contenu / "lieux" / "23-creuse"
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.symlink_to(elsewhere)

    code = ecrit(EVENEMENTS / "nouveau-lieu-accepte.json", contenu, tmp_path / "envoi")

    assert code != cli.OK
    assert list(elsewhere.iterdir()) == []


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(nom=st.text(min_size=1, max_size=60), id_=st.text(min_size=1, max_size=40))
def test_no_name_chooses_where_the_entry_goes(nom, id_, contenu, tmp_path):
    body = message(
        NOUVEAU,
        nom="x",
        commune="x",
        fiche=f"nom: {ecriture.yaml_({'n': nom})[3:]}id: {ecriture.yaml_({'n': id_})[3:]}"
        'commune: Felletin\ncode_insee: "23079"\nmeta:\n  sources: [La mairie]',
    )
    before = set(fichiers(tmp_path))

    code = ecrit(evenement(tmp_path, body, accepte=True), contenu, tmp_path / "envoi")

    names = {name.removeprefix("envoi/") for name in SORTIES}
    new = set(fichiers(tmp_path)) - before - {"evenement.json"} - {f"envoi/{n}" for n in names}
    if code == cli.OK:
        (written,) = new
        assert re.fullmatch(r"depot/content/lieux/23-creuse/[a-z0-9-]{1,80}\.md", written)
        assert re.fullmatch(
            r"fiche/41-[a-z0-9-]{1,80}\n", (tmp_path / "envoi" / "branche.txt").read_text("utf-8")
        )
        (tmp_path / written).unlink()
    else:
        assert new == set()
