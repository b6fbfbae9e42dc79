"""The settings of a site, and the clock of its build."""

import os
import subprocess
from datetime import UTC, datetime

import pytest

from annuaire import site
from annuaire.site import ReglageInvalideError
from annuaire_de_test import site as un_site

COMPLET = {
    "siteurl": "https://exemple.org",
    "editeur_nom": "Commune de Felletin",
    "editeur_adresse": "1 place de la Mairie, 23500 Felletin",
    "editeur_telephone": "05 55 66 00 00",
    "editeur_courriel": "mairie@exemple.org",
    "editeur_directeur": "Le maire",
    "hebergeur": "GitHub Pages",
}
MINUIT = datetime(2026, 11, 23, tzinfo=UTC)


# --- The moment of the build ------------------------------------------------------------


def git(folder, *words):
    env = {**os.environ, "GIT_COMMITTER_DATE": "2026-05-04T03:02:01Z"}
    identity = ("-c", "user.name=x", "-c", "user.email=x@exemple.org")
    subprocess.run(["git", "-C", folder, *identity, *words], env=env, check=True)


@pytest.fixture
def depot(tmp_path):
    """A repository of one commit that holds content/."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "fiche.md").write_text("---\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "x")
    return tmp_path


def test_the_environment_says_the_moment_first(depot):
    assert site.build_instant(depot / "content", [MINUIT]) == MINUIT


@pytest.mark.parametrize("epoch", ["", "hier"])
def test_else_it_is_the_last_commit(depot, monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    found = site.build_instant(depot / "content", [MINUIT])

    assert found == datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


def test_a_repository_without_a_commit_has_no_moment(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    git(tmp_path, "init", "--quiet")

    assert site.build_instant(tmp_path, [MINUIT]) == MINUIT


def test_outside_a_repository_it_is_the_newest_day(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    older = datetime(2025, 1, 1, tzinfo=UTC)

    assert site.build_instant(tmp_path, iter([older, MINUIT, older])) == MINUIT
    assert site.build_instant(tmp_path, []) == datetime(2026, 1, 1, tzinfo=UTC)


def test_without_git_it_is_the_newest_day(depot, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setenv("PATH", "")

    assert site.build_instant(depot / "content", [MINUIT]) == MINUIT


# --- What a site needs ------------------------------------------------------------------


def test_a_complete_site_can_be_published():
    un_site(**COMPLET).exiger_publiable()


@pytest.mark.parametrize("name", COMPLET)
def test_a_site_that_lacks_a_setting_cannot_be_published_and_says_which(name):
    with pytest.raises(ReglageInvalideError) as refused:
        un_site(**{**COMPLET, name: ""}).exiger_publiable()

    assert f"il manque {name.upper()}." in str(refused.value)


def test_every_missing_setting_is_named_at_once():
    with pytest.raises(ReglageInvalideError) as refused:
        un_site().exiger_publiable()

    assert ", ".join(name.upper() for name in COMPLET) in str(refused.value)


@pytest.mark.parametrize("siteurl", ["http://exemple.org", "exemple.org", "//exemple.org"])
def test_a_site_is_published_in_https_only(siteurl):
    with pytest.raises(ReglageInvalideError, match="SITEURL doit commencer par https://"):
        un_site(**{**COMPLET, "siteurl": siteurl}).exiger_publiable()


def test_reads_the_settings_of_pelican_and_leaves_the_others():
    found = site.from_settings(
        {
            "SITENAME": "Fabriques",
            "SITEURL": "https://exemple.org/sous/",
            "DEPOT": "https://github.com/a/b/",
            "TERRITOIRE": ("23", "2a"),
            "THEME": "theme",
        },
        MINUIT,
    )

    assert (found.siteurl, found.depot) == (
        "https://exemple.org/sous",
        "https://github.com/a/b",
    )
    assert found.territoire == ("23", "2A")
    assert found.instant == MINUIT


def test_one_territoire_may_be_written_alone():
    assert site.from_settings({"SITENAME": "x", "TERRITOIRE": "23"}, MINUIT).territoire == ("23",)


@pytest.mark.parametrize("wrong", ["creuse", "230", "20"])
def test_a_territoire_that_does_not_exist_is_refused(wrong):
    with pytest.raises(ReglageInvalideError, match=f"« {wrong.upper()} »"):
        site.from_settings({"SITENAME": "x", "TERRITOIRE": ("23", wrong)}, MINUIT)
