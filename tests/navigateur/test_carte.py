"""The map, driven as a visitor drives it: finger, mouse, keyboard; no request to a third party."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Request, Route, ViewportSize, expect

NATIONALE = "carte/"
CREUSE = "departements/23-creuse/"
DOUBS = "departements/25-doubs/"
IGN = "https://data.geopf.fr/**"
TUILE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)
Ouvre = Callable[[str], Page]
BUREAU: ViewportSize = {"width": 1280, "height": 860}


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
def ouvre(page: Page, site_url: str) -> Iterator[Ouvre]:
    """Opens a page and its map; fails at the end on any error of JavaScript."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def ouvre_page(path: str) -> Page:
        page.goto(f"{site_url.rstrip('/')}/{path}")
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
    page.route(IGN, _tuile)
    assert tiers == []

    with page.expect_request(IGN):
        page.get_by_role("button", name="Afficher le fond de carte de l’IGN").click()

    expect(page.get_by_text("© IGN")).to_be_visible()
    page.get_by_role("button", name="Retirer le fond de carte de l’IGN").click()
    expect(page.get_by_text("© IGN")).to_be_hidden()
    assert all(url.startswith("https://data.geopf.fr/wmts?") for url in tiers)


def _tuile(route: Route) -> None:
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


def choisit(page: Page) -> str:
    """Chooses the first lieu of the map; returns its slug."""
    lieu(page).click()
    href: str = page.get_by_role("dialog").get_by_role("link").first.get_attribute("href") or ""
    return href.rstrip("/").rsplit("/", 1)[-1]


@pytest.fixture
def bureau(page: Page) -> Page:
    """The same tab on a wide screen."""
    page.set_viewport_size(BUREAU)
    return page


def test_on_a_phone_the_list_comes_first_and_the_map_is_a_button_away(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}carte/")
    expect(page.locator("[data-prete]")).to_be_attached()
    expect(page.locator(".carte__plan")).to_be_hidden()

    page.get_by_role("list").get_by_role("button", name=re.compile("Creuse")).click()
    rang = page.locator(".carte__rang[data-slug]").first
    expect(rang.get_by_role("link").first).to_be_visible()
    rang.get_by_role("button", name=re.compile("^Voir sur la carte")).click()

    expect(page.locator(".carte__plan")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_focused()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Voir la liste").click()
    expect(rang).to_be_visible()


def test_pointing_at_a_row_shows_its_marker(bureau: Page, ouvre: Ouvre) -> None:
    page = ouvre(f"{NATIONALE}?departement=23")
    rang = page.locator(".carte__rang[data-slug]").last

    rang.hover()
    expect(page.locator(".carte__repere--survol")).to_have_count(1)
    page.locator("h1").hover()
    expect(page.locator(".carte__repere--survol")).to_have_count(0)
    rang.get_by_role("link").first.focus()
    expect(page.locator(".carte__repere--survol")).to_have_count(1)


def test_choosing_a_marker_brings_its_row(bureau: Page, ouvre: Ouvre) -> None:
    page = ouvre(f"{NATIONALE}?departement=23")

    slug = choisit(page)

    rang = page.locator(".carte__rang[aria-current]")
    expect(rang).to_have_attribute("data-slug", slug)
    expect(rang).to_be_in_viewport()
    expect(page.locator(".carte__repere--choisi")).to_have_count(1)


def test_the_address_keeps_the_view_the_filters_and_the_lieu(bureau: Page, ouvre: Ouvre) -> None:
    page = ouvre(f"{NATIONALE}?departement=23")
    page.get_by_role("button", name="Agrandir", exact=True).click()
    page.get_by_text("Filtrer", exact=True).click()
    page.get_by_role("checkbox", name=re.compile("^Fabrique labellisée")).check()
    page.get_by_role("button", name=re.compile(r"^Voir.: \d+ lieu")).click()
    slug = choisit(page)
    expect(page).to_have_url(re.compile(f"lieu={slug}"))
    said, address = statut(page).text_content() or "", page.url
    assert re.search(r"\?zoom=[\d.]+&lat=[\d.]+&lon=[\d.]+&filtres=fabrique&lieu=", address)

    page.get_by_role("dialog").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"/lieux/{slug}/$"))
    page.go_back()

    expect(page.locator("[data-prete]")).to_be_attached()
    expect(page).to_have_url(address)
    expect(statut(page)).to_have_text(said)
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator(".carte__rang[aria-current]")).to_have_attribute("data-slug", slug)


