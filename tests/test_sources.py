"""The open datasets: how they are declared, fetched, kept, and read for a build."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from annuaire import __main__ as cli
from annuaire import formats, problems, sources
from annuaire.ligne import Refus
from annuaire.sources.actualisation import PERTE_MAX, Resultat, actualiser
from annuaire.sources.declaration import FORMATS, Declaree, Source
from annuaire.telechargement import Regles
from serveur_de_test import ICI, sans_proxy

PROJET = Path(__file__).parents[1]
FIXTURES = Path(__file__).parent / "fixtures" / "sources"
FAUTES = sorted(path.name for path in (FIXTURES / "fautes").glob("*.yml"))
CSV = (FIXTURES / "creuse-2024-08-01.csv").read_bytes()
LE = date(2026, 11, 23)
ENTETE = b"id,nom,commune,code_insee,date_maj\n"


def lignes(nombre: int, debut: int = 1) -> bytes:
    """A CSV of the national standard, with that many lieux."""
    rows = (f"c-{n},Lieu {n},Felletin,23079,2024-06-30\n" for n in range(debut, debut + nombre))
    return ENTETE + "".join(rows).encode()


@pytest.fixture
def content(tmp_path) -> Path:
    """A content/ that declares one active source, `creuse`."""
    folder = tmp_path / "content"
    folder.mkdir()
    shutil.copy(FIXTURES / "sources.yml", folder)
    (folder / "correspondances").mkdir()
    shutil.copy(FIXTURES.parent / "formats" / "creuse.yml", folder / "correspondances" / "nord.yml")
    return folder


@pytest.fixture
def actualise(content, serveur) -> Callable[..., Resultat]:
    """Ask the source `creuse` anew, of a server that answers with a file."""
    served = b""

    def repondre(connexion, _):
        connexion.sendall(
            b"HTTP/1.1 200 OK\r\n\r\n" + served if served else b"HTTP/1.1 500\r\n\r\n"
        )

    public = serveur(repondre)
    regles = Regles(
        https_seulement=False, permises=frozenset({ICI}), ports=frozenset({public.port})
    )

    def ask(body: bytes, le: date = LE, path: str = "/lieux.csv", **more) -> Resultat:
        nonlocal served
        served = body
        (declared, *_), _ = sources.declarees(content)
        there = declared.model_copy(update={"url": public.url(path), **more.pop("champs", {})})
        (result,) = actualiser(content, [there], le, regles=regles, **more)
        return result

    return ask


def comme_declaree(content: Path, cle: str = "creuse") -> None:
    """Make the copy of a source that of the address declared, and not of the test's server."""
    path = content / ".sources" / f"{cle}.json"
    (declared, *_), _ = sources.declarees(content)
    kept = json.loads(path.read_text())
    kept["copie"]["url"] = declared.url
    path.write_text(json.dumps(kept))


# --- What is declared -------------------------------------------------------------------


def test_reads_the_sources_in_the_order_of_their_priority(content):
    declared, faults = sources.declarees(content)

    assert faults == []
    assert [(one.cle, one.active) for one in declared] == [("creuse", True), ("creuse-nord", False)]
    assert declared[0] == Declaree(
        cle="creuse",
        nom="Lieux de la Creuse",
        editeur="Département de la Creuse",
        url="https://www.creuse.fr/lieux.csv",
        page="https://www.creuse.fr/lieux/",
        format="national-v1",
        licence="Licence Ouverte 2.0",
        attribution="Département de la Creuse, Licence Ouverte 2.0",
        rafraichie="mensuelle",
        corriger="numerique@creuse.fr",
        active="true",
    )
    assert declared[1].etat_du == date(2023, 2, 1)
    assert declared[1].raison == "La licence reste à demander."


@pytest.mark.parametrize("text", [None, "", "# rien encore\n"])
def test_nothing_need_be_declared(text, tmp_path):
    if text is not None:
        (tmp_path / "sources.yml").write_text(text)

    assert sources.declarees(tmp_path) == ((), [])


