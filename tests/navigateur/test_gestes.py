"""From the home page to a number to call: counted in gestures, weighed in bytes.

A gesture is one field filled in and confirmed (its focus, its keys, then Enter or the answer that is
touched), or one tap. A scroll is none, and none is needed: the number is on the screen that comes.
"""

import gzip
import os
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from annuaire import territoires, vocabulaires
from annuaire.territoires import Commune
from conftest import PROJET
from navigateur.conftest import TELEPHONE
from site_servi import fichier, servi

CHAMP = "Votre commune, votre code postal ou un lieu"
GRAINE = 6
ESPION = """addEventListener('click', (e) => {
  const lien = e.target.closest && e.target.closest('a[href^="tel:"]')
  if (lien) { e.preventDefault(); window.appele = lien.getAttribute('href') }
})"""
"""A browser on a desk calls nobody: the number that was touched is kept instead."""


class Citoyen:
    """Somebody on a page, whose gestures are counted."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base, self.gestes = page, base, 0
        page.goto(base)

    def cherche(self, saisi: str, reponse: str | None = None) -> None:
        """Fill in the field; touch an answer, or Enter. One gesture."""
        self.gestes += 1
        self.page.get_by_label(CHAMP).press_sequentially(saisi)
        if reponse is None:
            self.page.keyboard.press("Enter")
        else:
            self.page.get_by_role("option", name=reponse, exact=True).tap()
        expect(self.page).not_to_have_url(self.base)

    def touche(self, lien: Locator) -> None:
        """Tap what is on the screen. One gesture."""
        self.gestes += 1
        expect(lien).to_be_visible()
        lien.tap()

    def appelle(self) -> str:
        """Tap the first number on the screen; return what it calls."""
        self.touche(premier_numero(self.page))
        return str(self.page.evaluate("window.appele || ''"))


A_L_ECRAN = """() => [...document.querySelectorAll('main a[href^="tel:"]')].findIndex((a) => {
  const { top, bottom } = a.getBoundingClientRect()
  return top >= 0 && bottom <= innerHeight
})"""


def premier_numero(page: Page) -> Locator:
    """The first number of the screen as it came; our entries alone have few: the first of the page."""
    page.wait_for_load_state()
    seen = page.evaluate(A_L_ECRAN)
    assert seen >= 0 or "/output/" not in page.url, f"{page.url} : aucun numéro à l’écran"
    return page.locator('main a[href^="tel:"]').nth(max(seen, 0))


@pytest.fixture(scope="module")
def france(request: pytest.FixtureRequest) -> Path:
    """The site with the real sources where they are there, else our entries alone."""
    here = Path(os.environ.get("DONNEES_REELLES") or PROJET.parent / "shared/data").is_dir()
    folder: Path = request.getfixturevalue("site_national" if here else "site")
    return folder


@pytest.fixture(scope="module")
def base(france: Path) -> Iterator[str]:
    with servi(france, f"/{france.name}/") as url:
        yield url


@pytest.fixture
def telephone(navigateur: Browser) -> Iterator[Callable[..., Page]]:
    """Opens tabs of a phone; fails on any error of JavaScript."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def ouvre(**options: object) -> Page:
        options = {"has_touch": True, "is_mobile": True, **options}
        context = navigateur.new_context(viewport=TELEPHONE, locale="fr-FR", **options)
        contexts.append(context)
        context.add_init_script(ESPION)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield ouvre
    for context in contexts:
        context.close()
    assert errors == []


def tirees(france: Path, *, avec: bool, nombre: int) -> list[Commune]:
    """Communes drawn by their people, with a lieu or without."""
    known = [
        c
        for c in territoires.communes().values()
        if c.parent is None
        and c.codes_postaux
        and (france / "departements").joinpath(slug_du_departement(c)).is_dir()
        and (france / "communes" / c.slug).is_dir() == avec
    ]
    weights = [commune.population or 0 for commune in known]
    return random.Random(GRAINE).choices(known, weights, k=nombre)


def slug_du_departement(commune: Commune) -> str:
    return territoires.departements()[commune.departement].slug


def reponse_de(commune: Commune) -> str:
    departement = territoires.departements()[commune.departement]
    return f"{commune.nom} commune {territoires.du(departement)}".replace("'", "’")


# --- What comes ------------------------------------------------------------------------------


LISTES = """() => [...document.querySelectorAll('main ul.lieux')]
  .filter((ul) => !/^On vient/.test((ul.previousElementSibling || {}).textContent || ''))
  .map((ul) => [...ul.children].map((li) => li.textContent.replace(/\\s+/g, ' ')))"""
