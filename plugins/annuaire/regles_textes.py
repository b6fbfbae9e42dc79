"""The rules of the texts of one entry: a name that is no place, an address that is no street."""

import re
from collections.abc import Iterator
from html.entities import codepoint2name
from typing import NamedTuple

from annuaire import territoires
from annuaire.model import Lieu
from annuaire.motifs import MOTIFS, entier, trouve
from annuaire.noms import normaliser
from annuaire.problems import Problem
from annuaire.reader import Lecture
from annuaire.refus import dire

PAS_DES_LIEUX = frozenset(
    map(
        normaliser,
        (
            "Ordinateur",
            "Wifi",
            "Wi-Fi",
            "Réussir mes échanges avec France Travail",
            "Mobiliser mes services numériques France Travail",
            "Nom du lieu",
            "Nom de la structure",
            "Nom du lieu ou de la structure",
            "Nom à compléter",
        ),
    )
)
"""Services entered as places, and labels of the form, as the national files have them."""

TEXTES = (
    "nom",
    "adresse",
    "complement_adresse",
    "presentation_resume",
    "source",
    "structure_parente",
    "acces",
)
"""The fields of free text, where nothing is to be said by leaving the line out."""

ABIMABLES = ("commune", *TEXTES)
"""The fields whose accents are looked at."""

CODES_HTML = {"apos": "'"} | {
    codepoint2name[ord(sign)]: sign for sign in 'àâæçéèêëîïôœùûüÿ«»‘’“”–—…€°&<>"\xa0'
}
"""The codes of web pages → the letters and signs of French that they stand for."""


class Fin(NamedTuple):
    """An address that ends with a postcode and a commune: « 3 place Gay-Lussac », 87400, Saint-…"""

    voie: str
    code_postal: str
    commune: str


def fin_de(adresse: str) -> Fin | None:
    """Return the parts of an address that ends with a postcode and a commune, None of another."""
    match = entier("adresse_fin", " ".join(adresse.split()))
    if match is None:
        return None
    return Fin(match[1].strip(" ,;–-"), match[2], match[3].strip(" ,.;"))


def nom(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    if normaliser(lieu.nom) in PAS_DES_LIEUX:
        yield lecture.problem("nom", *dire("pas_un_lieu", texte=lieu.nom))


def vides(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    for champ in TEXTES:
        text = getattr(lieu, champ) or ""
        if entier("ne_dit_rien", text.lower()):
            required = Lieu.model_fields[champ].is_required()
            cle = "ne_dit_rien/obligatoire" if required else "ne_dit_rien"
            yield lecture.problem(champ, *dire(cle, texte=text))


def abimes(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    for champ in ABIMABLES:
        text = getattr(lieu, champ) or ""
        if trouve("accents_abimes", text):
            yield lecture.problem(champ, *dire("accents_abimes", texte=text))
        elif found := trouve("code_html", text):
            near = _decoder(text)
            cle = "code_html" if trouve("code_html", near) else "code_html/proche"
            yield lecture.problem(champ, *dire(cle, code=found[0], proche=near))


def _decoder(text: str) -> str:
    """Put the letters in place of their codes; a code that nobody knows stays."""

    def letter(found: re.Match[str]) -> str:
        code = found[0][1:-1]
        if code.startswith("#"):
            return chr(int(code[1:])) if int(code[1:]) in _LISIBLES else found[0]
        return CODES_HTML.get(code, found[0])

    return re.sub(MOTIFS["code_html"], letter, text)


_LISIBLES = range(32, 0xD800)


def adresse(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    typed = lieu.adresse or ""
    start = trouve("adresse_debut", typed.lower())
    if start:
        rest = typed[start.end() :]
        said = dire("adresse_debut", texte=typed[: start.end(1)], proche=rest)
        yield lecture.problem("adresse", *said)
    found = fin_de(typed)
    if found is None:
        return
    cle = ""
    if not found.voie:
        cle = "adresse_sans_rue"
    elif normaliser(found.commune) == normaliser(lieu.commune):
        cle = "adresse_et_commune"
    elif territoires.communes_par_nom(found.commune):
        cle = "adresse_ailleurs"
    if cle:
        texte = f"{found.code_postal} {found.commune}"
        yield lecture.problem(
            "adresse",
            *dire(cle, texte=texte, voie=found.voie, commune=lieu.commune),
            niveau="avis" if found.voie else "erreur",
        )


RULES = (nom, vides, abimes, adresse)
