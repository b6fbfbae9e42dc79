"""A real browser on the built site, served as GitHub Pages serves a project: under a sub-path."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from navigateur_trouve import chemin_du_navigateur

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


class Silencieux(SimpleHTTPRequestHandler):
    """A server that keeps its log to itself."""

    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def servi(folder: Path) -> Iterator[str]:
    """Serve a folder; its address ends in a slash."""
    handler = partial(Silencieux, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address of the site: http://127.0.0.1:…/annuaire/."""
    with servi(site.parent) as url:
        yield f"{url}{site.name}/"


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