@pytest.mark.parametrize("name", FAUTES)
def test_says_what_is_wrong_and_where(name, attendu, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(FIXTURES / "fautes" / name, tmp_path / "sources.yml")

    _, faults = sources.declarees(Path())

    said = "".join(f"{problems.terminal(fault)}\n" for fault in faults)
    attendu(FIXTURES / "fautes" / name.replace(".yml", ".attendu"), said)
    last = (tmp_path / "sources.yml").read_text().count("\n")
    assert faults
    assert all(1 <= fault.line <= last for fault in faults)


def test_our_own_sources_are_well_declared():
    declared, faults = sources.declarees(PROJET / "content")

    assert faults == []
    assert {one.cle for one in declared if one.active} == {
        "france-services",
        "fabriques-labellisees",
    }
    assert all(one.raison for one in declared if not one.active)


def test_every_format_has_a_reader():
    assert set(FORMATS) == {*formats.FORMATS, *(key for key, _ in formats.GENERIQUES.values())}


# --- One file ---------------------------------------------------------------------------


def test_signs_each_lieu_and_accounts_for_every_row(content):
    (found,) = sources.collecter(content, (str(FIXTURES / "creuse-2024-08-01.csv"),), LE)

    assert found.source.cle == "creuse"
    assert [(lieu.id, lieu.date_maj.isoformat()) for lieu in found.lieux] == [
        ("c-1", "2024-06-30"),
        ("c-2", "2024-08-01"),
        ("c-5", "2024-07-02"),
    ]
    assert {lieu.meta.sources for lieu in found.lieux} == {found.lieux[0].meta.sources}
    (signature,) = found.lieux[0].meta.sources
    assert signature.model_dump() == {
        "url": "https://www.creuse.fr/lieux/",
        "titre": "Lieux de la Creuse",
        "date": "2024-08-01",
    }
    assert found.refus == (
        Refus(4, "c-1", "l’identifiant « c-1 » est déjà celui de la ligne 2"),
        Refus(5, "c-4", "commune introuvable ou ambiguë : «  », code postal «  », sans code INSEE"),
    )
    assert (found.lignes, found.date, found.format) == (5, date(2024, 8, 1), "national-v1")
    assert found.etat == "fichier donné : creuse-2024-08-01.csv"


def test_the_newest_record_dates_a_file_whose_name_does_not(tmp_path):
    (tmp_path / "essai.csv").write_bytes(CSV)

    (found,) = sources.collecter(tmp_path, (str(tmp_path / "essai.csv"),), LE)

    assert found.date == date(2024, 7, 2)
    assert [lieu.id for lieu in found.lieux] == ["c-1", "c-2", "c-5"]
    assert found.lieux[1].date_maj == date(2024, 7, 2)
    assert [refus.ligne for refus in found.refus] == [4, 5]


def test_a_file_that_nothing_dates_gives_no_lieu(tmp_path):
    (tmp_path / "essai.csv").write_bytes(ENTETE + b"c-1,Quartier Rouge,Felletin,23079,\n")

    (found,) = sources.collecter(tmp_path, (str(tmp_path / "essai.csv"),), LE)

    assert (found.lieux, found.date) == ((), None)
    assert [refus.id for refus in found.refus] == ["c-1"]


def test_reads_the_same_twice(content):
    given = (str(FIXTURES / "creuse-2024-08-01.csv"),)

    assert sources.collecter(content, given, LE) == sources.collecter(content, given, LE)


@pytest.mark.parametrize(
    ("text", "jour"),
    [
        ("france-services-2024-08-01.csv", "2024-08-01"),
        ("france-services_20240801.csv", "2024-08-01"),
        ("20240801-101500/liste.csv", "2024-08-01"),
        ("2023-01-01/20240801.csv", "2024-08-01"),
        ("liste-20241301.csv", None),
        ("liste-2024-0801.csv", None),
        ("liste-120240801.csv", None),
        ("liste-2099-01-01.csv", None),
        ("liste.csv", None),
    ],
)
def test_finds_the_day_in_a_name(text, jour):
    found = formats.jour_dans(text, LE)

    assert (found and found.isoformat()) == jour


# --- Files given by hand ----------------------------------------------------------------


def test_parts_the_files_given_by_hand():
    given = sources.donnes("a b.csv, creuse=c d.csv,,/tmp/e=f.csv", Path("/ici"))

    assert given == ("/ici/a b.csv", "creuse=/ici/c d.csv", "/tmp/e=f.csv")


@pytest.mark.parametrize(
    ("name", "cle"),
    [
        ("creuse.csv", "creuse"),
        ("Creuse-2024.csv", "creuse"),
        ("creuse-nord.csv", "creuse-nord"),
        ("creuse-nordique.csv", "creuse"),
        ("creuset.csv", "creuset"),
        ("Lieux d’été.csv", "lieux-d-ete"),
        ("été_.csv", "ete"),
        ("___.csv", "fichier"),
    ],
)
def test_binds_a_file_to_the_source_whose_key_begins_its_name(name, cle, content, tmp_path):
    shutil.copy(FIXTURES.parent / "formats" / "creuse.csv", tmp_path / name)
    if cle != "creuse-nord":
        (tmp_path / name).write_bytes(CSV)

    (found,) = sources.collecter(content, (str(tmp_path / name),), LE)

    assert found.source.cle == cle
    assert found.lieux


def test_a_file_of_no_source_has_no_licence_that_is_known(content, tmp_path):
    shutil.copy(FIXTURES / "creuse-2024-08-01.csv", tmp_path / "ailleurs.csv")

    (found,) = sources.collecter(content, (str(tmp_path / "ailleurs.csv"),), LE)

    assert found.source == Source(cle="ailleurs", nom="ailleurs.csv")
    assert found.source.licence == "licence non renseignée"
    assert found.lieux[0].meta.sources[0].titre == "ailleurs.csv"
    assert found.lieux[0].meta.sources[0].url is None


def test_keeps_the_order_of_the_sources_whatever_that_of_the_files(content, tmp_path):
    shutil.copy(FIXTURES / "creuse-2024-08-01.csv", tmp_path / "ailleurs.csv")
    shutil.copy(FIXTURES.parent / "formats" / "creuse.csv", tmp_path / "x.csv")
    given = [f"{tmp_path}/ailleurs.csv", f"creuse-nord={tmp_path}/x.csv",
             f"creuse={FIXTURES}/creuse-2024-08-01.csv"]  # fmt: skip

    found = sources.collecter(content, tuple(given), LE)

    assert [one.source.cle for one in found] == ["creuse", "creuse-nord", "ailleurs"]
    assert found[1].format == "csv-generique"
    assert [lieu.id for lieu in found[1].lieux] == ["creuse-007", "creuse-012"]


def test_says_at_once_all_that_is_wrong_with_the_files(content, tmp_path):
    (tmp_path / "page.csv").write_text("<!doctype html><p>Bonjour</p>")
    given = [f"{tmp_path}/absent.csv", f"inconnue={FIXTURES}/creuse-2024-08-01.csv",
             f"{tmp_path}/page.csv", f"creuse={FIXTURES}/creuse-2024-08-01.csv",
             f"{FIXTURES}/creuse-2024-08-01.csv"]  # fmt: skip

    with pytest.raises(sources.SourceInvalideError) as refused:
        sources.collecter(content, tuple(given), LE)

    said = str(refused.value).split("\n")
    assert said[0] == f"SOURCES : ce fichier n’existe pas : {tmp_path}/absent.csv"
    assert said[1] == (
        "SOURCES : « inconnue » n’est pas une clé de sources.yml (clés : creuse, creuse-nord)."
    )
    assert said[2] == (
        "SOURCES : creuse-2024-08-01.csv et creuse-2024-08-01.csv sont deux fichiers d’une même "
        "source (creuse). Gardez-en un, ou renommez l’autre."
    )
    assert said[3].startswith(f"{tmp_path}/page.csv ")


# --- The copies -------------------------------------------------------------------------


def test_keeps_a_copy_and_what_is_known_of_it(content, actualise):
    result = actualise(CSV, path="/20240801-101500/lieux.csv")

    assert (result.etat, result.echec) == ("nouvelle", "")
    folder = content / ".sources"
    assert sorted(path.name for path in folder.iterdir()) == ["creuse.donnees", "creuse.json"]
    assert (folder / "creuse.donnees").read_bytes() == CSV
    kept = json.loads((folder / "creuse.json").read_text())
    assert kept["dernier_essai"] == {"le": "2026-11-23", "echec": ""}
    assert kept["copie"] | {"url": "", "url_finale": "", "sha256": ""} == {
        "url": "",
        "url_finale": "",
        "telecharge_le": "2026-11-23",
        "sha256": "",
        "octets": len(CSV),
        "format": "national-v1",
        "lignes": 5,
        "refusees": 2,
        "jour": "2024-08-01",
    }


def test_a_build_reads_the_copy(content, actualise):
    actualise(CSV, path="/20240801-101500/lieux.csv")
    comme_declaree(content)

    (found,) = sources.collecter(content, (), LE)

    assert [lieu.id for lieu in found.lieux] == ["c-1", "c-2", "c-5"]
    assert (found.date, found.etat) == (date(2024, 8, 1), "copie du 23/11/2026")


def test_the_day_declared_wins_over_that_of_the_address(actualise):
    result = actualise(
        CSV, path="/20240801-101500/lieux.csv", champs={"etat_du": date(2024, 7, 15)}
    )

    assert result.copie.jour == date(2024, 7, 15)


def test_a_source_that_was_never_fetched_is_told(content):
    (found,) = sources.collecter(content, (), LE)

    assert (found.lieux, found.etat) == ((), "pas encore téléchargée")


def test_a_copy_that_somebody_changed_is_not_read(content, actualise):
    actualise(CSV)
    comme_declaree(content)
    with (content / ".sources" / "creuse.donnees").open("ab") as file:
        file.write(b"c-9,Un faux,Felletin,23079,,,2024-06-30,\n")

    (found,) = sources.collecter(content, (), LE)

    assert (found.lieux, found.etat) == ((), "copie abîmée")


def test_a_copy_of_another_address_serves_until_a_new_one_comes(content, actualise):
    actualise(CSV)

    (found,) = sources.collecter(content, (), LE)

    assert found.lieux
    assert found.etat == "copie du 23/11/2026 ; son adresse a changé depuis"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"copie": {"url": 3}}'])
