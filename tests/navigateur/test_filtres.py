"""The filters of a list in a real browser, without JavaScript, on a phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Browser, Locator, Page, expect

from annuaire import pages
from annuaire.rendu import Rendu
from annuaire.theme import theme
from annuaire_de_test import annuaire_de, contenu
from construction import PROJET
from navigateur.conftest import BUREAU, TELEPHONE
from navigateur.test_pages import REGLES
from site_servi import servi

CREUSE, GUERET, FELLETIN = "departements/23-creuse/", "communes/23096-gueret/", "23079"
LABEL = {"label": "fabrique", "sources": ["https://exemple.fr/"]}
SAMEDI = "Mo-Sa 09:00-12:00"


@pytest.fixture(scope="module")
def liste_url(lieu, tmp_path_factory) -> Iterator[str]:
    """A site of twelve lieux of the Creuse, ten of them in Guéret."""
    gueret = [
        lieu(
            id=f"lieu-{n}",
            nom=f"Lieu {n}",
            commune="Guéret",
            code_insee="23096",
            frais_a_charge=["Gratuit"] if n < 4 else [],
            horaires=SAMEDI if n in (2, 5) else None,
        )
        for n in range(10)
    ]
    autres = [
        lieu(id="la-fabrique", nom="La Fabrique", fabrique=LABEL, horaires=SAMEDI),
        lieu(id="l-atelier", nom="L’Atelier", commune="Aubusson", code_insee="23008",
             frais_a_charge=["Gratuit"], horaires=SAMEDI, telephone="+33555660000"),
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("liste")
    found = contenu(annuaire_de(*gueret, *autres))
    env = Environment(
        loader=FileSystemLoader(PROJET / "theme/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    rendu = Rendu(env, found)
    wanted = [*pages.territoires.departements(found), *pages.territoires.communes(found)]
    files = [(f"{one.path}index.html", rendu.html(one).encode()) for one in wanted]
    for path, data in [*files, *theme(PROJET / "theme/static")]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    with servi(folder) as url:
        yield url


@pytest.fixture
def sans_js(navigateur: Browser) -> Iterator[Page]:
    """A tab of a phone whose JavaScript is off."""
    context = navigateur.new_context(viewport=TELEPHONE, java_script_enabled=False, locale="fr-FR")
    yield context.new_page()
    context.close()


@pytest.fixture
def liste(sans_js: Page, liste_url: str) -> Page:
    """The page of the Creuse, its filters unfolded."""
    sans_js.goto(liste_url + CREUSE)
    sans_js.get_by_text("Filtrer la liste").click()
    return sans_js


def lignes(page: Page) -> list[str]:
    """The names of the lieux that are shown."""
    return [
        r.locator("a").first.inner_text()
        for r in page.locator(".lieux > li").all()
        if r.is_visible()
    ]


def communes(page: Page) -> Locator:
    return page.locator(".groupe .rang").filter(visible=True)


def test_only_the_filters_that_part_the_list_are_offered_with_their_counts(liste: Page):
    assert liste.locator("label").all_inner_texts() == [
        "Gratuit 5\u00a0lieux",
        "Ouvert le samedi 4\u00a0lieux",
        "Fabrique labellisée 1\u00a0lieu",
    ]
    expect(communes(liste)).to_have_text(["Aubusson", "Felletin", "Guéret"])
    assert len(lignes(liste)) == 12


def test_a_box_leaves_the_rows_that_told_it_each_with_its_commune(liste: Page):
    liste.get_by_label("Gratuit").check()

    assert lignes(liste) == ["L’Atelier", "Lieu 0", "Lieu 1", "Lieu 2", "Lieu 3"]
    expect(communes(liste)).to_have_count(0)
    expect(liste.locator(".lieux__commune").filter(visible=True)).to_have_text(
        ["Aubusson.", *["Guéret."] * 4]
    )


def test_two_boxes_leave_the_rows_that_told_both(liste: Page):
    liste.get_by_label("Gratuit").check()
    liste.get_by_label("Ouvert le samedi").check()

    assert lignes(liste) == ["L’Atelier", "Lieu 2"]


def test_the_choice_is_said_in_words_even_folded_and_undone_by_one_button(liste: Page):
    said = liste.get_by_role("status").filter(has_text="Liste réduite")
    expect(said).to_be_hidden()
    liste.get_by_label("Gratuit").check()
    liste.get_by_label("Fabrique labellisée").check()
    liste.get_by_text("Filtrer la liste").click()

    assert said.inner_text() == (
        "Liste réduite\u00a0: Gratuit. Fabrique labellisée. S’il ne reste aucun lieu, décochez une case."
    )
    assert lignes(liste) == []
    liste.get_by_role("button", name="Montrer tous les lieux").click()
    expect(said).to_be_hidden()
    assert len(lignes(liste)) == 12
    expect(communes(liste)).to_have_count(3)


def test_the_keyboard_is_enough_and_enter_sends_nothing(sans_js: Page, liste_url: str):
    sans_js.goto(liste_url + CREUSE)
    sans_js.locator(".filtres summary").focus()
    sans_js.keyboard.press("Enter")
    sans_js.keyboard.press("Tab")
    expect(sans_js.get_by_role("checkbox", name="Gratuit")).to_be_focused()
    sans_js.keyboard.press("Space")
    sans_js.keyboard.press("Enter")

    assert len(lignes(sans_js)) == 5
    expect(sans_js).to_have_url(liste_url + CREUSE)


def test_boxes_and_buttons_are_large_enough_for_a_thumb(liste: Page):
    liste.get_by_label("Gratuit").check()
    targets = [
        *liste.locator("label").all(),
        *liste.locator(".filtres summary, .filtres button").all(),
    ]

    assert len(targets) == 5
    assert {
        t.inner_text(): t.bounding_box()["height"]
        for t in targets
        if t.bounding_box()["height"] < 44
    } == {}


def test_paper_shows_what_the_screen_shows(liste: Page):
    liste.get_by_label("Gratuit").check()
    liste.emulate_media(media="print")

    assert lignes(liste) == ["L’Atelier", "Lieu 0", "Lieu 1", "Lieu 2", "Lieu 3"]
    expect(liste.get_by_text("Liste réduite")).to_be_visible()
    expect(liste.get_by_text("Filtrer la liste")).to_be_hidden()
    expect(liste.get_by_role("button", name="Montrer tous les lieux")).to_be_hidden()
    expect(liste.get_by_text("décochez une case")).to_be_hidden()


def test_without_their_stylesheet_there_are_no_boxes_and_every_row(sans_js: Page, liste_url: str):
    sans_js.route("**/filtres.css", lambda route: route.fulfill(status=404))
    sans_js.goto(liste_url + CREUSE)

    expect(sans_js.locator(".filtres")).to_be_hidden()
    assert len(lignes(sans_js)) == 12


def test_a_commune_that_has_filters_lists_its_own_lieux_alone(sans_js: Page, liste_url: str):
    sans_js.goto(liste_url + GUERET)
    sans_js.get_by_text("Filtrer la liste").click()
    sans_js.get_by_label("Ouvert le samedi").check()

    assert lignes(sans_js) == ["Lieu 2", "Lieu 5"]


def test_a_short_list_has_no_filters_and_asks_for_nothing(page: Page, liste_url: str):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(liste_url + "communes/23079-felletin/", wait_until="networkidle")

    expect(page.locator(".filtres")).to_have_count(0)
    assert [url for url in asked if "filtres" in url] == []


@pytest.mark.parametrize("couleurs", ["light", "dark"])
@pytest.mark.parametrize("taille", [TELEPHONE, BUREAU], ids=["téléphone", "bureau"])
@pytest.mark.parametrize("chemin", [CREUSE, GUERET])
def test_axe_finds_nothing(
    navigateur: Browser, liste_url: str, couleurs: str, taille: dict, chemin: str
):
    context = navigateur.new_context(viewport=taille, color_scheme=couleurs, locale="fr-FR")
    page = context.new_page()
    page.goto(liste_url + chemin, wait_until="networkidle")
    page.get_by_text("Filtrer la liste").click()
    page.get_by_label("Gratuit").check()

    found = Axe().run(page, options=REGLES).response["violations"]

    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []
    context.close()


def test_nothing_scrolls_sideways_at_320_px(liste: Page):
    liste.set_viewport_size({"width": 320, "height": 640})
    liste.get_by_label("Gratuit").check()

    assert liste.evaluate("document.documentElement.scrollWidth") <= 320
