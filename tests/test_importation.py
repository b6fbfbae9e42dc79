"""A CSV of the national standard → entries: the real files, then each fault of a file."""

import csv
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from annuaire import __main__ as cli
from annuaire import importation
from annuaire.ecriture import entree
from annuaire.formats import lire_correspondance
from annuaire.model import CHAMPS_NATIONAUX
from annuaire.reader import read_tree
from annuaire_de_test import LE
from csv_de_test import LIGNE, ecrit

FRANCE_SERVICES = "france-services-2024-08-01.csv"
HINAURA_CORSE = "lieux-hinaura-corse.csv"
FABRIQUES = "fabriques-labellisees-anct.csv"
PRESSE = Path(__file__).parent / "fixtures" / "formats" / "presse.yml"

pytestmark = pytest.mark.xdist_group("importation")


@pytest.fixture(scope="module")
def importes(importe_une_fois):
    """Both real files brought in once: {file name: (report, folder)}."""
    return {name: importe_une_fois(name) for name in (FRANCE_SERVICES, HINAURA_CORSE)}


@pytest.fixture
def fichier(tmp_path):
    """Write a CSV of the standard with rows that differ from LIGNE as told."""
    return lambda *rows, **options: ecrit(tmp_path / "lieux.csv", *rows, **options)


@pytest.fixture
def importe(fichier, tmp_path):
    """Import one row; return its Lieu (None if it was refused) and the report."""

    def one(**row):
        folder = tmp_path / "content"
        rapport = importation.importer(fichier(row), folder, le=LE)
        lectures = list(read_tree(folder))
        return (lectures[0].lieu if lectures else None), rapport

    return one


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    ("name", "lignes", "importees"), [(FRANCE_SERVICES, 2845, 2845), (HINAURA_CORSE, 848, 843)]
)
def test_brings_in_every_row_that_can_be_an_entry(name, lignes, importees, importes):
    rapport, folder = importes[name]

    assert (rapport.lignes, rapport.importees) == (lignes, importees)
    assert len(list(folder.rglob("*.md"))) == importees
    assert len(rapport.refus) == lignes - importees


def test_brings_in_the_382_labelled_fabriques(donnees_reelles, tmp_path):
    rapport = importation.importer(donnees_reelles / FABRIQUES, tmp_path)

    assert (rapport.lignes, rapport.importees, rapport.refus) == (382, 382, [])
    (longue,) = [r.lieu for r in read_tree(tmp_path) if r.lieu.nom.endswith("…")]
    assert len(longue.presentation_detail) > 500


def test_brings_in_the_94_places_of_the_press_with_a_mapping(donnees_reelles, tmp_path):
    """A list without identifier nor code INSEE: the département tells homonyms apart."""
    rapport = importation.importer(
        donnees_reelles / "fabriques-facts-presse.csv",
        tmp_path,
        correspondance=lire_correspondance(PRESSE),
    )

    assert (rapport.lignes, rapport.importees, rapport.refus) == (94, 94, [])
    assert "Aucune colonne ne donne d’identifiant" in rapport.avis[0]
    found = {r.lieu.id: r.lieu for r in read_tree(tmp_path)}
    assert found["les-ateliers-jean-moulin-plouhinec"].code_insee == "29197"


def test_says_which_rows_it_refuses_and_why(importes):
    rapport, folder = importes[HINAURA_CORSE]

    assert [refus.id for refus in rapport.refus] == [f"corse-{n}" for n in range(148, 153)]
    assert all(refus.raison.startswith("commune introuvable") for refus in rapport.refus)
    kept = json.loads((folder / importation.RAPPORT).read_text(encoding="utf-8"))
    assert [refus["ligne"] for refus in kept["refus"]] == [836, 837, 838, 839, 840]


@pytest.mark.parametrize("name", [FRANCE_SERVICES, HINAURA_CORSE])
def test_accounts_for_every_value_it_changed(name, importes, donnees_reelles):
    """Each value of each row stands in its entry, or in the report with the reason."""
    rapport, folder = importes[name]
    noted = {(note.id, note.champ) for note in rapport.nettoyages}
    lieux = {found.lieu.id: found.lieu for found in read_tree(folder)}

    for row in rows(donnees_reelles / name):
        lieu = lieux.get(row["id"])
        if lieu is None:
            continue
        for champ in ("nom", "commune", "code_postal", "adresse", "latitude", "telephone"):
            typed, kept = " ".join(row[champ].split()), getattr(lieu, champ)
            if typed and (row["id"], champ) not in noted:
                assert kept, f"{row['id']} a perdu {champ} sans le dire"


@pytest.mark.parametrize("name", [FRANCE_SERVICES, HINAURA_CORSE])
def test_a_second_run_changes_nothing(name, importes, donnees_reelles, tmp_path):
    folder = shutil.copytree(importes[name][1], tmp_path / "content")
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.rglob("*.md")}

    importation.importer(donnees_reelles / name, folder, le=LE)

    assert {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.rglob("*.md")} == before


