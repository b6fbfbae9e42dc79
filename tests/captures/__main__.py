"""`make captures`: each type of page as a phone, a tablet, a screen and a sheet of paper show it.

python -m captures SITE DOSSIER [type…]: one contact sheet a type, `DOSSIER/<type>.webp`. A view
shows the head of the page; what lies below is cut.
"""

import io
import re
import sys
import unicodedata
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from navigateur.conftest import OPTIONS
from navigateur_trouve import chemin_du_navigateur
from site_servi import prefixe, servi
from types_de_pages import TYPES

ECART, FOND = 16, "#8a8a8a"
HAUTEUR = 480
"""Height of a contact sheet, in pixels: enough to read titles, small enough to be kept with the code."""


class Vue(NamedTuple):
    """A window and what shows it."""

    largeur: int
    hauteur: int
    clarte: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"


VUES = (
    Vue(360, 740),
    Vue(360, 740, "dark"),
    Vue(768, 1024),
    Vue(1440, 900),
    Vue(1440, 900, "dark"),
    Vue(718, 1040, media="print"),
)


def photographier(browser: Browser, url: str, vue: Vue) -> Image.Image:
    """Return what a window shows of an address, its map ready where it has one."""
    taille = {"width": vue.largeur, "height": vue.hauteur}
    context = browser.new_context(viewport=taille, color_scheme=vue.clarte, locale="fr-FR")
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    if page.locator("[data-carte][data-auto]").count():
        page.locator("[data-carte][data-prete]").wait_for(state="attached")
        page.wait_for_timeout(300)  # the outlines come a few at a time
    if vue.media == "print":
        page.emulate_media(media="print", color_scheme="light")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    whole = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": vue.largeur, "height": min(vue.hauteur, whole)}
    data = page.screenshot(full_page=True, clip=clip)
    context.close()
    return Image.open(io.BytesIO(data)).convert("RGB")


def planche(images: list[Image.Image]) -> Image.Image:
    """Return the images side by side, none higher than the sheet."""
    images = [image.resize(_reduite(image), Image.Resampling.LANCZOS) for image in images]
    width = sum(image.width + ECART for image in images) + ECART
    sheet = Image.new("RGB", (width, HAUTEUR + 2 * ECART), FOND)
    left = ECART
    for image in images:
        sheet.paste(image, (left, ECART))
        left += image.width + ECART
    return sheet


def _reduite(image: Image.Image) -> tuple[int, int]:
    ratio = min(1, HAUTEUR / image.height)
    return round(image.width * ratio), round(image.height * ratio)


def nom_de_fichier(genre: str) -> str:
    """Return the name of a type of page as a file name: `département vide`, `departement-vide`."""
    ascii_only = unicodedata.normalize("NFKD", genre).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")


def main(arguments: list[str]) -> int:
    """Write the contact sheets of a built site."""
    if len(arguments) < 2 or not Path(arguments[0], "404.html").is_file():
        print(
            "Donnez un site construit et un dossier : make captures OUTPUT=output", file=sys.stderr
        )
        return 2
    site, folder = Path(arguments[0]).resolve(), Path(arguments[1])
    wanted = arguments[2:] or list(TYPES)
    folder.mkdir(parents=True, exist_ok=True)
    with servi(site, prefixe(site)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chemin_du_navigateur(), args=OPTIONS)
        for genre in wanted:
            sheet = planche([photographier(browser, url + TYPES[genre], vue) for vue in VUES])
            path = folder / f"{nom_de_fichier(genre)}.webp"
            sheet.save(path, quality=45, method=6)
            print(f"{path} : {path.stat().st_size / 1000:.0f} Ko", flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
