"""The poster of a lieu on paper: one A4 sheet, nothing cut but the list of what one does there."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from annuaire import vocabulaires as voc
from construction import SITEURL, bati
from une_fois import UneFois

FEUILLE = {"width": 688, "height": 1017}
"""What an A4 sheet holds between margins of 14 mm, in CSS pixels."""

COUPES = """() => {
  const sheet = document.querySelector('.affiche').getBoundingClientRect()
  return [...document.querySelectorAll('.affiche *')]
    .filter(e => !e.closest('.affiche__services, svg, .invisible'))
    .filter(e => {
      const box = e.getBoundingClientRect()
      return box.bottom > sheet.bottom + 0.5 || box.right > sheet.right + 0.5
    })
    .map(e => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 30)}`)
}"""
"""What goes out of the sheet."""


@pytest.fixture(scope="module")
def papier(navigateur: Browser) -> Iterator[Page]:
    context = navigateur.new_context(viewport=FEUILLE)
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


def affiches(site: Path) -> list[Path]:
    """The posters of the lieux that are at a limit, and one of the 400 others."""
    found = sorted(site.glob("lieux/*/affiche/index.html"))
    return [p for p in found if not re.match(r"atelier-\d\d", p.parent.parent.name)]


LIMITES = {
    "tout": "horaires: Mo-Su 08:30-10:00,10:15-12:00,13:30-15:00,15:15-17:45\ntelephone: 05 55 66 42 42\n",
    "sans-horaires": "telephone: 05 55 66 42 42\n",
    "sans-telephone": "horaires: Mo-Fr 09:00-12:00\n",
    "sans-rien": "",
}
"""What a lieu whose every text is as long as it may be tells besides, by slug."""
NOMS = {"court": 30, "long": 80, "tres-long": 200}
"""How many letters a name has at most, by the size that it is written in."""


@pytest.fixture(scope="module")
def site_des_limites(une_fois: UneFois) -> Path:
    """Lieux whose name, address and presentation are as long as they may be."""
    return une_fois("limites", _bati_des_limites) / "output"


def _bati_des_limites(into: Path) -> None:
    content = into / "content"
    folder = content / "lieux/23-creuse"
    folder.mkdir(parents=True)
    services = "".join(f"  - {service.nom}\n" for service in voc.SERVICES)
    for (limite, more), (taille, letters) in product(LIMITES.items(), NOMS.items()):
        slug = f"{limite}-{taille}"
        nom = f"{slug} " + "L’atelier de la vallée " * 9
        (folder / f"{slug}.md").write_text(
            f"---\nid: {slug}\nnom: {nom[: letters - 1]}s\ncommune: Felletin\ncode_insee: '23079'\n"
            f"adresse: {('12 bis avenue de la Gare ' * 8)[:199]}.\n"
            f"complement_adresse: {('au fond de la cour ' * 11)[:199]}.\n{more}"
            f"presentation_resume: {('Ici on apprend et on répare. ' * 10)[:279]}.\n"
            f"services:\n{services}date_maj: 2026-11-20\nmeta:\n  sources: [{{titre: La mairie}}]\n---\n",
            encoding="utf-8",
        )
    bati(into / "output", content, SITEURL=SITEURL, TERRITOIRE=["23"])


@pytest.mark.parametrize("name", ["site_extreme", "site_des_limites", "site"])
def test_a_poster_is_one_sheet_from_which_nothing_goes_out(
    name: str, papier: Page, request: pytest.FixtureRequest
):
    built, wrong = request.getfixturevalue(name), {}
    for path in affiches(built):
        papier.goto(path.as_uri())
        sheets = len(re.findall(rb"/Type\s*/Page\b", papier.pdf(prefer_css_page_size=True)))
        out = papier.evaluate(COUPES)
        if sheets != 1 or out:
            wrong[path.parent.parent.name] = (sheets, out[:4])

    assert affiches(built)
    assert wrong == {}


def test_a_poster_shows_on_paper_the_telephone_and_no_tool(papier: Page, site_extreme: Path):
    slug = "nom-de-deux-cents-caracteres-felletin"
    papier.goto((site_extreme / f"lieux/{slug}/affiche/index.html").as_uri())

    assert papier.locator(".affiche__appel").is_visible()
    assert papier.locator(".affiche__qr svg").is_visible()
    assert papier.locator(".affiche__services").bounding_box()["height"] > 40  # it may give way
    for hidden in (".affiche__code", ".entete", ".pied", ".fil", ".affiche__manques", ".bouton"):
        assert not papier.locator(hidden).first.is_visible(), hidden
    assert papier.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.affiche__appel')).fontSize)"
    ) == pytest.approx(40 * 96 / 72, abs=0.1)


def test_the_code_to_copy_needs_no_script(navigateur: Browser, site_extreme: Path):
    context = navigateur.new_context(java_script_enabled=False)
    page = context.new_page()
    slug = "nom-de-deux-cents-caracteres-felletin"
    page.goto((site_extreme / f"lieux/{slug}/affiche/index.html").as_uri())

    code = page.get_by_role("textbox", name=re.compile("^Copiez ce code")).input_value()

    assert code.startswith(
        '<iframe src="https://fabriques.example/annuaire/carte/?zoom=15&amp;lat='
    )
    assert f"lieu={slug}&amp;integre=1" in code
    with page.expect_download() as waited:
        page.get_by_role("link", name="Télécharger le QR").click()
    assert waited.value.suggested_filename == f"qr-{slug}.svg"
    context.close()
