"""The network of tiers-lieux of each région: its file, and the end of the région's page."""

import html as html_
import re
import shutil

import pytest

from annuaire import problems, redaction
from annuaire.pages import Contenu
from annuaire.pages import territoires as pages
from annuaire.reseaux import FRANCE, Reseau
from annuaire_de_test import PETIT, TESTS, contenu, petit, site
from test_rendu import rendu

FIXTURES = TESTS / "fixtures" / "reseaux"
FAUTES = sorted(path.name for path in FIXTURES.glob("*.yml"))
CONTENT = TESTS.parent / "content"


def fin(region: str, written: redaction.Redaction | None = None) -> str:
    """The end of the page of a région, as text with usual spaces: its last section, the addresses."""
    found = contenu()
    if written:
        found = Contenu(petit(), written, site())
    page = next(p for p in pages.regions(found) if p.path == f"regions/{region}/")
    html = rendu().html(page).rpartition('<p class="apres">')[0]
    last = html[html.rindex("<section") :]
    last = re.sub(r'<a[^>]* href="([^"]*)"[^>]*>(.*?)</a>', r"\2 [\1]", last)
    text = html_.unescape(re.sub(r"<[^>]*>", "", last.replace("</li>", "\n")))
    return re.sub(r"[\u00a0\u202f]", " ", "\n".join(filter(None, map(str.strip, text.split("\n")))))


def test_a_network_is_read_with_its_values_in_standard_form():
    found = contenu().redaction.programme.reseaux

    assert list(found) == [FRANCE, "bretagne", "la-reunion", "corse"]
    assert found["bretagne"] == Reseau(
        region="bretagne",
        nom='L\'association "Tiers-Lieux & Cie"',
        url="https://www.tiers-lieux-et-cie.bzh/contact",
        courriel="contact@tiers-lieux-et-cie.bzh",
        telephone="+33298001122",
        sources=["presse", "etat"],
    )
    assert found["la-reunion"].telephone == "+262262123456"
    assert [one.joignable for one in found.values()] == [True, True, True, False]


@pytest.mark.parametrize("name", FAUTES)
def test_says_what_is_wrong_and_where(name, attendu, tmp_path):
    programme = tmp_path / "programme"
    programme.mkdir()
    shutil.copy(FIXTURES / name, programme / "reseaux.yml")
    shutil.copy(PETIT / "programme" / "sources.yml", programme)

    _, faults = redaction.read(tmp_path, PETIT)

    said = "".join(f"{problems.terminal(fault)}\n" for fault in sorted(faults))
    said = said.replace(f"{programme}/", "")
    attendu(FIXTURES / name.replace(".yml", ".attendu"), said)
    assert faults


def test_the_page_of_a_region_ends_with_its_network():
    assert fin("bretagne") == (
        "Le réseau des tiers-lieux en Bretagne\n"
        "L’association « Tiers-Lieux & Cie » réunit des tiers-lieux de la région."
        " Demandez-lui conseil pour en créer un, ou pour en trouver un.\n"
        "02 98 00 11 22 (L’association « Tiers-Lieux & Cie ») [tel:+33298001122]\n"
        "contact@tiers-lieux-et-cie.bzh [mailto:contact@tiers-lieux-et-cie.bzh]\n"
        "tiers-lieux-et-cie.bzh [https://www.tiers-lieux-et-cie.bzh/contact]\n"
        "Sources : Les premières fabriques [https://www.ouest-france.fr/] ;"
        " 407 fabriques, 28 octobre 2024"
    )


def test_a_network_without_an_address_leads_to_the_page_of_all_of_them():
    assert fin("corse") == (
        "Le réseau des tiers-lieux en Corse\n"
        "Dà Locu réunit des tiers-lieux de la région."
        " Demandez-lui conseil pour en créer un, ou pour en trouver un.\n"
        "Nous ne connaissons pas encore son adresse."
        " Voyez la page de tous les réseaux [https://www.reseaux.fr/regions].\n"
        "Source : Les premières fabriques [https://www.ouest-france.fr/]"
    )


def test_a_region_without_a_network_says_nothing_of_one_but_where_they_all_are():
    assert fin("nouvelle-aquitaine") == (
        "Les réseaux de tiers-lieux\n"
        "Des réseaux réunissent des tiers-lieux, région par région."
        " Ils conseillent ceux qui en créent un."
        " Voyez la page de tous les réseaux [https://www.reseaux.fr/regions]."
    )


def test_a_content_without_this_file_has_no_such_section(tmp_path):
    shutil.copytree(PETIT / "programme", tmp_path / "programme")
    (tmp_path / "programme" / "reseaux.yml").unlink()
    written, faults = redaction.read(tmp_path, PETIT)

    assert (faults, written.programme.reseaux) == ([], {})
    for region in ("bretagne", "nouvelle-aquitaine"):
        assert "réseau" not in fin(region, written)


def test_a_network_without_an_address_says_so_where_no_page_of_all_is_known(tmp_path):
    shutil.copytree(PETIT / "programme", tmp_path / "programme")
    (tmp_path / "programme" / "reseaux.yml").write_text(
        "- {region: corse, nom: Dà Locu, sources: [presse]}\n", encoding="utf-8"
    )
    written, faults = redaction.read(tmp_path, PETIT)

    assert faults == []
    assert "Nous ne connaissons pas encore son adresse.\nSource" in fin("corse", written)


def test_our_own_networks_have_no_fault_and_each_source_can_be_read():
    written, faults = redaction.read(CONTENT, CONTENT)
    found = written.programme.reseaux

    assert faults == []
    assert found[FRANCE].url
    assert all(written.programme.sources[cle].url for one in found.values() for cle in one.sources)
