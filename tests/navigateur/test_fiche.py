"""The page of a lieu: what is kept of it, made on the device; its paper, one A4 sheet."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from icalendar import Component
from playwright.sync_api import Browser, BrowserContext, Page, expect

from annuaire import sms
from annuaire.liens_courts import code
from conftest import FIXTURES
from construction import SITEURL, bati, departements
from site_servi import servi
from une_fois import UneFois

FEUILLE = {"width": 688, "height": 1017}
ESSENTIELS = "h1, .appel, .horaires, address, .venir, .qr, .papier"
"""What a sheet never loses."""


@pytest.fixture(scope="module")
def agenda_url(une_fois: UneFois) -> Iterator[str]:
    """The small site of the ateliers, served."""
    content = FIXTURES / "agenda"
    own = departements(content, "90")
    folder = une_fois(
        "agenda", lambda into: bati(into / "annuaire", content, SITEURL=SITEURL, TERRITOIRE=own)
    )
    with servi(folder / "annuaire", "/annuaire/") as url:
        yield url


@pytest.fixture
def sans_script(navigateur: Browser) -> Iterator[Page]:
    context = navigateur.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    yield context.new_page()
    context.close()


FICHE = "lieux/quartier-rouge-felletin/"


def test_without_script_the_card_and_the_way_are_links(sans_script: Page, agenda_url: str):
    sans_script.goto(agenda_url + FICHE)
    garder = sans_script.locator(".garder")

    address = garder.get_by_role("link", name="Envoyer par SMS").get_attribute("href")
    assert parse_qs(urlsplit(address).query)["body"] == [
        (
            "Quartier Rouge\n12 bis avenue de la Gare, 23500 Felletin\n05 55 66 42 42\n"
            f"{SITEURL}/l/23/#{code('quartier-rouge-felletin')}"
        )
    ]
    assert garder.get_by_role("listitem").count() == 1
    expect(sans_script.get_by_text("Nous n’avons pas le point exact")).to_be_visible()
    way = sans_script.get_by_role("link", name="Chercher sur OpenStreetMap")
    assert unquote(way.get_attribute("href")) == (
        "https://www.openstreetmap.org/search?query=12 bis avenue de la Gare, 23500 Felletin"
    )
    assert way.get_attribute("rel") == "nofollow noreferrer"


def test_nothing_is_sent_until_something_is_clicked(page: Page, agenda_url: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(agenda_url + FICHE)
    expect(page.get_by_role("button", name="Copier les coordonnées")).to_be_visible()

    assert [url for url in asked if not url.startswith(agenda_url)] == []


def test_the_contact_card_is_read_back_by_a_parser(page: Page, agenda_url: str):
    page.goto(agenda_url + FICHE)
    with page.expect_download() as waited:
        page.get_by_role("link", name="Ajouter à mes contacts").click()
    data = Path(waited.value.path()).read_bytes()
    card = Component.from_ical(data.decode())

    assert waited.value.suggested_filename == "quartier-rouge-felletin.vcf"
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert card.name == "VCARD"
    assert (str(card["version"]), str(card["fn"]), str(card["tel"])) == (
        "3.0",
        "Quartier Rouge",
        "+33555664242",
    )
    assert card["adr"].fields.street == "12 bis avenue de la Gare"
    assert (card["adr"].fields.postal_code, card["adr"].fields.locality) == ("23500", "Felletin")
    assert str(card["url"]) == f"{SITEURL}/l/23/#{code('quartier-rouge-felletin')}"


def test_the_details_are_copied_with_a_keyboard_and_it_is_said(
    contexte: BrowserContext, agenda_url: str
):
    contexte.grant_permissions(["clipboard-read", "clipboard-write"])
    page = contexte.new_page()
    page.goto(agenda_url + FICHE)
    bouton = page.get_by_role("button", name="Copier les coordonnées")
    bouton.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_have_text("C’est copié\u00a0: vous pouvez coller.")
    assert page.evaluate("navigator.clipboard.readText()").replace("\u00a0", " ") == (
        "Quartier Rouge\n12 bis avenue de la Gare, 23500 Felletin\n05 55 66 42 42\n"
        f"{SITEURL}/l/23/#{code('quartier-rouge-felletin')}"
    )
    assert bouton.bounding_box()["height"] >= 48
    mail = page.get_by_role("link", name="Envoyer par courriel").get_attribute("href")
    assert parse_qs(urlsplit(mail).query)["subject"] == ["Quartier Rouge"]


def test_where_the_browser_shares_it_is_offered_and_a_change_of_mind_is_no_error(
    page: Page, agenda_url: str
):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(
        "navigator.share = (what) => { window.partage = what; return Promise.reject(new Error('non')) }"
    )
    page.goto(agenda_url + FICHE)
    page.get_by_role("button", name="Partager").click()

    assert page.evaluate("window.partage.title") == "Quartier Rouge"
    assert errors == []


def test_the_ateliers_lead_to_their_calendar(sans_script: Page, agenda_url: str):
    sans_script.goto(agenda_url + FICHE)
    with sans_script.expect_download() as waited:
        sans_script.get_by_role("link", name="Ajouter à mon agenda").click()

    calendar = Component.from_ical(Path(waited.value.path()).read_bytes())
    assert calendar.name == "VCALENDAR"
    sans_script.get_by_role("link", name="Tous les ateliers").click()
    expect(sans_script.get_by_role("heading", name="Les ateliers", level=1)).to_be_visible()


# --- Short links ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", [code("quartier-rouge-felletin"), code("quartier-rouge-felletin").upper()]
)
def test_a_short_link_goes_on_to_the_lieu(page: Page, agenda_url: str, typed: str):
    page.goto(f"{agenda_url}l/23/#{typed}")

    page.wait_for_url(f"{agenda_url}{FICHE}")
    page.go_back()
    assert page.url == "about:blank", "the page of short links is no step of the way back"


def test_without_script_the_lieu_stands_out_of_the_list(sans_script: Page, agenda_url: str):
    sans_script.goto(f"{agenda_url}l/23/#{code('quartier-rouge-felletin')}")

    row = sans_script.get_by_role("listitem").filter(has_text="Quartier Rouge")
    assert row.evaluate("e => getComputedStyle(e).borderTopColor") != "rgba(0, 0, 0, 0)"
    row.get_by_role("link").click()
    sans_script.wait_for_url(f"{agenda_url}{FICHE}")


def test_a_code_that_nobody_knows_is_told_and_the_list_stays(page: Page, agenda_url: str):
    page.goto(f"{agenda_url}l/23/#zzzzzz")

    expect(page.get_by_role("status")).to_contain_text("Aucun lieu de la Creuse n’a ce code.")
    expect(page.get_by_role("link", name="Quartier Rouge")).to_be_visible()
    page.goto(f"{agenda_url}l/23/#contenu")
    page.reload()
    expect(page.get_by_role("status")).to_be_hidden()


# --- Paper ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def papier(navigateur: Browser) -> Iterator[Page]:
    context = navigateur.new_context(viewport=FEUILLE)
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


COUPES = """(essentiels) => {
  const sheet = document.querySelector('.fiche').getBoundingClientRect()
  return [...document.querySelectorAll('.fiche')].flatMap(f => [...f.querySelectorAll(essentiels)])
    .filter(e => e.getClientRects().length)
    .filter(e => {
      const box = e.getBoundingClientRect()
      const part = e.closest('.fiche__corps > div')
      const { bottom, right } = part ? part.getBoundingClientRect() : sheet
      return box.bottom > bottom + 1 || box.right > right + 12
    })
    .map(e => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 30)}`)
}"""


def longues(site: Path, number: int) -> list[Path]:
    """The longest pages of a site: what may not hold on a sheet."""
    found = sorted(site.glob("lieux/*/index.html"), key=lambda p: -p.stat().st_size)
    return [p for p in found if not re.match(r"atelier-\d\d", p.parent.name)][:number]


@pytest.mark.parametrize("name", ["site_extreme", "site", "site_national"])
def test_a_lieu_is_one_sheet_that_loses_nothing_one_needs_to_go_there(
    name: str, papier: Page, request: pytest.FixtureRequest
):
    built, wrong = request.getfixturevalue(name), {}
    for path in longues(built, 25):
        papier.goto(path.as_uri())
        if not papier.locator(".fiche").count():
            continue
        sheets = len(re.findall(rb"/Type\s*/Page\b", papier.pdf(prefer_css_page_size=True)))
        out = papier.evaluate(COUPES, ESSENTIELS)
        if sheets != 1 or out:
            wrong[path.parent.name] = (sheets, out[:4])

    assert wrong == {}


def test_paper_has_the_telephone_in_28_points_and_the_code_in_its_corner(
    papier: Page, site_national: Path
):
    path = site_national / "lieux/france-services-besancon-planoise/index.html"
    papier.goto(path.as_uri())
    sheet = papier.locator(".fiche").bounding_box()
    code_ = papier.locator(".qr svg").bounding_box()

    assert papier.locator(".appel a").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") == (
        pytest.approx(28 * 96 / 72, abs=0.1)
    )
    assert code_["width"] == pytest.approx(32 / 25.4 * 96, abs=1)
    assert code_["x"] > sheet["x"] + sheet["width"] * 0.7
    assert code_["y"] > sheet["y"] + sheet["height"] * 0.75
    expect(papier.get_by_text("Site du 23 novembre 2026. Vérifiez au téléphone")).to_be_visible()
    for hidden in (".garder", ".fil", ".pied", ".entete__nav"):
        assert not papier.locator(hidden).first.is_visible(), hidden


def test_a_message_of_the_page_is_the_card_of_python(sans_script: Page, agenda_url: str):
    sans_script.goto(agenda_url + "lieux/case-numerique-saint-denis/")
    address = sans_script.get_by_role("link", name="Envoyer par SMS").get_attribute("href")

    body = parse_qs(urlsplit(address).query)["body"][0]
    assert sms.septets(body) <= sms.MAX
    assert body.startswith("La Case numérique\n97400 Saint-Denis\n") or "Saint-Denis" in body
