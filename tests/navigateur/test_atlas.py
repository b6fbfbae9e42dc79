"""The atlas: without a script, on a map that moves, on paper; the sheets of the élus on one A4 each."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from site_servi import servi

FEUILLE = {"width": 688, "height": 1017}
"""What an A4 sheet holds between margins of 14 mm, in CSS pixels."""


@pytest.fixture(scope="module")
def national_url(site_national: Path) -> Iterator[str]:
    """The address of the site with both real sources."""
    with servi(site_national, "/annuaire/") as url:
        yield url


def test_without_a_script_the_map_and_the_tables_are_there_and_no_button(
    navigateur: Browser, site_url: str
):
    context = navigateur.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}atlas/")

    expect(page.locator("svg.france a")).to_have_count(101)
    expect(page.get_by_role("button", name="Afficher la carte")).to_be_hidden()
    page.locator("#lieu summary").click()
    expect(page.get_by_role("row", name=re.compile("Creuse"))).to_be_visible()
    context.close()


def test_the_map_shows_the_communes_of_a_departement_and_asks_nobody_else(
    page: Page, site_url: str, tiers: list[str]
):
    page.goto(f"{site_url}atlas/")
    page.get_by_role("button", name="Afficher la carte").click()
    dit = page.locator("[data-atlas] [role=status]")

    expect(dit).to_contain_text("aucun lieu à moins de 10")
    page.get_by_role("combobox", name="Ce que l’on cherche").select_option(
        "Une fabrique labellisée"
    )
    page.get_by_role("combobox", name="Département").select_option("Creuse")
    expect(dit).to_contain_text(re.compile(r"^Creuse\s: .* n’ont aucune fabrique .* 255 communes"))
    expect(page.locator("path.atlas__trace--3").first).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert tiers == []


def test_a_map_that_cannot_come_is_said_and_may_be_asked_again(page: Page, site_url: str):
    page.route("**/carte/donnees/atlas.json", lambda route: route.abort())
    page.goto(f"{site_url}atlas/")
    page.get_by_role("button", name="Afficher la carte").click()

    expect(page.locator("[data-atlas] [role=status]")).to_have_text(
        "La carte ne peut pas s’afficher. Les tableaux disent la même chose."
    )
    expect(page.get_by_role("button", name="Afficher la carte")).to_be_visible()


def test_each_sheet_of_the_elus_is_one_a4_that_holds_all_it_says(
    page: Page, national_url: str, site_national: Path
):
    page.set_viewport_size(FEUILLE)
    page.emulate_media(media="print")
    sheets = sorted(site_national.glob("departements/*/elus/index.html"))
    assert len(sheets) >= 101
    heavy = {p.parent.parent.name: n for p in sheets if (n := p.stat().st_size) > 10_000}
    assert heavy == {}

    for sheet in sheets:
        page.goto(national_url + sheet.parent.relative_to(site_national).as_posix() + "/")
        over = page.locator(".elus").evaluate("e => e.scrollHeight - e.clientHeight")
        assert over <= 1, sheet
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
