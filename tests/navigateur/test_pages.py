"""Every type of page in a real browser: phone and desktop, light and dark, with JavaScript or not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from navigateur.conftest import BUREAU, TELEPHONE
from types_de_pages import TYPES

REGLES = {
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
    ],
    # What a rule finds right is not told node by node, which takes more time than the rules.
    "resultTypes": ["violations"],
}
ECRANS = {
    "téléphone clair": {"viewport": TELEPHONE, "color_scheme": "light"},
    "bureau sombre": {"viewport": BUREAU, "color_scheme": "dark"},
}
types = pytest.mark.parametrize("chemin", TYPES.values(), ids=TYPES.keys())


@pytest.fixture(params=ECRANS.values(), ids=ECRANS.keys())
def ecran(navigateur: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab on each kind of screen."""
    context = navigateur.new_context(**request.param, locale="fr-FR")
    yield context.new_page()
    context.close()


@types
def test_axe_finds_nothing_and_the_console_is_silent(ecran: Page, site_url: str, chemin: str):
    said, asked = [], []
    ecran.on("console", lambda message: said.append(message.text))
    ecran.on("pageerror", lambda error: said.append(str(error)))
    ecran.on("request", lambda request: asked.append(request.url))
    ecran.goto(site_url + chemin, wait_until="networkidle")

    found = Axe().run(ecran, options=REGLES).response["violations"]

    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []
    assert said == []
    assert [url for url in asked if not url.startswith((site_url, "data:"))] == []


@types
def test_nothing_scrolls_sideways_at_320_px(page: Page, site_url: str, chemin: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site_url + chemin)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_home_page_makes_three_requests_at_most(page: Page, site_url: str):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url, wait_until="networkidle")

    assert len([url for url in asked if not url.startswith("data:")]) <= 3


def test_without_javascript_a_phone_number_is_three_clicks_away(navigateur: Browser, site_url: str):
    context = navigateur.new_context(viewport=TELEPHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url)
    page.get_by_role("link", name="Choisir mon département").click()
    page.get_by_role("link", name="Doubs").click()
    page.get_by_role("link", name="Le Café des pratiques", exact=True).click()

    call = page.get_by_role("link", name="Appeler le 03 81 56 20 65")
    expect(call).to_be_in_viewport()
    expect(call).to_have_attribute("href", "tel:+33381562065")
    context.close()


def test_without_javascript_the_map_page_lists_every_departement(
    navigateur: Browser, site_url: str
):
    context = navigateur.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "carte/")

    expect(page.locator("main a[href*='departements/']")).to_have_count(101)
    expect(page.get_by_role("button", name=re.compile("Afficher la carte"))).to_be_hidden()
    context.close()


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(page: Page, site_url: str):
    page.goto(site_url + "departements/25-doubs/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("#contenu$"))


def test_the_map_of_the_home_page_is_walked_by_keyboard_or_passed(page: Page, site_url: str):
    page.goto(site_url)
    page.get_by_role("link", name="Passer la carte").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ain, 1 lieu")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(site_url + "departements/01-ain/")


def test_a_lieu_prints_on_one_page_with_its_phone(page: Page, site_url: str, tmp_path: Path):
    page.goto(site_url + "lieux/le-cafe-des-pratiques-besancon/")
    page.emulate_media(media="print")

    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    expect(page.get_by_text("Appeler le 03 81 56 20 65")).to_be_visible()
    pdf = page.pdf(format="A4", path=str(tmp_path / "fiche.pdf"))
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
