"""A real browser on the built site, served as GitHub Pages serves a project: under a sub-path."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from annuaire_de_test import PETIT
from construction import bati, departements
from navigateur_trouve import chemin_du_navigateur
from site_servi import servi
from une_fois import UneFois

OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
TELEPHONE = {"width": 360, "height": 740}
BUREAU = {"width": 1280, "height": 860}
# A machine that does much else takes its time: what never comes fails all the same.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address of the site: http://127.0.0.1:…/annuaire/."""
    with servi(site, f"/{site.name}/") as url:
        yield url


@pytest.fixture(scope="session")
def petit_url(une_fois: UneFois) -> Iterator[str]:
    """The site of the small tree, whose lieux have moved, closed, and have all that may be told."""
    own = departements(PETIT, "90")
    folder = une_fois("petit", lambda into: bati(into / "annuaire", PETIT, TERRITOIRE=own))
    with servi(folder / "annuaire", "/annuaire/") as url:
        yield url


@pytest.fixture(scope="session")
def navigateur() -> Iterator[Browser]:
    """One Chromium for all the tests of a process."""
    path = chemin_du_navigateur()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        browser.new_context = _ecoute(browser.new_context)
        yield browser
        browser.close()


def _ecoute(nouveau: Callable[..., BrowserContext]) -> Callable[..., BrowserContext]:
    """Print what each page says and what it could not get: pytest shows it where a test fails."""

    def ecoute(**options: object) -> BrowserContext:
        context = nouveau(**options)
        context.on("console", lambda message: print("console :", message.text))
        context.on("weberror", lambda one: print("erreur :", one.error))
        context.on("requestfailed", lambda request: print("perdu :", request.url, request.failure))
        return context

    return ecoute


@pytest.fixture
def contexte(navigateur: Browser) -> Iterator[BrowserContext]:
    """A phone of 360 px."""
    context = navigateur.new_context(viewport=TELEPHONE, locale="fr-FR")
    yield context
    context.close()


@pytest.fixture
def page(contexte: BrowserContext) -> Page:
    """A tab of that phone."""
    return contexte.new_page()


# --- The map ---------------------------------------------------------------------------


@pytest.fixture
def tiers(page: Page, site_url: str) -> list[str]:
    """Addresses asked for outside the site."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((site_url, "data:")):
            asked.append(request.url)

    page.on("request", note)
    return asked


@pytest.fixture
def ouvre(page: Page, site_url: str) -> Iterator[Callable[..., Page]]:
    """Opens a page and its map; fails at the end on any error of JavaScript."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def ouvre_page(path: str, base: str = site_url) -> Page:
        page.goto(base + path)
        bouton = page.get_by_role("button", name=re.compile("^Afficher la carte"))
        if bouton.is_visible():
            bouton.click()
        expect(page.locator("[data-carte][data-prete]")).to_be_attached()
        voir = page.get_by_role("button", name="Voir la carte", exact=True)
        if voir.is_visible():
            voir.click()
        expect(page.locator(".carte__repere").first).to_be_visible()
        return page

    yield ouvre_page
    assert errors == []


@pytest.fixture
def bureau(page: Page) -> Page:
    """The same tab on a wide screen."""
    page.set_viewport_size({"width": 1280, "height": 860})
    return page
