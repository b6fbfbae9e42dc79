"""`python -m annuaire`, called as a contributor's machine or the CI calls it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from annuaire import __main__ as cli

ENTREES = Path(__file__).parent / "fixtures" / "entrees"
INVALIDES = ENTREES / "invalides"
FICHES = sorted(path.relative_to(INVALIDES) for path in INVALIDES.rglob("*.md"))
ENSEMBLES = sorted(path.name for path in (ENTREES / "ensembles").iterdir())
ANGLAIS = re.compile(
    r"\b(invalid|should|value|values|expected|error|missing|field|not|allowed|mapping|must|unknown"
    r"|string|input|is|the|was|found|token|block|scanning|character|required|extra|at least|key)\b"
)


@pytest.fixture(scope="module")
def en_une_fois() -> dict[str, list[str]]:
    """The lines of one run over all the bad entries, by file: a process of its own, in C."""
    run = subprocess.run(
        [sys.executable, "-m", "annuaire", "check", *sorted({p.parts[0] for p in FICHES})],
        cwd=INVALIDES,
        env={
            "PYTHONPATH": str(Path(cli.__file__).parents[1]),
            "SOURCE_DATE_EPOCH": "1795392000",
            "PYTHONUTF8": "1",
            "LC_ALL": "C",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == cli.ERREURS
    assert "Traceback" not in run.stderr
    lines: dict[str, list[str]] = {}
    for line in run.stdout.splitlines():
        lines.setdefault(line.split(":")[0], []).append(line)
    return lines


def check(capsys, *arguments):
    code = cli.main(["check", *map(str, arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("fiche", FICHES, ids=str)
def test_says_what_is_wrong_with_a_bad_entry(fiche, attendu, capsys, monkeypatch):
    monkeypatch.chdir(INVALIDES)

    code, out, _ = check(capsys, fiche)

    assert code == cli.ERREURS
    attendu(INVALIDES / fiche.with_suffix(".attendu"), out)


def test_there_are_enough_bad_entries():
    assert len(FICHES) >= 70


@pytest.mark.parametrize("fiche", FICHES, ids=str)
def test_says_the_same_of_an_entry_among_all_the_others(fiche, en_une_fois):
    expected = (INVALIDES / fiche).with_suffix(".attendu").read_text(encoding="utf-8")

    assert en_une_fois[str(fiche)] == expected.splitlines()


@pytest.mark.parametrize("fiche", FICHES, ids=str)
def test_speaks_french_and_points_to_a_line_that_exists(fiche):
    expected = (INVALIDES / fiche).with_suffix(".attendu").read_text(encoding="utf-8")
    last = (INVALIDES / fiche).read_bytes().count(b"\n") + 1

    for line in expected.splitlines():
        _, number, column, text = line.split(":", 3)
        said = re.sub(r"«.*?»|\(exemple : .*\)|Écrivez.*", "", text)
        said = re.sub(r"^[\w.²<> ]+ : ", "", said.strip())
        assert not ANGLAIS.search(said), said
        assert 1 <= int(number) <= last
        assert int(column) >= 1


@pytest.mark.parametrize("cas", ENSEMBLES)
def test_compares_entries_with_one_another(cas, attendu, capsys, monkeypatch):
    monkeypatch.chdir(ENTREES / "ensembles" / cas)

    code, out, err = check(capsys, "lieux")

    assert code == (cli.ERREURS if out else cli.OK)
    attendu(Path("attendu"), out)
    attendu(Path("avis.attendu"), "".join(err.splitlines(keepends=True)[:-1]))


@pytest.mark.parametrize(("asked", "other"), [("cafe", "atelier"), ("atelier", "cafe")])
def test_compares_one_file_with_its_tree(asked, other, capsys, monkeypatch):
    monkeypatch.chdir(ENTREES / "ensembles" / "identifiant-en-double")

    code, out, _ = check(capsys, f"lieux/23-creuse/{asked}-felletin.md")

    assert code == cli.ERREURS
    assert out.startswith(
        f"lieux/23-creuse/{asked}-felletin.md:2:5: id : "
        f"cet identifiant est déjà celui de 23-creuse/{other}-felletin.md."
    )


def test_accepts_good_entries(capsys):
    code, out, err = check(capsys, ENTREES / "valides")

    assert (code, out) == (cli.OK, "")
    assert err == "5 fiches vérifiées, aucune erreur.\n"


def test_accepts_a_whole_content_folder(capsys, monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[1])

    code, out, _ = check(capsys, "content")

    assert (code, out) == (cli.OK, "")


def test_writes_annotations_for_github(capsys, monkeypatch):
    monkeypatch.chdir(INVALIDES)

    code, out, _ = check(capsys, "--format", "github", "23-creuse/vague-11.md")

    assert code == cli.ERREURS
    assert out == (
        "::error file=23-creuse/vague-11.md,line=8,col=10,title=Fiche à corriger::"
        "fabrique.vague : « 11 » est hors des limites. La valeur est au plus 10 (exemple : 1)\n"
    )


def test_a_notice_is_neither_an_error_nor_on_stdout(capsys, monkeypatch):
    monkeypatch.chdir(ENTREES / "ensembles" / "avis-sans-erreur")

    code, out, err = check(capsys, "lieux")

    assert (code, out) == (cli.OK, "")
    assert "« 49069 » est un ancien code" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "nulle-part"], "Ce chemin n’existe pas : nulle-part"),
        (["check", "vide"], "Aucune fiche (*.md) à cet endroit."),
        (["format", "nulle-part"], "Ce chemin n’existe pas : nulle-part"),
        (["format", "vide"], "Aucune fiche (*.md) à cet endroit."),
        (["import", "rien.csv", "--vers", "ici"], "Ce fichier n’existe pas : rien.csv"),
    ],
)
def test_says_when_it_is_misused(arguments, said, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    Path("vide").mkdir()

    code = cli.main(arguments)

    assert code == cli.MAUVAIS_USAGE
    assert capsys.readouterr().err.strip() == said


@pytest.mark.parametrize("arguments", [[], ["check"], ["autre"], ["import", "a.csv"]])
def test_a_wrong_command_exits_2(arguments):
    with pytest.raises(SystemExit) as exited:
        cli.main(arguments)

    assert exited.value.code == cli.MAUVAIS_USAGE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Il manque : commande"),
        (["check"], "Il manque : CHEMIN"),
        (["autre"], "« autre » n’existe pas ; choisissez : "),
        (["import", "a.csv"], "Il manque : --vers"),
        (["import", "a.csv", "--vers"], "Il manque une valeur après --vers"),
        (["check", "--format", "html", "x"], "« html » n’existe pas ; choisissez : "),
        (["champs", "--tout"], "De trop dans cette commande : --tout"),
    ],
)
def test_says_in_french_how_a_command_is_wrong(arguments, said, capsys):
    with pytest.raises(SystemExit):
        cli.main(arguments)

    usage, told = capsys.readouterr().err.strip().rsplit("\n", 1)
    assert usage.startswith("utilisation : python -m annuaire")
    assert told.startswith(said)


@pytest.mark.parametrize("arguments", [["--help"], ["check", "-h"], ["import", "-h"]])
def test_the_help_is_in_french(arguments, capsys):
    with pytest.raises(SystemExit) as exited:
        cli.main(arguments)

    said = capsys.readouterr().out
    assert exited.value.code == cli.OK
    assert said.startswith("utilisation : ")
    assert not re.search(r"usage|positional|arguments|show|exit", said)


def test_a_shortcut_is_seen_even_beside_its_target(capsys, tmp_path, minimale):
    folder = tmp_path / "lieux" / "23-creuse"
    folder.mkdir(parents=True)
    (folder / "minimale-felletin.md").write_text(minimale)
    (folder / "a-raccourci.md").symlink_to("minimale-felletin.md")

    code, out, _ = check(capsys, tmp_path)

    assert code == cli.ERREURS
    assert "a-raccourci.md:1:1: ce fichier est un raccourci" in out


@pytest.mark.parametrize("name", ["x.txt", "x", "x.MD", "x.md.txt", "vieux/minimale-felletin.md"])
@pytest.mark.parametrize("asked", ["", "lieux", "lieux/23-creuse", "lieux/23-creuse/{}"])
def test_a_file_that_no_page_would_show_is_told(name, asked, capsys, tmp_path, minimale):
    folder = tmp_path / "lieux" / "23-creuse"
    (folder / "vieux").mkdir(parents=True)
    (folder / name).write_text(minimale)

    code, out, _ = check(capsys, tmp_path / asked.format(name))

    assert code == cli.ERREURS
    assert out.startswith(f"{folder / name}:1:1: ")
    assert out.count("\n") == 1


def test_a_tree_below_a_folder_named_lieux_is_compared_with_itself_alone(
    capsys, tmp_path, minimale
):
    for content in ("original", "copie"):
        folder = tmp_path / "lieux" / content / "content" / "lieux" / "23-creuse"
        folder.mkdir(parents=True)
        (folder / "minimale-felletin.md").write_text(minimale)

    code, out, _ = check(capsys, folder.parent)

    assert (code, out) == (cli.OK, "")


def test_entries_outside_a_tree_may_have_other_files_beside_them(capsys, tmp_path, minimale):
    (tmp_path / "23-creuse").mkdir()
    (tmp_path / "23-creuse" / "minimale-felletin.md").write_text(minimale)
    (tmp_path / "23-creuse" / "notes.txt").touch()

    assert check(capsys, tmp_path / "23-creuse")[:2] == (cli.OK, "")


def test_a_file_name_cannot_write_a_second_line(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("::error::\n\x1b[31mx.md").touch()

    for arguments in ([], ["--format", "github"]):
        _, out, _ = check(capsys, *arguments, ".")

        for line in out.splitlines():
            assert line.isprintable()
            assert not line.startswith("::error::")
        assert len(out.splitlines()) == 2


def test_format_says_how_many_it_rewrote(capsys, tmp_path, minimale):
    (tmp_path / "minimale-felletin.md").write_text(minimale.replace("nom: ", "nom:  "))

    assert cli.main(["format", str(tmp_path)]) == cli.OK
    assert capsys.readouterr().out == "1 fiche remise en forme.\n"


def test_a_folder_named_as_an_entry_is_no_crash(capsys, tmp_path):
    (tmp_path / "lieux" / "23-creuse" / "dossier.md").mkdir(parents=True)

    code, out, _ = check(capsys, tmp_path)

    assert code == cli.ERREURS
    assert "ce fichier ne peut pas être lu" in out


def test_check_says_that_a_decision_would_merge_two_entries(capsys, tmp_path, minimale):
    folder = tmp_path / "lieux" / "23-creuse"
    folder.mkdir(parents=True)
    for name in ("la-grange", "le-moulin"):
        text = re.sub(r"(?m)^id: .*$", f"id: {name}", minimale)
        text = re.sub(r"(?m)^nom: .*$", f"nom: {name.title()}", text)
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    decision = "- fiches: [la-grange, le-moulin]\n  decision: meme\n  note: Vu.\n"
    (tmp_path / "rapprochements.yml").write_text(decision, encoding="utf-8")

    assert cli.main(["check", str(tmp_path)]) == cli.ERREURS

    assert "« la-grange » et « le-moulin » sont deux fiches de l’annuaire" in (
        capsys.readouterr().out
    )