@pytest.mark.parametrize("name", [FRANCE_SERVICES, HINAURA_CORSE])
def test_what_came_in_passes_the_check(name, importes, capsys):
    _, folder = importes[name]

    code = cli.main(["check", str(folder)])

    assert (code, capsys.readouterr().out) == (cli.OK, "")


@pytest.mark.parametrize("name", [FRANCE_SERVICES, HINAURA_CORSE])
def test_what_came_in_is_in_its_canonical_form(name, importes):
    _, folder = importes[name]

    for found in read_tree(folder):
        assert entree(found.lieu) == found.path.read_text(encoding="utf-8")


def test_cleans_what_the_national_files_are_known_for(importes):
    services = Counter((n.champ, n.raison) for n in importes[FRANCE_SERVICES][0].nettoyages)
    corse = Counter((n.champ, n.raison) for n in importes[HINAURA_CORSE][0].nettoyages)

    assert services == {
        ("pivot", "pivot inconnu (que des zéros)"): 2845,
        ("code_postal", "code postal de la commune"): 56,
        ("commune", "nom de la commune selon l’Insee"): 46,
        ("horaires", "plages qui se recouvrent réunies"): 31,
        ("horaires", "plage « 00:00-00:00 » retirée"): 29,
        ("horaires", "plage « 00:00-00:00 » retirée ; plages qui se recouvrent réunies"): 1,
        ("code_insee", "ancien code INSEE remplacé"): 3,
        ("adresse", "code postal et commune retirés de l’adresse"): 7,
        ("complement_adresse", "« Néant » ne dit rien au lecteur"): 1,
    }
    assert corse["code_insee", "code INSEE retrouvé"] == 39
    assert corse["latitude", "point à plus de 5 km de la commune"] == 3
    assert corse["latitude", "point incomplet ou illisible"] == 1


def test_no_address_of_a_page_serves_twice(importes):
    for _, folder in importes.values():
        slugs = [path.stem for path in folder.rglob("*.md")]
        assert len(slugs) == len(set(slugs))


def test_a_good_row_keeps_all_it_says(importe):
    lieu, rapport = importe()

    assert (lieu.id, lieu.nom, lieu.telephone) == ("fs-1", LIGNE["nom"], ("+33555661234",))
    assert lieu.services == tuple(LIGNE["services"].split("|"))
    assert (lieu.latitude, lieu.precision) == (45.8835, "lieu")
    assert lieu.meta.sources[0].titre == "ANCT"
    assert [note.champ for note in rapport.nettoyages] == ["pivot"]


@pytest.mark.parametrize(
    ("row", "champ", "kept"),
    [
        ({"code_insee": "", "code_postal": "23500"}, "code_insee", "23079"),
        ({"code_postal": "75001"}, "code_postal", "23500"),
        ({"commune": "FELLETAIN"}, "commune", "Felletin"),
        ({"latitude": "48.85", "longitude": "2.35"}, "latitude", None),
        ({"latitude": "41.93414,8"}, "latitude", None),
        ({"telephone": "04 73 94 20 49 Mairie"}, "telephone", ("+33473942049",)),
        ({"courriels": "a@x.fr|pas une adresse"}, "courriels", ("a@x.fr",)),
        ({"site_web": "www.felletin.fr"}, "site_web", ("http://www.felletin.fr",)),
        ({"horaires": "We 00:00-00:00,09:00-12:00"}, "horaires", "We 09:00-12:00"),
        ({"horaires": "Mo-Fr 19:00-11:00"}, "horaires", None),
        ({"horaires": "sur rendez-vous"}, "horaires", '"sur rendez-vous"'),
        ({"adresse": "=1+1"}, "adresse", "1+1"),
        ({"services": "Aide aux démarches administratives|Vente de pain"}, "services",
         ("Aide aux démarches administratives",)),
        ({"presentation_resume": "x" * 300}, "presentation_resume", None),
        ({"adresse": "1 rue de lâ€™Ã‰glise"}, "adresse", "1 rue de l’Église"),
        ({"presentation_detail": "Un lieu\u200b."}, "presentation_detail", "Un lieu."),
        ({"presentation_detail": "- " * 500 + "a"}, "presentation_detail", None),
        ({"source": "=ANCT"}, "source", "ANCT"),
        ({"source": "<b>ANCT</b>"}, "source", None),
        ({"courriels": "contact?bcc=spy%40evil.fr&x=@monlieu.fr"}, "courriels", ()),
    ],
)  # fmt: skip
def test_puts_a_row_in_order_and_says_so(row, champ, kept, importe):
    lieu, rapport = importe(**row)

    assert getattr(lieu, champ) == kept
    assert champ in {note.champ for note in rapport.nettoyages}


def test_a_resume_too_long_goes_to_the_detailed_presentation(importe):
    lieu, _ = importe(presentation_resume="x" * 300)

    assert lieu.presentation_detail == "x" * 300


