"""Entries that come in where others stand already: nothing that people wrote is lost."""

import json
from pathlib import Path

import pytest

from annuaire import __main__ as cli
from annuaire import depot, importation
from annuaire.reader import read
from csv_de_test import ecrit


@pytest.fixture
def fichier(tmp_path):
    """Write a CSV of the standard with rows that differ from LIGNE as told."""
    return lambda *rows, **options: ecrit(tmp_path / "lieux.csv", *rows, **options)


@pytest.fixture
def deja(fichier, tmp_path):
    """Import LIGNE, then change its entry as somebody would; return its path."""

    def write(old: str = "", new: str = "") -> Path:
        importation.importer(fichier({}), tmp_path / "content")
        (path,) = (tmp_path / "content").rglob("*.md")
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("old", "new", "champs"),
    [
        ("nom: Médiathèque de Felletin", "nom: La Médiathèque", ("nom",)),
        ("precision: lieu", "precision: lieu\nacces: Sonnez", ("acces",)),
        ('telephone: ["+33555661234"]\n', "", ("telephone",)),
        ("nom: Médiathèque de Felletin", "nom: Le lieu : ici", ("nom",)),
        ("nom: Médiathèque de Felletin", "nom: caf\ufffd", None),
        ("date_maj: 2024-08-01", "date_maj: demain", ("date_maj",)),
        ("id: fs-1\n", "id: neuf\nanciens_ids: [fs-1]\nacces: Sonnez\n", ("acces",)),
    ],
)
def test_what_people_edited_stays_as_it_is_and_is_told_each_time(
    old, new, champs, deja, fichier, tmp_path
):
    path = deja(old, new)
    if champs is None:  # an encoding that nobody can read
        path.write_bytes(path.read_bytes().replace("\ufffd".encode(), b"\xe9"))
    before = path.read_bytes()

    for _ in range(2):
        rapport = importation.importer(fichier({}), tmp_path / "content")

        assert list((tmp_path / "content").rglob("*.md")) == [path]
        assert path.read_bytes() == before
        assert (rapport.importees, rapport.refus) == (0, [])
        (gardee,) = rapport.gardees
        assert gardee.fiche == "lieux/23-creuse/mediatheque-de-felletin.md"
        assert gardee.gardes == (champs or ())
    kept = json.loads((tmp_path / "content" / importation.RAPPORT).read_text(encoding="utf-8"))
    assert kept["gardees"][0]["id"] == "fs-1"


def test_an_entry_that_nobody_edited_follows_its_file(deja, fichier, tmp_path):
    path = deja()

    rapport = importation.importer(
        fichier({"nom": "La Médiathèque", "date_maj": "2025-01-01"}), tmp_path / "content"
    )

    assert [(suite.fiche, suite.pris) for suite in rapport.changees] == [
        ("lieux/23-creuse/mediatheque-de-felletin.md", ("nom", "date_maj"))
    ]
    assert read(path).lieu.nom == "La Médiathèque"


def test_a_row_updates_the_fields_that_people_did_not_edit(deja, fichier, tmp_path):
    path = deja("nom: Médiathèque de Felletin", "nom: La Grange")
    new = {"nom": "Médiathèque", "telephone": "+33555661299", "date_maj": "2025-01-01"}

    rapport = importation.importer(fichier(new), tmp_path / "content")

    lieu = read(path).lieu
    assert (lieu.nom, lieu.telephone) == ("La Grange", ("+33555661299",))
    assert lieu.date_maj.isoformat() == "2025-01-01"
    (gardee,) = rapport.gardees
    assert (gardee.pris, gardee.gardes) == (("telephone", "date_maj"), ("nom",))

    again = path.read_bytes()
    importation.importer(fichier(new), tmp_path / "content")
    assert path.read_bytes() == again


