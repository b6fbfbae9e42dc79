"""`python -m annuaire new`: an entry begun at its place, without a word that nobody said."""

import io
import re
from pathlib import Path

import pytest

from annuaire import __main__ as cli
from annuaire import reader

FICHE = Path("lieux/23-creuse/atelier-du-bourg-felletin.md")
DIT = ["--nom", "Atelier du Bourg", "--commune", "Felletin", "--source", "https://bourg.fr/"]


@pytest.fixture
def contenu(tmp_path, monkeypatch):
    (tmp_path / "lieux").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path


def new(*arguments):
    return cli.main(["new", ".", *arguments])


def test_writes_what_is_known_and_says_what_to_add(contenu, capsys):
    assert new(*DIT) == cli.OK

    assert FICHE.read_text(encoding="utf-8") == (
        "---\n"
        "id: atelier-du-bourg-felletin\n"
        "nom: Atelier du Bourg\n"
        "commune: Felletin\n"
        'code_postal: "23500"\n'
        'code_insee: "23079"\n'
        "# Complétez : retirez le « # », puis remplacez l’exemple par ce que vous savez.\n"
        "# Adresse. Numéro et rue.\n"
        "# adresse: 12 bis rue de la Gare\n"
        "# Téléphone. Le numéro que le public peut appeler.\n"
        '# telephone: "+33381562065"\n'
        "# Courriel. Une adresse du lieu, pas d’une personne.\n"
        "# courriels: contact@monlieu.fr\n"
        "# Site web.\n"
        "# site_web: https://www.monlieu.fr/\n"
        "# Horaires. Dans l’écriture d’OpenStreetMap.\n"
        '# horaires: "Mo-Fr 09:00-12:00; PH off"\n'
        "date_maj: 2026-11-23\n"
        "# Ce qu’on y fait.\n"
        "# services: [Aide aux démarches administratives]\n"
        "# Prix.\n"
        "# frais_a_charge: [Gratuit]\n"
        "precision: commune\n"
        "meta:\n"
        "  sources:\n"
        "    - url: https://bourg.fr/\n"
        "---\n"
    )
    assert capsys.readouterr().out == (
        f"Fiche commencée : {FICHE}\n"
        "Ouvrez-la, complétez-la, puis :\n"
        f"  python -m annuaire format {FICHE}\n"
        f"  python -m annuaire check {FICHE}\n"
    )


def test_every_line_to_add_is_right_once_its_sign_is_taken_away(contenu, capsys):
    new(*DIT)

    text = re.sub(r"(?m)^# (\w+: )", r"\1", FICHE.read_text(encoding="utf-8"))
    lecture = reader.parse(FICHE, text)

    assert lecture.problems == ()
    assert lecture.lieu
    assert lecture.lieu.horaires == "Mo-Fr 09:00-12:00; PH off"
    assert text.count("\n# ") == 8


def test_overwrites_nothing(contenu, capsys):
    new(*DIT)
    FICHE.write_text("déjà")
    moved = FICHE.rename("lieux/ailleurs.md").rename(Path("lieux", FICHE.name))

    assert new(*DIT) == cli.ERREURS
    assert capsys.readouterr().err.startswith(f"Cette fiche existe déjà : {moved}. ")
    assert moved.read_text() == "déjà"
    assert not FICHE.exists()


def test_warns_of_a_lieu_that_may_be_the_same(contenu, capsys):
    new(*DIT)
    capsys.readouterr()

    assert new("--nom", "L’atelier du bourg (café)", *DIT[2:]) == cli.OK
    assert capsys.readouterr().err == (
        "Attention, ce lieu existe peut-être déjà : « Atelier du Bourg », Felletin"
        " (distinct_de: [atelier-du-bourg-felletin] si c’en est un autre)\n"
    )


def test_asks_which_commune_and_nothing_when_nobody_can_answer(contenu, capsys):
    assert new(*DIT[:2], "--commune", "Nulle-Part", *DIT[4:]) == cli.MAUVAIS_USAGE
    assert capsys.readouterr().err == (
        "Aucune commune ne s’appelle « Nulle-Part », et aucun code postal.\n"
    )
    assert new(*DIT[:2], "--commune", "23500", *DIT[4:]) == cli.MAUVAIS_USAGE
    assert "   3. Felletin (Creuse), 23079\n" in capsys.readouterr().err
    assert list(contenu.rglob("*.md")) == []


def test_asks_what_the_options_do_not_say(contenu, capsys, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stdin", Terminal("Atelier du Bourg\n23500\n3\nhttps://bourg.fr/\n"))

    assert new() == cli.OK
    assert FICHE.is_file()
    assert "Laquelle (1 à 10) : " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Il manque : --nom"),
        (["--nom", "<b>x</b>", *DIT[2:]], "nom : les balises HTML ne sont pas acceptées ici."),
        ([*DIT[:4], "--source", "https://a"], "meta.sources.1.url : "),
    ],
)
def test_says_what_is_missing_or_wrong_and_writes_nothing(arguments, said, contenu, capsys):
    assert new(*arguments) != cli.OK
    assert said in capsys.readouterr().err
    assert list(contenu.rglob("*.md")) == []


def test_every_commune_named_or_by_its_code_is_found(contenu, capsys):
    assert new(*DIT[:3], "2A004", *DIT[4:]) == cli.OK
    assert new(*DIT[:3], "ajaccio", *DIT[4:]) == cli.ERREURS
    assert Path("lieux/2a-corse-du-sud/atelier-du-bourg-ajaccio.md").is_file()
