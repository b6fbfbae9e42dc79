"""Entries at the limits of what may be written: valid pages, French set as French is."""

import re
from html import unescape
from pathlib import Path

import pytest

from lecture_html import Document, echantillon
from typographie import fautes, fautes_du_texte, lue


def texte(site: Path, path: str) -> str:
    """What a page says, its spaces made ordinary."""
    html = (site / path / "index.html").read_text(encoding="utf-8")
    body = html.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", body)))


def fiche(site: Path, slug: str) -> str:
    return texte(site, f"lieux/{slug}")


@pytest.mark.parametrize("part", range(2))
def test_every_page_is_valid_html_set_as_french_is(site_extreme: Path, part: int):
    faults = []
    for path in echantillon(site_extreme)[part::2]:
        page, errors = lue(path.read_text(encoding="utf-8"))
        found = [*errors, *fautes_du_texte(page)]
        faults += [f"{path.relative_to(site_extreme)} : {error}" for error in found]

    assert faults == []


def test_the_faults_of_typography_are_seen(tmp_path: Path):
    """Each rule at work, so that the test above can fail."""
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><title>L'été : 2</title><p>« non » ! 12 h - 14 h..., +33555664242, "
        '"05 55 66 42 42" 2026-11-20 09:00 None</p><p>Fermé . 70 Ko</p>',
        encoding="utf-8",
    )

    assert {fault.partition(" : '")[0].partition(' : "')[0] for fault in fautes(page)} == {
        "apostrophe droite",
        "date en chiffres",
        "espace fine absente avant ; ! ?",
        "espace insécable absente avant :",
        "espace insécable absente avant une unité",
        "espace insécable absente dans « »",
        "guillemet droit",
        "heure en anglais",
        "plage au trait d’union",
        "point redoublé",
        "trois points",
        "téléphone non groupé",
        "téléphone qui se coupe",
        "valeur de programme",
    }


def test_a_lieu_of_which_nothing_is_known_says_so_and_gives_a_number_to_call(site_extreme: Path):
    said = fiche(site_extreme, "sans-rien-gueret")

    assert (
        "Nous n’avons pas le téléphone de ce lieu. Le plus proche que l’on peut appeler :" in said
    )
    assert "Nous ne connaissons que la commune." in said
    assert "Horaires" not in said


def test_a_closed_lieu_invites_nobody(site_extreme: Path):
    page = Document(site_extreme / "lieux/ferme-et-remplace-felletin/index.html")
    said = fiche(site_extreme, "ferme-et-remplace-felletin")

    assert "Ce lieu a fermé le 1er septembre 2025. Allez plutôt à Association" in said
    assert "1 route d’Aubusson" in said
    for word in ("Pour venir", "Horaires", "Sonnez", "À apporter", "Ateliers", "Ouvert", "Appeler"):
        assert word not in said
    assert "tel:+33555664444" not in page.liens


def test_a_closed_lieu_is_not_said_to_be_open_in_a_list(site_extreme: Path):
    said = texte(site_extreme, "departements/23-creuse")

    closed = said.partition("L’ancien atelier")[2][:40]
    assert closed.startswith(" Fermé.")
    assert "uvert" not in closed


def test_a_lieu_with_only_an_email_is_written_to(site_extreme: Path):
    page = Document(site_extreme / "lieux/courriel-seul-corte/index.html")
    said = fiche(site_extreme, "courriel-seul-corte")

    assert "Écrire à ce lieu" in said
    assert "Ce lieu se déplace : écrivez pour savoir où il sera." in said
    assert page.liens.count("mailto:contact@courriel-seul.fr") == 2


def test_nobody_is_asked_to_write_to_a_lieu_without_address(site_extreme: Path):
    said = fiche(site_extreme, "itinerant-sans-contact-brest")

    assert "écrivez pour savoir" not in said
    assert "Ce lieu se déplace" in said
    assert "Place de l’église : devant l’école : mercredi 9 h – 12 h" in said


def test_every_one_of_ten_telephones_can_be_called_once(site_extreme: Path):
    page = Document(site_extreme / "lieux/dix-telephones-bourganeuf/index.html")

    own = [lien for lien in page.liens if lien.startswith("tel:")]
    assert len([lien for lien in own if lien != "tel:+33555664242"]) >= 10
    assert {"tel:+33800360360", "tel:3639", "tel:+33555640001"} <= set(own)


def test_hours_that_are_words_alone_are_said_without_an_empty_week(site_extreme: Path):
    page = Document(site_extreme / "lieux/rendez-vous-seulement-lannion/index.html")
    said = fiche(site_extreme, "rendez-vous-seulement-lannion")

    assert page.balises("table") == []
    assert "Sur rendez-vous : appelez l’accueil." in said
    assert "Fermé" not in said.partition("Pour venir")[0]


def test_a_number_overseas_is_said_as_it_is_dialled(site_extreme: Path):
    assert "Appeler le 0590 12 34 56" in fiche(site_extreme, "mediatheque-de-la-baie-saint-martin")
    assert "Appeler le +687 27.32.78".replace(".", " ") in fiche(site_extreme, "case-noumea")
    assert "Mardi24 h sur 24" in fiche(site_extreme, "case-noumea")


def test_a_message_of_one_day_names_that_day_once(site_extreme: Path):
    said = fiche(site_extreme, "nom-de-deux-cents-caracteres-felletin")

    assert "travaux ! Le 23 novembre 2026." in said
    assert "Du 21 décembre 2026 au 3 janvier 2027." in said


def test_a_departement_without_lieu_and_one_of_four_hundred(site_extreme: Path):
    empty = texte(site_extreme, "departements/90-territoire-de-belfort")
    full = Document(site_extreme / "departements/19-correze/index.html")

    assert "Nous ne connaissons pas encore de lieu dans le Territoire de Belfort." in empty
    assert "400 lieux" in texte(site_extreme, "departements/19-correze")
    communes = {lien.split("/")[-2] for lien in full.liens if "/communes/19" in lien}
    shown = [Document(site_extreme / "communes" / one / "index.html").liens for one in communes]
    assert len({lien for own in shown for lien in own if "/lieux/atelier-" in lien}) == 400
    assert all(any(lien.startswith("tel:") for lien in own) for own in shown)


def test_an_entry_being_corrected_keeps_its_name_and_its_neighbours(site_extreme: Path):
    said = fiche(site_extreme, "fiche-fautive-paris")

    assert "elle revient, « promis » ! Cette fiche est en cours de correction." in said
    assert "En attendant, les lieux les plus proches" in said