def test_a_point_and_what_it_is_worth_change_together_or_not_at_all(deja, fichier, tmp_path):
    path = deja("precision: lieu", "precision: rue")
    moved = {"latitude": "45.8840", "longitude": "2.1750"}

    rapport = importation.importer(fichier(moved), tmp_path / "content")

    assert (read(path).lieu.latitude, rapport.gardees[0].gardes) == (
        45.8835,
        ("latitude", "longitude", "precision"),
    )


def test_an_entry_that_a_merge_would_make_wrong_stays_as_it_is(deja, fichier, tmp_path):
    # Somebody set the point right; then the file says that the lieu moved to Ajaccio.
    path = deja("latitude: 45.8835", "latitude: 45.8834")
    before = path.read_bytes()
    ajaccio = {"commune": "Ajaccio", "code_insee": "2A004", "code_postal": "20000",
               "latitude": "41.9257", "longitude": "8.7346", "telephone": ""}  # fmt: skip

    rapport = importation.importer(fichier(ajaccio), tmp_path / "content")

    assert path.read_bytes() == before
    assert rapport.gardees[0].raison.startswith("réunies, ses valeurs se contrediraient (ce point")


def test_an_entry_that_has_comments_keeps_them(deja, fichier, tmp_path):
    path = deja("nom: Médiathèque", "# vu avec la mairie\nnom: Médiathèque")
    before = path.read_bytes()

    rapport = importation.importer(fichier({"telephone": "+33555661299"}), tmp_path / "content")

    assert path.read_bytes() == before
    assert rapport.gardees[0].raison == "ses commentaires seraient perdus"


def test_without_what_the_last_import_said_nothing_changes(deja, fichier, tmp_path):
    path = deja()
    (tmp_path / "content" / "base-import.json").unlink()
    before = path.read_bytes()

    rapport = importation.importer(fichier({"nom": "La Médiathèque"}), tmp_path / "content")

    assert path.read_bytes() == before
    assert rapport.gardees[0].gardes == ("nom",)


def test_a_simulation_says_what_would_change_and_writes_nothing(deja, fichier, tmp_path, capsys):
    deja()
    files = {p: p.read_bytes() for p in (tmp_path / "content").rglob("*") if p.is_file()}
    rows = ({"nom": "La Médiathèque"}, {"id": "fs-2", "nom": "La Grange"})
    command = ["import", str(fichier(*rows)), "--vers", str(tmp_path / "content"), "--simuler"]

    assert cli.main(command) == cli.OK

    assert capsys.readouterr().out == (
        "Standard national de la médiation numérique, v1 : 2 lignes lues.\n"
        "1 fiche nouvelle, 1 mise à jour, 0 ligne refusée, 2 valeurs mises en ordre.\n"
        "  lieux/23-creuse/la-grange-felletin.md : nouvelle fiche\n"
        "  lieux/23-creuse/mediatheque-de-felletin.md : nom\n"
        "Rien n’a été écrit. Pour le faire, relancez sans --simuler.\n"
    )
    assert {p: p.read_bytes() for p in (tmp_path / "content").rglob("*") if p.is_file()} == files


def test_an_entry_that_somebody_removed_does_not_come_back(deja, fichier, tmp_path):
    path = deja()
    importation.importer(fichier({}, {"id": "fs-2", "nom": "La Grange"}), tmp_path / "content")
    path.unlink()

    rapport = importation.importer(fichier({}, {"id": "fs-2", "nom": "La Grange"}),
                                   tmp_path / "content")  # fmt: skip

    assert not path.exists()
    assert [g.raison for g in rapport.gardees] == ["retirée depuis le dernier import"]


def test_two_lists_that_give_one_number_to_two_places_do_not_overwrite_each_other(
    deja, fichier, tmp_path
):
    path = deja()
    before = path.read_bytes()
    autre = {"nom": "La Tour", "commune": "Aubusson", "code_insee": "23008", "code_postal": "23200",
             "latitude": "", "longitude": ""}  # fmt: skip

    rapport = importation.importer(fichier(autre), tmp_path / "content")

    assert path.read_bytes() == before
    assert rapport.gardees[0].raison.startswith("ce numéro est déjà celui d’un autre lieu")


