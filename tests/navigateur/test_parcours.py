"""One errand by every way there is: find a lieu on the map, filter, open its page, call, come back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from navigateur.conftest import BUREAU, TELEPHONE

NOM, SLUG = "Le Café des pratiques", "le-cafe-des-pratiques-besancon"
APPEL = "tel:+33381562065"
FILTRE = "Fabrique labellisée"


@pytest.fixture
def tactile(navigateur: Browser) -> Iterator[Page]:
    """A phone with a touch screen."""
    context = navigateur.new_context(
        viewport=TELEPHONE, has_touch=True, is_mobile=True, device_scale_factor=2, locale="fr-FR"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def bureau(navigateur: Browser) -> Iterator[Page]:
    """A wide screen."""
    context = navigateur.new_context(viewport=BUREAU, locale="fr-FR")
    yield context.new_page()
    context.close()


@pytest.fixture
def sans_js(navigateur: Browser) -> Iterator[Page]:
    """A phone that runs no script."""
    context = navigateur.new_context(viewport=TELEPHONE, java_script_enabled=False, locale="fr-FR")
    yield context.new_page()
    context.close()


def statut(page: Page) -> str:
    """What the map says of its view."""
    return page.locator(".carte__statut").text_content() or ""


def au_lieu_et_retour(page: Page, ouvre: Locator, appelle: Locator, touche: str) -> None:
    """The card calls and leads to the page of the lieu, which calls too; coming back finds all again."""
    expect(appelle).to_have_attribute("href", APPEL)
    expect(page).to_have_url(re.compile("[?&]lieu="))
    adresse, dit = page.url, statut(page)

    getattr(ouvre, touche)(*(("Enter",) if touche == "press" else ()))
    expect(page).to_have_url(re.compile(f"/lieux/{SLUG}/$"))
    numero = page.get_by_role("link", name="Appeler le 03 81 56 20 65")
    expect(numero).to_be_in_viewport()
    expect(numero).to_have_attribute("href", APPEL)

    page.go_back()
    expect(page.locator("[data-prete]")).to_be_attached()
    expect(page).to_have_url(adresse)
    expect(page.get_by_role("dialog")).to_contain_text(NOM)
    expect(page.locator(".carte__statut")).to_have_text(dit)


def carte(page: Page) -> tuple[Locator, Locator]:
    """The two ways on of the open card: to the page of the lieu, to its telephone."""
    fiche = page.get_by_role("dialog")
    expect(fiche).to_contain_text(NOM)
    return fiche.get_by_role("link", name=NOM, exact=True), fiche.get_by_role(
        "link", name="Appeler le 03"
    )


def test_by_touch_from_the_home_page(tactile: Page, site_url: str) -> None:
    page = tactile
    page.goto(site_url)
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Carte").tap()
    page.get_by_role("button", name=re.compile("^25 ?Doubs")).tap()
    page.get_by_text("Filtrer", exact=True).tap()
    page.get_by_role("checkbox", name=re.compile(f"^{FILTRE}")).tap()
    page.get_by_role("button", name=re.compile(r"^Voir.: \d+ lieu|^Voir les")).tap()
    page.get_by_role("button", name=f"Voir sur la carte : {NOM}").tap()

    au_lieu_et_retour(page, *carte(page), "tap")


def test_by_mouse(bureau: Page, site_url: str) -> None:
    page = bureau
    page.goto(f"{site_url}carte/")
    page.locator("[data-prete]").wait_for(state="attached")
    page.get_by_text("Filtrer", exact=True).click()
    page.get_by_role("checkbox", name=re.compile(f"^{FILTRE}")).check()
    page.get_by_role("button", name=re.compile(r"^Voir.: \d+ lieu|^Voir les")).click()
    rang = page.locator(f".carte__rang[data-slug={SLUG}]")
    agrandit(page, page.locator(".carte__repere[aria-label*='Doubs']"), rang)
    rang.hover()  # to see where its marker is
    survol = page.locator(".carte__repere--survol")
    agrandit(page, survol, page.get_by_role("dialog").or_(survol.locator("svg")))
    if not page.get_by_role("dialog").count():
        survol.click()

    au_lieu_et_retour(page, *carte(page), "click")


def agrandit(page: Page, groupe: Locator, jusqua: Locator) -> None:
    """Click a group that stands for several places until what is looked for is there."""
    for _ in range(4):
        groupe.first.click()
        page.wait_for_timeout(600)  # the glide of the map
        if jusqua.count():
            return
    raise AssertionError(f"{jusqua} n’apparaît pas")


def test_by_keyboard_alone(bureau: Page, site_url: str) -> None:
    page = bureau
    page.goto(f"{site_url}carte/?departement=25")
    page.locator("[data-prete]").wait_for(state="attached")
    tabule(page, page.locator("summary", has_text="Filtrer"))
    page.keyboard.press("Enter")
    case = page.get_by_role("checkbox", name=re.compile(f"^{FILTRE}"))
    case.wait_for()
    tabule(page, case)
    page.keyboard.press("Space")
    tabule(page, page.get_by_role("button", name=re.compile(r"^Voir.: \d+ lieu|^Voir les")))
    page.keyboard.press("Enter")
    tabule(page, page.get_by_role("button", name=f"Voir sur la carte : {NOM}"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_focused()
    ouvre, appelle = carte(page)
    tabule(page, ouvre)

    au_lieu_et_retour(page, ouvre, appelle, "press")

    tabule(page, carte(page)[0])
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def tabule(page: Page, cible: Locator) -> None:
    """Press Tab until the target has the focus; fail after sixty."""
    for _ in range(60):
        if cible.evaluate("(e) => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab ne mène pas à {cible}")


def test_without_scripts_through_the_lists(sans_js: Page, site_url: str) -> None:
    page = sans_js
    page.goto(site_url)
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Carte").click()
    page.get_by_role("link", name="Doubs").click()
    page.get_by_role("link", name=NOM, exact=True).click()
    numero = page.get_by_role("link", name="Appeler le 03 81 56 20 65")
    expect(numero).to_be_in_viewport()
    expect(numero).to_have_attribute("href", APPEL)
    page.get_by_role("link", name="Besançon", exact=True).first.click()

    expect(page).to_have_url(f"{site_url}communes/25056-besancon/")
    expect(page.get_by_role("link", name=NOM, exact=True)).to_be_visible()
