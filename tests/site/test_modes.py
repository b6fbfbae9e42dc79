"""Strict refuses, publish sets aside; in both, the site that was there is never half replaced."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from construction import PROJET, construire, construit

EDITEUR = {
    "SITEURL": "https://fabriques.example",
    "EDITEUR_NOM": "Commune de Felletin",
    "EDITEUR_ADRESSE": "Place Courtaud, 23500 Felletin",
    "EDITEUR_TELEPHONE": "05 55 66 51 11",
    "EDITEUR_COURRIEL": "contact@fabriques.example",
    "EDITEUR_DIRECTEUR": "La maire",
    "HEBERGEUR": "GitHub, 88 Colin P. Kelly Jr. Street, San Francisco",
}
MARKER = "un site d’avant"
PEU = ["23", "25", "29"]
"""Two départements with lieux and one that has one: what a test of these says of a site, it says of
all, in a fifth of the time. Entries are read and checked wherever they are, and the whole country is
built where that is what is looked at."""
INTRUSE = """---
id: intruse
nom: L’intruse
commune: Felletin
code_insee: "23079"
date_maj: 2026-11-20
meta:
  sources: [https://www.monlieu.fr/]
---
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of our content, to spoil."""
    return Path(shutil.copytree(PROJET / "content", tmp_path / "content"))


def abime(content: Path, count: int, dossier: str = "") -> list[str]:
    """Break some entries, of a département or of any; return their slugs."""
    broken = sorted((content / "lieux" / dossier).rglob("*.md"))[:count]
    for path in broken:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("date_maj: ", "date_maj: le "), encoding="utf-8")
    return [path.stem for path in broken]


def test_strict_refuses_one_bad_entry_and_leaves_the_site_as_it_was(content, tmp_path):
    output = construit(tmp_path / "site", content, TERRITOIRE=PEU)
    (output / "temoin.txt").write_text(MARKER, encoding="utf-8")
    before = sorted(p.name for p in output.rglob("*"))
    (slug,) = abime(content, 1)

    done = construire(output, content, TERRITOIRE=PEU)

    assert done.returncode == 1
    assert f"{slug}.md:" in done.stdout
    assert "date_maj : « le 2026-11-23 » n’est pas une date" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "Le site déjà construit n’a pas changé" in done.stderr
    assert sorted(p.name for p in output.rglob("*")) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site.travail", "content", "site"]


def test_publish_refuses_while_the_publisher_is_unknown(content, tmp_path):
    done = construire(tmp_path / "site", content, conf="publishconf.py")

    assert done.returncode == 1
    assert "il manque" in done.stderr.replace("\n", " ") + done.stdout
    assert not (tmp_path / "site").exists() or not list((tmp_path / "site").iterdir())


def test_publish_replaces_a_bad_entry_by_a_page_at_its_address(content, tmp_path):
    slugs = abime(content, 2, "29-finistere")

    site = construit(tmp_path / "site", content, conf="publishconf.py", env=EDITEUR, TERRITOIRE=PEU)

    report = json.loads((site / "rapport.json").read_text(encoding="utf-8"))
    assert sorted({Path(p["fichier"]).stem for p in report["problemes"]}) == slugs
    for slug in slugs:
        page = (site / "lieux" / slug / "index.html").read_text(encoding="utf-8")
        assert "Cette fiche est en cours de correction" in page
        assert page.count('class="nom"') == 5
        assert 'content="noindex"' in page
    legal = (site / "mentions-legales/index.html").read_text(encoding="utf-8")
    assert "Commune de Felletin" in legal


def test_publish_refuses_when_too_many_entries_are_bad(content, tmp_path):
    abime(content, 4)

    done = construire(tmp_path / "site", content, conf="publishconf.py", env=EDITEUR)

    assert done.returncode == 1
    assert "4 fiches fautives" in " ".join((done.stderr + done.stdout).split())


def test_a_folder_of_somebody_else_is_never_replaced(content, tmp_path):
    precious = tmp_path / "photos"
    precious.mkdir()
    (precious / "vacances.jpg").write_bytes(b"...")

    done = construire(precious, content)

    assert done.returncode == 1
    assert [p.name for p in precious.iterdir()] == ["vacances.jpg"]


@pytest.mark.parametrize("output", ["content", ".", "content/../content"])
def test_an_output_that_is_or_holds_the_content_is_refused_and_nothing_is_lost(
    output, content, tmp_path
):
    before = sorted(tmp_path.rglob("*"))

    done = construire(tmp_path / output, content)

    assert done.returncode == 1
    assert "Le site ne peut pas remplacer" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_a_locale_that_is_not_installed_changes_nothing(content, tmp_path):
    usual = construit(tmp_path / "a", content, TERRITOIRE=PEU)
    other = construit(tmp_path / "b", content, env={"LC_ALL": "xx_XX.UTF-8"}, TERRITOIRE=PEU)

    for name in ("index.html", "carte/index.html", "donnees/lieux.csv"):
        assert (other / name).read_bytes() == (usual / name).read_bytes()


def test_publish_refuses_while_a_page_of_ours_cannot_be_read(content, tmp_path):
    page = content / "pages" / "mentions-legales.md"
    page.write_text("Sans titre.\n", encoding="utf-8")

    done = construire(tmp_path / "site", content, conf="publishconf.py", env=EDITEUR)

    assert done.returncode == 1
    assert "mentions-legales.md : ce n’est pas une fiche" in " ".join(done.stderr.split())
    assert not (tmp_path / "site").exists()


def test_two_entries_of_one_name_are_both_set_aside(content, tmp_path):
    (first,) = (content / "lieux").rglob("konk-ar-lab-concarneau.md")
    intruder = content / "lieux" / "23-creuse" / first.name
    intruder.parent.mkdir(exist_ok=True)
    intruder.write_text(INTRUSE, encoding="utf-8")

    site = construit(tmp_path / "site", content, conf="publishconf.py", env=EDITEUR, TERRITOIRE=PEU)

    page = (site / "lieux/konk-ar-lab-concarneau/index.html").read_text(encoding="utf-8")
    assert "Cette fiche est en cours de correction" in page
    assert "L’intruse" not in page
    assert "intrus" not in (site / "donnees/lieux.json").read_text(encoding="utf-8").lower()
    report = json.loads((site / "rapport.json").read_text(encoding="utf-8"))
    assert {p["fichier"] for p in report["problemes"]} == {
        "lieux/23-creuse/konk-ar-lab-concarneau.md",
        "lieux/29-finistere/konk-ar-lab-concarneau.md",
    }


def test_publish_gives_a_page_to_an_entry_in_a_folder_that_is_no_departement(content, tmp_path):
    lost = content / "lieux" / "zz" / "lieu-perdu-felletin.md"
    lost.parent.mkdir()
    lost.write_text(INTRUSE.replace("id: intruse", "id: perdue"), encoding="utf-8")

    site = construit(tmp_path / "site", content, conf="publishconf.py", env=EDITEUR, TERRITOIRE=PEU)

    page = (site / "lieux/lieu-perdu-felletin/index.html").read_text(encoding="utf-8")
    assert "Cette fiche est en cours de correction" in page


def test_an_entry_of_today_is_not_of_the_future_where_the_last_commit_is_older(
    tmp_path, monkeypatch
):
    """The site then speaks of the day of the commit, 2019; the entry is of 2020."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    path = tmp_path / "content" / "lieux" / "23-creuse" / "intruse.md"
    path.parent.mkdir(parents=True)
    path.write_text(INTRUSE.replace("2026-11-20", "2020-01-01"), encoding="utf-8")
    git = ("git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@exemple.org")
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "x")):
        env = {**os.environ, "GIT_COMMITTER_DATE": "2019-01-01T00:00:00Z"}
        subprocess.run([*git, *words], env=env, check=True)

    site = construit(tmp_path / "site", tmp_path / "content", TERRITOIRE=PEU)

    data = json.loads((site / "donnees/lieux.json").read_text(encoding="utf-8"))
    assert data["date"] == "2019-01-01"


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(content, tmp_path):
    (tmp_path / "fichier").write_text("dix ans", encoding="utf-8")

    done = construire(tmp_path / "fichier" / "site", content)

    assert done.returncode == 1
    assert "Impossible d’écrire ou de lire" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_content_with_lieux_only_uses_the_pages_of_the_project(content, tmp_path):
    for name in ("pages", "programme"):
        shutil.rmtree(content / name)

    site = construit(tmp_path / "site", content, TERRITOIRE=PEU)

    assert (site / "contribuer/index.html").is_file()
    assert "Avicca" in (site / "programme/index.html").read_text(encoding="utf-8")


