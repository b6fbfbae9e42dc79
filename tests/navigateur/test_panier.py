"""« Ma liste » in a real browser: chosen, put in order, printed, sent as a link; on an old link too."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from annuaire import annuaire, reader, textes
from annuaire.annuaire import Annuaire
from annuaire_de_test import LE, petit
from construction import PROJET
from navigateur.conftest import BUREAU, TELEPHONE
from navigateur.test_pages import REGLES

HANGAR = "le-grand-hangar-concarneau"
TETE = "la-tete-de-pont-brest"
ETAPE = "l-etape-and-co-felletin"
TROIS = f"panier/#{HANGAR},{TETE},{ETAPE}"


@pytest.fixture
def tab(page: Page) -> Iterator[Page]:
    """A phone; no error of JavaScript."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


def noms(page: Page) -> list[str]:
    """The names of the list, once their pages have come."""
    expect(page.locator("#panier")).to_be_visible()
    expect(page.get_by_text("La fiche arrive…")).to_have_count(0)
    return page.locator(".panier__lieu h2").all_inner_texts()


def garde(page: Page) -> dict[str, str]:
    """All that the device keeps."""
    return page.evaluate("({ ...localStorage, ...sessionStorage })")


def choisir(page: Page, url: str, *slugs: str) -> None:
    """Put lieux in the list, from their pages."""
    for slug in slugs:
        page.goto(f"{url}lieux/{slug}/")
        page.get_by_role("button", name="Ajouter à ma liste").click()
        expect(page.get_by_role("button", name="Retirer de ma liste")).to_be_visible()


def test_a_lieu_is_added_from_its_page_counted_and_taken_away(tab: Page, petit_url: str):
    choisir(tab, petit_url, HANGAR, TETE)
    dit = tab.locator(".garder [role=status]")
    expect(dit).to_have_text("Ajouté à votre liste.")
    expect(tab.locator(".pied").get_by_role("link", name="Ma liste (2)")).to_be_visible()

    tab.get_by_role("button", name="Retirer de ma liste").click()
    expect(dit).to_have_text("Retiré de votre liste.")
    tab.get_by_role("link", name="Voir ma liste (1)").click()

    assert noms(tab) == ["Le Grand Hangar"]
    assert garde(tab) == {"liste": f'["{HANGAR}"]'}
    assert tab.context.cookies() == []


def test_the_list_says_what_the_page_of_the_lieu_says(tab: Page, petit_url: str):
    tab.goto(f"{petit_url}lieux/{HANGAR}/")
    # The page of the lieu also says which day it is.
    heures = tab.locator(".horaires").inner_text().replace("\n(aujourd’hui)\n", "")
    adresse = tab.locator("address").inner_text()
    choisir(tab, petit_url, HANGAR)
    tab.goto(petit_url + "panier/")

    bloc = tab.locator(".panier__lieu")
    expect(bloc.get_by_role("link", name="02 98 97 12 34")).to_have_attribute(
        "href", "tel:+33298971234"
    )
    assert bloc.locator(".horaires").inner_text() == heures
    assert bloc.locator("address").inner_text() == adresse
    assert bloc.locator(".venir").inner_text().split("\n")[-3:] == [
        "À apporter",
        "Pièce d’identité",
        "Numéro fiscal",
    ]


LIT = """async (chemin) => {
  const { lireFiche } = await import(new URL('theme/js/panier/fiche.js', document.baseURI.replace(/panier.*$/, '')))
  const reponse = await fetch(chemin)
  const lue = lireFiche(new DOMParser().parseFromString(await reponse.text(), 'text/html'))
  return { ...lue, venir: lue.venir ? lue.venir.textContent : '', adresse: lue.adresse.textContent, horaires: lue.horaires.map((un) => un.textContent) }
}"""


@pytest.mark.parametrize("lequel", ["petit", "site"])
def test_nothing_of_any_lieu_is_lost_between_its_page_and_the_list(
    tab: Page, request: pytest.FixtureRequest, lequel: str
):
    url = request.getfixturevalue("petit_url" if lequel == "petit" else "site_url")
    found: Annuaire = (
        petit() if lequel == "petit" else annuaire.build(reader.read_tree(PROJET / "content"), LE)
    )
    # Served inside the script of the page: read here as it is written.
    tab.route(
        "**/theme/js/panier/fiche.js",
        lambda route: route.fulfill(path=PROJET / "theme/static/js/panier/fiche.js"),
    )
    tab.goto(url + "panier/")
    for fiche in found.fiches:
        lieu, ferme = fiche.lieu, fiche.lieu.est_ferme(LE)
        lue = tab.evaluate(LIT, f"../{fiche.url}")

        called = lieu.telephone[0] if lieu.telephone and not ferme else ""
        assert lue["nom"] == textes.typo(lieu.nom)
        assert lue["tel"] == (f"tel:{called}" if called else "")
        assert lue["numero"] == (textes.telephone(called) if called else "")
        assert textes.typo(fiche.commune.nom) in lue["adresse"]
        assert bool(lue["horaires"]) == bool(lieu.horaires and not ferme)
        assert ("À apporter" in lue["venir"]) == bool(lieu.a_apporter and not ferme)
        assert any("a fermé" in said for said in lue["alertes"]) == ferme


