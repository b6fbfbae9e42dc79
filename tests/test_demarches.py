"""The démarches that people write: read, refused with all their problems, said simply."""

import shutil
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from annuaire import demarches, pages, problems, redaction
from annuaire import vocabulaires as voc
from annuaire.__main__ import main
from annuaire_de_test import GOLDEN, PETIT, contenu, html_de
from construction import PROJET
from lecture_html import texte_de

CONTENT = PROJET / "content"
BONNE = (PETIT / "demarches" / "retraite.md").read_text(encoding="utf-8")


@pytest.fixture
def lire(tmp_path):
    """Write the text of a démarche and read its folder: what is found, what is said of it."""

    def write_and_read(text, nom="retraite.md"):
        (tmp_path / nom).write_text(text, encoding="utf-8")
        found, faults = demarches.lire(tmp_path)
        said = [problems.terminal(one).removeprefix(f"{tmp_path}/") for one in sorted(faults)]
        return found, said

    return write_and_read


# --- What the project has written -------------------------------------------------------


@pytest.fixture(scope="module")
def ecrites():
    found, faults = demarches.lire(CONTENT / "demarches")
    assert [problems.terminal(one) for one in faults] == [], "long sentences and jargon included"
    return found


def test_the_project_tells_of_ten_demarches_and_more(ecrites):
    assert len(ecrites) >= 10
    assert {"impots", "caf", "retraite", "france-travail", "carte-vitale-ameli"} <= set(ecrites)
    assert max(len(one.entete.titre.split()) for one in ecrites.values()) <= 10


def test_each_says_several_things_to_bring_and_is_help_with_papers(ecrites):
    for one in ecrites.values():
        assert len(one.entete.a_apporter) >= 3
        assert voc.DEMARCHE.cle in one.entete.besoins


def test_the_sites_are_those_of_public_services_over_https(ecrites):
    for one in ecrites.values():
        for url in one.entete.sites:
            assert urlsplit(url).scheme == "https"


def test_a_demarche_links_only_to_pages_that_exist(ecrites):
    known = {f'href="/{one.url}"' for one in ecrites.values()} | {'href="/demarches/"'}

    for one in ecrites.values():
        inner = [f'href="/{part.split(chr(34))[0]}"' for part in one.html.split('href="/')[1:]]
        assert set(inner) <= known, one.slug


# --- Reading ----------------------------------------------------------------------------


def test_a_demarche_is_its_fields_and_safe_html(lire):
    found, said = lire(BONNE)

    assert said == []
    (one,) = found.values()
    assert (one.slug, one.url) == ("retraite", "demarches/retraite/")
    assert one.entete.a_apporter[1] == "Un relevé d'identité bancaire (RIB)"
    assert one.entete.telephones[0].numero == "3960"
    assert one.html.startswith("<h2>C'est quoi ?</h2>")


def test_all_the_problems_of_a_demarche_are_said_at_once(lire):
    text = (
        BONNE.replace("titre: Demander sa retraite\n", "titr: Demander sa retraite\n")
        .replace("https://www.lassuranceretraite.fr/", "https://retraite-facile.com/")
        .replace('"3960"', '"05 55"')
        .replace("2026-11-01", "1er novembre 2026")
    )

    found, said = lire(text)

    assert found == {}
    official = (
        "retraite.md:9:9: sites.1 : « retraite-facile.com » n’est pas un site officiel que nous"
        " connaissons. Donnez l’adresse du service public ; un site payant n’a pas sa place ici"
        " (exemple : https://www.impots.gouv.fr/)"
    )
    assert said[:2] == [
        "retraite.md:2:1: titr : ce champ n’existe pas. Vouliez-vous « titre » ?",
        official,
    ]
    assert [line.split(" : ")[0] for line in said[2:]] == [
        "retraite.md:11:41: telephones.1.numero",
        "retraite.md:14:13: mis_a_jour",
    ]


