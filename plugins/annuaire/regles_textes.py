"""The rules of the texts of one entry: a name that is no place, an address that is no street."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from annuaire import territoires
from annuaire.model import Lieu
from annuaire.noms import normaliser
from annuaire.problems import Problem
from annuaire.reader import Lecture

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

_TEXTES = (
    "nom",
    "adresse",
    "complement_adresse",
    "presentation_resume",
    "source",
    "structure_parente",
    "acces",
)
_RIEN = re.compile(
    r"(?i)(?:null|none|undefined|nan|nc|n/?[ac]|néant|aucune?|inconnue?s?|à (?:définir|compléter)"
    r"|non (?:renseigné|connu|communiqué)e?s?|x{3,}|\W+)\.?"
)
_ABIMES = re.compile(r"Ã[©¨ª§\u00a0€´¢‰]|â€™|╢|\ufffd|[^\W\d]²[^\W\d]")
_CODE_HTML = re.compile(r"&(?:[a-z]{2,8}|#\d+);")
_DEBUT = re.compile(r"(?:null|undefined|none|nan|0+)[\s,]+(?=\w)", re.IGNORECASE)
_FIN = re.compile(
    r"(?P<voie>.*?)[\s,;–-]*\b(?P<cp>\d{5})[\s,–-]+(?P<nom>[^\W\d][^\d]*(?:cedex\s*\d*)?)$",
    re.IGNORECASE,
)


class Fin(NamedTuple):
    """An address that ends with a postcode and a commune: « 3 place Gay-Lussac », 87400, Saint-…"""

    voie: str
    code_postal: str
    commune: str


def fin_de(adresse: str) -> Fin | None:
    """Return the parts of an address that ends with a postcode and a commune, None of another."""
    match = _FIN.fullmatch(" ".join(adresse.split()))
    if match is None:
        return None
    return Fin(match["voie"].strip(" ,;–-"), match["cp"], match["nom"].strip(" ,.;"))


def nom(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    if normaliser(lieu.nom) in PAS_DES_LIEUX:
        yield lecture.problem(
            "nom",
            f"« {lieu.nom} » n’est pas le nom d’un lieu",
            "Écrivez le nom que les habitants lisent à l’entrée",
            "Médiathèque de Felletin",
        )


def vides(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    for champ in _TEXTES:
        text = getattr(lieu, champ) or ""
        if _RIEN.fullmatch(text):
            required = Lieu.model_fields[champ].is_required()
            yield lecture.problem(
                champ,
                f"« {text} » ne dit rien au lecteur",
                "Écrivez ce qu’il en est" if required else "Retirez cette ligne si vous l’ignorez",
            )


def abimes(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    for champ in ("commune", *_TEXTES):
        text = getattr(lieu, champ) or ""
        if _ABIMES.search(text):
            yield lecture.problem(
                champ, f"les accents de « {text} » sont abîmés", "Tapez ce texte de nouveau"
            )
        elif found := _CODE_HTML.search(text):
            yield lecture.problem(
                champ,
                f"« {found[0]} » est un code de page web, pas du texte",
                f"Écrivez {html.unescape(text)}",
            )


def adresse(lecture: Lecture, lieu: Lieu) -> Iterator[Problem]:
    typed = lieu.adresse or ""
    start = _DEBUT.match(typed)
    if start:
        yield lecture.problem(
            "adresse",
            f"« {start[0].strip(' ,')} » au début n’est pas un numéro de rue",
            f"Écrivez {typed[start.end() :]}",
        )
    found = fin_de(typed)
    if found is None:
        return
    said = f"{found.code_postal} {found.commune}"
    if not found.voie:
        yield lecture.problem(
            "adresse",
            f"« {said} » n’est ni une rue ni un lieu-dit",
            "Écrivez la rue, ou retirez cette ligne ; la commune a ses champs",
            "12 bis rue de la Gare",
        )
    elif normaliser(found.commune) == normaliser(lieu.commune):
        yield lecture.problem(
            "adresse",
            f"« {said} » est de trop : la commune et son code postal ont leurs champs",
            f"Écrivez {found.voie}",
            niveau="avis",
        )
    elif territoires.communes_par_nom(found.commune):
        yield lecture.problem(
            "adresse",
            f"cette adresse dit « {said} », et la fiche {lieu.commune}",
            "Gardez la bonne commune, et la rue seule dans adresse",
            found.voie,
            niveau="avis",
        )


RULES = (nom, vides, abimes, adresse)