def test_a_state_that_is_spoilt_is_fetched_again(text, content, actualise):
    actualise(CSV)
    (content / ".sources" / "creuse.json").write_text(text)

    assert actualise(CSV).etat == "nouvelle"


def test_the_same_file_is_not_read_again(actualise):
    actualise(CSV, date(2026, 11, 20))

    result = actualise(CSV, LE)

    assert result.etat == "inchangée"
    assert result.copie.telecharge_le == LE


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "ce serveur ne peut pas donner le fichier en ce moment (réponse 500)"),
        (b"<html><p>En travaux</p>", "c’est une page web, et non un fichier de données"),
        (b"a,b\n1,2\n", "n’est dans aucun des formats connus"),
        (ENTETE, "aucun lieu à lire"),
        (
            ENTETE + b"c-1,Rien,,,2024-06-30\n",
            "aucune des 1 lignes ne donne un lieu (ligne 2 : commune introuvable",
        ),
        (
            lignes(94),
            "plus que 94 lieux sur 100, plus de 5 % de perte. Si c’est voulu : make sources ACCEPTER=",
        ),
    ],
    ids=["panne", "page web", "autre format", "sans ligne", "sans lieu", "perte"],
)
def test_the_last_good_copy_stays(body, said, content, actualise):
    actualise(lignes(100), date(2026, 11, 20))

    result = actualise(body, LE)

    assert result.etat == "gardée"
    assert said in result.echec
    assert "\n" not in result.echec
    assert ".essai-" not in result.echec
    assert (content / ".sources" / "creuse.donnees").read_bytes() == lignes(100)
    assert len(list((content / ".sources").iterdir())) == 2
    comme_declaree(content)
    (found,) = sources.collecter(content, (), LE)
    assert len(found.lieux) == 100
    assert found.etat == (f"copie du 20/11/2026 ; essai du 23/11/2026 sans succès : {result.echec}")


