"""The search field, as somebody uses it: phone, keyboard, wrong input, bad line, no script."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from navigateur.conftest import TELEPHONE
from navigateur.test_pages import REGLES
from navigateur.test_parcours import tabule

NOM = "Votre commune, votre code postal ou un lieu"


@pytest.fixture
def accueil(page: Page, site_url: str) -> Iterator[Page]:
    """The home page; no error of JavaScript."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site_url)
    yield page
    assert errors == []


def ecrit(page: Page, texte: str) -> None:
    champ = page.get_by_label(NOM)
    champ.fill(texte)
    expect(page.locator(".recherche__reponse")).not_to_be_empty()


@pytest.mark.parametrize(
    ("saisi", "premiere"),
    [
        ("felletin", "Felletin commune de la Creuse"),
        ("st etienne", "Saint-Étienne commune de la Loire"),
        ("Sainte-Colombe Gironde", "Sainte-Colombe commune de la Gironde"),
        ("felltein", "Felletin commune de la Creuse"),
        ("23500", "23500 code postal de 10 communes"),
        ("creuse", "Creuse (23) département"),
        ("nouvelle aquitaine", "Nouvelle-Aquitaine région"),
        ("lyon 3e", "69003 code postal, Lyon"),
        ("cafe des pratiques", "Le Café des pratiques lieu à Besançon (Doubs)"),
    ],
)
def test_what_is_typed_leads_first_to_what_is_looked_for(
    accueil: Page, saisi: str, premiere: str
) -> None:
    ecrit(accueil, saisi)

    expect(accueil.get_by_role("option").first).to_have_text(premiere)


def test_as_one_types_what_is_not_found_is_said_at_once(accueil: Page) -> None:
    accueil.get_by_label(NOM).press_sequentially("zzzz")

    reponse = accueil.locator(".recherche__reponse")
    expect(reponse).to_contain_text("Nous n’avons rien trouvé pour « zzzz ».")
    expect(reponse.get_by_role("link", name="Voir tous les départements")).to_be_visible()


