"""The list that goes with the map, its filters, its address, its frame in another site."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from navigateur.test_carte import CREUSE, IGN, NATIONALE, Ouvre, lieu, statut, tuile


def choisit(page: Page) -> str:
    """Chooses the first lieu of the map; returns its slug."""
    lieu(page).click()
    href: str = page.get_by_role("dialog").get_by_role("link").first.get_attribute("href") or ""
    return href.rstrip("/").rsplit("/", 1)[-1]


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
    page.route(IGN, tuile)
    ouvre(CREUSE).get_by_role("button", name="Afficher le fond de carte de l’IGN").click()
    expect(page.locator(".carte__plan--ign")).to_be_attached()

    ouvre(CREUSE)

    expect(page.locator(".carte__plan--ign")).to_be_attached()
    page.get_by_role("button", name="Retirer le fond de carte de l’IGN").click()
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_that_keeps_nothing_has_the_whole_map(page: Page, ouvre: Ouvre) -> None:
    page.route(IGN, tuile)
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