def test_a_source_may_lose_a_few_lieux(actualise):
    actualise(lignes(100))

    assert actualise(lignes(95)).etat == "nouvelle"


def test_a_loss_that_is_accepted_is_taken(actualise):
    actualise(lignes(100))

    result = actualise(lignes(10), accepter=["creuse"])

    assert result.etat == "nouvelle"
    assert result.copie.lignes == 10


def test_counts_the_old_copy_by_the_rules_of_today(content, actualise):
    """Rules that became stricter refuse more of the old file too: that is no loss."""
    actualise(lignes(10))
    path = content / ".sources" / "creuse.json"
    path.write_text(path.read_text().replace('"lignes": 10', '"lignes": 100'))

    assert actualise(lignes(10, debut=2)).etat == "nouvelle"


def test_a_source_without_any_copy_says_why(actualise):
    result = actualise(b"")

    assert (result.etat, result.copie) == ("aucune", None)
    assert "réponse 500" in result.echec


def test_one_source_that_fails_does_not_stop_the_next(content, serveur):
    bad = serveur(b"HTTP/1.1 404 Not Found\r\n\r\n")
    good = serveur(b"HTTP/1.1 200 OK\r\n\r\n" + CSV)
    (one, *_), _ = sources.declarees(content)
    asked = [
        one.model_copy(update={"url": bad.url()}),
        one.model_copy(update={"url": good.url(), "cle": "autre"}),
    ]
    regles = Regles(
        https_seulement=False, permises=frozenset({ICI}), ports=frozenset({bad.port, good.port})
    )

    found = list(actualiser(content, asked, LE, regles=regles))

    assert [result.etat for result in found] == ["aucune", "nouvelle"]