def test_the_list_says_how_old_the_hours_are(tab: Page, petit_url: str):
    said = "Ces informations datent de plus de 2 ans (août 2024) : appelez avant de venir."

    def servir(route: Route) -> None:
        page = route.fetch()
        perime = f'<p class="age age--perime"><span role="status">{said}</span></p></header>'
        debut, entete, fin = page.text().rpartition("</header>")
        assert entete
        route.fulfill(response=page, body=debut + perime + fin)

    tab.route(f"**/lieux/{HANGAR}/", servir)
    tab.goto(f"{petit_url}panier/#{HANGAR}")

    expect(tab.locator(".panier__lieu .alerte").last).to_have_text(said)


def test_the_order_changes_by_keyboard_is_announced_and_kept(tab: Page, petit_url: str):
    choisir(tab, petit_url, HANGAR, TETE, ETAPE)
    tab.goto(petit_url + "panier/")
    first, second, third = noms(tab)
    tab.get_by_role("button", name=f"Monter : {third}").focus()
    tab.keyboard.press("Enter")

    assert noms(tab) == [first, third, second]
    expect(tab.get_by_role("status")).to_have_text(f"{third}\u00a0: 2 sur 3.")
    expect(tab.locator(":focus")).to_have_attribute("aria-label", f"Monter\u00a0: {third}")
    tab.keyboard.press("Enter")
    assert noms(tab) == [third, first, second]
    # At the top there is no further up: the focus stays with the lieu.
    expect(tab.locator(":focus")).to_have_attribute("aria-label", f"Descendre\u00a0: {third}")

    tab.reload()
    assert noms(tab) == [third, first, second]


def test_what_is_taken_away_or_wiped_comes_back_on_demand(tab: Page, petit_url: str):
    choisir(tab, petit_url, HANGAR, TETE)
    tab.goto(petit_url + "panier/")
    both = noms(tab)
    tab.get_by_role("button", name=f"Retirer : {both[0]}").click()
    expect(tab.get_by_role("status")).to_have_text(f"{both[0]} est retiré de la liste.")
    assert noms(tab) == both[1:]
    tab.get_by_role("button", name="Annuler").click()
    assert noms(tab) == both

    tab.get_by_role("button", name="Tout effacer").click()
    expect(tab.get_by_text("Votre liste est vide.")).to_be_visible()
    assert garde(tab) == {}
    tab.get_by_role("button", name="Annuler").click()
    assert noms(tab) == both


def test_a_link_opens_on_another_device_and_is_added_only_on_a_click(
    tab: Page, petit_url: str, navigateur: Browser
):
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(petit_url + TROIS)
    expect(tab.get_by_role("heading", name="Une liste pour vous")).to_be_visible()
    expect(tab.get_by_text("On vous a envoyé 3 lieux.")).to_be_visible()
    assert len(noms(tab)) == 3
    assert garde(tab) == {}
    assert [url for url in asked if not url.startswith(petit_url) or "," in url] == []

    tab.get_by_role("button", name="Ajouter ces lieux à ma liste").click()

    expect(tab.get_by_role("heading", name="Ma liste")).to_be_focused()
    expect(tab.get_by_role("status")).to_have_text("C’est ajouté à votre liste.")
    expect(tab).to_have_url(petit_url + "panier/")
    assert garde(tab) == {"liste": f'["{HANGAR}","{TETE}","{ETAPE}"]'}