@pytest.mark.parametrize(
    ("row", "raison"),
    [
        ({"id": ""}, "cette ligne n’a pas d’identifiant"),
        ({"nom": ""}, "nom : cette colonne est vide"),
        ({"nom": "X"}, "nom : cette valeur est trop courte"),
        ({"date_maj": ""}, "date_maj : cette colonne est vide"),
        ({"date_maj": "hier"}, "date_maj : « hier » n’est pas une date"),
        ({"date_maj": "1999-12-31"}, "date_maj : "),
        ({"date_maj": "2026-11-25"}, "date_maj : "),
        ({"nom": "M╢diath╢que"}, "nom : les accents de « M╢diath╢que » sont abîmés"),
        ({"commune": "", "code_insee": "", "code_postal": ""}, "commune introuvable"),
        (
            {"commune": "Nulle-Part", "code_insee": "99999", "code_postal": ""},
            "commune introuvable",
        ),
    ],
)
def test_refuses_a_row_that_cannot_be_an_entry(row, raison, importe):
    lieu, rapport = importe(**row)

    assert lieu is None
    assert rapport.refus[0].ligne == 2
    assert rapport.refus[0].raison.startswith(raison)


def test_refuses_the_second_row_of_one_identifier(fichier, tmp_path):
    rapport = importation.importer(fichier({}, {"nom": "Une autre"}), tmp_path / "content")

    assert rapport.importees == 1
    assert rapport.refus[0].raison == "l’identifiant « fs-1 » est déjà pris plus haut"


def test_what_came_in_passes_the_check_whatever_the_rows_held(fichier, tmp_path, capsys):
    odd = ["a" * 75 + " b c d", "É" * 100, "a: b", "- a", "x\ty", "'", "null", "{a}", "#1 b", "12"]
    rows = [{"id": f"{n}", "nom": nom, "complement_adresse": nom} for n, nom in enumerate(odd * 2)]

    rapport = importation.importer(fichier(*rows), tmp_path / "content")

    assert rapport.importees >= 14
    assert cli.main(["check", str(tmp_path / "content")]) == cli.OK
    assert capsys.readouterr().out == ""


def test_reads_a_file_with_a_bom(fichier, tmp_path):
    path = fichier({}, encoding="utf-8-sig")

    assert importation.importer(path, tmp_path / "content").importees == 1


def entete() -> str:
    return ",".join(CHAMPS_NATIONAUX)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<!DOCTYPE html>\n<html><body>503</body></html>\n", "c’est une page web"),
        ("", "il est vide"),
        (entete().replace(",", ";") + "\n", "il n’a que sa première ligne, celle des titres"),
        ("nom,ville\nLe lieu,Felletin\n", "il manque la colonne id, commune"),
    ],
)
def test_says_in_french_what_a_file_is_not(data, said, tmp_path, capsys):
    path = tmp_path / "lieux.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())

    code = cli.main(["import", str(path), "--vers", str(tmp_path / "content")])

    printed = capsys.readouterr()
    assert code == cli.ERREURS
    assert said in printed.err
    assert printed.out == ""
    assert not (tmp_path / "content").exists()


def test_a_row_with_too_many_columns_is_refused(fichier, tmp_path):
    path = fichier({})
    path.write_text(path.read_text(encoding="utf-8").rstrip() + ",de trop\n", encoding="utf-8")

    rapport = importation.importer(path, tmp_path / "content")

    assert rapport.refus[0].raison == "cette ligne a plus de colonnes que la première"


def test_the_command_says_what_came_in(fichier, tmp_path, capsys):
    good = fichier({}, {"id": "fs-2", "nom": ""})

    code = cli.main(["import", str(good), "--vers", str(tmp_path / "content")])

    said = capsys.readouterr().out
    assert code == cli.OK
    assert said.startswith(
        "Standard national de la médiation numérique, v1 : 2 lignes lues.\n"
        "1 fiche nouvelle, 0 mise à jour, 1 ligne refusée, 1 valeur mise en ordre.\n"
    )
    assert "  ligne 3 (fs-2) : nom : cette colonne est vide\n" in said
    assert re.search(r"make html CONTENT=\S+content OUTPUT=essai", said)


def test_the_folder_cannot_be_a_file(fichier, tmp_path, capsys):
    (tmp_path / "fichier").touch()

    for vers in ("fichier", "fichier/content"):
        code = cli.main(["import", str(fichier({})), "--vers", str(tmp_path / vers)])

        assert code == cli.MAUVAIS_USAGE
        assert capsys.readouterr().err == f"Ce n’est pas un dossier : {tmp_path / vers}\n"


def test_what_a_row_holds_is_no_command_of_github(fichier, tmp_path, capsys):
    bad = fichier({"id": "x\n::error::faux", "nom": ""})

    cli.main(["import", str(bad), "--vers", str(tmp_path / "content")])

    assert not re.search(r"^::", capsys.readouterr().out, re.MULTILINE)


def test_a_file_of_which_nothing_came_in_is_a_failure(fichier, tmp_path, capsys):
    path = fichier({"nom": ""})

    assert cli.main(["import", str(path), "--vers", str(tmp_path / "content")]) == cli.ERREURS
    assert "make html" not in capsys.readouterr().out
