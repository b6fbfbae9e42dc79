"""A real browser on the built site, served as GitHub Pages serves a project: under a sub-path."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from navigateur_trouve import chemin_du_navigateur
from site_servi import servi

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


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address of the site: http://127.0.0.1:…/annuaire/."""
    with servi(site, f"/{site.name}/") as url:
        yield url


@pytest.fixture(scope="session")
def navigateur() -> Iterator[Browser]:
    """One Chromium for all the tests of a process."""
    path = chemin_du_navigateur()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield browser
        browser.close()


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
