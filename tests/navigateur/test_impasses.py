"""Where a way seems to end: a plain sentence says why, and a link leads on."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

CHAMP = "Votre commune, votre code postal ou un lieu"


@pytest.fixture
def tab(page: Page) -> Iterator[Page]:
    """A phone; no error of JavaScript."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


@pytest.mark.parametrize(
    "saisi",
    ["<img src=x onerror=alert(1)>", "<b>Felletin</b>", "'\"><svg onload=alert(1)>", "&lt;b&gt;"],
)
def test_tags_typed_in_the_field_are_text(tab: Page, site_url: str, saisi: str):
    asked: list[str] = []
    tab.on("dialog", lambda dialog: asked.append(dialog.message))
    tab.goto(site_url)
    tab.get_by_label(CHAMP).fill(saisi)
    tab.get_by_role("button", name="Chercher").click()
    expect(tab.locator(".recherche__reponse")).not_to_be_empty()

    assert tab.locator(".recherche img, .recherche b, .recherche svg").count() == 0
    assert asked == []


def test_offline_in_the_middle_of_a_search_it_is_said_and_the_search_goes_on_afterwards(
    tab: Page, site_url: str
):
    tab.goto(site_url)
    champ = tab.get_by_label(CHAMP)
    champ.fill("besan")
    expect(tab.get_by_role("option").first).to_be_visible()
    tab.context.set_offline(True)
    champ.fill("felletin")

    reponse = tab.locator(".recherche__reponse")
    expect(reponse).to_have_text(
        "La recherche ne se charge pas. Vérifiez la connexion, puis réessayez."
        " Voir tous les départements"
    )
    expect(tab.get_by_role("option")).to_have_count(0)

    tab.context.set_offline(False)
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("/(communes/23079-felletin/|cp/23500/#c23079)$"))


def test_offline_before_the_first_letter_it_is_said_and_the_search_comes_afterwards(
    tab: Page, site_url: str
):
    tab.goto(site_url)
    tab.wait_for_load_state("networkidle")
    tab.context.set_offline(True)
    tab.get_by_label(CHAMP).fill("felletin")
    expect(tab.locator(".recherche__reponse")).to_contain_text("La recherche ne se charge pas.")

    tab.context.set_offline(False)
    tab.get_by_role("button", name="Chercher").click()
    expect(tab).to_have_url(re.compile("/(communes/23079-felletin/|cp/23500/#c23079)$"))


@pytest.mark.parametrize("chemin", ["cp/97500/", "cp/98800/"])
def test_with_nothing_within_fifty_kilometres_the_page_says_so_and_whom_to_ask(
    tab: Page, site_url: str, chemin: str
):
    tab.goto(site_url + chemin)

    alerte = tab.locator(".alerte")
    expect(alerte).to_contain_text(
        "Nous ne connaissons aucun lieu à moins de 50 km. Le plus proche est à environ"
    )
    expect(alerte).to_contain_text("Demandez aussi à votre mairie, ou signalez un lieu.")
    alerte.get_by_role("link", name="signalez un lieu").click()
    expect(tab).to_have_url(f"{site_url}contribuer/")


def test_a_lieu_without_telephone_or_hours_says_what_is_missing_and_whom_to_call(
    tab: Page, site_url: str
):
    tab.goto(f"{site_url}lieux/konk-ar-lab-concarneau/")

    expect(tab.locator(".encart")).to_contain_text(
        "Nous n’avons pas le téléphone de ce lieu. Le plus proche que l’on peut appeler"
    )
    expect(tab.locator('.encart a[href^="tel:+"]')).to_be_in_viewport()
    expect(tab.locator(".manque")).to_contain_text("le téléphone, les horaires")
    expect(tab.get_by_role("link", name="Dites‑le‑nous")).to_be_visible()


def test_the_old_address_of_a_lieu_leads_to_the_new_one(tab: Page, petit_url: str):
    tab.goto(f"{petit_url}lieux/hangar-concarneau/")

    expect(tab).to_have_url(f"{petit_url}lieux/le-grand-hangar-concarneau/")


@pytest.mark.parametrize("diese", ["#inconnu", "#zzzzzz", "#%3Cb%3E"])
def test_a_short_link_that_nobody_knows_says_so_above_the_list(
    tab: Page, petit_url: str, diese: str
):
    tab.goto(f"{petit_url}l/23/{diese}")

    expect(tab.get_by_role("status")).to_contain_text("Aucun lieu de la Creuse n’a ce code.")
    expect(tab.get_by_role("main").get_by_role("listitem").get_by_role("link")).not_to_have_count(0)


def test_a_list_whose_lieu_is_gone_says_so_and_leads_on(tab: Page, petit_url: str):
    tab.goto(f"{petit_url}panier/#disparu")

    expect(tab.get_by_text("Son adresse était «\u00a0disparu\u00a0».")).to_be_visible()
    expect(tab.get_by_role("link", name="Choisir un autre lieu")).to_be_visible()
