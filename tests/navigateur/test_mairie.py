"""What a mairie prints: a commune or a postcode on one A4 sheet, read from two metres."""

import re

import pytest
from playwright.sync_api import Page, expect

FEUILLE = {"width": 688, "height": 1017}
"""What an A4 sheet holds between margins of 14 mm, in CSS pixels."""
PAGES = {
    "code postal": "cp/23500/",
    "quarante-six communes": "cp/51300/",
    "commune": "communes/25056-besancon/",
}


@pytest.mark.parametrize("chemin", PAGES.values(), ids=PAGES.keys())
def test_a_poster_is_one_sheet_with_large_phones_and_the_day(
    page: Page, site_url: str, chemin: str
):
    page.set_viewport_size(FEUILLE)
    page.goto(site_url + chemin)
    page.emulate_media(media="print")

    expect(page.get_by_text("Besoin d’aide avec internet")).to_be_visible()
    expect(page.get_by_text("Liste du 23 novembre 2026")).to_be_visible()
    expect(
        page.get_by_text(f"Sur internet : fabriques.example/annuaire/{chemin[:-1]}")
    ).to_be_visible()
    for hidden in ("Menu", "Pied de page", "Vous êtes ici"):
        expect(page.get_by_role("navigation", name=hidden)).to_be_hidden()
    expect(page.locator(".communes")).to_be_hidden() if page.locator(".communes").count() else None
    assert 1 <= page.locator(".lieux > li:visible").count() <= 7
    expect(page.locator(".lieux > .ecran:visible")).to_have_count(0)
    sizes = page.locator(".tel:visible").evaluate_all(
        "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert sizes
    assert min(sizes) >= 28 * 96 / 72 - 0.1
    assert page.evaluate("document.documentElement.scrollWidth") <= FEUILLE["width"]
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def test_long_names_keep_a_poster_on_one_sheet_with_its_day(page: Page, site_url: str):
    page.goto(f"{site_url}cp/51300/")
    page.evaluate("""() => document.querySelectorAll('.nom a').forEach((nom) => {
        nom.textContent = 'France services multisites de la Vallée Française, antenne du bourg'
    })""")
    page.emulate_media(media="print")
    page.set_viewport_size(FEUILLE)

    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    jour = page.get_by_text("Liste du 23 novembre 2026").bounding_box()
    main = page.locator("main").bounding_box()
    assert jour
    assert main
    assert jour["y"] + jour["height"] <= main["y"] + main["height"] + 1


def test_the_row_of_the_commune_that_one_came_for_is_shown(page: Page, site_url: str):
    page.goto(f"{site_url}cp/51300/#c51649")
    row, other = page.locator("#c51649"), page.locator(".communes li").first

    expect(row).to_be_in_viewport()
    grounds = [one.evaluate("e => getComputedStyle(e).backgroundColor") for one in (row, other)]
    assert grounds[0] != grounds[1]