def test_the_link_that_is_copied_holds_the_list_and_nothing_else(
    navigateur: Browser, petit_url: str
):
    context = navigateur.new_context(
        viewport=TELEPHONE, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    choisir(page, petit_url, HANGAR, TETE)
    page.goto(petit_url + "panier/")
    page.get_by_label("Une note à imprimer").fill("Madame Martin")
    page.get_by_role("button", name="Copier le lien").click()

    expect(page.get_by_role("status")).to_contain_text("Le lien est copié.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{petit_url}panier/#{HANGAR},{TETE}"
    context.close()


def test_an_old_link_says_which_lieu_is_gone_and_follows_the_one_that_moved(
    tab: Page, petit_url: str
):
    tab.goto(petit_url + f"panier/#hangar-concarneau,lieu-parti,{TETE},A!")
    names = noms(tab)

    assert names[:2] == ["Le Grand Hangar", "lieu parti"]
    expect(tab.get_by_text("La page de ce lieu a changé d’adresse")).to_be_visible()
    gone = tab.locator(".panier__lieu").nth(1)
    expect(gone.get_by_text("Son adresse était «\u00a0lieu-parti\u00a0».")).to_be_visible()
    expect(gone.get_by_role("link", name="Choisir un autre lieu")).to_be_visible()
    expect(tab.get_by_text("Une partie du lien est abîmée")).to_be_visible()


def test_a_closed_lieu_says_so(tab: Page, petit_url: str):
    tab.goto(petit_url + "panier/#point-cyb-felletin")
    noms(tab)

    expect(tab.get_by_text("Ce lieu a fermé le 30\u00a0juin 2025.")).to_be_visible()


@pytest.mark.parametrize("lien", ["#!!!", "#%E0%A4%A", "#,", "#<img src=x>"])
def test_a_link_without_a_lieu_says_so_and_leads_on(tab: Page, petit_url: str, lien: str):
    tab.goto(petit_url + "panier/" + lien)

    expect(tab.get_by_text("Ce lien ne contient aucun lieu")).to_be_visible()
    expect(tab.get_by_role("link", name="Choisir un département").first).to_be_visible()


SANS_GARDE = (
    "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"
)


def test_where_nothing_is_kept_the_address_holds_the_list(tab: Page, petit_url: str):
    tab.add_init_script(SANS_GARDE)
    tab.goto(f"{petit_url}lieux/{HANGAR}/")
    tab.get_by_role("button", name="Ajouter à ma liste").click()
    expect(tab.locator(".garder [role=status]")).to_contain_text("Votre navigateur ne garde rien.")
    tab.get_by_role("link", name="Ouvrir la liste, et garder son adresse").click()

    assert noms(tab) == ["Le Grand Hangar"]
    tab.get_by_role("button", name="Ajouter ces lieux à ma liste").click()
    expect(tab.get_by_role("status")).to_contain_text("gardez l’adresse de cette page")


def test_storage_that_holds_anything_else_is_an_empty_list(tab: Page, petit_url: str):
    tab.add_init_script("localStorage.setItem('liste', '{\"a\": [1, null, \"../x\"]}')")
    tab.goto(petit_url + "panier/")

    expect(tab.get_by_text("Votre liste est vide.")).to_be_visible()


def test_offline_each_lieu_is_tried_again(tab: Page, petit_url: str):
    choisir(tab, petit_url, HANGAR)
    tab.goto(petit_url + "panier/")
    noms(tab)
    tab.route("**/lieux/**", lambda route: route.abort())
    tab.reload()
    expect(tab.get_by_text("Sa fiche n’est pas arrivée")).to_be_visible()

    tab.unroute("**/lieux/**")
    tab.get_by_role("button", name="Réessayer").click()

    expect(tab.get_by_role("heading", name="Le Grand Hangar")).to_be_visible()


def test_the_sheet_has_the_note_and_the_lines_of_a_rendez_vous_two_lieux_a_page(
    tab: Page, petit_url: str, tmp_path: Path
):
    slugs = [HANGAR, TETE, ETAPE, "espace-mende", "la-cour-des-metiers-paris"]
    choisir(tab, petit_url, *slugs)
    tab.goto(petit_url + "panier/")
    noms(tab)
    tab.get_by_label("Une note à imprimer").fill("Prendre le courrier\nde la CAF")
    tab.get_by_role("button", name="Noter un rendez-vous : Le Grand Hangar").click()
    tab.get_by_label("Objet, Le Grand Hangar").fill("Déclaration d’impôts")
    tab.get_by_role("button", name="Monter : La Tête de pont").click()  # what is written stays
    assert garde(tab) == {"liste": '["' + '","'.join([TETE, HANGAR, *slugs[2:]]) + '"]'}

    sheet = tab.pdf(prefer_css_page_size=True)
    tab.emulate_media(media="print")
    tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) in (3, 4)
    expect(tab.get_by_text("Prendre le courrier\nde la CAF")).to_be_visible()
    expect(tab.get_by_text("Vérifiez par téléphone avant de venir.")).to_be_visible()
    expect(tab.get_by_label("Objet, Le Grand Hangar")).to_have_value("Déclaration d’impôts")
    for words in ("Rendez-vous le", "à (heure)", "Objet", "À apporter"):
        expect(tab.locator(".rdv__ligne").get_by_text(words, exact=True)).to_have_count(5)
    expect(tab.get_by_role("button", name="Imprimer")).to_be_hidden()
    size = tab.locator(".panier__tel").first.evaluate("(e) => getComputedStyle(e).fontSize")
    assert float(size.removesuffix("px")) > 36  # 28 pt


@pytest.mark.parametrize("ecran", [TELEPHONE, BUREAU], ids=["téléphone", "bureau sombre"])
@pytest.mark.parametrize("chemin", [TROIS + ",parti", "panier/"], ids=["lien", "liste"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    tab: Page, petit_url: str, ecran: dict[str, int], chemin: str
):
    tab.set_viewport_size(ecran)
    tab.emulate_media(color_scheme="dark" if ecran == BUREAU else "light")
    choisir(tab, petit_url, HANGAR, ETAPE)
    tab.goto(petit_url + chemin)
    noms(tab)
    tab.get_by_role("button", name=re.compile("^Noter un rendez-vous")).first.click()

    assert Axe().run(tab, options=REGLES).response["violations"] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= ecran["width"]


def test_without_javascript_the_page_leads_to_lists_that_print(navigateur: Browser, petit_url: str):
    context = navigateur.new_context(viewport=TELEPHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(petit_url + "panier/")

    expect(page.get_by_text("Votre navigateur ne peut pas tenir cette liste.")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="département").click()
    expect(page).to_have_url(petit_url + "departements/")
    context.close()
