"""« Autour de moi » in a real browser: the position given, refused, late, far; and kept where it is."""

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from annuaire import annuaire, reader, textes
from annuaire_de_test import LE
from construction import PROJET
from navigateur.conftest import TELEPHONE
from navigateur.test_pages import REGLES
from navigateur.test_parcours import tabule
from site_servi import servi

BESANCON = (47.2404, 6.0235)
TROUVER = "Trouver les lieux proches"
Ou = Callable[..., Page]


@pytest.fixture
def place(navigateur: Browser, site_url: str) -> Iterator[Ou]:
    """Opens the page on a phone that stands somewhere, or that refuses to say where."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def ouvre(point: tuple[float, float] | None, base: str = site_url, avant: str = "") -> Page:
        options = {"viewport": TELEPHONE, "locale": "fr-FR"}
        if point:
            options["geolocation"] = {"latitude": point[0], "longitude": point[1]}
            options["permissions"] = ["geolocation"]
        context = navigateur.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        if avant:
            page.add_init_script(avant)
        page.goto(base + "autour/", wait_until="networkidle")
        return page

    yield ouvre
    for context in contexts:
        context.close()
    assert errors == []


def trouver(page: Page) -> None:
    page.get_by_role("button", name=TROUVER).click()


def rangs(page: Page) -> list[str]:
    """The names that are listed."""
    expect(page.locator("#proches li").first).to_be_visible()
    return page.locator("#proches .nom").all_inner_texts()


def test_a_click_lists_the_ten_nearest_as_the_build_knows_them(place: Ou):
    found = annuaire.build(reader.read_tree(PROJET / "content"), LE)
    page = place(BESANCON)
    trouver(page)

    assert rangs(page) == [textes.typo(p.fiche.lieu.nom) for p in found.proches(BESANCON, 10)]
    expect(page.get_by_role("heading", name="Les 10 lieux les plus proches")).to_be_focused()
    expect(page.locator("#proches .ou strong").first).to_have_text(re.compile("^(à|tout près)"))
    call = page.get_by_role("link", name="03 81 56 20 65 (Le Café des pratiques)")
    expect(call).to_have_attribute("href", "tel:+33381562065")
    page.get_by_role("link", name="Le Café des pratiques", exact=True).click()
    expect(page).to_have_url(re.compile("/lieux/le-cafe-des-pratiques-besancon/$"))


def test_more_come_on_demand_and_the_focus_goes_to_the_first_of_them(place: Ou):
    page = place(BESANCON)
    trouver(page)
    first = rangs(page)

    page.get_by_role("button", name="Voir plus").click()

    expect(page.locator("#proches li")).to_have_count(20)
    assert rangs(page)[:10] == first
    expect(page.locator("#proches li").nth(10).get_by_role("link").first).to_be_focused()


def test_the_list_may_be_narrowed_to_help_with_paperwork(place: Ou, site_national: Path):
    with servi(site_national, f"/{site_national.name}/") as base:
        page = place((45.957, 2.169), base=base)
        trouver(page)
        every = rangs(page)
        fabrique = page.locator("#proches li", has_text="Fabrique labellisée")
        expect(fabrique).not_to_have_count(0)

        page.get_by_label("On aide pour les papiers").check()

        expect(fabrique).to_have_count(0)
        assert len(rangs(page)) == 10
        page.get_by_label("On aide pour les papiers").uncheck()
        expect(fabrique).not_to_have_count(0)
        assert rangs(page) == every


def test_where_nobody_near_helps_with_paperwork_the_box_can_be_unticked(place: Ou):
    page = place(BESANCON)
    trouver(page)
    every = rangs(page)
    page.get_by_label("On aide pour les papiers").check()

    expect(page.get_by_role("status")).to_contain_text("Décochez la case")
    expect(page.locator("#proches li")).to_have_count(0)
    page.get_by_label("On aide pour les papiers").uncheck()
    assert rangs(page) == every


def test_nothing_is_asked_for_before_the_click_and_the_position_never_leaves(place: Ou):
    page = place((47.24041, 6.02351))
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("request", note)
    expect(page.get_by_role("button", name=TROUVER)).to_be_visible()
    assert asked == []

    trouver(page)
    rangs(page)
    page.get_by_role("button", name="Voir plus").click()
    expect(page.locator("#proches li")).to_have_count(20)

    base = page.url.removesuffix("autour/")
    for request in asked:
        assert request.url.startswith(base)
        assert request.method == "GET"
        assert request.post_data is None
        said = request.url.removeprefix(base) + str(request.headers)
        assert not re.search(r"47[.,]2404|6[.,]0235|4724041|602351", said)
        assert re.fullmatch(
            r"(autour/boites|carte/donnees/[0-9ab]+)\.json", request.url[len(base) :]
        )
    kept = page.evaluate(
        "[localStorage.length, sessionStorage.length, document.cookie, location.href]"
    )
    assert kept == [0, 0, "", page.url]
    assert page.context.cookies() == []


def test_a_refusal_is_said_and_leads_on(place: Ou):
    page = place(None)
    trouver(page)

    expect(page.get_by_role("status")).to_have_text(
        "Votre appareil n’a pas donné votre position. C’est votre droit."
        " Cherchez plutôt avec votre commune ou votre département, ci-dessous."
    )
    expect(page.get_by_role("button", name=TROUVER)).to_be_enabled()
    page.get_by_role("link", name="Choisir mon département dans la liste").click()
    expect(page).to_have_url(re.compile("/departements/$"))


FAUTE = (
    "navigator.geolocation.getCurrentPosition = (oui, non) => setTimeout(() => non({ code: %d }))"
)


@pytest.mark.parametrize(
    ("avant", "phrase"),
    [
        (FAUTE % 3, "Votre appareil cherche depuis trop longtemps."),
        (FAUTE % 2, "Votre appareil ne trouve pas votre position."),
        (
            "Object.defineProperty(navigator, 'geolocation', { value: undefined })",
            "Votre navigateur ne sait pas donner votre position.",
        ),
    ],
    ids=["trop long", "introuvable", "sans capteur"],
)
def test_a_position_that_does_not_come_is_said(place: Ou, avant: str, phrase: str):
    page = place(BESANCON, avant=avant)
    trouver(page)

    expect(page.get_by_role("status")).to_contain_text(phrase)
    expect(page.locator("#proches li")).to_have_count(0)
    expect(page.get_by_role("link", name="Choisir mon code postal dans la liste")).to_be_visible()


def test_without_https_the_browser_keeps_the_position_and_the_page_says_so(
    navigateur: Browser, site: Path
):
    context = navigateur.new_context(viewport=TELEPHONE)
    page = context.new_page()

    def sert(route):
        path = site / route.request.url.removeprefix("http://annuaire.test/")
        route.fulfill(path=path / "index.html" if path.is_dir() else path)

    context.route("http://annuaire.test/**", sert)
    page.goto("http://annuaire.test/autour/")
    trouver(page)

    expect(page.get_by_role("status")).to_contain_text("Cette page n’est pas en https")
    context.close()


@pytest.mark.parametrize(
    "point", [(-22.27, 166.44), (35.68, 139.69), (0, 0)], ids=["Nouméa", "Tokyo", "golfe de Guinée"]
)
def test_very_far_there_is_a_sentence_no_list_and_a_next_step(place: Ou, point):
    page = place(point)
    trouver(page)

    expect(page.get_by_role("status")).to_contain_text(
        "Nous ne connaissons aucun lieu à moins de 300\u00a0km de vous."
        " L’annuaire parle de la France seulement."
    )
    expect(page.locator("#proches li")).to_have_count(0)
    expect(page.locator("#titre")).to_be_hidden()


def test_with_nothing_within_fifty_kilometres_the_nearest_are_there_to_be_called(place: Ou):
    page = place((51.5, -0.12))  # London
    trouver(page)

    expect(page.get_by_role("heading", name="Les plus proches, mais loin")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("aucun lieu à moins de 50\u00a0km. Appelez")
    expect(page.locator("#proches .tel").first).to_be_visible()


def test_offline_the_page_says_so_and_tries_again(place: Ou):
    page = place(BESANCON)
    page.context.set_offline(True)
    trouver(page)
    expect(page.get_by_role("status")).to_contain_text("La liste n’est pas arrivée")

    page.context.set_offline(False)
    trouver(page)

    assert len(rangs(page)) == 10


def test_the_keyboard_alone_finds_and_calls(place: Ou):
    page = place(BESANCON)
    tabule(page, page.get_by_role("button", name=TROUVER))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Les 10 lieux les plus proches")).to_be_focused()

    tabule(page, page.get_by_role("link", name="03 81 56 20 65"))

    expect(page.locator(":focus")).to_have_attribute("href", "tel:+33381562065")


@pytest.mark.parametrize("sombre", [False, True], ids=["clair", "sombre"])
def test_axe_finds_nothing_in_the_list_and_nothing_scrolls_sideways(place: Ou, sombre: bool):
    page = place(BESANCON)
    page.emulate_media(color_scheme="dark" if sombre else "light")
    page.set_viewport_size({"width": 320, "height": 640})
    trouver(page)
    rangs(page)

    assert Axe().run(page, options=REGLES).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_javascript_the_page_leads_to_the_departements(navigateur: Browser, site_url: str):
    context = navigateur.new_context(viewport=TELEPHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url)
    page.get_by_role("link", name="Autour de moi").click()
    expect(page.get_by_role("button", name=TROUVER)).to_be_hidden()

    page.get_by_role("link", name="Choisir mon département dans la liste").click()

    expect(page).to_have_url(site_url + "departements/")
    context.close()


VILLES = {"Aubusson": (45.957, 2.169), "Paris": (48.8566, 2.3522), "Albi": (43.93, 2.15)}


@pytest.mark.parametrize("ville", VILLES)
def test_the_first_list_weighs_at_most_30_kb_all_in(place: Ou, site_national: Path, ville: str):
    with servi(site_national, f"/{site_national.name}/") as base:
        page = place(VILLES[ville], base=base)
        weights: dict[str, int] = {}
        page.on(
            "response",
            lambda r: weights.update({r.url: len(gzip.compress(r.body(), 6, mtime=0))}),
        )
        page.reload(wait_until="networkidle")
        trouver(page)
        rangs(page)
        page.wait_for_load_state("networkidle")

    assert sum(weights.values()) <= 30_000, weights
    assert sum("/carte/donnees/" in url for url in weights) >= 1
