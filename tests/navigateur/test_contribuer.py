"""The form of /contribuer/, as somebody fills it: on a phone, by keyboard, with a bad line, without scripts."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from annuaire import reader
from navigateur.conftest import TELEPHONE
from navigateur.test_pages import REGLES
from navigateur.test_parcours import tabule

LIEU = "le-cafe-des-pratiques-besancon"


@pytest.fixture
def saisie(page: Page, site_url: str) -> Iterator[Page]:
    """The form of a lieu, ready; no error of JavaScript."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site_url}contribuer/?lieu={LIEU}")
    pret(page)
    yield page
    assert errors == []


@pytest.fixture
def neuf(page: Page, site_url: str) -> Iterator[Page]:
    """The form of a new lieu, ready."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site_url}contribuer/")
    pret(page)
    yield page
    assert errors == []


def pret(page: Page) -> None:
    expect(page.locator("html[data-prete]")).to_be_attached()


def fichier(page: Page) -> str:
    """The file of the entry, as it would be sent."""
    return page.locator("#fichier textarea").input_value()


def relire(texte: str, tmp_path: Path, dossier: str) -> reader.Lecture:
    """Read what the form wrote as an entry of the site."""
    path = tmp_path / "lieux" / dossier / f"{re.search(r'^id: (.*)$', texte, re.MULTILINE)[1]}.md"
    path.parent.mkdir(parents=True)
    path.write_text(texte, encoding="utf-8")
    return reader.read(path, (dossier,))


def choisir_besancon(page: Page) -> None:
    champ = page.get_by_role("combobox", name="Commune ou code postal")
    champ.fill("besan")
    expect(page.get_by_role("option", name="Besançon (25000, Doubs)")).to_be_visible()
    champ.press("ArrowDown")
    champ.press("Enter")
    expect(champ).to_have_value("Besançon")


def test_a_phone_number_is_corrected_in_three_screens_by_keyboard(
    page: Page, site_url: str, tmp_path: Path
):
    page.goto(f"{site_url}lieux/{LIEU}/")  # first screen
    tabule(page, page.get_by_role("link", name="Corriger cette fiche"))
    page.keyboard.press("Enter")

    pret(page)  # second screen
    expect(page.get_by_role("heading", level=1)).to_have_text("Le Café des pratiques")
    tabule(page, page.locator("#groupe-joindre > summary"))
    page.keyboard.press("Enter")
    tabule(page, page.get_by_label("Téléphone", exact=True))
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("0381562066")
    tabule(page, page.get_by_role("button", name="Voir et envoyer"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Prêt à envoyer")).to_be_focused()  # third screen
    expect(page.locator("#envoi")).to_match_aria_snapshot(
        """
        - region "Prêt à envoyer":
          - heading "Prêt à envoyer" [level=2]
          - table:
            - row "Téléphone 03 81 56 20 65 03 81 56 20 66"
          - group "Comment le savez-vous ?":
            - paragraph: "Un téléphone, un site ou une fermeture : il nous faut une page qui le dit, ou un appel au lieu."
            - radio "J’y travaille"
            - radio "J’y suis allé"
            - radio "J’ai appelé le lieu"
            - radio "Une page ou un article le dit"
        """
    )
    tabule(page, page.get_by_label("J’y travaille"))
    page.keyboard.press("Space")
    envoi = page.get_by_role("link", name="Envoyer par GitHub")
    tabule(page, envoi)
    url = envoi.get_attribute("href") or ""
    assert "issues/new?template=corriger.yml" in url
    assert len(url) <= 7000
    lu = relire(fichier(page), tmp_path, "25-doubs")
    assert lu.problems == ()
    assert lu.lieu is not None
    assert lu.lieu.telephone == ("+33381562066",)
    assert lu.lieu.meta.verifie_par == "le lieu lui-même"


def test_nothing_else_of_the_entry_moves(saisie: Page, tmp_path: Path, site_url: str):
    saisie.get_by_text("Le joindre").click()
    saisie.get_by_label("Téléphone", exact=True).fill("03 81 56 20 66")
    saisie.get_by_role("button", name="Voir et envoyer").click()
    saisie.get_by_label("Une page ou un article le dit").check()
    saisie.get_by_label("L’adresse de cette page").fill("https://exemple.fr/telephone")
    saisie.keyboard.press("Tab")

    before = saisie.request.get(f"{site_url}lieux/{LIEU}/fiche.json").json()["valeurs"]
    lu = relire(fichier(saisie), tmp_path, "25-doubs")
    assert lu.lieu is not None
    after = json.loads(lu.lieu.model_dump_json(exclude_defaults=True))
    assert after["meta"]["sources"][:-1] == before["meta"]["sources"]
    assert after["meta"]["sources"][-1]["url"] == "https://exemple.fr/telephone"
    for champ in ("telephone", "meta", "date_maj"):
        before.pop(champ, None)
        after.pop(champ, None)
    assert after == before


def test_a_bad_number_is_told_at_its_field_in_the_words_of_the_checks(saisie: Page):
    saisie.get_by_text("Le joindre").click()
    champ = saisie.get_by_label("Téléphone", exact=True)
    champ.fill("03 81 56 20")
    champ.press("Tab")

    expect(champ).to_have_attribute("aria-invalid", "true")
    expect(champ).to_have_accessible_description(
        re.compile("n’est pas un numéro de téléphone français. Il a 8 chiffres au lieu de 10")
    )
    champ.fill("03 81 56 20 66")
    champ.press("Tab")
    expect(champ).not_to_have_attribute("aria-invalid", "true")


def test_faults_are_listed_and_each_leads_to_its_field(saisie: Page):
    saisie.get_by_text("Le joindre").click()
    saisie.get_by_label("Courriel", exact=True).fill("contact@monlieu")
    saisie.get_by_role("button", name="Voir et envoyer").click()

    fautes = saisie.locator("#fautes")
    expect(fautes).to_be_focused()
    expect(fautes).to_contain_text("Une réponse est à revoir.")
    fautes.get_by_role("link").click()
    expect(saisie.get_by_label("Courriel", exact=True)).to_be_focused()


def test_a_new_lieu_is_written_whole(neuf: Page, tmp_path: Path):
    neuf.get_by_label("Nom du lieu").fill("Atelier du Bourg")
    choisir_besancon(neuf)
    for jour in ("Lundi", "Mardi"):
        neuf.get_by_label(f"{jour}, matin, ouvre à").fill("09:00")
        neuf.get_by_label(f"{jour}, matin, ferme à").fill("12:00")
    neuf.get_by_label("Fermé les jours fériés").check()
    neuf.get_by_label("Téléphone", exact=True).fill("0381562066")
    neuf.get_by_label("Se faire aider pour une démarche").check()
    neuf.get_by_role("button", name="Voir et envoyer").click()
    neuf.get_by_label("J’ai appelé le lieu").check()

    lu = relire(fichier(neuf), tmp_path, "25-doubs")
    assert lu.problems == ()
    assert lu.lieu is not None
    assert lu.lieu.id == "atelier-du-bourg-besancon"
    assert lu.lieu.code_insee == "25056"
    assert lu.lieu.code_postal == "25000"
    assert lu.lieu.horaires == "Mo,Tu 09:00-12:00; PH off"
    assert lu.lieu.services == ("Aide aux démarches administratives",)
    assert lu.lieu.telephone == ("+33381562066",)
    porte = neuf.get_by_role("link", name="Envoyer par GitHub").get_attribute("href") or ""
    assert "template=nouveau.yml&nom=Atelier%20du%20Bourg&commune=Besan%C3%A7on" in porte
    new = neuf.get_by_role("link", name="Proposer le fichier").get_attribute("href") or ""
    assert "filename=content%2Flieux%2F25-doubs%2Fatelier-du-bourg-besancon.md" in new


def test_a_lieu_that_is_there_already_is_shown(neuf: Page):
    neuf.get_by_label("Nom du lieu").fill("café des pratiques")
    choisir_besancon(neuf)

    expect(neuf.get_by_text("Ce lieu existe déjà. Est-ce lui ?")).to_be_visible()
    neuf.get_by_role("link", name="Corriger « Le Café des pratiques », Besançon").click()
    expect(neuf).to_have_url(re.compile(f"lieu={LIEU}$"))


@pytest.mark.parametrize(
    ("saisi", "premiere"),
    [
        ("23500", "Clairavaux (23500, Creuse)"),
        ("st etienne", "Saint-Étienne (42000…, Loire)"),
        ("felletin", "Felletin (23500, Creuse)"),
        ("L'Haÿ", "L’Haÿ-les-Roses (94240, Val-de-Marne)"),
        ("97400", "Saint-Denis (97400, La Réunion)"),
    ],
)
def test_a_commune_is_found_by_its_name_or_its_postcode(neuf: Page, saisi: str, premiere: str):
    neuf.get_by_role("combobox", name="Commune ou code postal").fill(saisi)

    expect(neuf.get_by_role("option").first).to_have_text(premiere)


def test_the_point_is_set_by_keyboard_on_a_plan_that_asks_nobody(neuf: Page, site_url: str):
    asked: list[str] = []
    neuf.on("request", lambda request: asked.append(request.url))
    choisir_besancon(neuf)
    neuf.get_by_role("button", name="Placer le point sur un plan").click()
    plan = neuf.get_by_role("application")
    expect(plan).to_be_focused()
    neuf.keyboard.press("ArrowRight")
    neuf.wait_for_timeout(400)
    neuf.keyboard.press("Enter")

    expect(neuf.get_by_text(re.compile("^Le point est posé : 47,?.*"))).to_be_visible()
    expect(neuf.get_by_label("L’endroit exact")).to_be_checked()
    assert float(neuf.get_by_label("Longitude").input_value()) > 6.0
    assert [url for url in asked if not url.startswith((site_url, "data:", "blob:"))] == []


def test_what_was_begun_is_kept_on_the_device(saisie: Page):
    saisie.get_by_text("Le joindre").click()
    saisie.get_by_label("Courriel", exact=True).fill("contact@monlieu.fr")
    saisie.wait_for_timeout(600)
    saisie.reload()
    pret(saisie)

    saisie.get_by_role("button", name="Reprendre").click()
    saisie.get_by_text("Le joindre").click()
    expect(saisie.get_by_label("Courriel", exact=True)).to_have_value("contact@monlieu.fr")


def test_the_fiche_is_seen_as_a_visitor_will_see_it(saisie: Page):
    saisie.get_by_text("Votre fiche, vue par un visiteur").click()

    vue = saisie.locator("#vue")
    expect(vue.get_by_role("link", name="Appeler le 03 81 56 20 65")).to_be_visible()
    saisie.get_by_text("Le joindre").click()
    saisie.get_by_label("Téléphone", exact=True).fill("03 81 56 20 66")
    expect(vue.get_by_role("link", name="Appeler le 03 81 56 20 66")).to_be_visible()


def test_what_is_missed_most_is_one_touch_away(saisie: Page):
    saisie.get_by_role("button", name="Ajoutez les horaires : 3 minutes").click()

    expect(saisie.get_by_label("Lundi, matin, ouvre à")).to_be_focused()


def test_an_unknown_lieu_is_said_and_the_form_serves(page: Page, site_url: str):
    page.goto(f"{site_url}contribuer/?lieu=nulle-part")
    pret(page)

    expect(page.get_by_role("status").first).to_contain_text("Nous n’avons pas trouvé cette fiche")
    expect(page.get_by_label("Nom du lieu")).to_be_editable()


def test_without_its_rules_the_page_says_what_to_do(page: Page, site_url: str):
    page.route("**/regles.json", lambda route: route.abort())
    page.goto(f"{site_url}contribuer/")

    expect(page.get_by_role("status").first).to_contain_text("Imprimez cette page")


def test_without_scripts_it_is_a_sheet_to_print(navigateur: Browser, site_url: str):
    context = navigateur.new_context(java_script_enabled=False, viewport=TELEPHONE)
    page = context.new_page()
    page.goto(f"{site_url}contribuer/?lieu={LIEU}")
    expect(page.get_by_label("Nom du lieu")).to_be_editable()
    page.emulate_media(media="print")

    expect(page.get_by_text("Feuille à remplir et à envoyer")).to_be_visible()
    expect(page.get_by_role("button", name="Voir et envoyer")).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 3
    context.close()


@pytest.mark.parametrize("clarte", ["light", "dark"])
@pytest.mark.parametrize("etape", ["nouveau", "correction", "fautes", "envoi"])
def test_axe_finds_nothing_at_any_step(navigateur: Browser, site_url: str, etape: str, clarte: str):
    context = navigateur.new_context(viewport=TELEPHONE, color_scheme=clarte, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{site_url}contribuer/" + ("" if etape == "nouveau" else f"?lieu={LIEU}"))
    pret(page)
    if etape in ("fautes", "envoi"):
        page.get_by_text("Le joindre").click()
        page.get_by_label("Téléphone", exact=True).fill("12" if etape == "fautes" else "0381562066")
        page.get_by_role("button", name="Voir et envoyer").click()
    if etape == "envoi":
        page.get_by_label("J’y travaille").check()

    found = Axe().run(page, options=REGLES).response["violations"]

    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    context.close()


def test_the_whole_form_weighs_at_most_60_kb(page: Page, site_url: str, site: Path):
    """Cold, every file that a correction asks for, up to the sending; the plan comes on a click."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("?")[0]))
    page.goto(f"{site_url}contribuer/?lieu={LIEU}")
    pret(page)
    page.get_by_text("Le joindre").click()
    page.get_by_label("Téléphone", exact=True).fill("0381562066")
    page.get_by_role("button", name="Voir et envoyer").click()
    page.get_by_label("J’y travaille").check()

    files = [site / url.removeprefix(site_url) for url in asked if not url.startswith("blob:")]
    files = [path / "index.html" if path.is_dir() else path for path in files]
    assert any(path.name == "regles.json" for path in files)
    assert sum(len(gzip.compress(path.read_bytes(), 6, mtime=0)) for path in files) <= 60_000