KM = re.compile(r"à (?:environ )?([\d ]+(?:,\d+)?) (k?m)(?![a-z])")
NUMERO = re.compile(r"\b0\d(?: \d\d){4}\b|\b0\d{3}(?: \d\d){3}\b")
HEURES = re.compile(r"[Oo]uvert|[Ff]ermé|rendez-vous|[Jj]our férié|[Hh]oraires à vérifier")
AIDE = {need.offre for need in vocabulaires.BESOINS} | {vocabulaires.OFFRE_INCONNUE}


def kilometres(rang: str) -> float:
    """The distance of a row; 0 for « tout près », and for a lieu of the commune itself."""
    found = KM.search(rang.replace("\u202f", " "))
    if not found:
        return 0
    said = float(found[1].replace(" ", "").replace(",", "."))
    return said if found[2] == "km" else said / 1000


def verifie_la_liste(page: Page) -> None:
    """What is nearest comes first; how far, what for, when and the number are told."""
    lists = page.evaluate(LISTES)
    rows = [row for one in lists for row in one]
    far = [bool(KM.search(r.replace("\u202f", " ")) or "tout près" in r) for r in rows]
    # The lieux of the commune itself come before those around it, and say their street instead.
    own = len(lists[0]) if "/communes/" in page.url and not any(far[: len(lists[0])]) else 0

    assert len(rows) > own, page.url
    assert all(far[own:]), (page.url, rows)
    assert [*map(kilometres, rows)] == sorted(map(kilometres, rows)), page.url
    hours = HEURES if page.locator("[data-h]").count() else re.compile("")
    whole = [r for r in rows if NUMERO.search(r) and hours.search(r) and any(a in r for a in AIDE)]
    assert whole, (page.url, rows)


# --- Two gestures ----------------------------------------------------------------------------


@pytest.mark.parametrize("avec", [True, False], ids=["avec un lieu", "sans lieu"])
def test_a_commune_typed_and_touched_then_a_number_touched_is_two_gestures(
    telephone: Callable[..., Page], base: str, france: Path, avec: bool
):
    page = telephone()
    for commune in tirees(france, avec=avec, nombre=5):
        citoyen = Citoyen(page, base)
        citoyen.cherche(commune.nom, reponse_de(commune))

        folder = "communes" if avec else "cp"
        expect(page).to_have_url(re.compile(f"/{folder}/"))
        verifie_la_liste(page)
        assert citoyen.appelle().startswith("tel:+"), commune
        assert citoyen.gestes == 2


def test_a_postcode_and_enter_then_a_number_is_two_gestures(
    telephone: Callable[..., Page], base: str, france: Path
):
    page = telephone()
    for commune in tirees(france, avec=False, nombre=3):
        citoyen = Citoyen(page, base)
        citoyen.cherche(commune.codes_postaux[0])

        expect(page).to_have_url(f"{base}cp/{commune.codes_postaux[0]}/")
        verifie_la_liste(page)
        assert citoyen.appelle().startswith("tel:+")
        assert citoyen.gestes == 2


def test_by_keyboard_alone_the_focus_is_always_seen_and_the_number_is_reached(
    telephone: Callable[..., Page], base: str, france: Path
):
    page = telephone(has_touch=False, is_mobile=False)
    for commune in (*tirees(france, avec=True, nombre=1), *tirees(france, avec=False, nombre=1)):
        page.goto(base)
        avance(page, page.get_by_label(CHAMP))
        page.keyboard.type(commune.nom)
        answer = page.get_by_role("option", name=reponse_de(commune), exact=True)
        answer.wait_for()
        for _ in range(8):
            page.keyboard.press("ArrowDown")
            if answer.get_attribute("aria-selected") == "true":
                break
        expect(answer).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/(cp|communes)/"))

        numero = page.locator('main a[href^="tel:"]').first
        avance(page, numero)
        page.keyboard.press("Enter")
        assert page.evaluate("window.appele") == numero.get_attribute("href")


FOCUS = """() => {
  const e = document.activeElement
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(e)
  const { top, bottom, width, height } = e.getBoundingClientRect()
  const vu = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
  return vu && width > 0 && height > 0 && bottom > 0 && top < innerHeight ? '' : e.outerHTML.slice(0, 120)
}"""


def avance(page: Page, cible: Locator) -> None:
    """Press Tab until the target has the focus, which must be seen at each step."""
    for _ in range(80):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS) == "", page.url
        if cible.evaluate("(e) => e === document.activeElement"):
            return
    raise AssertionError(f"Tab ne mène pas à {cible}")


# --- Without JavaScript ----------------------------------------------------------------------