def test_by_keyboard_alone_the_list_is_read_closed_and_followed(
    accueil: Page, site_url: str
) -> None:
    champ = accueil.get_by_label(NOM)
    tabule(accueil, champ)
    accueil.keyboard.type("besan")
    expect(champ).to_have_attribute("aria-expanded", "true")
    expect(accueil.locator(".recherche__reponse")).to_have_text(re.compile(r"réponses?"))

    accueil.keyboard.press("ArrowDown")
    expect(champ).to_have_attribute("aria-activedescendant", "reponse-0")
    expect(accueil.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    accueil.keyboard.press("ArrowUp")
    expect(champ).not_to_have_attribute("aria-activedescendant", re.compile("."))
    accueil.keyboard.press("Escape")
    expect(champ).to_have_attribute("aria-expanded", "false")
    expect(champ).to_have_value("besan")
    accueil.keyboard.press("ArrowDown")
    accueil.keyboard.press("Enter")

    expect(accueil).to_have_url(f"{site_url}communes/25056-besancon/")


def test_enter_without_choosing_takes_the_best_answer(accueil: Page, site_url: str) -> None:
    accueil.get_by_label(NOM).fill("besancn")
    accueil.keyboard.press("Enter")

    expect(accueil).to_have_url(f"{site_url}communes/25056-besancon/")


def test_a_touch_follows_an_answer(navigateur: Browser, site_url: str) -> None:
    context = navigateur.new_context(
        viewport=TELEPHONE, has_touch=True, is_mobile=True, locale="fr-FR"
    )
    page = context.new_page()
    page.goto(site_url)
    ecrit(page, "besançon")
    for option in page.get_by_role("option").all():
        assert (option.bounding_box() or {})["height"] >= 48
    page.get_by_role("option").first.tap()

    expect(page).to_have_url(f"{site_url}communes/25056-besancon/")
    context.close()


def test_a_commune_without_a_lieu_leads_to_its_row_on_the_page_of_its_postcode(
    accueil: Page, site_url: str
) -> None:
    accueil.get_by_label(NOM).fill("Croze Creuse")
    accueil.keyboard.press("Enter")

    expect(accueil).to_have_url(f"{site_url}cp/23500/#c23071")


@pytest.mark.parametrize(
    ("saisi", "phrase"),
    [
        ("zzzzqqq", "Nous n’avons rien trouvé pour « zzzzqqq »."),
        ("😀😀", "Écrivez un nom avec des lettres, ou un code postal."),
        ("a" * 300, f"Nous n’avons rien trouvé pour « {'a' * 40}… »."),
        ("<img src=x onerror=alert(1)>", "Nous n’avons rien trouvé pour « <img src=x"),
        ("23999", "Aucune commune n’a le code postal 23999."),
        ("3200", "Un code postal a cinq chiffres. Est-ce 03200 ?"),
        ("235000", "Un code postal a cinq chiffres. Vous en avez écrit 6."),
        ("98800", "L’annuaire n’a pas encore de lieu en Nouvelle-Calédonie."),
        ("Nouméa", "L’annuaire n’a pas encore de lieu en Nouvelle-Calédonie."),
        ("98000", "Monaco n’est pas dans l’annuaire, qui ne couvre que la France."),
        ("99999", "Le code postal 99999 n’existe pas en France."),
        ("SW1A 1AA", "Nous n’avons rien trouvé pour « SW1A 1AA »."),
        ("", "Écrivez votre commune ou votre code postal."),
    ],
)
def test_what_leads_nowhere_gets_a_sentence_and_a_way_on(
    accueil: Page, site_url: str, saisi: str, phrase: str
) -> None:
    accueil.get_by_label(NOM).fill(saisi)
    accueil.get_by_role("button", name="Chercher").click()

    reponse = accueil.locator(".recherche__reponse")
    expect(reponse).to_contain_text(phrase)
    assert accueil.url == site_url
    lien = reponse.get_by_role("link", name="Voir tous les départements")
    if saisi:  # the sentence comes first, the way on a moment after
        expect(lien.or_(accueil.get_by_role("option")).first).to_be_visible()


def test_without_its_index_it_says_so_and_leads_on(page: Page, site_url: str) -> None:
    page.route("**/recherche/*.json", lambda route: route.abort())
    page.goto(site_url)
    page.get_by_label(NOM).fill("felletin")
    page.get_by_role("button", name="Chercher").click()

    reponse = page.locator(".recherche__reponse")
    expect(reponse).to_contain_text("La recherche ne se charge pas.")
    reponse.get_by_role("link", name="Voir tous les départements").click()
    expect(page).to_have_url(f"{site_url}departements/")


def test_without_its_script_it_says_so_and_leads_on(page: Page, site_url: str) -> None:
    page.route("**/recherche/champ.js", lambda route: route.abort())
    page.goto(site_url)
    page.get_by_label(NOM).fill("felletin")

    reponse = page.locator(".recherche__reponse")
    expect(reponse).to_contain_text("La recherche ne se charge pas.")
    expect(reponse.get_by_role("link")).to_have_attribute("href", re.compile("departements/$"))


def test_without_scripts_there_is_no_field_but_a_way_to_the_postcodes(
    navigateur: Browser, site_url: str
) -> None:
    context = navigateur.new_context(java_script_enabled=False, viewport=TELEPHONE)
    page = context.new_page()
    page.goto(site_url)

    expect(page.get_by_label(NOM)).to_be_hidden()
    expect(page.get_by_role("link", name="mon code postal")).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    ("chemin", "phrase"),
    [
        ("cp/99999/", "Aucune commune n’a le code postal 99999."),
        ("lieux/n-existe-pas/", "Nous n’avons pas trouvé ce lieu."),
        ("autre/", "Le lieu a peut-être changé d’adresse."),
    ],
)
def test_a_wrong_address_says_what_it_looked_for_and_offers_the_search(
    page: Page, site_url: str, chemin: str, phrase: str
) -> None:
    page.goto(site_url + chemin)

    expect(page.locator("[data-introuvable]")).to_contain_text(phrase)
    page.get_by_label(NOM).fill("besançon")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site_url}communes/25056-besancon/")


def test_nothing_is_asked_before_the_field_is_used(accueil: Page, site_url: str) -> None:
    asked: list[str] = []
    accueil.on("request", lambda request: asked.append(request.url))
    accueil.reload()
    accueil.wait_for_load_state("networkidle")
    assert len(asked) <= 3

    accueil.get_by_label(NOM).fill("felletin")
    expect(accueil.get_by_role("option").first).to_be_visible()
    assert all(url.startswith(site_url) for url in asked)


@pytest.mark.parametrize("clarte", ["light", "dark"])
@pytest.mark.parametrize("chemin", ["", "404.html"])
def test_axe_finds_nothing_with_the_list_open(
    navigateur: Browser, site_url: str, chemin: str, clarte: str
) -> None:
    context = navigateur.new_context(viewport=TELEPHONE, color_scheme=clarte, locale="fr-FR")
    page = context.new_page()
    page.goto(site_url + chemin)
    ecrit(page, "saint-et")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")

    found = Axe().run(page, options=REGLES).response["violations"]

    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    context.close()
