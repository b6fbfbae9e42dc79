"""`adopter`: a record of an open dataset becomes an entry of ours, never over another."""

import pytest

from annuaire import __main__ as cli
from annuaire import reader
from csv_de_test import ecrit


@pytest.fixture
def content(tmp_path, minimale, monkeypatch):
    """A tree of one entry, and two lists that both number their places from one."""
    path = tmp_path / "content" / "lieux" / "23-creuse" / "minimale-felletin.md"
    path.parent.mkdir(parents=True)
    path.write_text(minimale, encoding="utf-8")
    ailleurs = {"commune": "Aubusson", "code_insee": "23008", "code_postal": "23200",
                "latitude": "", "longitude": "", "telephone": ""}  # fmt: skip
    a = ecrit(tmp_path / "a.csv", {"id": "1", "nom": "La Grange"}, {"id": "2", "nom": "Le Moulin"})
    b = ecrit(tmp_path / "b.csv", {"id": "1", "nom": "La Tour", **ailleurs})
    monkeypatch.setenv("SOURCES", f"{a},{b}")
    return tmp_path / "content"


def adopte(content, *ids):
    return cli.main(["adopter", *ids, "--vers", str(content)])


def test_writes_the_entry_of_a_record_under_the_name_of_its_page(content, capsys):
    assert adopte(content, "2") == cli.OK

    path = content / "lieux" / "23-creuse" / "le-moulin-felletin.md"
    lecture = reader.read(path)
    assert (lecture.lieu.id, lecture.problems) == ("2", ())
    assert f"2 : {path}\n" in capsys.readouterr().out


def test_a_second_time_it_is_already_ours(content, capsys):
    adopte(content, "2")
    capsys.readouterr()

    assert adopte(content, "2") == cli.ERREURS

    assert "2 : c’est déjà la fiche " in capsys.readouterr().err
    assert len(list(content.rglob("*.md"))) == 2


def test_a_number_that_two_places_bear_is_for_people_to_settle(content, capsys):
    assert adopte(content, "1") == cli.ERREURS

    assert capsys.readouterr().err == (
        "1 : plusieurs lieux ont cet identifiant : La Grange (Felletin), La Tour (Aubusson)\n"
    )


def test_an_identifier_that_no_list_has_is_said(content, capsys):
    assert adopte(content, "3", "2") == cli.ERREURS

    assert capsys.readouterr().err == "3 : aucune source n’a cet identifiant\n"
    assert (content / "lieux" / "23-creuse" / "le-moulin-felletin.md").is_file()
