"""How close two names of lieux are, their commune and the words that any place bears set aside.

« France services de Yenne » and « Maison France Services » say what a place is, not which one: what
is left of a name once such words are gone is its kernel (`Nom.noyau`).
"""

import re
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz

from annuaire.noms import normaliser, slug

_SIGLE = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?\b\.?")
# A hyphen parts two names only between spaces: « Konk Ar Lab - Concarneau », « Val-de-Reuil ».
_COUPURE = re.compile(r"\s[-–—]\s|[/,;:()«»\"|]")
_NOMBRE = re.compile(r"\d+")

_VIDES = frozenset(
    [
        "a",
        "à",
        "au",
        "aux",
        "avec",
        "chez",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "ou",
        "par",
        "pour",
        "s",
        "sous",
        "sur",
        "un",
        "une",
        "anciennement",
        "ancien",
        "ancienne",
        "dit",
        "dite",
        "the",
        "ma",
    ]
)
"""Words that tell nothing of a place."""
_JURIDIQUES = re.compile(
    r"\b(?:societe cooperative d interet collectif|entreprise individuelle|loi|sa|sas|sasu|sarl"
    r"|eurl|scic|scop|scoparl|spl|epcc|assoc?|association|consortium|chef file|porteur"
    r"|porte|geree?|represente)\b"
)
_GENERIQUES = re.compile(
    r"\b(?:frances? services?|services? (?:au )?publics?|services?|publics?|msap|efs|mfs"
    r"|multisites?|sites?|antennes?|permanences?|relais|locaux"
    r"|bus|itineran(?:te?s?|ces?)|mobiles?|structure"
    r"|bureaux?|poste|agence postale|prefecture|sous prefecture|msa|pref"
    r"|mairies?|annexe|deleguee|hotel ville|ville|communes?|communale?|quartiers?"
    r"|communaute|agglomeration|agglo|metropole|cc|ca|ccas|cias|departement(?:ale?)?"
    r"|conseils?|regionale?|municipale?s?|intercommunale?s?|communautaires?|habitants"
    r"|mediatheques?|bibliotheques?|ludotheques?|lecture publique"
    r"|centres?|socia(?:l|le|ux)|socio|culturel(?:le)?|socioculturel(?:le)?|vie sociale"
    r"|maisons?|espaces?|points?|poles?|lieux?|tiers|fabriques?|territoires?"
    r"|fablab|fab lab|coworking|epn|epi|cyber ?bases?|cyber ?espaces?|numeriques?|informatiques?"
    r"|internet|multimedia|conseill(?:er|ere|ers|eres)|mediat(?:eur|rice|ion)|france"
    r"|jeunes?|jeunesse|information|info|mission|locale|emploi|rencontre|corse)\b"
)
"""What a place is, the words of hundreds of names."""
_SAINTS = ("saint", "sainte", "saints", "saintes")

CONTENU = 92
"""The closeness of two names one of which holds all the words of the other, and more."""


class Nom(NamedTuple):
    """A name made ready to be compared.

    `complet` is the name but for its empty words and legal form, `noyau` what tells this place
    from the others of its kind ("" when nothing does), `morceaux` the kernels of its parts.
    """

    complet: str
    noyau: str
    nombres: frozenset[str]
    morceaux: frozenset[str]


def nom(texte: str, commune: str = "") -> Nom:
    """Prepare the name of a lieu; that of its commune is taken out of it.

    >>> nom("Médiathèque municipale Hugo-Pratt de Cournon", "Cournon-d’Auvergne").noyau
    'hugo pratt'
    """
    texte = _SIGLE.sub(lambda m: m[0].replace(".", ""), texte)
    town = _ville(commune)
    words = _sans(_JURIDIQUES, _mots(texte))
    noyau = _noyau(words, town)
    cut = _COUPURE.split(texte)
    parts = [_noyau(_sans(_JURIDIQUES, _mots(part)), town) for part in cut] if cut[1:] else [noyau]
    return Nom(
        " ".join(words),
        noyau,
        frozenset(word for word in words if word.isdecimal()),
        frozenset(part for part in parts if len(part) >= 4),
    )


def proximite(a: Nom, b: Nom) -> int:
    """Return how close two names are, from 0 to 100; names that tell nothing apart give 0.

    92 at most (`CONTENU`) when one is the other and something more, 60 when numbers differ:
    « Bus 27 » is not « Bus 56 ».
    """
    if not a.noyau or not b.noyau:
        return 0
    found = max(
        fuzz.token_sort_ratio(a.noyau, b.noyau),
        fuzz.ratio(a.noyau.replace(" ", ""), b.noyau.replace(" ", "")),
    )
    if found < CONTENU and _contenu(a, b):
        found = CONTENU
    if a.nombres and b.nombres and a.nombres.isdisjoint(b.nombres):
        found = min(found, 60)
    return round(found)


def complete(a: Nom, b: Nom) -> int:
    """Return how close two names are, the words that any place bears included."""
    return round(fuzz.token_sort_ratio(a.complet, b.complet))


def _contenu(a: Nom, b: Nom) -> bool:
    """True if one is a part of the other, or if all its words are in it."""
    if a.noyau in b.morceaux or b.noyau in a.morceaux:
        return True
    short, long = sorted((set(a.noyau.split()), set(b.noyau.split())), key=len)
    return short <= long and sum(map(len, short)) >= 5


def _noyau(words: list[str], town: tuple[str, ...]) -> str:
    return " ".join(_sans(_GENERIQUES, _sans_commune(words, town)))


@cache
def _ville(commune: str) -> tuple[str, ...]:
    return tuple(_mots(commune))


def _mots(texte: str) -> list[str]:
    """Return the words that say something, then the numbers (`normaliser` has none)."""
    words = [word for word in normaliser(texte).split() if word not in _VIDES]
    if _NOMBRE.search(texte):
        words += [n.lstrip("0") or "0" for n in _NOMBRE.findall(slug(texte))]
    return words


def _sans(pattern: re.Pattern[str], words: list[str]) -> list[str]:
    return pattern.sub(" ", " ".join(words)).split()


def _sans_commune(words: list[str], town: tuple[str, ...]) -> list[str]:
    """Take out the commune, or its first words: « Livron » for Livron-sur-Drôme."""
    least = 2 if town[:1] and town[0] in _SAINTS else 1
    for size in range(len(town), least - 1, -1):
        for start in range(len(words) - size + 1):
            if tuple(words[start : start + size]) == town[:size]:
                return _sans_commune(words[:start] + words[start + size :], town)
    return words