def test_filters_narrow_the_overview_and_are_undone(bureau: Page, ouvre: Ouvre) -> None:
    page = ouvre(NATIONALE)
    whole = statut(page).text_content() or ""
    page.get_by_text("Filtrer", exact=True).click()

    page.get_by_role("checkbox", name=re.compile("^FabLab")).check()

    expect(statut(page)).to_contain_text("avec un filtre")
    expect(page).to_have_url(re.compile(r"\?filtres=fablab$"))
    page.get_by_role("button", name="Effacer les filtres").click()
    expect(statut(page)).to_have_text(whole)
    expect(page.get_by_role("checkbox", name=re.compile("^FabLab"))).not_to_be_checked()
    expect(page).to_have_url(re.compile(r"/carte/$"))


def test_a_filter_or_a_departement_that_nobody_knows_is_said_and_ignored(
    bureau: Page, ouvre: Ouvre
) -> None:
    page = ouvre(f"{NATIONALE}?departement=23,999&filtres=toto&utm_source=x")

    expect(statut(page)).to_have_text(
        re.compile(
            "^Nous ne connaissons pas «\u00a0999\u00a0», «\u00a0toto\u00a0»\u00a0: "
            r"la carte n’en tient pas compte\. \d+ lieux? dans cette vue\.$"
        )
    )


def test_the_zone_is_searched_on_request_after_a_move(bureau: Page, ouvre: Ouvre) -> None:
    page = ouvre(f"{NATIONALE}?departement=23")
    chercher = page.get_by_role("button", name="Chercher dans cette zone")
    expect(chercher).to_be_hidden()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.locator(".carte__plan").focus()

    for _ in range(8):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(60)
    expect(chercher).to_be_visible()
    assert [name for name in asked if re.fullmatch(r"\d\d\.json", name)] == []
    chercher.click()

    expect(chercher).to_be_hidden()
    assert [name for name in asked if re.fullmatch(r"\d\d\.json", name)]


def test_a_file_that_does_not_arrive_is_said_and_asked_again(page: Page, ouvre: Ouvre) -> None:
    page.route("**/23.json", lambda route: route.abort())
    ouvre(f"{NATIONALE}?departement=23")
    expect(statut(page)).to_contain_text("Une partie de la carte n’a pas pu se charger.")

    page.unroute("**/23.json")
    page.get_by_role("button", name="Réessayer").click()

    expect(statut(page)).to_have_text(re.compile(r"^\d+ lieux? dans cette vue\.$"))
    expect(page.get_by_role("button", name="Réessayer")).to_be_hidden()


def test_ign_out_of_reach_is_said_and_the_outlines_stay(page: Page, ouvre: Ouvre) -> None:
    ouvre(CREUSE)
    page.route(IGN, lambda route: route.abort())

    page.get_by_role("button", name="Afficher le fond de carte de l’IGN").click()

    expect(
        page.get_by_text("Le fond de carte de l’IGN ne répond pas. Les contours restent.")
    ).to_be_visible()
    expect(page.locator(".carte__plan--ign")).to_have_count(0)
    expect(page.locator(".carte__contour").first).to_be_attached()


