"""Names of régions and départements inside a French sentence: « dans la Creuse », « de l’Ain »."""

import re
from typing import Protocol


class Territoire(Protocol):
    """What a phrase needs: `liaison` is Insee's TNCC, the article the name takes."""

    @property
    def code(self) -> str: ...
    @property
    def nom(self) -> str: ...
    @property
    def liaison(self) -> str: ...


_DANS = {"2": "dans le ", "3": "dans la ", "4": "dans les ", "5": "dans l’"}
_DE = {"0": "de ", "1": "d’", "2": "du ", "3": "de la ", "4": "des ", "5": "de l’"}
# Usage, not grammar: these are said with « en ».
_EN_DEPARTEMENTS = frozenset(
    [
        "07",
        "16",
        "17",
        "19",
        "21",
        "24",
        "2A",
        "2B",
        "33",
        "44",
        "48",
        "53",
        "57",
        "73",
        "74",
        "76",
        "85",
        "93",
        "971",
        "972",
        "973",
        "987",
        "988",
    ]
)
_EN_REGIONS_A_ARTICLE = frozenset(["01", "02", "03", "24", "75", "987", "988"])
_A = frozenset(
    [
        "Paris",
        "Mayotte",
        "La Réunion",
        "Saint-Barthélemy",
        "Saint-Martin",
        "Saint-Pierre-et-Miquelon",
        "Wallis et Futuna",
    ]
)


def typographie(nom: str) -> str:
    """The name with typographic apostrophes, as shown to a reader."""
    return nom.replace("'", "’")


def du(territoire: Territoire) -> str:
    """« de la Creuse », « du Cher », « des Landes », « d’Île-de-France », « de Paris »."""
    return _DE[territoire.liaison] + typographie(territoire.nom)


def dans_le_departement(departement: Territoire) -> str:
    """« dans la Creuse », « en Seine-et-Marne », « à Paris »."""
    nom = departement.nom
    en = departement.code in _EN_DEPARTEMENTS or "-et-" in nom
    return _dans(departement, en=en)


def dans_la_region(region: Territoire) -> str:
    """« en Bretagne », « dans les Hauts-de-France », « à La Réunion »."""
    return _dans(region, en=region.liaison in "01" or region.code in _EN_REGIONS_A_ARTICLE)


def _dans(territoire: Territoire, *, en: bool) -> str:
    nom = territoire.nom
    if nom in _A:
        return "à " + nom
    if en:
        return "en " + typographie(nom)
    return _DANS[territoire.liaison] + typographie(nom)


def de_commune(nom: str) -> str:
    """« d’Ajaccio », « du Mans », « des Mollettes », « de La Pierre », « de Felletin ».

    From the spelling alone: before an h, « de » is never wrong.
    """
    for article, said in (("Le ", "du "), ("Les ", "des ")):
        if nom.startswith(article):
            return said + nom.removeprefix(article)
    return ("d’" if re.match(r"(?i)[aeiouyâéèêîôœ]", nom) else "de ") + nom
