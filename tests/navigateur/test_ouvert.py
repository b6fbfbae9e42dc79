"""What a visitor is told of the opening of a lieu, their clock anywhere, the lieu's where it stands."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import EPOQUE
from construction import bati
from navigateur.conftest import TELEPHONE
from site_servi import servi
from une_fois import UneFois

FICHES = {
    "creuse": ("Felletin", "23079", "2026-11-20", "Mo-Fr 09:00-12:00,14:00-17:00"),
    "ancienne": ("Felletin", "23079", "2024-08-01", "Mo-Fr 09:00-12:00,14:00-17:00"),
    "saint-denis": ("Saint-Denis", "97411", "2026-11-20", "Mo-Fr 09:00-12:00,14:00-17:00; PH off"),
    "rendez-vous": ("Felletin", "23079", "2026-11-20", "'Mo-Fr 09:00-12:00 \"sur rendez-vous\"'"),
    "vacances": ("Felletin", "23079", "2026-11-20", "Mo-Fr 09:00-12:00; SH off"),
    "travaux": ("Felletin", "23079", "2026-11-20", "Mo-Fr 09:00-12:00"),
}
AVIS = (
    "avis:\n  - {du: 2026-11-20, au: 2026-11-24, texte: Fermé pour travaux}\n"
    "  - {du: 2026-12-21, au: 2027-01-03, texte: Fermé pendant les fêtes}\n"
)


@pytest.fixture(scope="module")
def lieux_url(une_fois: UneFois) -> Iterator[str]:
    """A site of six lieux, one per case."""
    with servi(une_fois("ouverts", _bati_les_lieux) / "output", "/") as url:
        yield url


def _bati_les_lieux(into: Path) -> None:
    content = into / "content"
    for slug, (nom, code, date_maj, horaires) in FICHES.items():
        folder = content / "lieux" / ("974-la-reunion" if code == "97411" else "23-creuse")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{slug}.md").write_text(
            f"---\nid: {slug}\nnom: Le lieu {slug}\ncommune: {nom}\ncode_insee: '{code}'\n"
            f"telephone: '+33555664242'\nhoraires: {horaires}\ndate_maj: {date_maj}\n"
            f"{AVIS if slug == 'travaux' else ''}meta:\n  sources: [{{titre: La mairie}}]\n---\n",
            encoding="utf-8",
        )
    env = {"SOURCE_DATE_EPOCH": EPOQUE}
    bati(into / "output", content, env=env, TERRITOIRE=["23", "974"])


@pytest.fixture
def visite(navigateur: Browser, lieux_url: str) -> Iterator[Callable[[str, str], Page]]:
    """Open a page at an hour of Paris, from a phone whose own clock is that of Nouméa."""
    contexts: list[BrowserContext] = []

    def ouvre(chemin: str, heure: str, **options: object) -> Page:
        context = navigateur.new_context(
            viewport=TELEPHONE, locale="en-US", timezone_id="Pacific/Noumea", **options
        )
        contexts.append(context)
        page = context.new_page()
        at = datetime.fromisoformat(heure).replace(tzinfo=ZoneInfo("Europe/Paris"))
        page.clock.set_fixed_time(at)
        page.goto(lieux_url + chemin)
        return page

    yield ouvre
    for context in contexts:
        context.close()


def statut(page: Page) -> str:
    expect(page.locator("[role=status][data-h]")).not_to_have_text(
        re.compile("^(Ces info|Ouvert du)")
    )
    return page.locator("[role=status][data-h]").inner_text().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("slug", "heure", "attendu"),
    [
        ("creuse", "2026-11-23 10:00", "Ouvert, ferme à 12 h."),
        ("creuse", "2026-11-23 12:00", "Fermé, ouvre à 14 h."),
        ("creuse", "2026-12-25 10:00", "Jour férié ou chômé : appelez avant de venir."),
        ("creuse", "2027-11-20 10:00", "D’ordinaire fermé à cette heure (horaires de novembre 2026). Appelez avant de venir."),
        ("creuse", "2027-11-23 10:00", "Horaires à vérifier : appelez avant de venir."),
        ("ancienne", "2026-11-23 10:00", "D’ordinaire ouvert à cette heure (horaires d’août 2024). Appelez avant de venir."),
        ("saint-denis", "2026-11-23 10:00", "Fermé, ouvre à 14 h."),
        ("saint-denis", "2026-12-18 20:00", "Fermé, ouvre lundi à 9 h."),
        ("rendez-vous", "2026-11-23 10:00", "Sur rendez-vous."),
        ("travaux", "2026-11-24 10:00", "Un message est à lire avant de venir."),
        ("travaux", "2026-11-25 10:00", "Ouvert, ferme à 12 h."),
    ],
)  # fmt: skip
def test_the_page_of_a_lieu_says_if_it_is_open_by_its_own_clock(
    visite: Callable[[str, str], Page], slug: str, heure: str, attendu: str
):
    assert statut(visite(f"lieux/{slug}/", heure)) == attendu


def test_hours_of_school_holidays_are_shown_as_text_and_give_no_status(
    visite: Callable[[str, str], Page],
):
    page = visite("lieux/vacances/", "2026-11-23 10:00")

    expect(page.get_by_text("Fermé pendant les vacances scolaires.")).to_be_visible()
    assert page.locator("[role=status][data-h]").count() == 0


def test_today_is_in_bold_and_said_unless_it_is_not_as_usual(visite: Callable[[str, str], Page]):
    page = visite("lieux/creuse/", "2026-11-24 10:00")
    expect(page.locator(".horaires tr[aria-current=date]")).to_have_count(1)
    today = page.locator(".horaires tr[aria-current=date]")

    assert today.locator("th").inner_text().split() == ["Mardi", "(aujourd’hui)"]
    weights = today.locator("td span").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).fontWeight)"
    )
    assert min(map(int, weights)) >= 600
    holiday = visite("lieux/creuse/", "2026-12-25 10:00")
    assert statut(holiday).startswith("Jour férié")
    assert holiday.locator("[aria-current=date]").count() == 0


def test_messages_expire_by_themselves(visite: Callable[[str, str], Page]):
    for heure, shown in {
        "2026-11-24 23:59": ["Fermé pour travaux", "Fermé pendant les fêtes"],
        "2026-11-25 00:00": ["Fermé pendant les fêtes"],
        "2026-12-21 00:00": ["Fermé pendant les fêtes"],
        "2027-01-04 00:00": [],
    }.items():
        page = visite("lieux/travaux/", heure)
        expect(page.locator("[data-au]:visible")).to_have_count(len(shown))
        assert [
            text
            for text in page.locator("[data-au]:visible").all_inner_texts()
            if not text.startswith(tuple(shown))
        ] == []


def test_the_rows_of_a_list_say_it_too(visite: Callable[[str, str], Page]):
    page = visite("departements/23-creuse/", "2026-11-23 10:00")
    expect(page.get_by_text("Ouvert, ferme à 12 h").first).to_be_visible()
    said = {
        row.locator("a").first.inner_text(): row.locator(".ou")
        .inner_text()
        .replace("\xa0", " ")
        .strip()
        for row in page.locator(".lieux > li").all()
    }

    assert said == {
        "Le lieu ancienne": "D’ordinaire ouvert à cette heure",
        "Le lieu creuse": "Ouvert, ferme à 12 h",
        "Le lieu rendez-vous": "Sur rendez-vous",
        "Le lieu travaux": "Un message est à lire avant de venir",
        "Le lieu vacances": "Ouvert du lundi au vendredi",
    }


def test_without_javascript_the_ordinary_week_stays(visite: Callable[..., Page]):
    page = visite("lieux/ancienne/", "2026-11-23 10:00", java_script_enabled=False)

    assert page.locator(".fiche__statut").inner_text() == "D’ordinaire ouvert du lundi au vendredi."
    assert page.locator(".horaires tr").count() == 7


@pytest.mark.parametrize("slug", FICHES)
def test_the_status_moves_nothing_and_axe_finds_nothing(visite: Callable[..., Page], slug: str):
    page = visite(f"lieux/{slug}/", "2026-11-23 10:00")
    page.wait_for_timeout(200)
    moved = page.evaluate(
        "new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().map((e) => e.value)))"
        ".observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done([]), 300))"
    )

    assert sum(moved) < 0.01
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
