"""The map where something is hard or missing: the line, the storage, the scripts, the room, the data."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from annuaire_de_test import annuaire_de
from bench import carte_sites
from navigateur.test_carte import CREUSE, NATIONALE, Ouvre, actif, lieu, statut
from site_servi import servi

LABEL = {"label": "fabrique", "sources": ["https://exemple.fr/"]}
GENS = "مقهى الإنترنت"
PARIS = {"latitude": 48.85, "longitude": 2.35}
PLACE = {"latitude": 45.8832, "longitude": 2.1743}


@pytest.fixture(scope="module")
def limites_url(lieu, tmp_path_factory) -> Iterator[str]:
    """A site of hard lieux: forty close together, two at one spot, one far outside, one in Arabic."""
    many = [
        lieu(id=f"lieu-{n:02}", nom=f"Lieu {n:02}", commune="Guéret", code_insee="23096",
             latitude=46.17 + n % 7 / 300, longitude=1.87 + n // 7 / 300)
        for n in range(40)
    ]  # fmt: skip
    hard = [
        lieu(id="la-fabrique", nom="La Fabrique", commune="La Souterraine", code_insee="23176",
             latitude=46.238, longitude=1.487, fabrique=LABEL, telephone="+33555660000"),
        lieu(id="la-maison", nom="La Maison", commune="Bourganeuf", code_insee="23030",
             latitude=45.953, longitude=1.757, dispositif_programmes_nationaux=["France Services"]),
        lieu(id="jumeau-a", nom="Jumeau A", **PLACE),
        lieu(id="jumeau-b", nom="Jumeau B", **PLACE),
        lieu(id="ailleurs", nom="Ailleurs", **PARIS),
        lieu(id="sans-adresse", nom="Sans adresse", commune="Boussac", code_insee="23031"),
        lieu(id="de-droite-a-gauche", nom=GENS, commune="Évaux-les-Bains", code_insee="23076",
             latitude=46.173, longitude=2.486),
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("limites")
    carte_sites.ecrire(folder, annuaire_de(*many, *hard))
    with servi(folder) as url:
        yield url


def repere(page: Page, nom: str) -> Locator:
    """The markers whose name begins so."""
    return page.get_by_role("button", name=re.compile(f"^{nom}"))


# --- What is drawn ----------------------------------------------------------------------


def test_many_lieux_are_one_number_that_says_what_it_stands_for(ouvre: Ouvre, limites_url: str):
    page = ouvre(CREUSE, limites_url)
    groupe = page.locator(".carte__repere", has_text=re.compile(r"^40$"))

    expect(groupe).to_have_attribute("aria-label", "40 lieux, agrandir, secteur de Guéret")
    groupe.press("Enter")

    expect(groupe).to_have_count(0)
    expect(page.locator(".carte__repere").nth(2)).to_be_attached()


def test_far_away_the_marks_of_groups_never_overlap(ouvre: Ouvre, limites_url: str):
    page = ouvre(CREUSE, limites_url)

    boxes = [m.bounding_box() for m in page.locator(".carte__repere").all()]
    spots = [(b["x"] + b["width"] / 2, b["y"] + b["height"] / 2) for b in boxes if b]

    assert len(spots) >= 5
    gaps = [max(abs(a[0] - b[0]), abs(a[1] - b[1])) for i, a in enumerate(spots) for b in spots[:i]]
    assert min(gaps) >= 30


def test_each_kind_has_its_shape_and_the_legend_names_them_all(ouvre: Ouvre, limites_url: str):
    page = ouvre(CREUSE, limites_url)

    def forme(nom: str) -> str:
        return repere(page, nom).locator("svg").get_attribute("class") or ""

    assert forme("La Fabrique") == "marque marque--fabrique"
    assert forme("La Maison") == "marque marque--france-services"
    assert forme("Sans adresse") == "marque marque--autre marque--flou"
    legende = page.get_by_role("list", name="Légende")
    expect(legende.get_by_role("listitem")).to_have_text(
        [
            "Fabrique labellisée",
            "France services",
            "Autre lieu",
            "En tirets\u00a0: adresse exacte inconnue, point placé dans la commune",
        ]
    )
    expect(legende).to_be_visible()


def test_communes_are_named_from_zoom_10(ouvre: Ouvre, limites_url: str):
    page = ouvre(f"{NATIONALE}?zoom=9.5&lat=45.96&lon=2.17", limites_url)
    names = page.locator(".carte__commune span")
    expect(names.filter(has_text="Saint-Alpinien")).to_have_count(0)

    with page.expect_request("**/communes-23.json"):
        page.get_by_role("button", name="Agrandir", exact=True).click()

    expect(names.filter(has_text="Aubusson").first).to_be_visible()
    expect(names.nth(5)).to_be_attached()


# --- Hard lieux -------------------------------------------------------------------------


def test_two_lieux_at_one_spot_are_one_mark_that_the_keyboard_opens(ouvre: Ouvre, limites_url: str):
    page = ouvre(CREUSE, limites_url)
    pile = repere(page, "2 lieux au même endroit, Felletin")
    pile.focus()
    page.keyboard.press("Enter")

    fiche = page.get_by_role("dialog")
    expect(fiche).to_be_focused()
    page.keyboard.press("Tab")
    expect(fiche.get_by_role("link", name="Jumeau A")).to_be_focused()
    page.keyboard.press("Tab")
    expect(fiche.get_by_role("link", name="Jumeau B")).to_be_focused()
    page.keyboard.press("Escape")
    assert actif(page) == "2 lieux au même endroit, Felletin"


def test_a_point_outside_the_map_is_told_in_the_list(bureau: Page, ouvre: Ouvre, limites_url: str):
    page = ouvre(CREUSE, limites_url)

    rang = page.locator("[data-slug=ailleurs]")
    expect(rang).to_contain_text("Son point est hors de cette carte.")
    expect(rang.get_by_role("link", name="Ailleurs")).to_be_attached()
    expect(rang.get_by_role("button")).to_have_count(0)


def test_a_name_from_right_to_left_keeps_to_its_place(bureau: Page, ouvre: Ouvre, limites_url: str):
    page = ouvre(CREUSE, limites_url)
    repere(page, GENS).click()

    nom = page.get_by_role("dialog").get_by_role("link", name=GENS)
    expect(nom).to_have_attribute("dir", "auto")
    expect(nom).to_be_visible()
    expect(
        page.locator("[data-slug=de-droite-a-gauche]").get_by_role("link", name=GENS)
    ).to_have_attribute("dir", "auto")


# --- What is missing --------------------------------------------------------------------


def test_without_scripts_the_lists_remain_and_no_button_is_dead(navigateur: Browser, site_url: str):
    context = navigateur.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    for path in (NATIONALE, CREUSE):
        page.goto(site_url + path)

        expect(statut(page)).to_have_text("La liste contient tous les lieux de la carte.")
        expect(page.get_by_role("list", name="Légende")).to_be_visible()
        expect(page.locator("[data-carte] button:visible")).to_have_count(0)
        expect(page.locator("[data-carte] summary:visible")).to_have_count(0)
    expect(page.locator(".lieux > li").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("fichier", ["leaflet.js", "carte-vue.js", "carte.css", "23.json"])
def test_whatever_does_not_arrive_is_said_and_asked_again(page: Page, site_url: str, fichier: str):
    page.route(f"**/{fichier}", lambda route: route.abort())
    page.route("**/apercu.json", lambda route: route.abort())
    page.goto(site_url + CREUSE)
    page.get_by_role("button", name=re.compile("^Afficher la carte")).click()

    expect(statut(page)).to_have_text(
        "La carte ne peut pas s’afficher. La liste contient tous les lieux."
    )
    page.unroute(f"**/{fichier}")
    page.unroute("**/apercu.json")
    page.get_by_role("button", name="Réessayer").click()
    demande = page.get_by_role("button", name=re.compile("^Afficher la carte"))
    if page.locator("[data-prete]").count() == 0 and demande.is_visible():
        demande.click()
    expect(page.locator("[data-prete]")).to_be_attached()


def test_who_saves_data_is_asked_first(page: Page, site_url: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { get: () => ({ saveData: true }) })"
    )
    page.goto(site_url + NATIONALE, wait_until="networkidle")

    assert [url for url in asked if "leaflet" in url or "donnees" in url] == []
    page.get_by_role("button", name="Afficher la carte", exact=True).click()
    expect(page.locator("[data-prete]")).to_be_attached()


def test_off_line_the_map_that_is_there_goes_on(page: Page, ouvre: Ouvre):
    ouvre(CREUSE)
    page.context.set_offline(True)

    page.get_by_role("button", name="Agrandir", exact=True).click()
    lieu(page).click()

    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator(".carte__contour").nth(3)).to_be_attached()
    expect(statut(page)).to_have_text(re.compile(r"^\d+ lieux? dans cette vue\.$"))
    page.context.set_offline(False)


def test_four_requests_make_the_map_of_a_departement(page: Page, site_url: str):
    page.goto(site_url + CREUSE, wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.get_by_role("button", name=re.compile("^Afficher la carte")).click()
    expect(page.locator("[data-prete]")).to_be_attached()
    page.wait_for_load_state("networkidle")

    assert sorted(asked) == ["23.json", "carte-vue.js", "carte.css", "leaflet.js"]


# --- Fingers, room, paper ---------------------------------------------------------------


def test_a_finger_opens_a_lieu_as_a_card_at_the_bottom(navigateur: Browser, site_url: str):
    context = navigateur.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="fr-FR"
    )
    page = context.new_page()
    page.goto(site_url + CREUSE)
    page.get_by_role("button", name=re.compile("^Afficher la carte")).tap()
    page.get_by_role("button", name="Voir la carte", exact=True).tap() if page.get_by_role(
        "button", name="Voir la carte", exact=True
    ).is_visible() else None
    lieu(page).tap()

    fiche, plan = (page.locator(s).bounding_box() for s in (".carte__fiche", ".carte__plan"))
    assert fiche
    assert plan
    assert fiche["width"] == plan["width"]
    assert abs(fiche["y"] + fiche["height"] - plan["y"] - plan["height"]) < 1
    page.get_by_role("button", name="Fermer").tap()
    expect(page.get_by_role("dialog")).to_be_hidden()
    context.close()


def test_enlarged_four_times_everything_is_within_reach(page: Page, ouvre: Ouvre):
    page.set_viewport_size({"width": 320, "height": 256})
    ouvre(CREUSE)
    lieu(page).press("Enter")

    fermer = page.get_by_role("button", name="Fermer")
    expect(fermer).to_be_visible()
    fermer.click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Réduire").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", [NATIONALE, CREUSE])
def test_every_target_is_large_enough_for_a_thumb(
    page: Page, ouvre: Ouvre, limites_url: str, path: str
):
    ouvre(path, limites_url)
    page.get_by_text("Filtrer", exact=True).click()
    expect(page.get_by_role("checkbox").first).to_be_visible()
    if path == CREUSE:
        lieu(page).press("Enter")

    small = page.evaluate(
        """() => [...document.querySelectorAll('[data-carte] :is(button, summary, a, label, .carte__repere)')]
          .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('small'))
          .map((e) => [e.className || e.textContent, e.getBoundingClientRect()])
          .filter(([, box]) => Math.min(box.width, box.height) < 44)
          .map(([nom, box]) => `${nom} ${Math.round(box.width)} × ${Math.round(box.height)}`)"""
    )

    assert sorted(set(small)) == []


def test_paper_has_the_map_as_it_stands_and_all_of_its_list(
    page: Page, ouvre: Ouvre, limites_url: str
):
    ouvre(f"{NATIONALE}?departement=23", limites_url)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    expect(page.locator(".carte__plan")).to_be_visible()
    expect(page.locator(".carte__plan")).to_have_css("width", "660px")
    expect(page.get_by_role("list", name="Légende")).to_be_visible()
    expect(page.locator(".carte__rang:visible")).to_have_count(47)
    expect(page.locator("[data-carte] button:visible")).to_have_count(0)
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".carte__plan--papier")).to_have_count(0)


def test_another_site_frames_the_map(page: Page, site_url: str, tmp_path: Path):
    src = f"{site_url}carte/?departement=23&amp;integre=1"
    (tmp_path / "index.html").write_text(
        f'<!doctype html><iframe src="{src}" title="Carte" width="340" height="640"></iframe>',
        encoding="utf-8",
    )
    with servi(tmp_path) as other:
        page.goto(other)
        frame = page.frame_locator("iframe")
        expect(frame.locator("[data-prete]")).to_be_attached()

        for hidden in ("header", "footer", "h1", ".carte__integrer", ".carte__cadrages"):
            expect(frame.locator(hidden)).to_be_hidden()
        frame.locator(".carte__repere:has(svg)").first.press("Enter")
        lien = frame.get_by_role("dialog").get_by_role("link").first
        expect(lien).to_have_attribute("target", "_blank")
        assert page.frames[1].evaluate("document.documentElement.scrollWidth") <= 340


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_filters_and_the_card(
    page: Page, ouvre: Ouvre, limites_url: str, scheme: str
):
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    ouvre(CREUSE, limites_url)
    page.get_by_text("Filtrer", exact=True).click()
    expect(page.get_by_role("checkbox").first).to_be_visible()
    page.get_by_role("checkbox").first.check()
    lieu(page).press("Enter")

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