def aux_communes(page: Page, base: str, commune: Commune) -> None:
    """Two clicks from the home page: the postcodes, the département."""
    page.goto(base)
    page.get_by_role("link", name="mon code postal").click()
    folder = slug_du_departement(commune)
    page.locator(f'main a[href$="/departements/{folder}/communes/"]').click()
    expect(page).to_have_url(f"{base}departements/{folder}/communes/")


@pytest.mark.parametrize("avec", [True, False], ids=["avec un lieu", "sans lieu"])
def test_without_scripts_the_third_click_calls_from_the_row_of_the_commune(
    telephone: Callable[..., Page], base: str, france: Path, avec: bool
):
    page = telephone(java_script_enabled=False, has_touch=False, is_mobile=False)
    for commune in tirees(france, avec=avec, nombre=3):
        aux_communes(page, base, commune)
        row = page.locator("ul.communes > li", has=page.locator(f'a[href*="{ou(commune, avec)}"]'))

        expect(row).to_contain_text(re.compile(r"à\s(environ\s)?\d|tout près"))
        expect(row.locator('a[href^="tel:+"]')).to_be_visible()


@pytest.mark.parametrize("avec", [True, False], ids=["avec un lieu", "sans lieu"])
def test_without_scripts_the_third_click_leads_to_what_is_nearest(
    telephone: Callable[..., Page], base: str, france: Path, avec: bool
):
    page = telephone(java_script_enabled=False, has_touch=False, is_mobile=False)
    (commune,) = tirees(france, avec=avec, nombre=1)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.resource_type))
    aux_communes(page, base, commune)
    page.locator(f'ul.communes a[href*="{ou(commune, avec)}"]').click()

    expect(page).to_have_url(base + ou(commune, avec))
    verifie_la_liste(page)
    expect(page.locator('main a[href^="tel:"]').first).to_be_visible()
    assert "script" not in asked


def ou(commune: Commune, avec: bool) -> str:
    """The page of what is nearest to a commune."""
    cp = f"cp/{commune.codes_postaux[0]}/#c{commune.code.lower()}"
    return f"communes/{commune.slug}/" if avec else cp


# --- Bytes -----------------------------------------------------------------------------------


class Reseau:
    """What a phone with nothing kept asks of the site, and what it weighs compressed."""

    def __init__(self, page: Page, site: Path) -> None:
        self.poids: dict[str, int] = {}
        self.site, self.racine = site, f"/{site.name}/"
        page.on("request", lambda request: self._compte(request.url.partition("#")[0]))

    def _compte(self, url: str) -> None:
        if not url.startswith("data:"):
            path = fichier(self.site, self.racine, url)
            assert path, url
            self.poids[url] = len(gzip.compress(path.read_bytes(), 6, mtime=0))

    def total(self, *ends: str) -> int:
        return sum(w for url, w in self.poids.items() if not ends or url.endswith(ends))


@pytest.mark.parametrize(
    ("saisi", "reponse"),
    [
        ("felletin", "Felletin commune de la Creuse"),
        ("besançon", "Besançon commune du Doubs"),
        ("saint-étienne", "Saint-Étienne commune de la Loire"),
        ("paris", "Paris commune de Paris"),
        ("marseille", "Marseille commune des Bouches-du-Rhône"),
        ("23500", "23500 code postal de 10 communes"),
        ("75011", "75011 code postal, Paris"),
    ],
)
def test_the_first_nearest_list_weighs_at_most_30_kb_from_a_cold_home_page(
    telephone: Callable[..., Page], base: str, france: Path, saisi: str, reponse: str
):
    """Written at one go: a hand that rests on half a name asks for a range of names more, 2 KB."""
    page = telephone()
    reseau = Reseau(page, france)
    page.goto(base)
    page.get_by_label(CHAMP).fill(saisi)
    page.get_by_role("option", name=reponse, exact=True).tap()
    expect(page).to_have_url(re.compile("/(cp|communes)/"))
    page.wait_for_load_state("networkidle")

    assert reseau.total() <= 30_000, reseau.poids
    assert len(reseau.poids) <= 13


def test_without_scripts_no_byte_of_javascript_is_asked_for(
    telephone: Callable[..., Page], base: str, france: Path
):
    page = telephone(java_script_enabled=False, has_touch=False, is_mobile=False)
    reseau = Reseau(page, france)
    (commune,) = tirees(france, avec=False, nombre=1)
    aux_communes(page, base, commune)
    page.locator(f'ul.communes a[href*="{ou(commune, False)}"]').click()
    page.wait_for_load_state("networkidle")

    assert reseau.total(".js", ".json") == 0
    assert len(reseau.poids) <= 8
    assert reseau.total() <= 45_000, reseau.poids