def test_what_could_not_be_taken_in_comes_in_once_nothing_prevents_it(deja, fichier, tmp_path):
    path = deja("nom: Médiathèque", "# vu avec la mairie\nnom: Médiathèque")
    new = fichier({"telephone": "+33555661299"})
    importation.importer(new, tmp_path / "content")
    text = path.read_text(encoding="utf-8").replace("# vu avec la mairie\n", "")
    path.write_text(text, encoding="utf-8")

    importation.importer(new, tmp_path / "content")

    assert read(path).lieu.telephone == ("+33555661299",)


def test_an_import_broken_in_the_middle_leaves_nothing_that_looks_edited(deja, fichier, tmp_path):
    path = deja()
    content = tmp_path / "content"
    base = (content / "base-import.json").read_bytes()
    importation.importer(fichier({"telephone": "+33555661299"}), content)
    (content / "base-import.json").replace(content / "base-import.json.en-cours")
    (content / "base-import.json").write_bytes(base)

    rapport = importation.importer(fichier({"telephone": "+33555661255"}), content)

    assert (rapport.gardees, read(path).lieu.telephone) == ([], ("+33555661255",))
    assert not (content / "base-import.json.en-cours").exists()


def test_a_second_import_at_the_same_time_waits_its_turn(deja, fichier, tmp_path, capsys):
    deja()
    command = ["import", str(fichier({})), "--vers", str(tmp_path / "content")]

    with depot.seul(tmp_path / "content"):
        assert cli.main(command) == cli.ERREURS

    assert "Un autre import écrit déjà dans" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n{}", "[]", '{"fs-1": ["x", "nom"]}'])
def test_a_damaged_base_is_refused_rather_than_forgotten(text, deja, fichier, tmp_path, capsys):
    deja()
    base = tmp_path / "content" / "base-import.json"
    base.write_text(text, encoding="utf-8")

    code = cli.main(["import", str(fichier({})), "--vers", str(tmp_path / "content")])

    assert code == cli.ERREURS
    assert "base-import.json est abîmé" in capsys.readouterr().err
    assert base.read_text(encoding="utf-8") == text


def test_a_fabrique_of_the_anct_list_is_known_by_its_number(deja, fichier, tmp_path):
    deja(
        "meta:",
        "fabrique:\n  label: fabrique\n  id_anct: fabt-13\n  sources: [{titre: ANCT}]\nmeta:",
    )

    rapport = importation.importer(fichier({"id": "fabt-13"}), tmp_path / "content")

    assert rapport.gardees[0].fiche == "lieux/23-creuse/mediatheque-de-felletin.md"


def test_a_former_identifier_is_the_same_entry(deja, fichier, tmp_path):
    deja("id: fs-1\n", "id: neuf\nanciens_ids: [fs-1]\n")

    rapport = importation.importer(fichier({}, {"id": "neuf"}), tmp_path / "content")

    assert rapport.inchangees == 1
    assert rapport.refus[0].raison == "mediatheque-de-felletin.md est déjà la fiche de « fs-1 »"
    assert len(list((tmp_path / "content").rglob("*.md"))) == 1


def test_replaces_an_entry_but_not_its_identity(deja, fichier, tmp_path):
    path = deja(
        "id: fs-1\n", "id: neuf\nanciens_ids: [fs-1]\nanciens_slugs: [biblio]\nacces: Sonnez\n"
    )

    rapport = importation.importer(fichier({}), tmp_path / "content", remplacer=True)

    lieu = read(path).lieu
    assert (rapport.importees, rapport.gardees) == (1, [])
    assert (lieu.id, lieu.anciens_ids, lieu.anciens_slugs) == ("neuf", ("fs-1",), ("biblio",))
    assert lieu.acces is None