def test_a_content_without_its_folder_of_lieux_is_refused(content, tmp_path):
    shutil.rmtree(content / "lieux")

    done = construire(tmp_path / "site", content)

    assert done.returncode == 1
    assert "Il n’y a pas de dossier « lieux »" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_content_without_any_lieu_still_builds_a_whole_site(content, tmp_path):
    shutil.rmtree(content / "lieux")
    (content / "lieux").mkdir()

    site = construit(tmp_path / "site", content)

    assert len(list(site.glob("departements/*/index.html"))) == 101
    assert list(site.glob("lieux/*/index.html")) == []


def test_a_territory_shows_its_departements_alone(content, tmp_path):
    site = construit(tmp_path / "site", content, TERRITOIRE=["23", "87"])

    assert sorted(p.parent.name for p in site.glob("departements/*/index.html")) == [
        "23-creuse",
        "87-haute-vienne",
    ]
    assert [p.parent.name for p in site.glob("regions/*/index.html")] == ["nouvelle-aquitaine"]
    assert all("konk-ar-lab" not in str(p) for p in site.rglob("*"))


def test_an_unknown_variable_in_a_template_stops_the_build(content, tmp_path):
    theme = Path(shutil.copytree(PROJET / "theme", tmp_path / "theme"))
    page = theme / "templates/pages/plan.html"
    page.write_text(page.read_text(encoding="utf-8") + "{% block tete %}{{ lieuu }}{% endblock %}")

    done = construire(tmp_path / "site", content, THEME=str(theme), TERRITOIRE=PEU)

    assert done.returncode == 1
    assert "lieuu" in done.stderr + done.stdout
    assert not (tmp_path / "site" / "index.html").exists()


def test_an_entry_cannot_choose_its_template_its_path_or_run_a_script(content, tmp_path):
    path = next((content / "lieux").rglob("konk-ar-lab*.md"))
    text = path.read_text(encoding="utf-8")
    body = "<script>alert(1)</script> [x](javascript:alert(1)) {{ 7*7 }} {filename}/etc/passwd"
    path.write_text(text + f"\n{body}\n", encoding="utf-8")

    site = construit(tmp_path / "site", content, TERRITOIRE=PEU)

    page = (site / "lieux" / path.stem / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "javascript:" not in page
    assert "{{ 7*7 }}" in page
    path.write_text(text.replace("nom:", "save_as: ../x.html\ntemplate: plan\nnom:", 1), "utf-8")
    refused = construire(tmp_path / "site", content, TERRITOIRE=PEU)
    assert refused.returncode == 1
    assert "save_as : ce champ n’existe pas" in refused.stdout
