"""Entries at the limits, on the narrowest phone: nothing scrolls sideways, nothing is cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

HORS_DU_CADRE = """() => [...document.querySelectorAll('body *')]
  .filter(e => !e.closest('svg, .invisible, .evitement, .carte, [role=region][tabindex="0"]'))
  .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5 || e.scrollWidth > innerWidth)
  .map(e => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 40)}`)"""
"""What goes out of the screen, whether or not it can be scrolled to; a wide table that a keyboard scrolls
in a region of its own is no fault (WCAG 1.4.10)."""


@pytest.fixture(scope="module", params=[320, 768, 1280])
def ecran(navigateur: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A phone of 320 px, a tablet, a desktop."""
    context = navigateur.new_context(viewport={"width": request.param, "height": 640})
    yield context
    context.close()


def chemins(site: Path) -> list[Path]:
    """One page of each kind, and each lieu that is at a limit."""
    names = {
        "": site.glob("index.html"),
        "tout": site.glob("*/index.html"),
        "lieux": (p for p in site.glob("lieux/*/index.html") if "atelier-" not in p.parent.name),
        "departements": (site / f"departements/{d}/index.html" for d in VUS),
        "communes": (p for p in site.glob("communes/*/index.html") if "23" in p.parent.name[:2]),
        "regions": site.glob("regions/*/index.html"),
        "familles": site.glob("familles/*/index.html"),
        "services": site.glob("services/*/index.html"),
    }
    every = [path for found in names.values() for path in sorted(found)]
    return [path for path in every if "refresh" not in path.read_text(encoding="utf-8")]


VUS = (
    "23-creuse",
    "19-correze",
    "90-territoire-de-belfort",
    "2a-corse-du-sud",
    "19-correze/communes",
)


def test_nothing_goes_out_of_the_screen(ecran: BrowserContext, site_extreme: Path):
    page, wide = ecran.new_page(), {}
    for path in chemins(site_extreme):
        page.goto(path.as_uri())
        assert page.evaluate("getComputedStyle(document.body).maxWidth") in {"1160px", "1600px"}
        found = page.evaluate(HORS_DU_CADRE)
        if found or page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide[str(path.parent.relative_to(site_extreme))] = found[:6]

    assert wide == {}
