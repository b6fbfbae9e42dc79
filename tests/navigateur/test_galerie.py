"""The gallery in a real browser: each component, at its best and at its worst, on any screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from annuaire import __main__ as cli
from navigateur.conftest import BUREAU, TELEPHONE
from navigateur.test_pages import REGLES
from site_servi import servi

# Two breadcrumbs on one page bear one name; a page of the site has one.
OPTIONS = {**REGLES, "rules": {"landmark-unique": {"enabled": False}}}
VUES = ("galerie/", "galerie/sombre/")


@pytest.fixture(scope="module")
def galerie_url(une_fois):
    """The address of the folder that the command writes."""

    def faire(into):
        assert cli.main(["galerie", "--vers", str(into)]) == 0

    with servi(une_fois("galerie", faire)) as url:
        yield url


@pytest.mark.parametrize("vue", VUES)
@pytest.mark.parametrize("couleurs", ["light", "dark"])
@pytest.mark.parametrize("taille", [TELEPHONE, BUREAU], ids=["téléphone", "bureau"])
def test_axe_finds_nothing_and_the_console_is_silent(
    navigateur: Browser, galerie_url: str, vue: str, couleurs: str, taille: dict
):
    context = navigateur.new_context(viewport=taille, color_scheme=couleurs, locale="fr-FR")
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(galerie_url + vue, wait_until="networkidle")
    for summary in page.locator("summary").filter(visible=True).all():
        summary.click()
    page.get_by_label("Fabrique labellisée").first.check()

    found = Axe().run(page, options=OPTIONS).response["violations"]

    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []
    assert said == []
    context.close()


@pytest.mark.parametrize("largeur", [320, 360, 768, 1280])
def test_no_example_scrolls_the_page_sideways(page: Page, galerie_url: str, largeur: int):
    page.set_viewport_size({"width": largeur, "height": 800})
    page.goto(galerie_url + VUES[0])
    for summary in page.locator("summary").filter(visible=True).all():
        summary.click()

    assert page.evaluate("document.documentElement.scrollWidth") <= largeur


def test_dark_colours_can_be_forced(page: Page, galerie_url: str):
    page.emulate_media(color_scheme="light")
    page.goto(galerie_url + VUES[0])
    expect(page.locator("body")).to_have_css("background-color", "rgb(245, 247, 242)")

    page.get_by_role("link", name="Forcer les couleurs sombres").click()

    expect(page.locator("body")).to_have_css("background-color", "rgb(16, 24, 20)")


def test_two_maps_of_the_gallery_open_and_the_third_says_that_its_data_is_missing(
    page: Page, galerie_url: str
):
    page.goto(galerie_url + VUES[0])
    boutons = page.get_by_role("button", name="Afficher la carte")
    expect(boutons).to_have_count(3)
    # All at once: Leaflet must run once, else the maps mix the points of several copies and fail.
    page.evaluate(
        "document.querySelectorAll('.carte__demande button').forEach((one) => one.click())"
    )

    expect(page.locator(".carte__statut")).to_have_text(
        [
            "2 lieux dans cette vue.",
            "3 lieux dans cette vue. Choisissez un département.",
            "La carte ne peut pas s’afficher. La liste contient tous les lieux.",
        ]
    )
    expect(page.locator('script[src$="leaflet.js"]')).to_have_count(1)
