"""The photo of a lieu, on its page: after what one calls, its room kept before it comes."""

import gzip
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, Route

from annuaire_de_test import PETIT
from construction import bati, construire, construit, departements
from lecture_html import Document
from une_fois import UneFois

CHEMIN = "lieux/le-grand-hangar-concarneau/index.html"
FICHE = "le-grand-hangar-concarneau.md"


def photo(path: Path) -> None:
    """A picture of 1600 × 1200 in many colours, turned by a quarter, taken somewhere."""
    drawn = Image.radial_gradient("L").resize((1600, 1200)).convert("RGB")
    ImageDraw.Draw(drawn).ellipse((200, 200, 700, 900), fill=(200, 120, 40))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (45.0, 52.0, 0.0)})
    drawn.save(path, exif=exif)


@pytest.fixture(scope="module")
def site_illustre(une_fois: UneFois) -> Path:
    """The small tree, the photo of its one illustrated entry as a phone gives it."""

    def faire(into: Path) -> None:
        content = into / "content"
        shutil.copytree(PETIT, content)
        photo(content / "images" / "entree.jpg")
        bati(into / "output", content, TERRITOIRE=departements(content, "90"))

    return une_fois("photos", faire) / "output"


def candidats(srcset: str) -> dict[str, int]:
    """Read « a.jpg 480w, b.jpg 960w »."""
    return {url: int(width[:-1]) for url, width in (one.split() for one in srcset.split(", "))}


def test_the_photo_says_its_size_and_stands_after_the_call_and_the_hours(site_illustre: Path):
    path = site_illustre / CHEMIN
    html, page = path.read_text(encoding="utf-8"), Document(path)

    (_roof, img), (source,) = page.attributs("img"), page.attributs("source")
    assert html.index('class="appel"') < html.index("<h2>Horaires") < html.index("<figure")
    assert (img["width"], img["height"]) == ("960", "1280")
    assert (img["loading"], img["decoding"]) == ("lazy", "async")
    assert img["alt"] == "L’entrée, rue de la Gare"
    assert source["type"] == "image/avif"
    assert "Photo&nbsp;: Ville de Concarneau" in html
    for url, width in {**candidats(img["srcset"]), **candidats(source["srcset"])}.items():
        with Image.open(path.parent / url) as shown:
            assert shown.size == (width, width * 4 // 3)
            assert dict(shown.getexif()) == {}
    assert (path.parent / img["src"]).is_file()


def test_a_photo_takes_nothing_from_the_weight_and_files_of_the_page(site_illustre: Path):
    path = site_illustre / CHEMIN

    assert len(gzip.compress(path.read_bytes(), 6, mtime=0)) <= 5000
    assert len(list(path.parent.iterdir())) <= 3
    assert len(list((site_illustre / "images").iterdir())) == 4


def test_a_lieu_without_photo_has_no_image(site_illustre: Path):
    others = [p for p in site_illustre.rglob("*.html") if p != site_illustre / CHEMIN]

    # The roof beside the name of the site is the only one.
    assert all("<img" not in p.read_text("utf-8").partition("<main")[2] for p in others)


@pytest.mark.parametrize("largeur", [320, 768, 1280])
def test_the_page_does_not_move_when_the_photo_comes(page: Page, site_illustre: Path, largeur: int):
    page.set_viewport_size({"width": largeur, "height": 700})
    rect = """() => { const r = document.querySelector('.photo img').getBoundingClientRect();
      return [r.width, r.height, document.body.scrollHeight] }"""
    kept = []

    def hold(route: Route) -> None:
        kept.append(route)

    page.route("**/images/**", hold)
    # The photo may be asked for as soon as the page is there, or only once it is near.
    with page.expect_request("**/images/**"):
        page.goto((site_illustre / CHEMIN).as_uri(), wait_until="domcontentloaded")
        page.locator(".photo img").scroll_into_view_if_needed()
    before = page.evaluate(rect)
    assert kept
    for route in kept:
        route.continue_()
    page.evaluate("document.querySelector('.photo img').decode()")

    assert page.evaluate(rect) == before
    assert before[1] == pytest.approx(before[0] * 4 / 3, abs=1)
    assert before[0] <= largeur
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur
    assert page.evaluate("document.querySelector('.photo img').currentSrc").endswith(".avif")


def test_two_builds_give_the_same_photos(site_illustre: Path, tmp_path: Path):
    content = shutil.copytree(site_illustre.with_name("content"), tmp_path / "ailleurs")
    again = construit(
        tmp_path / "output", content, env={"TZ": "Pacific/Auckland"}, TERRITOIRE=["29"]
    )

    def octets(site: Path) -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in (site / "images").iterdir()}

    assert octets(again) == octets(site_illustre)


def test_a_missing_photo_stops_the_build_and_names_the_line(tmp_path: Path):
    content = shutil.copytree(PETIT, tmp_path / "content")
    (content / "images" / "entree.jpg").unlink()

    done = construire(tmp_path / "output", content)

    assert done.returncode == 1
    assert re.search(
        rf"{re.escape(FICHE)}:52:8: image : il n’y a pas de photo « entree\.jpg »", done.stdout
    )
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "output").exists()