@pytest.mark.parametrize(
    ("text", "attendu_"),
    [
        ("## Sans champs\n", ("retraite.md:1:1: une démarche commence par ses champs, entre deux"
         " lignes « --- ». Comparez avec une autre démarche de content/demarches/ (exemple : ---,"
         " titre: Demander sa retraite, …, ---)")),
        (BONNE[: BONNE.index("## ")], ("retraite.md:15:1: le texte de cette démarche manque. Sous"
         " les champs, dites ce que c’est et comment faire, en phrases courtes")),
        (BONNE + "\n" + "- " * 500 + "a", ("retraite.md:21:1: ce texte est trop imbriqué. Retirez des"
         " tirets, des « > » ou du retrait au début de cette ligne")),
    ],
)  # fmt: skip
def test_a_demarche_that_is_none_is_a_fault_with_its_remedy(lire, text, attendu_):
    found, said = lire(text)

    assert (found, said) == ({}, [attendu_])


def test_the_name_of_a_file_is_an_address(lire):
    found, (said,) = lire(BONNE, "Ma retraite.md")

    assert found == {}
    assert "« Ma retraite.md » ne peut pas servir d’adresse. Renommez-le" in said


def test_what_is_not_plain_informs_and_stops_nobody(lire, tmp_path):
    found, said = lire(
        BONNE + "\nVeuillez effectuer cette demande avec la CARSAT sur le portail.\n"
        "Une phrase qui est vraiment beaucoup trop longue pour être lue d’une seule traite par"
        " quelqu’un.\n"
    )

    assert list(found) == ["retraite"]
    assert said == [
        (
            "retraite.md:21:1: « CARSAT » n’est pas expliqué. Dites ce que c’est, puis (CARSAT) ; ou"
            " le contraire"
        ),
        "retraite.md:21:1: « effectuer » est un mot de bureau. Écrivez plutôt « faire »",
        "retraite.md:21:1: « portail » est un mot de bureau. Écrivez plutôt « site »",
        (
            "retraite.md:22:1: cette phrase a 16 mots : « Une phrase qui est vraiment beaucoup tro…"
            " ». Coupez-la : 15 mots au plus"
        ),
    ]
    _, faults = demarches.lire(tmp_path)
    assert problems.erreurs(faults) == []


def test_the_demarches_are_the_project_s_where_the_content_has_none(tmp_path):
    found, _ = redaction.read(tmp_path, CONTENT)
    assert "impots" in found.demarches

    (tmp_path / "demarches").mkdir()
    found, _ = redaction.read(tmp_path, CONTENT)
    assert found.demarches == {}


def test_check_reads_the_demarches_of_a_content(tmp_path, capsys):
    shutil.copytree(PETIT, tmp_path, dirs_exist_ok=True)
    (tmp_path / "demarches" / "retraite.md").write_text("rien", encoding="utf-8")

    assert main(["check", str(tmp_path)]) == 1
    assert "retraite.md:1:1: une démarche commence" in capsys.readouterr().out


# --- The pages --------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["demarches/", "demarches/retraite/"])
def test_what_a_demarche_says_is_the_expected_text(attendu, path):
    found = contenu()
    page = next(p for p in pages.besoins.les_demarches(found) if p.path == path)

    name = path.strip("/").replace("/", "-")
    attendu(GOLDEN / "besoins" / f"{name}.txt", texte_de(html_de(found, page)))


def test_no_page_and_no_link_where_no_demarche_is_written():
    found = contenu()
    without = replace(found, redaction=replace(found.redaction, demarches={}))

    assert list(pages.besoins.les_demarches(without)) == []
    for page in [
        *pages.besoins.je_veux(without),
        *pages.lieux.lieux(without),
        *pages.site.plan(without),
    ]:
        html = html_de(without, page).replace("services/demarches/", "")
        assert "demarches/" not in html, page.path


def test_a_lieu_that_helps_with_papers_says_what_to_bring():
    found = contenu()
    said = {
        page.path: "Que faut-il apporter" in html_de(found, page)
        for page in pages.lieux.lieux(found)
    }

    assert [path for path, yes in said.items() if yes] == [
        "lieux/l-etape-and-co-felletin/",
        "lieux/le-grand-hangar-concarneau/",
        "lieux/mediatheque-de-la-baie-saint-martin/",
    ]
