"""What a lieu takes away: its poster, its QR code, a code for its site, what it lacks."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
import segno

from annuaire import affiche, annuaire
from annuaire.annuaire import Annuaire
from annuaire.sources import Collecte, Source
from annuaire_de_test import LE, TOUT, annuaire_de, lecture, site

PUBLIE = site(siteurl="https://exemple.org/annuaire", editeur_courriel="contact@exemple.org")
SVG = "{http://www.w3.org/2000/svg}"


def contexte(lieu, reglages=PUBLIE):
    found = annuaire_de(lieu)
    return affiche.contexte(found.fiches[0], found, reglages)


def carres(svg):
    """The dark squares of a QR code as rows of texts, from its drawing: runs of one square high."""
    width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())
    rows = [[" "] * width for _ in range(height)]
    drawn = re.search(r'stroke="#000" d="([^"]+)"', svg)[1]
    x = y = 0.0
    for step, a, b in re.findall(r"([Mmh])(-?[\d.]+)(?: ?(-?[\d.]+))?", drawn):
        if step == "M":
            x, y = float(a), float(b)
        elif step == "m":
            x, y = x + float(a), y + float(b)
        else:
            for n in range(int(a)):
                rows[int(y)][int(x) + n] = "#"
            x += float(a)
    return ["".join(row) for row in rows]


def test_a_qr_code_is_the_one_that_the_library_makes_of_the_address():
    address = "https://exemple.org/annuaire/lieux/quartier-rouge-felletin/"
    expected = segno.make(address, error="m", mask=affiche.MASQUE, micro=False)

    found = carres(affiche.qr(address).svg)

    rows = ["".join("#" if dark else " " for dark in row) for row in expected.matrix_iter(border=4)]
    assert found == rows
    assert found[4].strip().startswith("#######")


def test_the_qr_code_to_download_is_a_drawing_that_stands_alone():
    one = affiche.qr("https://exemple.org/lieux/x/")
    head, _, data = one.fichier.partition(",")
    root = ET.fromstring(unquote(data))

    assert head == "data:image/svg+xml"
    assert (root.tag, root.get("width")) == (f"{SVG}svg", "720")
    assert [path.get("d") for path in root.iter(f"{SVG}path")] == re.findall(
        r' d="([^"]+)"', one.svg
    )
    assert one == affiche.qr("https://exemple.org/lieux/x/")


def test_the_code_to_copy_opens_the_map_on_the_lieu_and_escapes_its_name(lieu):
    nom = "Le « Fab » < b & co"
    found = contexte(lieu(nom=nom, latitude="45.88351", longitude="2.1741", precision="lieu"))

    assert found["code"] == (
        '<iframe src="https://exemple.org/annuaire/carte/?zoom=15&amp;lat=45.8835&amp;lon=2.1741'
        '&amp;lieu=quartier-rouge-felletin&amp;integre=1" title="Le « Fab » &lt; b &amp; co'
        ' sur la carte" width="100%" height="480" loading="lazy"></iframe>\n'
        '<p><a href="https://exemple.org/annuaire/lieux/quartier-rouge-felletin/">'
        "Le « Fab » &lt; b &amp; co sur Fabriques</a></p>"
    )


def test_the_five_most_useful_of_what_is_missing_are_lines_to_fill_in(lieu):
    found = contexte(lieu(telephone="+33555664242"))
    asked = parse_qs(urlsplit(found["courrier"]).query)

    assert found["courrier"].startswith("mailto:contact@exemple.org?")
    assert asked["subject"] == ["Compléter la fiche : Quartier Rouge, Felletin"]
    assert asked["body"][0] == (
        "Quartier Rouge, Felletin\n"
        "https://exemple.org/annuaire/lieux/quartier-rouge-felletin/\n\n"
        "Adresse : \nHoraires : \nActivités : \nPrix : \nCourriel : \n"
    )


def test_a_lieu_that_lacks_nothing_is_asked_for_nothing(lieu):
    found = contexte(lieu(**TOUT))

    assert (found["manques"], found["courrier"]) == ((), "")


def test_without_an_address_there_is_no_qr_code_and_no_code_to_copy(lieu):
    found = contexte(lieu(), site())

    assert (found["qr"], found["code"], found["adresse_web"]) == (None, "", "")


@pytest.mark.parametrize(
    ("longueur", "taille"), [(2, "court"), (30, "court"), (80, "long"), (200, "tres-long")]
)
def test_a_name_is_written_as_large_as_the_sheet_allows(longueur, taille):
    assert affiche.taille("x" * longueur) == taille


def test_a_poster_is_for_open_lieux_that_have_an_entry(lieu):
    source = Collecte(Source(cle="fs", nom="France services"), (lieu(id="fs-1", nom="Mairie"),))
    own = [lecture(lieu()), lecture(lieu(id="ferme", nom="Ferme", ferme_le="2020-01-01"))]

    found = affiche.affichees(annuaire.build(own, LE, (), [source]))

    assert [fiche.slug for fiche in found] == ["quartier-rouge-felletin"]


def test_on_a_very_large_site_only_few_entries_may_have_a_poster(lieu):
    one = annuaire_de(lieu()).fiches[0]
    taken = replace(one, est_reprise=True)

    def posters(own, sources):
        return len(affiche.affichees(Annuaire((one,) * own + (taken,) * sources, LE)))

    assert posters(affiche.LIEUX_MAX, 0) == affiche.LIEUX_MAX
    assert posters(affiche.LIEUX_MAX, 1) == 0
    assert posters(affiche.AFFICHES_MAX, affiche.LIEUX_MAX) == affiche.AFFICHES_MAX
    assert posters(affiche.AFFICHES_MAX + 1, affiche.LIEUX_MAX) == 0