def test_a_build_needs_nothing_that_fetches():
    loaded = "import sys, annuaire.sources; print('urllib3' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", loaded],
        env={"PYTHONPATH": str(PROJET / "plugins")}, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout == "False\n"


def test_the_copies_are_hidden_from_git():
    ignored = subprocess.run(
        ["git", "-C", PROJET, "check-ignore", "content/.sources/creuse.donnees"], check=False
    )

    assert ignored.returncode == 0


# --- The command ------------------------------------------------------------------------


@pytest.fixture
def sans_reseau(monkeypatch) -> None:
    """Send every request to a proxy that is not there."""
    sans_proxy(monkeypatch)
    monkeypatch.setenv("https_proxy", f"http://{ICI}:9")


def test_says_which_sources_could_not_be_had(content, sans_reseau, capsys):
    code = cli.main(["sources", str(content)])

    printed = capsys.readouterr()
    assert code == cli.ERREURS
    assert printed.err == (
        "creuse : aucune copie.\n  127.0.0.1 : ce site ne répond pas. Réessayez plus tard.\n"
    )
    assert printed.out == (
        "creuse-nord : inactive. La licence reste à demander.\n"
        "Sources à jour : 0 ; gardées dans leur dernière bonne copie : 0 ; sans copie : 1.\n"
        "Pour reconstruire le site avec ces données : make html\n"
    )