def test_the_choice_of_ign_is_remembered(page: Page, ouvre: Ouvre) -> None:
    page.route(IGN, _tuile)
    ouvre(CREUSE).get_by_role("button", name="Afficher le fond de carte de l’IGN").click()
    expect(page.locator(".carte__plan--ign")).to_be_attached()

    ouvre(CREUSE)

    expect(page.locator(".carte__plan--ign")).to_be_attached()
    page.get_by_role("button", name="Retirer le fond de carte de l’IGN").click()
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_that_keeps_nothing_has_the_whole_map(page: Page, ouvre: Ouvre) -> None:
    page.route(IGN, _tuile)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', "
        "{ get() { throw new DOMException('refusé', 'SecurityError') } })"
    )
    ouvre(CREUSE)

    page.get_by_role("button", name="Afficher le fond de carte de l’IGN").click()

    expect(page.locator(".carte__plan--ign")).to_be_attached()


def test_another_site_shows_the_map_alone_and_the_way_to_ours(page: Page, ouvre: Ouvre) -> None:
    ouvre(f"{NATIONALE}?departement=23&integre=1")

    expect(page.locator("header")).to_be_hidden()
    expect(page.locator("footer")).to_be_hidden()
    choisit(page)
    expect(page.get_by_role("dialog").get_by_role("link").first).to_have_attribute(
        "target", "_blank"
    )
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=re.compile("^Voir sur ")).click()
    site = opened.value
    expect(site).to_have_url(re.compile(r"/carte/\?departement=23&lieu=[a-z0-9-]+$"))
    expect(site.locator("header")).to_be_visible()


def test_the_code_of_a_frame_is_copied_without_a_permission(bureau: Page, ouvre: Ouvre) -> None:
    page = ouvre(f"{NATIONALE}?departement=23")
    page.get_by_text("Intégrer cette carte", exact=True).click()

    code = page.get_by_role("textbox", name=re.compile("^Copiez ce code"))
    expect(code).to_have_value(
        re.compile(r'^<iframe src="http[^"]+/carte/\?departement=23&amp;integre=1" title="[^"]+" ')
    )
    page.get_by_role("button", name="Copier", exact=True).click()
    assert page.evaluate("getSelection().toString()") == code.input_value()
    expect(page.locator(".carte__integrer [role=status]")).not_to_be_empty()


@pytest.mark.parametrize("width", [320, 768])
def test_nothing_scrolls_sideways(page: Page, ouvre: Ouvre, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    ouvre(f"{NATIONALE}?departement=23")
    page.get_by_text("Filtrer", exact=True).click()
    expect(page.get_by_role("checkbox").first).to_be_visible()
    choisit(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_targets_are_at_least_44_px(page: Page, ouvre: Ouvre) -> None:
    ouvre(f"{NATIONALE}?departement=23")
    page.get_by_text("Filtrer", exact=True).click()
    expect(page.get_by_role("checkbox").first).to_be_visible()

    small = page.locator(
        ".carte button, .carte summary, .carte label, .leaflet-bar a, .carte__repere:has(svg)"
    ).evaluate_all(
        """all => all.map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
            .filter(([, box]) => box.width && Math.min(box.width, box.height) < 43.9)
            .map(([text]) => text)"""
    )

    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_list_the_filters_and_the_card(
    bureau: Page, ouvre: Ouvre, scheme: str
) -> None:
    bureau.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page = ouvre(f"{NATIONALE}?departement=23")
    page.get_by_text("Filtrer", exact=True).click()
    expect(page.get_by_role("checkbox").first).to_be_visible()
    choisit(page)

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


def test_forced_colours_keep_the_shapes_apart(bureau: Page, ouvre: Ouvre) -> None:
    bureau.emulate_media(forced_colors="active")
    page = ouvre(f"{NATIONALE}?departement=23")
    choisit(page)

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


def test_paper_has_the_map_and_its_list(bureau: Page, ouvre: Ouvre) -> None:
    page = ouvre(f"{NATIONALE}?departement=23")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    expect(page.locator(".carte__contour").first).to_be_attached()
    expect(page.locator(".carte__plan")).to_be_visible()
    expect(page.locator(".carte__rang").first).to_be_visible()
    expect(page.get_by_role("button", name="Agrandir", exact=True)).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