def test_a_lieu_that_moved_to_another_departement_moves_under_its_name(deja, fichier, tmp_path):
    path = deja()
    ajaccio = {"commune": "Ajaccio", "code_insee": "2A004", "code_postal": "20000",
               "latitude": "", "longitude": "", "telephone": ""}  # fmt: skip

    importation.importer(fichier(ajaccio), tmp_path / "content")

    moved = tmp_path / "content" / "lieux" / "2a-corse-du-sud" / path.name
    assert list((tmp_path / "content").rglob("*.md")) == [moved]


def test_identifiers_that_differ_by_their_case_alone_are_refused(deja, fichier, tmp_path):
    deja()

    rapport = importation.importer(
        fichier({"id": "FS-1"}, {"id": "fs-1"}, {"id": "a"}, {"id": "A"}), tmp_path / "content"
    )

    assert [(refus.ligne, refus.id) for refus in rapport.refus] == [(2, "FS-1"), (5, "A")]
    assert "ne diffère que par les majuscules de « fs-1 »" in rapport.refus[0].raison
    assert (rapport.importees, rapport.inchangees) == (2, 1)


def test_a_new_entry_never_takes_a_former_address(deja, fichier, tmp_path):
    deja("id: fs-1\n", "id: fs-1\nanciens_slugs: [la-grange-felletin]\n")

    importation.importer(fichier({"id": "fs-2", "nom": "La Grange"}), tmp_path / "content")

    assert {p.stem for p in (tmp_path / "content").rglob("*.md")} == {
        "mediatheque-de-felletin",
        "la-grange-felletin-2",
    }


def test_the_command_says_which_entries_it_left(deja, fichier, tmp_path, capsys):
    deja("nom: Médiathèque de Felletin", "nom: La Médiathèque")

    code = cli.main(["import", str(fichier({})), "--vers", str(tmp_path / "content")])

    said = capsys.readouterr().out
    assert code == cli.OK
    assert "\n0 fiche nouvelle, 0 mise à jour, 0 ligne refusée, " in said
    assert (
        "  lieux/23-creuse/mediatheque-de-felletin.md : gardé tel quel : nom\n"
        "Pour écrire par-dessus, ajoutez --remplacer.\n"
    ) in said


def test_a_second_import_by_the_command_says_that_nothing_changed(fichier, tmp_path, capsys):
    command = ["import", str(fichier({})), "--vers", str(tmp_path / "content")]
    cli.main(command)
    capsys.readouterr()

    assert cli.main(command) == cli.OK
    assert "1 fiche était déjà ainsi.\n" in capsys.readouterr().out


def test_two_lieux_of_one_name_get_two_addresses(fichier, tmp_path):
    importation.importer(fichier({"id": "fs-10"}, {"id": "fs-2"}), tmp_path / "content")

    found = {read(p).lieu.id: p.stem for p in (tmp_path / "content").rglob("*.md")}
    assert found == {
        "fs-2": "mediatheque-de-felletin",
        "fs-10": "mediatheque-de-felletin-2",
    }


def test_never_writes_over_an_entry_of_somebody_else(fichier, tmp_path, minimale):
    mine = tmp_path / "content" / "lieux" / "23-creuse" / "mediatheque-de-felletin.md"
    mine.parent.mkdir(parents=True)
    mine.write_text(minimale.replace("2026-11-20", "à relire"), encoding="utf-8")

    importation.importer(fichier({}), tmp_path / "content")

    assert "à relire" in mine.read_text(encoding="utf-8")
    assert mine.with_name("mediatheque-de-felletin-2.md").is_file()


def test_a_row_that_changed_keeps_its_address(fichier, tmp_path):
    importation.importer(fichier({}), tmp_path / "content")
    importation.importer(fichier({"nom": "La Médiathèque"}), tmp_path / "content")

    (path,) = (tmp_path / "content").rglob("*.md")
    assert path.stem == "mediatheque-de-felletin"
    assert read(path).lieu.nom == "La Médiathèque"