def test_a_copy_that_is_kept_is_enough(content, actualise, monkeypatch, capsys):
    actualise(CSV, date(2026, 11, 20))
    comme_declaree(content)
    monkeypatch.setenv("https_proxy", f"http://{ICI}:9")

    code = cli.main(["sources", str(content), "creuse"])

    printed = capsys.readouterr()
    assert code == cli.OK
    assert printed.err == (
        "creuse : copie gardée, 3 lieux pour 5 lignes, 0,0 Mo, du 20/11/2026.\n"
        "  127.0.0.1 : ce site ne répond pas. Réessayez plus tard.\n"
    )
    assert "Sources à jour : 0 ; gardées dans leur dernière bonne copie : 1" in printed.out


@pytest.mark.parametrize("more", [["creuse-nord"], ["absente"], ["--accepter", "absente"]])
def test_refuses_a_key_that_is_no_active_source(more, content, capsys):
    assert cli.main(["sources", str(content), *more]) == cli.MAUVAIS_USAGE

    assert (
        capsys.readouterr().err == f"Pas de source active de ce nom dans sources.yml : {more[-1]}\n"
    )


def test_a_faulty_declaration_asks_nothing_of_the_network(content, capsys):
    shutil.copy(FIXTURES / "fautes" / "licence.yml", content / "sources.yml")

    assert cli.main(["sources", str(content)]) == cli.ERREURS

    assert "sources.yml:1:3: la licence « ODbL »" in capsys.readouterr().out
    assert not (content / ".sources").exists()


def test_a_folder_that_does_not_exist_is_not_made(tmp_path, capsys):
    assert cli.main(["sources", str(tmp_path / "rien")]) == cli.MAUVAIS_USAGE

    assert capsys.readouterr().err == f"Ce n’est pas un dossier : {tmp_path / 'rien'}\n"
    assert list(tmp_path.iterdir()) == []


# --- make -------------------------------------------------------------------------------


def test_make_hands_the_files_over_as_they_are_typed(tmp_path):
    """Spaces, quotes and accents of a path reach Python: no shell of `make` reads them."""
    makefile = (PROJET / "Makefile").read_text(encoding="utf-8")
    show = "import os; print(os.environ['SOURCES'], os.environ['APPELANT'], sep='\\n')"
    (tmp_path / "Makefile").write_text(
        makefile + f'\n.PHONY: montre\nmontre:\n\t@{sys.executable} -c "{show}"\n'
    )
    typed = 'mes données/a b.csv,creuse=l\'été "2024".csv'

    done = subprocess.run(
        ["make", "--no-print-directory", "-C", tmp_path, "montre", f"SOURCES={typed}"],
        cwd=PROJET, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.splitlines()[0] == typed
    assert Path(done.stdout.splitlines()[1]).is_dir()


# --- Real files -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "cle", "kept", "jour"),
    [
        ("france-services-2024-08-01.csv", "france-services", 2845, date(2024, 8, 1)),
        ("fabriques-labellisees-anct.csv", "fabriques-labellisees", 382, date(2024, 9, 18)),
        ("lieux-hinaura-corse.csv", "lieux-hinaura-corse", 830, date(2023, 1, 1)),
    ],
)
def test_reads_the_real_files(name, cle, kept, jour, donnees_reelles):
    (found,) = sources.collecter(PROJET / "content", (str(donnees_reelles / name),), LE)

    assert (found.source.cle, found.date) == (cle, jour)
    assert len(found.lieux) >= kept
    assert len(found.lieux) + len(found.refus) == found.lignes
    assert len({lieu.id for lieu in found.lieux}) == len(found.lieux)
    assert PERTE_MAX * found.lignes > len(found.refus)
