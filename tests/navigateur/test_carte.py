"""The map, driven as a visitor drives it: finger, mouse, keyboard; no request to a third party."""

import re
from base64 import b64decode
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

NATIONALE = "carte/"
CREUSE = "departements/23-creuse/"
DOUBS = "departements/25-doubs/"
IGN = "https://data.geopf.fr/**"
TUILE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)
Ouvre = Callable[..., Page]


def lieu(page: Page) -> Locator:
    """The first marker of a single point."""
    return page.locator(".carte__repere:has(svg)").first


def statut(page: Page) -> Locator:
    """The sentence that says what is in view."""
    return page.locator(".carte__statut")


def actif(page: Page) -> str:
    """What a screen reader calls the element that has the focus."""
    name: str = page.evaluate("document.activeElement.getAttribute('aria-label')")
    return name


def arrets(page: Page) -> int:
    """Tab stops inside the map, the map itself included."""
    stops: int = page.evaluate(
        """() => [document.querySelector('.carte__plan'),
            ...document.querySelectorAll('.carte__plan *')]
            .filter((e) => e.tabIndex >= 0 && e.getClientRects().length).length"""
    )
    return stops


def test_departement_map_waits_for_a_click(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{site_url.rstrip('/')}/{CREUSE}")
    page.wait_for_load_state("networkidle")

    assert not [url for url in asked if "leaflet" in url or "donnees" in url]


def test_button_gives_its_focus_to_the_map(ouvre: Ouvre) -> None:
    page = ouvre(CREUSE)

    expect(page.locator(".carte__plan")).to_be_focused()


def test_national_map_starts_alone_from_the_overview(
    page: Page, ouvre: Ouvre, tiers: list[str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))

    ouvre(NATIONALE)
    page.wait_for_load_state("networkidle")

    assert sorted(name for name in asked if name.endswith(".json")) == [
        "apercu.json",
        "contours.json",
    ]
    assert [name for name in asked if name in ("filtres.js", "plus.js")] == []
    assert tiers == []


def test_marker_of_a_departement_opens_its_lieux(ouvre: Ouvre) -> None:
    page = ouvre(NATIONALE)
    marqueur = page.locator(".carte__repere:has(.carte__nombre--departement)").first
    name = marqueur.get_attribute("aria-label") or ""
    assert re.fullmatch(r"[^:]+\u00a0: \d+ lieux?, agrandir", name)

    marqueur.click()

    expect(statut(page)).to_have_text(re.compile(r"^\d+ lieux? dans cette vue\.$"))
    expect(
        page.locator(".carte__repere:not(:has(.carte__nombre--departement))").first
    ).to_be_visible()


def test_overseas_departements_are_one_click_away(ouvre: Ouvre) -> None:
    page = ouvre(NATIONALE)

    page.get_by_role("button", name="Guyane", exact=True).click()

    expect(statut(page)).to_have_text(re.compile(r"^\d+ lieux? dans cette vue\.$"))
    expect(lieu(page)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/carte/\?departement=973$"))


def test_every_marker_has_a_name(ouvre: Ouvre) -> None:
    page = ouvre(CREUSE)

    names = page.locator(".carte__repere").evaluate_all(
        "all => all.map((e) => [e.getAttribute('role'), e.getAttribute('aria-label')])"
    )

    assert all(role == "button" and name for role, name in names)


def test_map_has_five_tab_stops_at_most(ouvre: Ouvre) -> None:
    page = ouvre(CREUSE)

    assert arrets(page) == 4
    lieu(page).click()
    assert arrets(page) == 4


def test_keyboard_walk(ouvre: Ouvre) -> None:
    page = ouvre(CREUSE)
    page.locator(".carte__plan").focus()
    page.keyboard.press("Tab")
    first = actif(page)

    page.keyboard.press("n")
    second = actif(page)
    page.keyboard.press("p")

    assert second != first
    assert actif(page) == first
    page.keyboard.press("ArrowDown")
    assert actif(page) not in (None, first)


def test_enter_opens_and_escape_gives_the_focus_back(ouvre: Ouvre) -> None:
    page = ouvre(CREUSE)
    lieu(page).focus()
    name = actif(page)

    page.keyboard.press("Enter")

    fiche = page.get_by_role("dialog", name=name)
    expect(fiche).to_be_focused()
    expect(fiche.get_by_role("link").first).to_have_attribute(
        "href", re.compile(r"/lieux/[a-z0-9-]+/$")
    )
    page.keyboard.press("Escape")
    expect(fiche).to_be_hidden()
    assert actif(page) == name


def test_close_button_gives_the_focus_back(ouvre: Ouvre) -> None:
    page = ouvre(CREUSE)
    lieu(page).click()
    name = page.get_by_role("dialog").get_attribute("aria-label")

    page.get_by_role("button", name="Fermer").click()

    assert actif(page) == name


def test_enter_on_a_group_moves_the_focus_to_a_marker_or_to_its_list(ouvre: Ouvre) -> None:
    page = ouvre(DOUBS)
    groupe = page.get_by_role(
        "button", name=re.compile(r"^\d+ lieux(?:, agrandir| tout près| au même endroit)")
    )
    groupe.first.focus()
    name = actif(page)

    page.keyboard.press("Enter")

    page.wait_for_function(
        """name => document.activeElement.matches('[role=dialog]')
            || (document.activeElement.matches('.carte__repere')
            && document.activeElement.getAttribute('aria-label') !== name)""",
        arg=name,
    )


def test_zooming_from_a_marker_keeps_it(ouvre: Ouvre) -> None:
    page = ouvre(CREUSE)
    lieu(page).focus()
    name = actif(page)

    page.keyboard.press("+")
    page.wait_for_timeout(500)

    assert actif(page) == name


def test_labels_are_french(ouvre: Ouvre) -> None:
    page = ouvre(CREUSE)

    expect(page.get_by_role("button", name="Agrandir", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Réduire", exact=True)).to_be_visible()
    expect(page.get_by_text("Leaflet")).to_have_count(0)


@pytest.mark.parametrize("path", [NATIONALE, CREUSE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, ouvre: Ouvre, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    ouvre(path)
    closed = Axe().run(page)
    if path == CREUSE:
        lieu(page).click()

    assert closed.violations_count == 0, closed.generate_report()
    opened = Axe().run(page)
    assert opened.violations_count == 0, opened.generate_report()


def test_ign_is_asked_only_after_its_button(ouvre: Ouvre, tiers: list[str]) -> None:
    page = ouvre(CREUSE)
    page.route(IGN, tuile)
    assert tiers == []

    with page.expect_request(IGN):
        page.get_by_role("button", name="Afficher le fond de carte de l’IGN").click()

    expect(page.get_by_text("© IGN")).to_be_visible()
    page.get_by_role("button", name="Retirer le fond de carte de l’IGN").click()
    expect(page.get_by_text("© IGN")).to_be_hidden()
    assert all(url.startswith("https://data.geopf.fr/wmts?") for url in tiers)


def tuile(route: Route) -> None:
    route.fulfill(body=TUILE, content_type="image/png")


def test_without_data_a_sentence_and_the_list_remain(page: Page, site_url: str) -> None:
    page.route("**/apercu.json", lambda route: route.fulfill(status=404))

    page.goto(f"{site_url.rstrip('/')}/{NATIONALE}")

    expect(statut(page)).to_have_text(
        "La carte ne peut pas s’afficher. La liste contient tous les lieux."
    )
    expect(page.locator(".carte__plan")).to_be_hidden()
    expect(page.get_by_role("heading", name="Par département")).to_be_visible()
    page.unroute("**/apercu.json")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator("[data-prete]")).to_be_attached()


def test_map_leaves_room_to_scroll_the_page(ouvre: Ouvre) -> None:
    page = ouvre(CREUSE)

    box = page.locator(".carte__plan").bounding_box()
    view = page.viewport_size

    assert box
    assert view
    assert box["height"] <= 0.82 * view["height"]
    assert box["width"] <= view["width"]


def test_zoom_buttons_are_large(ouvre: Ouvre) -> None:
    page = ouvre(CREUSE)

    box = page.get_by_role("button", name="Agrandir", exact=True).bounding_box()

    assert box is not None
    assert min(box["width"], box["height"]) >= 44
